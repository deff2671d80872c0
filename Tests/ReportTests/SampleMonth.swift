import Files
import Findings
import Ledger
import ListRecords
import ListSchema
import Receipts
import Report
import Table
import Testing
import Values

/// A small merged month, written as rows of canonical texts.
struct SampleMonth {
  /// A bureau's list: a file and its rows, by field.
  struct Part {
    var list: ListName
    var bureau: Int32
    var file: String
    var sheet: String?
    var rows: [[FieldKey: String]]
    var headings: [String] = []
    var extras: [[String]] = []
  }

  var parts: [Part] = []
  /// Lists that came without rows: 零报告.
  var nils: [(Int32, ListName)] = []
  var states: [(Int32, ListName, ReceiptState, Int?)] = []
  var findings: [Finding] = []
  var previous: [Scope: PreviousAccidents] = [:]
  var inputs: [InputFile] = []
  var codes: [Int32] = [320_100, 320_200, 320_500]

  /// Text that stands for a cell that can't be read.
  static let unreadable = "?"

  mutating func add(
    _ list: ListName, _ bureau: Int32, _ rows: [[FieldKey: String]], file: String? = nil,
    sheet: String? = nil
  ) {
    parts.append(
      Part(list: list, bureau: bureau, file: file ?? "\(bureau).xlsx", sheet: sheet, rows: rows))
  }

  static let definitions: Definitions? = try? Definitions.load { name in
    try templateBytes(name)
  }

  static let rules = """
    {"rules": [
    {"code": "H001",
      "severity": "error",
      "title": "整改时限早于排查日期",
      "message": "整改时限 {due_on} 早于排查日期 {found_on}",
      "meaning": "说明",
      "fix": "核对两个日期。",
      "basis": "任务清单（九）",
      "breaks": {"rows": [{"due_on": "2022-05-01"}]},
      "passes": {"rows": [{"due_on": "2022-05-31"}]}},
    {"code": "H010",
      "severity": "warning",
      "title": "逾期未整改",
      "message": "整改时限 {due_on}",
      "meaning": "说明",
      "fix": "督促整改。",
      "basis": "任务清单（九）",
      "breaks": {"rows": [{"due_on": "2022-05-01"}]},
      "passes": {"rows": [{"due_on": "2022-05-31"}]}},
    {"code": "F008",
      "severity": "error",
      "title": "报告期不符",
      "message": "文件写明是{period}的数据",
      "meaning": "说明",
      "fix": "报错文件的，换成当月的文件。",
      "basis": "任务清单（九）",
      "breaks": {"rows": [{"due_on": "2022-05-01"}]},
      "passes": {"rows": [{"due_on": "2022-05-31"}]}},
    {"code": "D001",
      "severity": "error",
      "title": "迟报",
      "message": "迟报 {days} 天",
      "meaning": "说明",
      "fix": "按时报送。",
      "basis": "任务清单（九）",
      "breaks": {"rows": [{"due_on": "2022-05-01"}]},
      "passes": {"rows": [{"due_on": "2022-05-31"}]}}
    ]}
    """

