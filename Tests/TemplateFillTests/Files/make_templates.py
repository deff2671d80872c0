"""Makes the templates of other programs that the tests fill, and the data for them.

    python3 Tests/TemplateFillTests/Files/make_templates.py Tests/TemplateFillTests/Files

Needs openpyxl, XlsxWriter and LibreOffice. The three templates say the same: on 月报 a list with
sums and charts and below it a list of two rows a record, on 汇总 formulas and a chart over them.
"""

import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

HEADS = ["序号", "单位", "数量", "单价", "金额", "日期"]
FIELDS = ["{items.no}", "{items.unit}", "{items.count}", "{items.price}", "=C4*D4", "{items.date}"]
SUMS = ["合计", None, "=SUM(C4)", "=MAX(D4:D4)", "=SUM(E4:E4)", None]


def with_openpyxl(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "月报"
    sheet["A1"] = "{title}"
    sheet.merge_cells("A1:F1")
    sheet["A2"] = "报告期：{period}　共 {total} 项　\\{说明\\}"
    for column, (head, field, total) in enumerate(zip(HEADS, FIELDS, SUMS), 1):
        sheet.cell(3, column, head).font = Font(bold=True)
        sheet.cell(4, column, field)
        sheet.cell(5, column, total)
    sheet["D4"].number_format = "0.00"
    sheet["F4"].number_format = "yyyy-mm-dd"
    sheet.row_dimensions[4].height = 22
    sheet["A7"] = "说明清单"
    sheet["A8"], sheet["B8"], sheet["B9"] = "{notes.no}", "{notes.head}", "{notes.text}"
    sheet.merge_cells("A8:A9")
    sheet.merge_cells("B9:F9")
    sheet["B9"].alignment = Alignment(wrap_text=True)
    sheet["A10"] = "以上共 {total} 项"
    sheet["B4"].comment = Comment("{items.unit} 是单位", "省厅")
    sheet["A11"] = "见清单"
    sheet["A11"].hyperlink = openpyxl.worksheet.hyperlink.Hyperlink(
        ref="A11", location="月报!A10", display="见清单")
    sheet.auto_filter.ref = "A3:F4"
    sheet.freeze_panes = "A4"
    sheet.print_area = "A1:F11"
    sheet.print_title_rows = "3:3"
    sheet.oddFooter.center.text = "{title} 第 &P 页"
    sheet.conditional_formatting.add(
        "A4:F4", FormulaRule(formula=["$C4>2"], fill=PatternFill(bgColor="FFFDECEA")))
    sheet.conditional_formatting.add("E4", CellIsRule("greaterThan", ["$E$5/2"], font=Font(bold=True)))
    check = DataValidation("whole", operator="between", formula1="0", formula2="100")
    check.add("C4")
    sheet.add_data_validation(check)
    chart = BarChart()
    chart.title = "数量"
    chart.add_data(Reference(sheet, min_col=3, min_row=3, max_row=4), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=2, min_row=4))
    sheet.add_chart(chart, "A13")
    summary = book.create_sheet("汇总")
    for row, (name, formula) in enumerate(summaries(), 1):
        summary.cell(row, 1, name)
        summary.cell(row, 2, formula)
    table = book.create_sheet("表格")
    table.append(["编号", "名称"])
    table.append(["{items.no}", "{items.unit}"])
    table.append(["合计", None])
    made = Table(displayName="清单表", ref="A1:B3", totalsRowCount=1)
    made._initialise_columns()
    made.tableColumns[0].name, made.tableColumns[1].name = "编号", "名称"
    made.tableColumns[0].totalsRowLabel = "合计"
    made.autoFilter.ref = "A1:B2"
    table.add_table(made)
    book.defined_names["数量"] = DefinedName("数量", attr_text="月报!$C$4")
    book.properties.created = book.properties.modified = datetime.datetime(2022, 2, 25)
    book.save(path)


def summaries():
    return [
        ("总数", "=SUM(月报!C4)"), ("平均", "=AVERAGE(月报!D4:D4)"), ("项数", "=COUNT(月报!C4:C4)"),
        ("大于二", '=COUNTIF(月报!C4:C4,">2")'), ("合计格", "=月报!C5"), ("名称", "=SUM(数量)"),
        ("最小", "=MIN(月报!D4)"), ("单位数", "=COUNTA(月报!B4)"), ("乘积", "=SUMPRODUCT(月报!C4*月报!D4)"),
    ]


