"""The faults of May, bureau by bureau: nearly every rule once, one fault a cell."""

import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal

from bureaus import sheet_of
from forms import Filed, render
from model import Row


class MayFaults:
    """What `faults.Plan` puts on the lists of May."""

    def may(self):
        """The month with faults of nearly every kind."""
        self.lists["321300"] = None
        self.merge_plain.append({"rule": "D002"})
        self.nanjing()
        self.wuxi()
        self.xuzhou()
        self.changzhou()
        self.suzhou()
        self.nantong()
        self.lianyungang()
        self.huaian()
        self.yancheng()
        self.yangzhou()
        self.zhenjiang()
        self.taizhou()
        self.strays()

    def nanjing(self):
        """GB18030 files: dates, a number left out, a hazard left out, a zone left out."""
        b = "320100"
        self.hazard(b, "closed").fault("V002", "due_on", "2022.13.5")
        row = self.hazard(b, "new", "open")
        row.fault("V015", "found_on", f"{row.values['found_on']:%Y%m%d}")
        row = self.hazard(b, "closed")
        day = row.values["rectified_on"]
        row.fault("V011", "rectified_on", f"{day.month}月{day.day}日")
        late = self.story.maker.hazard(b, "2022-04", major=False)
        late.found_on, late.rectified_day, late.closed_day = date(2022, 4, 21), date(2022, 6, 10), date(2022, 6, 20)
        late.due_on, late.at_once, late.first_period = date(2022, 7, 15), False, "2022-05"
        self.story.hazards[b].append(late)
        self.rows(b, "hazards").append(late.row(self.period))
        lost = self.hazard(b, "carried", "open")
        self.rows(b, "hazards").remove(lost)
        self.merge_plain.append({"rule": "L001", "list": "hazards"})
        measure = self.pick(b, "measures")
        measure.fault("V001", "issuer", None)
        extra = self.story.maker.measure(b, self.period)
        extra.values.update(status="已印发", issued_on=date(2022, 4, 28))
        self.rows(b, "measures").append(extra)
        extra.plant("M002", "issued_on")
        self.pick(b, "practices").fault("V008", "phone", "1380000")
        rows = self.rows(b, "accidents")
        rows.remove(self.zone(b, "江苏栖霞经济开发区"))
        self.change(b, "accidents", planned=[{"rule": "A008", "more": {"row": None, "cell": None}}])
        self.zone(b, "江苏溧水经济开发区").fault("V003", "direct_loss", "约2")

    def wuxi(self):
        """Four workbooks, one missing; a wrong total; merged cells."""
        b = "320200"
        self.lists[b]["practices"] = None
        self.merge_plain.append({"rule": "T001", "list": "practices"})
        row = self.hazard(b, "closed")
        row.fault("H001", "due_on", row.values["found_on"] - timedelta(days=4))
        row = self.hazard(b, "carried", "open")
        self.redate(row, due_on=row.hazard.due_on + timedelta(days=30))
        self.at_merge("L004", row, "due_on")
        self.hazard(b, "any").fault("V001", "responsible_person", None)
        self.hazard(b, "any").fault("V004", "sector", "网络安全")
        rows = self.rows(b, "hazards")
        upper, lower = rows[-2], rows[-1]
        assert not ({"zone"} & (upper.raw.keys() | lower.raw.keys()))
        lower.values["zone"] = lower.hazard.zone = upper.values["zone"]
        self.change(b, "hazards", merges=[("zone", len(rows) - 2, len(rows) - 1)])
        first = self.rows(b, "measures")[0]
        double = Row(dict(first.values))
        double.values["doc_no"] = None
        double.plant("M003", None)
        self.rows(b, "measures").append(double)
        self.used.add(id(first))
        self.rows(b, "measures").append(self.story.maker.measure(b, self.period))
        self.pick(b, "measures", lambda r: r is not double).fault("V005", "content", "加强检查")
        deaths = sum(r.values["deaths"] for r in self.rows(b, "accidents"))
        self.change(b, "accidents", total_raw={"deaths": deaths + 1}, total_planned=[("A001", "deaths")])

    def xuzhou(self):
        """One workbook: figures that are none, a hidden row, a formula without a value."""
        b = "320300"
        row = self.hazard(b, "closed")
        row.fault("H002", "rectified_on", None)
        row = self.hazard(b, "open")
        row.fault("H003", "rectified_on", "2022-05-30")
        picture = '=_xlfn.DISPIMG("ID_0F1E2D3C4B5A69788796A5B4C3D2E1F0",1)'
        self.hazard(b, "any").fault("T011", "place", picture)
        self.hazard(b, "any").fault("T010", "funds", "=1.5+2")
        self.hazard(b, "any").fault("V009", "funds", "#N/A")
        self.hazard(b, "any").fault("V014", "funds", 12.34567)
        row = self.rows(b, "hazards")[0]
        row.hidden = True
        row.plant("T008", None)
        self.zone(b, "江苏丰县经济开发区").fault("V006", "serious_injuries", -1)
        self.zone(b, "江苏沛县经济开发区").fault("V007", "deaths", 0.5)

    def changzhou(self):
        """Aliases and another order: supervision, an unknown column, a scan beside the workbook."""
        b = "320400"
        row = self.hazard(b, "major", "new")
        row.fault("H005", "supervision_level", None)
        row = self.hazard(b, "major", "new")
        row.fault("H006", "supervision_doc", None)
        row = self.hazard(b, "closed")
        row.fault("H004", "rectified_on", f"{row.values['found_on'] - timedelta(days=3):%Y.%m.%d}")
        row = self.hazard(b, "new", "open")
        row.hazard.rectified_day, row.hazard.closed_day = date(2022, 6, 20), date(2022, 6, 28)
        self.redate(row, found_on=date(2022, 6, 2), due_on=date(2022, 6, 30))
        row.plant("H007", "found_on")
        self.change(
            b, "hazards", extra_columns=[("整改前照片", "见附件")], planned=[{"rule": "T005", "at": "+整改前照片"}]
        )
        row = self.pick(b, "measures")
        row.values.update(status="已印发", doc_no="常开管发〔2022〕300号")
        row.fault("M001", "issued_on", None)
        first = self.rows(b, "practices")[0]
        double = self.story.maker.practice(b)
        double.values["content"] = first.values["content"]
        double.plant("P001", "content")
        self.rows(b, "practices").append(double)
        row = self.zone(b, "江苏天宁经济开发区")
        row.raw["accidents_ordinary"] = 2
        row.plant("A002", "accidents")
        self.zone(b, "江苏武进经济开发区").plant("A003", "deaths")
        scan = Filed(
            "常州市-盖章扫描件.pdf",
            b,
            "2022-06-02 10:02:00",
            data=b"%PDF-1.4\n% a scan of the stamped lists\n%%EOF\n",
            planned=[{"rule": "F003"}],
        )
        self.extra_files.append(scan)

    def suzhou(self):
        """Two versions: the first was sent back with faults in its headers, the second counts."""
        b = "320500"
        first = {
            name: [Row(dict(r.values), None, dict(r.raw), list(r.planned)) for r in rows]
            for name, rows in self.lists[b].items()
        }
        sheets = [sheet_of(b, self.period, name, rows) for name, rows in first.items()]
        by_list = {s.list: s for s in sheets}
        by_list["practices"].order = [f for f in by_list["practices"].order if f != "effect"]
        by_list["practices"].planned = [{"rule": "T003", "more": {"field": "effect"}}]
        by_list["measures"].second_columns = [("doc_no", "发文字号")]
        by_list["measures"].planned = [{"rule": "T004", "at": "doc_no*"}]
        first["hazards"][0].fault("V004", "status", "是")
        wujiang = next(r for r in first["accidents"] if r.values["zone"] == "吴江经济技术开发区")
        wujiang.plant("A010", "accidents_considerable")
        self.extra_files.append(Filed("苏州市.xlsx", b, "2022-06-02 10:15:00", sheets))
        self.versions[b] = [
            lambda filed: setattr(filed, "path", "苏州市-补报.xlsx"),
            lambda filed: setattr(filed, "received", "2022-06-04 02:10:00"),
        ]
        self.hazard(b, "any").fault("V010", "measures", "同上")
        row = self.hazard(b, "new", "closed")
        double = Row(dict(row.values), None)
        double.plant("H009", None)
        self.rows(b, "hazards").append(double)
        self.pick(b, "measures").fault("V013", "zone", "苏州澄湖经济开发区")
        row = self.zone(b, "吴江经济技术开发区")
        row.raw["explanation"] = "吴江开发区5月较大事故1起，已提级调查，数据属实。"
        row.plant("A010", "accidents_considerable")

    def nantong(self):
        """UTF-8 files: an empty list, dates after receipt, cumulative figures."""
        b = "320600"
        self.lists[b]["practices"] = []
        self.change(b, "practices", planned=[{"rule": "T006"}])
        self.hazard(b, "closed").fault("V012", "due_on", "2202-06-30")
        self.hazard(b, "closed").fault("H011", "closed_on", None)
        row = self.pick_made(b, status="已整改")
        row.fault("H008", "rectified_on", "2022-06-20")
        row = self.pick_made(b, status="已整改")
        row.fault("H015", "closed_on", "2022-05-31")
        row = self.pick_made(b, status="已整改")
        row.fault("H014", "due_on", f"{row.values['found_on'] + timedelta(days=400)}")
        row.hazard.due_on = row.values["found_on"] + timedelta(days=400)
        self.zone(b, "海安经济技术开发区").fault("A004", "accidents_ytd", 0)
        self.zone(b, "海门经济技术开发区").plant("A006", "direct_loss")
        self.versions[b] = [self.early]

    def early(self, filed):
        """One file came before the month was over."""
        if filed.sheets[0].list == "measures":
            filed.received = "2022-05-30 17:00:00"
            self.merge_plain.append({"rule": "D004"})

    def pick_made(self, bureau, status):
        """A new hazard made for a fault: found early in the month, mended, not yet closed."""
        hazard = self.story.maker.hazard(bureau, self.period, found=date(2022, 5, 6), major=False)
        hazard.at_once = False
        hazard.rectified_day, hazard.closed_day, hazard.due_on = date(2022, 5, 20), date(2022, 6, 24), date(2022, 7, 10)
        self.story.hazards[bureau].append(hazard)
        row = hazard.row(self.period)
        assert row.values["status"] == status
        self.rows(bureau, "hazards").append(row)
        self.used.add(id(row))
        return row

    def lianyungang(self):
        """The total first: a number twice, a closed hazard that comes back, a zone twice."""
        b = "320700"
        back = next(
            h for h in self.story.hazards[b] if id(h) in self.story.done and h.due_on > self.end and not h.at_once
        )
        row = back.row(self.period)
        row.values.update(status="整改中", rectified_on=None, closed_on=None)
        self.rows(b, "hazards").insert(0, row)
        self.used.add(id(row))
        self.at_merge("L002", row, "status")
        carried = self.hazard(b, "carried")
        self.hazard(b, "new", "closed").fault("V005", "enterprise", "厂")
        twice = self.hazard(b, "new")
        twice.fault("H012", "hazard_id", carried.values["hazard_id"])
        row = self.pick(b, "measures")
        row.fault("V008", "hazard_ref", "连云港2022-7")
        row = self.story.maker.measure(b, self.period, "320700-202203-0042")
        self.rows(b, "measures").append(row)
        self.at_merge("M004", row, "hazard_ref")
        rows = self.rows(b, "accidents")
        double = Row(dict(rows[2].values))
        double.plant("A007", None)
        rows.append(double)

    def huaian(self):
        """Nil beside rows, another bureau's zone, a level lowered, a name changed."""
        b = "320800"
        self.change(b, "practices", nil="无", nil_planned=["T007"])
        self.pick(b, "measures").fault("V013", "zone", "盐城经济技术开发区")
        row = self.hazard(b, "carried", "major")
        row.raw["level"] = "一般"
        self.at_merge("L003", row, "level")
        row = self.hazard(b, "carried")
        row.hazard.enterprise = row.hazard.enterprise.replace("有限公司", "股份有限公司")
        row.values["enterprise"] = row.hazard.enterprise
        self.at_merge("L006", row, "enterprise")
        rows = self.rows(b, "accidents")
        whole = rows[1].values
        part = {n: 0 if isinstance(v, (int, Decimal)) else v for n, v in whole.items()}
        rows.insert(2, Row(part | {"sector": "工贸"}))
        self.change(b, "accidents", planned=[{"rule": "A011"}])

    def yancheng(self):
        """Late, dates in many spellings, a number of its own making."""
        b = "320900"
        row = self.hazard(b, "new", "open")
        row.fault("V002", "found_on", "五月中旬")
        row = self.hazard(b, "new", "open")
        self.redate(row, due_on=date(2022, 6, 30))
        row.fault("V011", "due_on", "6月底")
        row = self.pick(b, "hazards", lambda r: r.values["rectified_on"] is not None)
        row.fault("V015", "rectified_on", (row.values["rectified_on"] - date(1899, 12, 30)).days)
        row = self.hazard(b, "new")
        row.raw["hazard_id"] = "320900-202205-0088"
        self.at_merge("L005", row, "hazard_id")

    def yangzhou(self):
        """Running text where a list is due; an overdue hazard explained."""
        b = "321000"
        self.lists[b]["practices"] = []
        self.change(
            b,
            "practices",
            prose=["本月典型做法主要有两项。", "一是推动企业落实班前讲评，二是组织错时检查，均取得较好成效。"],
            planned=[{"rule": "T002"}],
        )
        row = self.hazard(b, "open")
        self.redate(row, found_on=date(2022, 5, 5), due_on=date(2022, 5, 25))
        row.raw["explanation"] = "备件到货推迟，已采取停用措施。"

    def zhenjiang(self):
        """A number in the bureau's own pattern, another bureau's number, a cumulative figure."""
        b = "321100"
        self.hazard(b, "new").fault("V008", "hazard_id", "镇新2022-15")
        other = next(r for r in self.rows("320100", "hazards") if r.values["hazard_id"])
        row = self.hazard(b, "new")
        row.raw["hazard_id"] = other.values["hazard_id"]
        self.at_merge("L007", row, "hazard_id")
        row = self.zone(b, "江苏丹徒经济开发区")
        row.values["accidents_ytd"] += 1
        self.story.book.ytd["江苏丹徒经济开发区"][0] += 1
        self.at_merge("A005", row, "accidents_ytd")

    def taizhou(self):
        """One file late, one of another month, a carried hazard without its number, a status unknown."""
        b = "321200"
        row = self.hazard(b, "carried")
        row.raw["hazard_id"] = None
        row.plant("H013", "hazard_id")
        self.hazard(b, "carried").fault("V004", "status", "基本完成")
        self.versions[b] = [self.taizhou_files]

    def taizhou_files(self, filed):
        """The accidents came late; the practices are last month's file."""
        if filed.sheets[0].list == "accidents":
            filed.received = "2022-06-04 05:58:00"
            self.merge_plain.append({"rule": "D001", "list": "accidents"})
        if filed.sheets[0].list == "practices":
            filed.sheets[0].period_line = "报告期：2022年4月"
            filed.sheets[0].planned = []
            for row in filed.sheets[0].rows:
                row.planned.clear()
            filed.planned, filed.lists = [{"rule": "F008"}], ["practices"]

    def strays(self):
        """Files of no bureau, and one that is no submission."""
        nobody = sheet_of("320500", self.period, "practices", [self.story.maker.practice("320500")])
        nobody.bureau_line, nobody.title = None, "2022年5月典型做法清单"
        self.extra_files.append(
            Filed("典型做法清单（最终版）.xlsx", None, "2022-06-01 11:40:00", [nobody], planned=[{"rule": "F006"}])
        )
        torn = sheet_of("321100", self.period, "practices", [self.story.maker.practice("321100")])
        whole, _ = render(Filed("whole.xlsx", "321100", "", [torn]), {})
        twins = [
            ("镇江市-典型做法清单.xlsx", "321100", whole[: len(whole) * 2 // 3], "F001"),
            (
                "徐州市-典型做法清单.csv",
                "320300",
                "填报单位：徐州市商务局\r\n".encode("utf-8-sig") + b"\xff\xff\r\n",
                "F004",
            ),
        ]
        for path, bureau, data, rule in twins:
            received = "2022-06-01 08:00:00"
            self.extra_files.append(Filed(path, bureau, received, data=data, planned=[{"rule": rule}]))
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, text in (("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<document/>")):
                archive.writestr(zipfile.ZipInfo(name, (2022, 1, 1, 0, 0, 0)), text)
        self.extra_files.append(Filed("会议通知.docx", None, "", data=buffer.getvalue(), planned=[{"rule": "F010"}]))
        self.uncertain += UNCERTAIN_MAY


UNCERTAIN_MAY = [
    ("F008", "泰州市-典型做法清单.csv", "the place is taken to be the file; a cell (the 报告期 line) would be as good"),
    ("F009", "苏州市.xlsx", "one finding for the file; one a list would be as good"),
    ("F010", "会议通知.docx", "no row in the register on purpose: it is no submission, so no D003 is expected"),
    ("F003", "常州市-盖章扫描件.pdf", "names a bureau but no list, and is no version of any"),
    (
        "F001, F004",
        "镇江市-典型做法清单.xlsx, 徐州市-典型做法清单.csv",
        "unreadable twins received before the good file: no version of the list",
    ),
    (
        "T002",
        "扬州市.xlsx",
        "the sheet is counted under its list with 0 everywhere; the list may be left blank in accounting.csv",
    ),
    (
        "V002",
        "盐城市/问题隐患清单.xlsx",
        "a new hazard whose 排查日期 cannot be read has none in the ledger, so June raises no L006",
    ),
    ("F006", "典型做法清单（最终版）.xlsx", "its row in the register has no 单位; nothing else is said of it"),
    ("A011", "淮安市商务局.xlsx", "the place is not settled; rule and list are"),
    ("H012", "连云港市.xlsx", "the refused row raises no L006 against the hazard whose number it bears"),
    ("L002", "连云港市.xlsx", "the ledger entry stays 已销号; last_period is taken to be this month"),
    (
        "H001",
        "无锡市-问题隐患清单.xlsx",
        "due_on in the ledger is the filed one, since the H-rule is no V-error and there is no older value",
    ),
    ("not_counted", None, "rows with an unreadable level, status, date or figure, 整改资金 among them"),
    ("serious_injuries_ytd, direct_loss_ytd", "泰州市-事故统计表.csv", "blank: the form has no such columns"),
    ("accidents_mom, deaths_mom", None, "not given for the province, since 宿迁 did not report"),
]
