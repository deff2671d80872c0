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
  not_reported_note        text    whose lists the figures lack; blank if none
  not_counted_note         text    figures that entered no total; blank if none
  filler, reviewer         text    usually blank: filled in by hand
  period_end               date    the last day of the month reported
  title_LIST               text    the list's title: title_hazards, title_measures …
  total_FIGURE             the province row of statistics.csv, FIGURE being any of its columns:
                           total_hazards, total_rectification_rate, total_accidents …
  total_rectified_counted  what 整改率 counts
  total_opening, total_new, total_closed, total_closing      the province row of balance.csv

LISTS  {list.field}
  bureaus     one row a bureau: bureau, bureau_name, the figures of statistics.csv, the parts of
              its hazards for charts: state_done, state_waiting, state_overdue, state_unknown; and
              for formulas rectified_counted (what 整改率 counts), reported_hazards … (1 where the
              list was received) and nil_accidents (1 where it says 零报告)
  reporting   one row a bureau and list (52): bureau_name, list_title, state_title, nil_title
              (零报告 or blank), days_late int, received_at time, evidence_title, file,
              errors int, warnings int
  hazards     merged rows: bureau_name, seq int, the keys of the list, overdue_title (逾期 or
  measures    blank) and new_title (新增 or blank) of hazards, source_file, source_row int, findings
  practices
  accidents
  major       重大 not closed, by days left: hazard_id, bureau_name, zone, enterprise, description,
              supervision_level, supervision_unit, supervision_doc, responsible_person,
              found_on date, due_on date, age_days int, days_left int (negative: overdue), status,
              reported_title (本月未报 where the ledger knows of it and no row of the month does)
  ledger      the columns of ledger.csv, overdue_title, and history (2022-04 未整改；2022-05 …)
  balance     one row a bureau (13, without the province): bureau_name, opening, new, closed,
              closing
  findings    severity_title, rule, bureau_name, list_title, file, sheet, cell, column, value,
              message, fix, basis
  accounting  the columns of accounting.csv, and bureau_name, list_title, balanced_title (相符 or 不相符)

FORMULAS  …+N("{name}") and …+N("{list.field}")
  A formula that ends so is stored with that value, and without the addition, in the report: what
  the formula comes to is known, and programs that do not calculate show it. N of a text is 0.
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

# A workbook can name one typeface only, so the body has one that Windows, WPS and 麒麟/统信 bring
# along. Where 小标宋 is missing, the character set has programs take another Chinese typeface.
FANGSONG = "仿宋"


def chinese(name: str, size: float, **more) -> Font:
    """A typeface for Chinese: character set GB2312."""
    return Font(name=name, size=size, charset=134, **more)


