import Files
import MonthlyRun
import Receipts
import Testing

/// Runs that can't be done say why, and leave what was there.
@Suite struct RefusedRunTests {
  /// The error of a merge, and that it left nothing new.
  private func error(
    merging month: String, in workspace: Workspace
  ) async throws -> RunError {
    let before = try? workspace.files(in: "")
    let settings = RunSettings(now: try #require(.init("2022-06-04T06:00:00+08:00")))
    let error = await #expect(throws: RunError.self) {
      try await MergeRun(
        folder: "\(workspace.root)/\(month)", output: nil, settings: settings,
        tool: ("monthly-merge", "test")
      ).run()
    }
    #expect((try? workspace.files(in: "")) == before)
    return try #require(error)
  }

  @Test func damagedLedgerOfAnEarlierMonth() async throws {
    let workspace = try Workspace()
    try workspace.addMonth("2022-04")
    try workspace.addMonth("2022-05")
    try await workspace.merge("2022-04")
    try await workspace.merge("2022-05")
    let path = "2022-04/汇总/data/ledger.csv"
    let good = try workspace.text(path)
    let damages = [
      "no heading": "x,y\r\n1,2\r\n",
      "cut": String(good.prefix(good.count / 2)),
      "two of a number": good + (good.split(separator: "\r\n").last ?? "") + "\r\n",
      "empty": "",
    ]
    for (name, damaged) in damages.sorted(by: { $0.key < $1.key }) {
      try workspace.write(damaged, to: path)
      guard case .earlier(.damaged) = try await error(merging: "2022-05", in: workspace) else {
        Issue.record("\(name)")
        continue
      }
    }
    try workspace.write(good, to: path)
    try await workspace.merge("2022-05")
  }

  @Test func emptyFolder() async throws {
    let workspace = try Workspace()
    try Folder.make("\(workspace.root)/2022-05")
    guard case .empty = try await error(merging: "2022-05", in: workspace) else {
      Issue.record("not told")
      return
    }
    // What is no submission for certain does not fill it.
    try workspace.write("x", to: "2022-05/~$苏州市.xlsx")
    try workspace.write("单位,文件,SHA-256,收件时间,登记方式\r\n", to: "2022-05/收件登记.csv")
    guard case .empty = try await error(merging: "2022-05", in: workspace) else {
      Issue.record("not told")
      return
    }
  }

  @Test(arguments: ["2022-13", "2022-5", "五月", "2022-00"])
  func nameThatIsNoMonth(name: String) async throws {
    let workspace = try Workspace()
    try workspace.write("x", to: "\(name)/苏州市.csv")
    guard case .notAMonth(name: name) = try await error(merging: name, in: workspace) else {
      Issue.record("not told")
      return
    }
  }

  @Test func fileInsteadOfAFolder() async throws {
    let workspace = try Workspace()
    try workspace.write("x", to: "2022-05")
    let path = "\(workspace.root)/2022-05"
    guard case .folder(.notFolder(path: path)) = try await error(merging: "2022-05", in: workspace)
    else {
      Issue.record("not told")
      return
    }
  }

  @Test func noFolder() async throws {
    let workspace = try Workspace()
    let path = "\(workspace.root)/2022-05"
    guard case .folder(.notFound(path: path)) = try await error(merging: "2022-05", in: workspace)
    else {
      Issue.record("not told")
      return
    }
  }

  @Test func folderThatAnotherRunHolds() async throws {
    let workspace = try Workspace()
    try workspace.addMonth("2022-04") { $0 == "常州市.xlsx" }
    let lock = try FileLock("\(workspace.root)/2022-04")
    guard case .folder(.locked) = try await error(merging: "2022-04", in: workspace) else {
      Issue.record("not told")
      return
    }
    _ = consume lock
    try await workspace.merge("2022-04")
  }

  @Test func outputThatCanNotBeWritten() async throws {
    let workspace = try Workspace()
    try workspace.addMonth("2022-04") { $0 == "常州市.xlsx" }
    try workspace.write("x", to: "file")
    let before = try workspace.files(in: "")
    let error = await #expect(throws: RunError.self) {
      try await workspace.merge("2022-04", output: "file/below")
    }
    switch try #require(error) {
    case .folder(.notFolder), .output(.notFolder): break
    default: Issue.record("\(String(describing: error))")
    }
    #expect(try workspace.files(in: "") == before)
  }

  /// A folder named as the output by mistake would be lost with all it holds.
  @Test func outputFolderThatHoldsOtherThings() async throws {
    let workspace = try Workspace()
    try workspace.addMonth("2022-04") { $0 == "常州市.xlsx" }
    try workspace.write("x", to: "mine/letters.txt")
    let before = try workspace.files(in: "")
    let path = "\(workspace.root)/mine"
    let error = await #expect(throws: RunError.self) {
      try await workspace.merge("2022-04", output: "mine")
    }
    guard case .foreignFolder(path: path) = try #require(error) else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try workspace.files(in: "") == before)
  }

  @Test func templatesThatAreNotThere() async throws {
    let workspace = try Workspace()
    try workspace.write("x", to: "2022-05/苏州市.csv")
    let settings = RunSettings(
      now: try #require(.init("2022-06-04T06:00:00+08:00")), templates: "\(workspace.root)/none")
    #expect(throws: RunError.self) {
      try MergeRun(
        folder: "\(workspace.root)/2022-05", output: nil, settings: settings,
        tool: ("monthly-merge", "test"))
    }
  }
}
