"""The rules on one file: values, hazards, measures, practices, accidents."""

import re
from datetime import date
from decimal import Decimal

from openpyxl.utils import get_column_letter

from model import BUREAUS, load_roster
from reading import (
    BLANK_IF_OPTIONAL,
    FIELDS,
    PLACEHOLDERS,
    TITLES,
    Table,
    fold,
    month_end,
    pages_of,
    parse_date,
    parse_number,
    read_table,
)

SEVERITY = dict.fromkeys(
    "T005 T007 T008 T009 T011 V013 V014 H006 H009 H010 H013 H014 M002 M003 M004 P001 A005 A008 A009 A010 A011 L004 L006 D004".split(),
    "warning",
) | dict.fromkeys("F009 F010 T012 V011 V015 D003".split(), "info")
ERROR_VALUES = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
HAZARD_ID = re.compile(r"\d{6}-\d{6}-\d{4}")
PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}")
DATE_ORDER = ("found_on", "issued_on", "due_on", "rectified_on", "closed_on")


class Zones:
    """The roster, by every name that a zone may be given."""

    def __init__(self):
        self.bureau, self.names, self.of = {}, {}, {}
        for bureau, zones in load_roster().items():
            for name, aliases in zones:
                self.bureau[name] = bureau
                self.of.setdefault(bureau, []).append(name)
                for text in (name, *aliases, short(name)):
                    self.names.setdefault(fold(text), name)

    def find(self, text):
        """The roster's name for a zone, or None."""
        return self.names.get(fold(text)) or self.names.get(short(text))


def short(name):
    """A zone's name less province, rank and kind."""
    name = re.sub(r"^江苏省?", "", fold(name))
    return re.sub(r"(管委会|管理委员会|经济技术开发区|经济开发区|经开区|开发区)+$", "", name)


ZONES = Zones()


class Context:
    """What a check needs beyond the file: bureau, period, the day of receipt."""

    def __init__(self, bureau, period, received):
        self.bureau = bureau
        self.period = period
        year, month = map(int, period.split("-"))
        self.start, self.end = date(year, month, 1), month_end(year, month)
        self.received = received
        self.latest = self.end.replace(year=self.end.year + 5)


def emit(table, rule, record=None, name=None, **extra):
    """Adds a finding at a cell (`name`), a row (`record`) or the list."""
    found = {"rule": rule}
    if record is not None:
        column = table.columns.get(name)
        found["row"] = record.row
        found["cell"] = f"{get_column_letter(column)}{record.row}" if column else None
        if name:
            found["field"] = name
        record.rules.append(rule)
        if SEVERITY.get(rule) == "warning" and record.raw.get("explanation"):
            found["explained"] = True
    table.findings.append(found | extra)


def type_record(table, record, context):
    """Reads each cell of a row by its field's type."""
    fields = FIELDS[table.list]
    order = [n for n in fields if n not in DATE_ORDER] + [n for n in DATE_ORDER if n in fields]
    for name in order:
        if name not in table.columns:
            continue
        spec, raw = fields[name], record.raw.get(name)
        if (record.row, table.columns[name]) in table.page.formulas:
            fail(table, record, name, "T010")
            continue
        text = "" if raw is None else str(raw).strip()
        if text.startswith("=DISPIMG("):
            fail(table, record, name, "T011")
            continue
        if text in BLANK_IF_OPTIONAL and not spec.required:
            text = ""
        if not text:
            if spec.required:
                emit(table, "V001", record, name)
        elif text in ERROR_VALUES:
            fail(table, record, name, "V009")
        elif spec.required and (text in PLACEHOLDERS or fold(text).upper() == "XXX"):
            fail(table, record, name, "V010")
        else:
            type_cell(table, record, name, spec, raw, text, context)


def fail(table, record, name, rule):
    """A cell that cannot be read."""
    record.faulty.add(name)
    emit(table, rule, record, name)


def type_cell(table, record, name, spec, raw, text, context):
    """Reads one filled cell."""
    values = record.values
    if spec.kind == "zone":
        zone = ZONES.find(text)
        local = table.list in ("measures", "practices") and fold(text) == "市本级"
        if not local and (zone is None or context.bureau not in (None, ZONES.bureau[zone])):
            emit(table, "V013", record, name, severity="warning" if zone is None else "error")
        values[name] = zone or text
    elif spec.kind == "text":
        if not spec.low <= len(text) <= spec.high:
            emit(table, "V005", record, name)
        values[name] = text
    elif spec.kind == "word":
        word = spec.words.get(fold(text))
        if word is None:
            fail(table, record, name, "V004")
        else:
            values[name] = word
    elif spec.kind in ("id", "ids"):
        parts = [text] if spec.kind == "id" else re.split("[、;；]", text)
        if all(HAZARD_ID.fullmatch(p.strip()) for p in parts):
            values[name] = text if spec.kind == "id" else [p.strip() for p in parts]
        else:
            fail(table, record, name, "V008")
    elif spec.kind == "phone":
        if PHONE.fullmatch(fold(text)):
            values[name] = text
        else:
            fail(table, record, name, "V008")
    elif spec.kind in ("int", "number"):
        type_number(table, record, name, spec, raw)
    else:
        type_date(table, record, name, spec, raw, text, context)


