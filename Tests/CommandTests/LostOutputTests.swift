import Testing

/// Results that nobody gets.
@Suite struct LostOutputTests {
  private static let file = "\(Sandbox.fixtures)/2022-04/常州市.xlsx"
  private static let now = ["--now", clock["2022-04"] ?? ""]

  @Test func fullDiskUnderTheOutputEndsWithTwo() throws {
    let ended = try Program.validate.run([Self.file] + Self.now, printingTo: "/dev/full")
    #expect(ended.status == 2)
    #expect(ended.errors == "没能完成：结果没有全部输出，磁盘已满，写不下 标准输出\n")
    let help = try Program.validate.run(["--help"], printingTo: "/dev/full")
    #expect(help.status == 2)
  }

  /// What a run does beside printing is done.
  @Test func mergeIsDoneThoughItsSummaryIsLost() throws {
    let sandbox = try Sandbox()
    try sandbox.addMonth("2022-04", beginning: ["常州市.xlsx"])
    let ended = try Program.merge.run(
      ["2022-04"] + Self.now, in: sandbox.root, printingTo: "/dev/full")
    #expect(ended.status == 2)
    #expect(try sandbox.files(in: "2022-04/汇总")["run.json"] != nil)
  }
}
