"""The true state of three months, before any form, spelling or fault is put on it."""

import calendar
import csv
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import content

PERIODS = ["2022-04", "2022-05", "2022-06"]
LISTS = ["hazards", "measures", "practices", "accidents"]
LIST_TITLES = {
    "hazards": "问题隐患清单",
    "measures": "制度措施清单",
    "practices": "典型做法清单",
    "accidents": "事故统计表",
}
BUREAUS = {
    "320100": "南京市",
    "320200": "无锡市",
    "320300": "徐州市",
    "320400": "常州市",
    "320500": "苏州市",
    "320600": "南通市",
    "320700": "连云港市",
    "320800": "淮安市",
    "320900": "盐城市",
    "321000": "扬州市",
    "321100": "镇江市",
    "321200": "泰州市",
    "321300": "宿迁市",
}
LEVELS = ["accidents_ordinary", "accidents_considerable", "accidents_major", "accidents_extraordinary"]
MONTH_FIGURES = ["accidents", "deaths", "serious_injuries", "direct_loss"]


def first_day(period):
    """The first day of a period such as `2022-05`."""
    year, month = map(int, period.split("-"))
    return date(year, month, 1)


def last_day(period):
    """The last day of a period."""
    start = first_day(period)
    return start.replace(day=calendar.monthrange(start.year, start.month)[1])


def load_roster():
    """Zones as `{bureau: [(name, aliases)]}` in file order."""
    path = Path(__file__).with_name("roster.csv")
    zones = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            aliases = [a for a in row["aliases"].split(";") if a]
            zones.setdefault(row["bureau"], []).append((row["zone"], aliases))
    return zones


@dataclass
class Row:
    """One row as a bureau means it (`values`) and, where planted, as it is filed (`raw`)."""

    values: dict
    hazard: "Hazard | None" = None
    raw: dict = field(default_factory=dict)
    planned: list = field(default_factory=list)
    hidden: bool = False

    def plant(self, rule, where, **extra):
        """Expects `rule` at the cell of field `where` (None: at the row)."""
        self.planned.append({"rule": rule, "at": where, **extra})

    def fault(self, rule, where, raw, **extra):
        """Files `raw` in field `where` and expects `rule` there."""
        self.raw[where] = raw
        self.plant(rule, where, **extra)


@dataclass
class Hazard:
    """A hazard through its life; `number` is what the ledger gave it."""

    bureau: str
    zone: str
    enterprise: str
    place: str
    sector: str
    description: str
    level: str
    found_on: date
    source: str
    measures: str
    responsible_unit: str
    responsible_person: str
    due_on: date
    rectified_day: date
    closed_day: date
    supervision: tuple
    funds: Decimal | None
    first_period: str
    at_once: bool = False
    number: str | None = None

    def status(self, period):
        """The status at the end of a period."""
        end = last_day(period)
        if self.closed_day <= end:
            return "已销号"
        if self.rectified_day <= end:
            return "已整改"
        return "整改中" if (end - self.found_on).days > 8 else "未整改"

    def row(self, period):
        """The row that the bureau files for a period."""
        status = self.status(period)
        level, unit, doc = self.supervision
        return Row(
            {
                "hazard_id": self.number,
                "zone": self.zone,
                "enterprise": self.enterprise,
                "place": self.place,
                "sector": self.sector,
                "description": self.description,
                "level": self.level,
                "found_on": self.found_on,
                "source": self.source,
                "measures": self.measures,
                "responsible_unit": self.responsible_unit,
                "responsible_person": self.responsible_person,
                "due_on": "立即整改" if self.at_once else self.due_on,
                "status": status,
                "rectified_on": self.rectified_day if status in ("已整改", "已销号") else None,
                "closed_on": self.closed_day if status == "已销号" else None,
                "supervision_level": level,
                "supervision_unit": unit,
                "supervision_doc": doc,
                "funds": self.funds,
            },
            hazard=self,
        )