def type_number(table, record, name, spec, raw):
    """Reads a figure."""
    number = parse_number(raw)
    if number is None:
        fail(table, record, name, "V003")
    elif number < 0:
        fail(table, record, name, "V006")
    elif spec.kind == "int" and number != number.to_integral_value():
        fail(table, record, name, "V007")
    else:
        if spec.kind == "number" and -number.normalize().as_tuple().exponent > spec.places:
            emit(table, "V014", record, name)
        record.values[name] = int(number) if spec.kind == "int" else number


def type_date(table, record, name, spec, raw, text, context):
    """Reads a date; `立即整改` is the day the hazard was found."""
    if spec.kind == "due" and fold(text) in ("立即整改", "立行立改"):
        record.values[name] = record.get("found_on")
        return
    day, rules = parse_date(raw, spec.kind == "due", record.get("found_on"), context.start, context.end)
    for rule in rules:
        emit(table, rule, record, name)
    if day is None:
        record.faulty.add(name)
    elif day < date(2000, 1, 1) or day > context.latest:
        fail(table, record, name, "V012")
    else:
        record.values[name] = day


def check_hazard(table, record, context, seen):
    """The H rules on one row."""
    get, known = record.get, record.known
    found, due, done, closed = get("found_on"), get("due_on"), get("rectified_on"), get("closed_on")
    status = get("status")
    if found and due and due < found:
        emit(table, "H001", record, "due_on")
    elif due and due < context.end and status in ("未整改", "整改中"):
        emit(table, "H010", record, "due_on")
    if found and due and (due - found).days > 365:
        emit(table, "H014", record, "due_on")
    if status in ("已整改", "已销号") and not done and known("rectified_on"):
        emit(table, "H002", record, "rectified_on")
    if done and status in ("未整改", "整改中"):
        emit(table, "H003", record, "rectified_on")
    if done and found and done < found:
        emit(table, "H004", record, "rectified_on")
    if get("level") == "重大":
        for name in ("supervision_level", "supervision_unit"):
            if not get(name) and known(name):
                emit(table, "H005", record, name)
        if not get("supervision_doc"):
            emit(table, "H006", record, "supervision_doc")
    if found and found > context.end:
        emit(table, "H007", record, "found_on")
    for name in ("rectified_on", "closed_on"):
        if get(name) and get(name) > context.received:
            emit(table, "H008", record, name)
    if status == "已销号" and known("closed_on"):
        if not closed or (done and closed < done):
            emit(table, "H011", record, "closed_on")
    if closed and status and status != "已销号":
        emit(table, "H015", record, "closed_on")
    if found and found < context.start and not get("hazard_id") and known("hazard_id"):
        emit(table, "H013", record, "hazard_id")
    key = identity(record)
    if None not in key and key in seen:
        emit(table, "H009", record)
    seen.add(key)
    number = get("hazard_id")
    if number and number in seen:
        emit(table, "H012", record, "hazard_id")
    seen.add(number)


def identity(record):
    """Zone, enterprise, description and day found, folded."""
    texts = [record.get(n) and fold(record.get(n)) for n in ("zone", "enterprise", "description")]
    return (*texts, record.get("found_on"))


def check_measure(table, record, context, seen):
    """The M rules on one row."""
    issued = record.get("issued_on")
    if record.get("status") in ("已印发", "已修订") and not issued and record.known("issued_on"):
        emit(table, "M001", record, "issued_on")
    if issued and not context.start <= issued <= context.end:
        emit(table, "M002", record, "issued_on")
    key = (record.get("zone"), record.get("title") and fold(record.get("title")))
    if None not in key and key in seen:
        emit(table, "M003", record)
    seen.add(key)


def check_practice(table, record, context, seen):
    """The P rule on one row."""
    text = record.get("content") and fold(record.get("content"))
    if text and text in seen:
        emit(table, "P001", record, "content")
    seen.add(text)


