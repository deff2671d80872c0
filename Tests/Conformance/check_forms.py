"""Fills forms in as a clerk would, has LibreOffice reckon them, and compares 自检 with `validate`.

Usage: check_forms.py BIN_FOLDER OUTPUT_FOLDER_OF_2022-05. Exits 1 where they disagree.

Every example of the rule catalogue that breaks a row rule is filled into a form. What 自检 counts
must be what `validate` finds, rule by rule, and the cells that `validate` names must light up.
"""

import collections
import datetime
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from libreoffice import resave
from openpyxl import load_workbook
from openpyxl.formula.translate import Translator

ROOT = pathlib.Path(__file__).resolve().parents[2]
LISTS = ["hazards", "measures", "practices", "accidents"]
SCHEMAS = {
    name: json.loads((ROOT / f"Templates/lists/{name}.schema.json").read_text(encoding="utf-8"))
    for name in LISTS
}
RULES = json.loads((ROOT / "Templates/rules.json").read_text(encoding="utf-8"))["rules"]
ROSTER = [
    line.split(",")[1]
    for line in (ROOT / "Templates/roster.csv").read_text(encoding="utf-8-sig").splitlines()
    if line.startswith("320400,")
]
# Rules of the catalogue with row examples that no formula of a form can express: they need the
# day of receipt, last month's figures or another bureau's, or are hints. A form sums up by itself.
BEYOND_FORMULAS = {"V011", "V015", "H008", "A001", "A005", "M004"} | {f"L00{n}" for n in range(1, 8)}
HIGHLIGHTS = {0: "error", 1: "warning"}
ROWS_LOOKED_AT = 3
REFERENCE = re.compile(r"\$[A-Z]+\$?[0-9]+(:\$[A-Z]+\$?[0-9]+)?")
faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


# ---- Forms


def columns(name):
    """Keys of a list in the order of the form's columns."""
    return [field["name"] for field in SCHEMAS[name]["fields"] if field["kind"] != "bureau"]


def kinds(name):
    return {field["name"]: field["kind"] for field in SCHEMAS[name]["fields"]}


def first_row(name):
    return 8 if name == "accidents" else 6


