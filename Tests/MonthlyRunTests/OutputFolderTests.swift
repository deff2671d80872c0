import Files
import Findings
import MonthlyRun
import Receipts
import Report
import Testing
import Values

/// What a merge replaces, and what it leaves alone.
@Suite struct OutputFolderTests {
  private let workspace: Workspace
  init() throws { workspace = try Workspace() }

  private func add(_ month: String) throws {
    try workspace.addMonth(month) { $0.hasPrefix("常州市.") || $0.hasPrefix("收件登记") }
  }

  /// The error of a merge that leaves everything as it was.
  private func error(_ month: String, output: String? = nil) async throws -> RunError {
    let before = try workspace.files(in: "")
    let error = await #expect(throws: RunError.self) {
      try await workspace.merge(month, output: output)
    }
    #expect(try workspace.files(in: "") == before)
    return try #require(error)
  }

  @Test func anotherMonthsOutput() async throws {
    for month in ["2022-04", "2022-05"] { try add(month) }
    try await workspace.merge("2022-04")
    let path = "\(workspace.root)/2022-04/汇总"
    guard case .otherMonth(path, let period) = try await error("2022-05", output: "2022-04/汇总")
    else {
      Issue.record("not told")
      return
    }
    #expect(period.description == "2022-04")
  }

  /// Other programs write files of that name too.
  @Test(arguments: [
    "{}", "", #"{"schema":"other-run/1","period":"2022-04"}"#, #"{"schema":"monthly-span/1"}"#,
  ])
  func manifestThatIsNotOurs(text: String) async throws {
    try add("2022-04")
    try workspace.write(text, to: "mine/run.json")
    try workspace.write("x", to: "mine/letters.txt")
    guard case .foreignFolder("\(workspace.root)/mine") = try await error("2022-04", output: "mine")
    else {
      Issue.record("not told")
      return
    }
  }

  @Test func fileThatStaffHavePutIntoTheOutput() async throws {
    try add("2022-04")
    try await workspace.merge("2022-04")
    try workspace.write("x", to: "2022-04/汇总/处长批示.docx")
    guard
      case .foreignFile("\(workspace.root)/2022-04/汇总", "处长批示.docx") = try await error("2022-04")
    else {
      Issue.record("not told")
      return
    }
    try workspace.remove("2022-04/汇总/处长批示.docx")
    // What programs leave behind while a report is open is nobody's.
    for name in ["~$全省汇总-2022-04.xlsx", "Thumbs.db", ".DS_Store"] {
      try workspace.write("x", to: "2022-04/汇总/\(name)")
    }
    try await workspace.merge("2022-04")
    #expect(try workspace.files(in: "2022-04/汇总")["Thumbs.db"] == nil)
  }

  @Test func damagedManifestOfTheMonthItself() async throws {
    try add("2022-04")
    try await workspace.merge("2022-04")
    let files = try workspace.files(in: "2022-04/汇总")
    for damaged in ["", "{", #"{"schema":"monthly-run/1"}"#] {
      try workspace.write(damaged, to: "2022-04/汇总/run.json")
      try await workspace.merge("2022-04")
      #expect(try workspace.files(in: "2022-04/汇总") == files)
    }
    try workspace.remove("2022-04/汇总/run.json")
    guard case .foreignFolder = try await error("2022-04") else {
      Issue.record("not told")
      return
    }
  }

  /// A copy of an earlier output, one elsewhere in the folder, and a package change no figure.
  @Test func ownOutputsAreNoSubmissions() async throws {
    try workspace.addMonth("2022-04") { $0.hasPrefix("常州市.") || $0.hasPrefix("收件登记") }
    try workspace.addMonth("2022-04") { $0.hasPrefix("徐州市") }
    try await workspace.merge("2022-04")
    let register = try workspace.text("2022-04/收件登记.csv")
    let reporting = try workspace.read("2022-04/汇总/data/reporting.csv")
    for (path, bytes) in try workspace.files(in: "2022-04/汇总") {
      try workspace.write(bytes, to: "2022-04/汇总-上次/\(path)")
      try workspace.write(bytes, to: "2022-04/旧/结果/\(path)")
    }
    _ = try PackageRun(
      months: ["\(workspace.root)/2022-04"], output: "\(workspace.root)/2022-04/包"
    ).run()
    let outcome = try await workspace.merge("2022-04")
    #expect(try workspace.read("2022-04/汇总/data/reporting.csv") == reporting)
    #expect(try workspace.text("2022-04/收件登记.csv") == register)
    let strangers = outcome.month.findings.filter { $0.rule == "F010" }
    #expect(strangers.map(\.place.file) == ["包", "旧/结果", "汇总-上次"])
    #expect(outcome.notices.filter { $0.contains("是程序写的结果") }.count == 3)
    #expect(try scheduled().steps.isEmpty)
  }

  private func scheduled() throws -> ScheduledRun.Plan {
    let now = try #require(Instant("2022-05-04T06:00:00+08:00"))
    return try ScheduledRun(root: workspace.root, settings: RunSettings(now: now)).plan()
  }
}
