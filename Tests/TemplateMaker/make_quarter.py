"""Makes the first version of Templates/quarter.xlsx, the workbook of 季度评估 and 双月督查.

    python3 Tests/TemplateMaker/make_quarter.py Templates/quarter.xlsx

As with make_consolidated.py, staff restyle the workbook afterwards and the workbook is what counts;
the names of the placeholders must stay.

VALUES  {name}
  province, generated_at, filler, reviewer    as in consolidated.xlsx
  ytd_title                1—6 月累计: the cumulation of the last month
  purpose                  季度评估 or 双月督查
  period_chinese           2022年第二季度, 2022年5—6月
  headline, cautions       the sentences of the page; what keeps the figures from being whole
  total_FIGURE             the province's row of bureaus.csv, FIGURE being any of its columns

LISTS  {list.field}
  bureaus     one row a bureau: the columns of bureaus.csv, focus (督查重点), and for charts
              accidents_ytd_prior (accidents to the same month last year, where comparable)
  months      the columns of months.csv, and state (没有汇总 or blank)
  sectors, major           the columns of sectors.csv and major.csv
  practices   month, bureau_name, zone, title, content, effect, promotion, repeated
"""

import sys

from make_consolidated import (
    CENTER, DATE, DONE, GREY, INT, LEAD, LEFT, MONEY, NOTE, OVERDUE, PRIOR, RATE, SIGNED, TITLE, WAITING,
    Column, across, body, draw, get_column_letter, head, list_sheet, put, save, set_up,
    signatures, totals,
)  # fmt: skip
from openpyxl import Workbook

CAPTION = "{period_chinese}　　汇总时间：{generated_at}"
BUREAU = Column("设区市", "bureau_name", 10, total="全省")


def figures(*groups):
    """Columns of bureaus.csv by group; those that do not add up take the province's own value."""
    columns = []
    for group, members in groups:
        for title, field, form, adds in members:
            total = "sum" if adds else "" if adds is None else f"{{total_{field}}}"
            columns.append(Column(title, field, 10 if form == MONEY else 8.4, form, group, total))
    return columns


def assessment(book: Workbook):
    sheet = book.active
    sheet.title = "评估表"
    columns = [BUREAU] + figures(
        ("报送时效", [("名次", "time_rank", INT, None), ("按期率（%）", "on_time_rate", RATE, False)]),
        ("报送质量", [("名次", "quality_rank", INT, None), ("退回", "returned", INT, True)]),
        ("隐患整改", [
            ("在账", "hazards", INT, True), ("整改率（%）", "rectification_rate", RATE, False),
            ("期末未销号", "closing", INT, True), ("逾期", "overdue", INT, True)]),
        ("重大隐患", [
            ("在账", "hazards_major", INT, True), ("督办率（%）", "supervision_rate", RATE, False)]),
        ("事故", [
            ("起数", "accidents", INT, True), ("死亡", "deaths", INT, True),
            ("累计同比", "accidents_yoy", SIGNED, False)]),
        ("制度与做法", [("制度措施", "measures", INT, True), ("典型做法", "practices", INT, True)]),
    ) + [Column("督查重点", "focus", 44), Column("评估（督查）意见", "opinion", 22)]
    last = len(columns)
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    across(sheet, 1, 1, last, "{province}经济开发区安全生产{purpose}", 40, font=TITLE)
    across(sheet, 2, 1, last, CAPTION, 22, font=NOTE, alignment=LEFT)
    across(sheet, 3, 1, last, "{headline}", 90, font=LEAD, alignment=LEFT)
    across(sheet, 4, 1, last, "{cautions}", 40, font=LEAD, alignment=LEFT)
    row = head(sheet, 5, columns)
    body(sheet, row, "bureaus", columns)
    sheet.cell(row, last).value = None
    totals(sheet, row + 1, columns)
    note = ("注：在账隐患＝期初未销号＋新增，按期末台账的状态统计；整改率＝（一般隐患已整改或已销号＋重大隐患已销号）÷在账隐患；"
            "“/”“—”为基数为零或没有可比的数，空白为未报送。")
    across(sheet, row + 2, 1, last, note, 34, font=NOTE, alignment=LEFT)
    signatures(sheet, row + 3, last)
    set_up(sheet, last, titles=f"5:{row - 1}")
    sheet.print_area = f"A1:{get_column_letter(last)}{row + 3}"


