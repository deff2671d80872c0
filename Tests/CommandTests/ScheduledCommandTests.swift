import Files
import Foundation
import Testing

/// `monthly-merge scheduled`, and what the journal is told.
@Suite struct ScheduledCommandTests {
  private let sandbox: Sandbox
  init() throws { sandbox = try Sandbox() }

  private func scheduled(
    _ now: String, _ arguments: [String] = [], environment: [String: String] = [:]
  ) throws -> Program.Ended {
    try Program.merge.run(
      ["scheduled", "--root", sandbox.root, "--now", now] + arguments, environment: environment)
  }

  @Test func timerMergesOnceAndSaysSo() throws {
    try sandbox.addMonth("2022-04", beginning: ["常州市"])
    try sandbox.addMonth("2022-05", beginning: ["常州市"])
    let first = try scheduled("2022-06-04T06:00:00+08:00")
    #expect(first.status == 1)
    #expect(first.errors == "开始汇总2022年4月：补上漏下的\n开始汇总2022年5月：本月应汇总\n")
    #expect(first.lines.last?.hasPrefix("结论  已汇总2022年4月、2022年5月，有缺口") == true)
    let files = try sandbox.files(in: "")
    let second = try scheduled("2022-06-04T06:05:00+08:00")
    #expect(second.status == 0 && second.errors.isEmpty && second.lines.count == 1)
    #expect(second.text.hasPrefix("结论  无事可做：2022年5月已于 2022-06-04 06:00:00 汇总（有缺口）"))
    #expect(try sandbox.files(in: "") == files)
    let quiet = try scheduled("2022-06-04T06:05:00+08:00", ["--quiet"])
    #expect(quiet.text == second.text)
  }

  /// A missed month that can't be merged keeps last month from nothing.
  @Test func missedMonthThatCanNotBeMerged() throws {
    try sandbox.addMonth("2022-04", beginning: ["常州市"])
    try sandbox.write("x", to: "2022-04/汇总/笔记.txt")
    try sandbox.addMonth("2022-05", beginning: ["常州市"])
    let ended = try scheduled("2022-06-04T06:00:00+08:00")
    #expect(ended.status == 1)
    #expect(ended.errors.contains("没能完成：\(sandbox.root)/2022-04/汇总 里有别的文件"))
    #expect(ended.errors.contains("注意：2022年4月没能补上，先汇总它后面的月份"))
    #expect(ended.lines.last?.hasPrefix("结论  已汇总2022年5月") == true)
  }

  @Test func whatCanNotBeDone() throws {
    let none = try scheduled("2022-06-04T06:00:00+08:00")
    #expect(none.status == 2 && none.output.isEmpty)
    #expect(
      none.errors.hasSuffix(
        "没能完成：找不到 \(sandbox.root)/2022-05；请建好2022年5月的文件夹，放入各市报送的清单，再运行一次\n"))
    let root = try Program.merge.run(["scheduled"])
    #expect(root.status == 64 && root.errors.contains("--root"))
    let help = try Program.merge.run(["scheduled", "--help"])
    #expect(help.status == 0)
    expectChineseHelp(help.text)
  }

  /// The journal names its stream by device and number; any other name is somebody else's.
  @Test func journalIsGivenPriorities() throws {
    let program = Program.merge
    let other = try program.run(
      ["2022-05"], environment: ["JOURNAL_STREAM": "1:2"], in: sandbox.root)
    #expect(other.errors == "没能完成：找不到 2022-05\n")
    let script = """
      exec 2>errors; JOURNAL_STREAM=$(stat -L -c %d:%i errors) "$0" scheduled --root . \
      --now 2022-06-04T06:00:00+08:00
      """
    let journal = Process()
    journal.executableURL = URL(filePath: "/bin/sh")
    journal.arguments = ["-c", script, program.path]
    journal.currentDirectoryURL = URL(filePath: sandbox.root)
    try journal.run()
    journal.waitUntilExit()
    #expect(journal.terminationStatus == 2)
    let lines = String(decoding: try readFile("\(sandbox.root)/errors"), as: UTF8.self)
      .split(separator: "\n")
    #expect(lines.map { $0.prefix(7) } == ["<6>开始汇总", "<3>没能完成"])
  }
}
