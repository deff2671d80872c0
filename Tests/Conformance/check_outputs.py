"""Checks merged months with other people's programs: openpyxl, LibreOffice and frictionless.

Usage: check_outputs.py MONTHLY_MERGE MONTH_FOLDER… (each with its 汇总). Exits 1 where one objects.
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile

from frictionless import Package, Schema
from libreoffice import resave
from openpyxl import load_workbook

SHEETS = [
    "综合情况", "报送情况", "问题隐患清单", "重大隐患督办", "制度措施清单", "典型做法清单", "事故统计表", "隐患台账", "校验结果",
    "勾稽核对",
]  # fmt: skip
faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def cells(path):
    """Values by sheet and address, blanks left out."""
    book = load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def check_workbook(path):
    book = load_workbook(path)
    if book.sheetnames != SHEETS:
        fault(path.name, f"sheets are {book.sheetnames}")
    for sheet in book.worksheets:
        if sheet.page_setup.paperSize not in (9, "9"):
            fault(path.name, f"{sheet.title} is not set for A4")
        for row in sheet.iter_rows():
            for cell in row:
                text = cell.value if isinstance(cell.value, str) else ""
                if "{" in text and "}" in text and cell.data_type != "f":
                    fault(path.name, f"{sheet.title}!{cell.coordinate} holds a placeholder: {text}")
    lists = {"问题隐患清单", "制度措施清单", "典型做法清单", "事故统计表", "隐患台账", "校验结果"}
    for name in lists:
        sheet = book[name]
        if not sheet.freeze_panes:
            fault(path.name, f"{name} has no frozen header")
        if not sheet.print_title_rows:
            fault(path.name, f"{name} repeats no header in print")
    formulas = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    if not formulas:
        fault(path.name, "holds no formula")
    return formulas


def check_recalculation(path, formulas):
    """LibreOffice opens the workbook and reckons every formula to the value that is stored."""
    with tempfile.TemporaryDirectory() as folder:
        errors = resave([path], folder)
        converted = pathlib.Path(folder) / path.name
        if not converted.exists():
            fault(path.name, f"LibreOffice does not open it: {errors}")
            return
        stored, reckoned = cells(path), cells(converted)
    for sheet, address, formula in formulas:
        ours, theirs = stored.get((sheet, address)), reckoned.get((sheet, address))
        if ours is None:
            continue
        if not isinstance(theirs, (int, float)) or abs(ours - theirs) > 1e-6:
            fault(path.name, f"{sheet}!{address} {formula}: stored {ours}, reckoned {theirs}")
    lost = [place for place in stored if place not in reckoned]
    if lost:
        fault(path.name, f"LibreOffice lost {len(lost)} cells, first {lost[0]}")


def check_agreement(path, data):
    """The hazards of the workbook are those of the data package."""
    sheet = load_workbook(path, data_only=True)["问题隐患清单"]
    numbers = [cell.value for row in sheet.iter_rows() for cell in row if is_number(cell.value)]
    expected = [row["hazard_id"] for row in rows_of(data / "hazards.csv") if row["hazard_id"]]
    if numbers != expected:
        fault(path.name, f"has {len(numbers)} hazard numbers, the data package {len(expected)}")


def is_number(value):
    return isinstance(value, str) and len(value) == 18 and value[6] == value[13] == "-"


def check_package(data):
    report = Package(str(data / "datapackage.json")).validate()
    for task in report.tasks:
        for error in task.errors[:3]:
            fault(f"{data.parent.parent.name}/{task.name}", error.message)
    for error in report.errors:
        fault(data.parent.parent.name, error.message)


def check_schemas(program):
    for name in ["hazards", "measures", "practices", "accidents"]:
        printed = subprocess.run([program, "schema", name], capture_output=True, text=True, check=True)
        report = Schema.validate_descriptor(json.loads(printed.stdout))
        for error in report.errors:
            fault(f"schema {name}", error.message)


def main(program, months):
    check_schemas(program)
    for month in months:
        output = pathlib.Path(month) / "汇总"
        path = next(output.glob("全省汇总-*.xlsx"))
        check_recalculation(path, check_workbook(path))
        check_agreement(path, output / "data")
        check_package(output / "data")
    for line in faults:
        print(line)
    print(f"{len(months)} months checked, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
