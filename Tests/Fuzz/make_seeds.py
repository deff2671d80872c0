#!/usr/bin/env python3
"""Makes the files that the fuzzers start from: Tests/Fuzz/Seeds/<fuzzer>/.

Needs openpyxl and xlsxwriter. Small files, each with other features, reach new code soonest; what a
fuzzer finds is added to the seeds by hand, under a name that tells the fault.
"""
import datetime
import io
import os
import zipfile

import openpyxl
import xlsxwriter

SEEDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Seeds")
HAZARDS = [
    "隐患编号", "开发区", "企业（单位）名称", "行业领域", "问题隐患描述", "隐患等级", "排查日期", "整改措施",
    "责任单位", "责任人", "整改时限", "整改状态",
]
ROW = [
    None, "常州经济开发区", "常州某化工公司", "危险化学品", "反应釜泄压阀未校验", "一般",
    datetime.date(2022, 5, 3), "限期校验", "常州某化工公司", "王某", "2022年5月底", "整改中",
]
ACCIDENTS = "开发区,本月事故起数,一般,较大,重大,特别重大,死亡人数,重伤人数,直接经济损失（万元）\r\n"


def save(fuzzer, name, content):
    folder = os.path.join(SEEDS, fuzzer)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)


def pack(parts, **options):
    """An archive of parts; stored, so that a changed byte reaches the XML reader."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", **options) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2022, 5, 3, 0, 0, 0)), content)
    return buffer.getvalue()


def repack(content, **options):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return pack({name: archive.read(name) for name in archive.namelist()}, **options)


def form():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "问题隐患清单"
    sheet.append(["江苏省经济开发区问题隐患清单"])
    sheet.append(["填报单位：常州市商务局"])
    sheet.append(HAZARDS)
    sheet.append(ROW)
    sheet.append(["合计"])
    sheet.merge_cells("A1:L1")
    sheet.row_dimensions[5].hidden = True
    other = book.create_sheet("事故统计表")
    other.append(ACCIDENTS.strip().split(","))
    other.append(["常州经济开发区", 0, 0, 0, 0, 0, 0, 0, 1.5])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def features():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "date_1904": True})
    sheet = book.add_worksheet("a & b")
    bold = book.add_format({"bold": True})
    sheet.write_rich_string("A1", "x", bold, "y_x0041_", "z")
    sheet.write_datetime("B1", datetime.datetime(2022, 5, 3, 10, 20),
                         book.add_format({"num_format": "yyyy年m月d日"}))
    sheet.write_formula("C1", "=1/0", None, "#DIV/0!")
    sheet.write_boolean("D1", True)
    sheet.write_number("E1", 1e300)
    sheet.write_number("F1", 0.5, book.add_format({"num_format": "[h]:mm"}))
    sheet.merge_range("A3:B4", "merged")
    sheet.set_column("G:H", None, None, {"hidden": True})
    book.add_worksheet("hidden").hide()
    book.close()
    return buffer.getvalue()


def plain():
    """The smallest workbook with every kind of cell, under another prefix."""
    main = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    return {
        "_rels/.rels": f'<Relationships {package}><Relationship Id="r" Type="{relations}/'
                       'officeDocument" Target="w.xml"/></Relationships>',
        "_rels/w.xml.rels": f'<Relationships {package}><Relationship Id="a" Type="{relations}/'
                            f'worksheet" Target="/s.xml"/><Relationship Id="b" Type="{relations}/'
                            f'sharedStrings" Target="t.xml"/><Relationship Id="c" Type="{relations}'
                            '/styles" Target="y.xml"/></Relationships>',
        "w.xml": f'<x:workbook {main} xmlns:r="{relations}"><x:sheets><x:sheet name="1" '
                 'r:id="a"/></x:sheets></x:workbook>',
        "t.xml": f'<x:sst {main}><x:si><x:t>a_x000D_</x:t></x:si><x:si><x:r><x:t>b</x:t></x:r>'
                 '<x:rPh><x:t>c</x:t></x:rPh></x:si></x:sst>',
        "y.xml": f'<x:styleSheet {main}><x:numFmts><x:numFmt numFmtId="164" formatCode="[h]:mm"/>'
                 '</x:numFmts><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="14"/><x:xf '
                 'numFmtId="164"/></x:cellXfs></x:styleSheet>',
        "s.xml": f'<x:worksheet {main}><x:cols><x:col min="1" max="2" hidden="1"/></x:cols>'
                 '<x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c>'
                 '<x:c s="1"><x:v>44684.5</x:v></x:c><x:c s="2"><x:v>1.5</x:v></x:c></x:row>'
                 '<x:row r="3" hidden="1"><x:c r="C3" t="b"><x:v>1</x:v></x:c><x:c r="B3" t="e">'
                 '<x:v>#N/A</x:v></x:c><x:c r="XFD3" t="inlineStr"><x:is><x:t>&#20320;</x:t></x:is>'
                 '</x:c></x:row><x:row><x:c t="str"><x:f>A1</x:f><x:v>x</x:v></x:c><x:c t="d"><x:v>'
                 '2022-05-03T10:20</x:v></x:c><x:c><x:f>B1</x:f></x:c></x:row></x:sheetData>'
                 '<x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>',
    }


def main():
    small = pack(plain())
    books = {
        "openpyxl.xlsx": form(), "xlsxwriter.xlsx": features(), "plain.xlsx": small,
        "stored.xlsx": repack(features()), "truncated.xlsx": form()[:900],
    }
    for name, content in books.items():
        save("Workbook", name, content)
    # Not as an archive but part by part, which the fuzzer packs itself.
    order = ["s.xml", "t.xml", "y.xml", "w.xml", "_rels/w.xml.rels", "_rels/.rels"]
    save("Workbook", "parts", b"\xff".join(plain()[name].encode() for name in order))
    for name in ("openpyxl.xlsx", "truncated.xlsx"):
        save("Zip", name, books[name])
    save("Zip", "plain.zip", small)
    save("Zip", "deflated.zip", pack({"a": b"a" * 500, "b/": b""}, compression=zipfile.ZIP_DEFLATED))
    save("Zip", "comment-before.zip", b"before" + pack({"\u82cf\u5dde.csv": "a,b"}))
    save("Zip", "empty.zip", pack({}))
    table = ACCIDENTS + '常州经济开发区,0,0,0,0,0,0,0,"1,5"\r\n合计,0,0,0,0,0,0,0,1.5\r\n'
    texts = {
        "utf8": table.encode(), "mark": b"\xef\xbb\xbf" + table.encode(),
        "gb18030": table.encode("gb18030"), "utf16": table.encode("utf-16"),
        "utf32": table.encode("utf-32"), "separator": b'sep=;\n"a";"b""c"\n"d\ne";f\r\rg',
        "tabs": table.replace(",", "\t").encode(), "unclosed": b'a,b\n"c,d\n',
    }
    for name, content in texts.items():
        # The first byte chooses how the text is read: 0 for by its content.
        save("Text", name, b"\0" + content)
    save("Text", "named-utf16le", b"\x02" + table.encode("utf-16-le"))
    save("Text", "named-big5-unquoted", b"\x0e" + "\u5de5,\u696d\n\u5b89,\u5168".encode("big5"))
    save("Submission", "openpyxl.xlsx", books["openpyxl.xlsx"])
    save("Submission", "stored.xlsx", repack(form()))
    save("Submission", "features.xlsx", books["stored.xlsx"])
    for name in ("utf8", "gb18030", "utf16", "tabs"):
        save("Submission", name + ".csv", texts[name])
    hazards = ",".join(HAZARDS) + "\n" + ",".join(str(value or "") for value in ROW) + "\n"
    save("Submission", "hazards.csv", hazards.encode())
    save("Submission", "nil.csv", (",".join(HAZARDS) + "\n无\n").encode())
    save("Submission", "archive.zip", pack({
        "常州市-事故统计表.csv": table, "常州市/问题隐患清单.csv": hazards}))
    save("Submission", "nested.zip", pack({"in.zip": pack({"a.csv": table})}))


if __name__ == "__main__":
    main()
