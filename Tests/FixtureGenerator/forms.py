"""Puts rows on the forms that bureaus really send: workbooks, folders, CSV, headings, spellings."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from model import last_day

HEADINGS = {
    "hazards": {
        "hazard_id": "隐患编号",
        "zone": "开发区",
        "enterprise": "企业（单位）名称",
        "place": "隐患部位",
        "sector": "行业领域",
        "description": "问题隐患描述",
        "level": "隐患等级",
        "found_on": "排查日期",
        "source": "隐患来源",
        "measures": "整改措施",
        "responsible_unit": "责任单位",
        "responsible_person": "责任人",
        "due_on": "整改时限",
        "status": "整改状态",
        "rectified_on": "整改完成日期",
        "closed_on": "销号日期",
        "supervision_level": "督办级别",
        "supervision_unit": "督办单位",
        "supervision_doc": "督办文号",
        "funds": "整改资金（万元）",
    },
    "measures": {
        "zone": "开发区",
        "title": "制度措施名称",
        "doc_no": "文号",
        "kind": "类别",
        "content": "主要内容",
        "issuer": "制定单位",
        "status": "状态",
        "issued_on": "印发日期",
        "hazard_ref": "对应隐患编号",
    },
    "practices": {
        "zone": "开发区",
        "title": "做法名称",
        "content": "主要做法",
        "effect": "取得成效",
        "promotion": "推广情况",
        "contact": "联系人",
        "phone": "联系电话",
    },
    "accidents": {
        "zone": "开发区",
        "sector": "行业领域",
        "accidents": "本月事故起数",
        "deaths": "本月死亡人数",
        "serious_injuries": "本月重伤人数",
        "direct_loss": "本月直接经济损失（万元）",
        "accidents_ordinary": "其中：一般事故",
        "accidents_considerable": "其中：较大事故",
        "accidents_major": "其中：重大事故",
        "accidents_extraordinary": "其中：特别重大事故",
        "accidents_ytd": "累计事故起数",
        "deaths_ytd": "累计死亡人数",
        "serious_injuries_ytd": "累计重伤人数",
        "direct_loss_ytd": "累计直接经济损失（万元）",
        "accidents_ytd_prior": "上年同期事故起数",
        "deaths_ytd_prior": "上年同期死亡人数",
    },
}

ALIASES = {
    "hazards": {
        "hazard_id": "隐患编码",
        "zone": "园区",
        "enterprise": "单位名称",
        "place": "地点",
        "sector": "所属行业",
        "description": "隐患描述",
        "level": "隐患级别",
        "found_on": "发现日期",
        "source": "问题来源",
        "measures": "治理措施",
        "responsible_unit": "整改责任单位",
        "responsible_person": "整改责任人",
        "due_on": "整改期限",
        "status": "整改进展",
        "rectified_on": "整改完成时间",
        "closed_on": "销号时间",
        "supervision_level": "挂牌督办级别",
        "supervision_unit": "督办部门",
        "supervision_doc": "挂牌文号",
        "funds": "整改资金(万元)",
    },
    "measures": {
        "zone": "园区",
        "title": "制度名称",
        "doc_no": "发文字号",
        "kind": "类别",
        "content": "具体内容",
        "issuer": "出台单位",
        "status": "进展情况",
        "issued_on": "印发时间",
        "hazard_ref": "对应问题隐患",
    },
    "practices": {
        "zone": "所在开发区",
        "title": "经验做法名称",
        "content": "具体做法",
        "effect": "工作成效",
        "promotion": "推广情况",
        "contact": "联系人",
        "phone": "联系电话",
    },
    "accidents": HEADINGS["accidents"],
}

GROUPS = [
    ("本月", ["accidents", "deaths", "serious_injuries", "direct_loss"]),
    ("其中", ["accidents_ordinary", "accidents_considerable", "accidents_major", "accidents_extraordinary"]),
    ("1—本月累计", ["accidents_ytd", "deaths_ytd", "serious_injuries_ytd", "direct_loss_ytd"]),
    ("上年同期累计", ["accidents_ytd_prior", "deaths_ytd_prior"]),
]
LEAVES = {
    "accidents": "事故起数",
    "deaths": "死亡人数",
    "serious_injuries": "重伤人数",
    "direct_loss": "直接经济损失（万元）",
    "accidents_ordinary": "一般事故",
    "accidents_considerable": "较大事故",
    "accidents_major": "重大事故",
    "accidents_extraordinary": "特别重大事故",
}
UNITS = {"起数": "（起）", "人数": "（人）", "损失": "（万元）", "事故": "（起）"}
DATE_FIELDS = {"found_on", "due_on", "rectified_on", "closed_on", "issued_on"}
STATUS_SPELLINGS = {
    "plain": {},
    "closed-loop": {"已销号": "已闭环", "已整改": "整改完毕", "整改中": "正在整改", "未整改": "待整改"},
    "office": {"已销号": "已办结", "已整改": "整改到位", "整改中": "推进中", "未整改": "未开始"},
}
LEVEL_SPELLINGS = {
    "plain": {},
    "long": {"一般": "一般隐患", "重大": "重大隐患"},
    "full": {"一般": "一般事故隐患", "重大": "重大事故隐患"},
}


@dataclass
class Sheet:
    """One list on one form, with its layout."""

    list: str
    rows: list
    name: str = ""
    bureau_line: str | None = None
    period_line: str | None = None
    title: str | None = None
    header: str = "single"
    headings: dict | None = None
    order: list | None = None
    dates: str = "iso"
    zones: str = "full"
    statuses: str = "plain"
    levels: str = "plain"
    total: str | None = None
    total_formula: bool = False
    total_raw: dict = field(default_factory=dict)
    total_planned: list = field(default_factory=list)
    nil: str | None = None
    nil_planned: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    footer: bool = False
    blank_seq: int = 0
    repeat_header_after: int | None = None
    extra_columns: list = field(default_factory=list)
    second_columns: list = field(default_factory=list)
    merges: list = field(default_factory=list)
    prose: list | None = None
    planned: list = field(default_factory=list)
    pad: bool = False


@dataclass
class Filed:
    """One file of a month's folder."""

    path: str
    bureau: str | None
    received: str
    sheets: list = field(default_factory=list)
    encoding: str | None = None
    inline: bool = False
    other_sheets: list = field(default_factory=list)
    data: bytes | None = None
    planned: list = field(default_factory=list)
    lists: list = field(default_factory=list)


