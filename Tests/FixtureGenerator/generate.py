"""Writes the fixture months and what is expected of them: `python3 generate.py [--check] OUT`."""

import hashlib
import json
import sys
import tempfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import faults
from bureaus import files_of
from checking import SEVERITY, check_file
from forms import render
from merging import Month
from model import BUREAUS, LISTS, MONTH_FIGURES, PERIODS, AccidentBook, Maker, last_day

NOW = {
    "2022-04": "2022-05-04T06:00:00+08:00",
    "2022-05": "2022-06-04T06:00:00+08:00",
    "2022-06": "2022-07-04T06:00:00+08:00",
}
KEYS = ("rule", "list", "sheet", "cell", "row", "field")


class Story:
    """Three months of thirteen bureaus; months are told in order."""

    def __init__(self):
        self.maker = Maker()
        self.book = AccidentBook(self.maker)
        self.hazards = {b: [] for b in BUREAUS}
        self.done = set()
        self.aliases = {n: a for zones in self.maker.zones.values() for n, a in zones}

    def hazard_rows(self, bureau, period):
        """Carried hazards by number, then the new ones."""
        known = self.hazards[bureau]
        carried = [h for h in known if id(h) not in self.done]
        fresh = [
            self.maker.hazard(bureau, period) for _ in range(faults.new_hazards(bureau, period, self.maker.random))
        ]
        faults.adjust(bureau, period, fresh)
        fresh.sort(key=lambda h: h.found_on)
        known.extend(fresh)
        if bureau == "320400":
            return [h.row(period) for h in fresh + carried]
        return [h.row(period) for h in carried + fresh]

    def month(self, period):
        """`{bureau: {list: rows or nil text}}` before any fault."""
        lists = {}
        for bureau in BUREAUS:
            r = self.maker.random
            hazards = self.hazard_rows(bureau, period)
            numbers = [row.values["hazard_id"] for row in hazards if row.values["hazard_id"]]
            measures = []
            for i in range(1 + (r.random() < 0.6)):
                ref = r.choice(numbers) if numbers and i == 0 and r.random() < 0.5 else None
                measures.append(self.maker.measure(bureau, period, ref))
            practices = [self.maker.practice(bureau) for _ in range(1 + (r.random() < 0.3))]
            lists[bureau] = {
                "hazards": hazards or "本月无隐患",
                "measures": measures,
                "practices": practices,
                "accidents": self.book.month(bureau, faults.ACCIDENTS.get(period, {})),
            }
        return lists

    def learn(self, month, files):
        """Takes over the numbers that the ledger gave, and which hazards are closed for good."""
        for filed in files:
            if filed.path not in month.counted_files:
                continue
            for sheet in filed.sheets:
                for row in sheet.rows:
                    if row.hazard is None:
                        continue
                    number = month.row_numbers.get((filed.path, "hazards", row.place))
                    row.hazard.number = number
                    if number and month.ledger[number].closed:
                        self.done.add(id(row.hazard))


def register_bytes(entries):
    """The receipt register: one row a file."""
    lines = ["单位,文件,SHA-256,收件时间,登记方式"]
    for i, entry in enumerate(sorted(entries, key=lambda e: (e["received_at"], e["file"]))):
        at = entry["received_at"][:19].replace("T", " ")
        unit = f"{BUREAUS[entry['bureau']]}商务局" if entry["bureau"] else ""
        lines.append(f"{unit},{entry['file']},{entry['sha256']},{at},{['邮件', '政务平台'][i % 2]}")
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def comparable(finding):
    """A finding as text for comparing; keys that a plan leaves out are left out."""
    return {k: finding[k] for k in KEYS if k in finding}


def agree(planned, found, path):
    """Stops the generator unless the planned findings are those that the checker finds."""
    left = [comparable(f) for f in found]
    missing = []
    for plan in planned:
        want = comparable(plan)
        hit = next((f for f in left if all(f.get(k) == v for k, v in want.items())), None)
        if hit is None:
            missing.append(want)
        else:
            left.remove(hit)
    if missing or left:
        raise SystemExit(f"{path}\n planned, not found: {missing}\n found, not planned: {left}")