TITLE = chinese("方正小标宋简体", 20, family=1)
HEADING = chinese("黑体", 11, family=2)
SECTION = chinese("黑体", 13, family=2)
BODY = chinese(FANGSONG, 11)
BOLD = chinese(FANGSONG, 11, bold=True)
LEAD = chinese(FANGSONG, 13)
NOTE = chinese(FANGSONG, 10)
GREY = chinese(FANGSONG, 9, color="FF7F7F7F")
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
    """Writes the 全省 row: sums over the repeated row, or the province's own value."""
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
    columns = [Column("设区市", "bureau_name", 9.5, total="全省")]
    figures = [
        ("问题隐患", [
            ("隐患总数", "hazards", INT, "sum"), ("其中新增", "hazards_new", INT, "sum"),
            ("一般", "hazards_ordinary", INT, "sum"), ("重大", "hazards_major", INT, "sum"),
            ("未完成", "open", INT, "sum"), ("其中逾期", "overdue", INT, "sum"),
            ("整改率（%）", "rectification_rate", RATE, ""),
            ("重大\n督办率（%）", "supervision_rate", RATE, "")]),
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
            columns.append(Column(title, field, width, form, group, sums))
    last = len(columns)
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    across(
        sheet, 1, 1, last, "{province}经济开发区安全生产月报汇总", 40, font=TITLE)
    across(sheet, 2, 1, 12, "编制单位：{province}商务厅", 22, alignment=LEFT)
    across(sheet, 2, 13, last, "报告期：{period_chinese}　　汇总时间：{generated_at}", alignment=RIGHT)
    across(sheet, 3, 1, last, "{headline}", 58, font=LEAD, alignment=LEFT)
    top = 12
    row = top + 2
    helpers = helper_columns(sheet, columns, row, last + 2)
    reckon = Reckoning(sheet, columns + helpers, row)
    tiles = [
        ("隐患总数（条）", "hazards", INT), ("重大隐患（条）", "hazards_major", INT),
        ("整改率（%）", "rectification_rate", RATE), ("逾期未完成（条）", "overdue", INT),
        ("期末未销号（条）", "closing", INT), ("本月事故（起）", "accidents", INT),
        ("本月死亡（人）", "deaths", INT), ("四单按期率（%）", "on_time_rate", RATE)]
    edges = [1 + round(index * last / len(tiles)) for index in range(len(tiles) + 1)]
    for (label, field, form), first, after in zip(tiles, edges, edges[1:]):
        for number in range(first, after):
            for at in (5, 6):
                sheet.cell(at, number).border = Border(
                    left=HAIR if number == first else None,
                    right=HAIR if number == after - 1 else None,
                    top=HAIR if at == 5 else None, bottom=HAIR if at == 6 else None)
                sheet.cell(at, number).fill = HEAD_FILL if at == 5 else PatternFill()
        across(sheet, 5, first, after - 1, label, 22, font=HEADING)
        figure = f"勾稽核对!$E${BALANCE_ROW + 1}" if field == "closing" else reckon.total_cell(field)
        formula = f'=IF({figure}="","",{stated(figure, "total_" + field)})'
        across(sheet, 6, first, after - 1, formula, 36, font=FIGURE)
        sheet.cell(6, first).number_format = form
    sheet.row_dimensions[4].height = sheet.row_dimensions[7].height = 8
    for at, (label, name) in enumerate(
            [("报送情况", "on_time_summary"), ("迟报单位", "late_names"),
             ("漏报单位", "missing_names")], 8):
        put(sheet, at, 1, label, HEADING, LEFT)
        across(sheet, at, 2, last, f"{{{name}}}", 24, alignment=LEFT)
    sheet.row_dimensions[11].height = 8
    head(sheet, top, columns, height=50)
    body(sheet, row, "bureaus", columns)
    sheet.row_dimensions[row].height = 19
    totals(sheet, row + 1, columns)
    reckon.write()
    highlight(sheet, f"G{row}:G{row}", f"AND(ISNUMBER(G{row}),G{row}>0)", "FFC00000")
    sources(sheet, row + 2, columns)
    note = (
        "注：空白为未报送或未知，0 为报告为无，“/”“—”为基数为零。整改率＝（一般隐患已整改或已销号＋重大隐患已销号）"
        "÷（一般＋重大）；同比为 1—本月累计与上年同期累计相比。表中数字均为公式，更正清单后随之重算；"
        "第 3 行和“报送情况、迟报单位、漏报单位”的文字在汇总时写成，更正清单后请重新汇总。{not_reported_note}{not_counted_note}")
    across(sheet, row + 3, 1, last, note, 44, font=NOTE, alignment=LEFT)
    signatures(sheet, row + 5, last)
    set_up(sheet, last)
    end = charts(sheet, columns + helpers, row, last, row + 7)
    # The charts have a page to themselves.
    sheet.row_breaks.append(Break(id=row + 6))
    sheet.print_area = f"A1:{get_column_letter(last)}{end}"


def sources(sheet: Worksheet, row: int, columns: list[Column]):
    """Says under each group of figures where they are counted from."""
    texts = {
        "": "数据来源",
        "问题隐患": "按设区市计“问题隐患清单”的行：新增看“本月新增”，一般、重大看“隐患等级”，未完成看“整改状态”，其中逾期再看"
        "“整改时限”早于报告期最后一日；重大督办率＝督办级别和督办单位都有的重大隐患÷重大隐患。",
        "制度与做法": "按设区市计“制度措施清单”“典型做法清单”的行。",
        "生产安全事故": "“事故统计表”各列按设区市求和，本月数、1—本月累计、上年同期累计都是各市本月所报；同比＝累计－上年同期累计，"
        "上年同期累计列于打印区域右侧。",
        "四单报送": "按设区市计“报送情况”的行，其收件时间出自 收件登记.csv。",
    }
    for group, text in texts.items():
        numbers = [number for number, column in enumerate(columns, 1) if column.group == group]
        for number in numbers:
            sheet.cell(row, number).border = GRID
        font, alignment = (NOTE, LEFT) if group else (HEADING, CENTER)
        across(sheet, row, numbers[0], numbers[-1], text, 72, font=font, alignment=alignment)
        sheet.cell(row, numbers[0]).border = GRID


def stated(formula: str, name: str) -> str:
    """A formula whose value the data have under a name."""
    return f'{formula}+N("{{{name}}}")'


def counted(over: dict[str, str], *conditions: tuple[str, str], bureau="$A{row}") -> str:
    """Counts the rows of a list, of one bureau, that keep conditions."""
    pairs = [(over["bureau_name"], bureau), *((over[field], criterion) for field, criterion in conditions)]
    return "COUNTIFS(" + ",".join(f"{cells},{criterion}" for cells, criterion in pairs) + ")"


def helper_columns(
        sheet: Worksheet, columns: list[Column], row: int, first: int) -> list[Column]:
    """Columns right of the print area: what charts and formulas need and the table does not show."""
    helpers = [
        Column("已完成整改", "state_done", 10), Column("未完成（未逾期）", "state_waiting", 10),
        Column("逾期未完成", "state_overdue", 10), Column("等级或状态不明", "state_unknown", 10),
        Column("上年同期累计", "accidents_ytd_prior", 10),
        Column("计入整改率", "rectified_counted", 10), Column("已督办重大隐患", "supervised_major", 10),
        *(Column(f"{{title_{name}}}", f"reported_{name}", 10)
          for name in ("hazards", "measures", "practices", "accidents")),
        Column("事故零报告", "nil_accidents", 10)]
    last = first + len(helpers) - 1
    across(sheet, row - 4, first, last, "图表和公式所用的数据（打印区域之外，请勿删除）", font=GREY)
    across(sheet, row - 3, first + 7, first + 10, "是否收到（1 为收到）", font=GREY)
    put(sheet, row - 5, first, "报告期最后一日", GREY, CENTER)
    put(sheet, row - 5, first + 1, "{period_end}", GREY, CENTER, number_format=DATE)
    for number, column in enumerate(helpers, first):
        put(sheet, row - 2, number, column.title, GREY, CENTER)
        for at in (row, row + 1):
            put(sheet, at, number, None, GREY, CENTER, number_format=INT)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    # An empty column lies between the table and these.
    return [Column("", "", 0)] * (first - len(columns) - 1) + helpers


class Reckoning:
    """The formulas of 综合情况 in the row of the bureaus and that of the province."""

    def __init__(self, sheet: Worksheet, columns: list[Column], row: int):
        self.sheet, self.columns, self.row = sheet, columns, row
        self.letters = {
            column.field: get_column_letter(number) for number, column in enumerate(columns, 1)}
        last_day = columns.index(next(c for c in columns if c.field == "state_waiting")) + 1
        self.last_day = f"${get_column_letter(last_day)}${row - 5}"

    def cell(self, field: str, row: int | None = None) -> str:
        return f"${self.letters[field]}{row or self.row}"

    def total_cell(self, field: str) -> str:
        return self.cell(field, self.row + 1)

    def bureau(self) -> dict[str, str]:
        """What each column comes to for a bureau; the row of the formula is written `{row}`."""
        hazards, accidents, reporting = RANGES["hazards"], RANGES["accidents"], RANGES["reporting"]
        at = self.cell
        is_open = [("status", '"<>"'), ("status", '"<>已整改"'), ("status", '"<>已销号"')]
        received = [("state_title", '"<>漏报"'), ("state_title", '"<>无法读取"')]
        formulas = {
            "hazards": counted(hazards),
            "hazards_new": counted(hazards, ("new_title", '"新增"')),
            "hazards_ordinary": counted(hazards, ("level", '"<>"'), ("level", '"<>重大"')),
            "hazards_major": counted(hazards, ("level", '"重大"')),
            "open": counted(hazards, *is_open),
            "overdue": counted(hazards, *is_open, ("due_on", f'"<"&{self.last_day}')),
            "state_done": "+".join(
                counted(hazards, ("level", '"<>"'), ("status", f'"{status}"'))
                for status in ("已整改", "已销号")),
            "supervised_major": counted(
                hazards, ("level", '"重大"'), ("supervision_level", '"<>"'),
                ("supervision_unit", '"<>"')),
        }
        formulas = {
            field: f'IF({at("reported_hazards")}=0,"",{self.known(formula, field)})'
            for field, formula in formulas.items()}
        total = at("hazards")
        for field, formula in {
            "state_waiting": f'{at("open")}-{at("overdue")}',
            "state_overdue": at("overdue"),
            "state_unknown": f'MAX({total}-{at("state_done")}-{at("open")},0)',
            "rectified_counted": at("state_done") + "-" + counted(
                hazards, ("level", '"重大"'), ("status", '"已整改"')),
        }.items():
            formulas[field] = f'IF({total}="","",{self.known(formula, field)})'
        for field in ("measures", "practices"):
            formulas[field] = (
                f'IF({at("reported_" + field)}=0,"",{self.known(counted(RANGES[field]), field)})')
        for field in ("accidents", "deaths", "serious_injuries", "direct_loss", "accidents_ytd",
                      "deaths_ytd", "accidents_ytd_prior"):
            # A figure is known where a row gives one; 零报告 says that there were none this month.
            known = counted(accidents, (field, '">=0"'))
            if "ytd" not in field:
                known = at("nil_accidents") + "+" + known
            total = f'SUMIFS({accidents[field]},{accidents["bureau_name"]},$A{{row}})'
            formulas[field] = f'IF({known}=0,"",{self.known(total, field)})'
        formulas["submissions_due"] = self.known(counted(reporting), "submissions_due")
        formulas["submissions_received"] = self.known(
            counted(reporting, *received), "submissions_received")
        formulas["submissions_on_time"] = self.known(
            "+".join(counted(reporting, ("state_title", f'"{state}"')) for state in ("按期*", "补报")),
            "submissions_on_time")
        for name in ("hazards", "measures", "practices", "accidents"):
            field = "reported_" + name
            title = f"{self.letters[field]}${self.row - 2}"
            formulas[field] = self.known(
                counted(reporting, ("list_title", title), *received), field)
        title = f"{self.letters['reported_accidents']}${self.row - 2}"
        formulas["nil_accidents"] = self.known(
            counted(reporting, ("list_title", title), ("nil_title", '"零报告"'), *received),
            "nil_accidents")
        return formulas

    def rates(self, row: int, prefix: str) -> dict[str, str]:
        """What the rates come to in a row: one decimal, rounded on whole numbers half away from 0."""
        def at(field):
            return self.cell(field, row)

        def rate(part, whole, none, field):
            value = stated(f"ROUND({part}*1000/({whole}),0)/10", prefix + field)
            return f'IF({whole}=0,"{none}",{value})'

        leveled = f'{at("hazards_ordinary")}+{at("hazards_major")}'
        known = f'OR({at("accidents_ytd")}="",{at("accidents_ytd_prior")}="")'
        change = stated(f'{at("accidents_ytd")}-{at("accidents_ytd_prior")}', prefix + "accidents_yoy")
        of_change = rate(
            at("accidents_yoy"), at("accidents_ytd_prior"), "—", "accidents_yoy_rate")
        hazards = f'IF({at("hazards")}="","",'
        return {
            "rectification_rate": hazards + rate(
                at("rectified_counted"), leveled, "/", "rectification_rate") + ")",
            "supervision_rate": hazards + rate(
                at("supervised_major"), at("hazards_major"), "/", "supervision_rate") + ")",
            "accidents_yoy": f'IF({known},"",{change})',
            "accidents_yoy_rate": f'IF({at("accidents_yoy")}="","",{of_change})',
            "on_time_rate": rate(
                at("submissions_on_time"), at("submissions_due"), "/", "on_time_rate"),
        }

    @staticmethod
    def known(formula: str, field: str) -> str:
        return stated(formula, "bureaus." + field)

    def write(self):
        row, total = self.row, self.row + 1
        bureau = self.bureau() | self.rates(row, "bureaus.")
        province = self.rates(total, "total_")
        for number, column in enumerate(self.columns, 1):
            if column.field in bureau:
                self.sheet.cell(row, number).value = "=" + bureau[column.field].replace("{row}", str(row))
            if column.field in province:
                self.sheet.cell(total, number).value = "=" + province[column.field]
            elif column.field in bureau and not column.field.startswith(("reported", "nil", "state")):
                cells = f"{self.letters[column.field]}{row}:{self.letters[column.field]}{row}"
                value = stated(f"SUM({cells})", "total_" + column.field)
                self.sheet.cell(total, number).value = f'=IF(COUNT({cells})=0,"",{value})'


# Colours that colour-blind readers tell apart, as on the page.
DONE, WAITING, OVERDUE, UNKNOWN, PRIOR = "2F6690", "9CC3DE", "B3430D", "8A8D91", "A8ABB0"


def charts(
        sheet: Worksheet, table: list[Column], row: int, last: int, top: int) -> int:
    """Writes three charts over the row of the bureaus from row `top` on. Returns the last row."""
    places = {column.field: number for number, column in enumerate(table, 1)}
    across(sheet, top, 1, last, "图示", 26, font=SECTION, alignment=LEFT)
    for under in range(top + 1, top + 27):
        # Stated, since programs differ on the height of a row that states none.
        sheet.row_dimensions[under].height = 24

    def chart(title, series, columns, corner, opposite, **more):
        data = [(name, color, sheet, column) for name, color, column in series]
        draw(sheet, title, data, row, columns, corner, opposite, **more)

    states = zip(
        ("state_done", "state_waiting", "state_overdue", "state_unknown"),
        (DONE, WAITING, OVERDUE, UNKNOWN))
    stacked = [
        (table[places[state] - 1].title, color, places[state]) for state, color in states]
    chart("图1　各设区市问题隐患的整改状态（条）", stacked, (0, last), top, top + 13, stacked=True)
    half = last // 2
    chart("图2　各设区市整改率（%）", [("整改率（%）", DONE, places["rectification_rate"])], (0, half),
          top + 13, top + 26, labels=True, most=100)
    chart("图3　1—本月累计事故起数：本年与上年同期", [
        ("本年累计", DONE, places["accidents_ytd"]),
        ("上年同期累计", PRIOR, places["accidents_ytd_prior"])], (half, last),
        top + 13, top + 26, labels=True)
    return top + 26


def draw(
        sheet: Worksheet, title: str, series: list[tuple[str, str, Worksheet, int]], row: int,
        columns: tuple[int, int], corner: int, opposite: int, **more):
    """Draws columns of tables, whose bureaus repeat in `row`: name, colour, sheet, column of each."""
    made = bars(title, **more)
    for name, color, source, column in series:
        made.add_data(Reference(source, min_col=column, min_row=row))
        drawn = made.series[-1]
        drawn.tx = SeriesLabel(v=name)
        drawn.graphicalProperties = GraphicalProperties(
            solidFill=color, ln=LineProperties(solidFill="FFFFFF", w=6350))
        drawn.invertIfNegative = False
    made.set_categories(Reference(series[0][2], min_col=1, min_row=row))
    if len(series) == 1:
        made.legend = None
    start, stop = columns
    made.anchor = TwoCellAnchor(
        editAs="oneCell", _from=AnchorMarker(col=start, row=corner),
        to=AnchorMarker(col=stop, row=opposite))
    sheet.add_chart(made)


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
    made.legend.txPr = text_of(FANGSONG, 900)
    for axis in (made.x_axis, made.y_axis):
        axis.delete = False
        axis.title = None
        axis.txPr = text_of(FANGSONG, 900)
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill="7F7F7F"))
    made.x_axis.tickLblPos = "low"
    made.y_axis.number_format = "0"
    made.y_axis.scaling.min = 0
    made.y_axis.scaling.max = most
    made.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    if labels:
        made.dataLabels = DataLabelList(
            showVal=True, showSerName=False, showCatName=False, showLegendKey=False,
            showPercent=False, txPr=text_of(FANGSONG, 800))
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
        heading="", printed=None, frozen=2, note="", total=False, signed=False) -> tuple[Worksheet, int]:
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
    if signed:
        end += 2
        signatures(sheet, end, last)
    sheet.auto_filter.ref = f"A{row - 1}:{get_column_letter(len(columns))}{row}"
    freeze = f"{get_column_letter(frozen + 1)}{row}"
    set_up(sheet, last, freeze=freeze, titles=f"3:{row - 1}")
    sheet.print_area = f"A1:{get_column_letter(last)}{end}"
    return sheet, row


