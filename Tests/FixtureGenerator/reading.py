"""Reads a submission file as the specification says: lists, headers, typed rows, accounting.

Written apart from the generator: it sees nothing but the files.
"""

import csv
import datetime
import io
import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

TITLES = {"hazards": "问题隐患清单", "measures": "制度措施清单", "practices": "典型做法清单", "accidents": "事故统计表"}
SECTORS = [
    "化工及危险化学品",
    "矿山",
    "消防",
    "道路运输",
    "交通运输（除道路运输外）",
    "工贸",
    "建筑施工和城镇燃气",
    "农林渔业",
    "特种设备",
    "危险废物",
    "功能区",
    "其他",
]
STATUSES = {
    "已销号": "已销号 已闭环 已办结 已摘牌",
    "已整改": "已整改 已完成 完成整改 整改完毕 整改到位 已整改到位 100%",
    "整改中": "整改中 正在整改 推进中 办理中 部分完成 阶段性完成 长期坚持 持续推进",
    "未整改": "未整改 未完成 待整改 未开始",
}


@dataclass
class Field:
    """A column of a list: its type, limits, vocabulary, and the headings that name it."""

    kind: str
    names: str
    required: bool = False
    low: int = 0
    high: int = 1_000_000
    words: dict | None = None
    places: int = 0


def words(text):
    """A vocabulary without synonyms."""
    return {fold(w): w for w in text.split(" ")}


