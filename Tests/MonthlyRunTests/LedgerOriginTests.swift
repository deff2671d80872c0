import Findings
import MonthlyRun
import Receipts
import Report
import Testing
import Values

/// What a month's ledger goes on from, and what the person who runs the merge is told of it.
@Suite struct LedgerOriginTests {
  private let workspace: Workspace
  init() throws { workspace = try Workspace() }

  private func ledgers(_ months: [String]) throws -> [[UInt8]] {
    try months.flatMap { month in
      try ["ledger", "ledger_history", "balance"].map { name in
        try workspace.read("\(month)/汇总/data/\(name).csv")
      }
    }
  }

  /// The fixtures in order, then each again in place, then an old one after a newer one.
  @Test func threeMonthsAgainInAnyOrder() async throws {
    let months = Expectation.months
    for month in months {
      try workspace.addMonth(month)
      try await workspace.merge(month)
    }
    let first = try ledgers(months)
    for month in months + [months[1]] {
      let outcome = try await workspace.merge(month)
      #expect(outcome.ledgerOrigin.isAgain && !outcome.ledgerOrigin.isChanged)
      #expect(outcome.notices.isEmpty, "\(outcome.notices)")
      #expect(try ledgers(months) == first, "\(month)")
    }
    let numbers = try ["2022-05", "2022-06"].map { month in
      OutputTable(try workspace.read("\(month)/汇总/data/ledger.csv")).rows.compactMap {
        $0["hazard_id"]
      }
    }
    #expect(Set(numbers[0]).isSubset(of: numbers[1]))
  }

  @Test func firstMonth() async throws {
    try workspace.writeHazards(
      [HazardList.row("传动轴没有防护罩"), HazardList.row("配电箱没有接地", ["隐患编号": "320400-202203-0007"])],
      "2022-04")
    let outcome = try await workspace.merge("2022-04")
    #expect(outcome.ledgerOrigin.previous == nil && !outcome.ledgerOrigin.isAgain)
    #expect(outcome.ledgerOrigin.sentences == ["没有往月的台账，从本月起建立；各市填的隐患编号照收"])
    #expect(outcome.summary.contains("\n  台账  没有往月的台账"))
    #expect(
      try workspace.numbers("2022-04") == [
        "传动轴没有防护罩": "320400-202204-0001", "配电箱没有接地": "320400-202203-0007",
      ])
  }

  /// Nobody merged May: June goes on from April, and what happened between counts in June.
  @Test func gapOfMonths() async throws {
    try workspace.writeHazards(
      [HazardList.row("传动轴没有防护罩"), HazardList.row("配电箱没有接地")], "2022-04")
    try await workspace.merge("2022-04")
    try workspace.writeHazards(
      [
        HazardList.row("传动轴没有防护罩", ["隐患编号": "320400-202204-0001"]),
        HazardList.row(
          "配电箱没有接地",
          [
            "隐患编号": "320400-202204-0002", "整改状态": "已销号", "整改完成日期": "2022-05-10",
            "销号日期": "2022-05-11",
          ]),
        HazardList.row("安全出口堵塞", ["排查日期": "2022-05-20"]),
      ], "2022-06")
    let june = try await workspace.merge("2022-06")
    #expect(june.ledgerOrigin.previous == Period("2022-04"))
    #expect(
      june.ledgerOrigin.sentences == ["接2022年4月的台账；2022年5月没有汇总过，其间的新增和销号都计入本月"])
    #expect(try workspace.numbers("2022-06")["安全出口堵塞"] == "320400-202205-0001")
    let balance = OutputTable(try workspace.read("2022-06/汇总/data/balance.csv"))
    let row = try #require(balance.row(["bureau": "320000"]))
    #expect(
      ["opening", "new", "closed", "closing"].map { row[$0] } == ["2", "1", "1", "2"])
    #expect(!june.month.findings.contains { $0.rule.rawValue.hasPrefix("L") })
  }

  /// A row is entered into May after June was merged: whatever June has numbered keeps its number,
  /// the row gets another, and the user is told to merge June again.
  @Test func oldMonthChanged() async throws {
    let may = [HazardList.row("传动轴没有防护罩", ["排查日期": "2022-05-06"])]
    let june =
      may + [
        HazardList.row("安全出口堵塞", ["排查日期": "2022-05-30"]),
        HazardList.row("配电箱没有接地", ["排查日期": "2022-06-02"]),
      ]
    try workspace.writeHazards(may, "2022-05")
    try await workspace.merge("2022-05")
    try workspace.writeHazards(june, "2022-06")
    try await workspace.merge("2022-06")
    let before = try workspace.numbers("2022-06")
    #expect(before["安全出口堵塞"] == "320400-202205-0002")

    try workspace.writeHazards(
      [HazardList.row("叉车没有检验", ["排查日期": "2022-05-09"])] + may, "2022-05")
    let again = try await workspace.merge("2022-05")
    #expect(again.ledgerOrigin.isChanged)
    #expect(again.ledgerOrigin.later == [Period("2022-06")])
    #expect(again.notices == ["2022-05 的台账变了，其后的 2022-06 是接着旧台账汇总的，请按月份顺序重新汇总"])
    #expect(again.summary.contains("本月汇总过，已给出的编号不变，台账有更新"))
    #expect(
      try workspace.numbers("2022-05") == [
        "传动轴没有防护罩": "320400-202205-0001", "叉车没有检验": "320400-202205-0003",
      ])
    let inputs = again.month.inputs.map(\.file)
    #expect(inputs.contains("../2022-06/汇总/data/ledger.csv"))

    try workspace.writeHazards(june + [HazardList.row("叉车没有检验", ["排查日期": "2022-05-09"])], "2022-06")
    let last = try await workspace.merge("2022-06")
    #expect(last.notices.isEmpty)
    let after = try workspace.numbers("2022-06")
    #expect(before.allSatisfy { after[$0.key] == $0.value })
    #expect(after["叉车没有检验"] == "320400-202205-0003" && after.count == 4)
  }

  /// What June knows of May is enough to give May's hazards their numbers again.
  @Test func outputOfAnOldMonthIsLost() async throws {
    let rows = ["传动轴没有防护罩", "安全出口堵塞", "配电箱没有接地"].map {
      HazardList.row($0, ["排查日期": "2022-05-06"])
    }
    try workspace.writeHazards(rows, "2022-05")
    try await workspace.merge("2022-05")
    try workspace.writeHazards(rows, "2022-06")
    try await workspace.merge("2022-06")
    let numbers = try workspace.numbers("2022-05")
    try workspace.remove("2022-05/汇总")
    try workspace.writeHazards(rows.reversed(), "2022-05")
    try await workspace.merge("2022-05")
    #expect(try workspace.numbers("2022-05") == numbers)
  }
}
