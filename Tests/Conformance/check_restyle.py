"""Staff restyle the workbook's template in another program and merge again: the looks are theirs, the
cells stay.

    check_restyle.py MONTHLY_MERGE FIXTURES

LibreOffice saves the template anew, as Excel or WPS would: every part is written by another program.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

from libreoffice import resave
from openpyxl import load_workbook
from openpyxl.styles import Font

NOW = {"2022-04": "2022-05-04T06:00:00+08:00", "2022-05": "2022-06-04T06:00:00+08:00"}
MONTH = "2022-05"
faults = []


def merge(program, folder, month, *arguments):
    done = subprocess.run(
        [program, str(folder / month), "--quiet", "--now", NOW[month], *arguments],
        capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{month}: {done.stderr}")


def compare(plain, styled):
    """Cell by cell, and the charts of each sheet."""
    for sheet in plain.sheetnames:
        if sheet not in styled.sheetnames:
            faults.append(f"{sheet} is gone")
            continue
        left, right = plain[sheet], styled[sheet]
        if left.dimensions != right.dimensions:
            faults.append(f"{sheet}: {left.dimensions} became {right.dimensions}")
        for row in left.iter_rows():
            for cell in row:
                other = right.cell(cell.row, cell.column).value
                if cell.value != other:
                    faults.append(f"{sheet}!{cell.coordinate}: {cell.value!r} became {other!r}")
        if len(left._charts) != len(right._charts):
            faults.append(f"{sheet}: {len(left._charts)} charts became {len(right._charts)}")


def main(program, fixtures):
    program, fixtures = str(pathlib.Path(program).resolve()), pathlib.Path(fixtures)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        for month in NOW:
            shutil.copytree(fixtures / month, work / month)
        for month in NOW:
            merge(program, work, month)
        report = work / MONTH / "汇总" / f"全省汇总-{MONTH}.xlsx"
        plain = load_workbook(report)
        templates = work / "模板"
        subprocess.run(
            [program, "templates", "consolidated.xlsx", "-o", str(templates)], check=True,
            capture_output=True)
        said = resave([templates / "consolidated.xlsx"], work / "saved")
        saved = work / "saved" / "consolidated.xlsx"
        if not saved.exists():
            sys.exit(f"LibreOffice did not save the template: {said}")
        shutil.copy(saved, templates)
        merge(program, work, MONTH, "--templates", str(templates))
        compare(plain, load_workbook(report))
        # A font that a person picks is the report's font; openpyxl keeps no charts, so not compared.
        book = load_workbook(templates / "consolidated.xlsx")
        book.worksheets[0]["A1"].font = Font(name="方正小标宋简体", size=26, color="FFC00000")
        book.save(templates / "consolidated.xlsx")
        merge(program, work, MONTH, "--templates", str(templates))
        font = load_workbook(report).worksheets[0]["A1"].font
        if (font.name, font.size, font.color.rgb) != ("方正小标宋简体", 26, "FFC00000"):
            faults.append(f"the title is in {font.name}, {font.size}, {font.color.rgb}")
    for line in faults[:20]:
        print(line)
    print(f"restyled template checked, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
