"""Checks 退回 copies with other people's programs: openpyxl and LibreOffice.

Usage: check_returns.py VALIDATE MONTH_FOLDER… (each with its 汇总). Every copy of a merge, and one made by
VALIDATE, is opened; its cells, comments, marks and links are compared with the file it is of and with
findings.csv. Exits 1 where one objects.
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile

from libreoffice import resave
from openpyxl import load_workbook

AUTHOR = "省商务厅校验"
DIVIDER = f"———— {AUTHOR} ————"
COLOURS = {"error": "FFFFC2CA", "warning": "FFFFE894", "info": "FFD6E6F5"}
faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


def cells(path):
    """Values by sheet and address, blanks and our own sheet left out."""
    book = load_workbook(path)
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in book.worksheets
        if not sheet.title.startswith("校验意见")
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def notes(month, file):
    """The findings on cells, by sheet and address; the heavier ones first."""
    with open(month / "汇总/data/findings.csv", encoding="utf-8-sig", newline="") as rows:
        found = [row for row in csv.DictReader(rows) if row["file"] == file and row["cell"]]
    result = {}
    for row in found:
        if row["explained"] != "true" and not row["rule"].startswith("D"):
            result.setdefault((row["sheet"], row["cell"]), []).append(row)
    return result


def refused(month):
    """The files that could not be read at all."""
    with open(month / "汇总/data/findings.csv", encoding="utf-8-sig", newline="") as rows:
        return {row["file"] for row in csv.DictReader(rows) if row["rule"] in ("F001", "F002", "F003", "F004", "F005")}


def check_cells(name, path, expected):
    book = load_workbook(path)
    listed = [sheet for sheet in book.worksheets if sheet["A1"].value == "江苏省商务厅校验意见"]
    if len(listed) != 1:
        fault(name, f"{len(listed)} sheets of opinions")
        return
    for (title, address), rows in expected.items():
        sheet = book[title] if title else book.worksheets[0]
        cell = sheet[address]
        for merged in sheet.merged_cells.ranges:
            if address in merged:
                cell = sheet[merged.start_cell.coordinate]
        if cell.comment is None or not all(row["rule"] in cell.comment.text for row in rows):
            fault(name, f"{title}!{address} has no comment on {[row['rule'] for row in rows]}")
            continue
        if cell.comment.author != AUTHOR and DIVIDER not in cell.comment.text:
            fault(name, f"{title}!{address} has a comment by {cell.comment.author}")
        if cell.fill.fgColor.rgb not in COLOURS.values():
            fault(name, f"{title}!{address} is not marked")
    addresses = {row[4].value for row in listed[0].iter_rows(min_row=5)}
    if missing := {address for _, address in expected} - addresses:
        fault(name, f"does not list {sorted(missing)}")


def check_opens(name, path):
    """LibreOffice opens and saves it; no cell and no comment of ours is lost."""
    with tempfile.TemporaryDirectory() as folder:
        errors = resave([path], folder)
        converted = pathlib.Path(folder) / path.with_suffix(".xlsx").name
        if not converted.exists():
            fault(name, f"LibreOffice does not open it: {errors}")
            return
        if lost := [place for place in cells(path) if place not in cells(converted)]:
            fault(name, f"LibreOffice lost {len(lost)} cells, first {lost[0]}")
        count = [
            sum(1 for sheet in load_workbook(file).worksheets for row in sheet.iter_rows()
                for cell in row if cell.comment and "改法" in cell.comment.text)
            for file in (path, converted)
        ]  # fmt: skip
        if count[0] != count[1]:
            fault(name, f"has {count[0]} comments of ours, LibreOffice keeps {count[1]}")


def check_month(month, opened):
    run = json.loads((month / "汇总/run.json").read_text(encoding="utf-8"))
    count = compared = 0
    for entry in run["inputs"]:
        if "returned" not in entry:
            continue
        count += 1
        path = month / "汇总" / entry["returned"]
        name = f"{month.name}/{entry['returned']}"
        source = month / entry["file"]
        if source.suffix in (".xlsx", ".xlsm") and source.is_file():
            if entry["file"] in refused(month):
                continue  # No workbook to openpyxl either: the copy holds the opinion alone.
            before = cells(source)
            compared += 1
            after = cells(path)
            if after and before != after:
                fault(name, "cells are not those of the file")
            if not after:
                continue
        if path.suffix == ".xlsx" and source.suffix in (".xlsx", ".xlsm", ".csv"):
            check_cells(name, path, notes(month, entry["file"]))
        if count <= opened:
            check_opens(name, path)
    return count, compared


def check_validate(program, month):
    """A copy that `validate --annotate` makes, and the next one made of it."""
    run = json.loads((month / "汇总/run.json").read_text(encoding="utf-8"))
    workbooks = [
        month / entry["file"] for entry in run["inputs"]
        if entry.get("returned", "").endswith(".xlsx") and entry["file"].endswith(".xlsx")
    ]  # fmt: skip
    if not workbooks:
        return 0
    source = workbooks[0]
    with tempfile.TemporaryDirectory() as folder:
        first, second = (pathlib.Path(folder) / name for name in ("甲.xlsx", "乙.xlsx"))
        for old, new in ((source, first), (first, second)):
            subprocess.run(
                [program, "--period", run["period"], "--now", run["now"], "--annotate", new, old],
                capture_output=True, check=False,
            )  # fmt: skip
            if not new.exists():
                fault(source.name, f"validate --annotate made no copy of {old.name}")
                return 1
            if cells(source) != cells(new):
                fault(source.name, f"{new.name} has other cells")
        comments = [
            {(sheet.title, cell.coordinate): cell.comment.text for sheet in load_workbook(file)
             for row in sheet.iter_rows() for cell in row if cell.comment}
            for file in (first, second)
        ]  # fmt: skip
        if comments[0] != comments[1]:
            fault(source.name, "the comments of the second copy are not those of the first")
    return 1


def main(program, months):
    count = compared = annotated = 0
    for month in map(pathlib.Path, months):
        copies, cells_of = check_month(month, opened=3)
        count, compared = count + copies, compared + cells_of
        annotated += check_validate(program, month)
    if 0 in (count, compared, annotated):
        fault("months", f"{count} copies, {compared} compared with their files, {annotated} annotated: none is too few")
    for line in faults:
        print(line)
    print(f"{count} copies checked, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
