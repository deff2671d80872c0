import Files
import Findings
import Foundation
import ListSchema
import MonthlyRun
import Receipts
import Report
import Testing
import Values

/// What findings say in cases beside those that the examples show.
@Suite struct FindingWordsTests {
  private let resources: Resources

  init() throws { resources = try ExampleRun.resources.get() }

  @Test func numberOfAnotherBureausRowIsSaidSo() async throws {
    let number = "320400-202205-0001"
    let messages = try await merge(
      [
        ("常州市-问题隐患清单.csv", rows([["hazard_id": number]], .hazards)),
        ("苏州市-问题隐患清单.csv", rows([["hazard_id": number, "city": "苏州市"]], .hazards)),
      ], of: "H012")
    #expect(messages.map(\.text) == ["隐患编号 \(number) 与其他设区市的编号重复"])
  }

  @Test func explainedWarningsOfTheLedgerAreMarked() async throws {
    let reason: [String: String?] = ["explanation": "配件到货推迟，市安委办已同意。"]
    let hazard: [String: String?] = ["hazard_id": "320400-202204-0001", "found_on": "2022-04-12"]
    let later = hazard.merging(["due_on": "2022-07-31"]) { $1 }
    for (row, isExplained) in [(later, false), (later.merging(reason) { $1 }, true)] {
      let found = try await merge(
        [("常州市-问题隐患清单.csv", rows([row], .hazards))], of: "L004",
        after: [("常州市-问题隐患清单.csv", rows([hazard], .hazards))])
      #expect(found.map(\.isExplained) == [isExplained])
    }
  }

  @Test func explainedRowExplainsThatItIsHidden() async throws {
    var sheet = ExampleSheet([["explanation": "隐藏行属实。"]], of: resources.definitions[.practices])
    sheet.hiddenRows = [2]
    let book = try ExampleWorkbook(sheets: [sheet]).bytes()
    let found = try await validate([("常州市.xlsx", book)], of: "T008")
    #expect(found.map(\.isExplained) == [true])
  }

  @Test func missingListsOfABureausFolderAreNamed() async throws {
    let found = try await validate(
      [("常州市/事故统计表.csv", rows([[:]], .accidents))], of: "T001", folder: "常州市")
    #expect(found.map(\.text) == ["常州市没有报送问题隐患清单", "常州市没有报送制度措施清单", "常州市没有报送典型做法清单"])
  }

