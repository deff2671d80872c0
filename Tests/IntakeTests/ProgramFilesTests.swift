import Files
import Findings
import ListRecords
import ListSchema
import Table
import Testing
import Validation
import Values

@testable import Intake

/// Every form of file and table that people send, as programs write it: `Tests/Programs` makes the
/// files, and all of them say what `Files/expected.txt` says.
@Suite struct ProgramFilesTests {
  /// A file, the path it was sent under, and what is found in it beside its records.
  struct Form: Sendable, CustomTestStringConvertible {
    var name: String
    var path = "镇江市.xlsx"
    /// Findings as `H001 问题隐患清单!P9`.
    var findings: [String] = []
    /// Lists that state that there is nothing to report.
    var nils: [ListName] = []
    /// Texts of the expected records that this form says otherwise.
    var changed: [String: String] = [:]

    var testDescription: String { name }
  }

  /// Forms that all three programs write alike.
  static let tables: [Form] =
    ["openpyxl", "xlsxwriter", "libreoffice"].flatMap { program in
      [
        Form(name: "plain", findings: ["T012 填报说明"]),
        Form(name: "date1904"),
        Form(name: "titled", path: "清单.xlsx"),
        Form(name: "signed-below", path: "清单.xlsx"),
        Form(name: "one-sheet", path: "清单.xlsx"),
        Form(name: "dense-sheet", path: "清单.xlsx", nils: [.measures]),
        Form(name: "pages"),
        Form(name: "headers"),
        Form(name: "unmerged-headers"),
        Form(name: "offset"),
        Form(
          name: "spellings", findings: ["V011 问题隐患清单!M3", "V015 问题隐患清单!P4", "V011 制度措施清单!I2"]),
        Form(name: "traditional"),
        Form(
          name: "hidden",
          findings: [
            "T008 问题隐患清单!D", "T009 问题隐患清单!B2", "T008 问题隐患清单!3", "T008 制度措施清单",
          ],
          changed: [
            "hazards|zone=江苏丹阳经济开发区": "hazards|zone=镇江经济技术开发区",
            "hazards|zone=江苏句容经济开发区": "hazards|zone=镇江经济技术开发区",
          ]),
        Form(
          name: "formulas",
          // It stores formulas without their values.
          findings: program == "openpyxl" ? ["T010 事故统计表!K2"] : [],
          changed: program == "openpyxl" ? ["accidents_ytd=3|": ""] : [:]),
        Form(name: "nil", nils: [.measures, .practices]),
      ].map { form in
        var form = form
        form.name += "." + program + ".xlsx"
        return form
      }
    }

  /// Shapes of the container and of its parts.
  static let containers: [Form] = [
    Form(name: "inline-strings.xlsxwriter.xlsx", findings: ["T012 填报说明"]),
    Form(name: "without-addresses.handmade.xlsx"), Form(name: "strict.handmade.xlsx"),
    Form(name: "prefixes.handmade.xlsx"), Form(name: "utf-16-parts.handmade.xlsx"),
    Form(name: "data-descriptors.handmade.xlsx"), Form(name: "backslashes.handmade.xlsx"),
    Form(name: "stored.handmade.xlsx"),
    // The format is told by the bytes.
    Form(name: "titled.openpyxl.xlsx", path: "镇江市.xls"),
    Form(name: "titled.xlsxwriter.xlsx", path: "镇江市/四张清单.csv"),
    Form(name: "titled.libreoffice.xlsx", path: "镇江市商务局（最终版）"),
  ]

  static let archives: [Form] = [
    Form(name: "utf-8-names.python.zip", path: "镇江.zip"),
    Form(name: "gbk-names.handmade.zip", path: "报送.zip"),
    Form(name: "folder.info-zip.zip", path: "报送.rar"),
  ]

  /// Folders with a text file a list.
  static let folders = [
    "utf-8-bom-comma.python", "gb18030-tab.python", "utf-16-semicolon.python",
    "utf-8-semicolon.python", "utf-8-comma.libreoffice", "gb18030-comma.libreoffice",
    "utf-16-tab.libreoffice", "utf-8-semicolon.libreoffice",
  ]

  @Test(arguments: tables + containers + archives)
  func formIsReadAsWhatItSays(_ form: Form) throws {
    var check = Check()
    check.open(try Self.bytes(of: form.name), path: form.path)
    try expect(check, form)
  }

  @Test(arguments: folders)
  func textFilesAreReadAsWhatTheySay(_ folder: String) throws {
    for path in ["镇江市/%.csv", "镇江市-%.csv", "%（镇江市商务局）.txt"] {
      var check = Check()
      for list in shipped.lists {
        check.open(
          try Self.bytes(of: "\(folder)/\(list.title).csv"),
          path: path.replacing("%", with: list.title))
      }
      try expect(check, Form(name: folder))
    }
  }

  @Test(arguments: [
    ("refused.libreoffice.ods", "ods", "F003", "另存为"),
    ("refused.libreoffice.xls", "xls", "F003", "另存为"),
    ("refused.libreoffice.xls", "et", "F003", "另存为"),
    ("refused.libreoffice.xls", "xlsx", "F003", "另存为"),
  ])
  func formatThatIsNotReadSaysWhatToDo(
    name: String, ending: String, rule: String, advice: String
  ) throws {
    let reading = Reading(try Self.bytes(of: name), path: "镇江市-问题隐患清单." + ending)
    #expect(reading.rules == [rule])
    #expect(reading.values(of: "F003")["expected"]?.contains(advice) == true)
  }