def make(program, *arguments):
    done = subprocess.run(
        [program, "form", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"form {arguments}: {done.stderr}")


def typed(kind, text):
    """What a cell holds after a clerk has typed a text."""
    if kind == "date":
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            return float(text) if text.isdigit() else text
    if kind in ("integer", "number"):
        try:
            return float(text)
        except ValueError:
            return text
    return text


def fill(sheet, name, rows):
    for number, row in enumerate(rows, first_row(name)):
        for column, key in enumerate(columns(name), 1):
            text = row.get(key) or ""
            if text:
                sheet.cell(number, column).value = typed(kinds(name)[key], text)


def sample(name, changes, number=1):
    """The list's sample row with changes, marks taken off."""
    row = {**SCHEMAS[name]["sample"], "seq": str(number)}
    for key, value in changes.items():
        row[key] = (value or "").replace("↓", "")
    return row


def nothing(zone):
    """A zone without accidents."""
    figures = {key: "0" for key, kind in kinds("accidents").items() if kind in ("integer", "number")}
    return {"zone": zone, **figures}


def fill_list(book, name, rows):
    """Fills one list, every other with 无, and the zones that the accidents lack with zeros."""
    for other in LISTS:
        sheet = book[SCHEMAS[other]["title"]]
        if other != name:
            sheet.cell(first_row(other), columns(other).index("zone") + 1).value = "无"
        elif name == "accidents":
            known = {row["zone"] for row in rows}
            fill(sheet, name, rows + [nothing(zone) for zone in ROSTER if zone not in known])
        else:
            fill(sheet, name, rows)


def add_highlights(book):
    """A sheet that has each conditional format as a formula for each of a list's first rows."""
    out = book.create_sheet("lit")
    for name in LISTS:
        sheet = book[SCHEMAS[name]["title"]]
        first = first_row(name)
        for area, rules in sheet.conditional_formatting._cf_rules.items():
            for rule in rules:
                if rule.dxfId not in HIGHLIGHTS:
                    continue
                formulas = []
                for row in range(first, first + ROWS_LOOKED_AT):
                    moved = Translator(f"=1*({rule.formula[0]})", f"A{first}")
                    formulas.append(
                        REFERENCE.sub(
                            lambda found: f"'{sheet.title}'!{found[0]}",
                            moved.translate_formula(f"A{row}")))
                out.append([sheet.title, HIGHLIGHTS[rule.dxfId], str(area.sqref), first, *formulas])


def reckon(folder, out):
    """Has LibreOffice open, reckon and save every workbook of a folder."""
    out.mkdir()
    errors = resave(sorted(folder.glob("*.xlsx")), out)
    for path in folder.glob("*.xlsx"):
        if not (out / path.name).exists():
            sys.exit(f"LibreOffice does not open {path.name}: {errors}")


# ---- What is found


def self_check(path):
    """Counts by list title and rule, rules on the 自检 sheet, and its verdict."""
    sheet = load_workbook(path, data_only=True)["自检"]
    counts = {}
    for row in sheet.iter_rows(min_row=5, values_only=True):
        if row[1] is None or not isinstance(row[3], str) or row[3] == "级别":
            continue
        if not isinstance(row[4], (int, float)):
            fault(path.name, f"自检 {row[0]} {row[1]} is {row[4]!r}")
        counts[row[0], row[1]] = row[4]
    return counts, sheet["A2"].value


def validate(program, path, *arguments):
    done = subprocess.run(
        [program, "--format", "jsonl", "--now", "2022-07-02T10:00:00+08:00", *arguments, str(path)],
        capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"validate {path}: {done.stderr}")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    findings = [line for line in lines if line["type"] == "finding"]
    return [finding for finding in findings if finding["severity"] != "info"], lines[-1]


def lit(path):
    """Cells that light up, by sheet and address, with their weights."""
    cells = collections.defaultdict(set)
    for title, weight, areas, first, *values in load_workbook(path, data_only=True)["lit"].values:
        for row, value in enumerate(values, first):
            if not isinstance(value, (int, float)) or not value:
                continue
            for area in areas.split(" "):
                letters = "".join(c for c in area.split(":")[0] if c.isalpha())
                cells[title, f"{letters}{row}"].add(weight)
    return cells


def compare(where, path, findings):
    """自检 counts what validate finds, rule by rule, as far as formulas reach."""
    counts, _ = self_check(path)
    found = collections.Counter(
        (SCHEMAS[finding["list"]]["title"], finding["rule"])
        for finding in findings if not finding.get("explained"))
    for key in sorted(set(counts) | set(found)):
        if key in counts and counts[key] != found[key]:
            fault(where, f"{key[0]} {key[1]}: 自检 {counts[key]}, validate {found[key]}")


# ---- The checks


def check_blank(bin_folder, work):
    """13 forms; a blank one lacks four lists and nothing else; stored results are right."""
    make(bin_folder / "monthly-merge", "--all", "2022-06", "-o", str(work / "blank"))
    paths = sorted((work / "blank").glob("*.xlsx"))
    if len(paths) != 13:
        fault("form --all", f"{len(paths)} workbooks")
    shutil.copy(paths[0], work / "filled")
    for path in paths:
        findings, _ = validate(bin_folder / "validate", path)
        if [finding["rule"] for finding in findings] != ["T006"] * 4:
            fault(path.name, f"blank: {[finding['rule'] for finding in findings]}")
        compare(path.name, path, findings)

    def verdict():
        stored, reckoned = self_check(paths[0]), self_check(work / "reckoned" / paths[0].name)
        if stored != reckoned:
            fault(paths[0].name, f"自检 stores {stored}, reckons {reckoned}")

    return verdict


def check_clean(bin_folder, work, book_path):
    """A form filled in without a mistake raises nothing."""
    book = load_workbook(book_path)
    for name in LISTS:
        rows = [sample(name, {})]
        if name == "accidents":
            rows += [nothing(zone) for zone in ROSTER if zone != rows[0]["zone"]]
        fill(book[SCHEMAS[name]["title"]], name, rows)
        headings = [
            (book[SCHEMAS[name]["title"]].cell(row, 4).value or "")
            for row in range(5, first_row(name))]
        title = next(f["title"] for f in SCHEMAS[name]["fields"] if f["name"] == columns(name)[3])
        if not any(heading.lstrip("*") == title for heading in headings):
            fault(name, f"column 4 is headed {headings}")
    book.save(work / "filled" / "常州市-clean.xlsx")

    def verdict():
        path = work / "reckoned" / "常州市-clean.xlsx"
        findings, last = validate(bin_folder / "validate", path)
        if findings or not last["sendable"]:
            fault("clean form", [(f["rule"], f["cell"]) for f in findings])
        compare("clean form", path, findings)
        if self_check(path)[1] != "可以报送":
            fault("clean form", self_check(path)[1])

    return verdict


def check_examples(bin_folder, work, forms):
    """Every breaking example is caught, by 自检 and by validate alike."""
    tried = []
    for rule in RULES:
        example = rule["breaks"]
        if "list" not in rule or "rows" not in example or rule["code"] in BEYOND_FORMULAS:
            continue
        name = rule["list"]
        rows = [sample(name, row, number) for number, row in enumerate(example["rows"], 1)]
        book = load_workbook(forms[example.get("period", "2022-05")])
        if rule["code"] == "A008":
            fill(book["事故统计表"], name, rows)
            for other in LISTS[:3]:
                book[SCHEMAS[other]["title"]].cell(
                    first_row(other), columns(other).index("zone") + 1).value = "无"
        else:
            fill_list(book, name, rows)
        path = work / "filled" / f"常州市-{rule['code']}.xlsx"
        add_highlights(book)
        book.save(path)
        tried.append((rule, path.name))

    def verdict():
        for rule, name in tried:
            findings, _ = validate(bin_folder / "validate", work / "reckoned" / name)
            compare(rule["code"], work / "reckoned" / name, findings)
            if rule["code"] not in {finding["rule"] for finding in findings}:
                fault(rule["code"], "validate does not find its example")
            cells = lit(work / "reckoned" / name)
            counts, _ = self_check(work / "reckoned" / name)
            if not counts.get((SCHEMAS[rule["list"]]["title"], rule["code"])):
                fault(rule["code"], "自检 does not count its example")
            for finding in findings:
                place = finding["sheet"], finding["cell"]
                if finding["cell"] and finding["severity"] not in cells[place]:
                    fault(rule["code"], f"{place} does not light up for {finding['rule']}")
            for (sheet, cell), weights in cells.items():
                same = [f for f in findings if f["sheet"] == sheet and f"{f['row']}" in cell]
                same += [f for f in findings if f["rule"] in ("H009", "H012", "M003", "P001", "A007")]
                if weights and not same:
                    fault(rule["code"], f"{sheet}!{cell} lights up for nothing")
        print(f"{len(tried)} rules tried on forms")

    return verdict


def check_carried(bin_folder, work, ledger):
    """A form with last month's open hazards: updated it is clean, with one left out it is not."""
    make(
        bin_folder / "monthly-merge", "苏州市", "2022-06", "--ledger", str(ledger), "-o",
        str(work / "carried"))
    path = work / "carried" / "苏州市-2022-06.xlsx"
    keys = columns("hazards")
    first = first_row("hazards")

    def filled(name, leaves_out):
        book = load_workbook(path)
        sheet = book["问题隐患清单"]
        row = first
        while sheet.cell(row, keys.index("hazard_id") + 1).value:
            for key, value in {
                "status": "已销号", "rectified_on": datetime.date(2022, 6, 20),
                "closed_on": datetime.date(2022, 6, 28),
            }.items():  # fmt: skip
                sheet.cell(row, keys.index(key) + 1).value = value
            row += 1
        if row == first:
            fault("carried form", "no hazards are carried over")
        if leaves_out:
            for column in range(1, len(keys) + 1):
                sheet.cell(row - 1, column).value = None
        for other in LISTS[1:]:
            book[SCHEMAS[other]["title"]].cell(
                first_row(other), columns(other).index("zone") + 1).value = "无"
        book.save(work / "filled" / name)

    filled("苏州市-carried.xlsx", False)
    filled("苏州市-left-out.xlsx", True)

    def verdict():
        for name, expected in [("苏州市-carried.xlsx", []), ("苏州市-left-out.xlsx", ["L001"])]:
            findings, _ = validate(
                bin_folder / "validate", work / "reckoned" / name, "--ledger", str(ledger))
            rules = [f["rule"] for f in findings if f["severity"] == "error"]
            if rules != expected:
                fault(name, f"validate finds {rules}")
            counts, _ = self_check(work / "reckoned" / name)
            counted = [key[1] for key, count in counts.items() for _ in range(int(count))]
            if counted != expected:
                fault(name, f"自检 counts {counted}")

    return verdict


def main(bin_folder, ledger):
    bin_folder, ledger = pathlib.Path(bin_folder).resolve(), pathlib.Path(ledger).resolve()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / "filled").mkdir()
        forms = {}
        for period in ["2022-05", "2022-01"]:
            make(bin_folder / "monthly-merge", "常州市", period, "-o", str(work / period))
            forms[period] = work / period / f"常州市-{period}.xlsx"
        verdicts = [
            check_blank(bin_folder, work),
            check_clean(bin_folder, work, forms["2022-05"]),
            check_examples(bin_folder, work, forms),
            check_carried(bin_folder, work, ledger),
        ]
        reckon(work / "filled", work / "reckoned")
        for verdict in verdicts:
            verdict()
    for line in faults:
        print(line)
    print(f"forms checked, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
