import Findings
import MonthlyRun
import Receipts
import Report
import Testing
import Values

/// What single cells say, and what follows for the rules and the ledger.
@Suite struct FiledValuesTests {
  private let workspace: Workspace
  init() throws { workspace = try Workspace() }

  /// Rule and cell, or row, of each finding on a list of 常州市.
  private func findings(
    _ list: String, _ heading: String, _ rows: [String], period: String = "2022-05"
  ) async throws -> [String] {
    let file = "\(period)/常州市-\(list).csv"
    try workspace.write(([heading] + rows).map { $0 + "\r\n" }.joined(), to: file)
    let request = ValidateRun.Request(
      inputs: ["\(workspace.root)/\(file)"], period: Period(period), ledgerFolder: nil)
    return try await ValidateRun(
      request, settings: RunSettings(now: try #require(Instant("2023-03-02T09:00:00+08:00"))),
      resources: Resources(templates: nil)
    ).run().findings.map { finding in
      let place = finding.place.cell ?? finding.place.row.map { "\($0)" } ?? ""
      let actual = finding.values.first { $0.name == "actual" }?.text ?? ""
      return "\(finding.rule.rawValue) \(place) \(actual)".trimmed
    }.filter { !$0.hasPrefix("A008") && !$0.hasPrefix("H013") }
  }

  private static let accidents = [
    "开发区", "行业领域", "本月事故起数", "本月死亡人数", "本月重伤人数", "本月直接经济损失（万元）", "其中：一般事故",
    "其中：较大事故", "其中：重大事故", "其中：特别重大事故", "累计事故起数", "累计死亡人数",
  ].joined(separator: ",")

  @Test func dueDateRestsOnTheDayFoundWhereverItsColumnStands() async throws {
    let heading = "开发区,企业（单位）名称,行业领域,问题隐患描述,隐患等级,整改时限,排查日期,整改措施,责任单位,责任人,整改状态"
    func row(_ name: String, _ due: String) -> String {
      "江苏常州经济开发区,\(name),工贸,安全出口堵塞,一般,\(due),12月1日,立即清理,安环部,张三,整改中"
    }
    #expect(
      try await findings(
        "问题隐患清单", heading, [row("甲公司", "12月21日"), row("乙公司", "立即整改")], period: "2023-02")
        == [
          "H010 F2", "V011 F2 2022-12-21", "V011 G2 2022-12-01", "H010 F3", "V011 G3 2022-12-01",
        ])
  }

  @Test func cellsThatCanNotBeReadHideTheRulesOnTwins() async throws {
    let heading = "开发区,企业（单位）名称,行业领域,问题隐患描述,隐患等级,排查日期,整改措施,责任单位,责任人,整改时限,整改状态"
    let hazard =
      "江苏常州经济开发区,甲公司,工贸,同上,一般,2022-05-10,立即清理,安环部,张三,2022-06-30,整改中"
    #expect(try await findings("问题隐患清单", heading, [hazard, hazard]) == ["V010 D2", "V010 D3"])
    let measure = "无,安全管理制度,制度,主要内容是加强安全管理工作,管委会办公室,制定中"
    #expect(
      try await findings(
        "制度措施清单", "开发区,制度措施名称,类别,主要内容,制定单位,状态", [measure, measure])
        == ["V010 A2", "V010 A3"])
    let zeros = ",0,0,0,0,0,0,0,0,0,0"
    #expect(
      try await findings(
        "事故统计表", Self.accidents, ["江苏常州经济开发区,胡" + zeros, "江苏常州经济开发区," + zeros])
        == ["V004 B2"])
  }

  @Test func wholeOfTheSectorsIsNoSectorOfItsOwn() async throws {
    let zeros = ",0,0,0,0,0,0,0,0,0,0"
    #expect(
      try await findings("事故统计表", Self.accidents, ["江苏常州经济开发区,全部" + zeros]) == [])
    #expect(
      try await findings(
        "事故统计表", Self.accidents, ["江苏常州经济开发区,全部" + zeros, "江苏常州经济开发区,工贸" + zeros])
        == ["A011 2"])
  }

  @Test(arguments: [
    ("2,12,0,0,1,0,0,0,2,12", ["A002 C2 2", "A003 D2"]), ("2,2,0,0,1,0,0,0,2,2", ["A002 C2 2"]),
    ("2,2,0,0,0,0,0,0,2,2", ["A002 C2 2"]), ("1,2,0,0,1,0,0,0,1,2", []),
    ("1,12,0,0,1,0,0,1,1,12", ["A002 C2 1", "A010 J2"]),
  ])
  func harmIsComparedWithTheLevelsStated(figures: String, rules: [String]) async throws {
    #expect(
      try await findings("事故统计表", Self.accidents, ["江苏常州经济开发区,," + figures]) == rules)
  }

  @Test func numberIsReadFullWidthAndWithoutInvisibleCharacters() async throws {
    let names = ["安全出口堵塞甲", "安全出口堵塞乙", "安全出口堵塞丙"]
    try workspace.writeHazards(names.map { HazardList.row($0) }, "2022-04")
    try await workspace.merge("2022-04")
    let filed = ["３２０４００－２０２２０４－０００１", "320400-202204-0002\u{200B}", "３２０４００-202204-0003"]
    try workspace.writeHazards(
      zip(names, filed).map { HazardList.row($0, ["隐患编号": $1, "责任人": "李四"]) }, "2022-05")
    let outcome = try await workspace.merge("2022-05")
    #expect(!outcome.month.findings.contains { "VL".contains($0.rule.rawValue.prefix(1)) })
    let hazards = OutputTable(try workspace.read("2022-05/汇总/data/hazards.csv")).rows
    #expect(
      hazards.map { $0["hazard_id"] }
        == ["320400-202204-0001", "320400-202204-0002", "320400-202204-0003"])
    #expect(hazards.first?["hazard_id_filed"] == filed[0])
    let ledger = try workspace.ledgerRows("2022-05")
    #expect(ledger.values.allSatisfy { $0["responsible_person"] == "李四" })
  }

  @Test func columnThatIsLeftOutLeavesTheLedgerAsItWas() async throws {
    try workspace.writeHazards(
      [HazardList.row("安全出口堵塞", ["隐患部位": "一号仓库", "隐患等级": "重大", "督办级别": "市级", "督办单位": "常州市商务局"])],
      "2022-04")
    try await workspace.merge("2022-04")
    try workspace.writeHazards([], "2022-05")
    let heading = "隐患编号,开发区,企业（单位）名称,行业领域,问题隐患描述,隐患等级,排查日期,整改措施,责任单位,责任人,整改时限,整改状态,督办单位"
    let row =
      "320400-202204-0001,江苏常州经济开发区,常州某机械有限公司,工贸,安全出口堵塞,重大,2022-04-12,加装防护罩并培训,安环部,张三,2022-09-30,未整改,"
    try workspace.write("\(heading)\r\n\(row)\r\n", to: "2022-05/常州市-问题隐患清单.csv")
    try await workspace.merge("2022-05")
    let entry = try #require(try workspace.ledgerRows("2022-05")["320400-202204-0001"])
    #expect(entry["place"] == "一号仓库" && entry["supervision_level"] == "市级")
    // The column is there and empty: that is said.
    #expect(entry["supervision_unit"] == "")
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
