"""How each bureau files: one workbook, a folder, a file a list; its headings and spellings."""

from forms import ALIASES, HEADINGS, Filed, Sheet
from model import BUREAUS, LIST_TITLES, LISTS

# bureau: form, spelling of dates, zones, statuses, levels
STYLES = {
    "320100": ("folder-csv", "slash", "short", "plain", "plain"),
    "320200": ("files-xlsx", "true", "full", "plain", "long"),
    "320300": ("workbook", "iso", "alias", "closed-loop", "plain"),
    "320400": ("workbook", "dot", "full", "office", "full"),
    "320500": ("workbook", "true", "full", "plain", "plain"),
    "320600": ("folder-csv", "iso", "full", "plain", "plain"),
    "320700": ("workbook", "cn", "full", "plain", "long"),
    "320800": ("workbook", "true", "park", "closed-loop", "plain"),
    "320900": ("folder-xlsx", "mixed", "short", "plain", "full"),
    "321000": ("workbook", "iso", "full", "office", "plain"),
    "321100": ("workbook", "true", "alias", "plain", "plain"),
    "321200": ("files-csv", "cn", "full", "plain", "plain"),
    "321300": ("workbook", "slash", "full", "plain", "plain"),
}
ENCODINGS = {"320100": "gb18030", "320600": "utf-8-sig", "321200": "utf-8-sig"}
SWAPPED = {
    "hazards": [
        "seq",
        "zone",
        "enterprise",
        "place",
        "description",
        "sector",
        "level",
        "source",
        "found_on",
        "measures",
        "responsible_unit",
        "responsible_person",
        "due_on",
        "status",
        "rectified_on",
        "closed_on",
        "supervision_level",
        "supervision_unit",
        "supervision_doc",
        "funds",
        "hazard_id",
        "explanation",
        "remarks",
    ],
    "measures": ["seq", "title", "doc_no", "zone", "issuer", "kind", "content", "status", "issued_on", "hazard_ref"],
    "practices": ["seq", "zone", "title", "content", "effect", "contact", "phone", "promotion"],
}
EXPLAINED = {"320500", "320900", "321000", "321100"}
GUIDE = [
    "填报说明",
    [
        "1.本表由各开发区填写，设区市商务局汇总后于每月3日前报送。",
        "2.没有问题隐患的，在清单中填“无”。",
        "3.日期按“年-月-日”填写，金额单位为万元。",
    ],
]


def order_of(bureau, name):
    """The columns of a bureau's form, in its order."""
    if bureau == "320400" and name in SWAPPED:
        return SWAPPED[name]
    order = ["seq", *HEADINGS[name]]
    if name == "accidents" and bureau in ("320100", "320600", "321300"):
        order.remove("sector")
    if name == "accidents" and bureau == "321200":
        order.remove("serious_injuries_ytd")
        order.remove("direct_loss_ytd")
    if name == "measures" and bureau == "321300":
        order.remove("hazard_ref")
    if bureau in EXPLAINED:
        order.append("explanation")
    return order + ["remarks"] if bureau in ("320300", "320800") else order


def sheet_of(bureau, period, name, rows):
    """One list of one bureau on its form."""
    form, dates, zones, statuses, levels = STYLES[bureau]
    year, month = map(int, period.split("-"))
    said = f"{year}年{month}月"
    office = f"{BUREAUS[bureau]}商务局"
    sheet = Sheet(
        name,
        rows,
        name=LIST_TITLES[name],
        order=order_of(bureau, name),
        dates=dates,
        zones=zones,
        statuses=statuses,
        levels=levels,
        bureau_line=f"填报单位：{office}",
        period_line=f"报告期：{said}",
        title=f"{said}{BUREAUS[bureau]}经济开发区{LIST_TITLES[name]}",
    )
    if form.endswith("csv") or bureau == "321300":
        sheet.title = LIST_TITLES[name] if bureau == "320600" else None
    if bureau == "320100":
        sheet.pad = True
    if bureau == "320400":
        sheet.headings = ALIASES[name]
    if bureau == "320900":
        sheet.header = "broken"
    if bureau == "321000" and name == "hazards":
        sheet.header = "numbered"
    if bureau == "320700":
        sheet.notes = ["注：本表由连云港市商务局汇总，数据截至月末。"]
    if bureau in ("320500", "320700", "321100"):
        sheet.footer = True
    if bureau == "321100":
        sheet.blank_seq = 3
    if bureau == "320800" and name == "hazards":
        sheet.repeat_header_after = 3
    if name == "accidents":
        if bureau in ("320300", "320500", "320900"):
            sheet.header = "two-row"
        if bureau == "321000":
            sheet.header = "two-units"
        sheet.total = {
            "320300": "last",
            "320500": "last",
            "320700": "first",
            "320200": "last",
            "320100": "last",
            "321200": "first",
            "321100": "last",
            "321000": "last",
        }.get(bureau)
        sheet.total_formula = bureau in ("320300", "320500")
    return sheet


def files_of(bureau, period, lists, received):
    """The files of one bureau; `lists` maps a list to its rows, a nil text to an empty list."""
    form = STYLES[bureau][0]
    city = BUREAUS[bureau]
    sheets = {}
    for name in LISTS:
        rows = lists.get(name)
        if rows is None:
            continue
        if isinstance(rows, str):
            sheets[name] = sheet_of(bureau, period, name, [])
            sheets[name].nil = rows
        else:
            sheets[name] = sheet_of(bureau, period, name, rows)
    if form == "workbook":
        path = f"{city}商务局.xlsx" if bureau in ("320800", "321100") else f"{city}.xlsx"
        filed = Filed(path, bureau, received, list(sheets.values()))
        if bureau == "320800":
            filed.other_sheets = [tuple(GUIDE)]
        return [filed]
    files = []
    for name, sheet in sheets.items():
        title = LIST_TITLES[name]
        kind = form.split("-")[1]
        path = f"{city}/{title}.{kind}" if form.startswith("folder") else f"{city}-{title}.{kind}"
        encoding = ENCODINGS.get(bureau) if kind == "csv" else None
        files.append(Filed(path, bureau, received, [sheet], encoding, inline=bureau == "320900"))
    return files