  /// Files that people send instead of the table: under a telling name each says what to do.
  @Test(
    arguments: [
      (Array("%PDF-1.7".utf8), "F003", "原件"), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "F003", "原件"),
      ([0xFF, 0xD8, 0xFF, 0xE0], "F003", "原件"), (Array("{\\rtf1".utf8), "F003", "原件"),
      (Array("<html><table><tr><td>序号".utf8), "F003", "另存为"),
      (Array("Rar!\u{1A}".utf8), "F003", ".zip"),
      (Array("7z\u{BC}".utf8.prefix(2)) + [0xBC, 0xAF, 0x27, 0x1C], "F003", ".zip"),
    ] as [([UInt8], String, String)])
  func otherKindsOfFileSayWhatToDo(bytes: [UInt8], rule: String, advice: String) {
    let reading = Reading(bytes, path: "镇江市/问题隐患清单.xlsx")
    #expect(reading.rules == [rule])
    #expect(reading.values(of: "F003")["expected"]?.contains(advice) == true)
  }

  @Test(arguments: ["openpyxl", "xlsxwriter", "libreoffice"])
  func fileCutOffIsRefusedAsAWhole(_ program: String) throws {
    let bytes = try Self.bytes(of: "plain.\(program).xlsx")
    for part in 1..<16 {
      let reading = Reading(Array(bytes.prefix(bytes.count * part / 16)), path: "镇江市.xlsx")
      #expect(reading.rules == ["F001"])
      #expect(reading.first.tables.isEmpty)
    }
  }

  private func expect(_ check: Check, _ form: Form) throws {
    var lines = String(decoding: try Self.bytes(of: "expected.txt"), as: UTF8.self)
    for (text, other) in form.changed { lines = lines.replacing(text, with: other) }
    let expected = lines.split(separator: "\n").map(String.init).filter { line in
      !form.nils.contains { line.hasPrefix($0.rawValue + "|") }
    }
    #expect(check.recordsByList == expected)
    #expect(check.findings == form.findings)
    #expect(check.nils == Set(form.nils))
    #expect(check.bureaus == ["321100"])
    #expect(check.isBalanced)
  }

  private static func bytes(of name: String) throws -> [UInt8] {
    try file("Tests/IntakeTests/Files/" + name)
  }
}

/// Files opened and their lists checked, as the commands do it.
private struct Check {
  private(set) var records: [String] = []
  private(set) var findings: [String] = []
  private(set) var nils: Set<ListName> = []
  private(set) var bureaus: Set<String> = []
  /// The records by list, in the order read: files of an archive come by name.
  var recordsByList: [String] {
    shipped.lists.flatMap { list in records.filter { $0.hasPrefix(list.name.rawValue + "|") } }
  }
  /// Whether each row read is a record or set aside.
  private(set) var isBalanced = true

  private static let period = Period("2022-05")
  private static let severities = RuleSeverities(
    Dictionary(
      uniqueKeysWithValues: "FTVHMPA".flatMap { letter in
        (1...20).map {
          (RuleCode(rawValue: "\(letter)0\($0 < 10 ? "0" : "")\($0)"), Severity.error)
        }
      }))

  mutating func open(_ bytes: [UInt8], path: String) {
    guard let period = Self.period, let received = Day("2022-06-02") else { return }
    let reader = SubmissionReader(shipped, period: period)
    var sink = FindingSink(Self.severities)
    var found: [Finding] = []
    for var submission in reader.open(bytes, path: path, into: &sink) {
      bureaus.insert(submission.bureau?.description ?? "")
      let context = ValidationContext(
        definitions: shipped, severities: Self.severities, period: period,
        bureau: submission.bureau, receivedOn: received)
      var checkers: [ListName: ListChecker] = [:]
      var index = 0
      while index < submission.tables.count {
        let list = submission.tables[index].list
        var checker = checkers.removeValue(forKey: list) ?? ListChecker(list, context)
        do throws(ReadFailure) {
          try checker.read(&submission.tables[index])
          try reader.openTable(below: index, of: &submission, into: &sink)
        } catch {
          error.report(at: submission.place, into: &sink)
        }
        checkers[list] = checker
        index += 1
      }
      for list in checkers.keys.sorted() {
        guard let checked = checkers.removeValue(forKey: list)?.finish() else { continue }
        submission.reportRows(of: list, into: &sink)
        if submission.isNil(list) { nils.insert(list) }
        take(checked)
        found += checked.findings
      }
    }
    findings += (sink.findings + found).sorted(by: Finding.precedes).map(Self.line)
  }

  private mutating func take(_ checked: CheckedList) {
    let list = shipped[checked.list]
    for index in 0..<checked.records.count {
      let record = checked.records[index]
      var cells = [checked.list.rawValue]
      for (place, field) in list.fields.enumerated() where field.kind != .sequence {
        let text = record.canonical(place, shipped).text
        if !text.isEmpty { cells.append("\(field.key.rawValue)=\(text)") }
      }
      records.append(cells.joined(separator: "|"))
    }
    let rows = checked.accounts.reduce(RowAccount()) { $0 + $1.account }
    if rows.read != checked.records.count + rows.setAside { isBalanced = false }
  }

  private static func line(_ finding: Finding) -> String {
    let place = finding.place
    let letters = place.column.map { CellReference.letters(ofColumn: $0) } ?? ""
    let cell = letters + (place.row.map { "\($0)" } ?? "")
    return finding.rule.rawValue + " " + (place.sheet ?? "") + (cell.isEmpty ? "" : "!" + cell)
  }
}
