import Findings
import ListRecords
import ListSchema
import Testing
import Values

@testable import Intake

/// Several tables on one sheet: other lists below the first, or the same list again.
@Suite struct SeveralTablesTests {
  private static let hazards = [
    "序号", "开发区", "企业（单位）名称", "行业领域", "问题隐患描述", "隐患等级", "排查日期", "整改措施", "责任单位", "责任人",
    "整改时限", "整改状态",
  ]
  static let measures = [
    "序号", "开发区", "制度措施名称", "类别", "主要内容", "制定单位", "状态",
  ]

  private static func hazard(_ seq: Int) -> [String] {
    [
      "\(seq)", "昆山经济技术开发区", "甲公司", "工贸", "通道堵塞物料", "一般", "2022-05-12", "清理通道", "甲公司", "赵某",
      "2022-05-31", "未整改",
    ]
  }

  private static func measure(_ seq: Int) -> [String] {
    ["\(seq)", "昆山经济技术开发区", "会商制度", "制度", "每周会商一次并通报", "管委会", "制定中"]
  }

  private func tables(_ reading: Reading) -> [String] {
    reading.first.tables.map { table in
      let account = table.account
      return "\(table.list.rawValue) \(table.layout.firstHeaderRow):"
        + " \(account.read)=\(account.data)+\(account.setAside)"
    }
  }

  /// Rows of a sheet, none lost: those of tables and headers, and those above the first header.
  private func expectAllRows(_ reading: Reading, _ rows: Int, above: Int = 0) {
    let counted = reading.first.tables.map { table in
      table.account.read + table.layout.lastHeaderRow - table.layout.firstHeaderRow + 1
    }
    #expect(counted.reduce(above, +) == rows)
  }