def fold(text):
    """Text with full-width forms folded and white space removed."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def heading(text):
    """A heading folded for comparison: brackets dropped but for units."""
    text = fold(text).replace("—", "-").replace("一月", "1月")
    return re.sub(r"\((?!万元\))[^)]*\)", "", text)


def status_words():
    """Statuses with their synonyms."""
    return {fold(w): name for name, line in STATUSES.items() for w in line.split(" ")}


LEVELS = {
    "一般": "一般",
    "一般隐患": "一般",
    "一般事故隐患": "一般",
    "重大": "重大",
    "重大隐患": "重大",
    "重大事故隐患": "重大",
}

FIELDS = {
    "hazards": {
        "hazard_id": Field("id", "隐患编号 问题编码 隐患点编号 隐患编码"),
        "zone": Field("zone", "开发区 园区 经开区 所在开发区 属地 辖区 所在区域", True),
        "enterprise": Field(
            "text",
            "企业(单位)名称 企业名称 单位名称 隐患单位 被检查单位 隐患所在单位 生产经营单位 具体责任单位",
            True,
            2,
            100,
        ),
        "place": Field("text", "隐患部位 地点 位置 部位 隐患地址 检查区域", False, 0, 100),
        "sector": Field(
            "word",
            "行业领域 所属行业 发生领域 行业和领域 隐患类别 隐患分类 专委会",
            True,
            words={fold(s): s for s in SECTORS},
        ),
        "description": Field(
            "text",
            "问题隐患描述 问题隐患 隐患描述 隐患内容 存在问题 问题描述 问题简述 主要问题 隐患现状",
            True,
            5,
            2000,
        ),
        "level": Field("word", "隐患等级 隐患级别 隐患分级", True, words=LEVELS),
        "found_on": Field("date", "排查日期 隐患发现时间 检查时间 发现日期 日期", True),
        "source": Field(
            "word",
            "隐患来源 问题来源 检查类型",
            words=words("企业自查 开发区检查 市级督查 省级督查 专家检查 群众举报 上级交办 其他"),
        ),
        "measures": Field("text", "整改措施 整改治理要求 整改要求 治理措施 防范措施 整改建议 整改方案", True, 2, 2000),
        "responsible_unit": Field("text", "责任单位 整改责任单位 整改单位 整改主责部门 责任部门", True, 2, 100),
        "responsible_person": Field("text", "责任人 整改责任人 整改第一责任人 整改负责人 联络员", True, 2, 50),
        "due_on": Field(
            "due",
            "整改时限 整改期限 完成时限 整改完成时限 问题整改完成时限 整改截止时间 时限要求 整改到位时间 应完成时间",
            True,
        ),
        "status": Field(
            "word", "整改状态 整改情况 整改进展 整改进度 进展情况 完成情况 办理情况", True, words=status_words()
        ),
        "rectified_on": Field("date", "整改完成日期 整改完成时间 完成时间 办结时间"),
        "closed_on": Field("date", "销号日期 销号时间 摘牌时间"),
        "supervision_level": Field(
            "word", "督办级别 挂牌督办级别 挂牌层级", words=words("省级 市级 县(市、区)级 开发区级")
        ),
        "supervision_unit": Field("text", "督办单位 督办部门 监管部门 行业主管部门 督导单位 挂牌单位", False, 2, 100),
        "supervision_doc": Field("text", "督办文号 挂牌文号 文件编号", False, 0, 50),
        "funds": Field("number", "整改资金(万元) 整改资金 治理资金(万元) 治理资金", places=4),
    },
    "measures": {
        "zone": Field("zone", "开发区 园区 经开区 所在开发区 属地", True),
        "title": Field("text", "制度措施名称 制度名称 制度措施 文件名称 长效机制 工作机制", True, 4, 200),
        "doc_no": Field("text", "文号 文件编号 发文字号", False, 0, 50),
        "kind": Field("word", "类别", True, words=words("制度 机制 标准规范 工作方案 应急预案 工程措施 其他")),
        "content": Field("text", "主要内容 具体内容 核心内容", True, 10, 5000),
        "issuer": Field("text", "制定单位 出台单位 责任单位 牵头单位", True, 2, 100),
        "status": Field("word", "状态 进展情况 落实情况", True, words=words("已印发 已修订 制定中")),
        "issued_on": Field("date", "印发日期 出台时间 印发时间"),
        "hazard_ref": Field("ids", "对应隐患编号 对应问题隐患 针对问题"),
    },
    "practices": {
        "zone": Field("zone", "开发区 园区 经开区 所在开发区 属地", True),
        "title": Field("text", "做法名称 经验做法名称 典型做法 标题 案例名称", True, 4, 200),
        "content": Field("text", "主要做法 具体做法 做法简介 内容", True, 30, 10000),
        "effect": Field("text", "取得成效 工作成效 实效", True, 5, 5000),
        "promotion": Field("word", "推广情况 推广价值", words=words("未推广 开发区内推广 全市推广 全省推广")),
        "contact": Field("text", "联系人", True, 2, 50),
        "phone": Field("phone", "联系电话", True),
    },
    "accidents": {
        "zone": Field("zone", "开发区 园区 经开区 所在开发区 属地", True),
        "sector": Field("word", "行业领域 所属行业", words={fold(s): s for s in SECTORS}),
        "accidents": Field("int", "本月事故起数 事故起数", True),
        "deaths": Field("int", "本月死亡人数 死亡人数", True),
        "serious_injuries": Field("int", "本月重伤人数 重伤人数", True),
        "direct_loss": Field("number", "本月直接经济损失(万元) 直接经济损失(万元) 本月直接经济损失", True, places=4),
        "accidents_ordinary": Field("int", "其中:一般事故 其中一般事故 一般事故", True),
        "accidents_considerable": Field("int", "其中:较大事故 其中较大事故 较大事故", True),
        "accidents_major": Field("int", "其中:重大事故 其中重大事故 重大事故", True),
        "accidents_extraordinary": Field("int", "其中:特别重大事故 其中特别重大事故 特别重大事故", True),
        "accidents_ytd": Field("int", "累计事故起数 1-本月累计事故起数", True),
        "deaths_ytd": Field("int", "累计死亡人数 1-本月累计死亡人数", True),
        "serious_injuries_ytd": Field("int", "累计重伤人数 1-本月累计重伤人数"),
        "direct_loss_ytd": Field(
            "number", "累计直接经济损失(万元) 1-本月累计直接经济损失(万元) 1-本月累计直接经济损失", places=4
        ),
        "accidents_ytd_prior": Field("int", "上年同期事故起数 上年同期累计事故起数"),
        "deaths_ytd_prior": Field("int", "上年同期死亡人数 上年同期累计死亡人数"),
    },
}
COMMON = {"seq": "序号", "explanation": "核实说明", "remarks": "备注", "city": "设区市"}
HEADING_FIELDS = {
    name: {
        **{heading(n): f for f, spec in fields.items() for n in spec.names.split(" ")},
        **{n: f for f, n in COMMON.items()},
    }
    for name, fields in FIELDS.items()
}
NIL = {"无", "本月无", "无隐患", "本月无隐患", "零报告", "/", "-", "—"}
PLACEHOLDERS = {"无", "/", "—", "-", "待定", "同上"}
TOTALS = {"合计", "总计", "小计"}
NOTE = re.compile(r"^(注[:：]|说明[:：]|填表人|审核人|填报人|填报单位|备注[:：])")
BLANK_IF_OPTIONAL = {"无", "/", "—", "-"}


@dataclass
class Page:
    """A sheet or a CSV file as cells."""

    name: str | None
    cells: dict
    formulas: set = field(default_factory=set)
    merges: list = field(default_factory=list)
    hidden_rows: set = field(default_factory=set)


@dataclass
class Record:
    """A data row: raw cells and typed values by field; `faulty` fields could not be read."""

    row: int
    raw: dict
    values: dict = field(default_factory=dict)
    faulty: set = field(default_factory=set)
    rules: list = field(default_factory=list)

    def get(self, name):
        """The typed value, None where blank or unreadable."""
        return self.values.get(name)

    def known(self, *names):
        """Whether none of the fields is unreadable."""
        return not any(n in self.faulty for n in names)


@dataclass
class Table:
    """One list found on a page, with what became of each of its rows."""

    list: str
    page: Page
    columns: dict
    records: list = field(default_factory=list)
    totals: list = field(default_factory=list)
    counts: dict = field(
        default_factory=lambda: dict.fromkeys(["read", "merged", "total", "nil", "note", "header", "blank"], 0)
    )
    nil_row: int | None = None
    findings: list = field(default_factory=list)
    header_fault: bool = False


def pages_of(path):
    """All sheets of a workbook, or the one page of a CSV file."""
    data = Path(path).read_bytes()
    if data[:2] == b"PK":
        stored, formulas = load_workbook(io.BytesIO(data), data_only=True), load_workbook(io.BytesIO(data))
        pages = []
        for name in stored.sheetnames:
            sheet, source = stored[name], formulas[name]
            page = Page(name, {})
            for line in source.iter_rows():
                for cell in line:
                    value = sheet.cell(cell.row, cell.column).value
                    if cell.data_type == "f" and value is None:
                        page.formulas.add((cell.row, cell.column))
                        value = cell.value
                    if value is not None and str(value).strip():
                        page.cells[cell.row, cell.column] = value
            page.merges = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in source.merged_cells.ranges]
            page.hidden_rows = {r for r, d in source.row_dimensions.items() if d.hidden}
            pages.append(page)
        return pages
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    cells = {}
    for r, line in enumerate(csv.reader(io.StringIO(text, newline=""))):
        for c, value in enumerate(line):
            if value.strip():
                cells[r + 1, c + 1] = value
    return [Page(None, cells)]


def header_labels(page, row, depth):
    """Labels of each column with merged parents joined, for a header of `depth` rows."""
    spread = dict(page.cells)
    for top, left, bottom, right in page.merges:
        if top >= row and bottom < row + depth:
            value = page.cells.get((top, left))
            if value is not None:
                spread.update({(r, c): value for r in range(top, bottom + 1) for c in range(left, right + 1)})
    labels = {}
    for (r, c), value in spread.items():
        if row <= r < row + depth:
            labels.setdefault(c, []).append((r, str(value)))
    joined = {}
    for c, parts in labels.items():
        texts = []
        for _, text in sorted(parts):
            if not texts or texts[-1] != text:
                texts.append(text)
        joined[c] = texts
    return joined


def name_of(texts, names):
    """The field that a column's label texts name: joined first, then the leaf alone."""
    joined = heading("".join(texts))
    joined = re.sub(r"^1-\d+月", "1-本月", joined)
    return names.get(joined) or names.get(heading(texts[-1]))


