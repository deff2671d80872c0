import MonthlyRun
import Testing

/// The same submissions give the same bytes, whatever else differs.
@Suite struct SameBytesTests {
  private static let month = "2022-05"

  /// The month before is merged too, so that there is a ledger to go on from.
  private func workspace(isReversed: Bool = false, modified: Int = 1_650_000_000) async throws
    -> Workspace
  {
    let workspace = try Workspace()
    try workspace.addMonth("2022-04", isReversed: isReversed, modified: modified)
    try workspace.addMonth(Self.month, isReversed: isReversed, modified: modified)
    try await workspace.merge("2022-04")
    return workspace
  }

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
    let workspace = try await workspace()
    var runs: [[String: [UInt8]]] = []
    for _ in 1...3 {
      try await workspace.merge(Self.month)
      runs.append(try workspace.files(in: "\(Self.month)/汇总"))
    }
    expectSame(runs[0], runs[1], except: ["run.json"])
    expectSame(runs[1], runs[2])
    let first = try inputs(runs[0])
    #expect(try inputs(runs[1]).subtracting(first) == ["../2022-05/汇总/data/ledger.csv"])
    #expect(try first.isSubset(of: inputs(runs[1])))
  }

  private func inputs(_ files: [String: [UInt8]]) throws -> Set<String> {
    let manifest = try JSON(parsing: #require(files["run.json"]))
    return Set(manifest["inputs"]?.elements.compactMap { $0["file"]?.text } ?? [])
  }

  @Test func anotherOutputFolderAndNumberOfJobs() async throws {
    let workspace = try await workspace()
    try await workspace.merge(Self.month, output: "out/one", jobs: 1)
    try await workspace.merge(Self.month, output: "another place", jobs: 4)
    let one = try workspace.files(in: "out/one")
    expectSame(one, try workspace.files(in: "another place"))
    #expect(try workspace.files(in: Self.month)["汇总/run.json"] == nil)
    try await workspace.merge(Self.month, jobs: 3)
    expectSame(one, try workspace.files(in: "\(Self.month)/汇总"))
  }

  @Test func otherOrderAndTimesOfFiles() async throws {
    let one = try await workspace()
    let other = try await workspace(isReversed: true, modified: 1_653_000_000)
    try await one.merge(Self.month)
    try await other.merge(Self.month)
    expectSame(
      try one.files(in: "\(Self.month)/汇总"), try other.files(in: "\(Self.month)/汇总"))
  }

  /// Neither the folder nor the clock of the machine can be found in any output.
  @Test func noPathInAnyOutput() async throws {
    let workspace = try await workspace()
    try await workspace.merge(Self.month)
    let name = try #require(workspace.root.split(separator: "/").last)
    for (path, bytes) in try workspace.files(in: "\(Self.month)/汇总") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains(name), "\(path)")
    }
  }
}