class Maker:
    """Draws hazards, measures, practices and accident figures from one seed."""

    def __init__(self, seed="四单", zones=None):
        self.random = random.Random(seed)
        self.zones = zones or load_roster()
        self.seen = set()
        self.persons = 0
        self.documents = 0
        self.phones = 0

    def person(self):
        """An invented person."""
        self.persons += 1
        surname = content.SURNAMES[self.persons % len(content.SURNAMES)]
        return surname + ("某" if self.persons % 3 else "某某")

    def phone(self):
        """An invented mobile number."""
        self.phones += 1
        return f"1380000{self.phones:04d}"

    def enterprise(self, bureau, trade):
        """An invented enterprise of the bureau's city."""
        city = BUREAUS[bureau].removesuffix("市")
        return city + self.random.choice(content.TRADE_NAMES) + trade + "有限公司"

    def hazard(self, bureau, period, zone=None, found=None, major=None):
        """A new hazard, found in `period` unless a day is given."""
        r = self.random
        while True:
            zone_name = zone or r.choice(self.zones[bureau])[0]
            sector, trade, place, fault, mend, cost = r.choice(content.HAZARDS)
            n, k = r.randint(1, 12), r.randint(2, 9)
            enterprise = self.enterprise(bureau, trade)
            description = fault.format(k=k)
            if (zone_name, enterprise, description) not in self.seen:
                break
        self.seen.add((zone_name, enterprise, description))
        start, end = first_day(period), last_day(period)
        found = found or start + timedelta(days=r.randint(0, min(24, end.day - 3)))
        is_major = r.random() < 0.1 if major is None else major
        at_once = not is_major and r.random() < 0.12
        if at_once:
            rectified = min(found + timedelta(days=r.randint(0, 3)), end)
            closed = min(rectified + timedelta(days=2), end)
            due = found
        else:
            rectified = found + timedelta(days=r.randint(30, 75) if is_major else r.randint(4, 60))
            closed = rectified + timedelta(days=r.randint(2, 22))
            due = rectified + timedelta(days=r.randint(1, 20))
        supervision = (None, None, None)
        if is_major:
            city = BUREAUS[bureau]
            level = r.choice(["市级", "县（市、区）级", "省级"])
            unit = "江苏省安全生产委员会办公室" if level == "省级" else f"{city}安全生产委员会办公室"
            self.documents += 1
            supervision = (level, unit, f"{city[0]}安办督〔2022〕{self.documents}号")
        funds = None
        if r.random() < 0.7:
            funds = (Decimal(r.randint(cost[0] * 10, cost[1] * 10)) / 10).quantize(Decimal("0.1"))
        return Hazard(
            bureau,
            zone_name,
            enterprise,
            place.format(n=n),
            sector,
            description,
            "重大" if is_major else "一般",
            found,
            r.choice(content.SOURCES),
            mend,
            enterprise if r.random() < 0.6 else f"{zone_name}管理委员会",
            self.person(),
            due,
            rectified,
            closed,
            supervision,
            funds,
            period,
            at_once,
        )

    def measure(self, bureau, period, hazard_ref=None):
        """A measure issued in the period, or still being drafted."""
        r = self.random
        while True:
            zone = r.choice(self.zones[bureau])[0]
            kind, title, text = r.choice(content.MEASURES)
            if (zone, title) not in self.seen:
                break
        self.seen.add((zone, title))
        drafted = r.random() < 0.15
        self.documents += 1
        issued = first_day(period) + timedelta(days=r.randint(4, 26))
        return Row(
            {
                "zone": zone,
                "title": title.format(zone=zone),
                "doc_no": None if drafted else f"{BUREAUS[bureau][0]}开管发〔2022〕{self.documents}号",
                "kind": kind,
                "content": text,
                "issuer": f"{zone}管理委员会",
                "status": "制定中" if drafted else r.choice(["已印发", "已印发", "已修订"]),
                "issued_on": None if drafted else issued,
                "hazard_ref": hazard_ref,
            }
        )

    def practice(self, bureau):
        """A practice of one zone of the bureau."""
        r = self.random
        while True:
            zone = r.choice(self.zones[bureau])[0]
            title, text, effect = r.choice(content.PRACTICES)
            if (zone, title) not in self.seen:
                break
        self.seen.add((zone, title))
        a = r.randint(12, 60)
        return Row(
            {
                "zone": zone,
                "title": title,
                "content": text.format(zone=zone),
                "effect": effect.format(a=a, b=max(3, a // 3)),
                "promotion": r.choice(["未推广", "开发区内推广", "全市推广", "全省推广"]),
                "contact": self.person(),
                "phone": self.phone(),
            }
        )


class AccidentBook:
    """Accident figures of all zones, month by month, cumulative kept in step."""

    def __init__(self, maker):
        self.maker = maker
        self.ytd = {}
        self.prior = {}
        for zones in maker.zones.values():
            for zone, _ in zones:
                r = maker.random
                some = r.random() < 0.3
                count = r.randint(1, 2) if some else 0
                deaths = r.randint(0, count)
                loss = Decimal(r.randint(2000, 30000)) / 100 if count else Decimal(0)
                self.ytd[zone] = [count, deaths, 0, loss]
                before = r.randint(1, 2) if r.random() < 0.4 else 0
                self.prior[zone] = [before, min(before, r.randint(0, 1))]

    def month(self, bureau, extra=None):
        """Rows of one bureau; `extra` maps a zone to figures `(accidents by level, deaths, injuries, loss)`."""
        r = self.maker.random
        rows = []
        for zone, _ in self.maker.zones[bureau]:
            levels, deaths, injuries, loss = [0, 0, 0, 0], 0, 0, Decimal(0)
            if extra and zone in extra:
                levels, deaths, injuries, loss = extra[zone]
            elif r.random() < 0.08:
                levels = [1, 0, 0, 0]
                deaths = r.randint(0, 1)
                injuries = 0 if deaths else 1
                loss = Decimal(r.randint(1500, 26000)) / 100
            figures = [sum(levels), deaths, injuries, loss]
            total = self.ytd[zone]
            self.ytd[zone] = [a + b for a, b in zip(total, figures)]
            values = {"zone": zone, "sector": None}
            values.update(zip(MONTH_FIGURES, figures))
            values.update(zip(LEVELS, levels))
            values.update(zip([f + "_ytd" for f in MONTH_FIGURES], self.ytd[zone]))
            values["accidents_ytd_prior"], values["deaths_ytd_prior"] = self.prior[zone]
            rows.append(Row(values))
            # The same months of last year gain an accident now and then as well.
            if r.random() < 0.05:
                self.prior[zone][0] += 1
        return rows