def reporting(book: Workbook):
    columns = [BUREAU] + figures(
        ("报送时效", [
            ("名次", "time_rank", INT, None), ("应报", "submissions_due", INT, True),
            ("实报", "submissions_received", INT, True), ("按期", "submissions_on_time", INT, True),
            ("按期率（%）", "on_time_rate", RATE, False), ("迟报", "late", INT, True),
            ("迟报天数", "days_late", INT, True), ("漏报", "missing", INT, True),
            ("无法读取", "unreadable", INT, True), ("补报", "resubmitted", INT, True),
            ("零报告", "nils", INT, True)]),
        ("报送质量", [
            ("名次", "quality_rank", INT, None), ("退回", "returned", INT, True),
            ("错误", "errors", INT, True), ("待核实", "warnings", INT, True),
            ("已说明", "explained", INT, True)]),
    )
    list_sheet(book, "报送情况", "bureaus", columns, CAPTION, frozen=1, total=True)


def hazards(book: Workbook):
    columns = [BUREAU] + figures(
        ("台账平衡", [
            ("期初未销号", "opening", INT, True), ("新增", "new", INT, True),
            ("销号", "closed", INT, True), ("期末未销号", "closing", INT, True)]),
        ("在账隐患", [
            ("合计", "hazards", INT, True), ("一般", "hazards_ordinary", INT, True),
            ("一般已整改", "rectified_ordinary", INT, True), ("重大", "hazards_major", INT, True),
            ("重大已销号", "closed_major", INT, True),
            ("重大整改率（%）", "rectification_rate_major", RATE, False),
            ("已督办", "supervised_major", INT, True),
            ("督办率（%）", "supervision_rate", RATE, False),
            ("整改率（%）", "rectification_rate", RATE, False), ("未完成", "open", INT, True),
            ("逾期", "overdue", INT, True)]),
    )
    list_sheet(
        book, "隐患整改", "bureaus", columns, CAPTION, frozen=1, total=True,
        note="数据来源：期初、新增、销号、期末出自各月 data/balance.csv，在账隐患及其状态出自期末月的 data/ledger.csv；全省数为公式。")
    return columns


def accidents(book: Workbook):
    columns = [BUREAU] + figures(
        ("事故统计表", [
            ("应报", "accident_tables_due", INT, True), ("实报", "accident_tables", INT, True)]),
        ("本期", [
            ("起数", "accidents", INT, True), ("死亡", "deaths", INT, True),
            ("重伤", "serious_injuries", INT, True), ("损失（万元）", "direct_loss", MONEY, True),
            ("较大及以上", "accidents_grave", INT, True)]),
        ("起数同比", [
            ("增减", "accidents_span_yoy", SIGNED, False), ("%", "accidents_span_yoy_rate", RATE, False)]),
        ("死亡同比", [
            ("增减", "deaths_span_yoy", SIGNED, False), ("%", "deaths_span_yoy_rate", RATE, False)]),
        ("环比", [
            ("起数", "accidents_span_before", SIGNED, False), ("死亡", "deaths_span_before", SIGNED, False)]),
        ("{ytd_title}", [
            ("起数", "accidents_ytd", INT, True), ("同比", "accidents_yoy", SIGNED, False),
            ("死亡", "deaths_ytd", INT, True), ("同比", "deaths_yoy", SIGNED, False)]),
    )
    sheet, row = list_sheet(
        book, "事故", "bureaus", columns, CAPTION, frozen=1, total=True,
        note="数据来源：各月 data/statistics.csv；同比、环比只比两边数据齐全的市；全省数为公式。")
    # What the chart needs and the table does not show stands right of the print area.
    helper = len(columns) + 2
    put(sheet, row - 1, helper, "上年同期累计起数（图表数据，请勿删除）", GREY, CENTER)
    put(sheet, row, helper, "{bureaus.accidents_ytd_prior}", GREY, CENTER, number_format=INT)
    sheet.column_dimensions[get_column_letter(helper)].width = 18
    return columns + [Column("", "", 0), Column("", "accidents_ytd_prior", 18)]


