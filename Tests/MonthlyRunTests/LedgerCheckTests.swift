import Findings
import MonthlyRun
import Receipts
import Report
import Testing
import Values

/// `validate --ledger`: what the merge would find, before a bureau sends.
@Suite struct LedgerCheckTests {
  private let workspace: Workspace
  init() throws { workspace = try Workspace() }

  private func check(
    _ input: String, period: String = "2022-05", ledger: String = "2022-04/汇总"
  ) async throws -> ValidateRun.Outcome {
    let request = ValidateRun.Request(
      inputs: ["\(workspace.root)/\(input)"], period: Period(period),
      ledgerFolder: "\(workspace.root)/\(ledger)")
    return try await ValidateRun(
      request, settings: RunSettings(now: try #require(Instant("2022-06-02T09:00:00+08:00"))),
      resources: Resources(templates: nil)
    ).run()
  }

  private func places(_ outcome: ValidateRun.Outcome, _ letter: Character) -> [String] {
    outcome.findings.filter { $0.rule.rawValue.first == letter }.map { finding in
      [finding.rule.rawValue, finding.place.cell, finding.value].compactMap(\.self)
        .joined(separator: " ")
    }
  }

  private func mergeApril() async throws {
    try workspace.writeHazards(
      [
        HazardList.row("传动轴没有防护罩"),
        HazardList.row("配电箱没有接地", ["整改状态": "已销号", "整改完成日期": "2022-04-20", "销号日期": "2022-04-21"]),
        HazardList.row("安全出口堵塞", ["隐患等级": "重大", "督办级别": "市级", "督办单位": "常州市商务局"]),
        HazardList.row("叉车没有检验"),
      ], "2022-04")
    try await workspace.merge("2022-04")
  }

  @Test func everyRuleOfTheLedgerSpeaksAtItsCell() async throws {
    try await mergeApril()
    try workspace.writeHazards(
      [
        HazardList.row("传动轴没有防护罩", ["隐患编号": "320400-202204-0001", "整改时限": "2022-10-31"]),
        HazardList.row("配电箱没有接地", ["隐患编号": "320400-202204-0002"]),
        HazardList.row("安全出口堵塞了", ["隐患编号": "320400-202204-0003"]),
        HazardList.row("没有这个编号", ["隐患编号": "320400-202204-0099"]),
        HazardList.row("别人的编号", ["隐患编号": "320500-202204-0001"]),
      ], "2022-05")
    let outcome = try await check("2022-05/常州市-问题隐患清单.csv")
    #expect(
      places(outcome, "L") == [
        "L001 320400-202204-0004", "L004 L2 2022-10-31", "L002 M3 未整改", "L006 F4 安全出口堵塞了",
        "L003 G4 一般", "L005 A5 320400-202204-0099", "L007 A6 320500-202204-0001",
      ])
    #expect(!outcome.verdict.isSendable)
    #expect(outcome.files.first?.findings.contains { $0.rule == "L004" } == true)
    // The merge finds the same.
    let merged = try await workspace.merge("2022-05")
    let own = outcome.findings.filter { $0.rule.rawValue.first == "L" }
    #expect(merged.month.findings.filter { $0.rule.rawValue.first == "L" } == own)
  }

