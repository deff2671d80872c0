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
  /// The words that fields pick from.
  let entries: [TextID]
  /// The words of the list, then the texts of each part.
  let pools: [FinishedPool]
  /// What the rows of each part have in common.
  private let sources: [PartSource]
  private let periodText: TextID
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
    let names = month.bureauNames
    var words = TextPool()
    periodText = words.intern(month.period.description)
    sources = parts.map { PartSource($0, name: names[$0.bureau] ?? "", words: &words) }
    codes = RowCodes(month.findings, of: name, parts: parts)
    hazards = name == .hazards ? HazardColumns(month, list) : nil
    var entries: [TextID] = []
    fields = list.fields.indices.compactMap { index in
      ExportedField(list.fields[index].kind, at: index) {
        let start = entries.count
        entries += MergedList.words(of: list.fields[index], of: list, in: month.definitions).map {
          words.intern($0)
        }
        return start..<entries.count
      }
    }
    self.entries = entries
    pools = [FinishedPool(words)] + parts.map { FinishedPool($0.table.texts) }
    var columns = [
      DataColumn("period", "报告期", .month), DataColumn("bureau", "设区市代码"),
      DataColumn("bureau_name", "设区市"), DataColumn("seq", "序号", .integer),
    ]
    columns += fields.map { field in
      let column = list.fields[field.index]
      return DataColumn(column.key.rawValue, column.heading, field.type)
    }
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
    return hazards.reading.isOverdue(record, of: parts[part].table)
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
    let (part, record) = place(of: row)
    let source = sources[part]
    let table = source.table
    sink.pooled(periodText, of: 0, in: pools, .month)
    sink.pooled(source.code, of: 0, in: pools, .string)
    sink.pooled(source.name, of: 0, in: pools, .string)
    sink.number(row + 1)
    for field in fields {
      if let hazards, field.isHazardNumber {
        if let number = hazards.ledger.number(ofReport: row) {
          sink.number(number)
        } else {
          sink.blank()
        }
      } else {
        write(field, record, of: table, part: part, into: &sink)
      }
    }
    if let hazards {
      if let field = hazards.numberField, !table.cell(record, field).isBlank {
        sink.text(table[record].trimmed(field))
      } else {
        sink.blank()
      }
      sink.flag(hazards.reading.isOverdue(record, of: table))
    }
    let sheet = table.sheetIndex(record)
    sink.pooled(source.file, of: 0, in: pools, .string)
    sink.pooled(source.sheets[sheet], of: 0, in: pools, .string)
    sink.number(table.row(record))
    sink.plain(codes[part, sheet, table.row(record)], .string)
    if table.extras.isEmpty { sink.blank() } else { writeExtras(of: table[record], into: &sink) }
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

/// What the rows of a part have in common, its texts as words of the list.
///
/// A class, as the two behind it: a copy of what they hold would be counted for every row.
private final class PartSource: Sendable {
  let table: RecordTable
  let code: TextID
  let name: TextID
  let file: TextID
  /// The names of the sheets.
  let sheets: [TextID]

  init(_ part: MergedPart, name: String, words: inout TextPool) {
    table = part.table
    code = words.intern(part.bureau.description)
    self.name = words.intern(name)
    file = words.intern(part.file)
    sheets = part.table.sheets.map { words.intern($0.sheet ?? "") }
  }
}

/// What a hazard's row has beyond its fields.
final class HazardColumns: Sendable {
  let ledger: LedgerMonth
  let numberField: Int?
  let reading: HazardReading

  init(_ month: MergedMonth, _ list: ListDefinition) {
    ledger = month.ledger
    numberField = list.index(of: .hazardID)
    reading = HazardReading(list, period: month.period)
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
  /// The first sheet of the same name, by part and sheet.
  private let sheets: [[Int]]

  init(_ findings: [Finding], of list: ListName, parts: [MergedPart]) {
    sheets = parts.map { part in
      let names = part.table.sheets.map(\.sheet)
      return names.map { names.firstIndex(of: $0) ?? 0 }
    }
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

  /// The codes that speak of a row of a sheet of a part.
  subscript(part: Int, sheet: Int, row: Int) -> String? {
    codes.isEmpty ? nil : codes[Key(part: part, sheet: sheets[part][sheet], row: row)]
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