PERIOD = "报告期：{period_chinese}　　汇总时间：{generated_at}"
SOURCE = [Column("来源文件", "source_file", 26), Column("来源行", "source_row", 8, INT)]
# The rules that speak of a row: the last of the columns that are printed.
FOUND = Column("校验结果", "findings", 10)


def mark_found(sheet: Worksheet, row: int, columns: list[Column]):
    """Colours the cells with rules that speak of their rows."""
    letter = get_column_letter(columns.index(FOUND) + 1)
    highlight(sheet, f"{letter}{row}:{letter}{row}", f'${letter}{row}<>""', "FFC00000", "FFFDECEA")


REPORTING = [
    Column("设区市", "bureau_name", 12), Column("清单", "list_title", 18),
    Column("状态", "state_title", 14), Column("零报告", "nil_title", 10),
    Column("迟报天数", "days_late", 10, INT), Column("收件时间", "received_at", 20, TIME),
    Column("收件依据", "evidence_title", 12), Column("文件", "file", 46),
    Column("错误", "errors", 8, INT), Column("核实", "warnings", 8, INT)]


def reporting(book: Workbook):
    sheet, row = list_sheet(
        book, "报送情况", "reporting", REPORTING,
        "报告期：{period_chinese}　　规定期限：{nominal_due}　　执行期限：{effective_due}　　{on_time_summary}",
        heading="{province}经济开发区四单报送情况", signed=True,
        note="数据来源：错误、核实计“校验结果”中该市该清单的行（核实含已说明的）；迟报天数＝收件之日－执行期限，按日历天；"
        "收件时间依收件依据，登记的出自 收件登记.csv；状态、零报告出自所收文件。")
    found = RANGES["findings"]
    for number, column in enumerate(REPORTING, 1):
        criterion = {"errors": '"错误"', "warnings": '"核实*"'}.get(column.field)
        if criterion:
            formula = counted(
                found, ("list_title", f"$B{row}"), ("severity_title", criterion), bureau=f"$A{row}")
            sheet.cell(row, number).value = "=" + stated(formula, "reporting." + column.field)
    area = f"A{row}:J{row}"
    highlight(sheet, area, f'LEFT($C{row},2)="漏报"', "FFC00000", "FFFDECEA")
    highlight(sheet, area, f'LEFT($C{row},2)="迟报"', "FF9C5700", "FFFFF4E5")