def months(book: Workbook):
    columns = [
        Column("月份", "period", 11), Column("汇总", "state", 11),
        *figures(("报送", [
            ("应报", "submissions_due", INT, None), ("实报", "submissions_received", INT, None),
            ("按期", "submissions_on_time", INT, None), ("按期率（%）", "on_time_rate", RATE, None)]),
            ("隐患", [
                ("报送", "hazards", INT, None), ("整改率（%）", "rectification_rate", RATE, None),
                ("期初未销号", "opening", INT, None), ("新增", "new", INT, None),
                ("销号", "closed", INT, None), ("期末未销号", "closing", INT, None)]),
            ("事故", [("起数", "accidents", INT, None), ("死亡", "deaths", INT, None)]),
            ("制度与做法", [("制度措施", "measures", INT, None), ("典型做法", "practices", INT, None)]))]
    list_sheet(book, "逐月情况", "months", columns, CAPTION, frozen=1)


def lists(book: Workbook):
    list_sheet(book, "共性问题", "sectors", [
        Column("行业领域", "sector", 28), Column("涉及设区市", "bureaus", 12, INT),
        Column("在账隐患", "hazards", 12, INT), Column("新增", "hazards_new", 10, INT),
        Column("重大", "hazards_major", 10, INT), Column("整改率（%）", "rectification_rate", 12, RATE),
        Column("期末逾期", "overdue", 12, INT)], CAPTION, frozen=1)
    list_sheet(book, "重大隐患督办", "major", [
        Column("隐患编号", "hazard_id", 22), Column("设区市", "bureau_name", 10),
        Column("开发区", "zone", 20), Column("企业（单位）名称", "enterprise", 24),
        Column("问题隐患描述", "description", 40), Column("督办级别", "supervision_level", 12),
        Column("督办单位", "supervision_unit", 22), Column("督办文号", "supervision_doc", 18),
        Column("责任人", "responsible_person", 10), Column("排查日期", "found_on", 13, DATE),
        Column("整改时限", "due_on", 13, DATE), Column("整改状态", "status", 10),
        Column("销号月份", "closed_period", 11)], CAPTION)
    list_sheet(book, "典型做法", "practices", [
        Column("月份", "month", 11), Column("设区市", "bureau_name", 10), Column("开发区", "zone", 20),
        Column("做法名称", "title", 24), Column("主要做法", "content", 60),
        Column("取得成效", "effect", 36), Column("推广情况", "promotion", 14),
        Column("重复", "repeated", 12)], CAPTION)


def charts(book: Workbook, tables: dict[str, list[Column]]):
    """Three charts on a sheet of their own, of the tables of 隐患整改 and 事故."""
    sheet = book.create_sheet("图示", 1)
    across(sheet, 1, 1, 20, "{province}经济开发区安全生产{purpose}图示", 36, font=TITLE)
    across(sheet, 2, 1, 20, CAPTION, 20, font=NOTE, alignment=LEFT)
    for row in range(3, 29):
        sheet.row_dimensions[row].height = 18
    for column in range(1, 21):
        sheet.column_dimensions[get_column_letter(column)].width = 7

    def of(table, field, name, color):
        places = {column.field: number for number, column in enumerate(tables[table], 1)}
        return name, color, book[table], places[field]

    # Both tables have a heading of two rows from row 3 on.
    row = 5
    draw(sheet, "图1　各设区市台账平衡（条）", [
        of("隐患整改", "opening", "期初未销号", PRIOR), of("隐患整改", "new", "新增", OVERDUE),
        of("隐患整改", "closed", "销号", WAITING), of("隐患整改", "closing", "期末未销号", DONE)],
        row, (0, 20), 2, 15)
    draw(sheet, "图2　各设区市整改率（%）", [of("隐患整改", "rectification_rate", "整改率（%）", DONE)],
         row, (0, 10), 15, 28, labels=True, most=100)
    draw(sheet, "图3　1 月至期末月累计事故起数：本年与上年同期", [
        of("事故", "accidents_ytd", "本年累计", DONE),
        of("事故", "accidents_ytd_prior", "上年同期累计", PRIOR)],
        row, (10, 20), 15, 28, labels=True)
    set_up(sheet, 20)
    sheet.print_area = "A1:T28"


def main(path: str):
    book = Workbook()
    assessment(book)
    reporting(book)
    tables = {"隐患整改": hazards(book), "事故": accidents(book)}
    months(book)
    lists(book)
    charts(book, tables)
    save(book, path, "季度评估", [
        "各设区市台账期初未销号、新增、销号、期末未销号的柱形图，数据在“隐患整改”表",
        "各设区市整改率的柱形图，数据在“隐患整改”表整改率列",
        "各设区市1月至期末月累计事故起数本年与上年同期对比的柱形图，数据在“事故”表"])


if __name__ == "__main__":
    main(sys.argv[1])
