import Files
import Findings
import Foundation
import Receipts
import Report
import Testing
import Values

@testable import MonthlyRun

/// Files that can't be read are named, and keep nobody from what the others have sent.
@Suite struct FaultyFilesTests {
  private let workspace: Workspace
  init() throws { workspace = try Workspace() }

  private var folder: String { "\(workspace.root)/2022-05" }

  /// Merges 常州市 beside what else lies in the folder.
  private func merge() async throws -> MergeRun.Outcome {
    try workspace.addMonth("2022-05") { $0 == "常州市.xlsx" }
    return try await workspace.merge("2022-05")
  }

  private func messages(of file: String, _ outcome: MergeRun.Outcome) throws -> [String] {
    let rules = try Resources(templates: nil).rules
    return outcome.month.findings.filter { $0.place.file == file }.map { rules.message(of: $0) }
  }

  @Test func linksThatLeadNowhereOrInACircle() async throws {
    try Folder.make(folder)
    for (link, end) in [("苏州市.xlsx", "苏州市.xlsx"), ("南通市.xlsx", "none"), ("无锡市", ".")] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/\(link)", withDestinationPath: end)
    }
    let outcome = try await merge()
    for file in ["苏州市.xlsx", "南通市.xlsx"] {
      let messages = try messages(of: file, outcome)
      #expect(messages.contains { $0.contains("\(file) 是失效的链接") }, "\(messages)")
      #expect(!messages.joined().contains(workspace.root))
    }
    let row = outcome.month.reporting.first { $0.bureau.description == "320500" }
    #expect(row?.state == .unreadable)
    #expect(outcome.month.reporting.contains { $0.file == "常州市.xlsx" && $0.state.isReceived })
  }

  @Test func pipeIsNotWaitedFor() async throws {
    try Folder.make(folder)
    #expect(unsafe mkfifo("\(folder)/苏州市.csv", 0o600) == 0)
    let outcome = try await merge()
    #expect(try messages(of: "苏州市.csv", outcome).contains { $0.contains("不是普通文件") })
  }

  @Test func fileThatVanishesOrChangesAfterTheListing() async throws {
    try workspace.addMonth("2022-05") { $0 == "常州市.xlsx" || $0 == "徐州市.xlsx" }
    let settings = RunSettings(now: try #require(Instant("2022-06-04T06:00:00+08:00")))
    let submissions = try SubmissionFiles(
      folder: folder, settings: settings, resources: Resources(templates: nil))
    try workspace.remove("2022-05/徐州市.xlsx")
    let files = await submissions.check(
      period: try #require(Period("2022-05")), earlier: nil
    ) { Receipt(modified: $0, now: settings.now) }
    #expect(files.map(\.path) == ["常州市.xlsx", "徐州市.xlsx"])
    #expect(files.map(\.isRefused) == [false, true])
    #expect(files[1].bureau?.description == "320300" && files[1].findings.count == 1)
  }

  @Test func folderOfFarTooManyFiles() async throws {
    try Folder.make(folder)
    for number in 0...5_000 {
      try Data().write(to: URL(filePath: "\(folder)/\(number).txt"))
    }
    do {
      _ = try await merge()
      Issue.record("not told")
    } catch RunError.folder(let error) {
      #expect(error == .tooMany(path: folder, limit: 5_000))
      #expect(error.chinese.contains("\(folder) 里的文件超过 5000 个"))
    }
    #expect((try? FileStatus(of: "\(folder)/汇总")) == nil)
  }

  @Test func progressIsToldInOrder() async throws {
    try workspace.addMonth("2022-05") { $0.hasPrefix("泰州市") }
    let (steps, told) = AsyncStream.makeStream(of: RunProgress.self)
    var settings = RunSettings(now: try #require(Instant("2022-06-04T06:00:00+08:00")))
    settings.progress = { told.yield($0) }
    _ = try await MergeRun(
      folder: folder, output: nil, settings: settings, tool: ("monthly-merge", "test")
    ).run()
    told.finish()
    var seen: [RunProgress] = []
    for await step in steps { seen.append(step) }
    #expect(
      seen == (0...4).map { .checking(done: $0, of: 4) } + [.merging, .writing])
  }
}