# What a reader of the print needs comes first; the print area ends there.
HAZARDS = [
    Column("序号", "seq", 6, INT), Column("设区市", "bureau_name", 9),
    Column("隐患编号", "hazard_id", 20), Column("开发区", "zone", 15),
    Column("企业（单位）名称", "enterprise", 19), Column("行业领域", "sector", 11),
    Column("问题隐患描述", "description", 34), Column("隐患等级", "level", 6),
    Column("排查日期", "found_on", 12, DATE), Column("整改措施", "measures", 26),
    Column("责任人", "responsible_person", 9), Column("整改时限", "due_on", 12, DATE),
    Column("整改状态", "status", 8), Column("是否逾期", "overdue_title", 6),
    Column("本月新增", "new_title", 6), Column("整改完成日期", "rectified_on", 12, DATE),
    Column("销号日期", "closed_on", 12, DATE), FOUND]
HAZARDS_PRINTED = len(HAZARDS)
HAZARDS += [
    Column("隐患部位", "place", 14), Column("隐患来源", "source", 12),
    Column("责任单位", "responsible_unit", 18), Column("督办级别", "supervision_level", 12),
    Column("督办单位", "supervision_unit", 18), Column("督办文号", "supervision_doc", 18),
    Column("整改资金（万元）", "funds", 11, MONEY), Column("核实说明", "explanation", 20),
    Column("备注", "remarks", 20), *SOURCE]


