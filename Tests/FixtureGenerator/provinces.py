"""A year of months for several provinces: `python3 provinces.py OUT [PROVINCE…]`.

OUT/江苏/2022-01 … 2022-12 and so on; a province other than 江苏 has its bureaus and its roster in
OUT/江苏模板 as `--templates` takes them. The bureaus' forms and spellings are those of the fixtures;
lists are late, missing, nil and sent twice, and some cells can't be read. The same seed gives the
same bytes.
"""

import csv
import hashlib
import sys
from pathlib import Path

import model
from bureaus import ENCODINGS, STYLES, files_of
from forms import render
from generate import register_bytes
from model import AccidentBook, Maker, last_day

MONTHS = [f"2022-{month:02d}" for month in range(1, 13)]
PROVINCES = {
    "江苏": (320000, "江苏省", dict(model.BUREAUS)),
    "浙江": (330000, "浙江省", "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水"),
    "安徽": (340000, "安徽省", "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州"),
}
SIDES = ["城东", "城南", "城西", "城北"]
NEW = 6


def cities(name):
    """`{code: city}` of a province; codes are numbered in the order of the names."""
    code, _, known = PROVINCES[name]
    if isinstance(known, dict):
        return known
    return {f"{code + 100 * turn}": city + "市" for turn, city in enumerate(known.split(), 1)}


def zones_of(name, bureaus_of):
    """Invented zones: one national and four provincial a city."""
    return {
        code: [(f"{city.removesuffix('市')}经济技术开发区", [])]
        + [(f"{name}{city.removesuffix('市')}{side}经济开发区", []) for side in SIDES]
        for code, city in bureaus_of.items()
    }


def write_templates(folder, name, bureaus_of, zones):
    """What a province other than 江苏 gives its programs."""
    folder.mkdir(parents=True, exist_ok=True)
    code, title, _ = PROVINCES[name]
    with open(folder / "bureaus.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["code", "name", "aliases"])
        table.writerow([code, title, name])
        for bureau, city in bureaus_of.items():
            table.writerow([bureau, city, f"{city.removesuffix('市')};{city}商务局"])
    with open(folder / "roster.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["bureau", "zone", "kind", "aliases"])
        for bureau, entries in zones.items():
            for turn, (zone, aliases) in enumerate(entries):
                kind = "provincial" if turn else "national"
                table.writerow([bureau, zone, kind, ";".join(aliases)])


class Year:
    """A province's months, told in order."""

    def __init__(self, name):
        self.bureaus = cities(name)
        model.BUREAUS.clear()
        model.BUREAUS.update(self.bureaus)
        styles, encodings = dict(STYLES), dict(ENCODINGS)
        for turn, code in enumerate(self.bureaus):
            known = list(styles)[turn % 13]
            STYLES[code] = styles[known]
            ENCODINGS[code] = encodings.get(known, "utf-8")
        zones = None if name == "江苏" else zones_of(name, self.bureaus)
        self.maker = Maker("年" + name, zones)
        self.zones = self.maker.zones
        self.book = AccidentBook(self.maker)
        self.random = self.maker.random
        self.open = {bureau: [] for bureau in self.bureaus}
        self.serials = {}
        self.aliases = {zone: names for entries in self.zones.values() for zone, names in entries}

    def hazards(self, bureau, period, is_sent):
        """Hazards carried and new; numbers are filed by every second bureau, once they are known."""
        known = self.open[bureau]
        known += [self.maker.hazard(bureau, period) for _ in range(self.random.randint(2, NEW))]
        rows = [hazard.row(period) for hazard in known]
        if is_sent:
            for hazard in known:
                if hazard.number is None and int(bureau) // 100 % 2:
                    key = (bureau, f"{hazard.found_on:%Y%m}")
                    self.serials[key] = self.serials.get(key, 0) + 1
                    hazard.number = f"{bureau}-{key[1]}-{self.serials[key]:04d}"
            self.open[bureau] = [hazard for hazard in known if hazard.closed_day > last_day(period)]
        return rows

    def spoil(self, lists):
        """Makes some cells unreadable."""
        faults = {"hazards": {"level": "较大", "status": "基本完成", "due_on": "尽快", "funds": "若干"},
                  "accidents": {"deaths": "若干", "direct_loss": "待定", "accidents_ytd": "约十起"}}  # fmt: skip
        for name, cells in faults.items():
            for row in lists[name] if isinstance(lists[name], list) else ():
                if self.random.random() < 0.04:
                    field = self.random.choice(list(cells))
                    row.raw[field] = cells[field]

    def month(self, period):
        """The files of a month, by bureau."""
        r = self.random
        for turn, bureau in enumerate(self.bureaus):
            missing = {name for name in model.LISTS if r.random() < 0.03}
            lists = {
                "hazards": self.hazards(bureau, period, "hazards" not in missing),
                "measures": [self.maker.measure(bureau, period)] if r.random() < 0.3 else "无",
                "practices": [self.maker.practice(bureau)] if r.random() < 0.2 else "本月无",
                "accidents": self.book.month(bureau) if r.random() > 0.05 else "零报告",
            }
            if not lists["hazards"]:
                lists["hazards"] = "本月无隐患"
            self.spoil(lists)
            year, month = map(int, period.split("-"))
            day = r.choice([1, 2, 2, 3, 3, 3, 4, 6])
            due = f"{year + month // 12}-{month % 12 + 1:02d}"
            kept = {name: rows for name, rows in lists.items() if name not in missing}
            yield from files_of(bureau, period, kept, f"{due}-{day:02d} 10:{turn:02d}:00")


def write_province(out, name):
    """Writes a province's months, and what its programs need."""
    year = Year(name)
    if name != "江苏":
        write_templates(out / f"{name}模板", name, year.bureaus, year.zones)
    for period in MONTHS:
        entries = []
        for filed in year.month(period):
            data = render(filed, year.aliases)[0]
            path = out / name / period / filed.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            entries.append({"file": filed.path, "bureau": filed.bureau, "received_at": filed.received,
                            "sha256": hashlib.sha256(data).hexdigest()})  # fmt: skip
        (out / name / period / "收件登记.csv").write_bytes(register_bytes(entries))


if __name__ == "__main__":
    for province in sys.argv[2:] or PROVINCES:
        # One process a province: the tables of bureaus and forms are the modules' own.
        write_province(Path(sys.argv[1]), province)