def short_zone(name, aliases, style):
    """A zone's name as this bureau likes to write it."""
    if style == "alias" and aliases:
        return aliases[0]
    short = name
    for province in ("江苏", "浙江", "安徽"):
        short = short.removeprefix(province)
    if short != name and style in ("short", "alias"):
        return short
    if short != name and style == "park":
        return short.replace("经济开发区", "经开区")
    return name


def spell_date(day, style, turn, name, workbook):
    """A date in one of the spellings; `turn` counts the dates of a sheet."""
    if style == "mixed":
        end_of_month = (day.replace(day=28).toordinal() + 4 - day.toordinal()) <= 4
        if name == "due_on" and end_of_month and day == last_day(f"{day:%Y-%m}"):
            return f"{day.year}年{day.month}月"
        style = ["iso", "slash", "dot", "cn", "wide", "time", "true"][turn % 7]
    if style == "true":
        return day if workbook else f"{day:%Y-%m-%d}"
    if style == "slash":
        return f"{day.year}/{day.month}/{day.day}"
    if style == "dot":
        return f"{day.year}.{day.month}.{day.day}"
    if style == "cn":
        return f"{day.year}年{day.month}月{day.day}日"
    if style == "wide":
        return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in f"{day:%Y-%m-%d}")
    if style == "time":
        return f"{day:%Y-%m-%d} 10:20"
    return f"{day:%Y-%m-%d}"