def hazards(book: Workbook):
    sheet, row = list_sheet(
        book, "问题隐患清单", "hazards", HAZARDS,
        PERIOD + "　　底色：橙为重大隐患，红为有校验意见（规则见“校验结果”）；红字为逾期",
        printed=HAZARDS_PRINTED, frozen=3)
    mark_found(sheet, row, HAZARDS)
    area = f"A{row}:{get_column_letter(len(HAZARDS))}{row}"
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
        PERIOD + "　　未销号的重大隐患，剩余天数少的在前，负数（红字）为已逾期",
        heading="{province}经济开发区重大隐患督办表", frozen=1, signed=True)
    highlight(
        sheet, f"A{row}:O{row}", f"AND(ISNUMBER($M{row}),$M{row}<0)", "FFC00000")


MEASURES = [
    Column("序号", "seq", 6, INT), Column("设区市", "bureau_name", 9),
    Column("开发区", "zone", 18), Column("制度措施名称", "title", 30),
    Column("文号", "doc_no", 18), Column("类别", "kind", 10), Column("主要内容", "content", 50),
    Column("制定单位", "issuer", 18), Column("状态", "status", 9),
    Column("印发日期", "issued_on", 12, DATE), Column("对应隐患编号", "hazard_ref", 20),
    FOUND,
    Column("核实说明", "explanation", 16), Column("备注", "remarks", 16), *SOURCE]


