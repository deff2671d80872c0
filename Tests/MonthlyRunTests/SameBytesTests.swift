import MonthlyRun
import Testing

/// The same submissions give the same bytes, whatever else differs.
@Suite struct SameBytesTests {
  private func expectSame(
    _ left: [String: [UInt8]], _ right: [String: [UInt8]], except ignored: Set<String> = []
  ) {
    #expect(left.keys.sorted() == right.keys.sorted())
    #expect(left.count > 10)
    for (path, bytes) in left where !ignored.contains(path) {
      #expect(bytes == right[path], "\(path)")
    }
  }

  /// The ledger that the run itself left is an input of the next, and run.json says so; nothing
  /// else differs, and from then on nothing at all.
  @Test func runAgainInPlace() async throws {
    let workspace = try Workspace()
    try workspace.addMonth("2022-04")
    var runs = [try await MergedFixtures.month("2022-04").files]
    for _ in 1...3 {
      try await workspace.merge("2022-04")
      runs.append(try workspace.files(in: "2022-04/汇总"))
    }
    expectSame(runs[0], runs[1])
    expectSame(runs[1], runs[2], except: ["run.json"])
    expectSame(runs[2], runs[3])
    let first = try inputs(runs[1])
    #expect(try inputs(runs[2]).subtracting(first) == ["../2022-04/汇总/data/ledger.csv"])
    #expect(try first.isSubset(of: inputs(runs[2])))
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
