import Findings
import ListRecords
import ListSchema
import Testing
import Values

@testable import Intake

@Suite struct LayoutTests {
  private func reading(_ rows: [[String]], _ list: String, merged: [String] = []) throws -> Reading
  {
    Reading(try FormBook.sheet(list, rows, merged: merged))
  }

  @Test func everyHeadingOfTheFormsIsKnown() throws {
    for list in shipped.lists {
      let reading = try reading([list.fields.map(\.heading), ["1"]], "Sheet1")
      #expect(reading.first.tables.map(\.list) == [list.name])
      #expect(reading.first.tables[0].columns.columns == Array(1...list.fields.count))
    }
  }

  @Test func columnsComeInAnyOrderByAlias() throws {
    let header = ["联系方式", "做法简介", "园区", "联系人", "标题", "联系电话", "工作成效"]
    let reading = try reading(
      [["苏州市典型做法清单"], header, ["", "内容", "昆山", "赵某", "名称", "13800000001", "好"]], "Sheet1")
    let table = try #require(reading.first.tables.first)
    #expect(table.list == .practices)
    #expect(table.layout.column(of: "zone") == 3)
    #expect(table.layout.column(of: "title") == 5)
    #expect(table.layout.column(of: "effect") == 7)
    #expect(table.layout.lastHeaderRow == 2)
  }

  @Test func twoRowsWithMergedParentsAreJoined() throws {
    let rows = [["苏州市事故统计表（2022年5月）"], Form.accidentGroups, Form.accidentLeaves]
    let reading = try reading(
      rows + [Form.accident(1, "昆山经济技术开发区")], "事故统计表", merged: ["A1:Q1"] + Form.accidentMerges(2))
    let table = try #require(reading.first.tables.first)
    #expect(reading.rules == [])
    #expect(table.layout.column(of: "direct_loss") == 7)
    #expect(table.layout.column(of: "accidents_ytd") == 12)
    #expect(table.layout.column(of: "deaths_ytd_prior") == 17)
    #expect(table.layout.reading(of: 8)?.heading == "其中：一般事故")
    #expect(table.layout.reading(of: 12)?.heading == "1—本月累计事故起数")
    #expect(table.account.data == 1)
  }

  @Test func blanksContinueAParentWithoutMerges() {
    let reading = Reading(
      csv: Form.csv([Form.accidentGroups, Form.accidentLeaves, Form.accident(1, "昆山经济技术开发区")]),
      path: "苏州市-事故统计表.csv")
    #expect(reading.rules == [])
    #expect(reading.first.tables[0].layout.column(of: "accidents_ytd_prior") == 16)
  }

  @Test func threeRowsAreJoined() throws {
    let top = ["序号", "开发区", "行业领域", "事故情况"] + [String](repeating: "", count: 13)
    let merged =
      ["A1:A3", "B1:B3", "C1:C3", "D1:Q1"]
      + ["D2:G2", "H2:K2", "L2:O2", "P2:Q2"]
    let groups = ["", "", ""] + Form.accidentGroups.dropFirst(3)
    let reading = try reading(
      [top, groups, Form.accidentLeaves, Form.accident(1, "昆山经济技术开发区")], "事故统计表", merged: merged)
    #expect(reading.rules == [])
    #expect(reading.first.tables[0].layout.column(of: "accidents_ytd") == 12)
  }

  @Test func headingInOneRowIsReadToo() throws {
    let reading = try reading([Form.accidentsJoined, Form.accident(1, "昆山经济技术开发区")], "事故统计表")
    #expect(reading.rules == [])
    #expect(reading.first.tables[0].account.data == 1)
  }

  @Test func unitRowAndNumberRowBelongToTheHeader() throws {
    let leaves = Form.accidentLeaves.map { $0.replacing("（万元）", with: "") }
    let units =
      ["", "", "", "（起）", "（人）", "（人）", "（万元）"] + [String](repeating: "（起）", count: 4)
      + ["(起)", "(人)", "(人)", "(万元)", "起", "人"]
    let numbers = ["甲", "乙", "丙"] + (1...14).map(String.init)
    let reading = try reading(
      [Form.accidentGroups, leaves, units, numbers, Form.accident(1, "昆山经济技术开发区")], "事故统计表",
      merged: Form.accidentMerges(1))
    #expect(reading.rules == [])
    #expect(reading.first.tables[0].layout.lastHeaderRow == 4)
    #expect(reading.first.tables[0].account.read == 1)
  }

  @Test func headingsBrokenByWhiteSpaceAreFolded() throws {
    let header = [
      "序 号", "开　发　区", "做法\n名称", "主 要 做 法", "取得成效", "推廣情況", "聯系人", "联系电话*", "備註",
    ]
    let reading = try reading([header, Form.practice(1)], "典型做法清单")
    #expect(reading.rules == [])
  }

