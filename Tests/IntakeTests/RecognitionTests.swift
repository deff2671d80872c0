import Findings
import ListRecords
import Testing
import Values

@testable import Intake

@Suite struct RecognitionTests {
  private let rows = [Form.practices, Form.practice(1)]

  private func read(_ path: String, title: [[String]] = []) throws -> Reading {
    Reading(try FormBook.sheet("典型做法清单", title + rows), path: path)
  }

  private func bureau(_ path: String, title: [[String]] = []) throws -> Int32? {
    try read(path, title: title).first.bureau?.rawValue
  }

  @Test func bureauIsToldByFolderNameOrLine() throws {
    #expect(try bureau("苏州市/典型做法清单.xlsx") == 320_500)
    #expect(try bureau("無錫市商務局-典型做法清单.xlsx") == 320_200)
    #expect(try bureau("suzhou.xlsx") == 320_500)
    #expect(try bureau("1.xlsx", title: [["填报单位：连云港市商务局（盖章）"]]) == 320_700)
    #expect(try bureau("1.xlsx", title: [["填报单位：", "泰州市"]]) == 321_200)
    #expect(try bureau("1.xlsx", title: [["淮安市典型做法清单"]]) == 320_800)
  }

  @Test func bureauBelowTheTableCounts() throws {
    let bytes = try FormBook.sheet("典型做法清单", rows + [["填报单位：宿迁市商务局"]])
    #expect(Reading(bytes, path: "1.xlsx").first.bureau?.rawValue == 321_300)
  }

  @Test func bureauOfACoverSheetCounts() throws {
    let sheets = [
      FormBook.Sheet(name: "封面", rows: [["填报单位：徐州市商务局"]]),
      FormBook.Sheet(name: "典型做法清单", rows: rows),
    ]
    let reading = Reading(try FormBook(sheets: sheets).bytes(), path: "1.xlsx")
    #expect(reading.first.bureau?.rawValue == 320_300)
    #expect(reading.rules == ["T012"])
  }

  @Test func bureauThatNothingNamesIsUnknown() throws {
    let reading = try read("典型做法清单.xlsx")
    #expect(reading.rules == ["F006"])
    #expect(reading.first.refusal == "F006")
    #expect(reading.first.tables.count == 1)
  }

  @Test(arguments: [
    ("南京市/苏州市.xlsx", ""), ("苏州市.xlsx", "填报单位：南京市商务局"), ("南京市/典型做法.xlsx", "填报单位：苏州市"),
    ("苏州市.xlsx", "南京市典型做法清单"),
  ])
  func differentBureausDisagree(_ path: String, _ line: String) throws {
    let reading = try read(path, title: [[line, "填报人：赵某"]])
    #expect(reading.rules == ["F007"])
    let values = reading.values(of: "F007")
    #expect(values["actual"]?.contains("南京市") == true)
    #expect(values["actual"]?.contains("苏州市") == true)
    #expect(reading.first.refusal == "F007")
  }

