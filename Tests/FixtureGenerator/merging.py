"""Merges a month of read files: versions, ledger, statistics, the states of the 52 lists."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from openpyxl.utils import get_column_letter

from checking import SEVERITY, Context, check_file, identity
from model import BUREAUS, LISTS
from reading import FIELDS, fold

FIGURES = [n for n, s in FIELDS["accidents"].items() if s.kind in ("int", "number")]
COUNTED = {"level", "status", "found_on", "due_on", "rectified_on", "closed_on", "funds", *FIGURES}
OPEN = ("未整改", "整改中")


def rate(part, whole):
    """A percentage with one decimal, half away from zero; None on a zero base."""
    if not whole:
        return None
    return str((Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP))


class Entry:
    """A hazard in the ledger."""

    def __init__(self, number, bureau, period, record):
        self.number, self.bureau = number, bureau
        self.first_period, self.last_period, self.closed_period = period, period, None
        self.values = {}
        self.take(record, period)

    def take(self, record, period):
        """This month's values; what is unreadable leaves the last value."""
        self.last_period = period
        if self.values.get("status") == "已销号":
            return
        for name in FIELDS["hazards"]:
            if name != "hazard_id" and name not in record.faulty:
                self.values[name] = record.get(name)
        if self.values.get("status") == "已销号":
            self.closed_period = period

    @property
    def closed(self):
        """Whether the hazard is closed for good."""
        return self.values.get("status") == "已销号"

    def key(self):
        """Zone, enterprise, description, day found."""
        texts = [self.values.get(n) and fold(self.values[n]) for n in ("zone", "enterprise", "description")]
        return (*texts, self.values.get("found_on"))


