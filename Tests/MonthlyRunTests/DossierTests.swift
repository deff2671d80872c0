import Findings
import MonthlyRun
import Report
import Testing

/// What the report says of single hazards: the 重大隐患督办 table, and 一患一档.
@Suite struct DossierTests {
  private let workspace: Workspace
  init() throws { workspace = try Workspace() }

  private static func major(
    _ description: String, _ cells: [String: String] = [:]
  ) -> [String: String] {
    HazardList.row(
      description,
      ["隐患等级": "重大", "督办级别": "市级", "督办单位": "常州市商务局"].merging(cells) { $1 })
  }

  private func sheet(_ name: String, _ month: String) throws -> WorkbookCells {
    let bytes = try workspace.read("\(month)/汇总/全省汇总-\(month).xlsx")
    return try #require(try WorkbookCells.sheets(bytes)[name])
  }

  private func mergeApril() async throws {
    try workspace.writeHazards(
      [
        Self.major("储罐没有防雷接地", ["整改时限": "2022-05-20"]), Self.major("消防水泵不能启动"),
        HazardList.row("传动轴没有防护罩"),
      ], "2022-04")
    try await workspace.merge("2022-04")
  }

  /// A hazard that the bureau has left out is supervised all the same, and its days go on.
  @Test func majorHazardLeftOutStaysOnTheTable() async throws {
    try await mergeApril()
    try workspace.writeHazards([Self.major("消防水泵不能启动", ["隐患编号": "320400-202204-0002"])], "2022-05")
    let outcome = try await workspace.merge("2022-05")
    #expect(outcome.month.findings.count { $0.rule == "L001" } == 2)
    let cells = try sheet("重大隐患督办", "2022-05")
    let row = try #require(cells.row(where: 1, is: "320400-202204-0001"))
    #expect(cells[row, 5] == "储罐没有防雷接地" && cells[row, 2] == "常州市")
    #expect(cells[row, 12] == "49" && cells[row, 13] == "-11")
    #expect(cells[row, 14] == "未整改" && cells[row, 15] == "本月未报")
    #expect(cells[row + 1, 1] == "320400-202204-0002" && cells[row + 1, 15] == "")
    let page = try workspace.text("2022-05/汇总/全省汇总-2022-05.html")
    #expect(page.contains("未销号的重大隐患 2 条（含按台账列入的：本月未报送的 1 条），时限近的在前"))
    #expect(page.contains("<b class=\"caution\">本月未报</b>"))
    // What the month's figures leave out is told beside them.
    #expect(page.contains("<p>台账中另有本月未报送的未销号隐患 2 条（重大 1 条，逾期 1 条）。</p>"))
  }

  /// What the ledger holds as 重大 is supervised, whatever the month's list calls it.
  @Test func majorHazardFiledAsOrdinaryStaysOnTheTable() async throws {
    try await mergeApril()
    try workspace.writeHazards(
      [
        HazardList.row("储罐没有防雷接地", ["隐患编号": "320400-202204-0001"]),
        HazardList.row("消防水泵不能启动", ["隐患编号": "320400-202204-0002", "隐患等级": "较大"]),
        HazardList.row("传动轴没有防护罩", ["隐患编号": "320400-202204-0003"]),
      ], "2022-05")
    let outcome = try await workspace.merge("2022-05")
    #expect(outcome.month.findings.count { $0.rule == "L003" } == 1)
    let cells = try sheet("重大隐患督办", "2022-05")
    let downgraded = try #require(cells.row(where: 1, is: "320400-202204-0001"))
    #expect(cells[downgraded, 14] == "未整改" && cells[downgraded, 15] == "本月填为一般，见 L003")
    let unreadable = try #require(cells.row(where: 1, is: "320400-202204-0002"))
    #expect(cells[unreadable, 15] == "本月隐患等级无法识别")
    #expect(cells.row(where: 1, is: "320400-202204-0003") == nil)
    let page = try workspace.text("2022-05/汇总/全省汇总-2022-05.html")
    #expect(page.contains("未销号的重大隐患 2 条（含按台账列入的：本月填为一般的 1 条，等级无法识别的 1 条），"))
    #expect(page.contains("<b class=\"caution\">本月填为一般，见 L003</b>"))
    #expect(!page.contains("台账中另有"))
  }

  @Test func majorHazardFiledAsOrdinaryAndClosedLeavesTheTable() async throws {
    try await mergeApril()
    try workspace.writeHazards(
      [
        HazardList.row(
          "储罐没有防雷接地",
          [
            "隐患编号": "320400-202204-0001", "整改状态": "已销号", "整改完成日期": "2022-05-18",
            "销号日期": "2022-05-19",
          ])
      ], "2022-05")
    try await workspace.merge("2022-05")
    let cells = try sheet("重大隐患督办", "2022-05")
    #expect(cells.row(where: 1, is: "320400-202204-0001") == nil)
    #expect(cells.row(where: 1, is: "320400-202204-0002") != nil)
  }

  @Test func bureauThatSendsNothingKeepsItsMajorHazards() async throws {
    try await mergeApril()
    try workspace.write("x", to: "2022-05/常州市-典型做法清单.csv")
    try await workspace.merge("2022-05")
    let cells = try sheet("重大隐患督办", "2022-05")
    #expect(cells.row(where: 1, is: "320400-202204-0001") != nil)
    #expect(cells.row(where: 1, is: "320400-202204-0002") != nil)
    #expect(cells.row(where: 1, is: "320400-202204-0003") == nil)
  }

  @Test func ledgerTellsEachHazardsHistory() async throws {
    try await mergeApril()
    try workspace.writeHazards(
      [
        Self.major(
          "储罐没有防雷接地",
          ["隐患编号": "320400-202204-0001", "整改时限": "2022-05-20", "整改状态": "整改中", "责任人": "李四"]),
        Self.major(
          "消防水泵不能启动",
          [
            "隐患编号": "320400-202204-0002", "整改状态": "已销号", "整改完成日期": "2022-05-18",
            "销号日期": "2022-05-19",
          ]),
        HazardList.row("传动轴没有防护罩", ["隐患编号": "320400-202204-0003"]),
      ], "2022-05")
    try await workspace.merge("2022-05")
    let cells = try sheet("隐患台账", "2022-05")
    let history = (1...3).map { serial in
      cells.row(where: 1, is: "320400-202204-000\(serial)").map { cells[$0, 17] }
    }
    #expect(
      history == [
        "2022-04 未整改；2022-05 整改中，逾期（改责任人、整改状态）",
        "2022-04 未整改；2022-05 已销号（改整改状态、整改完成日期、销号日期）", "2022-04 未整改；2022-05 未整改",
      ])
  }
}