  @Test func listsBelowOneAnotherAreAllRead() throws {
    let rows =
      [["一、问题隐患清单"], Self.hazards, Self.hazard(1), Self.hazard(2), [], ["二、制度措施清单"], Self.measures]
      + [Self.measure(1), [], ["三、典型做法清单"], Form.practices, Form.practice(1), Form.practice(2)]
      + [["四、事故统计表（单位：起、人、万元）"], Form.accidentsJoined, Form.accident(1, "昆山经济技术开发区")]
    let reading = Reading(try FormBook.sheet("四张清单", rows))
    #expect(reading.rules == [])
    #expect(
      tables(reading) == [
        "hazards 2: 3=2+1", "measures 7: 2=1+1", "practices 11: 3=2+1", "accidents 15: 1=1+0",
      ])
    expectAllRows(reading, 14, above: 1)
  }

  @Test func nothingNeedStandBetweenTwoLists() throws {
    let rows = [Self.hazards, Self.hazard(1), Self.measures, Self.measure(1)]
    let reading = Reading(try FormBook.sheet("Sheet1", rows))
    #expect(tables(reading) == ["hazards 1: 1=1+0", "measures 3: 1=1+0"])
    #expect(reading.rules == [])
  }

  @Test func listFarBelowALongOneIsFound() throws {
    let rows =
      [Self.hazards] + (1...300).map(Self.hazard) + [["填表人：赵某"], [], ["制度措施清单"], Self.measures]
      + (1...100).map(Self.measure) + [["合计", "100"]]
    let reading = Reading(try FormBook.sheet("Sheet1", rows))
    #expect(tables(reading) == ["hazards 1: 302=300+2", "measures 305: 101=100+1"])
    #expect(reading.rules == [])
  }

  @Test func tablesOfOneListAreReadAsOne() throws {
    let zone = { (title: String, from: Int) in
      [[title], Form.practices, Form.practice(from), Form.practice(from + 1), ["小计", "2项"], []]
    }
    let rows = zone("昆山典型做法清单", 1) + zone("吴江典型做法清单", 3)
    let reading = Reading(try FormBook.sheet("典型做法清单", rows))
    #expect(tables(reading) == ["practices 2: 8=4+4"])
    #expect(reading.first.tables[0].account.headers == 1)
    #expect(reading.rules == [])
  }

  @Test func titleInTheFirstColumnOfRecordsIsNone() throws {
    let header = Array(Form.practices.dropFirst())
    let row = { Array(Form.practice($0).dropFirst()) }
    let rows =
      [["典型做法清单"], header, row(1), ["吴江区典型做法清单"], header, row(2), ["填报单位：苏州市商务局", "", "2022年5月"]]
      + [["制度措施清单（全市）"], Self.measures, Self.measure(1)]
    let reading = Reading(try FormBook.sheet("Sheet1", rows))
    #expect(tables(reading) == ["practices 2: 6=2+4", "measures 9: 1=1+0"])
    #expect(reading.rules == [])
  }

  @Test func sameListInOtherColumnsIsReadByThem() throws {
    var other = Form.practices
    other.swapAt(1, 2)
    var row = Form.practice(2)
    row.swapAt(1, 2)
    let rows = [Form.practices, Form.practice(1), [], other, row]
    let reading = Reading(try FormBook.sheet("典型做法清单", rows))
    #expect(tables(reading) == ["practices 1: 1=1+0", "practices 4: 1=1+0"])
    #expect(reading.first.tables[1].layout.column(of: "zone") == 3)
  }

  @Test func secondHeaderOfThreeMergedRowsIsJoined() throws {
    let top = ["序号", "开发区", "行业领域", "事故情况"] + [String](repeating: "", count: 13)
    let groups = ["", "", ""] + Form.accidentGroups.dropFirst(3)
    let rows =
      [["典型做法清单"], Form.practices, ["", "无"], ["事故统计表"], top, Array(groups)]
      + [Form.accidentLeaves, ["", "", ""] + (1...14).map(String.init)]
      + [Form.accident(1, "昆山经济技术开发区")]
    let merged =
      ["A5:A7", "B5:B7", "C5:C7", "D5:Q5", "D6:G6", "H6:K6", "L6:O6", "P6:Q6"]
    let reading = Reading(try FormBook.sheet("Sheet1", rows, merged: merged))
    #expect(tables(reading) == ["practices 2: 2=0+2", "accidents 5: 1=1+0"])
    #expect(reading.first.isNil(.practices))
    #expect(reading.rules == [])
  }

  @Test func faultsOfASecondHeaderNameItsCells() throws {
    var header = Self.measures
    header[3] = "附件"
    let rows = [Form.practices, Form.practice(1), [], ["制度措施清单"], header, Self.measure(1)]
    let reading = Reading(try FormBook.sheet("Sheet1", rows))
    #expect(reading.places == ["T003 kind", "T005 D5"])
    #expect(reading.findings.allSatisfy { $0.place.list == .measures })
  }

  @Test func titleOfALaterTableMayNotNameAnotherBureau() throws {
    let below = { (line: String) in
      [Self.hazards] + (1...80).map(Self.hazard)
        + [[], ["制度措施清单"], [line], Self.measures, Self.measure(1)]
    }
    let other = Reading(try FormBook.sheet("Sheet1", below("填报单位：无锡市商务局")))
    #expect(other.rules == ["F007"])
    #expect(other.values(of: "F007")["actual"] == "文件“苏州市”，填报单位“无锡市”")
    #expect(other.first.refusal == "F007")
    let month = Reading(try FormBook.sheet("Sheet1", below("报告期：2022年4月")))
    #expect(month.places == ["F008 A84"])
    let same = Reading(try FormBook.sheet("Sheet1", below("填报单位：苏州市商务局")))
    #expect(same.rules == [])
  }

  @Test func emptyListBelowAnotherIsEmpty() throws {
    let rows = [Form.practices, Form.practice(1), ["制度措施清单"], Self.measures]
    let reading = Reading(try FormBook.sheet("Sheet1", rows))
    #expect(reading.rules == ["T006"])
    #expect(reading.findings[0].place.list == .measures)
  }

  @Test(arguments: [[], [["典型做法清单"]], [[], ["典型做法清单"]]])
  func headerOfAnEmptyListIsNotTheNextOnesUpperRow(_ between: [[String]]) throws {
    let rows = [["制度措施清单"], Self.measures] + between + [Form.practices, Form.practice(1)]
    let reading = Reading(try FormBook.sheet("Sheet1", rows))
    #expect(reading.first.tables.map(\.list) == [.measures, .practices])
    #expect(reading.rules == ["T006"])
    #expect(reading.findings[0].place.list == .measures)
  }

  @Test func listsInATextFileAreAllRead() {
    let rows = [["问题隐患清单"], Self.hazards, Self.hazard(1), ["制度措施清单"], Self.measures]
    let reading = Reading(csv: Form.csv(rows + [Self.measure(1)]), path: "苏州市.csv")
    #expect(tables(reading) == ["hazards 2: 2=1+1", "measures 5: 1=1+0"])
    #expect(reading.rules == [])
  }

  @Test func hiddenColumnIsSaidOnceForTheSheet() throws {
    let rows = [Form.practices, Form.practice(1), [], Self.measures, Self.measure(1)]
    let reading = Reading(
      try FormBook.sheet("Sheet1", rows, hiddenColumns: [5]))
    #expect(reading.places == ["T008 E"])
    let sheet = Reading(try FormBook.sheet("Sheet1", rows, state: "hidden"))
    #expect(sheet.places == ["T008"])
  }

  @Test(arguments: [
    ["制度措施名称", "昆山经济技术开发区", "企业名称的公示制度"], ["序号", "昆山经济技术开发区", "做法"], ["问题隐患清单"],
    ["典型做法", "无"],
  ])
  func recordsThatSpeakOfHeadingsEndNothing(_ row: [String]) throws {
    let rows = [Form.practices, Form.practice(1), row, Form.practice(2)]
    let reading = Reading(try FormBook.sheet("典型做法清单", rows))
    #expect(reading.first.tables.count == 1)
    #expect(reading.first.tables[0].account.read == 3)
    #expect(reading.first.tables[0].account.data >= 2)
  }
}

