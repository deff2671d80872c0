"""The table forms that people send, as sheets of plain cells, whichever program writes them."""

import dataclasses

from content import ACCIDENT_TOTAL, CITY, LISTS, headings, table


@dataclasses.dataclass(frozen=True)
class Formula:
    """A formula and the value that a program which computes would store."""
    text: str
    value: object


@dataclasses.dataclass
class Sheet:
    name: str
    rows: list
    merged: list = dataclasses.field(default_factory=list)
    hidden_rows: list = dataclasses.field(default_factory=list)
    hidden_columns: list = dataclasses.field(default_factory=list)
    is_hidden: bool = False


@dataclasses.dataclass
class Book:
    sheets: list
    is_1904: bool = False


def sheets(change=lambda name, rows: rows):
    return [Sheet(title, change(name, table(name))) for name, title in LISTS.items()]


def letters(column):
    return chr(64 + column)


def plain():
    """A workbook, four sheets, true dates and numbers."""
    notes = Sheet("填报说明", [["一、四张清单每月3日前报送。"], ["二、没有内容的填“无”。"]])
    return Book(sheets() + [notes])


def date1904():
    return Book(sheets(), is_1904=True)


def titled():
    """Title, 填报单位, 报告期 and unit above; signatures, 填报日期 and notes below."""
    book = []
    for name, title in LISTS.items():
        rows = table(name)
        width = len(rows[0])
        above = [
            [f"{CITY}{title}"],
            ["（2022年5月）"],
            [f"填报单位（盖章）：{CITY}商务局"] + [None] * (width - 3) + ["单位：起、人、万元"],
        ]
        below = [
            [],
            ["填表人：赵六", None, "审核人：钱七", None, "联系电话：0511-80000000", None, "填报日期：2022年6月2日"],
            ["注：1.本表每月3日前报送。"],
            ["2.没有内容的填“无”。"],
        ]
        last = letters(width)
        foot = len(above) + len(rows) + 3
        book.append(Sheet(
            title, above + rows + below,
            merged=[f"A1:{last}1", f"A2:{last}2", f"A{foot}:{last}{foot}"]))
    return Book(book)


def signed_below():
    """Nothing but the list above; 填报单位 and 报告期 stand under the table, label and value apart."""
    def change(name, rows):
        return rows + [
            ["填报单位：", f"{CITY}商务局", None, "报告期：", "2022年5月"], ["审 核 人：", "钱七"]]
    return Book([
        Sheet(f"表{place}", change(name, table(name)))
        for place, name in enumerate(LISTS, start=1)])


def one_sheet():
    """The four lists on one sheet, one below another."""
    rows = [[f"{CITY}2022年5月安全生产清单"], []]
    for number, (name, title) in zip("一二三四", LISTS.items()):
        rows += [[f"{number}、{title}"]] + table(name) + [[]]
    return Book([Sheet("报送清单", rows)])


def pages():
    """Printed pages: title and header again, 小计 a page, 合计 first or last."""
    hazards = table("hazards")
    head = [["问题隐患清单"], hazards[0]]
    rows = head + hazards[1:3] + [["本页小计", "2项"]] + head + hazards[3:] + [["本页小计", "1项"]]
    rows += [["合  计", "3项"]]
    accidents = table("accidents")
    accidents = [accidents[0], list(ACCIDENT_TOTAL)] + accidents[1:-1]
    return Book([
        Sheet(LISTS["hazards"], rows),
        Sheet(LISTS["measures"], table("measures")),
        Sheet(LISTS["practices"], table("practices")),
        Sheet(LISTS["accidents"], accidents)])


def headers():
    """Headers of three rows with merged parents, a unit row and a row of column numbers."""
    hazards = table("hazards")
    top = ["序号", "基本情况", None, None, None, "排查情况", None, None, None, "整改情况"]
    top += [None] * 6 + ["督办情况", None, None, "整改资金"]
    leaves = [None] + hazards[0][1:-1] + [None]
    numbers = list(range(1, len(leaves) + 1))
    hazard_sheet = Sheet(
        LISTS["hazards"], [[f"{CITY}问题隐患清单（单位：万元）"], top, leaves, numbers] + hazards[1:],
        merged=["A1:T1", "A2:A3", "B2:E2", "F2:I2", "J2:P2", "Q2:S2", "T2:T3"])
    accidents = table("accidents")
    first = ["序号", "开发区", "生产安全事故"] + [None] * 11
    second = [None, None, "本月"] + [None] * 3 + ["其中"] + [None] * 3
    second += ["1—本月累计", None, "上年同期累计", None]
    third = [
        None, None, "事故\n起数", "死亡\n人数", "重伤\n人数", "直接经济\n损失", "一般\n事故", "较大\n事故", "重大\n事故",
        "特别重大\n事故", "事故\n起数", "死亡\n人数", "事故\n起数", "死亡\n人数"]
    units = [None, None, "（起）", "（人）", "（人）", "（万元）", "（起）", "（起）", "（起）", "（起）", "（起）", "（人）",
             "（起）", "（人）"]
    numbers = ["甲", "乙"] + list(range(1, 13))
    accident_sheet = Sheet(
        LISTS["accidents"],
        [[f"{CITY}事故统计表"], first, second, third, units, numbers] + accidents[1:],
        merged=["A1:N1", "A2:A4", "B2:B4", "C2:N2", "C3:F3", "G3:J3", "K3:L3", "M3:N3", "A11:B11"])
    return Book([
        hazard_sheet, Sheet(LISTS["measures"], table("measures")),
        Sheet(LISTS["practices"], table("practices")), accident_sheet])