def natural(filed, period):
    """Findings that follow from the rows themselves: H010, H013, H014."""
    for sheet in filed.sheets:
        for row in sheet.rows if sheet.list == "hazards" else ():
            done = {p["rule"] for p in row.planned}
            values = row.values
            found = values["found_on"]
            if values["hazard_id"] is None and "hazard_id" not in row.raw and f"{found:%Y-%m}" < period:
                if "H013" not in done and "found_on" not in row.raw:
                    row.plant("H013", "hazard_id")
            is_open = values["status"] in ("未整改", "整改中") and not {"status", "due_on"} & row.raw.keys()
            if is_open and values["due_on"] != "立即整改" and values["due_on"] < last_day(period):
                row.plant("H010", "due_on")
            if values["due_on"] != "立即整改" and (values["due_on"] - found).days > 365 and "due_on" not in row.raw:
                row.plant("H014", "due_on")


def plain(value):
    """A value for JSON: decimals as numbers, dates as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(type(value))


def expected_finding(finding):
    """A finding of the manifest, with its severity and only the keys that the specification settles."""
    rule = finding["rule"]
    severity = finding.get("severity") or SEVERITY.get(rule, "error")
    kept = {k: finding[k] for k in (*KEYS, "value", "explained", "bureau", "file") if k in finding}
    return {"rule": kept.pop("rule"), "severity": severity, **kept}


def file_report(entry, table_findings, tables):
    """What is expected of one file alone."""
    lists = []
    for table in tables:
        counts = table.counts
        lists.append(
            {
                "list": table.list,
                "sheet": table.page.name,
                "rows_read": counts["read"],
                "rows_merged": counts["merged"],
                "set_aside": {k: counts[k] for k in ("total", "nil", "note", "header", "blank")},
            }
        )
    return {
        "file": entry["file"],
        "bureau": entry["bureau"],
        "received_at": entry["received_at"] if entry["registered"] else None,
        "superseded": bool(entry.get("superseded")),
        "lists": lists,
        "findings": [expected_finding(f) for f in table_findings],
    }


def write_month(out, story, period, previous):
    """Renders a month, checks it, merges it, and writes its manifest."""
    lists = story.month(period)
    plan = faults.Plan(period, story, lists)
    files = plan.files(files_of)
    folder = out / period
    entries, planned = [], {}
    for filed in files:
        natural(filed, period)
        data, expected = render(filed, story.aliases)
        path = folder / filed.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        planned[filed.path] = expected
        entries.append(
            {
                "file": filed.path,
                "bureau": filed.bureau,
                "sha256": hashlib.sha256(data).hexdigest(),
                "received_at": filed.received.replace(" ", "T") + "+08:00",
                "refused_lists": filed.lists,
                "registered": filed.received != "",
                "unreadable": filed.planned if filed.data is not None else None,
            }
        )
    (folder / "收件登记.csv").write_bytes(register_bytes([e for e in entries if e["registered"]]))
    reports = []
    now = datetime.fromisoformat(NOW[period])
    alone = {}
    for entry in entries:
        tables, found = [], list(entry["unreadable"] or [])
        if entry["unreadable"] is None:
            tables, found = check_file(folder / entry["file"], entry["bureau"], period, now.date())
        agree(planned[entry["file"]], found, f"{period}/{entry['file']}")
        alone[entry["file"]] = (found, tables)
    merged = Month(folder, period, NOW[period], [e for e in entries if e["registered"]], previous)
    merged.counted_files = {f["file"] for f, _ in merged.chosen.values()}
    agree(plan.merge_only, merged.findings, f"{period} merge")
    for entry in entries:
        # The day of receipt stands for `--now` in the merge; no fixture depends on the difference.
        if not entry.get("superseded") and entry["registered"]:
            agree(alone[entry["file"]][0], entry["merge_findings"], f"{period}/{entry['file']} at the merge")
    cross_check(merged, files)
    for entry in sorted(entries, key=lambda e: e["file"].encode()):
        reports.append(file_report(entry, *alone[entry["file"]]))
    manifest = {
        "schema": "fixture-expectations/1",
        "period": period,
        "now": NOW[period],
        "nominal_due": merged.due.date(),
        "effective_due": merged.due.date(),
        "files": reports,
        "merge": {
            "statistics": merged.statistics(),
            "balance": merged.balance(),
            "reporting": reporting(merged),
            "findings": merge_findings(merged, entries),
            "superseded": sorted(e["file"] for e in entries if e.get("superseded")),
            "ledger": ledger(merged),
        },
        "uncertain": [{"about": a, "file": f, "reading": r} for a, f, r in plan.uncertain],
    }
    (out / "expected").mkdir(exist_ok=True)
    text = json.dumps(manifest, ensure_ascii=False, default=plain, indent=1)
    (out / "expected" / f"{period}.json").write_text(text + "\n", encoding="utf-8")
    story.learn(merged, files)
    return merged


def cross_check(merged, files):
    """Counts the merged rows once more from the story itself, where no fault hides a value."""
    figures = {f["bureau"]: f for f in merged.statistics()}
    for filed in files:
        for sheet in filed.sheets:
            if filed.path not in merged.counted_files or (filed.bureau, sheet.list) not in merged.chosen:
                continue
            own = figures[filed.bureau]
            clean = [row.values for row in sheet.rows if not row.raw.keys() & {"level", "status"}]
            if sheet.list == "accidents":
                for name in MONTH_FIGURES:
                    if not any(name in row.raw for row in sheet.rows):
                        assert own[name] == sum(row.values[name] for row in sheet.rows), (filed.path, name)
            else:
                assert own[sheet.list] == len(sheet.rows), (filed.path, sheet.list)
            if sheet.list == "hazards" and len(clean) == len(sheet.rows):
                closed = sum(v["status"] == "已销号" for v in clean)
                assert own["closed_ordinary"] + own["closed_major"] == closed, filed.path
                assert own["hazards_major"] == sum(v["level"] == "重大" for v in clean), filed.path
                assert own["open"] == sum(v["status"] in ("未整改", "整改中") for v in clean), filed.path


def reporting(merged):
    """The states of the 52 lists."""
    received = {f["file"]: f["received_at"] for f in merged.files}
    states = [{"bureau": b, "list": n, **merged.states[b, n]} for b in BUREAUS for n in LISTS]
    return [{**s, "received_at": received.get(s["file"])} for s in states]


def merge_findings(merged, entries):
    """Findings that only the merge makes, and those that receipt turns on or off."""
    found = list(merged.findings)
    for entry in entries:
        if entry.get("superseded"):
            found.append({"rule": "F009", "bureau": entry["bureau"], "file": entry["file"]})
    found.sort(
        key=lambda f: (f.get("file") or "", f["rule"], f.get("bureau") or "", f.get("list") or "", f.get("row") or 0)
    )
    return [expected_finding(f) for f in found]


def ledger(merged):
    """The ledger's entries that tests can rely on."""
    rows = []
    for number in sorted(merged.ledger):
        entry = merged.ledger[number]
        values = entry.values
        end = last_day(merged.period)
        overdue = bool(values.get("status") in ("未整改", "整改中") and values.get("due_on") and values["due_on"] < end)
        rows.append(
            {
                "hazard_id": number,
                "bureau": entry.bureau,
                "zone": values.get("zone"),
                "status": values.get("status"),
                "due_on": values.get("due_on"),
                "overdue": overdue,
                "first_period": entry.first_period,
                "last_period": entry.last_period,
                "closed_period": entry.closed_period,
            }
        )
    return rows


def write_all(out):
    """Writes all months under a folder."""
    story = Story()
    previous = None
    for period in PERIODS:
        previous = write_month(out, story, period, previous)
        total, balance = previous.statistics()[-1], previous.balance()[-1]
        print(
            period, f"{total['hazards']} hazards, {total['open']} open, {balance['closing']} in the ledger at the end"
        )


def differences(made, kept):
    """Files that differ between two folders, leaving out those that the generator does not make."""
    names = {p.relative_to(made) for p in made.rglob("*") if p.is_file()}
    for period in (*PERIODS, "expected"):
        names |= {p.relative_to(kept) for p in (kept / period).rglob("*") if p.is_file()}
    for name in sorted(names):
        a, b = made / name, kept / name
        if not (a.exists() and b.exists() and a.read_bytes() == b.read_bytes()):
            yield name


def main():
    """`generate.py OUT` writes; `generate.py --check OUT` writes aside and compares."""
    if sys.argv[1] != "--check":
        write_all(Path(sys.argv[1]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        write_all(Path(folder))
        stale = list(differences(Path(folder), Path(sys.argv[2])))
    for name in stale:
        print("differs:", name)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
