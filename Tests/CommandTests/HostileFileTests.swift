import Files
import Testing

/// Files made to do harm: each is refused or read within two seconds of a processor and 100 MiB.
@Suite struct HostileFileTests {
  @Test(arguments: HostileFile.allCases)
  func validateSurvives(_ file: HostileFile) throws {
    let sandbox = try Sandbox()
    try sandbox.write(file.bytes(), to: "常州市-典型做法清单.xlsx")
    let ended = try Program.validate.run(
      ["常州市-典型做法清单.xlsx", "--period", "2022-05", "--now", clock["2022-05"] ?? ""],
      in: sandbox.root, isBounded: true)
    #expect(ended.status == 1)
    #expect(ended.errors == "")
    let refusal = file.refusal ?? "T002"
    #expect(ended.text.contains(refusal), "\(ended.text)")
    #expect(ended.text.contains("结论  不能报送"))
  }

  @Test(arguments: HostileFile.allCases)
  func cellsSurvives(_ file: HostileFile) throws {
    let sandbox = try Sandbox()
    try sandbox.write(file.bytes(), to: "a.xlsx")
    let ended = try Program.merge.run(["cells", "a.xlsx"], in: sandbox.root, isBounded: true)
    if let refusal = file.refusal {
      #expect(ended.status == 2)
      #expect(ended.errors.contains(refusal), "\(ended.errors)")
    } else {
      #expect(ended.status == 0 && ended.errors == "", "\(ended.errors)")
      #expect(ended.lines.count == 1)
    }
  }

  /// What is refused is marked in a copy all the same, as far as its parts can be read.
  @Test(arguments: HostileFile.allCases)
  func annotateSurvives(_ file: HostileFile) throws {
    let sandbox = try Sandbox()
    try sandbox.write(file.bytes(), to: "常州市-典型做法清单.xlsx")
    let ended = try Program.validate.run(
      [
        "常州市-典型做法清单.xlsx", "--period", "2022-05", "--now", clock["2022-05"] ?? "",
        "--annotate", "标注.xlsx",
      ], in: sandbox.root, isBounded: true)
    #expect(ended.status == 1)
    #expect(try !readFile("\(sandbox.root)/标注.xlsx").isEmpty)
  }

  /// The bounds hold at all: what needs more memory is ended by a signal, not by a word of its own.
  @Test func boundsAreHeld() throws {
    let sandbox = try Sandbox()
    try sandbox.write([UInt8](repeating: 0x61, count: 60 << 20), to: "a.csv")
    let ended = try Program.merge.run(["cells", "a.csv"], in: sandbox.root, isBounded: true)
    #expect(ended.status == -1)
  }
}
