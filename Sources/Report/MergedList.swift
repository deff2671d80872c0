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
  let fields: [ExportedField]
  /// The words that fields pick from.
  let entries: [TextID]
  /// The words of the list, then the texts of each part.
  let pools: [FinishedPool]
  /// What the rows of each part have in common.
  let sources: [PartSource]
  let periodText: TextID
  let codes: RowCodes
  /// What only hazards have: number in the ledger and whether they are overdue.
  let hazards: HazardColumns?

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
    codes = RowCodes(month.findings, of: name, parts: parts, words: &words)
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
}

/// What the rows of a part have in common, its texts as words of the list.
///
/// A class, as the two behind it: a copy of what they hold would be counted for every row.
final class PartSource: Sendable {
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

extension MergedMonth {
  /// Names of the bureaus, and of the province.
  var bureauNames: [BureauCode: String] {
    var names = Dictionary(
      bureaus.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    names[province.code] = province.name
    return names
  }
}
