"""What goes wrong in each month: late and missing bureaus, versions, and faults planted in cells."""

from datetime import date, timedelta
from decimal import Decimal

from faults_may import MayFaults
from model import BUREAUS, first_day, last_day

# Figures that a fault needs: `(一般, 较大, 重大, 特别重大), deaths, serious injuries, loss`.
ACCIDENTS = {
    "2022-05": {
        "吴江经济技术开发区": ([0, 1, 0, 0], 3, 2, Decimal("620.5")),
        "江苏天宁经济开发区": ([1, 0, 0, 0], 0, 1, Decimal("36.8")),
        "江苏武进经济开发区": ([1, 0, 0, 0], 3, 0, Decimal("85.5")),
        "海安经济技术开发区": ([1, 0, 0, 0], 1, 0, Decimal("120.25")),
        "海门经济技术开发区": ([0, 0, 0, 0], 0, 0, Decimal("0.5")),
    },
}
MAJORS = {("320800", "2022-04"): 2, ("320600", "2022-04"): 1, ("320400", "2022-05"): 2}
QUICK = {
    ("320500", "2022-05"),
    ("320700", "2022-05"),
    ("320700", "2022-04"),
    ("320200", "2022-05"),
    ("320600", "2022-05"),
    ("320400", "2022-05"),
    ("320100", "2022-05"),
}
NIL = {
    "2022-04": {("320700", "practices"): "本月无", ("321300", "practices"): "无"},
    "2022-05": {("321000", "measures"): "零报告"},
    "2022-06": {("320400", "measures"): "/", ("321000", "practices"): "无", ("320300", "practices"): "—"},
}
LATE = {
    "2022-04": {"320700": "2022-05-04 01:30:00"},
    "2022-05": {"320900": "2022-06-04 00:20:00"},
    "2022-06": {"321100": "2022-07-04 05:10:00"},
}


def new_hazards(bureau, period, random):
    """How many hazards a bureau finds in a month."""
    count = random.randint(4, 6) if period == "2022-04" else random.randint(4, 5) - (period == "2022-06")
    return 0 if (bureau, period) in (("321000", "2022-04"), ("321300", "2022-05")) else count


def adjust(bureau, period, fresh):
    """Makes some new hazards major, and some closed within the month, where a fault needs them."""
    majors = MAJORS.get((bureau, period), 0)
    for hazard in fresh[:majors]:
        city = BUREAUS[bureau]
        hazard.level, hazard.at_once = "重大", False
        hazard.supervision = (
            "市级",
            f"{city}安全生产委员会办公室",
            f"{city[0]}安办督〔2022〕{90 + fresh.index(hazard)}号",
        )
        hazard.rectified_day = hazard.found_on + timedelta(days=50)
        hazard.closed_day = hazard.rectified_day + timedelta(days=10)
        hazard.due_on = hazard.closed_day
    if (bureau, period) in QUICK:
        for hazard in fresh[-2:]:
            hazard.at_once = False
            hazard.level, hazard.supervision = "一般", (None, None, None)
            hazard.found_on = first_day(period) + timedelta(days=6 + fresh.index(hazard))
            hazard.rectified_day = hazard.found_on + timedelta(days=5)
            hazard.closed_day = hazard.rectified_day + timedelta(days=4)
            hazard.due_on = hazard.found_on + timedelta(days=60)


