"""Writes Tests/IntakeTests/Files: the forms of forms.py by openpyxl, XlsxWriter and LibreOffice.

    python3 Tests/Programs/make_forms.py [form …]

Containers are packed anew with fixed dates, so that a second run gives the same bytes; the parts
stay as the program wrote them, but for the times of writing.
"""

import csv
import datetime
import io
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import openpyxl
import openpyxl.utils.datetime
import xlsxwriter

import handmade
from content import CITY, LISTS, expected, table
from forms import FORMS, Formula

FILES = pathlib.Path(__file__).parent.parent / "IntakeTests" / "Files"
EPOCH = datetime.datetime(2022, 6, 2, 8, 0, 0)


def write_openpyxl(book, path, day="yyyy/m/d"):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    if book.is_1904:
        workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for sheet in book.sheets:
        worksheet = workbook.create_sheet(sheet.name)
        for row, cells in enumerate(sheet.rows, start=1):
            for column, value in enumerate(cells, start=1):
                if value is None:
                    continue
                cell = worksheet.cell(row, column, value.text if isinstance(value, Formula) else value)
                if isinstance(value, datetime.date):
                    cell.number_format = day
        for area in sheet.merged:
            worksheet.merge_cells(area)
        for row in sheet.hidden_rows:
            worksheet.row_dimensions[row].hidden = True
        for column in sheet.hidden_columns:
            worksheet.column_dimensions[chr(64 + column)].hidden = True
        worksheet.sheet_state = "hidden" if sheet.is_hidden else "visible"
    workbook.save(path)


def write_xlsxwriter(book, path, **options):
    workbook = xlsxwriter.Workbook(path, {"date_1904": book.is_1904, **options})
    workbook.set_properties({"created": EPOCH})
    day = workbook.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    for sheet in book.sheets:
        worksheet = workbook.add_worksheet(sheet.name)
        for row in sheet.hidden_rows:
            worksheet.set_row(row - 1, None, None, {"hidden": True})
        for column in sheet.hidden_columns:
            worksheet.set_column(column - 1, column - 1, None, None, {"hidden": True})
        for row, cells in enumerate(sheet.rows):
            for column, value in enumerate(cells):
                if isinstance(value, Formula):
                    worksheet.write_formula(row, column, value.text, None, value.value)
                elif isinstance(value, datetime.date):
                    worksheet.write_datetime(row, column, value, day)
                elif isinstance(value, str):
                    worksheet.write_string(row, column, value)
                elif value is not None:
                    worksheet.write_number(row, column, value)
        for area in sheet.merged:
            first = area.split(":")[0]
            column, row = ord(first[0]) - 65, int(first[1:]) - 1
            worksheet.merge_range(area, "")
            worksheet.write(row, column, (sheet.rows[row] + [None] * 20)[column])
        if sheet.is_hidden:
            worksheet.hide()
    workbook.close()


def convert(paths, kind, folder):
    """Has LibreOffice convert files; a profile of its own keeps the user's settings out."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
             kind, "--outdir", str(folder), *map(str, paths)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)


def repack(source, target):
    """The same parts in the same order, with fixed dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(out, "w") as packed:
        for info in archive.infolist():
            data = archive.read(info)
            if info.filename.startswith("docProps/") or info.filename == "meta.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?", b"2022-06-02T08:00:00", data)
            entry = zipfile.ZipInfo(info.filename, (2022, 6, 2, 8, 0, 0))
            entry.compress_type = info.compress_type
            packed.writestr(entry, data, compresslevel=9)
    pathlib.Path(target).write_bytes(out.getvalue())


def make_workbooks(forms, folder):
    for form in forms:
        name = form.__name__.replace("_", "-")
        write_openpyxl(form(), folder / f"{name}.xlsx")
        repack(folder / f"{name}.xlsx", FILES / f"{name}.openpyxl.xlsx")
        write_xlsxwriter(form(), FILES / f"{name}.xlsxwriter.xlsx")
    converted = folder / "converted"
    converted.mkdir()
    names = [form.__name__.replace("_", "-") for form in forms]
    convert([folder / f"{name}.xlsx" for name in names], "xlsx", converted)
    for name in names:
        repack(converted / f"{name}.xlsx", FILES / f"{name}.libreoffice.xlsx")


