import Files
import MonthlyRun
import Receipts
import Report
import Testing
import Values

/// What the timer calls.
@Suite struct ScheduledRunTests {
  private let workspace: Workspace
  init() throws { workspace = try Workspace() }

  private func scheduled(_ now: String) throws -> ScheduledRun {
    ScheduledRun(root: workspace.root, settings: RunSettings(now: try #require(Instant(now))))
  }

  /// One bureau of a month, so that a merge is quick.
  private func add(_ month: String) throws {
    try workspace.addMonth(month) { $0.hasPrefix("常州市.") || $0.hasPrefix("收件登记") }
  }

  /// Merges what is planned, and gives the plan's steps.
  @discardableResult
  private func run(_ now: String) async throws -> [ScheduledRun.Step] {
    let run = try scheduled(now)
    let plan = try run.plan()
    for step in plan.steps { _ = try await run.merge(step, tool: ("monthly-merge", "test")) }
    return plan.steps
  }

  private func reasons(_ steps: [ScheduledRun.Step]) -> [String: ScheduledRun.Reason] {
    Dictionary(uniqueKeysWithValues: steps.map { ($0.period.description, $0.reason) })
  }

  private let june = "2022-06-04T06:00:00+08:00"

  @Test(arguments: [
    ("2022-05-31T15:59:59Z", "2022-04"), ("2022-05-31T16:00:00Z", "2022-05"),
    ("2023-01-04T06:00:00+08:00", "2022-12"),
  ])
  func lastMonthIsThatOfTheClockInChina(now: String, month: String) throws {
    #expect(try scheduled(now).last.description == month)
  }

  @Test func missedMonthsComeFirstAndNothingIsDoneTwice() async throws {
    for month in ["2022-04", "2022-05", "2022-06"] { try add(month) }
    let steps = try await run(june)
    #expect(steps.map(\.period.description) == ["2022-04", "2022-05"])
    #expect(steps.map(\.reason) == [.missed, .due])
    let files = try workspace.files(in: "2022-05/汇总")
    #expect(files["run.json"] != nil)
    let again = try scheduled("2022-06-05T06:00:00+08:00").plan()
    #expect(again.steps.isEmpty && again.notices.isEmpty)
    let done = try #require(again.done)
    #expect(done.time.description == june && done.hasGaps)
    #expect(
      try scheduled(june).nothingToDo(done).hasPrefix("结论  无事可做：2022年5月已于 2022-06-04 06:00:00 汇总"))
    #expect(try workspace.files(in: "2022-05/汇总") == files)
  }

  @Test func whatIsNewIsMergedAgain() async throws {
    try add("2022-05")
    try await run(june)
    #expect(try await run(june).isEmpty)

    try workspace.addMonth("2022-05") { $0 == "苏州市.xlsx" }
    #expect(try await reasons(run(june)) == ["2022-05": .files(["苏州市.xlsx"])])
    try workspace.remove("2022-05/苏州市.xlsx")
    #expect(try await reasons(run(june)) == ["2022-05": .files(["苏州市.xlsx"])])
    try workspace.write([1], to: "2022-05/常州市.xlsx")
    #expect(try await reasons(run(june)) == ["2022-05": .files(["常州市.xlsx"])])

    try workspace.addMonth("2022-05") { $0 == "常州市.xlsx" }
    try await run(june)
    let register = try workspace.text("2022-05/收件登记.csv")
    let row = try #require(register.split(separator: "\r\n").first { $0.contains("常州市.xlsx") })
    try workspace.write(
      register.replacing(row, with: "常州市,常州市.xlsx,,2022-06-03 09:00:00,邮件"),
      to: "2022-05/收件登记.csv")
    #expect(try await reasons(run(june)) == ["2022-05": .files(["常州市.xlsx"])])

    try workspace.write("bureaus: [\"320400\"]\n", to: "monthly-merge.yaml")
    #expect(try await reasons(run(june)) == ["2022-05": .settings])
    try workspace.write("{", to: "2022-05/汇总/run.json")
    #expect(try await reasons(run(june)) == ["2022-05": .damagedManifest])
    #expect(try await run(june).isEmpty)
  }

  @Test func archiveIsComparedAsAWhole() async throws {
    try workspace.addMonth("2022-05") { $0.hasPrefix("泰州市") }
    try await run(june)
    #expect(try await run(june).isEmpty)
  }

  @Test func runBeforeTheDeadlineIsNotTheLast() async throws {
    try add("2022-05")
    let early = "2022-06-02T06:00:00+08:00"
    #expect(try scheduled(early).plan().notices.count == 1)
    try await run(early)
    #expect(try await run(early).isEmpty)
    #expect(try await reasons(run(june)) == ["2022-05": .deadline])
    #expect(try await run(june).isEmpty)
  }

  @Test func earlierMonthMergedAgainChangesTheLedger() async throws {
    for month in ["2022-04", "2022-05"] { try add(month) }
    try await run(june)
    try workspace.addMonth("2022-04") { $0 == "苏州市.xlsx" }
    let late = try scheduled(june).plan()
    #expect(late.steps.isEmpty)
    #expect(late.notices.count == 1 && late.notices[0].contains("2022年4月汇总以后又有变动（苏州市.xlsx）"))
    try await workspace.merge("2022-04")
    #expect(try await reasons(run(june)) == ["2022-05": .ledger])
    let plan = try scheduled(june).plan()
    #expect(plan.steps.isEmpty && plan.notices.isEmpty)
  }

  @Test func monthUnderAMergedOneIsLeftToPeople() async throws {
    try add("2022-05")
    try await run(june)
    try add("2022-04")
    let plan = try scheduled(june).plan()
    #expect(plan.steps.isEmpty)
    #expect(plan.notices.count == 1 && plan.notices[0].hasPrefix("2022年4月有文件而没有汇总过"))
    try add("2022-06")
    let next = try scheduled("2022-07-04T06:00:00+08:00").plan()
    #expect(next.steps.map(\.period.description) == ["2022-06"] && next.notices.count == 1)
  }

  @Test func emptyFoldersAndOtherNamesAreNoMissedMonths() async throws {
    try add("2022-05")
    try Folder.make("\(workspace.root)/2022-03")
    try workspace.write("x", to: "2022-02/~$a.xlsx")
    try workspace.write("x", to: "资料/a.xlsx")
    try workspace.write("x", to: "2022-09/a.xlsx")
    #expect(try scheduled(june).plan().steps.map(\.period.description) == ["2022-05"])
  }

  /// A folder of other things that happens to be named as a month.
  @Test func earlierFolderThatCanNotBeLookedAtIsNamed() async throws {
    try add("2022-05")
    for number in 0...5_000 { try Folder.make("\(workspace.root)/2021-03/\(number)") }
    let plan = try scheduled(june).plan()
    #expect(plan.steps.map(\.period.description) == ["2022-05"])
    #expect(
      plan.notices.count == 1
        && plan.notices[0].hasPrefix("\(workspace.root)/2021-03 看不了，不知道2021年3月有没有漏下的文件"))
    // And one that was merged: what has come since is a mere notice too.
    try workspace.remove("2021-03")
    try add("2022-04")
    try await run(june)
    for number in 0...5_000 { try Folder.make("\(workspace.root)/2022-04/\(number)") }
    let late = try scheduled(june).plan()
    #expect(late.steps.isEmpty && late.done != nil)
    #expect(
      late.notices.count == 1
        && late.notices[0].hasPrefix("\(workspace.root)/2022-04 看不了，不知道2022年4月汇总以后有没有变动"))
  }

  @Test func folderThatWasNotMadeIsNamed() async throws {
    let run = try scheduled(june)
    let step = try #require(try run.plan().steps.first)
    do {
      _ = try await run.merge(step, tool: ("monthly-merge", "test"))
      Issue.record("there is nothing to merge")
    } catch RunError.noMonth(let period, let path) {
      #expect(period.description == "2022-05" && path == "\(workspace.root)/2022-05")
    }
    #expect(throws: RunError.self) {
      try ScheduledRun(
        root: "\(workspace.root)/none", settings: RunSettings(now: try #require(Instant(june)))
      ).plan()
    }
  }

  @Test func lastLineTellsGapsFromNone() async throws {
    try workspace.addMonth("2022-04") { $0.hasPrefix("南京市") || $0.hasPrefix("收件登记") }
    try workspace.write("bureaus: [\"320100\"]\n", to: "monthly-merge.yaml")
    let run = try scheduled("2022-05-04T06:00:00+08:00")
    let step = try #require(try run.plan().steps.first)
    let clean = try await run.merge(step, tool: ("monthly-merge", "test"))
    #expect(
      run.conclusion([clean]) == "结论  已汇总2022年4月，没有缺口；结果在 \(workspace.root)/2022-04/汇总/")
    try workspace.write("bureaus: [\"320100\", \"320500\"]\n", to: "monthly-merge.yaml")
    let gaps = try await run.merge(step, tool: ("monthly-merge", "test"))
    #expect(run.conclusion([gaps]).contains("有缺口（2022年4月：错误 1 处、漏报 4 张）"))
  }
}