  @Test func figuresInAnotherUnitAreNamed() async throws {
    let list = resources.definitions[.accidents]
    let csv = String(decoding: rows([[:]], .accidents), as: UTF8.self)
      .replacing("本月直接经济损失（万元）", with: "本月直接经济损失（元）")
    #expect(list[FieldKey(rawValue: "direct_loss")]?.unit == "万元")
    let found = try await validate([("常州市-事故统计表.csv", Array(csv.utf8))], of: "T003")
    #expect(
      found.map(\.text) == ["缺少必填列“本月直接经济损失（万元）”（“本月直接经济损失（元）”一列的单位是元，应为万元）"])
  }

  /// What is nearest in letters must not be all that is offered: 严重 is like 重大 in writing only.
  @Test(arguments: [
    ("level", "严重", "“严重”不是“隐患等级”的可选项；可填：一般、重大"),
    (
      "sector", "工贸行业类",
      "“工贸行业类”不是“行业领域”的可选项；可填：化工及危险化学品、矿山、消防、道路运输、交通运输（除道路运输外）、工贸、"
        + "建筑施工和城镇燃气、农林渔业、特种设备、危险废物、功能区、其他；相近：工贸"
    ),
  ])
  func allEntriesOfAVocabularyAreOffered(key: String, text: String, message: String) async throws {
    let found = try await validate(
      [("常州市-问题隐患清单.csv", rows([[key: text]], .hazards))], of: "V004")
    #expect(found.map(\.text) == [message])
  }

  @Test(arguments: [
    (nil, "整改状态为已销号，销号日期没有填"),
    ("2022-05-10", "整改状态为已销号，销号日期 2022-05-10 早于整改完成日期 2022-05-20"),
  ])
  func closingSaysWhatIsWrongWithItsDate(date: String?, message: String) async throws {
    let row: [String: String?] = [
      "found_on": "2022-05-02", "status": "已销号", "rectified_on": "2022-05-20", "closed_on": date,
    ]
    let found = try await validate(
      [("常州市-问题隐患清单.csv", rows([row], .hazards))], of: "H011")
    #expect(found.map(\.text) == [message])
  }

  @Test(arguments: [
    ("1922-05-12", "“1922-05-12”读作 1922-05-12，早于 2000 年"),
    ("2072-05-12", "“2072-05-12”读作 2072-05-12，晚于报告期 5 年以上"),
  ])
  func daysOutOfRangeSayWhichWay(date: String, message: String) async throws {
    let found = try await validate(
      [("常州市-问题隐患清单.csv", rows([["due_on": date]], .hazards))], of: "V012")
    #expect(found.map(\.text) == [message])
  }

  /// A telephone number as an example would be masked on the page.
  @Test func telephoneIsAskedForInWords() async throws {
    let found = try await validate(
      [("常州市-典型做法清单.csv", rows([["phone": "12345"]], .practices))], of: "V008")
    #expect(found.map(\.text) == ["“12345”的格式不对，应为 11 位手机号，或带区号的固定电话"])
  }

  @Test func cityColumnOfAnotherBureauIsQuoted() async throws {
    let found = try await validate(
      [("常州市-典型做法清单.csv", rows([["city": "苏州市"]], .practices))], of: "F007")
    #expect(found.map(\.text) == ["报送单位不一致：“设区市”一列是“苏州市”"])
  }

  @Test func zoneOfAnotherBureauIsAnErrorThatNamesTheBureau() async throws {
    let found = try await validate(
      [("常州市-典型做法清单.csv", rows([["zone": "昆山经济技术开发区"]], .practices))], of: "V013")
    #expect(found.map(\.severity) == [.error])
    #expect(found.first?.text.contains("（属于苏州市）") == true)
  }

  // MARK: Running

  private struct Said {
    var text: String
    var severity: Severity
    var isExplained: Bool
  }

  private typealias SentFile = (path: String, bytes: [UInt8])

  private func rows(_ rows: [[String: String?]], _ list: ListName) -> [UInt8] {
    ExampleSheet(rows, of: resources.definitions[list]).csv
  }

  private func said(_ findings: [Finding], _ rule: RuleCode) -> [Said] {
    findings.filter { $0.rule == rule }.map {
      Said(
        text: resources.rules.message(of: $0), severity: $0.severity, isExplained: $0.isExplained)
    }
  }

  private func settings() throws -> RunSettings {
    RunSettings(now: try #require(Instant("2022-06-02T10:00:00+08:00")))
  }

  private func validate(
    _ files: [SentFile], of rule: RuleCode, folder: String = ""
  ) async throws -> [Said] {
    try await withFolder { root in
      for file in files { try write(file, to: "\(root)/2022-05") }
      let run = try ValidateRun(
        ValidateRun.Request(inputs: ["\(root)/2022-05/\(folder)"], period: Period("2022-05")),
        settings: settings(), resources: resources)
      return try await said(run.run().findings, rule)
    }
  }

  private func merge(
    _ files: [SentFile], of rule: RuleCode, after previous: [SentFile] = []
  ) async throws -> [Said] {
    try await withFolder { root in
      var findings: [Finding] = []
      for (month, files) in [("2022-04", previous), ("2022-05", files)] where !files.isEmpty {
        for file in files { try write(file, to: "\(root)/\(month)") }
        findings = try await MergeRun(
          folder: "\(root)/\(month)", output: nil, settings: settings(),
          tool: (name: "test", version: "0")
        ).run().month.findings
      }
      return said(findings, rule)
    }
  }

  private func write(_ file: SentFile, to folder: String) throws {
    let path = "\(folder)/\(file.path)"
    try Folder.make((path as NSString).deletingLastPathComponent)
    try writeFile(file.bytes, to: path)
  }

  private func withFolder(_ body: (String) async throws -> [Said]) async throws -> [Said] {
    let root = FileManager.default.temporaryDirectory.path + "/rules-\(UUID().uuidString)"
    try Folder.make(root)
    defer { try? Folder.remove(root) }
    return try await body(root)
  }
}
