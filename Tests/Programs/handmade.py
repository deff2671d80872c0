"""Workbooks in legal shapes that the programs at hand do not write, part by part."""

import datetime
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

from content import LISTS, table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def letters(column):
    return chr(64 + column)


def cell(row, column, value, prefix, has_address, is_iso):
    address = f' r="{letters(column)}{row}"' if has_address else ""
    if value is None:
        return "" if has_address else f"<{prefix}c/>"
    if isinstance(value, datetime.date):
        if is_iso:
            return f'<{prefix}c{address} s="1" t="d"><{prefix}v>{value.isoformat()}</{prefix}v></{prefix}c>'
        serial = (value - datetime.date(1899, 12, 30)).days
        return f'<{prefix}c{address} s="1"><{prefix}v>{serial}</{prefix}v></{prefix}c>'
    if isinstance(value, str):
        # The phonetic run is no part of the text.
        body = f"<{prefix}r><{prefix}t>{escape(value[:1])}</{prefix}t></{prefix}r>"
        body += f"<{prefix}r><{prefix}t>{escape(value[1:])}</{prefix}t></{prefix}r>"
        body += f'<{prefix}rPh sb="0" eb="1"><{prefix}t>x</{prefix}t></{prefix}rPh>'
        return f'<{prefix}c{address} t="inlineStr"><{prefix}is>{body}</{prefix}is></{prefix}c>'
    return f"<{prefix}c{address}><{prefix}v>{value}</{prefix}v></{prefix}c>"


def parts(main=MAIN, office=OFFICE, prefix="", has_addresses=True, is_iso=False, target="worksheets/sheet"):
    """Names and texts of the parts."""
    space = f'xmlns:{prefix[:-1]}="{main}"' if prefix else f'xmlns="{main}"'
    sheets = "".join(
        f'<{prefix}sheet name="{title}" sheetId="{place}" r:id="rId{place}"/>'
        for place, title in enumerate(LISTS.values(), start=1))
    relations = "".join(
        f'<Relationship Id="rId{place}" Type="{office}/worksheet" Target="{target}{place}.xml"/>'
        for place in range(1, 5))
    relations += f'<Relationship Id="rId5" Type="{office}/styles" Target="styles.xml"/>'
    result = [
        ("[Content_Types].xml",
         f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Override PartName="/xl/workbook.xml" ContentType='
         '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'),
        ("_rels/.rels",
         f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
         f'Type="{office}/officeDocument" Target="/xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml",
         f'{HEAD}<{prefix}workbook {space} xmlns:r="{office}"><{prefix}sheets>{sheets}'
         f"</{prefix}sheets></{prefix}workbook>"),
        ("xl/_rels/workbook.xml.rels", f'{HEAD}<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'),
        ("xl/styles.xml",
         f'{HEAD}<{prefix}styleSheet {space}><{prefix}cellXfs count="2"><{prefix}xf numFmtId="0"/>'
         f'<{prefix}xf numFmtId="31"/></{prefix}cellXfs></{prefix}styleSheet>'),
    ]
    for place, name in enumerate(LISTS, start=1):
        rows = ""
        for number, cells in enumerate(table(name), start=1):
            address = f' r="{number}"' if has_addresses else ""
            rows += f"<{prefix}row{address}>" + "".join(
                cell(number, column, value, prefix, has_addresses, is_iso)
                for column, value in enumerate(cells, start=1)) + f"</{prefix}row>"
        result.append((
            f"xl/worksheets/sheet{place}.xml",
            f"{HEAD}<{prefix}worksheet {space}><{prefix}sheetData>{rows}</{prefix}sheetData></{prefix}worksheet>"))
    return result


def pack(path, files, change_name=lambda name: name, method=zipfile.ZIP_DEFLATED, is_streamed=False):
    """Writes a ZIP archive byte by byte: streamed entries have sizes behind them only."""
    body, directory = b"", b""
    for name, data in files:
        data = data if isinstance(data, bytes) else data.encode()
        name = name if isinstance(name, bytes) else change_name(name).encode()
        packed = data
        if method == zipfile.ZIP_DEFLATED:
            deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
            packed = deflater.compress(data) + deflater.flush()
        crc, flags = zlib.crc32(data), 8 if is_streamed else 0
        sizes = (0, 0, 0) if is_streamed else (crc, len(packed), len(data))
        fixed = struct.pack("<HHHHH", 20, flags, method, 0x4000, 0x54C2)
        offset = len(body)
        body += b"PK\x03\x04" + fixed + struct.pack("<IIIHH", *sizes, len(name), 0) + name + packed
        if is_streamed:
            body += b"PK\x07\x08" + struct.pack("<III", crc, len(packed), len(data))
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + fixed
        directory += struct.pack("<IIIHHHHHII", crc, len(packed), len(data), len(name), 0, 0, 0, 0, 0, offset)
        directory += name
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(directory), len(body), 0)
    path.write_bytes(body + directory + b"PK\x05\x06" + end)


def utf16(files):
    return [(name, text.replace("UTF-8", "UTF-16").encode("utf-16")) for name, text in files]


def write_workbooks(folder):
    pack(folder / "without-addresses.handmade.xlsx", parts(has_addresses=False))
    pack(folder / "strict.handmade.xlsx", parts(main=STRICT_MAIN, office=STRICT_OFFICE, is_iso=True))
    pack(folder / "prefixes.handmade.xlsx", parts(prefix="x:"))
    pack(folder / "utf-16-parts.handmade.xlsx", utf16(parts()))
    pack(folder / "data-descriptors.handmade.xlsx", parts(), is_streamed=True)
    pack(folder / "backslashes.handmade.xlsx", parts(target="Worksheets\\Sheet"),
         change_name=lambda name: name.replace("/", "\\") if "sheet" in name else name)
    pack(folder / "stored.handmade.xlsx", parts(target="/xl/worksheets/sheet"), method=zipfile.ZIP_STORED)


def write_archive_with_gbk_names(path, members):
    """As Windows packs: names in the system's code page, and no flag that says so."""
    pack(path, [(name.encode("gbk"), data) for name, data in members.items()])
