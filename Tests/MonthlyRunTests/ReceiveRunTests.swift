import Files
import Findings
import MonthlyRun
import Receipts
import Report
import Testing
import Values
import ZipArchive

/// Registering what has arrived.
@Suite struct ReceiveRunTests {
  private static let heading = "\u{FEFF}单位,文件,SHA-256,收件时间,登记方式\r\n"
  private let workspace: Workspace
  init() throws { workspace = try Workspace() }

  private func receive(
    at time: String, method: String = "登记"
  ) async throws -> ReceiveRun.Outcome {
    try await ReceiveRun(
      folder: "\(workspace.root)/2022-05/", method: method,
      settings: RunSettings(now: try #require(Instant(time)))
    ).run()
  }

  private func copy(_ file: String, to name: String? = nil) throws {
    let bytes = try readFile("\(Workspace.fixtures)/2022-05/\(file)")
    try workspace.write(bytes, to: "2022-05/\(name ?? file)")
  }

  private var register: String {
    get throws { try workspace.text("2022-05/收件登记.csv") }
  }

  /// The rows of the register but for the digests.
  private var rows: [String] {
    get throws {
      try register.split(separator: "\r\n").dropFirst().map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).enumerated()
          .filter { $0.offset != 2 }.map { String($0.element) }.joined(separator: ",")
      }
    }
  }

  @Test func eachNewFileGetsARowOnce() async throws {
    try copy("苏州市.xlsx")
    try copy("南通市/问题隐患清单.csv")
    try copy("会议通知.docx")
    let first = try await receive(at: "2022-06-02T10:00:00+08:00", method: "邮件")
    #expect(first.arrivals.map(\.path) == ["南通市/问题隐患清单.csv", "苏州市.xlsx"])
    #expect(first.strangers == ["会议通知.docx"] && first.known == 0)
    #expect(try register.hasPrefix(Self.heading))
    #expect(
      try rows == [
        "南通市,南通市/问题隐患清单.csv,2022-06-02 10:00:00,邮件", "苏州市,苏州市.xlsx,2022-06-02 10:00:00,邮件",
      ])
    let text = try register
    #expect(text.contains(",\(Digest.hexadecimal(of: try workspace.read("2022-05/苏州市.xlsx"))),"))

    let second = try await receive(at: "2022-06-03T10:00:00+08:00")
    #expect(second.arrivals.isEmpty && second.known == 2 && !second.hasErrors)
    #expect(try register == text)
    try copy("常州市.xlsx")
    let third = try await receive(at: "2022-06-03T11:00:00+08:00")
    #expect(third.arrivals.map(\.path) == ["常州市.xlsx"] && third.known == 2)
    #expect(try rows.last == "常州市,常州市.xlsx,2022-06-03 11:00:00,登记")

    let outcome = try await workspace.merge("2022-05")
    let row = try #require(outcome.month.reporting.first { $0.file == "常州市.xlsx" })
    #expect(row.state == .onTime && row.evidence == .register)
    #expect(row.receivedAt?.registerText == "2022-06-03 11:00:00")
    #expect(!outcome.month.findings.contains { $0.rule == "D003" })
  }

  @Test func laterVersionSaysWhatItHasChanged() async throws {
    let faults: [[String: String]] = [
      HazardList.row("传动轴没有防护罩", ["整改时限": "2022-03-01"]),
      HazardList.row("配电箱没有接地", ["责任人": "", "排查日期": "2022-05-09"]),
    ]
    try workspace.writeHazards(faults, "2022-05")
    _ = try await receive(at: "2022-06-02T10:00:00+08:00")
    // The first fault is mended, the second has moved down, and the row put before it has a new one.
    try workspace.writeHazards(
      [
        HazardList.row("传动轴没有防护罩"), HazardList.row("安全出口堵塞", ["行业领域": "纺织", "排查日期": "2022-05-09"]),
        faults[1],
      ],
      "2022-05", file: "常州市-问题隐患清单-补报.csv")
    let outcome = try await receive(at: "2022-06-04T10:00:00+08:00")
    let arrival = try #require(outcome.arrivals.first)
    #expect(outcome.arrivals.count == 1 && arrival.replacedSince == nil && arrival.errors == 2)
    let change = try #require(arrival.changes.first)
    #expect(arrival.changes.count == 1 && change.list == .hazards)
    #expect(change.before == "常州市-问题隐患清单.csv" && change.after == "常州市-问题隐患清单-补报.csv")
    #expect(change.mended.map(\.rule) == ["H001"])
    #expect(change.new.map(\.rule) == ["V004"])
    #expect(change.remaining.map(\.rule).contains("V001"))
    #expect(change.rowsBefore == 2 && change.rowsAfter == 3)
    #expect(
      change.chinese.hasPrefix("问题隐患清单（常州市-问题隐患清单.csv → 常州市-问题隐患清单-补报.csv）改正 1 处，新出现 1 处，仍有 "))
  }

  @Test func fileOfOtherBytesIsANewVersion() async throws {
    try workspace.writeHazards([HazardList.row("传动轴没有防护罩")], "2022-05")
    _ = try await receive(at: "2022-06-02T10:00:00+08:00")
    try workspace.writeHazards([HazardList.row("配电箱没有接地")], "2022-05")
    let outcome = try await receive(at: "2022-06-03T10:00:00+08:00")
    #expect(outcome.arrivals.map(\.path) == ["常州市-问题隐患清单.csv"])
    #expect(
      outcome.arrivals.first?.replacedSince?.registerText == "2022-06-02 10:00:00")
    #expect(outcome.arrivals.first?.changes.isEmpty == true)
    #expect(try rows.count == 5)
    #expect(outcome.text(try ruleTexts()).contains("按新版本登记；原来的文件已被覆盖，无从比较"))
  }

  @Test func versionsThatCameTogetherAreNotPutInOrder() async throws {
    try workspace.writeHazards([HazardList.row("传动轴没有防护罩")], "2022-05")
    try workspace.writeHazards([HazardList.row("配电箱没有接地")], "2022-05", file: "常州市隐患清单2.csv")
    let outcome = try await receive(at: "2022-06-02T10:00:00+08:00")
    let twins = outcome.arrivals.filter { !$0.twins.isEmpty }
    #expect(twins.map(\.path) == ["常州市-问题隐患清单.csv", "常州市隐患清单2.csv"])
    #expect(twins.map(\.twins) == [["常州市隐患清单2.csv"], ["常州市-问题隐患清单.csv"]])
    #expect(outcome.arrivals.allSatisfy { $0.changes.isEmpty })
  }

  @Test func archiveIsRegisteredByItsOwnName() async throws {
    var archive = try ZipWriter()
    for file in try Folder.list("\(Workspace.fixtures)/2022-05/南京市").map(\.path) {
      try archive.addEntry(
        "南京市/\(file)", readFile("\(Workspace.fixtures)/2022-05/南京市/\(file)"))
    }
    try workspace.write(archive.finish(), to: "2022-05/南京市.zip")
    let outcome = try await receive(at: "2022-06-02T10:00:00+08:00")
    #expect(outcome.arrivals.map(\.path) == ["南京市.zip"])
    #expect(outcome.arrivals.first?.lists == ListName.allCases)
    #expect(try rows == ["南京市,南京市.zip,2022-06-02 10:00:00,登记"])
    #expect(try await receive(at: "2022-06-02T11:00:00+08:00").arrivals.isEmpty)
  }

  @Test func fileThatCanNotBeReadHasArrivedAllTheSame() async throws {
    try copy("常州市-盖章扫描件.pdf")
    try copy("镇江市-典型做法清单.xlsx")
    try copy("典型做法清单（最终版）.xlsx")
    let outcome = try await receive(at: "2022-06-02T10:00:00+08:00")
    #expect(outcome.arrivals.map(\.refusal?.rule) == ["F006", "F003", "F001"])
    #expect(outcome.hasErrors)
    #expect(
      try rows == [
        ",典型做法清单（最终版）.xlsx,2022-06-02 10:00:00,登记", "常州市,常州市-盖章扫描件.pdf,2022-06-02 10:00:00,登记",
        "镇江市,镇江市-典型做法清单.xlsx,2022-06-02 10:00:00,登记",
      ])
    let text = outcome.text(try ruleTexts())
    #expect(text.contains("单位不明  不能采用：看不出报送单位（F006）"))
  }

  // MARK: The register as staff save it

  @Test(arguments: [TextEncoding.gb18030, .utf16LittleEndian, .utf8])
  func rowsAreWrittenAsTheRegisterIs(encoding: TextEncoding) async throws {
    try copy("苏州市.xlsx")
    let text = "收件时间\t经办人\t单位\t登记方式\tSHA-256\t文件\r\n2022/6/1 9:00\t李四\t南京市\t邮件\t\t南京市.xlsx"
    let mark: [UInt8] = encoding == .utf16LittleEndian ? [0xFF, 0xFE] : []
    try workspace.write(
      mark + encodeText(Array(text.utf8), as: encoding), to: "2022-05/收件登记.csv")
    #expect(try await receive(at: "2022-06-02T10:00:00+08:00").arrivals.count == 1)
    let decoded = try decodeText(workspace.read("2022-05/收件登记.csv"))
    #expect(decoded.encoding == encoding)
    let lines = String(decoding: decoded.bytes, as: UTF8.self).split(separator: "\r\n")
    #expect(lines.count == 3)
    #expect(lines[2].hasPrefix("2022-06-02 10:00:00\t\t苏州市\t登记\t"))
    #expect(lines[2].hasSuffix("\t苏州市.xlsx"))
    #expect(try await receive(at: "2022-06-02T11:00:00+08:00").arrivals.isEmpty)
  }

  @Test(arguments: ["单位,文件,收件时间,登记方式\r\n", "一,二,三\r\n1,2,3\r\n"])
  func registerThatLacksAColumnIsLeftAlone(text: String) async throws {
    try copy("苏州市.xlsx")
    try workspace.write(text, to: "2022-05/收件登记.csv")
    do {
      _ = try await receive(at: "2022-06-02T10:00:00+08:00")
      Issue.record("the rows could not be read back")
    } catch RunError.register(let path) {
      #expect(path == "\(workspace.root)/2022-05/收件登记.csv")
    }
    #expect(try register == text)
    // The merge goes by the times of the files, says so, and leaves the register alone too.
    let merged = try await workspace.merge("2022-05")
    #expect(!merged.notices.isEmpty)
    #expect(merged.month.findings.contains { $0.rule == "D003" })
    #expect(try register == text)
  }

  @Test func twoAtOnceRegisterEachFileOnce() async throws {
    for file in ["苏州市.xlsx", "常州市.xlsx", "徐州市.xlsx", "扬州市.xlsx"] { try copy(file) }
    let arrivals = try await withThrowingTaskGroup(of: [String].self) { group in
      for second in 10..<16 {
        group.addTask {
          try await receive(at: "2022-06-02T10:00:\(second)+08:00").arrivals.map(\.path)
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(arrivals.sorted() == ["常州市.xlsx", "徐州市.xlsx", "扬州市.xlsx", "苏州市.xlsx"].sorted())
    #expect(try rows.count == 4)
    #expect(try register.hasPrefix(Self.heading))
  }

  @Test func emptyFolderHasNothingToRegister() async throws {
    try Folder.make("\(workspace.root)/2022-05")
    let outcome = try await receive(at: "2022-06-02T10:00:00+08:00")
    #expect(outcome.arrivals.isEmpty && outcome.known == 0)
    #expect(try workspace.files(in: "2022-05").isEmpty)
  }
}