def with_xlsxwriter(path):
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": datetime.datetime(2022, 2, 25)})
    sheet = book.add_worksheet("月报")
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "0.00"})
    day, wrap = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"text_wrap": True})
    red = book.add_format({"bg_color": "#FDECEA"})
    sheet.merge_range("A1:F1", "{title}", bold)
    sheet.write_rich_string("A2", "报告期：", bold, "{period}", "　共 ", bold, "{total}", " 项　\\{说明\\}")
    formats = [None, None, None, money, money, day]
    for column, (head, field, total) in enumerate(zip(HEADS, FIELDS, SUMS)):
        sheet.write(2, column, head, bold)
        sheet.write(3, column, field, formats[column])
        sheet.write(4, column, total, formats[column])
    sheet.set_row(3, 22)
    sheet.write("A7", "说明清单")
    sheet.merge_range("A8:A9", "{notes.no}")
    sheet.write("B8", "{notes.head}")
    sheet.merge_range("B9:F9", "{notes.text}", wrap)
    sheet.write("A10", "以上共 {total} 项")
    sheet.write_comment("B4", "{items.unit} 是单位")
    sheet.write_url("A11", "internal:月报!A10", string="见清单")
    sheet.autofilter("A3:F4")
    sheet.freeze_panes(3, 0)
    sheet.print_area("A1:F11")
    sheet.repeat_rows(2)
    sheet.set_footer("&C{title} 第 &P 页")
    sheet.conditional_format("A4:F4", {"type": "formula", "criteria": "=$C4>2", "format": red})
    sheet.conditional_format("C4", {"type": "data_bar", "bar_solid": True, "data_bar_2010": True})
    sheet.data_validation("C4", {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100})
    sheet.add_sparkline("G4", {"range": "月报!C4:E4"})
    chart = book.add_chart({"type": "column"})
    chart.set_title({"name": "{title}"})
    chart.add_series({"name": "=月报!$C$3", "categories": "=月报!$B$4:$B$4", "values": "=月报!$C$4:$C$4"})
    sheet.insert_chart("A13", chart)
    summary = book.add_worksheet("汇总")
    for row, (name, formula) in enumerate(summaries()):
        summary.write(row, 0, name)
        summary.write_formula(row, 1, formula)
    table = book.add_worksheet("表格")
    table.add_table("A1:B3", {
        "name": "清单表", "total_row": True, "data": [["{items.no}", "{items.unit}"]],
        "columns": [{"header": "编号", "total_string": "合计"}, {"header": "名称"}]})
    page = book.add_chartsheet("图")
    pie = book.add_chart({"type": "pie"})
    pie.add_series({"categories": "=月报!$B$4:$B$4", "values": "=月报!$C$4:$C$4"})
    page.set_chart(pie)
    book.define_name("数量", "=月报!$C$4")
    book.close()


def with_libreoffice(source, path):
    """Has LibreOffice take a workbook over into its own format, and write it as .xlsx."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for path_in, form in [(source, "ods"), (folder / (source.stem + ".ods"), "xlsx")]:
            subprocess.run(
                ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
                 "--convert-to", form, "--outdir", str(folder), str(path_in)],
                check=True, capture_output=True)
        path.write_bytes((folder / (source.stem + ".xlsx")).read_bytes())


def main(folder):
    folder = pathlib.Path(folder)
    with_openpyxl(folder / "openpyxl.xlsx")
    with_xlsxwriter(folder / "xlsxwriter.xlsx")
    with_libreoffice(folder / "openpyxl.xlsx", folder / "libreoffice.xlsx")
    for name in ["openpyxl", "xlsxwriter", "libreoffice"]:
        path = folder / f"{name}.xlsx"
        with zipfile.ZipFile(path) as archive:
            parts = [(part, archive.read(part)) for part in archive.namelist()]
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            # The archive's own dates would differ from run to run.
            for part, data in parts:
                archive.writestr(zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    data = {
        "title": "安全生产 & 月报", "period": "2022-05", "total": 3,
        "items": [
            {"no": 1, "unit": "苏州市", "count": 3, "price": 1.25, "date": "2022-05-03"},
            {"no": 2, "unit": "南京市 <甲>", "count": 2, "price": 10, "date": "2022-05-31"},
            {"no": 3, "unit": "=1+1", "count": 7, "price": 0.5, "date": None},
        ],
        "notes": [
            {"no": 1, "head": "其一", "text": "配电箱无漏电保护"},
            {"no": 2, "head": "其二", "text": "消防通道堵塞\n已清理"},
        ],
    }
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
