"""Makes the first version of Templates/consolidated.xlsx.

    python3 Tests/TemplateMaker/make_consolidated.py Templates/consolidated.xlsx

Staff restyle the workbook in Excel or WPS afterwards; this script is then history, and the
workbook is what counts. What must stay are the names of the placeholders. A template may leave
out any name and use one as often as it likes; a name that is not below is an error.

Kinds: text, int, decimal, date, time (date with a time of day); rate = decimal with one digit, or
the text / or — on a zero base. Anything may be blank: not known or not reported.

VALUES  {name}
  province                 江苏省
  period                   2022-05
  period_chinese           2022年5月
  nominal_due              date    the due day as the notice says
  effective_due            date    the due day after roll-over
  generated_at             time    --now
  tool_version             text    0.1.0
  headline                 text    what happened, in one to three sentences
  on_time_summary          text    应报 52 份，实报 50 份，按期 48 份，按期率 92.3%
  late_names               text    常州市（隐患清单迟 2 天）、…; 无 if none
  missing_names            text    南通市（典型做法清单）、…; 无 if none
  not_counted_note         text    figures that entered no total; blank if none
  filler, reviewer         text    usually blank: filled in by hand
  total_FIGURE             the province row of statistics.csv, FIGURE being any of its columns:
                           total_hazards, total_rectification_rate, total_accidents …
  total_opening, total_new, total_closed, total_closing      the province row of balance.csv

LISTS  {list.field}
  bureaus     one row a bureau: bureau, bureau_name, the figures of statistics.csv, and the parts
              of its hazards for charts: state_done, state_waiting, state_overdue, state_unknown
  reporting   one row a bureau and list (52): bureau_name, list_title, state_title, nil_title
              (零报告 or blank), days_late int, received_at time, evidence_title, file,
              errors int, warnings int
  hazards     merged rows: bureau_name, seq int, the keys of the list, overdue_title (逾期 or
  measures    blank; hazards only), source_file, source_row int, findings
  practices
  accidents
  major       重大 not closed, by days left: hazard_id, bureau_name, zone, enterprise, description,
              supervision_level, supervision_unit, supervision_doc, responsible_person,
              found_on date, due_on date, age_days int, days_left int (negative: overdue), status,
              reported_title (本月未报 where the ledger knows of it and no row of the month does)
  ledger      the columns of ledger.csv, overdue_title, and history (2022-04 未整改；2022-05 …)
  balance     one row a bureau (13, without the province): bureau_name, opening, new, closed,
              closing
  findings    severity_title, rule, bureau_name, file, sheet, cell, column, value, message, fix,
              basis
  accounting  the columns of accounting.csv, and bureau_name, list_title, balanced_title (平 or 不平)
"""

import datetime
import sys
import zipfile
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties, Font as DrawnFont, Paragraph, ParagraphProperties)
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

TITLE = Font(name="方正小标宋简体", size=20)
HEADING = Font(name="黑体", size=11)
SECTION = Font(name="黑体", size=13)
BODY = Font(name="仿宋_GB2312", size=11)
BOLD = Font(name="仿宋_GB2312", size=11, bold=True)
LEAD = Font(name="仿宋_GB2312", size=13)
NOTE = Font(name="仿宋_GB2312", size=10)
FIGURE = Font(name="Times New Roman", size=20, bold=True, color="FF1F3864")
HAIR = Side(style="thin", color="FF7F7F7F")
GRID = Border(left=HAIR, right=HAIR, top=HAIR, bottom=HAIR)
HEAD_FILL = PatternFill("solid", fgColor="FFDDE6F0")
TOTAL_FILL = PatternFill("solid", fgColor="FFF2F2F2")
CENTER = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center", wrap_text=True)

GENERAL, INT, RATE, SIGNED, MONEY, DATE, TIME = (
    "General", "0", "0.0", "+0;-0;0", "0.00##", "yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm")


@dataclass
class Column:
    """A column of a list: heading, field, width in half characters, number format."""

    title: str
    field: str
    width: float
    format: str = GENERAL
    group: str = ""
    total: str = ""

    @property
    def alignment(self) -> Alignment:
        if self.format in (DATE, TIME) or self.width <= 18 and self.format == GENERAL:
            return CENTER
        if self.format in (INT, RATE, SIGNED):
            return CENTER
        return RIGHT if self.format == MONEY else LEFT