def measures(book: Workbook):
    sheet, row = list_sheet(
        book, "制度措施清单", "measures", MEASURES, PERIOD, printed=MEASURES.index(FOUND) + 1)
    mark_found(sheet, row, MEASURES)


PRACTICES = [
    Column("序号", "seq", 6, INT), Column("设区市", "bureau_name", 9),
    Column("开发区", "zone", 18), Column("做法名称", "title", 26),
    Column("主要做法", "content", 60), Column("取得成效", "effect", 36),
    Column("推广情况", "promotion", 12), Column("联系人", "contact", 9),
    Column("联系电话", "phone", 15), FOUND, Column("核实说明", "explanation", 16),
    Column("备注", "remarks", 16), *SOURCE]


def practices(book: Workbook):
    sheet, row = list_sheet(
        book, "典型做法清单", "practices", PRACTICES, PERIOD, printed=PRACTICES.index(FOUND) + 1)
    mark_found(sheet, row, PRACTICES)


def accident_columns() -> tuple[list[Column], int]:
    """The columns of 事故统计表, and how many of them are printed."""
    month, of_which, year, before = "本月", "其中", "1—本月累计", "上年同期累计"
    columns = [
        Column("序号", "seq", 6, INT, total="全省"), Column("设区市", "bureau_name", 10),
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
    columns.append(FOUND)
    printed = len(columns)
    columns += [
        Column("核实说明", "explanation", 16), Column("备注", "remarks", 16), *SOURCE]
    return columns, printed


ACCIDENTS, ACCIDENTS_PRINTED = accident_columns()


def accidents(book: Workbook):
    sheet, row = list_sheet(
        book, "事故统计表", "accidents", ACCIDENTS, PERIOD + "　　单位：起、人、万元",
        heading="{province}经济开发区生产安全事故统计表", printed=ACCIDENTS_PRINTED, frozen=3,
        note="{not_counted_note}", total=True, signed=True)
    mark_found(sheet, row, ACCIDENTS)


LEDGER = [
    Column("隐患编号", "hazard_id", 20), Column("设区市", "bureau_name", 9),
    Column("开发区", "zone", 15), Column("企业（单位）名称", "enterprise", 19),
    Column("行业领域", "sector", 11), Column("问题隐患描述", "description", 34),
    Column("隐患等级", "level", 6), Column("排查日期", "found_on", 12, DATE),
    Column("整改时限", "due_on", 12, DATE), Column("整改状态", "status", 8),
    Column("是否逾期", "overdue_title", 6), Column("整改完成日期", "rectified_on", 12, DATE),
    Column("销号日期", "closed_on", 12, DATE), Column("责任人", "responsible_person", 9),
    Column("首次报送", "first_period", 9), Column("最近报送", "last_period", 9)]
LEDGER_PRINTED = len(LEDGER)
LEDGER += [
    Column("历次报送（一患一档）", "history", 40),
    Column("销号月份", "closed_period", 10), Column("隐患部位", "place", 14),
    Column("隐患来源", "source", 12), Column("整改措施", "measures", 28),
    Column("责任单位", "responsible_unit", 18), Column("督办级别", "supervision_level", 12),
    Column("督办单位", "supervision_unit", 18), Column("督办文号", "supervision_doc", 18),
    Column("整改资金（万元）", "funds", 11, MONEY), Column("来源文件", "source_file", 26),
    Column("来源行", "source_row", 8, INT)]


def ledger(book: Workbook):
    sheet, row = list_sheet(
        book, "隐患台账", "ledger", LEDGER,
        PERIOD + "　　期初未销号 {total_opening}，本期新增 {total_new}，本期销号 {total_closed}，"
        "期末未销号 {total_closing}　　红字为逾期，灰字为已销号",
        heading="{province}经济开发区问题隐患台账", printed=LEDGER_PRINTED, frozen=1)
    area = f"A{row}:{get_column_letter(len(LEDGER))}{row}"
    highlight(sheet, area, f'$K{row}="逾期"', "FFC00000")
    highlight(sheet, area, f'$J{row}="已销号"', "FF7F7F7F")


FINDINGS = [
    Column("级别", "severity_title", 7), Column("规则", "rule", 7),
    Column("设区市", "bureau_name", 9), Column("清单", "list_title", 14),
    Column("文件", "file", 26),
    Column("工作表", "sheet", 14), Column("单元格", "cell", 9), Column("列名", "column", 14),
    Column("内容", "value", 24), Column("问题", "message", 40), Column("改法", "fix", 40),
    Column("依据", "basis", 30)]


def findings(book: Workbook):
    sheet, row = list_sheet(
        book, "校验结果", "findings", FINDINGS, PERIOD,
        heading="{province}经济开发区四单校验结果")
    highlight(sheet, f"A{row}:B{row}", f'$A{row}="错误"', "FFC00000")


# The row of 勾稽核对 with the bureaus' balance.
BALANCE_ROW = 5


def ranges(sheet: str, columns: list[Column], row: int = 4) -> dict[str, str]:
    """The cells of each column of a list sheet, over all its rows once it is filled."""
    found = {}
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        found[column.field] = f"{sheet}!${letter}${row}:${letter}${row}"
    return found


RANGES = {
    "reporting": ranges("报送情况", REPORTING), "hazards": ranges("问题隐患清单", HAZARDS),
    "measures": ranges("制度措施清单", MEASURES), "practices": ranges("典型做法清单", PRACTICES),
    "accidents": ranges("事故统计表", ACCIDENTS, 5), "ledger": ranges("隐患台账", LEDGER),
    "findings": ranges("校验结果", FINDINGS)}


def accounting(book: Workbook):
    sheet = book.create_sheet("勾稽核对")
    columns = [
        Column("设区市", "bureau_name", 11, total="全省"), Column("文件", "file", 34),
        Column("工作表", "sheet", 16), Column("清单", "list_title", 16),
        Column("读入", "rows_read", 9, INT, "行数", "sum"),
        Column("并入", "rows_merged", 9, INT, "行数", "sum"),
        Column("被替代", "rows_superseded", 9, INT, "行数", "sum"),
        Column("另列", "rows_set_aside", 9, INT, "行数", "sum"),
        Column("合计行", "set_aside_total", 9, INT, "另列行中", "sum"),
        Column("零报告", "set_aside_nil", 9, INT, "另列行中", "sum"),
        Column("说明", "set_aside_note", 9, INT, "另列行中", "sum"),
        Column("重复表头", "set_aside_header", 9, INT, "另列行中", "sum"),
        Column("空序号", "set_aside_blank", 9, INT, "另列行中", "sum"),
        Column("核对", "balanced_title", 8)]
    last = len(columns)
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    across(sheet, 1, 1, last, "{province}经济开发区四单勾稽核对", 36, font=TITLE)
    across(sheet, 2, 1, last, PERIOD, 20, font=NOTE, alignment=LEFT)
    across(sheet, 3, 1, last, "一、台账平衡：期初未销号＋本期新增－本期销号＝期末未销号（条）", 26,
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
            "全省" if field == "bureau_name" else f"=SUM({letter}5:{letter}5)")
        if field in ("new", "closed"):
            # A wildcard keeps the month a text, which would else be taken for a date.
            month = {"new": "first_period", "closed": "closed_period"}[field]
            formula = counted(
                RANGES["ledger"], (month, f'${get_column_letter(last + 2)}$5&"*"'), bureau="$A5")
            sheet.cell(5, first).value = "=" + stated(formula, "balance." + field)
        elif field == "closing":
            sheet.cell(5, first).value = "=" + stated("B5+C5-D5", "balance.closing")
        if end > first:
            for row in (4, 5, 6):
                sheet.merge_cells(
                    start_row=row, end_row=row, start_column=first, end_column=end)
    put(sheet, 4, last + 2, "报告期（公式所用，请勿删除）", GREY, CENTER)
    put(sheet, 5, last + 2, "{period}", GREY, CENTER)
    sheet.column_dimensions[get_column_letter(last + 2)].width = 26
    sheet.row_dimensions[4].height = 24
    sheet.row_dimensions[6].height = 22
    across(sheet, 7, 1, last, "数据来源：期初未销号为上月“隐患台账”的期末未销号；本期新增、本期销号计本月“隐患台账”中首次报送、"
           "销号月份为本报告期的行；期末未销号由前三列算出。", 20, font=NOTE, alignment=LEFT)
    across(sheet, 8, 1, last, "二、行数平衡：读入＝并入＋被替代＋另列（行）", 26,
           font=SECTION, alignment=LEFT)
    row = head(sheet, 9, columns, height=24)
    body(sheet, row, "accounting", columns)
    totals(sheet, row + 1, columns)
    highlight(sheet, f"A{row}:{get_column_letter(last)}{row}", f'$N{row}="不相符"', "FFC00000", "FFFDECEA")
    across(sheet, row + 2, 1, last, "数据来源：各设区市报来的文件，逐个文件、逐张清单计读入时的行，同 data/accounting.csv；"
           "并入的行见各清单的“来源文件”“来源行”。", 20, font=NOTE, alignment=LEFT)
    signatures(sheet, row + 4, last)
    set_up(sheet, last, titles=f"9:{row - 1}")
    sheet.print_area = f"A1:{get_column_letter(last)}{row + 4}"


def main(path: str):
    book = Workbook()
    for make in (overview, reporting, hazards, major, measures, practices, accidents, ledger,
                 findings, accounting):
        make(book)
    save(book, path, "全省汇总", [
        "各设区市问题隐患按整改状态堆叠的柱形图，数据在上表及右侧图表数据列",
        "各设区市整改率的柱形图，数据在上表整改率列",
        "各设区市1—本月累计事故起数本年与上年同期对比的柱形图，数据在上表及右侧图表数据列"])


def save(book: Workbook, path: str, title: str, descriptions: list[str]):
    """Writes a workbook that is the same each time; its charts tell what they show."""
    moment = datetime.datetime(2022, 2, 25)
    book.properties.created = book.properties.modified = moment
    book.properties.creator = "monthly-merge"
    book.properties.title = title
    book.save(path)
    # The archive's own dates would differ from run to run.
    with zipfile.ZipFile(path) as archive:
        parts = _with_shared_strings(
            [(name, archive.read(name)) for name in archive.namelist()])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            if name == "docProps/core.xml":
                data = _fixed_dates(data)
            if name.startswith("xl/drawings/drawing"):
                data = _described(data, descriptions)
            if name.startswith("xl/charts/chart"):
                # Empty runs, which the schema does not foresee where type is set.
                data = data.replace(b"<a:r><a:t /></a:r>", b"")
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data,
                             zipfile.ZIP_DEFLATED)


