import Files
import Foundation
import Testing

/// `monthly-merge receive` and `monthly-merge status`, as staff run them through the month.
@Suite struct LoopCommandTests {
  private let sandbox: Sandbox
  init() throws { sandbox = try Sandbox() }

  private func run(_ arguments: String...) throws -> Program.Ended {
    try Program.merge.run(arguments, in: sandbox.root)
  }

  @Test func filesAreRegisteredOnceAndTheMonthIsFollowed() throws {
    try sandbox.addMonth("2022-04", beginning: ["南京市"])
    try sandbox.write("bureaus: [\"320100\"]\n", to: "monthly-merge.yaml")
    let before = try run("status", "2022-04", "--now", "2022-05-01T09:00:00+08:00")
    #expect(before.status == 0 && before.errors.isEmpty)
    #expect(before.text.contains("未登记  4 个文件没有收件登记"))
    #expect(try sandbox.files(in: "2022-04")["收件登记.csv"] == nil)

    let received = try run(
      "receive", "2022-04/", "--method", "邮件", "--now", "2022-05-02T09:00:00+08:00")
    #expect(received.status == 0 && received.errors.isEmpty)
    #expect(received.lines.first == "2022年4月  收件登记（2022-05-02 09:00:00）")
    #expect(received.lines.count { $0.hasPrefix("  登记  南京市/") } == 4)
    #expect(received.lines.last?.hasPrefix("结论  新登记 4 个文件，没有错误；") == true)
    let register = try #require(try sandbox.files(in: "2022-04")["收件登记.csv"])
    let again = try run("receive", "2022-04/", "--now", "2022-05-02T10:00:00+08:00")
    #expect(again.status == 0 && again.lines.last == "结论  没有新到的文件")
    #expect(try sandbox.files(in: "2022-04")["收件登记.csv"] == register)

    let status = try run("status", "2022-04", "--now", "2022-05-03T09:00:00+08:00")
    #expect(status.status == 0)
    #expect(status.lines.last == "结论  全部收齐，没有错误")
    #expect(status.text.contains("  南京市  已收  05-02 09:00           全部清单\n"))
  }

  @Test func whatIsLackingEndsWithOne() throws {
    try sandbox.addMonth("2022-05")
    let files = try sandbox.files(in: "2022-05")
    let status = try run(
      "status", "2022-05", "--format", "jsonl", "--now", clock["2022-05"] ?? "")
    #expect(status.status == 1 && status.errors.isEmpty)
    let objects = try status.objects()
    #expect(objects.first?["schema"] as? String == "monthly-status/1")
    #expect(objects.last?["clean"] as? Bool == false)
    #expect(objects.count { $0["type"] as? String == "list" } == 52)
    #expect(try sandbox.files(in: "2022-05") == files)
  }

  @Test func faultyFileIsRegisteredAndEndsWithOne() throws {
    try sandbox.addMonth("2022-05", beginning: ["徐州市.xlsx"])
    let ended = try run(
      "receive", "2022-05", "--format", "jsonl", "--now", "2022-06-02T09:00:00+08:00")
    #expect(ended.status == 1 && ended.errors.isEmpty)
    let objects = try ended.objects()
    #expect(objects.map { $0["type"] as? String } == ["receive", "arrival", "verdict"])
    #expect((objects[1]["errors"] as? Int ?? 0) > 0)
    #expect(objects[2]["registered"] as? Int == 1)
  }

  @Test func registerThatCanNotBeWrittenIsSaid() throws {
    try sandbox.addMonth("2022-05", beginning: ["徐州市.xlsx"])
    try sandbox.write("文件,收件时间\r\n", to: "2022-05/收件登记.csv")
    let ended = try run("receive", "2022-05")
    #expect(ended.status == 2 && ended.output.isEmpty)
    #expect(
      ended.errors == "没能完成：2022-05/收件登记.csv 里的表头不全或文字读不出来，没有登记；"
        + "请补齐 单位、文件、SHA-256、收件时间、登记方式 五列，另存为 CSV UTF-8\n")
  }

  @Test func ledgerOfTheWrongMonthIsSaid() throws {
    try sandbox.addMonth("2022-05", beginning: ["常州市", "收件登记"])
    _ = try run("2022-05", "--now", clock["2022-05"] ?? "")
    let ended = try Program.validate.run(
      ["2022-05/常州市.xlsx", "--period", "2022-05", "--ledger", "2022-05/汇总"],
      in: sandbox.root)
    #expect(ended.status == 2)
    #expect(ended.errors == "没能完成：--ledger 给的是2022年5月的台账；2022年5月的报送要接上月的\n")
  }

  @Test(arguments: [
    (["receive"], "缺少参数"), (["status"], "缺少参数"),
    (["receive", "2022-05", "--method", "文件时间"], "--method"),
    (["receive", "2022-05", "--format", "html"], "--format“html”不支持"),
    (["status", "2022-05", "--format", "html"], "--format“html”不支持"),
    (["status", "2022-05", "--now", "today"], "--now“today”不是时刻"),
  ])
  func badUse(arguments: [String], message: String) throws {
    let ended = try Program.merge.run(arguments, in: sandbox.root)
    #expect(ended.status == 64 && ended.output.isEmpty)
    #expect(ended.errors.contains(message), "\(ended.errors)")
    expectNoEnglishSentence(ended.errors)
  }

  @Test(arguments: ["receive", "status"])
  func whatCanNotBeDone(command: String) throws {
    let none = try run(command, "2022-05")
    #expect(none.status == 2 && none.errors == "没能完成：找不到 2022-05\n")
    try sandbox.write("x", to: "五月/苏州市.csv")
    let name = try run(command, "五月")
    #expect(name.status == 2 && name.errors.hasPrefix("没能完成：文件夹名“五月”不是月份"))
    let help = try run(command, "--help")
    #expect(help.status == 0)
    expectChineseHelp(help.text)
  }
}