  func merged() throws -> MergedMonth {
    let definitions = try #require(Self.definitions)
    let period = try #require(Period(year: 2022, month: 5))
    var lists: [ListName: [MergedPart]] = [:]
    for part in parts.sorted(by: { $0.bureau < $1.bureau }) {
      let table = try Self.table(part, definitions)
      lists[part.list, default: []]
        .append(
          MergedPart(bureau: BureauCode(rawValue: part.bureau), file: part.file, table: table))
    }
    let bureaus = try codes.map { try #require(definitions.bureaus[BureauCode(rawValue: $0)]) }
    return MergedMonth(
      period: period, now: try #require(Instant("2022-06-04T08:00:00+08:00")),
      tool: ("monthly-merge", "0.1.0"), settings: [("deadline.day", "3")], bureaus: bureaus,
      definitions: definitions, lists: lists, reporting: try reporting(bureaus, lists),
      accounting: parts.map { part in
        var rows = RowAccount()
        for _ in part.rows { rows.count(.data) }
        rows.count(.total)
        return AccountingRow(
          bureau: BureauCode(rawValue: part.bureau), file: part.file, sheet: part.sheet,
          list: part.list, rows: rows, merged: part.rows.count, superseded: 0)
      }, findings: findings, rules: try RuleCatalogue(json: Array(Self.rules.utf8)),
      ledger: try ledger(period, lists, definitions, bureaus), previousAccidents: previous,
      inputs: inputs, exitStatus: 1)
  }

  private func reporting(
    _ bureaus: [Bureau], _ lists: [ListName: [MergedPart]]
  ) throws -> [ReportingRow] {
    let due = try #require(Instant("2022-06-03T23:59:59+08:00"))
    let calendar = try WorkCalendar(json: templateBytes("holidays.json"))
    let period = try #require(Period(year: 2022, month: 5))
    let deadline = DeadlineRule.taskList.deadline(of: period, in: calendar)
    #expect(deadline.nominal == due)
    return bureaus.flatMap { bureau in
      ListName.allCases.sorted().map { list in
        let isNil = nils.contains { $0.0 == bureau.code.rawValue && $0.1 == list }
        let part = (lists[list] ?? []).last { $0.bureau == bureau.code }
        let given = states.last { $0.0 == bureau.code.rawValue && $0.1 == list }
        let state = given?.2 ?? (part != nil || isNil ? .onTime : .missing)
        return ReportingRow(
          bureau: bureau.code, list: list, state: state,
          daysLate: given?.3 ?? (state == .missing ? nil : 0), deadline: deadline, isNil: isNil,
          receivedAt: state.isReceived ? due : nil, evidence: state.isReceived ? .register : nil,
          file: part?.file, versions: state.isReceived ? 1 : 0)
      }
    }
  }

  private func ledger(
    _ period: Period, _ lists: [ListName: [MergedPart]], _ definitions: Definitions,
    _ bureaus: [Bureau]
  ) throws -> LedgerMonth {
    var carry = try CarryForward(
      period, from: nil, reported: Set((lists[.hazards] ?? []).map(\.bureau)),
      bureauNames: Dictionary(uniqueKeysWithValues: bureaus.map { ($0.code, $0.name) }),
      fold: { text in definitions.folding.text(text) })
    for part in lists[.hazards] ?? [] {
      for index in 0..<part.table.count {
        let record = part.table[index]
        var report = HazardReport(
          bureau: part.bureau, sourceFile: part.file, sourceRow: record.row)
        for field in LedgerField.filed {
          guard let place = definitions[.hazards].index(of: FieldKey(rawValue: field.name)) else {
            continue
          }
          if record.isUnreadable(place) {
            report.setUnreadable(field)
          } else {
            report.set(field, text: record.canonical(place, definitions).text)
          }
        }
        carry.add(report)
      }
    }
    return carry.finish()
  }

  private static func table(_ part: Part, _ definitions: Definitions) throws -> RecordTable {
    let list = definitions[part.list]
    var builder = RecordTableBuilder(list)
    builder.beginSheet(
      SheetColumns(
        sheet: part.sheet, columns: Array(1...list.fields.count),
        headings: list.fields.map(\.heading), extraHeadings: part.headings))
    for (index, row) in part.rows.enumerated() {
      var cells: [RecordCell] = []
      for field in list.fields {
        cells.append(
          try cell(row[field.key] ?? "", field, part, list, definitions, &builder))
      }
      builder.append(row: index + 4, cells: cells)
      guard part.extras.indices.contains(index) else { continue }
      for (heading, text) in part.extras[index].enumerated() {
        let id = builder.texts.intern(text)
        builder.appendExtra(heading: heading, text: id)
      }
    }
    return builder.table()
  }

  private static func cell(
    _ text: String, _ field: Field, _ part: Part, _ list: ListDefinition,
    _ definitions: Definitions, _ builder: inout RecordTableBuilder
  ) throws -> RecordCell {
    let id = builder.texts.intern(text)
    if text.isEmpty { return .blank() }
    if text == unreadable { return .unreadable(id) }
    switch field.kind {
    case .date: return .value(try #require(Day(text)).number, text: id)
    case .integer: return .value(try #require(Int32(text)), text: id)
    case .number:
      return .value(builder.enter(try #require(Amount(decimal: Array(text.utf8)))), text: id)
    case .vocabulary:
      let words = try #require(list.vocabulary(of: field))
      let match = try #require(words.match(text, folding: definitions.folding))
      return .value(Int32(match.index), text: id)
    case .zone:
      switch definitions.roster.match(text, in: BureauCode(rawValue: part.bureau)) {
      case .zone(let index): return .value(Int32(index), text: id)
      case .cityLevel: return .value(ZonePayload.cityLevel, text: id)
      default: return .value(ZonePayload.unknown, text: id)
      }
    default: return .value(0, text: id)
    }
  }
}

/// A file of the templates folder as it stands in the sources.
func templateBytes(_ name: String) throws -> [UInt8] {
  let file = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  return try readFile("/\(file)/Templates/\(name)")
}

/// A hazard that is whole, with some fields changed.
func hazard(_ changes: [FieldKey: String] = [:]) -> [FieldKey: String] {
  var row: [FieldKey: String] = [
    "zone": "江苏栖霞经济开发区", "enterprise": "某化工有限公司", "place": "一车间",
    "sector": "化工及危险化学品", "description": "可燃气体报警器未接入控制系统", "level": "一般",
    "found_on": "2022-05-10", "source": "企业自查", "measures": "接入控制系统",
    "responsible_unit": "某化工有限公司", "responsible_person": "王五", "due_on": "2022-06-30",
    "status": "整改中",
  ]
  for (key, value) in changes { row[key] = value }
  return row
}

/// A row of the accident table, all zeros but the figures given.
func accident(_ zone: String, _ figures: [FieldKey: String] = [:]) -> [FieldKey: String] {
  var row: [FieldKey: String] = [
    "zone": zone, "accidents": "0", "deaths": "0", "serious_injuries": "0", "direct_loss": "0",
    "accidents_ordinary": "0", "accidents_considerable": "0", "accidents_major": "0",
    "accidents_extraordinary": "0", "accidents_ytd": "0", "deaths_ytd": "0",
  ]
  for (key, value) in figures { row[key] = value }
  return row
}
