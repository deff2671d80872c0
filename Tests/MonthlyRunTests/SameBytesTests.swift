import MonthlyRun
import Testing

/// The same submissions give the same bytes, whatever else differs.
@Suite struct SameBytesTests {
  private func expectSame(_ left: [String: [UInt8]], _ right: [String: [UInt8]]) {
    #expect(left.keys.sorted() == right.keys.sorted())
    #expect(left.count > 10)
    for (path, bytes) in left {
      #expect(bytes == right[path], "\(path)")
    }
  }

  /// The ledger that a run left is there for the next, and changes nothing.
  @Test func runAgainInPlace() async throws {
    let workspace = try Workspace()
    try workspace.addMonth("2022-04")
    var runs = [try await MergedFixtures.month("2022-04").files]
    for _ in 1...3 {
      try await workspace.merge("2022-04")
      runs.append(try workspace.files(in: "2022-04/汇总"))
    }
    expectSame(runs[0], runs[1])
    expectSame(runs[1], runs[2])
    expectSame(runs[2], runs[3])
    #expect(try !inputs(runs[3]).contains("../2022-04/汇总/data/ledger.csv"))
  }

  /// Where the ledger left makes a difference it is an input, and run.json says so: a hazard keeps
  /// the number it was given though a row before it is gone.
  @Test func rowTakenOutLeavesTheNumbersOfTheOthers() async throws {
    let workspace = try Workspace()
    try workspace.addMonth("2022-04") { $0.hasPrefix("南通市") || $0.hasPrefix("收件登记") }
    let list = "2022-04/南通市/问题隐患清单.csv"
    try await workspace.merge("2022-04")
    let before = OutputTable(try workspace.read("2022-04/汇总/data/hazards.csv")).rows
    try #require(before.count > 2)
    let row = try #require(before.first?["source_row"].flatMap { Int($0) })
    var lines = try workspace.text(list).split(separator: "\r\n", omittingEmptySubsequences: false)
    lines.remove(at: row - 1)
    try workspace.write(lines.joined(separator: "\r\n"), to: list)
    try await workspace.merge("2022-04")
    let after = OutputTable(try workspace.read("2022-04/汇总/data/hazards.csv")).rows
    #expect(after.map { $0["hazard_id"] } == before.dropFirst().map { $0["hazard_id"] })
    #expect(
      try inputs(workspace.files(in: "2022-04/汇总")).contains("../2022-04/汇总/data/ledger.csv"))
  }

  private func inputs(_ files: [String: [UInt8]]) throws -> Set<String> {
    let manifest = try JSON(parsing: #require(files["run.json"]))
    return Set(manifest["inputs"]?.elements.compactMap { $0["file"]?.text } ?? [])
  }

  @Test func anotherOutputFolderAndNumberOfJobs() async throws {
    let workspace = try Workspace()
    try workspace.addMonth("2022-04")
    try workspace.addMonth("2022-05")
    try await workspace.merge("2022-04")
    try await workspace.merge("2022-05", output: "out/one", jobs: 1)
    try await workspace.merge("2022-05", output: "another place", jobs: 4)
    let files = try await MergedFixtures.month("2022-05").files
    expectSame(files, try workspace.files(in: "out/one"))
    expectSame(files, try workspace.files(in: "another place"))
    #expect(try workspace.files(in: "2022-05")["汇总/run.json"] == nil)
  }

  @Test func otherOrderAndTimesOfFiles() async throws {
    let other = try Workspace()
    try other.addMonth("2022-05", isReversed: true, modified: 1_653_000_000)
    try await other.merge("2022-05")
    let one = try Workspace()
    try one.addMonth("2022-05")
    try await one.merge("2022-05")
    expectSame(try one.files(in: "2022-05/汇总"), try other.files(in: "2022-05/汇总"))
  }

  /// The folder of the run can't be found in any output.
  @Test(arguments: Expectation.months)
  func noPathInAnyOutput(month: String) async throws {
    let merged = try await MergedFixtures.month(month)
    let name = try #require(merged.root.split(separator: "/").last)
    for (path, bytes) in merged.files where !path.hasSuffix(".xlsx") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains(name), "\(path)")
    }
  }
}