def spellings():
    """Dates and numbers as text, in the ways people type them."""
    def change(name, rows):
        if name == "hazards":
            rows[1][7], rows[1][12], rows[1][19] = "２０２２－０５－０３", "2022年6月", "3.5万元"
            rows[2][7], rows[2][12], rows[2][14] = "2022.5.10", "5月底", "2022年5月20日"
            rows[2][19] = "１，２３４．５"
            rows[3][7], rows[3][12], rows[3][14] = "2022/5/12", "立即整改", "2022-05-13 10:20"
            rows[3][15] = "20220516"
        if name == "measures":
            rows[1][8] = "5月18日"
        if name == "accidents":
            rows[1][2:7] = ["１", "1", " 0 ", "120.50", "1起"[:1]]
            rows[-1][5] = "120.5 万元"
        return rows
    return Book(sheets(change))


def traditional():
    """Traditional characters, other names of columns, labels broken by blanks and line feeds."""
    names = {
        "开发区": "所在開發區", "企业（单位）名称": "企業\n名稱", "隐患部位": "隱 患 部 位", "行业领域": "所屬行業",
        "问题隐患描述": "存在問題", "隐患等级": "隱患級別", "排查日期": "檢查時間", "隐患来源": "問題來源",
        "整改措施": "整改措施*", "责任单位": "整改責任單位", "责任人": "責　任　人", "整改时限": "整改期限",
        "整改状态": "整改情況", "整改完成日期": "整改完成時間", "销号日期": "銷號時間", "督办级别": "掛牌督辦級別",
        "整改资金（万元）": "整改資金\n（單位：萬元）", "制度措施名称": "制度名稱", "类别": "類別", "主要内容": "主要內容",
        "取得成效": "工作成效", "联系电话": "聯繫方式",
    }
    words = {
        "一般": "一般事故隱患", "重大": "重大隱患", "整改中": "正在整改", "已整改": "整改完畢", "已销号": "已閉環",
        "工贸": "工貿", "江苏丹阳经济开发区": "江蘇丹陽經濟開發區", "企业自查": "企業自查", "市级督查": "市級督查", "开发区检查": "開發區檢查", "已印发": "已印發",
    }
    def change(name, rows):
        rows[0] = [names.get(heading, heading) for heading in rows[0]]
        return [rows[0]] + [[words.get(value, value) for value in row] for row in rows[1:]]
    return Book(sheets(change))


def hidden():
    """A hidden row, column and sheet; one zone merged down two records."""
    book = sheets()
    book[0].rows[3][1] = None
    book[0].rows[2][1] = None
    book[0].rows[1][1] = "镇江经济技术开发区"
    book[0].merged = ["B2:B4"]
    book[0].hidden_rows = [3]
    book[0].hidden_columns = [4]
    book[1].is_hidden = True
    return Book(book)


def formulas():
    """Figures that formulas give."""
    def change(name, rows):
        if name == "accidents":
            rows[1][10] = Formula("=1+2", 3)
            for column in range(2, 14):
                letter = letters(column + 1)
                rows[-1][column] = Formula(f"=SUM({letter}2:{letter}5)", rows[-1][column])
        if name == "hazards":
            rows[1][0] = Formula("=ROW()-1", 1)
        return rows
    return Book(sheets(change))


def nil():
    """Lists with nothing to report, in several words."""
    def change(name, rows):
        if name == "measures":
            return rows[:1] + [[1, "无"]]
        return rows[:1] + [["本月无典型做法"]] if name == "practices" else rows
    return Book(sheets(change))


def offset():
    """Tables away from the corner, instructions between title and header, a row a section."""
    book = []
    for name, title in LISTS.items():
        rows = table(name)
        above = [
            [], [f"{title}（2022年5月）"], [f"填报单位：{CITY}", None, "报告期：2022年5月", None, "单位：万元"],
            ["填表说明：1.每月3日前报送。"], ["2.没有内容的填“无”，不得空置。"], [],
        ]
        body = [rows[0], ["（一）国家级开发区"], rows[1], ["（二）省级开发区"]] + rows[2:]
        shifted = [[None, None] + row for row in above + body]
        book.append(Sheet(title, shifted, merged=["C2:H2", "C4:H4", "C5:H5"]))
    return Book(book)


def dense_sheet():
    """Lists below one another with lines between them, one of several pages, one with nothing."""
    hazards, accidents = table("hazards"), headers().sheets[3].rows[1:]
    sign = ["填表人：赵六", None, None, "审核人：钱七"]
    unit = [f"填报单位：{CITY}商务局", None, None, "单位：万元"]
    rows = [["一、问题隐患清单"], unit] + hazards[:3] + [hazards[0], hazards[3], sign]
    rows += [["二、制度措施清单"], unit, headings("measures"), [None, "本月无"], sign]
    rows += [["三、典型做法清单"], unit] + table("practices") + [sign, ["四、事故统计表"], unit]
    start = len(rows) + 1
    rows += accidents[:7] + accidents[:5] + accidents[7:] + [sign]
    merged = []
    for top in (start, start + 7):
        merged += [f"A{top}:A{top + 2}", f"B{top}:B{top + 2}", f"C{top}:N{top}"]
        merged += [f"{area[0]}{top + 1}:{area[1]}{top + 1}" for area in ("CF", "GJ", "KL", "MN")]
    return Book([Sheet("Sheet1", rows, merged=merged)])


def unmerged_headers():
    """Parents over blank cells, nothing merged."""
    book = headers()
    for sheet in book.sheets:
        sheet.merged = []
    return book


FORMS = [
    plain, date1904, titled, signed_below, one_sheet, dense_sheet, pages, headers,
    unmerged_headers, offset, spellings, traditional, hidden, formulas, nil,
]