  @Test func valuesUnderAnErrorLeaveTheLedgerAsItWas() async throws {
    try await mergeApril()
    let april = try workspace.ledgerRows("2022-04")
    let fourth = ["隐患编号": "320400-202204-0004", "企业（单位）名称": "厂", "开发区": "南京经济技术开发区"]
    try workspace.writeHazards(
      [
        HazardList.row("叉车没有检验", fourth.merging(["隐患部位": "二车间"]) { $1 })
      ], "2022-05")
    let outcome = try await check("2022-05/常州市-问题隐患清单.csv")
    #expect(places(outcome, "V") == ["V013 B2 南京经济技术开发区", "V005 C2 厂"])
    #expect(!places(outcome, "L").contains { $0.hasPrefix("L006") })
    try await workspace.merge("2022-05")
    let may = try workspace.ledgerRows("2022-05")
    let number = "320400-202204-0004"
    for field in ["zone", "enterprise"] { #expect(may[number]?[field] == april[number]?[field]) }
    #expect(may[number]?["place"] == "二车间")
    // Filed without its number it is still known.
    try workspace.writeHazards([HazardList.row("叉车没有检验")], "2022-06")
    try await workspace.merge("2022-06")
    #expect(try workspace.ledgerRows("2022-06").count == 4)
  }

  @Test func hazardWithoutItsNumberIsKnown() async throws {
    try await mergeApril()
    try workspace.writeHazards(
      ["传动轴没有防护罩", "安全出口堵塞", "叉车没有检验"].map { description in
        HazardList.row(
          description,
          description == "安全出口堵塞" ? ["隐患等级": "重大", "督办级别": "市级", "督办单位": "常州市商务局"] : [:])
      }, "2022-05")
    let outcome = try await check("2022-05/常州市-问题隐患清单.csv")
    #expect(places(outcome, "L").isEmpty)
    #expect(outcome.findings.count { $0.rule == "H013" } == 3)
  }

  @Test func explainedWarningDoesNotCount() async throws {
    try await mergeApril()
    try workspace.writeHazards(
      [
        HazardList.row(
          "传动轴没有防护罩",
          ["隐患编号": "320400-202204-0001", "整改时限": "2022-10-31", "核实说明": "设备订货周期长"])
      ], "2022-05")
    let outcome = try await check("2022-05/常州市-问题隐患清单.csv")
    let putOff = try #require(outcome.findings.first { $0.rule == "L004" })
    #expect(putOff.isExplained)
    #expect(outcome.verdict.explained == 1)
  }

  @Test func nilLeavesHazardsOutAndAnEmptyListSaysNothing() async throws {
    try await mergeApril()
    try workspace.write(
      HazardList(rows: [["开发区": "无"]]).text, to: "2022-05/常州市-问题隐患清单.csv")
    let stated = try await check("2022-05/常州市-问题隐患清单.csv")
    #expect(
      places(stated, "L") == [1, 3, 4].map { "L001 320400-202204-000\($0)" })
    #expect(
      stated.findings.filter { $0.rule == "L001" }.allSatisfy {
        $0.place.file == "常州市-问题隐患清单.csv" && $0.place.list == .hazards && $0.place.row == nil
      })
    try workspace.write(HazardList(rows: []).text, to: "2022-05/常州市-问题隐患清单.csv")
    let empty = try await check("2022-05/常州市-问题隐患清单.csv")
    #expect(places(empty, "L").isEmpty && places(empty, "T") == ["T006"])
  }

  /// T003: what the header leaves untold is not held against the rows.
  @Test func faultyHeaderSilencesTheLedger() async throws {
    try await mergeApril()
    let text = HazardList(rows: [HazardList.row("传动轴没有防护罩")]).text
      .replacing("问题隐患描述", with: "情况")
    try workspace.write(text, to: "2022-05/常州市-问题隐患清单.csv")
    let outcome = try await check("2022-05/常州市-问题隐患清单.csv")
    #expect(places(outcome, "L").isEmpty && places(outcome, "T").contains { $0.hasPrefix("T003") })
  }

  @Test func earlierMonthsShowSameTextsAndBrokenTotals() async throws {
    try workspace.addMonth("2022-05") { $0.hasPrefix("南通市") || $0.hasPrefix("常州市") }
    try await workspace.merge("2022-05")
    try workspace.addMonth("2022-06") { $0.hasPrefix("南通市") || $0.hasPrefix("常州市") }
    let practices = OutputTable(try workspace.read("2022-05/汇总/data/practices.csv"))
    let practice = try #require(practices.rows.first)
    let content = try #require(practice["content"])
    try workspace.write(
      "开发区,做法名称,主要做法,取得成效,联系人,联系电话\r\n南通经济技术开发区,隐患联合会诊制度,\(content),整改率明显提高,张三,13800000000\r\n",
      to: "2022-06/南通市/典型做法清单.csv")
    let outcome = try await check("2022-06/南通市", period: "2022-06", ledger: "2022-05/汇总/data")
    let rules = Set(outcome.findings.map(\.rule.rawValue))
    #expect(rules.contains("A005") && rules.contains("P001"))
    let same = try #require(outcome.findings.first { $0.rule == "P001" })
    #expect(try ruleTexts().message(of: same).contains("2022年5月"))
  }

  /// A ledger two months old still knows the hazards; cumulative figures can't be compared with it.
  @Test func olderLedgerIsUsedForHazardsOnly() async throws {
    try await mergeApril()
    try workspace.writeHazards(
      [HazardList.row("没有这个编号", ["隐患编号": "320400-202204-0099"])], "2022-06")
    let outcome = try await check("2022-06/常州市-问题隐患清单.csv", period: "2022-06")
    #expect(places(outcome, "L").last == "L005 A2 320400-202204-0099")
    #expect(outcome.verdict.notChecked.contains("与上月累计数的对照（--ledger 是2022年4月的）"))
  }

  @Test func ledgerOfTheMonthItselfIsRefused() async throws {
    try await mergeApril()
    do {
      _ = try await check("2022-04/常州市-问题隐患清单.csv", period: "2022-04")
      Issue.record("every hazard would be told as known")
    } catch ValidateError.ledger(.notEarlier(let month, let period)) {
      #expect(month == period && month == Period("2022-04"))
    }
  }
}