def put(sheet: Worksheet, row: int, column: int, value, font=BODY, alignment=CENTER, **more):
    cell = sheet.cell(row, column, value)
    cell.font, cell.alignment = font, alignment
    for name, style in more.items():
        setattr(cell, name, style)
    return cell


def across(sheet: Worksheet, row: int, first: int, last: int, value, height=None, **style):
    """Writes a cell merged over columns, and the row's height in points."""
    put(sheet, row, first, value, **style)
    if last > first:
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    if height:
        sheet.row_dimensions[row].height = height


def set_up(sheet: Worksheet, columns: int, *, freeze=None, titles=None, portrait=False):
    """Page set-up: A4, one page wide, the heading repeated, pages numbered."""
    page = sheet.page_setup
    page.paperSize, page.orientation = 9, "portrait" if portrait else "landscape"
    page.fitToWidth, page.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.65, 0.3, 0.3
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.left.text = "{province}商务厅　{period_chinese}"
    sheet.oddFooter.center.text = "第 &P 页　共 &N 页"
    sheet.oddFooter.right.text = "&A"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 85
    sheet.sheet_format.defaultRowHeight = 20
    if freeze:
        sheet.freeze_panes = freeze
    if titles:
        sheet.print_title_rows = titles


def head(sheet: Worksheet, row: int, columns: list[Column], height=32) -> int:
    """Writes the heading of a list, two rows where columns are grouped. Returns the next row."""
    grouped = any(column.group for column in columns)
    last = row + 1 if grouped else row
    for at in range(row, last + 1):
        sheet.row_dimensions[at].height = height if at == last else 20
        for number in range(1, len(columns) + 1):
            put(sheet, at, number, None, HEADING, CENTER, fill=HEAD_FILL, border=GRID)
    start = 0
    for number, column in enumerate(columns, 1):
        if not grouped:
            sheet.cell(row, number).value = column.title
        elif not column.group:
            sheet.cell(row, number).value = column.title
            sheet.merge_cells(
                start_row=row, end_row=last, start_column=number, end_column=number)
        else:
            sheet.cell(last, number).value = column.title
            following = columns[number].group if number < len(columns) else None
            start = start or number
            if following != column.group:
                sheet.cell(row, start).value = column.group
                if number > start:
                    sheet.merge_cells(
                        start_row=row, end_row=row, start_column=start, end_column=number)
                start = 0
    return last + 1


def body(sheet: Worksheet, row: int, name: str, columns: list[Column]):
    """Writes the row that repeats."""
    for number, column in enumerate(columns, 1):
        put(
            sheet, row, number, f"{{{name}.{column.field}}}", BODY, column.alignment,
            border=GRID, number_format=column.format)


def totals(sheet: Worksheet, row: int, columns: list[Column]):
    """Writes the 合计 row: sums over the repeated row, or the province's own value."""
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        value = f"=SUM({letter}{row - 1}:{letter}{row - 1})" if column.total == "sum" else (
            column.total or None)
        alignment = CENTER if number == 1 else column.alignment
        put(
            sheet, row, number, value, BOLD, alignment, border=GRID, fill=TOTAL_FILL,
            number_format=column.format)
    sheet.row_dimensions[row].height = 22


def signatures(sheet: Worksheet, row: int, last: int, extra=""):
    text = "填表人：{filler}　　　　　　　　审核人：{reviewer}　　　　　　　　单位（盖章）："
    across(sheet, row, 1, last, text + extra, 26, alignment=LEFT)


def highlight(sheet: Worksheet, area: str, formula: str, color: str, fill: str | None = None):
    pattern = PatternFill(bgColor=fill) if fill else None
    sheet.conditional_formatting.add(
        area, FormulaRule(formula=[formula], font=Font(color=color), fill=pattern))


# ---- The sheets