def text(value):
    return "" if value is None else str(value)


def make_texts(folder):
    """A folder a bureau, a file a list, by Python's csv and by LibreOffice."""
    python = {
        "utf-8-bom-comma": ("utf-8-sig", ","), "gb18030-tab": ("gb18030", "\t"),
        "utf-16-semicolon": ("utf-16", ";"), "utf-8-semicolon": ("utf-8", ";"),
    }
    for name, (encoding, delimiter) in python.items():
        target = FILES / f"{name}.python"
        target.mkdir(exist_ok=True)
        for key, title in LISTS.items():
            with open(target / f"{title}.csv", "w", encoding=encoding, newline="") as file:
                writer = csv.writer(file, delimiter=delimiter)
                writer.writerows([map(text, row) for row in table(key)])
    # Field and text separators, encoding, first line, formats, language, quoting, as shown, all sheets.
    libreoffice = {
        "utf-8-comma": "44,34,76", "gb18030-comma": "44,34,85", "utf-16-tab": "9,34,65535",
        "utf-8-semicolon": "59,34,76",
    }
    source = folder / "text.xlsx"
    # LibreOffice writes yyyy/m/d as its own locale has it, month first in English.
    write_openpyxl(FORMS[0](), source, day="yyyy-mm-dd")
    for name, separators in libreoffice.items():
        out = folder / name
        convert([source], f"csv:Text - txt - csv (StarCalc):{separators},1,,0,true,true,false,false,false,-1", out)
        target = FILES / f"{name}.libreoffice"
        target.mkdir(exist_ok=True)
        for title in LISTS.values():
            shutil.copy(out / f"text-{title}.csv", target / f"{title}.csv")


def make_archives(folder):
    members = {
        f"{CITY}/{title}.csv": (FILES / "utf-8-bom-comma.python" / f"{title}.csv").read_bytes()
        for title in LISTS.values()}
    with zipfile.ZipFile(FILES / "utf-8-names.python.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2022, 6, 2, 8, 0, 0)), data, zipfile.ZIP_DEFLATED)
    handmade.write_archive_with_gbk_names(FILES / "gbk-names.handmade.zip", members)
    tree = folder / "tree"
    for name, data in members.items():
        path = tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    target = FILES / "folder.info-zip.zip"
    target.unlink(missing_ok=True)
    subprocess.run(["touch", "-d", "2022-06-02 08:00:00", *map(str, sorted(tree.rglob("*")))], check=True)
    subprocess.run(
        ["zip", "-q", "-X", "-r", str(target), CITY], cwd=tree, check=True, env={"TZ": "UTC", "PATH": "/usr/bin:/bin"})


def make_refused(folder):
    """Formats that are not read, as LibreOffice writes them. Every writing stamps them anew, and none
    of their content matters, so that those at hand stay."""
    if (FILES / "refused.libreoffice.xls").exists():
        return
    source = folder / "refused.xlsx"
    write_openpyxl(FORMS[-1](), source)
    convert([source], "ods", folder)
    repack(folder / "refused.ods", FILES / "refused.libreoffice.ods")
    convert([source], "xls", folder)
    shutil.copy(folder / "refused.xls", FILES / "refused.libreoffice.xls")


def main():
    chosen = [form for form in FORMS if form.__name__.replace("_", "-") in sys.argv[1:]] or FORMS
    FILES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        make_workbooks(chosen, folder)
        if chosen is not FORMS:
            return
        (FILES / "expected.txt").write_text(expected(), encoding="utf-8")
        write_xlsxwriter(FORMS[0](), FILES / "inline-strings.xlsxwriter.xlsx", constant_memory=True)
        handmade.write_workbooks(FILES)
        make_texts(folder)
        make_archives(folder)
        make_refused(folder)


if __name__ == "__main__":
    main()