def _with_shared_strings(parts):
    """The parts with an empty table of shared strings, where the library writes none: filled
    cells share their texts only where a template has one."""
    if any(name == "xl/sharedStrings.xml" for name, _ in parts):
        return parts
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    added = {
        "[Content_Types].xml": (
            b"</Types>",
            b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.'
            b'openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'),
        "xl/_rels/workbook.xml.rels": (
            b"</Relationships>",
            f'<Relationship Type="{office}/sharedStrings" Target="/xl/sharedStrings.xml" '
            f'Id="rIdStrings"/>'.encode()),
    }
    result = []
    for name, data in parts:
        if name in added:
            end, entry = added[name]
            assert data.count(end) == 1, name
            data = data.replace(end, entry + end)
        result.append((name, data))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    result.append(("xl/sharedStrings.xml", f'<sst xmlns="{main}"/>'.encode()))
    return result


def _described(drawing: bytes, descriptions: list[str]) -> bytes:
    """A drawing whose charts tell readers of the screen what they show."""
    import re
    texts = iter(descriptions)
    return re.sub(
        rb'(<(?:\w+:)?cNvPr id="\d+" name="[^"]*")',
        lambda match: match[1] + f' descr="{next(texts)}"'.encode(), drawing)


def _fixed_dates(core: bytes) -> bytes:
    import re
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2022-02-25T00:00:00Z", core)


if __name__ == "__main__":
    main(sys.argv[1])