def overview(book: Workbook):
    sheet = book.active
    sheet.title = "综合情况"
    total = "{{total_{}}}".format
    columns = [Column("设区市", "bureau_name", 9.5, total="合计")]
    figures = [
        ("问题隐患", [
            ("隐患总数", "hazards", INT, "sum"), ("其中新增", "hazards_new", INT, "sum"),
            ("一般", "hazards_ordinary", INT, "sum"), ("重大", "hazards_major", INT, "sum"),
            ("未完成整改", "open", INT, "sum"), ("其中逾期", "overdue", INT, "sum"),
            ("整改率（%）", "rectification_rate", RATE, ""),
            ("重大督办率（%）", "supervision_rate", RATE, "")]),
        ("制度与做法", [
            ("制度措施", "measures", INT, "sum"), ("典型做法", "practices", INT, "sum")]),
        ("生产安全事故", [
            ("本月起数", "accidents", INT, "sum"), ("本月死亡", "deaths", INT, "sum"),
            ("本月重伤", "serious_injuries", INT, "sum"),
            ("直接损失（万元）", "direct_loss", MONEY, "sum"),
            ("累计起数", "accidents_ytd", INT, "sum"), ("累计死亡", "deaths_ytd", INT, "sum"),
            ("起数同比", "accidents_yoy", SIGNED, ""),
            ("起数同比（%）", "accidents_yoy_rate", RATE, "")]),
        ("四单报送", [
            ("应报", "submissions_due", INT, "sum"), ("实报", "submissions_received", INT, "sum"),
            ("按期", "submissions_on_time", INT, "sum"), ("按期率（%）", "on_time_rate", RATE, "")]),
    ]
    for group, members in figures:
        for title, field, form, sums in members:
            width = 9 if form == MONEY else 8 if form == RATE else 6.6
            title = title.replace("（", "\n（")
            columns.append(Column(title, field, width, form, group, sums or total(field)))
    last = len(columns)
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    across(
        sheet, 1, 1, last, "{province}经济开发区安全生产情况月度汇总", 40, font=TITLE)
    across(sheet, 2, 1, 12, "编制单位：{province}商务厅", 22, alignment=LEFT)
    across(sheet, 2, 13, last, "报告期：{period_chinese}　　汇总时间：{generated_at}", alignment=RIGHT)
    across(sheet, 3, 1, last, "{headline}", 58, font=LEAD, alignment=LEFT)
    tiles = [
        ("隐患总数（件）", "hazards", INT), ("重大隐患（件）", "hazards_major", INT),
        ("整改率（%）", "rectification_rate", RATE), ("逾期未整改（件）", "overdue", INT),
        ("期末未销号", "closing", INT), ("本月事故（起）", "accidents", INT),
        ("本月死亡（人）", "deaths", INT), ("四单按期率（%）", "on_time_rate", RATE)]
    edges = [1 + round(index * last / len(tiles)) for index in range(len(tiles) + 1)]
    for (label, field, form), first, after in zip(tiles, edges, edges[1:]):
        for number in range(first, after):
            for row in (5, 6):
                sheet.cell(row, number).border = Border(
                    left=HAIR if number == first else None,
                    right=HAIR if number == after - 1 else None,
                    top=HAIR if row == 5 else None, bottom=HAIR if row == 6 else None)
                sheet.cell(row, number).fill = HEAD_FILL if row == 5 else PatternFill()
        across(sheet, 5, first, after - 1, label, 22, font=HEADING)
        across(sheet, 6, first, after - 1, total(field), 36, font=FIGURE)
        sheet.cell(6, first).number_format = form
    sheet.row_dimensions[4].height = sheet.row_dimensions[7].height = 8
    for row, (label, name) in enumerate(
            [("报送情况", "on_time_summary"), ("迟报单位", "late_names"),
             ("漏报单位", "missing_names")], 8):
        put(sheet, row, 1, label, HEADING, LEFT)
        across(sheet, row, 2, last, f"{{{name}}}", 24, alignment=LEFT)
    sheet.row_dimensions[11].height = 8
    next_row = head(sheet, 12, columns, height=50)
    body(sheet, next_row, "bureaus", columns)
    sheet.row_dimensions[next_row].height = 19
    totals(sheet, next_row + 1, columns)
    highlight(
        sheet, f"G{next_row}:G{next_row}", f"AND(ISNUMBER(G{next_row}),G{next_row}>0)",
        "FFC00000")
    note = (
        "注：空白为未报送或未知，0 为报告为无，“/”“—”为基数为零。整改率＝（一般隐患已整改或已销号＋重大隐患已销号）"
        "÷隐患总数；同比为 1—本月累计与上年同期累计相比。{not_counted_note}")
    across(sheet, next_row + 2, 1, last, note, 44, font=NOTE, alignment=LEFT)
    signatures(sheet, next_row + 4, last)
    set_up(sheet, last)
    end = charts(sheet, next_row, last, next_row + 6)
    # The charts have a page to themselves.
    sheet.row_breaks.append(Break(id=next_row + 5))
    sheet.print_area = f"A1:{get_column_letter(last)}{end}"