  @Test func namesOfAgreeingSourcesDoNotDisagree() throws {
    #expect(
      try read("苏州市/苏州-典型做法.xlsx", title: [["填报单位：苏州市商务局开发区处"]]).rules == [])
  }

  @Test func bureauGivenByTheCallerCounts() throws {
    var sink = FindingSink(everyRule)
    let reader = SubmissionReader(shipped, bureau: BureauCode(rawValue: 320_500))
    let bytes = try FormBook.sheet("典型做法清单", rows)
    #expect(reader.open(bytes, path: "1.xlsx", into: &sink)[0].bureau?.rawValue == 320_500)
    _ = reader.open(bytes, path: "南京市.xlsx", into: &sink)
    #expect(sink.findings.map(\.rule) == ["F007"])
  }

  @Test(arguments: [
    [["典型做法清单（2022年4月）"]], [["典型做法清单"], ["填报单位：苏州市", "报告期：2022-04"]],
    [["典型做法清单"], ["报告期", "2022年4月"]],
  ])
  func wrongMonthIsReportedAtItsCell(_ title: [[String]]) throws {
    let reading = try read("苏州市.xlsx", title: title)
    #expect(reading.rules == ["F008"])
    #expect(reading.first.statedPeriod?.description == "2022-04")
    #expect(reading.values(of: "F008") == ["actual": "2022年4月", "expected": "2022年5月"])
    #expect(reading.findings[0].place.row == title.count)
    #expect(reading.first.refusal == "F008")
  }

  @Test(arguments: [[["4月份典型做法清单"]], [["典型做法清单"], ["报告期：", "4月"]]])
  func wrongMonthNeedsNoYear(_ title: [[String]]) throws {
    let reading = try read("苏州市.xlsx", title: title)
    #expect(reading.rules == ["F008"])
    #expect(reading.values(of: "F008") == ["actual": "4月", "expected": "2022年5月"])
    #expect(reading.first.statedPeriod == nil)
  }

  @Test(arguments: [
    "5月份典型做法清单", "1-5月典型做法清单", "报告期：5月", "填报日期：6月2日", "请各地6月3日前报送典型做法清单",
    "2022.5典型做法清单",
    "填报日期：2022年6月2日", "填报时间：2022年6月", "截至2022年6月2日", "典型做法清单（2022年5月）", "2022年1—5月典型做法清单",
    "2022年6月1日印发",
  ])
  func otherDatesAreNoMonth(_ line: String) throws {
    #expect(try read("苏州市.xlsx", title: [[line]]).rules == [])
  }

  @Test func withoutPeriodNoMonthIsWrong() throws {
    let bytes = try FormBook.sheet("典型做法清单", [["典型做法清单（2022年4月）"]] + rows)
    let reading = Reading(bytes, period: nil)
    #expect(reading.rules == [])
    #expect(reading.first.statedPeriod?.description == "2022-04")
  }

  @Test func listIsToldByItsHeaderWhateverTheNames() throws {
    let reading = Reading(try FormBook.sheet("Sheet1", rows), path: "苏州市-附件3.xlsx")
    #expect(reading.first.lists == [.practices])
    #expect(reading.rules == [])
  }

  @Test func headerOutweighsTheSheetsName() throws {
    let measure = ["1", "昆山", "制度名称", "", "制度", "主要内容是这样", "苏州市商务局", "制定中", ""]
    let reading = Reading(try FormBook.sheet("典型做法清单", [Form.measures, measure]))
    #expect(reading.first.lists == [.measures])
  }

  @Test func sheetNamedAsAListNeedsAHeader() throws {
    let sheets = [
      FormBook.Sheet(name: "典型做法清单", rows: rows),
      FormBook.Sheet(name: "问题隐患清单", rows: [["本月情况见附件"], ["一、总体情况", "良好"]]),
      FormBook.Sheet(
        name: "填报说明", rows: [["隐患等级", "整改状态", "行业领域", "隐患来源"], ["一般", "未整改", "消防"]]),
      FormBook.Sheet(name: "Sheet3", rows: []),
    ]
    let reading = Reading(try FormBook(sheets: sheets).bytes())
    #expect(reading.rules == ["T012", "T002"])
    #expect(reading.findings[1].place.sheet == "问题隐患清单")
    #expect(reading.findings[1].place.list == .hazards)
    #expect(reading.first.unreadLists == [.init(list: .hazards, sheet: "问题隐患清单")])
    #expect(reading.first.otherSheets == ["填报说明"])
    #expect(reading.first.refusal == nil)
  }

  @Test func fileOfNoListIsReported() throws {
    let reading = Reading(try FormBook.sheet("Sheet1", [["名称", "数量"], ["灭火器", "3"]]))
    #expect(reading.rules == ["T002"])
    let text = Reading(csv: "名称,数量\n灭火器,3\n", path: "南京市/问题隐患清单.csv")
    #expect(text.rules == ["T002"])
    #expect(text.findings[0].place.list == .hazards)
  }

  @Test func tableThatSharesSomeHeadingsIsNoList() throws {
    let sheets = [
      FormBook.Sheet(name: "典型做法清单", rows: rows),
      FormBook.Sheet(
        name: "企业名单", rows: [["序号", "开发区", "企业名称", "联系人", "联系电话"], ["1", "昆山", "某厂", "赵某", "1"]]),
    ]
    #expect(Reading(try FormBook(sheets: sheets).bytes()).rules == ["T012"])
  }
}