def check_accident(table, record, context, seen):
    """The A rules on one row."""
    get = record.get
    count = get("accidents")
    levels = [
        get(n) for n in ("accidents_ordinary", "accidents_considerable", "accidents_major", "accidents_extraordinary")
    ]
    sums = {"deaths": (2, 9, 29), "serious_injuries": (9, 49, 99), "direct_loss": (1000, 5000, 10000)}
    if count is not None and None not in levels and count != sum(levels):
        emit(table, "A002", record, "accidents")
    if count == 0:
        for name in sums:
            if get(name):
                emit(table, "A006", record, name)
    elif count and None not in levels and not levels[3]:
        for name, weights in sums.items():
            limit = sum(w * n for w, n in zip(weights, levels))
            figure = get(name)
            if figure is not None and (figure >= limit if name == "direct_loss" else figure > limit):
                emit(table, "A003", record, name)
    for name in ("accidents", *sums):
        month, total = get(name), get(name + "_ytd")
        if month is not None and total is not None and total < month:
            emit(table, "A004", record, name + "_ytd")
    for name, number in zip(("accidents_considerable", "accidents_major", "accidents_extraordinary"), levels[1:]):
        if number:
            emit(table, "A010", record, name)
    key = (get("zone"), get("sector"))
    if record.known("zone", "sector") and key[0]:
        if key in seen:
            emit(table, "A007", record)
        seen.add(key)


def check_accident_list(table, context):
    """The A rules on the whole list."""
    for row, raw in table.totals:
        for name, spec in FIELDS["accidents"].items():
            if spec.kind not in ("int", "number") or raw.get(name) is None:
                continue
            if all(r.known(name) for r in table.records):
                figure = sum((Decimal(r.get(name) or 0) for r in table.records), Decimal(0))
                if parse_number(raw[name]) != figure:
                    column = get_column_letter(table.columns[name])
                    table.findings.append({"rule": "A001", "row": row, "cell": f"{column}{row}", "field": name})
    present = {r.get("zone") for r in table.records}
    for zone in ZONES.of.get(context.bureau, []):
        if zone not in present:
            table.findings.append({"rule": "A008", "row": None, "cell": None, "value": zone})
    for zone in sorted({r.get("zone") for r in table.records} - {None}):
        sectors = {r.get("sector") for r in table.records if r.get("zone") == zone}
        if None in sectors and len(sectors) > 1:
            table.findings.append({"rule": "A011"})


CHECKS = {"hazards": check_hazard, "measures": check_measure, "practices": check_practice, "accidents": check_accident}


def check_table(table, context):
    """Types and checks all rows of a list."""
    seen = set()
    for record in table.records:
        type_record(table, record, context)
        if not table.header_fault:
            CHECKS[table.list](table, record, context, seen)
    if table.header_fault:
        table.findings = [f for f in table.findings if f["rule"] in ("T003", "T004", "T005", "T008", "T009")]
        for record in table.records:
            record.rules.clear()
    elif table.list == "accidents" and table.records:
        check_accident_list(table, context)


def stated(pages, pattern):
    """What a line above the tables states, by pattern: the first group of the first match."""
    for page in pages:
        for (row, _), value in sorted(page.cells.items()):
            match = re.search(pattern, fold(str(value))) if row <= 3 else None
            if match:
                return match[1]
    return None


def check_file(path, bureau, period, received):
    """`(tables, findings)` of one file; findings carry list and sheet."""
    return check_pages(pages_of(path), bureau, period, received)


def check_pages(pages, bureau, period, received):
    """The same for pages that are already read."""
    context = Context(bureau, period, received)
    year, month = map(int, period.split("-"))
    said = stated(pages, r"(\d{4}年\d{1,2}月)(?:\d{1,2}日)?(?!\d)")
    line = stated(pages, r"填报单位:(.+?市)")
    if line and bureau and BUREAUS[bureau] != line:
        return [], [{"rule": "F007"}]
    if bureau is None and line is None:
        return [], [{"rule": "F006"}]
    if said and said != f"{year}年{month}月":
        return [], [{"rule": "F008"}]
    tables, findings = [], []
    for page in pages:
        table = read_table(page)
        if table is None:
            named = next((n for n, t in TITLES.items() if page.name == t), None)
            rule = {"rule": "T002", "list": named} if named else {"rule": "T012"}
            findings.append(rule | {"sheet": page.name})
            if named:
                tables.append(Table(named, page, {}, header_fault=True))
            continue
        check_table(table, context)
        tables.append(table)
        for finding in table.findings:
            findings.append({"list": table.list, "sheet": page.name} | finding)
    return tables, findings
