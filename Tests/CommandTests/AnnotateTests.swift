import Files
import Testing

/// `validate --annotate`.
@Suite struct AnnotateTests {
  private let sandbox: Sandbox
  private let options = ["--now", "2022-06-04T06:00:00+08:00", "--period", "2022-05"]

  init() throws {
    sandbox = try Sandbox()
    try sandbox.addMonth("2022-05", beginning: ["徐州市", "南京市"])
  }

  private func annotate(_ inputs: [String], to path: String) throws -> Program.Ended {
    try Program.validate.run(
      inputs + ["--annotate", path] + options, in: "\(sandbox.root)/2022-05")
  }

  @Test func aCopyIsWrittenBesideTheFindings() throws {
    let plain = try Program.validate.run(
      ["徐州市.xlsx"] + options, in: "\(sandbox.root)/2022-05")
    let ended = try annotate(["徐州市.xlsx"], to: "副本.xlsx")
    #expect(ended.status == 1 && ended.output == plain.output)
    #expect(ended.errors.contains("已写出 副本.xlsx"))
    let copy = try readFile("\(sandbox.root)/2022-05/副本.xlsx")
    #expect(copy.starts(with: Array("PK".utf8)))
    // A copy may be written over.
    #expect(try annotate(["徐州市.xlsx"], to: "副本.xlsx").status == 1)
    #expect(try readFile("\(sandbox.root)/2022-05/副本.xlsx") == copy)
  }

  @Test func aTextFileBecomesAWorkbook() throws {
    let ended = try annotate(["南京市/问题隐患清单.csv"], to: "南京.xlsx")
    #expect(ended.errors.contains("已写出 南京.xlsx"))
  }

  @Test func nobodysFileIsLost() throws {
    let own = try readFile("\(sandbox.root)/2022-05/徐州市.xlsx")
    #expect(try annotate(["徐州市.xlsx"], to: "./徐州市.xlsx").status == 64)
    #expect(try readFile("\(sandbox.root)/2022-05/徐州市.xlsx") == own)
    try sandbox.write("别人的", to: "2022-05/别的.xlsx")
    let ended = try annotate(["徐州市.xlsx"], to: "别的.xlsx")
    #expect(ended.status == 2 && ended.errors.contains("已经存在"))
    #expect(try readFile("\(sandbox.root)/2022-05/别的.xlsx") == Array("别人的".utf8))
  }

  @Test func oneFileAtATimeUnderTheRightName() throws {
    #expect(try annotate(["徐州市.xlsx", "徐州市.xlsx"], to: "副本.xlsx").status == 64)
    #expect(try annotate(["."], to: "副本.xlsx").status == 64)
    let ended = try annotate(["徐州市.xlsx"], to: "副本.csv")
    #expect(ended.status == 64 && ended.errors.contains("要以 .xlsx 结尾"))
    #expect((try? FileStatus(of: "\(sandbox.root)/2022-05/副本.csv")) == nil)
  }
}
