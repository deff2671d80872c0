"""Checks merged months with other people's programs: openpyxl, LibreOffice and frictionless.

Usage: check_outputs.py MONTHLY_MERGE MONTH_FOLDER… (each with its 汇总). Exits 1 where one objects.
"""

import csv
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import charts
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
    for name in ("综合情况", "报送情况", "重大隐患督办", "事故统计表", "勾稽核对"):
        texts = [cell.value for row in book[name].iter_rows() for cell in row if isinstance(cell.value, str)]
        if not any("填表人" in text and "审核人" in text and "盖章" in text for text in texts):
            fault(path.name, f"{name} has nowhere to sign")
    for sheet in book.worksheets:
        if "&P" not in (sheet.oddFooter.center.text or ""):
            fault(path.name, f"{sheet.title} has no page numbers")
        if (sheet.page_setup.fitToWidth, sheet.page_setup.orientation) != (1, "landscape"):
            fault(path.name, f"{sheet.title} is not one page wide")
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
    check_formulas(path, book, formulas)
    return formulas


def check_formulas(path, book, formulas):
    """Every figure of 综合情况 and what else is counted is a formula, over the lists where one is."""
    found = {(sheet, address): formula for sheet, address, formula in formulas}
    sheet = book["综合情况"]
    labels = {cell.value: cell.row for cell in sheet["A"] if cell.value}
    total, source = labels["全省"], labels.get("数据来源")
    if source is None or not all(sheet.cell(source, column).value for column in (2, 10, 12, 20)):
        fault(path.name, "综合情况 does not say where its figures are from")
    bureaus = range(total - 13, total)
    wanted = [("综合情况", cell.coordinate) for row in (6, *bureaus, total)
              for cell in sheet[row][1:23] if row != 6 or cell.value is not None]
    over = {"B": "问题隐患清单", "G": "问题隐患清单", "J": "制度措施清单", "K": "典型做法清单", "L": "事故统计表", "P": "事故统计表",
            "U": "报送情况"}  # fmt: skip
    for row in bureaus:
        for column, name in over.items():
            if f"{name}!$" not in found.get(("综合情况", f"{column}{row}"), ""):
                fault(path.name, f"综合情况!{column}{row} does not count {name}")
    wanted += [("报送情况", f"{column}{row}") for row in range(4, 56) for column in "IJ"]
    wanted += [("勾稽核对", f"{column}{row}") for row in range(5, 19) for column in "CDE"]
    for place in wanted:
        if place not in found:
            fault(path.name, "!".join(place) + " is no formula")
    if len(formulas) < 600:
        fault(path.name, f"holds {len(formulas)} formulas only")


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
        if isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
            # Sums of amounts differ in the last bits of what is reckoned in binary.
            is_same = math.isclose(ours, theirs, rel_tol=1e-14)
        else:
            is_same = (ours or "") == (theirs or "") and ours != 0 and theirs != 0
        if not is_same:
            fault(path.name, f"{sheet}!{address} {formula}: stored {ours!r}, reckoned {theirs!r}")
    lost = [place for place in stored if place not in reckoned and stored[place] != ""]
    if lost:
        fault(path.name, f"LibreOffice lost {len(lost)} cells, first {lost[0]}")


def check_following(path):
    """Who corrects a row of the list sees 综合情况 follow."""
    book = load_workbook(path)
    hazards, overview = book["问题隐患清单"], book["综合情况"]
    titles = {cell.value: cell.column for cell in hazards[3]}
    row = next(row for row in range(4, hazards.max_row + 1)
               if hazards.cell(row, titles["整改状态"]).value == "整改中"
               and hazards.cell(row, titles["隐患等级"]).value == "一般")
    hazards.cell(row, titles["整改状态"]).value = "已销号"
    bureaus = [cell.row for cell in overview["A"]
               if cell.value in ("全省", hazards.cell(row, titles["设区市"]).value)]
    stored = cells(path)
    with tempfile.TemporaryDirectory() as folder:
        corrected = pathlib.Path(folder) / "in" / path.name
        corrected.parent.mkdir()
        book.save(corrected)
        resave([corrected], folder)
        reckoned = cells(pathlib.Path(folder) / path.name)
    for bureau in bureaus:
        for column, change in (("B", 0), ("F", -1), ("Y", 1)):
            place = ("综合情况", f"{column}{bureau}")
            if column == "Y" and bureau == bureaus[-1]:
                continue
            if reckoned[place] != stored[place] + change:
                fault(path.name, f"a corrected row makes {place} {reckoned[place]} of {stored[place]}")
        rate = ("综合情况", f"H{bureau}")
        if not reckoned[rate] > stored[rate]:
            fault(path.name, f"a corrected row leaves {rate} at {reckoned[rate]}")


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
        check_following(path)
        for difference in charts.differences(path, 3):
            fault(path.name, difference)
        check_agreement(path, output / "data")
        check_package(output / "data")
    for line in faults:
        print(line)
    print(f"{len(months)} months checked, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
