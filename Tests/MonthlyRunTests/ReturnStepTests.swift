import Files
import Findings
import MonthlyRun
import Report
import Testing
import Workbook

/// The copies that a merge lays out for the bureaus.
@Suite struct ReturnStepTests {
  private static let prefixes = ["徐州市", "常州市", "无锡市", "盐城市"]

  @Test func filesWithErrorsGoBackAndNoOthers() async throws {
    let workspace = try Workspace()
    try workspace.addMonth("2022-05") { path in
      Self.prefixes.contains { path.hasPrefix($0) }
    }
    let outcome = try await workspace.merge("2022-05")
    let faulty = Set(
      outcome.month.findings
        .filter { $0.severity == .error && !$0.rule.rawValue.hasPrefix("D") }
        .compactMap(\.place.file))
    let returned = outcome.month.inputs.filter { $0.returned != nil }
    #expect(Set(returned.map(\.file)) == faulty)
    let names = returned.compactMap(\.returned)
    #expect(Set(names) == Set(outcome.files.filter { $0.hasPrefix("退回/") }))
    #expect(names.contains("退回/徐州市-徐州市.xlsx"))
    let run = try workspace.text("2022-05/汇总/run.json")
    for name in names {
      #expect(run.contains("\"returned\":\"\(name)\""))
      let bytes = try workspace.read("2022-05/汇总/\(name)")
      #expect(try WorkbookReader(bytes: bytes).sheets.last?.name.hasPrefix("校验意见") == true)
    }
  }

  /// What a bureau does that mends nothing and sends the copy itself.
  @Test func aCopySentAgainRaisesTheSameFindings() async throws {
    let workspace = try Workspace()
    try workspace.addMonth("2022-05") { $0 == "徐州市.xlsx" }
    let first = try await workspace.merge("2022-05")
    let copy = try workspace.read("2022-05/汇总/退回/徐州市-徐州市.xlsx")
    try workspace.write(copy, to: "2022-05/徐州市.xlsx")
    workspace.setModified("2022-05/徐州市.xlsx", 1_650_000_000)
    try Folder.remove("\(workspace.root)/2022-05/汇总")
    let second = try await workspace.merge("2022-05")
    #expect(second.month.findings == first.month.findings)
    #expect(try workspace.read("2022-05/汇总/退回/徐州市-徐州市.xlsx").count < copy.count + 2_000)
  }
}