  @Test func numberingColumnWithHazardNumbersIsThem() throws {
    var header = shipped[.hazards].fields.map(\.heading)
    header.removeAll { $0 == "序号" || $0 == "隐患编号" }
    let sheet = { (cell: String) in [["编号"] + header, [cell, "苏州市", "昆山经济技术开发区"]] }
    let numbers = try reading(sheet("320500-202205-0001"), "问题隐患清单")
    #expect(numbers.first.tables[0].layout.columns[0].meaning == .fieldByContent("hazard_id"))
    let serials = try reading(sheet("1"), "问题隐患清单")
    #expect(serials.first.tables[0].layout.columns[0].meaning == .field("seq"))
  }

  @Test func requiredColumnMissingIsNamed() throws {
    let header = Form.practices.filter { $0 != "取得成效" }
    let reading = try reading([header, ["1", "昆山经济技术开发区", "名称", "做法"]], "典型做法清单")
    #expect(reading.places == ["T003 effect"])
    #expect(reading.findings[0].place.heading == "取得成效")
    #expect(reading.findings[0].place.list == .practices)
    #expect(reading.first.tables[0].hasHeaderFault)
    #expect(reading.first.tables[0].account.data == 1)
  }

  @Test func lossInYuanIsNotTheField() throws {
    let header = Form.accidentsJoined.map {
      $0 == "本月直接经济损失（万元）" ? "本月直接经济损失（元）" : $0
    }
    let heading = try reading([header, Form.accident(1, "昆山")], "事故统计表")
    #expect(heading.places == ["T003 direct_loss", "T005 G1"])
    #expect(heading.values(of: "T003")["value"]?.contains("单位是元") == true)

    let bare = Form.accidentsJoined.map { $0.replacing("（万元）", with: "") }
    let caption = try reading([["（单位：起、人、元）"], bare, Form.accident(1, "昆山")], "事故统计表")
    #expect(caption.places == ["T003 direct_loss", "T005 G2", "T005 O2"])
    let right = try reading([["（单位：起、人、万元）"], bare, Form.accident(1, "昆山")], "事故统计表")
    #expect(right.rules == [])

    let units = ["", "", "", "起", "人", "人", "元", "起", "起", "起", "起"]
    let contrary = try reading(
      [Form.accidentsJoined, units, Form.accident(1, "昆山")], "事故统计表")
    #expect(contrary.places == ["T003 direct_loss", "T005 G1"])
    #expect(contrary.values(of: "T003")["value"]?.contains("单位是元") == true)
  }

  @Test func twoColumnsForOneFieldAreReportedAtTheSecond() throws {
    let reading = try reading([Form.practices + ["工作成效"], Form.practice(1)], "典型做法清单")
    #expect(reading.places == ["T004 J1"])
    #expect(reading.findings[0].place.field == "effect")
    #expect(reading.values(of: "T004")["other"] == "取得成效（E 列）")
    #expect(reading.first.tables[0].layout.column(of: "effect") == 5)
  }

  @Test func unknownColumnIsKept() throws {
    let reading = try reading([Form.practices + ["附件页数"], Form.practice(1) + ["3"]], "典型做法清单")
    #expect(reading.places == ["T005 J1"])
    let table = reading.first.tables[0]
    #expect(table.columns.extraHeadings == ["附件页数"])
    #expect(table.extraColumns == [10])
    #expect(!table.hasHeaderFault)
  }

  @Test func valuesWithoutHeadingAreKeptToo() throws {
    let reading = try reading([Form.practices, Form.practice(1) + ["", "旁注"]], "典型做法清单")
    #expect(reading.places == ["T005 K1"])
    #expect(reading.first.tables[0].extraColumns == [11])
  }

  @Test func valuesWithoutHeadingFarDownAreReported() throws {
    var rows = [Form.practices] + (1...80).map(Form.practice)
    rows[75].append("旁注")
    let reading = try reading(rows, "典型做法清单")
    #expect(reading.places == ["T005 J1"])
    #expect(reading.first.tables[0].account.data == 80)
  }

  @Test func monthBeforeIsNotThisMonth() throws {
    let groups = Form.accidentGroups + ["上月", "同比"]
    let leaves = Form.accidentLeaves + ["事故起数", "事故起数"]
    let reading = try reading(
      [groups, leaves, Form.accident(1, "昆山") + ["7", "8"]], "事故统计表",
      merged: Form.accidentMerges(1))
    #expect(reading.places == ["T005 R2", "T005 S2"])
    #expect(reading.first.tables[0].layout.column(of: "accidents") == 4)
  }
}
