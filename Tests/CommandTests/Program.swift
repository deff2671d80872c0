import Files
import Foundation
import Testing

/// A program of the package, as built beside these tests.
struct Program {
  let name: String
  private(set) var folder = Self.built

  static let merge = Program(name: "monthly-merge")
  static let validate = Program(name: "validate")

  /// What a program left when it ended.
  struct Ended {
    let status: Int32
    let output: [UInt8]
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }

    /// The objects of JSON Lines.
    func objects() throws -> [[String: Any]] {
      try output.split(separator: UInt8(ascii: "\n")).map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
      }
    }
  }

  /// Where it lies.
  var path: String { "\(folder)/\(name)" }

  /// A copy of the program, for users who may not go where it was built.
  func copied(to sandbox: Sandbox) throws -> Program {
    var copy = self
    copy.folder = sandbox.root
    try FileManager.default.copyItem(atPath: path, toPath: copy.path)
    return copy
  }

  private static let built: String = {
    let tests = Folder.realPath("/proc/self/exe") ?? CommandLine.arguments[0]
    return tests.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
  }()

  /// Runs the program to its end, its output in a pipe.
  ///
  /// - Parameters:
  ///   - arguments: The arguments.
  ///   - environment: What is added to a bare environment.
  ///   - workingFolder: Where it is run.
  ///   - wrapper: A program and its arguments that are to run this one, `setpriv …`.
  ///   - outputPath: A file or device that takes its output; `nil` for a pipe that is read.
  ///   - isBounded: Whether it gets no more than 100 MiB of memory and two seconds of a processor;
  ///     asking for more ends it.
  /// - Returns: What it left.
  /// - Throws: Where it can't be started.
  func run(
    _ arguments: [String], environment: [String: String] = [:], in workingFolder: String = "/",
    through wrapper: [String] = [], printingTo outputPath: String? = nil, isBounded: Bool = false
  ) throws -> Ended {
    let process = Process()
    if isBounded {
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments =
        ["-c", "ulimit -d 102400 && ulimit -t 2 && exec \"$0\" \"$@\"", path]
        + arguments
    } else {
      let command = wrapper + [path] + arguments
      process.executableURL = URL(filePath: command[0])
      process.arguments = Array(command.dropFirst())
    }
    process.currentDirectoryURL = URL(filePath: workingFolder)
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput =
      try outputPath.map { try FileHandle(forWritingTo: URL(filePath: $0)) } ?? output
    // A file, so that neither stream can fill up and block the other.
    let errors = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data().write(to: errors)
    defer { try? FileManager.default.removeItem(at: errors) }
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let bytes = outputPath == nil ? try output.fileHandleForReading.readToEnd() ?? Data() : Data()
    process.waitUntilExit()
    return Ended(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: Array(bytes), errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

/// A folder for one test, removed at its end.
final class Sandbox: Sendable {
  let root: String

  init() throws {
    root = FileManager.default.temporaryDirectory.path + "/command-tests-" + UUID().uuidString
    try Folder.make(root)
  }

  deinit { try? Folder.remove(root) }

  /// The repository's fixtures.
  static let fixtures =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Fixtures"

  /// Copies a month of the fixtures, or the files of it that begin so.
  func addMonth(_ month: String, beginning prefixes: [String] = [""]) throws {
    let source = "\(Self.fixtures)/\(month)"
    for file in try Folder.walk(source).map(\.path)
    where prefixes.contains(where: { file.hasPrefix($0) }) {
      try write(try readFile("\(source)/\(file)"), to: "\(month)/\(file)")
    }
  }

  func write(_ bytes: [UInt8], to path: String) throws {
    try Folder.make("\(root)/" + path.split(separator: "/").dropLast().joined(separator: "/"))
    try writeFile(bytes, to: "\(root)/\(path)")
  }

  func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  /// Everything in a folder, by path.
  func files(in folder: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for entry in try Folder.walk("\(root)/\(folder)") {
      files[entry.path] = try readFile("\(root)/\(folder)/\(entry.path)")
    }
    return files
  }
}

/// The clocks of the months' expectations.
let clock = [
  "2022-04": "2022-05-04T06:00:00+08:00", "2022-05": "2022-06-04T06:00:00+08:00",
  "2022-06": "2022-07-04T06:00:00+08:00",
]
