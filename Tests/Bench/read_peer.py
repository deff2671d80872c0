"""Reads a workbook as a peer: `read_peer.py calamine|openpyxl|zlib FILE [sums]`.

A reader prints its rows; with `sums` what ReadRows prints, which takes Python longer: rows, texts,
their bytes in UTF-8, numbers, their sum in hundredths, dates, the sum of their days of the month.
zlib prints the seconds it takes to inflate the parts that a reader needs.
"""

import datetime
import struct
import sys
import time
import zipfile
import zlib


def calamine(path):
    """Rows by python-calamine."""
    import python_calamine

    workbook = python_calamine.CalamineWorkbook.from_path(path)
    for name in workbook.sheet_names:
        yield from workbook.get_sheet_by_name(name).to_python()


def openpyxl(path):
    """Rows by openpyxl in read-only mode."""
    import openpyxl

    workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for sheet in workbook:
        yield from sheet.iter_rows(values_only=True)


def sums(rows):
    """What ReadRows prints."""
    count = texts = size = numbers = dates = days = 0
    total = 0.0
    for row in rows:
        count += 1
        for value in row:
            if isinstance(value, str):
                if value:
                    texts += 1
                    size += len(value.encode())
            elif isinstance(value, (int, float)):
                numbers += 1
                total += value
            elif isinstance(value, datetime.date):
                dates += 1
                days += value.day
    return count, texts, size, numbers, round(total * 100), dates, days


def inflate(path):
    """Seconds that zlib takes for the worksheet and the shared strings."""
    archive = open(path, "rb").read()
    elapsed = 0.0
    for entry in zipfile.ZipFile(path).infolist():
        if not entry.filename.startswith(("xl/worksheets/", "xl/sharedStrings")):
            continue
        name, extra = struct.unpack_from("<HH", archive, entry.header_offset + 26)
        start = entry.header_offset + 30 + name + extra
        data = archive[start : start + entry.compress_size]
        begin = time.perf_counter()
        zlib.decompressobj(-15).decompress(data)
        elapsed += time.perf_counter() - begin
    return elapsed


if __name__ == "__main__":
    kind, file = sys.argv[1:3]
    if kind == "zlib":
        print(inflate(file))
    else:
        rows = {"calamine": calamine, "openpyxl": openpyxl}[kind](file)
        if sys.argv[3:] == ["sums"]:
            print(*sums(rows))
        else:
            print(sum(1 for _ in rows))