class Grid:
    """A sheet laid out: cells by row and column, and where each row and field went."""

    def __init__(self, sheet, aliases, workbook):
        self.sheet, self.aliases, self.workbook = sheet, aliases, workbook
        self.cells, self.merged, self.hidden, self.bold = {}, [], [], set()
        self.formulas = {}
        self.findings = []
        self.turn = 0
        self.next = 1
        order = sheet.order or ["seq", *HEADINGS[sheet.list]]
        self.fields = [*order, *("+" + h for h, _ in sheet.extra_columns), *(f + "*" for f, _ in sheet.second_columns)]
        self.column = {name: i + 1 for i, name in enumerate(self.fields)}
        self.width = len(self.fields)
        if sheet.prose is not None:
            self.lay_prose()
        else:
            self.lay()

    def put(self, row, column, value):
        """Writes a value unless there is none."""
        if value is not None and value != "":
            self.cells[row, column] = value

    def expect(self, rule, row=None, name=None, **extra):
        """Notes a planned finding at its place."""
        found = {"rule": rule, "list": self.sheet.list, "sheet": self.sheet.name if self.workbook else None}
        if row is not None:
            found["row"] = row
            found["cell"] = f"{get_column_letter(self.column[name])}{row}" if name else None
            if name:
                found["field"] = name.rstrip("*") if not name.startswith("+") else None
        found.update(extra)
        self.findings.append({k: v for k, v in found.items() if v != "?"})

    def lay_prose(self):
        """A sheet named as a list that holds running text only."""
        for i, text in enumerate(self.sheet.prose):
            self.put(i + 1, 1, text)
        for plan in self.sheet.planned:
            self.expect(plan["rule"], **plan.get("more", {}))

    def lay(self):
        """Title, lines, header, rows, totals, notes, in the order of the form."""
        sheet = self.sheet
        if sheet.title:
            self.put(self.next, 1, sheet.title)
            self.merged.append((self.next, 1, self.next, self.width))
            self.bold.add(self.next)
            self.next += 1
        if sheet.bureau_line or sheet.period_line:
            self.put(self.next, 1, sheet.bureau_line)
            self.put(self.next, max(3, self.width // 2), sheet.period_line)
            if sheet.bureau_line:
                self.put(self.next, max(4, self.width - 1), "填报人：钱某")
            self.next += 1
        self.lay_header()
        for plan in sheet.planned:
            more = dict(plan.get("more", {}))
            self.expect(
                plan["rule"],
                more.pop("row", None) or (self.label_row if plan.get("at") else None),
                plan.get("at"),
                **more,
            )
        if sheet.total == "first":
            self.lay_total(self.next, self.next + 1, self.next + len(sheet.rows))
            self.next += 1
        start = self.next
        if sheet.nil is not None:
            self.put(self.next, self.column["zone"], sheet.nil)
            for rule in sheet.nil_planned:
                self.expect(rule, self.next, cell="?")
            self.next += 1
        self.places = []
        for i, row in enumerate(sheet.rows):
            if sheet.repeat_header_after == i:
                for name, text in self.labels.items():
                    self.put(self.next, self.column[name], text)
                self.next += 1
            self.lay_row(row, i)
        if sheet.total == "last":
            self.lay_total(self.next, start, self.next - 1)
            self.next += 1
        for i in range(sheet.blank_seq):
            self.put(self.next, 1, len(sheet.rows) + 1 + i)
            self.next += 1
        for note in sheet.notes:
            self.put(self.next, 1, note)
            self.next += 1
        if sheet.footer:
            self.put(self.next, 1, "填表人：钱某")
            self.put(self.next, 4, "审核人：冯某某")
            self.put(self.next, 7, "联系电话：13800000099")
            self.next += 1
        for name, i, j in sheet.merges:
            top, bottom = self.places[i], self.places[j]
            column = self.column[name]
            for r in range(top + 1, bottom + 1):
                self.cells.pop((r, column), None)
            self.merged.append((top, column, bottom, column))
            self.expect("T009", top, name)

    def lay_header(self):
        """One row of labels, two rows with merged parents, a unit row, a row of numbers."""
        sheet = self.sheet
        names = {**HEADINGS[sheet.list], **(sheet.headings or {})}
        self.labels = {"seq": "序号", "explanation": "核实说明", "remarks": "备注", **names}
        self.labels = {f: t for f, t in self.labels.items() if f in self.column}
        self.labels.update({"+" + h: h for h, _ in sheet.extra_columns})
        self.labels.update({f + "*": h for f, h in sheet.second_columns})
        top = self.next
        self.bold.add(top)
        if sheet.header.startswith("two"):
            child = top + 1
            self.bold.add(child)
            grouped = {}
            for group, members in GROUPS:
                columns = [self.column[m] for m in members if m in self.column]
                if columns:
                    self.put(top, columns[0], group)
                    if len(columns) > 1:
                        self.merged.append((top, columns[0], top, columns[-1]))
                for m in members:
                    grouped[m] = LEAVES.get(m) or LEAVES[m.replace("_ytd_prior", "").replace("_ytd", "")]
            units = sheet.header == "two-units"
            for name, text in self.labels.items():
                if name in grouped:
                    text = grouped[name].replace("（万元）", "") if units else grouped[name]
                    self.put(child, self.column[name], text)
                else:
                    self.put(top, self.column[name], text)
                    self.merged.append((top, self.column[name], child, self.column[name]))
            self.label_row = child
            self.next = child + 1
            if units:
                for name, text in grouped.items():
                    if name in self.column:
                        unit = next(u for part, u in UNITS.items() if part in text)
                        self.put(self.next, self.column[name], unit)
                self.next += 1
        else:
            for name, text in self.labels.items():
                if sheet.header == "broken":
                    text = "\n".join([text[:2], text[2:]]) if len(text) == 4 else text
                    text = "责　任　人" if text == "责任人" else text
                self.put(top, self.column[name], text)
            self.label_row = top
            self.next = top + 1
        if sheet.header.endswith("numbered"):
            for i in range(self.width):
                self.put(self.next, i + 1, i + 1)
            self.next += 1

    def lay_row(self, row, index):
        """One data row in this bureau's spelling, faults and all."""
        r = self.next
        self.places.append(r)
        self.next += 1
        values = dict(row.values)
        values["seq"] = index + 1
        for name in self.fields:
            if name.startswith("+"):
                self.put(r, self.column[name], dict(self.sheet.extra_columns)[name[1:]])
            elif name.endswith("*"):
                self.put(r, self.column[name], values.get(name[:-1]))
            elif name in row.raw:
                self.put(r, self.column[name], row.raw[name])
            else:
                self.put(r, self.column[name], self.spell(name, values.get(name)))
        row.place = r
        for name, raw in row.raw.items():
            if isinstance(raw, str) and raw.startswith("=_xlfn.DISPIMG"):
                # WPS keeps the name of a picture in a cell as the formula's stored text.
                cell = f"{get_column_letter(self.column[name])}{r}"
                self.formulas[cell] = raw.replace("_xlfn.", "")
        if row.hidden:
            self.hidden.append(r)
        for plan in row.planned:
            extra = {k: v for k, v in plan.items() if k not in ("rule", "at")}
            self.expect(plan["rule"], r, plan["at"], **extra)

    def spell(self, name, value):
        """A typed value as this bureau writes it."""
        sheet = self.sheet
        if isinstance(value, date):
            self.turn += 1
            return spell_date(value, sheet.dates, self.turn, name, self.workbook)
        if name == "zone" and value is not None:
            return short_zone(value, self.aliases.get(value, []), sheet.zones)
        if name == "status" and sheet.list == "hazards":
            return STATUS_SPELLINGS[sheet.statuses].get(value, value)
        if name == "level":
            return LEVEL_SPELLINGS[sheet.levels].get(value, value)
        return value

    def lay_total(self, r, first, last):
        """The 合计 row: plain figures, or formulas with their stored values."""
        sheet = self.sheet
        self.put(r, self.column["zone"], "合计")
        for name in HEADINGS["accidents"]:
            if name in ("zone", "sector") or name not in self.column:
                continue
            value = sum((row.values[name] for row in sheet.rows), Decimal(0))
            value = value if name.startswith("direct_loss") else int(value)
            c = self.column[name]
            if name in sheet.total_raw:
                self.put(r, c, sheet.total_raw[name])
            elif sheet.total_formula and self.workbook:
                letter = get_column_letter(c)
                self.put(r, c, f"=SUM({letter}{first}:{letter}{last})")
                self.formulas[f"{letter}{r}"] = plain(value)
            else:
                self.put(r, c, value)
        for rule, name in sheet.total_planned:
            self.expect(rule, r, name)


def plain(value):
    """A number without exponent or trailing zeros."""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def csv_bytes(grid, encoding, pad):
    """Comma-separated text as a spreadsheet program saves it."""
    lines = []
    rows = max((r for r, _ in grid.cells), default=0)
    for r in range(1, rows + 1):
        last = max((c for (rr, c) in grid.cells if rr == r), default=0)
        width = grid.width if pad else last
        texts = []
        for c in range(1, width + 1):
            value = grid.cells.get((r, c), "")
            text = plain(value) if isinstance(value, (int, Decimal)) else str(value)
            if any(mark in text for mark in ',"\r\n'):
                text = '"' + text.replace('"', '""') + '"'
            texts.append(text)
        lines.append(",".join(texts))
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


THIN = Side(style="thin", color="FF999999")


def workbook_bytes(grids, other_sheets, inline=False):
    """A workbook of the grids, the same bytes on every run."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "fixtures"
    book.properties.created = book.properties.modified = datetime(2022, 1, 1)
    stored = {}
    for position, sheet in enumerate([*other_sheets, *grids]):
        if isinstance(sheet, tuple):
            page = book.create_sheet(sheet[0])
            for i, text in enumerate(sheet[1]):
                page.cell(i + 1, 1, text)
            continue
        page = book.create_sheet(sheet.sheet.name)
        stored[position + 1] = sheet.formulas
        for (r, c), value in sorted(sheet.cells.items()):
            cell = page.cell(r, c, float(value) if isinstance(value, Decimal) else value)
            if isinstance(value, date):
                cell.number_format = "yyyy/m/d"
            if r in sheet.bold:
                cell.font = Font(bold=True)
                cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
                cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
        for top, left, bottom, right in sheet.merged:
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for r in sheet.hidden:
            page.row_dimensions[r].hidden = True
        for c in range(1, sheet.width + 1):
            page.column_dimensions[get_column_letter(c)].width = 14
    buffer = io.BytesIO()
    book.save(buffer)
    return settle(buffer.getvalue(), stored, inline)


def share_strings(parts):
    """Moves inline texts into the shared strings, as Excel and WPS write them."""
    index = {}

    def share(match):
        text = match[3]
        number = index.setdefault(text, len(index))
        return b'<c r="' + match[1] + b'"' + match[2] + b' t="s"><v>' + str(number).encode() + b"</v></c>"

    count = 0
    for name in sorted(n for n in parts if n.startswith("xl/worksheets/sheet")):
        pattern = rb'<c r="([A-Z]+\d+)"([^>]*?) t="inlineStr"><is>(<t[^>]*>[^<]*</t>)</is></c>'
        parts[name], found = re.subn(pattern, share, parts[name])
        count += found
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    head += b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    head += f' count="{count}" uniqueCount="{len(index)}">'.encode()
    types = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument'
        b'.spreadsheetml.sharedStrings+xml" /></Types>'
    )
    relation = (
        b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
        b' Target="/xl/sharedStrings.xml" Id="rIdStrings" /></Relationships>'
    )
    if "xl/sharedStrings.xml" not in parts:
        for name, end, more in (
            ("[Content_Types].xml", b"</Types>", types),
            ("xl/_rels/workbook.xml.rels", b"</Relationships>", relation),
        ):
            parts[name] = parts[name].replace(end, more)
    parts["xl/sharedStrings.xml"] = head + b"".join(b"<si>" + t + b"</si>" for t in index) + b"</sst>"


def settle(data, stored, inline):
    """Rewrites an archive with fixed dates, and gives formulas their stored values."""
    source = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: source.read(name) for name in source.namelist()}
    if not inline:
        share_strings(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        # The content types come first, as Excel writes them.
        for name in sorted(parts, key=lambda n: n != "[Content_Types].xml"):
            part = parts[name]
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2022-01-01T00:00:00Z", part)
            sheet = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
            for cell, value in stored.get(int(sheet[1]), {}).items() if sheet else ():
                pattern = rf'<c r="{cell}"([^>]*)>(<f>[^<]*</f>)<v ?/?>(</v>)?'.encode()
                kind = b' t="str"' if value.startswith("=") else b""
                stored_text = value.encode()
                part, count = re.subn(
                    pattern,
                    lambda m, k=kind, v=stored_text, c=cell: (
                        b'<c r="' + c.encode() + b'"' + m[1] + k + b">" + m[2] + b"<v>" + v + b"</v>"
                    ),
                    part,
                )
                assert count == 1, (name, cell)
            entry = zipfile.ZipInfo(name, (2022, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, part)
    return buffer.getvalue()


def render(filed, aliases):
    """The bytes of a file, and the findings planned for it."""
    if filed.data is not None:
        return filed.data, list(filed.planned)
    workbook = filed.path.endswith(".xlsx")
    grids = [Grid(sheet, aliases, workbook) for sheet in filed.sheets]
    findings = [f for grid in grids for f in grid.findings]
    findings += filed.planned
    findings += [{"rule": "T012", "sheet": name} for name, _ in filed.other_sheets]
    if workbook:
        return workbook_bytes(grids, filed.other_sheets, filed.inline), findings
    sheet = filed.sheets[0]
    return csv_bytes(grids[0], filed.encoding, sheet.pad), findings
