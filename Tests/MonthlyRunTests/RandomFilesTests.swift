import Findings
import MonthlyRun
import Receipts
import Report
import Testing
import Values

/// Random months as files: a bureau's list goes through the whole merge.
@Suite struct RandomFilesTests {
  /// A hazard, told apart by its description.
  private struct Truth {
    var cells: [String: String]
    var number: String?
    var isClosed: Bool { cells["整改状态"] == "已销号" }
  }

  /// Small random numbers, the same in every run.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private struct Bureau {
    var random: Seeded
    var hazards: [Truth] = []

    mutating func chance(_ percent: Int) -> Bool {
      Int.random(in: 0..<100, using: &random) < percent
    }

    /// The month's rows: new ones, and those not closed, moved, retyped, without their numbers.
    mutating func rows(_ month: String) -> [[String: String]] {
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let day = Int.random(in: 10...28, using: &random)
        hazards.append(
          Truth(
            cells: HazardList.row("A\(hazards.count) 号管线渗漏", ["排查日期": "\(month)-\(day)"])))
      }
      var rows: [[String: String]] = []
      for place in hazards.indices where !hazards[place].isClosed || chance(20) {
        if hazards[place].number != nil, chance(10) { continue }
        if !hazards[place].isClosed, chance(30) {
          hazards[place].cells.merge(
            ["整改状态": "已销号", "整改完成日期": "\(month)-28", "销号日期": "\(month)-29"]
          ) { $1 }
        }
        var row = hazards[place].cells
        if chance(60) { row["隐患编号"] = hazards[place].number }
        if chance(30) {
          row["问题隐患描述"] = row["问题隐患描述"]?.replacing("A", with: "　Ａ")
        }
        rows.append(row)
      }
      rows.shuffle(using: &random)
      return rows
    }
  }

  private func ledger(_ workspace: Workspace, _ month: String) throws -> [[UInt8]] {
    try ["ledger", "ledger_history", "balance"].map { name in
      try workspace.read("\(month)/汇总/data/\(name).csv")
    }
  }

  @Test(arguments: [2, 3] as [UInt64])
  func hazardsKeepTheirNumbers(seed: UInt64) async throws {
    let workspace = try Workspace()
    var bureau = Bureau(random: Seeded(state: seed))
    var closing = "0"
    for month in Expectation.months {
      let rows = bureau.rows(month)
      try workspace.writeHazards(rows, month)
      // The same file once more, under another name: only one of them counts.
      if bureau.chance(50) { try workspace.writeHazards(rows, month, file: "常州市隐患清单.csv") }
      let outcome = try await workspace.merge(month)
      #expect(outcome.month.accounting.allSatisfy { $0.isBalanced })
      let numbers = try workspace.numbers(month)
      for place in bureau.hazards.indices {
        let description = bureau.hazards[place].cells["问题隐患描述"] ?? ""
        let number =
          numbers[description] ?? numbers[description.replacing("A", with: "　Ａ")]
          ?? numbers[description.replacing("A", with: "Ａ")]
        #expect(number != nil)
        if let known = bureau.hazards[place].number { #expect(number == known) }
        bureau.hazards[place].number = number
      }
      #expect(numbers.count == bureau.hazards.count)
      #expect(Set(numbers.values).count == numbers.count)
      for row in OutputTable(try workspace.read("\(month)/汇总/data/balance.csv")).rows {
        let count = { (name: String) in Int(row[name] ?? "") ?? -1 }
        #expect(count("opening") + count("new") - count("closed") == count("closing"))
        guard row["bureau"] == "320000" else { continue }
        #expect(row["opening"] == closing)
        closing = row["closing"] ?? ""
        #expect(count("closing") == bureau.hazards.count { !$0.isClosed })
      }
      let made = try ledger(workspace, month)
      try await workspace.merge(month)
      #expect(try ledger(workspace, month) == made)
    }
    // An old month once more changes nothing either.
    let made = try Expectation.months.map { try ledger(workspace, $0) }
    for month in Expectation.months { try await workspace.merge(month) }
    #expect(try Expectation.months.map { try ledger(workspace, $0) } == made)
  }
}