def find_header(page):
    """The list, header row, depth and columns of a page, or None."""
    best = None
    rows = sorted({r for r, _ in page.cells})[:12]
    for row in rows:
        texts = {c: [str(v)] for (r, c), v in page.cells.items() if r == row}
        for list_name, names in HEADING_FIELDS.items():
            for depth in (1, 2):
                labels = texts if depth == 1 else header_labels(page, row, 2)
                found = {c: name_of(t, names) for c, t in labels.items()}
                score = len(set(found.values()) - {None} - set(COMMON))
                if score >= 3 and (best is None or score > best[0]):
                    best = (score, list_name, row, depth, labels, found)
    return best


def is_follow_up(page, row, kind):
    """Whether a row under the header is the unit row or the 1..n row."""
    texts = [(c, str(v)) for (r, c), v in sorted(page.cells.items()) if r == row]
    if kind == "unit":
        return bool(texts) and all(re.fullmatch(r"[（(].{1,3}[）)]", t) for _, t in texts)
    return len(texts) > 3 and all(t == str(c) for c, t in texts)


def read_table(page):
    """The list on a page with its rows sorted into data, totals, nil, notes; None if there is none."""
    best = find_header(page)
    if best is None:
        return None
    _, list_name, row, depth, labels, found = best
    table = Table(list_name, page, {})
    for c in sorted(found):
        name = found[c]
        at = {"cell": f"{get_column_letter(c)}{row + depth - 1}", "row": row + depth - 1}
        if name is None:
            table.findings.append({"rule": "T005", **at, "field": None})
        elif name in table.columns:
            table.findings.append({"rule": "T004", **at, "field": name})
            table.header_fault = True
        else:
            table.columns[name] = c
    for name, spec in FIELDS[list_name].items():
        if spec.required and name not in table.columns:
            table.findings.append({"rule": "T003", "field": name})
            table.header_fault = True
    start = row + depth
    for kind in ("unit", "number"):
        if is_follow_up(page, start, kind):
            start += 1
    header_texts = {c: fold("".join(t)) for c, t in labels.items()}
    covered = {}
    for top, left, bottom, _ in page.merges:
        if top >= start and bottom > top:
            value = page.cells.get((top, left))
            covered.update({(r, left): value for r in range(top, bottom + 1)})
            name = next((n for n, c in table.columns.items() if c == left), None)
            table.findings.append(
                {"rule": "T009", "cell": f"{get_column_letter(left)}{top}", "row": top, "field": name}
            )
    rows = sorted({r for r, _ in page.cells if r >= start})
    for r in rows:
        sort_row(table, r, header_texts, covered)
    finish(table)
    return table