class Month:
    """One month's folder, read, checked and merged onto last month's ledger."""

    def __init__(self, folder, period, now, files, previous=None):
        self.folder, self.period, self.previous = folder, period, previous
        self.now = datetime.fromisoformat(now)
        self.files = sorted((f for f in files), key=lambda f: f["file"].encode())
        self.findings = []
        self.ledger = {}
        self.refused = set()
        self.new = dict.fromkeys(BUREAUS, 0)
        self.serials = dict(previous.serials) if previous else {}
        year, month = map(int, period.split("-"))
        self.due = datetime(year + month // 12, month % 12 + 1, 3)
        self.read()
        self.choose()
        self.settle_ledger()
        self.across()

    def read(self):
        """Reads every file with the day of its receipt."""
        for entry in self.files:
            entry["tables"], entry["merge_findings"] = [], []
            if entry.get("unreadable"):
                entry["merge_findings"] = [dict(f) for f in entry["unreadable"]]
                continue
            received = datetime.fromisoformat(entry["received_at"][:19])
            path = self.folder / entry["file"]
            entry["tables"], entry["merge_findings"] = check_file(path, entry["bureau"], self.period, received.date())
            if entry["received_at"][:10] < Context(None, self.period, None).end.isoformat():
                self.findings.append({"rule": "D004", "bureau": entry["bureau"], "file": entry["file"]})

    def choose(self):
        """The version of each list that counts, and its state."""
        self.chosen, self.states = {}, {}
        for bureau in BUREAUS:
            mine = [f for f in self.files if f["bureau"] == bureau]
            if not mine:
                self.findings.append({"rule": "D002", "bureau": bureau})
            for name in LISTS:
                versions = [(f["received_at"], f, t) for f in mine for t in f["tables"] if t.list == name]
                versions.sort(key=lambda v: v[0])
                self.states[bureau, name] = self.state(bureau, name, mine, versions)
                if versions and self.states[bureau, name]["state"] not in ("missing", "unreadable"):
                    self.chosen[bureau, name] = (versions[-1][1], versions[-1][2])
                for _, file, _ in versions[:-1]:
                    file["superseded"] = True
        for file in self.files:
            if file.get("superseded"):
                file["merge_findings"] = [{"rule": "F009"}]

    def state(self, bureau, name, mine, versions):
        """State, nil and days late of one list of one bureau."""
        if not versions:
            refused = [f for f in mine if name in f.get("refused_lists", ())]
            if mine and not refused:
                self.findings.append({"rule": "T001", "bureau": bureau, "list": name})
            return {
                "state": "unreadable" if refused else "missing",
                "nil": False,
                "days_late": 0 if refused else None,
                "file": refused[0]["file"] if refused else None,
                "versions": len(refused),
            }
        received, file, table = versions[-1]
        day = datetime.fromisoformat(received[:19])
        days = max(0, (day.date() - self.due.date()).days)
        state = {
            "nil": table.nil_row is not None and not table.records,
            "days_late": 0,
            "file": file["file"],
            "versions": len(versions),
        }
        first = datetime.fromisoformat(versions[0][0][:19])
        if not table.columns:
            state["state"] = "unreadable"
        elif not table.records and table.nil_row is None:
            state["state"] = "missing"
            state["days_late"] = None
        elif len(versions) > 1 and (first.date() - self.due.date()).days <= 0:
            state["state"] = "resubmitted"
        elif days:
            state |= {"state": "late", "days_late": days}
            self.findings.append(
                {"rule": "D001", "bureau": bureau, "list": name, "file": file["file"], "value": str(days)}
            )
        else:
            state["state"] = "on_time"
        return state

    def emit(self, rule, file, table, record, name, **extra):
        """A finding that only the merge can make."""
        column = table.columns.get(name)
        found = {
            "rule": rule,
            "bureau": file["bureau"],
            "file": file["file"],
            "list": table.list,
            "sheet": table.page.name,
            "row": record.row,
            "cell": f"{get_column_letter(column)}{record.row}" if column else None,
            "field": name,
        }
        if SEVERITY.get(rule) == "warning" and record.raw.get("explanation"):
            found["explained"] = True
        record.rules.append(rule)
        self.findings.append(found | extra)

    def settle_ledger(self):
        """ledger(month) = f(ledger(month - 1), hazards(month))."""
        before = self.previous.ledger if self.previous else {}
        for number, entry in before.items():
            copy = Entry.__new__(Entry)
            copy.__dict__ = dict(entry.__dict__, values=dict(entry.values))
            self.ledger[number] = copy
        self.opening = {b: sum(not e.closed for e in before.values() if e.bureau == b) for b in BUREAUS}
        self.reported = set()
        self.row_numbers = {}
        for bureau in BUREAUS:
            chosen = self.chosen.get((bureau, "hazards"))
            if chosen is None:
                continue
            file, table = chosen
            for record in table.records:
                self.enter(bureau, file, table, record, before)
            for number, entry in before.items():
                if entry.bureau == bureau and not entry.closed and number not in self.reported:
                    self.findings.append(
                        {
                            "rule": "L001",
                            "bureau": bureau,
                            "file": file["file"],
                            "list": "hazards",
                            "row": None,
                            "cell": None,
                            "value": number,
                        }
                    )
        self.closed = {
            b: sum(e.closed and e.closed_period == self.period for e in self.ledger.values() if e.bureau == b)
            for b in BUREAUS
        }

    def enter(self, bureau, file, table, record, before):
        """Puts one row in the ledger, or refuses its number."""
        number = record.get("hazard_id")
        if "hazard_id" in record.faulty or "H012" in record.rules:
            return
        if number and self.previous:
            entry = before.get(number)
            if entry is None or entry.bureau != bureau:
                self.emit("L005" if entry is None else "L007", file, table, record, "hazard_id")
                return
            self.compare(entry, file, table, record)
        elif not number:
            key = identity(record)
            number = next((n for n, e in before.items() if e.bureau == bureau and e.key() == key), None)
        if number is None or number not in self.ledger:
            number = number or self.next_number(bureau, record)
            self.ledger[number] = Entry(number, bureau, self.period, record)
            self.new[bureau] += 1
        else:
            self.ledger[number].take(record, self.period)
        self.reported.add(number)
        self.row_numbers[file["file"], table.list, record.row] = number

    def next_number(self, bureau, record):
        """Bureau, month of the day found, next serial."""
        found = record.get("found_on")
        month = f"{found:%Y%m}" if found and f"{found:%Y-%m}" <= self.period else self.period.replace("-", "")
        serial = self.serials.get((bureau, month), 0) + 1
        self.serials[bureau, month] = serial
        return f"{bureau}-{month}-{serial:04d}"

    def compare(self, entry, file, table, record):
        """The L rules on a carried hazard."""
        old, get = entry.values, record.get
        if entry.closed and get("status") in (*OPEN, "已整改"):
            self.emit("L002", file, table, record, "status")
        if old.get("level") == "重大" and get("level") == "一般":
            self.emit("L003", file, table, record, "level")
        if old.get("due_on") and get("due_on") and get("due_on") > old["due_on"]:
            self.emit("L004", file, table, record, "due_on")
        for name in ("found_on", "enterprise", "description"):
            a, b = old.get(name), get(name)
            if a and b and fold(str(a)) != fold(str(b)):
                self.emit("L006", file, table, record, name)

    def across(self):
        """Rules that look at earlier months: A005, M004, P001."""
        texts = set(self.previous.texts) if self.previous else set()
        own = set()
        for bureau in BUREAUS:
            if (bureau, "practices") in self.chosen:
                file, table = self.chosen[bureau, "practices"]
                for record in table.records:
                    text = record.get("content") and fold(record.get("content"))
                    if text in (texts | own) and "P001" not in record.rules:
                        self.emit("P001", file, table, record, "content")
                    own.add(text)
            if (bureau, "measures") in self.chosen:
                file, table = self.chosen[bureau, "measures"]
                for record in table.records:
                    if any(n not in self.ledger for n in record.get("hazard_ref") or ()):
                        if self.previous:
                            self.emit("M004", file, table, record, "hazard_ref")
            if (bureau, "accidents") in self.chosen and self.previous:
                self.compare_accidents(bureau)
        self.texts = texts | own

    def compare_accidents(self, bureau):
        """A005: cumulative = last month's cumulative + this month's."""
        last = self.previous.chosen.get((bureau, "accidents"))
        if last is None:
            return
        rows = {(r.get("zone"), r.get("sector")): r for r in last[1].records}
        file, table = self.chosen[bureau, "accidents"]
        for record in table.records:
            old = rows.get((record.get("zone"), record.get("sector")))
            for name in ("accidents", "deaths", "serious_injuries", "direct_loss"):
                month, total = record.get(name), record.get(name + "_ytd")
                before = old and old.get(name + "_ytd")
                if None in (month, total, before) or total < month:
                    continue
                if total != before + month:
                    self.emit("A005", file, table, record, name + "_ytd")

    def statistics(self):
        """One dictionary a bureau, then the province."""
        rows = [self.bureau_figures(b) for b in BUREAUS]
        province = {"scope": "province", "bureau": "320000"}
        for name in rows[0]:
            if name not in ("scope", "bureau") and "rate" not in name and not name.endswith("_mom"):
                known = [r[name] for r in rows if r[name] is not None]
                province[name] = sum(known) if known else None
        self.rates(province)
        return [*rows, province]

    def bureau_figures(self, bureau):
        """The figures of one bureau; None where its list was not reported."""
        figures = {"scope": "bureau", "bureau": bureau}
        records = self.records(bureau, "hazards")
        names = [
            "hazards",
            "hazards_new",
            "hazards_ordinary",
            "hazards_major",
            "rectified_ordinary",
            "rectified_major",
            "closed_ordinary",
            "closed_major",
            "open",
            "overdue",
            "supervised_major",
        ]
        figures.update(dict.fromkeys(names))
        if records is not None:
            end = Context(None, self.period, None).end
            levels = {"ordinary": "一般", "major": "重大"}
            figures["hazards"], figures["hazards_new"] = len(records), self.new[bureau]
            for suffix, level in levels.items():
                of_level = [r for r in records if r.get("level") == level]
                figures["hazards_" + suffix] = len(of_level)
                figures["rectified_" + suffix] = sum(r.get("status") in ("已整改", "已销号") for r in of_level)
                figures["closed_" + suffix] = sum(r.get("status") == "已销号" for r in of_level)
            still = [r for r in records if r.get("status") in OPEN]
            figures["open"] = len(still)
            figures["overdue"] = sum(r.get("due_on") is not None and r.get("due_on") < end for r in still)
            figures["supervised_major"] = sum(
                bool(r.get("level") == "重大" and r.get("supervision_level") and r.get("supervision_unit"))
                for r in records
            )
        for name in ("measures", "practices"):
            rows = self.records(bureau, name)
            figures[name] = None if rows is None else len(rows)
        rows = self.records(bureau, "accidents")
        for name in FIGURES:
            asked = rows is not None and name in self.chosen[bureau, "accidents"][1].columns
            figures[name] = sum(r.get(name) or 0 for r in rows) if asked else None
        states = [self.states[bureau, n] for n in LISTS]
        figures["submissions_due"] = 4
        figures["submissions_received"] = sum(s["state"] not in ("missing", "unreadable") for s in states)
        figures["submissions_on_time"] = sum(
            s["state"] in ("on_time", "on_time_extended", "resubmitted") for s in states
        )
        figures["not_counted"] = sum(bool(r.faulty & COUNTED) for n in LISTS for r in self.records(bureau, n) or ())
        self.rates(figures)
        return figures

    def records(self, bureau, name):
        """The merged rows of a list, None where it was not reported."""
        chosen = self.chosen.get((bureau, name))
        return None if chosen is None else chosen[1].records

    def rates(self, f):
        """Rates and comparisons, from the sums."""
        ordinary, major = f["hazards_ordinary"], f["hazards_major"]
        if ordinary is None:
            for name in (
                "rectification_rate_ordinary",
                "rectification_rate_major",
                "rectification_rate",
                "supervision_rate",
            ):
                f[name] = None
        else:
            f["rectification_rate_ordinary"] = rate(f["rectified_ordinary"], ordinary)
            f["rectification_rate_major"] = rate(f["closed_major"], major)
            f["rectification_rate"] = rate(f["rectified_ordinary"] + f["closed_major"], ordinary + major)
            f["supervision_rate"] = rate(f["supervised_major"], major)
        for name in ("accidents", "deaths"):
            now, prior = f[name + "_ytd"], f[name + "_ytd_prior"]
            f[name + "_yoy"] = None if now is None else now - prior
            f[name + "_yoy_rate"] = None if now is None else rate(now - prior, prior)
        f["on_time_rate"] = rate(f["submissions_on_time"], f["submissions_due"])
        if f["scope"] == "bureau":
            for name in ("accidents", "deaths"):
                last = self.previous and self.previous.figures_of(f["bureau"], name)
                f[name + "_mom"] = None if last is None or f[name] is None else f[name] - last

    def figures_of(self, bureau, name):
        """A figure of this month's bureau, None where not reported."""
        rows = self.records(bureau, "accidents")
        return None if rows is None else sum(r.get(name) or 0 for r in rows)

    def balance(self):
        """Opening + new - closed = closing, by bureau and for the province."""
        rows = []
        for bureau in BUREAUS:
            opening, new, closed = self.opening[bureau], self.new[bureau], self.closed[bureau]
            closing = sum(not e.closed for e in self.ledger.values() if e.bureau == bureau)
            assert closing == opening + new - closed, (bureau, opening, new, closed, closing)
            rows.append({"bureau": bureau, "opening": opening, "new": new, "closed": closed, "closing": closing})
        total = {n: sum(r[n] for r in rows) for n in ("opening", "new", "closed", "closing")}
        return [*rows, {"bureau": "320000", **total}]
