import Files
import Findings
import MonthlyRun
import Receipts
import Report
import Testing
import ZipArchive

/// Files that the register does not know.
@Suite struct ReceiptRegisterTests {
  private static let heading = "\u{FEFF}单位,文件,SHA-256,收件时间,登记方式\r\n"
  private static let month = "2022-04"

  /// 常州市 alone, sent on 2022-05-02 at 09:00 by the file's time.
  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(
      readFile("\(Workspace.fixtures)/\(Self.month)/常州市.xlsx"), to: "\(Self.month)/常州市.xlsx")
    workspace.setModified("\(Self.month)/常州市.xlsx", 1_651_453_200)
    return workspace
  }

  private func rules(_ outcome: MergeRun.Outcome) -> [String] {
    outcome.month.findings.filter { $0.place.file?.hasPrefix("常州市") == true }
      .map(\.rule.rawValue)
  }

  @Test func timeOfTheFileIsEnteredOnce() async throws {
    let workspace = try workspace()
    let register = "\(Self.month)/收件登记.csv"
    let first = try await workspace.merge(Self.month)
    #expect(rules(first).filter { $0 == "D003" }.count == 1)
    let text = try workspace.text(register)
    let sha256 = try #require(first.month.inputs.first).sha256
    #expect(
      text == Self.heading + "常州市,常州市.xlsx,\(sha256),2022-05-02 09:00:00,文件时间\r\n")

    // A copy made later has another time; the register keeps the first.
    let before = try workspace.files(in: "\(Self.month)/汇总")
    workspace.setModified("\(Self.month)/常州市.xlsx", 1_651_999_999)
    let second = try await workspace.merge(Self.month)
    #expect(try workspace.text(register) == text)
    #expect(rules(second).filter { $0 == "D003" }.count == 1)
    for (path, bytes) in try workspace.files(in: "\(Self.month)/汇总") {
      #expect(before[path] == bytes, "\(path)")
    }
    let row = try #require(second.month.reporting.first { $0.file == "常州市.xlsx" })
    #expect(row.state == .onTime)
    #expect(row.receivedAt?.registerText == "2022-05-02 09:00:00")
    #expect(row.evidence == .modificationTime)
  }

  @Test func nameWithBlanksAroundItIsEnteredOnce() async throws {
    let workspace = try workspace()
    let bytes = try workspace.read("\(Self.month)/常州市.xlsx")
    try workspace.remove("\(Self.month)/常州市.xlsx")
    try workspace.write(bytes, to: "\(Self.month)/　常州市.xlsx")
    try await workspace.merge(Self.month)
    let register = try workspace.text("\(Self.month)/收件登记.csv")
    try await workspace.merge(Self.month)
    #expect(try workspace.text("\(Self.month)/收件登记.csv") == register)
  }

  /// A file of before the year 1, as far as the file system keeps such a time.
  @Test func timeThatNoRegisterCanHold() async throws {
    let workspace = try workspace()
    workspace.setModified("\(Self.month)/常州市.xlsx", -100_000_000_000)
    let first = try await workspace.merge(Self.month)
    #expect(rules(first).contains("D003"))
    let register = try workspace.text("\(Self.month)/收件登记.csv")
    #expect(try await workspace.merge(Self.month).notices.isEmpty)
    #expect(try workspace.text("\(Self.month)/收件登记.csv") == register)
  }

  @Test func versionsOfTheSameTimeAreTold() async throws {
    let workspace = try workspace()
    let bytes = try workspace.read("\(Self.month)/常州市.xlsx")
    try workspace.write(bytes, to: "\(Self.month)/常州市-补报.xlsx")
    workspace.setModified("\(Self.month)/常州市-补报.xlsx", 1_651_453_200)
    let outcome = try await workspace.merge(Self.month)
    #expect(
      outcome.notices == [
        "常州市的 常州市-补报.xlsx 和 常州市.xlsx 有同样的清单，收件时间相同（2022-05-02 09:00:00），"
          + "分不出先后，采用了 常州市.xlsx；不对的，请在 收件登记.csv 里改收件时间"
      ])
    workspace.setModified("\(Self.month)/常州市-补报.xlsx", 1_651_453_201)
    try workspace.remove("\(Self.month)/收件登记.csv")
    #expect(try await workspace.merge(Self.month).notices.isEmpty)
  }

  @Test func rowOfOtherBytesDoesNotCount() async throws {
    let workspace = try workspace()
    let wrong = String(repeating: "0", count: 64)
    let line = "常州市,常州市.xlsx,\(wrong),2022-05-09 10:00:00,邮件\r\n"
    try workspace.write(Self.heading + line, to: "\(Self.month)/收件登记.csv")
    let outcome = try await workspace.merge(Self.month)
    #expect(rules(outcome).contains("D003"))
    #expect(!rules(outcome).contains("D001"))
    let text = try workspace.text("\(Self.month)/收件登记.csv")
    #expect(text.hasPrefix(Self.heading + line + "常州市,常州市.xlsx,"))
    #expect(text.split(separator: "\r\n").count == 3)
  }

  @Test func rowWithoutSHA256CountsForTheName() async throws {
    let workspace = try workspace()
    let text = Self.heading + "常州市,常州市.xlsx,,2022-05-05 08:00:00,邮件\r\n"
    try workspace.write(text, to: "\(Self.month)/收件登记.csv")
    let outcome = try await workspace.merge(Self.month)
    #expect(!rules(outcome).contains("D003"))
    #expect(rules(outcome).filter { $0 == "D001" }.count == 4)
    #expect(try workspace.text("\(Self.month)/收件登记.csv") == text)
    #expect(outcome.month.reporting.filter { $0.state == .late }.map(\.daysLate) == [2, 2, 2, 2])
  }

  @Test func rowsThatCanNotBeReadAreToldAndKept() async throws {
    let workspace = try workspace()
    let text = Self.heading + "常州市,常州市.xlsx,,昨天,邮件\r\n"
    try workspace.write(text, to: "\(Self.month)/收件登记.csv")
    let outcome = try await workspace.merge(Self.month)
    #expect(outcome.notices.count == 1)
    #expect(outcome.notices.first?.contains("昨天") == true)
    #expect(rules(outcome).contains("D003"))
    #expect(try workspace.text("\(Self.month)/收件登记.csv").hasPrefix(text))
  }

  /// An archive is registered by its own name, once, however many files it holds.
  @Test func archiveIsEnteredByItsOwnName() async throws {
    let workspace = try Workspace()
    let source = "\(Workspace.fixtures)/\(Self.month)/南京市"
    var archive = try ZipWriter()
    for file in try Folder.list(source).map(\.path) {
      try archive.addEntry("南京市/\(file)", readFile("\(source)/\(file)"))
    }
    try workspace.write(archive.finish(), to: "\(Self.month)/南京市.zip")
    workspace.setModified("\(Self.month)/南京市.zip", 1_651_453_200)
    let first = try await workspace.merge(Self.month)
    #expect(first.month.accounting.count == 4)
    let text = try workspace.text("\(Self.month)/收件登记.csv")
    #expect(text.split(separator: "\r\n").count == 2)
    #expect(text.contains("南京市,南京市.zip,"))
    let second = try await workspace.merge(Self.month)
    #expect(try workspace.text("\(Self.month)/收件登记.csv") == text)
    #expect(second.month.reporting.filter { $0.state == .onTime }.count == 4)
  }
}
