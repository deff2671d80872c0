import Files
import MonthlyRun
import Synchronization
import Testing

/// The three months of the fixtures, merged one after another: made once for all tests.
struct MergedFixtures: Sendable {
  struct Month: Sendable {
    let outcome: MergeRun.Outcome
    /// Where it was run.
    let root: String
    /// The output folder, by path.
    let files: [String: [UInt8]]
    /// The month's folder, output included, before and after the run.
    let before: [String: [UInt8]]
    let after: [String: [UInt8]]

    func table(_ name: String) throws -> OutputTable {
      OutputTable(try #require(files["data/\(name).csv"]))
    }

    /// The findings as `--format jsonl` prints them.
    func findings() throws -> [JSON] {
      try JSON.lines(outcome.lines).filter { $0["type"] == .text("finding") }
    }

    func manifest() throws -> JSON { try JSON(parsing: #require(files["run.json"])) }
  }

  private let months: [String: Month]

  private init() async throws {
    let workspace = try Workspace()
    var months: [String: Month] = [:]
    for month in Expectation.months {
      try workspace.addMonth(month)
      let before = try workspace.files(in: month)
      let outcome = try await workspace.merge(month)
      months[month] = Month(
        outcome: outcome, root: workspace.root, files: try workspace.files(in: "\(month)/汇总"),
        before: before,
        after: try workspace.files(in: month))
    }
    self.months = months
  }

  private static let shared = Task { try await MergedFixtures() }

  static func month(_ name: String) async throws -> Month {
    try #require(try await shared.value.months[name])
  }
}

extension Workspace {
  /// A workspace with the outputs of months, as merged.
  static func merged(_ months: [String] = Expectation.months) async throws -> Workspace {
    let workspace = try Workspace()
    for month in months {
      for (path, bytes) in try await MergedFixtures.month(month).files {
        try workspace.write(bytes, to: "\(month)/汇总/\(path)")
      }
    }
    return workspace
  }
}

/// The steps that a run tells of.
final class ToldSteps: Sendable {
  private let told = Mutex<[RunProgress]>([])

  var steps: [RunProgress] { told.withLock { $0 } }

  func take(_ step: RunProgress) { told.withLock { $0.append(step) } }
}
