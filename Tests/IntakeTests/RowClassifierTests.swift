import Findings
import ListRecords
import Testing
import Values

@testable import Intake

@Suite struct RowClassifierTests {
  /// Kinds of the rows below a practices header, in short.
  private func kinds(_ rows: [[String]], header: [[String]] = [Form.practices]) -> RowAccount {
    let reading = Reading(csv: Form.csv(header + rows), path: "苏州市-典型做法清单.csv")
    return reading.first.tables.first?.account ?? RowAccount()
  }

  @Test func recordsAreRecords() {
    let account = kinds([Form.practice(1), Form.practice(2)])
    #expect(account.data == 2)
    #expect(account.read == 2)
  }

  @Test(arguments: [
    ["合计", "", "2项"], ["", "合　计", "2"], ["", "全市小计", "", "", "", "", "", "2"],
  ])
  func sumsAreSetAside(_ row: [String]) {
    let account = kinds([Form.practice(1), row])
    #expect(account.totals == 1)
    #expect(account.data == 1)
  }

  @Test(arguments: [
    ["", "无"], ["1", "无"], ["1", "昆山经济技术开发区", "无", "无", "无"], ["本月无"], ["1", "", "/"], ["零报告"],
    ["1", "昆山经济技术开发区", "/", "/", "/", "/", "/", "/"], ["说明：本月无典型做法"],
  ])
  func nilIsAStatement(_ row: [String]) {
    let account = kinds([row])
    #expect(account.nils == 1)
    #expect(account.setAside == account.read)
  }

  @Test func nilBesideRecordsIsReported() {
    let reading = Reading(
      csv: Form.csv([Form.practices, Form.practice(1), ["", "本月无"]]), path: "苏州市-典型做法清单.csv")
    #expect(reading.places == ["T007 3"])
    #expect(reading.findings.first?.value == "本月无")
    #expect(!reading.first.isNil(.practices))
  }

  @Test func zonesFiguresOfStrokesAreNoNil() {
    let strokes = ["1", "昆山经济技术开发区", ""] + [String](repeating: "/", count: 14)
    let reading = Reading(
      csv: Form.csv([Form.accidentsJoined, strokes]), path: "苏州市-事故统计表.csv")
    #expect(reading.first.tables[0].account.data == 1)
  }

  @Test(arguments: [
    ["注：数据截至5月31日"], ["备注:1.按月报送", "", "续"], ["填表人：赵某", "", "审核人：钱某", "", "联系电话：13800000001"],
    ["有关要求：1.每月3日前报送"], ["填报单位：苏州市商务局"], ["说明：以上均已核实"], ["以上数据由各开发区管委会提供并经市局汇总核对"],
  ])
  func notesAreSetAside(_ row: [String]) {
    let account = kinds([Form.practice(1), row])
    #expect(account.notes == 1)
    #expect(account.data == 1)
  }

  @Test func linesAfterANoteAreNotes() {
    let account = kinds([Form.practice(1), ["注："], ["1.按月报送"], ["2.不得空置"], Form.practice(2)])
    #expect(account.notes == 3)
    #expect(account.data == 2)
  }

  @Test(arguments: [
    ["1", "注册地在昆山的开发区", "某做法", "注意事项说明", "见效"], ["", "", "说明会制度", "每周召开一次"],
    ["3", "", "", "", "", "", "", "", "备注：待补充"],
    ["", "昆山经济技术开发区", "", "", "", "", "", "13800000001"],
  ])
  func doubtfulRowsStayRecords(_ row: [String]) {
    #expect(kinds([Form.practice(1), row]).data == 2)
  }

  @Test func headerRepeatedAfterAPageIsSetAside() {
    let numbers = (1...9).map(String.init)
    let account = kinds(
      [numbers, Form.practice(1), ["典型做法清单"], Form.practices, numbers, Form.practice(2)],
      header: [["典型做法清单"], Form.practices])
    #expect(account.headers == 3)
    #expect(account.data == 2)
    #expect(account.read == 5)
  }

  @Test func serialNumberAloneIsBlank() {
    let account = kinds([Form.practice(1), ["2"], ["3", "", " ", "　"], ["", "  "]])
    #expect(account.blanks == 2)
    #expect(account.read == 3)
  }

  @Test func sumOfAZonesSectorsIsAPart() {
    let rows = [
      ["1", "昆山经济技术开发区", "工贸"] + [String](repeating: "0", count: 14),
      ["", "昆山经济技术开发区", "合计"] + [String](repeating: "0", count: 14),
    ]
    let reading = Reading(csv: Form.csv([Form.accidentsJoined] + rows), path: "苏州市-事故统计表.csv")
    #expect(reading.first.tables[0].account.totals == 1)
    #expect(reading.first.tables[0].account.data == 1)
  }
}