/// Sheets that ask for more than a submission does.
@Suite struct ManyHeadersTests {
  @Test func headerOnEveryPageIsOneTable() {
    let page = [Form.practices] + (1...3).map(Form.practice)
    let reading = Reading(
      csv: Form.csv([[[String]]](repeating: page, count: 1000).flatMap(\.self)),
      path: "苏州市-典型做法清单.csv")
    #expect(reading.first.tables.count == 1)
    #expect(reading.first.tables[0].account.data == 3000)
    #expect(reading.first.tables[0].account.headers == 999)
    #expect(reading.rules == [])
  }

  @Test func tablesBeyondAllUseAreRefused() {
    let tables = [Form.practices, Form.practice(1), SeveralTablesTests.measures]
    let rows = [[[String]]](repeating: tables, count: 110).flatMap(\.self)
    let reading = Reading(csv: Form.csv(rows), path: "苏州市.csv")
    #expect(reading.rules.contains("F005"))
    #expect(reading.values(of: "F005")["field"] == "一张工作表里的表格数")
  }

  @Test func rowsOfHeadingsThatHeadNothingAreRecords() {
    let row = ["企业", "名称", "昆山经济技术开发区", "做法", "成效明显", "未推广", "赵某", "13800000001"]
    let rows = [[String]](repeating: row, count: 1000)
    let reading = Reading(csv: Form.csv([Form.practices] + rows), path: "苏州市-典型做法清单.csv")
    #expect(reading.first.tables[0].account.data == 1000)
  }

  @Test func wordsOfHeadingsInAColumnAreRecords() {
    var rows: [[String]] = []
    for number in 1...1000 {
      rows.append(["企业", "昆山经济技术开发区", "做法\(number)", "一二三四五", "成效明显", "未推广", "赵某", "名称"])
    }
    let reading = Reading(csv: Form.csv([Form.practices] + rows), path: "苏州市-典型做法清单.csv")
    #expect(reading.first.tables[0].account.data == 1000)
  }

  @Test func headerInOtherWordsIsARepetitionToo() {
    var other = Form.practices
    other[2] = "典型做法名称"
    other[4] = "工作成效"
    let rows = [Form.practices, Form.practice(1), other, Form.practice(2), other, Form.practice(3)]
    let reading = Reading(csv: Form.csv(rows), path: "苏州市-典型做法清单.csv")
    #expect(reading.first.tables.count == 1)
    #expect(reading.first.tables[0].account.headers == 2)
    #expect(reading.first.tables[0].account.data == 3)
  }
}
