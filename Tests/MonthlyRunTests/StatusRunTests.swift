import Files
import Findings
import MonthlyRun
import Receipts
import Report
import Testing
import Values

/// How a month in progress stands.
@Suite struct StatusRunTests {
  private let workspace: Workspace
  init() throws { workspace = try Workspace() }

  private func status(_ month: String, at time: String) async throws -> StatusRun.Outcome {
    try await StatusRun(
      folder: "\(workspace.root)/\(month)",
      settings: RunSettings(now: try #require(Instant(time))), tool: ("monthly-merge", "test")
    ).run()
  }

  private func lists(_ outcome: StatusRun.Outcome, _ bureau: String) throws -> [JSON] {
    try JSON.lines(outcome.lines).filter {
      $0["type"] == .text("list") && $0["bureau"] == .text(bureau)
    }
  }

  @Test func nothingYet() async throws {
    try Folder.make("\(workspace.root)/2022-05")
    let outcome = try await status("2022-05", at: "2022-06-01T09:00:00+08:00")
    #expect(!outcome.isComplete && !outcome.isClean && !outcome.isOver)
    #expect(outcome.text.contains("  期限  2022-06-03 24:00，还有 2 天\n"))
    #expect(outcome.text.contains("  苏州市    未报                        全部清单\n"))
    #expect(outcome.text.contains("  合计  应报 52 项，已收 0 项，未报 52 项\n"))
    #expect(outcome.text.contains("请催报（还有 2 天）\n"))
    #expect(try workspace.files(in: "2022-05").isEmpty)
    let late = try await status("2022-05", at: "2022-06-05T00:00:00+08:00")
    #expect(late.isOver)
    #expect(late.text.contains("，已过 2 天\n") && late.text.contains("漏报 52 项\n"))
    let states = try lists(late, "320500").map { $0["state"] }
    #expect(states == Array(repeating: .text("missing"), count: 4))
    #expect(try lists(outcome, "320500").map { $0["state"] }.first == .text("awaited"))
  }

  @Test func allInAndClean() async throws {
    try workspace.addMonth("2022-04") { $0.hasPrefix("南京市") || $0.hasPrefix("收件登记") }
    try workspace.write("bureaus: [\"320100\"]\n", to: "monthly-merge.yaml")
    let before = try workspace.files(in: "")
    let outcome = try await status("2022-04", at: "2022-05-03T23:59:59+08:00")
    #expect(outcome.isClean && outcome.isComplete)
    #expect(outcome.text.hasSuffix("结论  全部收齐，没有错误\n"))
    #expect(outcome.text.contains("今天截止"))
    #expect(outcome.text.contains("应报 4 项，已收 4 项\n"))
    let verdict = try #require(try JSON.lines(outcome.lines).last)
    #expect(verdict["clean"] == .boolean(true) && verdict["missing"]?.int == 0)
    #expect(try workspace.files(in: "") == before)
  }

  /// What is due, received, late, sent again and faulty agrees with the merge that follows.
  @Test func standingIsThatOfTheMerge() async throws {
    try workspace.addMonth("2022-05")
    let before = try workspace.files(in: "")
    let outcome = try await status("2022-05", at: "2022-06-04T06:00:00+08:00")
    #expect(try workspace.files(in: "") == before)
    let merged = try await workspace.merge("2022-05")
    let objects = try JSON.lines(outcome.lines)
    let lists = objects.filter { $0["type"] == .text("list") }
    #expect(lists.count == 52)
    for (object, row) in zip(lists, merged.month.reporting) {
      #expect(object["bureau"]?.text == row.bureau.description)
      #expect(object["list"]?.text == row.list.rawValue)
      #expect(object["state"]?.text == row.state.rawValue)
      #expect(object["versions"]?.int == row.versions)
      let errors = merged.month.findings.count { finding in
        finding.severity == .error && finding.place.bureau == row.bureau
          && finding.place.list == row.list && finding.rule != "T001" && finding.rule != "D001"
      }
      #expect(object["errors"]?.int == errors)
    }
    let changes = objects.filter { $0["type"] == .text("change") }
    #expect(changes.count { $0["bureau"] == .text("320500") } == 4)
    #expect(outcome.strangers == ["会议通知.docx"])
    let verdict = try #require(objects.last)
    let received = merged.month.reporting.count { $0.state.isReceived }
    #expect(verdict["received"]?.int == received && verdict["due"]?.int == 52)
    #expect(outcome.text.contains("  盐城市    迟报 1 天  "))
    #expect(outcome.text.contains("  补报  苏州市问题隐患清单（苏州市.xlsx → 苏州市-补报.xlsx）改正 "))
    #expect(outcome.text.split(separator: "\n").last?.hasPrefix("结论  还差 ") == true)
  }

  @Test func effectiveDeadlineIsSaidBesideTheNominalOne() async throws {
    try workspace.write(
      "deadline: {day: 3, time: \"17:30\", policy: next-workday}\n", to: "monthly-merge.yaml")
    try Folder.make("\(workspace.root)/2022-05")
    let before = try await status("2022-05", at: "2022-06-04T09:00:00+08:00")
    #expect(before.text.contains("  期限  2022-06-03 17:30，顺延至 2022-06-06 17:30，还有 2 天\n"))
    let after = try await status("2022-05", at: "2022-06-06T17:30:01+08:00")
    #expect(after.isOver && after.text.contains("，今天已截止\n"))
  }

  @Test func emptyListAndFilesNotRegisteredAreSaid() async throws {
    try workspace.writeHazards([], "2022-05")
    for list in ["问题隐患清单", "制度措施清单", "典型做法清单", "事故统计表"] {
      workspace.setModified("2022-05/常州市-\(list).csv", 1_654_128_000)
    }
    let outcome = try await status("2022-05", at: "2022-06-03T09:00:00+08:00")
    #expect(outcome.unregistered.count == 4)
    #expect(outcome.text.contains("未登记  4 个文件没有收件登记，暂按文件时间计"))
    #expect(outcome.text.contains("空表  06-02 08:00  有错误 1 处"))
    #expect(outcome.text.contains("常州市报了空表，确无内容的请写“无”"))
    #expect(outcome.text.contains("  零报告"))
    #expect(!outcome.isComplete)
  }

  @Test func damagedLedgerIsAnError() async throws {
    try workspace.writeHazards([HazardList.row("传动轴没有防护罩")], "2022-05")
    try workspace.write("nothing\r\n", to: "2022-04/汇总/data/ledger.csv")
    do {
      _ = try await status("2022-05", at: "2022-06-03T09:00:00+08:00")
      Issue.record("the errors of the month can't be told")
    } catch RunError.earlier(.damaged(let path, _)) {
      #expect(path == "2022-04/汇总/data/ledger.csv")
    }
  }
}
