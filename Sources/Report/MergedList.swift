import Findings
import JSON
import Ledger
import ListRecords
import ListSchema
import Table
import Values

/// The records of one list over all bureaus, in merged order: what `hazards.csv` and its like
/// hold. Columns come from the list's definition.
struct MergedList: DataTable {
  let list: ListDefinition
  let parts: [MergedPart]
  /// Row number of the first record of each part.
  private let starts: [Int]
  let rowCount: Int
  let columns: [DataColumn]
  private let fields: [ExportedField]
  private let period: String
  /// Code and name of each part's bureau.
  private let codeTexts: [ArraySlice<UInt8>]
  private let nameTexts: [ArraySlice<UInt8>]
  private let codes: RowCodes
  /// What only hazards have: number in the ledger and whether they are overdue.
  private let hazards: HazardColumns?

  var name: String { list.name.rawValue }
  var title: String { list.title }

  init(_ name: ListName, of month: MergedMonth) {
    let list = month.definitions[name]
    self.list = list
    parts = month.lists[name] ?? []
    var starts: [Int] = []
    var count = 0
    for part in parts {
      starts.append(count)
      count += part.table.count
    }
    self.starts = starts
    rowCount = count
    period = month.period.description
    let names = month.bureauNames
    codeTexts = parts.map { Array($0.bureau.description.utf8)[...] }
    nameTexts = parts.map { Array((names[$0.bureau] ?? "").utf8)[...] }
    codes = RowCodes(month.findings, of: name, parts: parts)
    hazards = name == .hazards ? HazardColumns(month, list) : nil
    fields = list.fields.indices.compactMap { ExportedField($0, of: list, in: month.definitions) }
    var columns = [
      DataColumn("period", "报告期", .month), DataColumn("bureau", "设区市代码"),
      DataColumn("bureau_name", "设区市"), DataColumn("seq", "序号", .integer),
    ]
    columns += fields.map(\.column)
    if name == .hazards {
      columns += [
        DataColumn("hazard_id_filed", "填报的隐患编号"), DataColumn("overdue", "是否逾期", .boolean),
      ]
    }
    columns += [
      DataColumn("source_file", "来源文件"), DataColumn("source_sheet", "来源工作表"),
      DataColumn("source_row", "来源行", .integer), DataColumn("findings", "校验规则"),
      DataColumn("extra", "未识别的列"),
    ]
    self.columns = columns
  }

  /// The part and the record of a row.
  func place(of row: Int) -> (part: Int, record: Int) {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= row { low = middle } else { high = middle }
    }
    return (low, row - starts[low])
  }

  /// Whether a row is an overdue hazard.
  func isOverdue(row: Int) -> Bool {
    guard let hazards else { return false }
    let (part, record) = place(of: row)
    return hazards.reading.facts(of: parts[part].table[record]).isOverdue
  }

  /// What a hazard's row is counted as, word by word; none of another list's.
  func marks(row: Int) -> [String] {
    guard let hazards else { return [] }
    let (part, record) = place(of: row)
    let facts = hazards.reading.facts(of: parts[part].table[record])
    var marks: [String] = []
    if hazards.ledger.isNew(report: row) { marks.append("new") }
    if let isMajor = facts.isMajor { marks.append(isMajor ? "major" : "ordinary") }
    if let isRectified = facts.isRectified { marks.append(isRectified ? "rectified" : "open") }
    if facts.isClosed { marks.append("closed") }
    if facts.isOverdue { marks.append("overdue") }
    if facts.isSupervised { marks.append("supervised") }
    return marks
  }

  func write<Sink: ValueSink>(row: Int, into sink: inout Sink) {
    let (partIndex, position) = place(of: row)
    let part = parts[partIndex]
    let record = part.table[position]
    sink.plain(period, .month)
    sink.canonical(codeTexts[partIndex], .string)
    sink.text(nameTexts[partIndex])
    sink.number(row + 1)
    for index in fields.indices {
      if let hazards, fields[index].isHazardNumber {
        var number: [UInt8] = []
        hazards.ledger.number(ofReport: row)?.append(to: &number)
        sink.canonical(number[...], .string)
      } else {
        fields[index].write(record, into: &sink)
      }
    }
    if let hazards {
      if let field = hazards.numberField, !record.isBlank(field) {
        sink.text(record.trimmed(field))
      } else {
        sink.blank()
      }
      sink.flag(hazards.reading.facts(of: record).isOverdue)
    }
    sink.text(part.file)
    sink.text(record.sheet.sheet)
    sink.number(record.row)
    sink.plain(codes[partIndex, record], .string)
    writeExtras(of: record, into: &sink)
  }

  private func writeExtras<Sink: ValueSink>(of record: Record, into sink: inout Sink) {
    let extras = record.extras
    if extras.isEmpty {
      sink.blank()
    } else {
      var json = JSONText()
      json.object { json in
        for extra in extras { json.member(extra.heading, extra.text) }
      }
      sink.text(json.bytes[...])
    }
  }
}

