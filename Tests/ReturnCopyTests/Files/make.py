"""Makes the workbooks of these tests with other people's programs.

Usage: make.py FOLDER. Needs openpyxl, xlsxwriter and LibreOffice's soffice. What it makes is kept beside
it, so that the tests need none of them.
"""

import datetime
import pathlib
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

HEADINGS = ["序号", "排查日期", "整改时限", "整改状态", "说明"]
ROWS = [
    [1, datetime.date(2022, 5, 12), datetime.date(2022, 5, 1), "未整改", "电缆老化"],
    [2, datetime.date(2022, 5, 13), datetime.date(2022, 5, 31), "整改中", "=1+1 是文字"],
    [3, datetime.date(2022, 5, 14), datetime.date(2022, 6, 30), "已整改", "通道堵塞"],
]
CREATED = datetime.datetime(2022, 5, 31)
TRANSITIONAL = "http://schemas.openxmlformats.org/"
STRICT = "http://purl.oclc.org/ooxml/"


def picture():
    """A red square, as PNG."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xc0\x20\x20" * 16 for _ in range(16))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 16, 16, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )  # fmt: skip


def xlsxwriter_book(path, folder):
    """Charts, a picture, comments, drop-downs, conditional formats, merged cells, a filter, macros."""
    (folder / "square.png").write_bytes(picture())
    (folder / "vbaProject.bin").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": CREATED})
    book.add_vba_project(str(folder / "vbaProject.bin"))
    book.set_vba_name("ThisWorkbook")
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "border": 1})
    body = book.add_format({"border": 1, "bg_color": "#E2EFDA"})
    sheet = book.add_worksheet("问题隐患清单")
    sheet.set_vba_name("Sheet1")
    sheet.merge_range("A1:E1", "问题隐患清单", title)
    sheet.set_column("B:C", 14)
    sheet.set_column("E:E", 30)
    for column, text in enumerate(HEADINGS):
        sheet.write_string(1, column, text, head)
    for row, cells in enumerate(ROWS):
        sheet.write_number(row + 2, 0, cells[0], body)
        sheet.write_datetime(row + 2, 1, cells[1], day)
        sheet.write_datetime(row + 2, 2, cells[2], day)
        sheet.write_string(row + 2, 3, cells[3], body)
        sheet.write_string(row + 2, 4, cells[4], body)
    sheet.data_validation("D3:D99", {"validate": "list", "source": ["未整改", "整改中", "已整改"]})
    sheet.conditional_format(
        "A3:A99", {"type": "cell", "criteria": ">", "value": 9, "format": title})
    sheet.write_comment("C3", "请与企业核对", {"author": "苏州市商务局"})
    sheet.write_comment("E5", "已拍照", {"author": "苏州市商务局"})
    sheet.insert_image("G2", str(folder / "square.png"), {"object_position": 2})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=问题隐患清单!$A$3:$A$5", "categories": "=问题隐患清单!$D$3:$D$5"})
    sheet.insert_chart("G6", chart)
    sheet.autofilter("A2:E5")
    sheet.freeze_panes(2, 0)
    sheet.insert_button("G25", {"macro": "check", "caption": "自检"})
    sheet.set_header("&L&G", {"image_left": str(folder / "square.png")})
    plain = book.add_worksheet("字典")
    plain.write_column("A1", ["未整改", "整改中", "已整改"])
    book.define_name("状态", "=字典!$A$1:$A$3")
    book.close()


def openpyxl_book(path):
    """Comments and names as openpyxl writes them; a merged column; a hidden row; a column's own style."""
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = CREATED
    sheet = book.active
    sheet.title = "事故 统计'表"
    sheet.append(HEADINGS)
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("D2:D4")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["G"].fill = PatternFill("solid", fgColor="FFEDEDED")
    sheet["A2"].fill = PatternFill("solid", fgColor="FF92D050")
    sheet["B2"].comment = Comment("日期以台账为准", "南京市商务局")
    check = DataValidation(type="list", formula1='"未整改,整改中,已整改"')
    check.add("D2:D9")
    sheet.add_data_validation(check)
    sheet.print_title_rows = "1:1"
    second = book.create_sheet("校验意见")
    second["A1"] = "本市自己的校验意见"
    book.save(path)


def libreoffice_book(source, path, folder):
    """The first one, opened and saved by LibreOffice."""
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "converted"), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    repack(folder / "converted" / source.with_suffix(".xlsx").name, path, lambda _, data: data)


def repack(source, path, change):
    """Copies an archive part by part, without times."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(zipfile.ZipInfo(info.filename), change(info.filename, old.read(info)), zipfile.ZIP_DEFLATED)


def strict_part(name, data):
    """A part in the strict form: other namespaces, the package's own kept."""
    if not name.endswith((".xml", ".rels")):
        return data
    text = data.decode("utf-8")
    for word in ["spreadsheetml/2006/main", "officeDocument/2006/relationships", "drawingml/2006/main",
                 "drawingml/2006/chart", "drawingml/2006/spreadsheetDrawing",
                 "officeDocument/2006/extended-properties"]:  # fmt: skip
        strict = word.replace("/2006", "")
        text = text.replace(TRANSITIONAL + word, STRICT + strict)
    return text.encode("utf-8")


def main(folder):
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        first = folder / "xlsxwriter.xlsm"
        xlsxwriter_book(work / "first.xlsm", work)
        repack(work / "first.xlsm", first, lambda _, data: data)
        openpyxl_book(work / "second.xlsx")
        repack(work / "second.xlsx", folder / "openpyxl.xlsx", lambda _, data: data)
        libreoffice_book(first, folder / "libreoffice.xlsx", work)
        repack(folder / "openpyxl.xlsx", folder / "strict.xlsx", strict_part)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