def sort_row(table, r, header_texts, covered):
    """Puts one row below the header where it belongs."""
    page, counts = table.page, table.counts
    counts["read"] += 1
    cells = {c: v for (rr, c), v in page.cells.items() if rr == r}
    texts = [str(cells[c]).strip() for c in sorted(cells)]
    body = {c: v for c, v in cells.items() if c != table.columns.get("seq")}
    if sum(header_texts.get(c) == fold(str(v)) for c, v in cells.items()) > 3:
        counts["header"] += 1
    elif not body and fold(texts[0]).isdigit():
        counts["blank"] += 1
    elif any(fold(t) in TOTALS for t in texts[:2]):
        counts["total"] += 1
        table.totals.append((r, {n: cells.get(c) for n, c in table.columns.items()}))
    elif len(body) == 1 and fold(str(next(iter(body.values())))) in NIL:
        counts["nil"] += 1
        table.nil_row = r
    elif NOTE.match(texts[0]):
        counts["note"] += 1
    else:
        counts["merged"] += 1
        raw = {n: covered.get((r, c), cells.get(c)) for n, c in table.columns.items()}
        table.records.append(Record(r, raw))
        if r in page.hidden_rows:
            table.findings.append({"rule": "T008", "row": r, "cell": None})


def finish(table):
    """Findings on the list as a whole."""
    if not table.records and table.nil_row is None:
        table.findings.append({"rule": "T006"})
    if table.records and table.nil_row is not None:
        table.findings.append({"rule": "T007", "row": table.nil_row})


def parse_number(raw):
    """A number as Decimal, or None if the text is none."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, (int, float)):
        return Decimal(repr(raw))
    text = fold(str(raw)).replace(",", "").removesuffix("万元")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def parse_date(raw, due, found, start, end):
    """`(date or None, rules)`: V002 not a date, V011 without year, V015 from a plain number."""
    day = datetime.date
    if isinstance(raw, datetime.datetime):
        return raw.date(), []
    if isinstance(raw, day):
        return raw, []
    text = fold(str(raw))
    try:
        if re.fullmatch(r"\d{8}", text):
            return day(int(text[:4]), int(text[4:6]), int(text[6:])), ["V015"]
        if re.fullmatch(r"\d{5}", text):
            return day(1899, 12, 30) + datetime.timedelta(days=int(text)), ["V015"]
        match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(\d{1,2}:\d{2}(:\d{2})?)?", text)
        if match:
            return day(int(match[1]), int(match[2]), int(match[3])), []
        match = re.fullmatch(r"(\d{4})年(\d{1,2})月底?", text)
        if match and due:
            return month_end(int(match[1]), int(match[2])), []
        match = re.fullmatch(r"(\d{1,2})月(?:(\d{1,2})日|底)", text)
        if match and (match[2] or due):
            return yearless(int(match[1]), match[2] and int(match[2]), due, found or start, end), ["V011"]
    except ValueError:
        pass
    return None, ["V002"]


def month_end(year, month):
    """The last day of a month."""
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


def yearless(month, day_of_month, due, low, end):
    """The year of a date that has none: not before `low` for a due date, else not after `end`."""
    years = range(low.year, low.year + 2) if due else range(end.year, end.year - 2, -1)
    for year in years:
        day = datetime.date(year, month, day_of_month) if day_of_month else month_end(year, month)
        if (due and day >= low) or (not due and day <= end):
            return day
    raise ValueError("no such day")