/// What a hazard's row has beyond its fields.
struct HazardColumns: Sendable {
  let ledger: LedgerMonth
  let numberField: Int?
  let reading: HazardReading

  init(_ month: MergedMonth, _ list: ListDefinition) {
    ledger = month.ledger
    numberField = list.index(of: .hazardID)
    reading = HazardReading(list, period: month.period)
  }
}

/// A field of a list as outputs print it.
///
/// A class, since a copy of its entries and names would be made for every cell.
final class ExportedField: Sendable {
  /// How a cell's number is printed.
  private enum Print {
    case day
    case count
    case amount
    case text
    case trimmed
    case numbers
    /// An entry of a vocabulary or a name of the roster.
    case entry
    case hazardNumber
  }

  let index: Int
  let column: DataColumn
  private let print: Print
  /// The entries of the vocabulary or the names of the roster, as UTF-8.
  private let entries: [ArraySlice<UInt8>]

  /// `nil` for 序号 and 设区市, which every output prints in its own columns.
  init?(_ index: Int, of list: ListDefinition, in definitions: Definitions) {
    let field = list.fields[index]
    var type = ColumnType.string
    var entries: [String] = []
    switch field.kind {
    case .sequence, .bureau: return nil
    case .date: (print, type) = (.day, .date)
    case .integer: (print, type) = (.count, .integer)
    case .number: (print, type) = (.amount, .number)
    case .vocabulary:
      print = .entry
      entries = list.vocabulary(of: field)?.values ?? []
    case .zone:
      print = .entry
      entries = definitions.roster.zones.map(\.name)
    case .hazardNumber: print = .hazardNumber
    case .hazardNumbers: print = .numbers
    case .phone: print = .trimmed
    case .text, .explanation: print = .text
    }
    self.index = index
    self.entries = entries.map { Array($0.utf8)[...] }
    column = DataColumn(field.key.rawValue, field.heading, type)
  }

  /// Whether the field is the one that the ledger gives.
  var isHazardNumber: Bool { print == .hazardNumber }

  func write<Sink: ValueSink>(_ record: Record, into sink: inout Sink) {
    let cell = record.cell(index)
    guard let number = cell.number else { return sink.blank() }
    switch print {
    case .day: sink.day(Day(number: number))
    case .count: sink.number(Int(number))
    case .amount: sink.amount(record.table.amounts[Int(number)])
    case .text: sink.text(record.table.texts[cell.text])
    case .trimmed, .hazardNumber: sink.text(record.trimmed(index))
    case .numbers: sink.text(Self.joined(record.table.texts[cell.text]))
    case .entry:
      if entries.indices.contains(Int(number)) {
        sink.text(entries[Int(number)])
      } else if number == ZonePayload.cityLevel {
        sink.text("市本级")
      } else {
        sink.text(record.trimmed(index))
      }
    }
  }

  /// Several numbers in one cell, joined by `;`, however the filer parted them.
  private static func joined(_ text: ArraySlice<UInt8>) -> String {
    String(decoding: text, as: UTF8.self)
      .split { "、；;,， \n\r\t\u{3000}".contains($0) }
      .joined(separator: ";")
  }
}

/// The codes of the rules that speak of a record.
struct RowCodes: Sendable {
  private struct Key: Hashable {
    let part: Int
    let sheet: Int
    let row: Int
  }

  private var codes: [Key: String] = [:]

  init(_ findings: [Finding], of list: ListName, parts: [MergedPart]) {
    let indices = Dictionary(
      parts.enumerated().map { ($0.element.file, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    var found: [Key: [RuleCode]] = [:]
    for finding in findings where finding.place.list == list {
      guard let row = finding.place.row, let part = finding.place.file.flatMap({ indices[$0] }),
        let sheet = parts[part].table.sheets.firstIndex(where: { $0.sheet == finding.place.sheet })
      else { continue }
      let key = Key(part: part, sheet: sheet, row: row)
      if found[key]?.contains(finding.rule) != true {
        found[key, default: []].append(finding.rule)
      }
    }
    for (key, rules) in found {
      codes[key] = rules.sorted().map(\.rawValue).joined(separator: ";")
    }
  }

  subscript(part: Int, record: Record) -> String? {
    guard !codes.isEmpty else { return nil }
    let name = record.sheet.sheet
    let sheets = record.table.sheets
    let sheet = sheets.count == 1 ? 0 : sheets.firstIndex { $0.sheet == name } ?? 0
    return codes[Key(part: part, sheet: sheet, row: record.row)]
  }
}

extension MergedMonth {
  /// Names of the bureaus, and of the province.
  var bureauNames: [BureauCode: String] {
    var names = Dictionary(
      bureaus.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    names[province.code] = province.name
    return names
  }
}
