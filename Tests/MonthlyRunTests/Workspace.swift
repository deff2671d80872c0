import Files
import FoundationEssentials
import Glibc
import MonthlyRun
import Receipts
import Testing

/// A folder of months for one test, removed at its end.
final class Workspace: Sendable {
  let root: String

  init() throws {
    root =
      FileManager.default.temporaryDirectory.path + "/monthly-run-tests-" + UUID().uuidString
    try Folder.make(root)
  }

  deinit { try? Folder.remove(root) }

  /// The repository's fixtures.
  static let fixtures =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Fixtures"

  /// Copies a month of the fixtures.
  ///
  /// - Parameters:
  ///   - month: Its name.
  ///   - isReversed: Whether the files are made in the opposite order.
  ///   - modified: Seconds since 1970 that the files are given as their time of change.
  ///   - isWanted: Whether a file, by its path, is copied.
  /// - Throws: `FileError`.
  func addMonth(
    _ month: String, isReversed: Bool = false, modified: Int = 1_650_000_000,
    where isWanted: (String) -> Bool = { _ in true }
  ) throws {
    let source = "\(Self.fixtures)/\(month)"
    var files = try Folder.walk(source).map(\.path).filter(isWanted)
    if isReversed { files.reverse() }
    for file in files {
      try write(try readFile("\(source)/\(file)"), to: "\(month)/\(file)")
      setModified("\(month)/\(file)", modified)
    }
  }

  /// Writes a file below the root, with the folders above it.
  func write(_ bytes: [UInt8], to path: String) throws {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    try Folder.make("\(root)/\(folder)")
    try writeFile(bytes, to: "\(root)/\(path)")
  }

  func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  func remove(_ path: String) throws { try Folder.remove("\(root)/\(path)") }

  func read(_ path: String) throws -> [UInt8] { try readFile("\(root)/\(path)") }

  func text(_ path: String) throws -> String { String(decoding: try read(path), as: UTF8.self) }

  func setModified(_ path: String, _ seconds: Int) {
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    let times = [time, time]
    #expect(unsafe utimensat(AT_FDCWD, "\(root)/\(path)", times, 0) == 0)
  }

  /// Everything in a folder, by path.
  func files(in folder: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for entry in try Folder.walk("\(root)/\(folder)") {
      files[entry.path] = try readFile("\(root)/\(folder)/\(entry.path)")
    }
    return files
  }

  /// Merges a month with the clock of its expectations.
  @discardableResult
  func merge(
    _ month: String, output: String? = nil, jobs: Int = 2
  ) async throws -> MergeRun.Outcome {
    let now = try #require(Instant(try Expectation(month).text("now")))
    return try await MergeRun(
      folder: "\(root)/\(month)", output: output.map { "\(root)/\($0)" },
      settings: RunSettings(now: now, jobs: jobs), tool: ("monthly-merge", "test")
    ).run()
  }
}

/// The manifest of a month: what an implementation that knows nothing of this one expects.
struct Expectation {
  let json: JSON

  init(_ month: String) throws {
    json = try JSON(parsing: readFile("\(Workspace.fixtures)/expected/\(month).json"))
  }

  static let months = ["2022-04", "2022-05", "2022-06"]

  func text(_ key: String) throws -> String { try #require(json[key]?.text) }

  /// The files of the folder.
  var files: [JSON] { json["files"]?.elements ?? [] }

  /// A part of what the merge is to come to.
  func merge(_ part: String) throws -> [JSON] {
    let elements = json["merge"]?[part]?.elements ?? []
    try #require(!elements.isEmpty || part == "superseded")
    return elements
  }

  /// Everything the merge is to find.
  func mergedFindings() throws -> [JSON] {
    let filed = files.filter { $0["superseded"] == .boolean(false) }.flatMap { file in
      (file["findings"]?.elements ?? []).map { finding in
        var members = finding.members
        members["file"] = file["file"]
        return JSON.object(members)
      }
    }
    return filed + (try merge("findings"))
  }
}

/// Pairs what was found with what was expected, and gives what is left of both.
func unpaired(
  found: [JSON], expected: [JSON], except ignored: Set<String> = []
) -> (missing: [JSON], extra: [JSON]) {
  var missing = expected
  var extra: [JSON] = []
  for finding in found {
    if let index = missing.firstIndex(where: { finding.agrees(with: $0, except: ignored) }) {
      missing.remove(at: index)
    } else {
      extra.append(finding)
    }
  }
  return (missing, extra)
}