# Colours that colour-blind readers tell apart, as on the page.
DONE, WAITING, OVERDUE, UNKNOWN, PRIOR = "2F6690", "9CC3DE", "B3430D", "8A8D91", "A8ABB0"


def charts(sheet: Worksheet, row: int, last: int, top: int) -> int:
    """Writes three charts over the row of the bureaus from row `top` on. Returns the last row."""
    # What the table does not have stands right of the print area.
    first = last + 2
    helpers = [
        ("已完成整改", "state_done"), ("未完成（未逾期）", "state_waiting"),
        ("逾期未完成", "state_overdue"), ("等级或状态不明", "state_unknown"),
        ("上年同期累计", "accidents_ytd_prior")]
    grey = Font(name="仿宋_GB2312", size=9, color="FF7F7F7F")
    across(sheet, row - 4, first, first + len(helpers) - 1, "图表数据（打印区域之外，请勿删除）", font=grey)
    for column, (title, field) in enumerate(helpers, first):
        put(sheet, row - 2, column, title, grey, CENTER)
        put(sheet, row, column, f"{{bureaus.{field}}}", grey, CENTER, number_format=INT)
        sheet.column_dimensions[get_column_letter(column)].width = 10
    across(sheet, top, 1, last, "图示", 26, font=SECTION, alignment=LEFT)
    for under in range(top + 1, top + 27):
        # Stated, since programs differ on the height of a row that states none.
        sheet.row_dimensions[under].height = 24
    names = Reference(sheet, min_col=1, min_row=row)
    titles = {sheet.cell(13, number).value: number for number in range(1, last + 1)}

    def chart(title, series, columns, corner, opposite, **more):
        made = bars(title, **more)
        for name, color, column in series:
            made.add_data(Reference(sheet, min_col=column, min_row=row))
            drawn = made.series[-1]
            drawn.tx = SeriesLabel(v=name)
            drawn.graphicalProperties = GraphicalProperties(
                solidFill=color, ln=LineProperties(solidFill="FFFFFF", w=6350))
            drawn.invertIfNegative = False
        made.set_categories(names)
        if len(series) == 1:
            made.legend = None
        start, stop = columns
        made.anchor = TwoCellAnchor(
            editAs="oneCell", _from=AnchorMarker(col=start, row=corner),
            to=AnchorMarker(col=stop, row=opposite))
        sheet.add_chart(made)

    stacked = [(title, color, first + index) for index, (title, color) in enumerate(
        zip([title for title, _ in helpers], [DONE, WAITING, OVERDUE, UNKNOWN]))]
    chart("图1　各设区市问题隐患的整改状态（件）", stacked, (0, last), top, top + 13, stacked=True)
    half = last // 2
    chart("图2　各设区市整改率（%）", [("整改率（%）", DONE, titles["整改率\n（%）"])], (0, half),
          top + 13, top + 26, labels=True, most=100)
    chart("图3　1—本月累计事故起数：本年与上年同期", [
        ("本年累计", DONE, titles["累计起数"]), ("上年同期累计", PRIOR, first + 4)], (half, last),
        top + 13, top + 26, labels=True)
    return top + 26


def bars(title: str, *, stacked=False, labels=False, most=None) -> BarChart:
    """An empty chart of columns in the workbook's type."""
    made = BarChart()
    made.type, made.style, made.gapWidth = "col", 10, 60
    made.grouping, made.overlap = ("stacked", 100) if stacked else ("clustered", -5)
    made.title = title
    made.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=lettering("黑体", 1200))
    for run in made.title.tx.rich.p[0].r:
        run.rPr = lettering("黑体", 1200)
    made.title.overlay = False
    made.legend.position = "t"
    made.legend.txPr = text_of("仿宋_GB2312", 900)
    for axis in (made.x_axis, made.y_axis):
        axis.delete = False
        axis.title = None
        axis.txPr = text_of("仿宋_GB2312", 900)
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill="7F7F7F"))
    made.x_axis.tickLblPos = "low"
    made.y_axis.number_format = "0"
    made.y_axis.scaling.min = 0
    made.y_axis.scaling.max = most
    made.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    if labels:
        made.dataLabels = DataLabelList(
            showVal=True, showSerName=False, showCatName=False, showLegendKey=False,
            showPercent=False, txPr=text_of("仿宋_GB2312", 800))
    return made


