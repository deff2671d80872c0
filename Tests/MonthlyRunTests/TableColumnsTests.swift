import Findings
import Intake
import ListSchema
import Testing
import Values

@testable import MonthlyRun

/// What a check says of the columns.
@Suite struct TableColumnsTests {
  private let resources: Resources

  init() throws { resources = try Resources(templates: nil) }

  private static let header = ["序号", "开发区", "做法名称", "主要做法", "取得成效", "推广情况", "联系人", "联系电话"]

  private func differences(_ rows: [[String]]) throws -> [String] {
    try tables(rows).flatMap { $0.differences(resources.definitions) }
  }

  @Test func headingsOfTheFormNeedNoWord() throws {
    let spaced = ["序 号", "开　发　区", "做法名称*", "主要做法：", "取得成效（必填）", "推廣情況", "联系人", "联系电话"]
    for header in [Self.header, spaced] { #expect(try differences([header]) == []) }
  }

  @Test func groupsAndUnitsInRowsOfTheirOwnAreTheForms() throws {
    let rows = [
      "序号,开发区,本月,,,,其中,,,,1—本月累计,", ",,事故起数,死亡人数,重伤人数,直接经济损失,一般事故,较大事故,重大事故,特别重大事故,事故起数,死亡人数",
      ",,起,人,人,万元,起,起,起,起,起,人", "1,江苏丹阳经济开发区,0,0,0,0,0,0,0,0,0,0",
    ].map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(try differences(rows) == [])
  }

  @Test func otherNamesAreShownWithWhatTheyMean() throws {
    var header = Self.header
    header[1] = "所在园区"
    header[4] = "工作成效"
    header[7] = "手机"
    #expect(
      try differences([header]) == [
        "B  所在园区 → 未识别，原样保留；您是否指“开发区”？", "E  工作成效 → 取得成效", "H  手机 → 联系电话",
      ])
  }

  @Test func unknownHeadingIsAskedAbout() throws {
    var header = Self.header
    header[4] = "取得的成绩效果"
    header += ["附件页数", "联系电话2"]
    let lines = try differences([header])
    #expect(lines.contains("E  取得的成绩效果 → 未识别，原样保留；您是否指“取得成效”？"))
    #expect(lines.contains("I  附件页数 → 未识别，原样保留"))
    // The field has its column: another can't be meant.
    #expect(lines.contains("J  联系电话2 → 未识别，原样保留"))
  }

  @Test func claimsAndUnitsAreExplained() throws {
    #expect(
      try differences([Self.header + ["手机"]]) == ["I  手机 → 与 H 列重复，都是“联系电话”"])
    let accidents = resources.definitions[.accidents].fields.map(\.heading).map {
      $0 == "本月直接经济损失（万元）" ? "本月直接经济损失（元）" : $0
    }
    #expect(
      try differences([accidents]) == [
        "H  本月直接经济损失（元） → 未识别，原样保留（单位是元，不是“本月直接经济损失（万元）”）"
      ])
  }

  @Test func summaryNamesTheTablesWhereThereAreSeveral() throws {
    let one = try #require(try tables([Self.header]).first)
    let same = HeadingSummary([("甲.csv", one)], resources.definitions)
    #expect(same.remark == "；表头 8 列与表样相同")
    #expect(same.lines == [])
    // A column that is not there is no likeness.
    let without = try #require(try tables([Self.header.filter { $0 != "取得成效" }]).first)
    let lacking = HeadingSummary([("甲.csv", without)], resources.definitions)
    #expect(lacking.remark == "；表头 7 列，缺“取得成效”" && lacking.lines == [])
    #expect(
      HeadingSummary([("甲.csv", one), ("乙.csv", without)], resources.definitions).remark
        == "；表头 15 列，缺“取得成效”")
    var header = Self.header
    header[7] = "手机"
    let other = try #require(try tables([header]).first)
    let both = HeadingSummary([("甲.csv", one), ("乙.csv", other)], resources.definitions)
    #expect(both.remark == "；表头 16 列，其中 1 列与表样不同：")
    #expect(both.lines == ["（乙.csv 第 1 行）", "H  手机 → 联系电话"])
  }

  private func tables(_ rows: [[String]]) throws -> [TableColumns] {
    let text = rows.map { $0.joined(separator: ",") + "\n" }.joined()
    var sink = FindingSink(RuleSeverities([:]))
    return SubmissionReader(resources.definitions)
      .open(Array(text.utf8), path: "镇江市-清单.csv", into: &sink)[0].tables.map { TableColumns($0) }
  }
}
