import Files
import Foundation
import Testing

/// `monthly-merge form`, as the province runs it for the bureaus.
@Suite struct FormCommandTests {
  private let sandbox: Sandbox
  init() throws { sandbox = try Sandbox() }

  @Test func blankFormLacksItsListsAndNothingElse() throws {
    let made = try Program.merge.run(["form", "苏州市", "2022-06"], in: sandbox.root)
    #expect(made.status == 0)
    #expect(made.lines == ["已生成  填报表-2022-06/苏州市-2022-06.xlsx"])
    #expect(made.errors.contains("没有给出 --ledger"))
    let checked = try Program.validate.run(
      ["填报表-2022-06/苏州市-2022-06.xlsx", "--format", "jsonl"], in: sandbox.root)
    let objects = try checked.objects()
    let faults = objects.filter { $0["severity"] as? String == "error" }
    #expect(faults.map { $0["rule"] as? String } == ["T006", "T006", "T006", "T006"])
    #expect(!objects.contains { $0["severity"] as? String == "warning" })
    let run = try #require(objects.first)
    #expect(run["period"] as? String == "2022-06")
    let inputs = try #require(run["inputs"] as? [[String: Any]])
    #expect(inputs.first?["bureau"] as? String == "320500")
  }

  @Test func openHazardsOfTheLedgerAreCarriedOver() throws {
    try sandbox.addMonth("2022-04")
    _ = try Program.merge.run(
      ["2022-04", "--now", clock["2022-04"] ?? "", "--quiet"], in: sandbox.root)
    for ledger in ["2022-04/汇总", "2022-04/汇总/data", "2022-04/汇总/data/ledger.csv"] {
      let made = try Program.merge.run(
        ["form", "--all", "2022-05", "--ledger", ledger, "-o", "forms", "--force"],
        in: sandbox.root)
      #expect(made.status == 0 && made.errors.isEmpty)
      #expect(made.lines.count == 13)
      #expect(made.lines[0] == "已生成  forms/南京市-2022-05.xlsx（带入未销号隐患 5 条）")
    }
    // Whose ledger it is must not be missed where a month was left out.
    let skipping = try Program.merge.run(
      ["form", "南京市", "2022-06", "--ledger", "2022-04/汇总"], in: sandbox.root)
    #expect(skipping.status == 0)
    #expect(
      skipping.errors == "注意：接的是2022年4月的台账，不是上月（2022年5月）的；其间新增、销号的隐患不在填报表里\n")
    let checked = try Program.validate.run(
      ["forms/南京市-2022-05.xlsx", "--format", "jsonl"], in: sandbox.root)
    let rows = try #require(try checked.objects().last?["rows"] as? [String: [String: Int]])
    #expect(rows["hazards"]?["read"] == 5 && rows["hazards"]?["merged"] == 5)
    #expect(rows["measures"]?["read"] == 0)
  }

  @Test func fileInTheWayIsKeptUnlessForced() throws {
    let filled = Array("填好的".utf8)
    try sandbox.write(filled, to: "forms/苏州市-2022-06.xlsx")
    let one = try Program.merge.run(["form", "苏州市", "2022-06", "-o", "forms"], in: sandbox.root)
    #expect(one.status == 2 && one.output.isEmpty)
    #expect(one.errors.contains("没能完成：forms/苏州市-2022-06.xlsx 已经存在；要替换请加 --force"))
    // The other twelve are made; who asked for thirteen is told, by the status too.
    let arguments = ["form", "--all", "2022-06", "-o", "forms"]
    let some = try Program.merge.run(arguments, in: sandbox.root)
    #expect(some.status == 1)
    #expect(some.lines.count { $0.hasPrefix("已生成  forms/") } == 12)
    #expect(some.lines.last == "已存在  forms/苏州市-2022-06.xlsx，原样保留，没有重做")
    #expect(some.errors.contains("注意：1 个文件已经存在，没有重做；要替换请加 --force"))
    let made = try sandbox.files(in: "forms")
    #expect(made.count == 13 && made["苏州市-2022-06.xlsx"] == filled)
    // Nothing is left to be made.
    let none = try Program.merge.run(arguments, in: sandbox.root)
    #expect(none.status == 2 && none.output.isEmpty)
    #expect(none.errors.contains(" 等 13 个文件 已经存在"))
    #expect(try sandbox.files(in: "forms") == made)
    #expect(try Program.merge.run(arguments + ["--force"], in: sandbox.root).status == 0)
    #expect(try sandbox.files(in: "forms").count == 13)
  }

  @Test(arguments: [
    (["form"], "请写明设区市和月份"), (["form", "苏州市"], "请写明设区市和月份"),
    (["form", "苏州市", "2022-13"], "“2022-13”不是月份"),
    (["form", "昆山市", "2022-06"], "“昆山市”不是设区市"),
    (["form", "苏洲市", "2022-06"], "“苏洲市”不是设区市；您是否要用 苏州市？可用 南京市、"),
    (["form", "--all", "苏州市", "2022-06"], "请写明设区市和月份"),
    (["form", "苏州市", "2022-06", "--bad"], "没有这个选项"),
  ])
  func badUseEndsWith64(_ arguments: [String], _ words: String) throws {
    let ended = try Program.merge.run(arguments, in: sandbox.root)
    #expect(ended.status == 64)
    #expect(ended.errors.contains(words))
    #expect(ended.output.isEmpty)
  }

  @Test(arguments: ["2022年6月", "202206", "2022-6", "2022/6", "2022.06"])
  func monthMayBeWrittenAsPeopleDo(_ month: String) throws {
    let made = try Program.merge.run(["form", "苏州", month], in: sandbox.root)
    #expect(made.status == 0)
    #expect(made.lines == ["已生成  填报表-2022-06/苏州市-2022-06.xlsx"])
  }

  @Test func ledgerThatIsNotThereEndsWithTwo() throws {
    let ended = try Program.merge.run(
      ["form", "苏州市", "2022-06", "--ledger", "nowhere"], in: sandbox.root)
    #expect(ended.status == 2)
    #expect(ended.errors.contains("往月的结果读不出来"))
    #expect((try? readFile("\(sandbox.root)/填报表-2022-06/苏州市-2022-06.xlsx")) == nil)
    try sandbox.write("hazard_id,zone\n1,2\n", to: "broken/ledger.csv")
    let damaged = try Program.merge.run(
      ["form", "苏州市", "2022-06", "--ledger", "broken"], in: sandbox.root)
    #expect(damaged.status == 2 && damaged.errors.contains("已损坏"))
  }
}