class Plan(MayFaults):
    """The faults of one month, put on its rows and files."""

    def __init__(self, period, story, lists):
        self.period, self.story, self.lists = period, story, lists
        self.start, self.end = first_day(period), last_day(period)
        self.used = set()
        self.later, self.merge_plain, self.uncertain = [], [], []
        self.sheet_changes = {}
        self.extra_files = []
        self.versions = {}
        for (bureau, name), text in NIL[period].items():
            self.lists[bureau][name] = text
        {"2022-04": self.april, "2022-05": self.may, "2022-06": self.june}[period]()

    # Choosing rows

    def rows(self, bureau, name):
        """The rows of a list."""
        return self.lists[bureau][name]

    def pick(self, bureau, name, wanted=lambda row: True):
        """The first row not yet used that answers the wish."""
        for row in self.rows(bureau, name):
            if id(row) not in self.used and wanted(row):
                self.used.add(id(row))
                return row
        raise LookupError(f"{self.period} {bureau} {name}: no row for a fault")

    def hazard(self, bureau, *wishes):
        """A hazard row: new, carried, open, closed, rectified, major."""
        tests = {
            "new": lambda v: v["hazard_id"] is None and v["found_on"] >= self.start,
            "carried": lambda v: v["hazard_id"] is not None,
            "open": lambda v: v["status"] in ("未整改", "整改中"),
            "closed": lambda v: v["status"] == "已销号" and v["due_on"] != "立即整改",
            "rectified": lambda v: v["status"] == "已整改",
            "major": lambda v: v["level"] == "重大",
            "ordinary": lambda v: v["level"] == "一般",
            "any": lambda v: True,
        }
        return self.pick(bureau, "hazards", lambda row: all(tests[w](row.values) for w in wishes))

    def zone(self, bureau, name):
        """The accident row of a zone."""
        return self.pick(bureau, "accidents", lambda row: row.values["zone"] == name)

    def at_merge(self, rule, row, where, **extra):
        """A finding that only the merge makes, at a cell of a row."""
        self.later.append((rule, row, where, extra))

    @property
    def merge_only(self):
        """The merge's own findings, once rows have their places."""
        found = list(self.merge_plain)
        for rule, row, where, extra in self.later:
            found.append({"rule": rule, "row": row.place, "field": where, **extra})
        return found

    def change(self, bureau, name, **settings):
        """Changes the layout of a sheet."""
        self.sheet_changes.setdefault((bureau, name), {}).update(settings)

    def redate(self, row, **days):
        """Changes days of a hazard for good, so that later months file the same."""
        for name, day in days.items():
            setattr(row.hazard, name, day)
            row.values[name] = day

    # Files

    def received(self, bureau, index):
        """When a file came in: the 1st to the 3rd, some at the last second."""
        if bureau in LATE[self.period]:
            return LATE[self.period][bureau]
        turn = list(BUREAUS).index(bureau)
        day = self.end + timedelta(days=1 + turn % 3)
        if bureau == "320600" and index == 0:
            return f"{self.end + timedelta(days=3)} 23:59:59"
        return f"{day} {9 + turn % 8:02d}:{(turn * 7 + index * 3) % 60:02d}:{(turn * 11) % 60:02d}"

    def files(self, files_of):
        """All files of the month, faults applied."""
        files = []
        for bureau in BUREAUS:
            if self.lists[bureau] is None:
                continue
            for i, filed in enumerate(files_of(bureau, self.period, self.lists[bureau], "")):
                filed.received = self.received(bureau, i)
                for sheet in filed.sheets:
                    for name, value in self.sheet_changes.get((bureau, sheet.list), {}).items():
                        setattr(sheet, name, value)
                for change in self.versions.get(bureau, ()):
                    change(filed)
                files.append(filed)
        for bureau in LATE[self.period]:
            for filed in files:
                if filed.bureau == bureau:
                    for sheet in filed.sheets:
                        self.merge_plain.append({"rule": "D001", "list": sheet.list})
        return files + self.extra_files

    # Months

    def april(self):
        """A first month, nearly clean."""
        row = self.hazard("320600", "major")
        row.values["supervision_doc"] = None
        row.plant("H006", "supervision_doc")
        self.pick("320300", "measures").fault("V013", "zone", "徐州云湖经济开发区")
        row = self.hazard("321300", "any")
        day = row.values["found_on"]
        row.fault("V011", "found_on", f"{day.month}月{day.day}日")
        self.pick("321200", "practices").fault("V001", "effect", None)
        self.uncertain += UNCERTAIN_APRIL

    def june(self):
        """Mostly mended; what May's faults leave behind."""
        row = self.zone("320600", "海安经济技术开发区")
        self.at_merge("A005", row, "accidents_ytd")
        self.versions["320200"] = [self.wuxi_practices]
        row = self.pick("320900", "measures")
        row.values.update(status="已印发", issued_on=date(2022, 5, 30), doc_no="盐开管发〔2022〕301号")
        row.raw["explanation"] = "5月30日印发，6月收到文本。"
        row.plant("M002", "issued_on")
        row = self.pick("320300", "hazards", lambda r: r.values["rectified_on"] is not None)
        day = row.values["rectified_on"]
        row.fault("V011", "rectified_on", f"{day.month}月{day.day}日")
        self.hazard("321300", "any").fault("V003", "funds", "约3")
        self.change(
            "321200", "hazards", extra_columns=[("包保干部", "郑某某")], planned=[{"rule": "T005", "at": "+包保干部"}]
        )
        self.uncertain += UNCERTAIN_JUNE

    def wuxi_practices(self, filed):
        """Another bureau's name in the line above the table."""
        if filed.sheets[0].list == "practices":
            filed.sheets[0].bureau_line = "填报单位：苏州市商务局"
            filed.planned, filed.lists = [{"rule": "F007"}], ["practices"]


UNCERTAIN_JUNE = [
    (
        "F007",
        "无锡市-典型做法清单.xlsx",
        "the place is taken to be the file; a cell (the 填报单位 line) would be as good",
    ),
    ("A005", "宿迁市.xlsx", "silent: there is no cumulative figure of last month"),
    ("A005", "南通市/事故统计表.csv", "last month's figure was itself under A004; it was read, so it is compared"),
    ("serious_injuries_ytd, direct_loss_ytd", "泰州市-事故统计表.csv", "blank: the form has no such columns"),
    ("not_counted", None, "rows with an unreadable level, status, date or figure, 整改资金 among them"),
    ("accidents_mom, deaths_mom", None, "not given for the province, since 宿迁 did not report last month"),
]
UNCERTAIN_APRIL = [
    ("serious_injuries_ytd, direct_loss_ytd", "泰州市-事故统计表.csv", "blank: the form has no such columns"),
]
