import Files
import Glibc
import ListSchema
import MonthlyRun
import Report
import Testing
import Values

/// What lies beside a month is found and is whole, or the run says what is wrong.
@Suite struct EarlierMonthsTests {
  private let workspace: Workspace
  init() throws { workspace = try Workspace() }

  private func add(_ months: [String]) async throws {
    for month in months {
      try workspace.addMonth(month)
      try await workspace.merge(month)
    }
  }

  private func error(_ month: String) async throws -> EarlierOutputError? {
    let before = try workspace.files(in: "")
    let error = await #expect(throws: RunError.self) { try await workspace.merge(month) }
    #expect(try workspace.files(in: "") == before)
    guard case .earlier(let error)? = error else { return nil }
    return error
  }

  /// Months may lie on another disk; what stands beside them is what the command line says.
  @Test func monthThatIsALink() async throws {
    try workspace.addMonth("2022-04")
    try await workspace.merge("2022-04")
    try workspace.addMonth("2022-05")
    try workspace.write("bureaus: [\"320400\"]\n", to: "monthly-merge.yaml")
    let direct = try await workspace.merge("2022-05")
    try workspace.remove("2022-05/汇总")
    try Folder.make("\(workspace.root)/disk")
    #expect(unsafe rename("\(workspace.root)/2022-05", "\(workspace.root)/disk/五月") == 0)
    #expect(unsafe symlink("disk/五月", "\(workspace.root)/2022-05") == 0)
    let linked = try await workspace.merge("2022-05")
    #expect(linked.ledgerOrigin.previous?.description == "2022-04")
    #expect(linked.month.inputs.map(\.file) == direct.month.inputs.map(\.file))
    #expect(linked.month.bureaus.map(\.code) == direct.month.bureaus.map(\.code))
  }

  /// Killed where names can't be exchanged, between the two steps.
  @Test func lastMonthMovedAwayByAKilledRun() async throws {
    try await add(["2022-04"])
    let (output, old) = (
      "\(workspace.root)/2022-04/汇总", "\(workspace.root)/2022-04/.汇总.old"
    )
    #expect(unsafe rename(output, old) == 0)
    try workspace.addMonth("2022-05")
    let outcome = try await workspace.merge("2022-05")
    #expect(outcome.ledgerOrigin.previous?.description == "2022-04")
    #expect(unsafe rename(old, output) == 0)
    let again = try await workspace.merge("2022-05")
    #expect(!again.ledgerOrigin.isChanged)
  }

  @Test func lastMonthsLedgerIsGone() async throws {
    try await add(["2022-04"])
    try workspace.addMonth("2022-05")
    try workspace.remove("2022-04/汇总/data/ledger.csv")
    guard case .damaged("2022-04/汇总/data/ledger.csv", "文件不见了")? = try await error("2022-05")
    else {
      Issue.record("not told")
      return
    }
    // A folder that no merge has written is none that was merged.
    try workspace.remove("2022-04/汇总/run.json")
    #expect(try await workspace.merge("2022-05").ledgerOrigin.previous == nil)
  }

  @Test func lastMonthsLedgerIsCutBetweenRows() async throws {
    try await add(["2022-04"])
    try workspace.addMonth("2022-05")
    let path = "2022-04/汇总/data/ledger.csv"
    let rows = try workspace.text(path).split(separator: "\r\n", omittingEmptySubsequences: false)
    try workspace.write(rows.prefix(rows.count / 2).joined(separator: "\r\n") + "\r\n", to: path)
    guard case .damaged(path, let reason)? = try await error("2022-05") else {
      Issue.record("not told")
      return
    }
    #expect(reason.contains("balance.csv 的期末未销号"))
  }

  /// Nothing is gone on from it, but the numbers in it have been given.
  @Test(arguments: ["", "x,y\r\n"]) func sameMonthsLedgerIsDamaged(text: String) async throws {
    try await add(["2022-04", "2022-05"])
    try workspace.write(text, to: "2022-05/汇总/data/ledger.csv")
    let output = "\(workspace.root)/2022-05/汇总"
    guard
      case .damagedNumbers("\(output)/data/ledger.csv", _, output, nil)? =
        try await error("2022-05")
    else {
      Issue.record("not told")
      return
    }
    // What the message says to do.
    #expect(unsafe rename(output, "\(workspace.root)/旧") == 0)
    try await workspace.merge("2022-05")
  }

  @Test func laterMonthsLedgerIsDamaged() async throws {
    try await add(["2022-04", "2022-05"])
    try workspace.write("", to: "2022-05/汇总/data/ledger.csv")
    guard
      case .damagedNumbers(_, _, "\(workspace.root)/2022-05/汇总", let later?)? =
        try await error("2022-04")
    else {
      Issue.record("not told")
      return
    }
    #expect(later.description == "2022-05")
  }
}