def lettering(name: str, size: int) -> CharacterProperties:
    """A typeface for Latin and Chinese letters; the size in hundredths of a point."""
    return CharacterProperties(
        sz=size, b=False, solidFill="262626", latin=DrawnFont(typeface=name),
        ea=DrawnFont(typeface=name))


def text_of(name: str, size: int) -> RichText:
    return RichText(p=[Paragraph(
        pPr=ParagraphProperties(defRPr=lettering(name, size)), endParaRPr=lettering(name, size))])


def list_sheet(
        book: Workbook, title: str, name: str, columns: list[Column], caption: str, *,
        heading="", printed=None, frozen=2, note="", total=False) -> tuple[Worksheet, int]:
    """A sheet with one list. Returns it and the row that repeats."""
    sheet = book.create_sheet(title)
    last = printed or len(columns)
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    across(sheet, 1, 1, last, heading or "{province}经济开发区" + title, 36, font=TITLE)
    across(sheet, 2, 1, last, caption, 20, font=NOTE, alignment=LEFT)
    row = head(sheet, 3, columns)
    body(sheet, row, name, columns)
    end = row
    if total:
        end += 1
        totals(sheet, end, columns)
    if note:
        end += 1
        across(sheet, end, 1, last, note, 34, font=NOTE, alignment=LEFT)
    sheet.auto_filter.ref = f"A{row - 1}:{get_column_letter(len(columns))}{row}"
    freeze = f"{get_column_letter(frozen + 1)}{row}"
    set_up(sheet, last, freeze=freeze, titles=f"3:{row - 1}")
    sheet.print_area = f"A1:{get_column_letter(last)}{end}"
    return sheet, row


PERIOD = "报告期：{period_chinese}　　汇总时间：{generated_at}"
SOURCE = [
    Column("来源文件", "source_file", 26), Column("来源行", "source_row", 8, INT),
    Column("校验结果", "findings", 16)]


def reporting(book: Workbook):
    columns = [
        Column("设区市", "bureau_name", 12), Column("清单", "list_title", 18),
        Column("状态", "state_title", 14), Column("零报告", "nil_title", 10),
        Column("迟报天数", "days_late", 10, INT), Column("收到时间", "received_at", 20, TIME),
        Column("收件依据", "evidence_title", 12), Column("文件", "file", 46),
        Column("错误", "errors", 8, INT), Column("核实", "warnings", 8, INT)]
    sheet, row = list_sheet(
        book, "报送情况", "reporting", columns,
        "报告期：{period_chinese}　　规定时限：{nominal_due}　　顺延后时限：{effective_due}　　{on_time_summary}",
        heading="{province}经济开发区四单报送情况")
    area = f"A{row}:J{row}"
    highlight(sheet, area, f'LEFT($C{row},2)="漏报"', "FFC00000", "FFFDECEA")
    highlight(sheet, area, f'LEFT($C{row},2)="迟报"', "FF9C5700", "FFFFF4E5")


