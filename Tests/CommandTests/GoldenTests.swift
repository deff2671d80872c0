import Files
import Testing

/// What a person reads on the screen, to the letter. `make record` writes the files anew; look at
/// the difference before it is committed.
@Suite struct GoldenTests {
  /// A call whose words are kept in `Golden/`.
  struct Call: Sendable, CustomTestStringConvertible {
    let name: String
    let program: Program
    let arguments: [String]
    /// The month that the call works on, copied into its folder.
    var month: String?

    var testDescription: String { name }
  }

  static let calls = [
    Call(
      name: "validate-faulty", program: .validate,
      arguments: [
        "2022-05/徐州市.xlsx", "--period", "2022-05", "--now", "2022-06-04T06:00:00+08:00",
      ], month: "2022-05"),
    Call(
      name: "validate-clean", program: .validate,
      arguments: [
        "2022-04/常州市.xlsx", "--period", "2022-04", "--now", "2022-05-04T06:00:00+08:00",
      ], month: "2022-04"),
    Call(
      name: "cells", program: .merge, arguments: ["cells", "2022-05/泰州市-事故统计表.csv"],
      month: "2022-05"),
    Call(name: "explain-H004", program: .validate, arguments: ["--explain", "H004"]),
    Call(name: "explain-T009", program: .validate, arguments: ["--explain", "T009"]),
    Call(
      name: "merge-2022-05", program: .merge,
      arguments: ["2022-05", "--now", "2022-06-04T06:00:00+08:00"], month: "2022-05"),
    Call(
      name: "status-2022-05", program: .merge,
      arguments: ["status", "2022-05", "--now", "2022-06-04T06:00:00+08:00"], month: "2022-05"),
  ]

  @Test(arguments: calls)
  func wordsAreThoseOfTheGoldenFile(_ call: Call) throws {
    let sandbox = try Sandbox()
    if let month = call.month { try sandbox.addMonth(month) }
    let text = try call.program.run(call.arguments, in: sandbox.root).output
    let path = "\(Sandbox.fixtures)/../Tests/CommandTests/Golden/\(call.name).txt"
    if Environment["RECORD_GOLDEN"] == "1" {
      try writeFile(text, to: path)
      Issue.record("recorded \(call.name).txt; a recording run does not pass")
      return
    }
    let golden = try readFile(path)
    let lines = [golden, text].map { bytes in
      String(decoding: bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
    }
    for (number, pair) in zip(lines[0], lines[1]).enumerated() {
      #expect(pair.0 == pair.1, "line \(number + 1)")
    }
    #expect(lines[0].count == lines[1].count)
  }
}
