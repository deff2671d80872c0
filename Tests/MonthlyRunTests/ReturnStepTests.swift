import Files
import Findings
import Receipts
import Report
import Testing
import Values
import Workbook

@testable import MonthlyRun

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
    #expect(names.contains("退回/徐州市-退回.xlsx"))
    let run = try workspace.text("2022-05/汇总/run.json")
    for name in names {
      #expect(run.contains("\"returned\":\"\(name)\""))
      let bytes = try workspace.read("2022-05/汇总/\(name)")
      #expect(try WorkbookReader(bytes: bytes).sheets.last?.name.hasPrefix("校验意见") == true)
    }
  }

  /// A file that was replaced after it was checked is not marked with findings of another; they come
  /// by themselves, so that none is lost.
  @Test func aFileChangedSinceComesBackAsTheOpinionAlone() async throws {
    let workspace = try Workspace()
    try workspace.addMonth("2022-05") { $0 == "徐州市.xlsx" }
    let settings = RunSettings(now: try #require(Instant("2022-06-04T06:00:00+08:00")))
    let run = try MergeRun(
      folder: "\(workspace.root)/2022-05", output: nil, settings: settings, tool: ("test", "1"))
    let reading = try await run.read()
    let step = ReturnStep(resources: run.resources, settings: settings, period: run.period)
    try workspace.write("replaced", to: "2022-05/徐州市.xlsx")
    let copies = await step.copies(
      of: reading.files, findings: reading.month.findings, in: "\(workspace.root)/2022-05")
    let copy = try #require(copies.first)
    #expect(copies.map(\.output.name) == ["退回/徐州市-退回.xlsx"])
    let sheets = try WorkbookReader(bytes: copy.output.bytes).sheets.map(\.name)
    #expect(sheets == ["校验意见"])
  }

  /// What a bureau does that mends nothing and sends the copy itself.
  @Test func aCopySentAgainRaisesTheSameFindings() async throws {
    let workspace = try Workspace()
    try workspace.addMonth("2022-05") { $0 == "徐州市.xlsx" }
    let first = try await workspace.merge("2022-05")
    let copy = try workspace.read("2022-05/汇总/退回/徐州市-退回.xlsx")
    try workspace.write(copy, to: "2022-05/徐州市.xlsx")
    workspace.setModified("2022-05/徐州市.xlsx", 1_650_000_000)
    try Folder.remove("\(workspace.root)/2022-05/汇总")
    let second = try await workspace.merge("2022-05")
    #expect(second.month.findings == first.month.findings)
    #expect(try workspace.read("2022-05/汇总/退回/徐州市-退回.xlsx").count < copy.count + 2_000)
  }
}

extension OutputFile {
  /// The whole file.
  fileprivate var bytes: [UInt8] {
    get throws {
      var bytes: [UInt8] = []
      try make { piece in
        bytes += piece
        return true
      }
      return bytes
    }
  }
}