def hazards(book: Workbook):
    # What a reader of the print needs comes first; the print area ends there.
    columns = [
        Column("序号", "seq", 6, INT), Column("设区市", "bureau_name", 9),
        Column("隐患编号", "hazard_id", 20), Column("开发区", "zone", 15),
        Column("企业（单位）名称", "enterprise", 19), Column("行业领域", "sector", 11),
        Column("问题隐患描述", "description", 34), Column("隐患等级", "level", 6),
        Column("排查日期", "found_on", 12, DATE), Column("整改措施", "measures", 26),
        Column("责任人", "responsible_person", 9), Column("整改时限", "due_on", 12, DATE),
        Column("整改状态", "status", 8), Column("是否逾期", "overdue_title", 6),
        Column("整改完成日期", "rectified_on", 12, DATE), Column("销号日期", "closed_on", 12, DATE)]
    printed = len(columns)
    columns += [
        Column("隐患部位", "place", 14), Column("隐患来源", "source", 12),
        Column("责任单位", "responsible_unit", 18), Column("督办级别", "supervision_level", 12),
        Column("督办单位", "supervision_unit", 18), Column("督办文号", "supervision_doc", 18),
        Column("整改资金（万元）", "funds", 11, MONEY), Column("核实说明", "explanation", 20),
        Column("备注", "remarks", 20), *SOURCE]
    sheet, row = list_sheet(
        book, "问题隐患清单", "hazards", columns, PERIOD, printed=printed, frozen=3)
    area = f"A{row}:{get_column_letter(len(columns))}{row}"
    highlight(sheet, area, f'$N{row}="逾期"', "FFC00000")
    highlight(sheet, area, f'$H{row}="重大"', "FF000000", "FFFFF4E5")


def major(book: Workbook):
    columns = [
        Column("隐患编号", "hazard_id", 20), Column("设区市", "bureau_name", 9),
        Column("开发区", "zone", 18), Column("企业（单位）名称", "enterprise", 22),
        Column("问题隐患描述", "description", 40), Column("督办级别", "supervision_level", 11),
        Column("督办单位", "supervision_unit", 18), Column("督办文号", "supervision_doc", 18),
        Column("责任人", "responsible_person", 9), Column("排查日期", "found_on", 12, DATE),
        Column("整改时限", "due_on", 12, DATE), Column("已历天数", "age_days", 8, INT),
        Column("剩余天数", "days_left", 8, INT), Column("整改状态", "status", 9),
        Column("本月报送", "reported_title", 9)]
    sheet, row = list_sheet(
        book, "重大隐患督办", "major", columns,
        PERIOD + "　　未销号的重大隐患，剩余天数少的在前，负数为已超期",
        heading="{province}经济开发区重大隐患督办表", frozen=1)
    highlight(
        sheet, f"A{row}:O{row}", f"AND(ISNUMBER($M{row}),$M{row}<0)", "FFC00000")


def measures(book: Workbook):
    columns = [
        Column("序号", "seq", 6, INT), Column("设区市", "bureau_name", 9),
        Column("开发区", "zone", 18), Column("制度措施名称", "title", 30),
        Column("文号", "doc_no", 18), Column("类别", "kind", 10), Column("主要内容", "content", 50),
        Column("制定单位", "issuer", 18), Column("状态", "status", 9),
        Column("印发日期", "issued_on", 12, DATE), Column("对应隐患编号", "hazard_ref", 20),
        Column("核实说明", "explanation", 16), Column("备注", "remarks", 16), *SOURCE]
    list_sheet(book, "制度措施清单", "measures", columns, PERIOD, printed=11)


def practices(book: Workbook):
    columns = [
        Column("序号", "seq", 6, INT), Column("设区市", "bureau_name", 9),
        Column("开发区", "zone", 18), Column("做法名称", "title", 26),
        Column("主要做法", "content", 60), Column("取得成效", "effect", 36),
        Column("推广情况", "promotion", 12), Column("联系人", "contact", 9),
        Column("联系电话", "phone", 15), Column("核实说明", "explanation", 16),
        Column("备注", "remarks", 16), *SOURCE]
    list_sheet(book, "典型做法清单", "practices", columns, PERIOD, printed=9)


def accidents(book: Workbook):
    month, of_which, year, before = "本月", "其中", "1—本月累计", "上年同期累计"
    columns = [
        Column("序号", "seq", 6, INT, total="合计"), Column("设区市", "bureau_name", 10),
        Column("开发区", "zone", 24), Column("行业领域", "sector", 14)]
    figures = [
        ("事故起数", "accidents", month), ("死亡人数", "deaths", month),
        ("重伤人数", "serious_injuries", month), ("直接经济损失（万元）", "direct_loss", month),
        ("一般事故", "accidents_ordinary", of_which), ("较大事故", "accidents_considerable", of_which),
        ("重大事故", "accidents_major", of_which),
        ("特别重大事故", "accidents_extraordinary", of_which),
        ("事故起数", "accidents_ytd", year), ("死亡人数", "deaths_ytd", year),
        ("重伤人数", "serious_injuries_ytd", year), ("直接经济损失（万元）", "direct_loss_ytd", year),
        ("事故起数", "accidents_ytd_prior", before), ("死亡人数", "deaths_ytd_prior", before)]
    for title, field, group in figures:
        money = "loss" in field
        columns.append(
            Column(title, field, 13 if money else 10, MONEY if money else INT, group, "sum"))
    printed = len(columns)
    columns += [
        Column("核实说明", "explanation", 16), Column("备注", "remarks", 16), *SOURCE]
    list_sheet(
        book, "事故统计表", "accidents", columns, PERIOD + "　　单位：起、人、万元",
        heading="{province}经济开发区生产安全事故统计表", printed=printed, frozen=3,
        note="{not_counted_note}", total=True)


def ledger(book: Workbook):
    columns = [
        Column("隐患编号", "hazard_id", 20), Column("设区市", "bureau_name", 9),
        Column("开发区", "zone", 15), Column("企业（单位）名称", "enterprise", 19),
        Column("行业领域", "sector", 11), Column("问题隐患描述", "description", 34),
        Column("隐患等级", "level", 6), Column("排查日期", "found_on", 12, DATE),
        Column("整改时限", "due_on", 12, DATE), Column("整改状态", "status", 8),
        Column("是否逾期", "overdue_title", 6), Column("整改完成日期", "rectified_on", 12, DATE),
        Column("销号日期", "closed_on", 12, DATE), Column("责任人", "responsible_person", 9),
        Column("首次报送", "first_period", 9), Column("最近报送", "last_period", 9)]
    printed = len(columns)
    columns += [
        Column("历次报送（一患一档）", "history", 40),
        Column("销号月份", "closed_period", 10), Column("隐患部位", "place", 14),
        Column("隐患来源", "source", 12), Column("整改措施", "measures", 28),
        Column("责任单位", "responsible_unit", 18), Column("督办级别", "supervision_level", 12),
        Column("督办单位", "supervision_unit", 18), Column("督办文号", "supervision_doc", 18),
        Column("整改资金（万元）", "funds", 11, MONEY), Column("来源文件", "source_file", 26),
        Column("来源行", "source_row", 8, INT)]
    sheet, row = list_sheet(
        book, "隐患台账", "ledger", columns,
        PERIOD + "　　期初未销号 {total_opening}，本期新增 {total_new}，本期销号 {total_closed}，"
        "期末未销号 {total_closing}",
        heading="{province}经济开发区问题隐患台账", printed=printed, frozen=1)
    area = f"A{row}:{get_column_letter(len(columns))}{row}"
    highlight(sheet, area, f'$K{row}="逾期"', "FFC00000")
    highlight(sheet, area, f'$J{row}="已销号"', "FF7F7F7F")


def findings(book: Workbook):
    columns = [
        Column("程度", "severity_title", 7), Column("规则", "rule", 7),
        Column("设区市", "bureau_name", 9), Column("文件", "file", 26),
        Column("工作表", "sheet", 14), Column("单元格", "cell", 9), Column("列名", "column", 14),
        Column("内容", "value", 24), Column("问题", "message", 40), Column("改法", "fix", 40),
        Column("依据", "basis", 30)]
    sheet, row = list_sheet(
        book, "校验结果", "findings", columns, PERIOD,
        heading="{province}经济开发区四单校验结果")
    highlight(sheet, f"A{row}:B{row}", f'$A{row}="错误"', "FFC00000")


def accounting(book: Workbook):
    sheet = book.create_sheet("勾稽核对")
    columns = [
        Column("设区市", "bureau_name", 11, total="合计"), Column("文件", "file", 34),
        Column("工作表", "sheet", 16), Column("清单", "list_title", 16),
        Column("读入", "rows_read", 9, INT, "行数", "sum"),
        Column("并入", "rows_merged", 9, INT, "行数", "sum"),
        Column("被替代", "rows_superseded", 9, INT, "行数", "sum"),
        Column("剔除", "rows_set_aside", 9, INT, "行数", "sum"),
        Column("合计行", "set_aside_total", 9, INT, "剔除行中", "sum"),
        Column("零报告", "set_aside_nil", 9, INT, "剔除行中", "sum"),
        Column("说明", "set_aside_note", 9, INT, "剔除行中", "sum"),
        Column("重复表头", "set_aside_header", 9, INT, "剔除行中", "sum"),
        Column("空序号", "set_aside_blank", 9, INT, "剔除行中", "sum"),
        Column("核对", "balanced_title", 8)]
    last = len(columns)
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    across(sheet, 1, 1, last, "{province}经济开发区四单勾稽核对", 36, font=TITLE)
    across(sheet, 2, 1, last, PERIOD, 20, font=NOTE, alignment=LEFT)
    across(sheet, 3, 1, last, "一、台账平衡：期初未销号＋本期新增－本期销号＝期末未销号（件）", 26,
           font=SECTION, alignment=LEFT)
    spans = [("设区市", "bureau_name", 1, 1), ("期初未销号", "opening", 2, 2),
             ("本期新增", "new", 3, 3), ("本期销号", "closed", 4, 4),
             ("期末未销号", "closing", 5, 6)]
    for title, field, first, end in spans:
        for number in range(first, end + 1):
            letter = get_column_letter(first)
            put(sheet, 4, number, None, HEADING, CENTER, fill=HEAD_FILL, border=GRID)
            put(sheet, 5, number, None, BODY, CENTER, border=GRID, number_format=INT)
            put(sheet, 6, number, None, BOLD, CENTER, border=GRID, fill=TOTAL_FILL, number_format=INT)
        sheet.cell(4, first).value = title
        sheet.cell(5, first).value = f"{{balance.{field}}}"
        sheet.cell(6, first).value = (
            "合计" if field == "bureau_name" else f"=SUM({letter}5:{letter}5)")
        if end > first:
            for row in (4, 5, 6):
                sheet.merge_cells(
                    start_row=row, end_row=row, start_column=first, end_column=end)
    sheet.row_dimensions[4].height = 24
    sheet.row_dimensions[6].height = 22
    across(sheet, 8, 1, last, "二、行数平衡：读入＝并入＋被替代＋剔除（行）", 26,
           font=SECTION, alignment=LEFT)
    row = head(sheet, 9, columns, height=24)
    body(sheet, row, "accounting", columns)
    totals(sheet, row + 1, columns)
    highlight(sheet, f"A{row}:{get_column_letter(last)}{row}", f'$N{row}="不平"', "FFC00000", "FFFDECEA")
    signatures(sheet, row + 3, last)
    set_up(sheet, last)
    sheet.print_area = f"A1:{get_column_letter(last)}{row + 3}"


def main(path: str):
    book = Workbook()
    for make in (overview, reporting, hazards, major, measures, practices, accidents, ledger,
                 findings, accounting):
        make(book)
    save(book, path, "全省汇总")


def save(book: Workbook, path: str, title: str):
    """Writes a workbook that is the same each time."""
    moment = datetime.datetime(2022, 2, 25)
    book.properties.created = book.properties.modified = moment
    book.properties.creator = "monthly-merge"
    book.properties.title = title
    book.save(path)
    # The archive's own dates would differ from run to run.
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            if name == "docProps/core.xml":
                data = _fixed_dates(data)
            if name.startswith("xl/drawings/drawing"):
                data = _described(data)
            if name.startswith("xl/charts/chart"):
                # Empty runs, which the schema does not foresee where type is set.
                data = data.replace(b"<a:r><a:t /></a:r>", b"")
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data,
                             zipfile.ZIP_DEFLATED)


def _described(drawing: bytes) -> bytes:
    """A drawing whose charts tell readers of the screen what they show."""
    import re
    texts = iter([
        "各设区市问题隐患按整改状态堆叠的柱形图，数据在上表及右侧图表数据列",
        "各设区市整改率的柱形图，数据在上表整改率列",
        "各设区市1—本月累计事故起数本年与上年同期对比的柱形图，数据在上表及右侧图表数据列"])
    return re.sub(
        rb'(<(?:\w+:)?cNvPr id="\d+" name="[^"]*")',
        lambda match: match[1] + f' descr="{next(texts)}"'.encode(), drawing)


def _fixed_dates(core: bytes) -> bytes:
    import re
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2022-02-25T00:00:00Z", core)


if __name__ == "__main__":
    main(sys.argv[1])
