import Findings
public import Intake
import JSON
import ListSchema
import Table
public import Values

/// How the columns of one table were understood: what a check shows, so that a filer sees which
/// column was taken for which before the figures are believed.
public struct TableColumns: Sendable {
  /// The list.
  public let list: ListName
  /// The sheet, `nil` for a text file.
  public let sheet: String?
  /// First row of the header, from 1.
  public let headerRow: Int
  /// The columns that have a heading or hold values, in ascending order.
  public let columns: [ColumnReading]
  /// Required fields without a column.
  let missing: [FieldKey]

  /// The columns of a table.
  init(_ table: ListTable) {
    list = table.list
    sheet = table.place.sheet
    headerRow = table.layout.firstHeaderRow
    columns = table.layout.columns
    missing = table.layout.missing
  }

  /// A line for each column whose heading is not that of the form.
  func differences(_ definitions: Definitions) -> [String] {
    let list = definitions[list]
    return columns.compactMap { reading in
      guard let meaning = meaning(of: reading, list, definitions.folding) else { return nil }
      return "\(CellReference.letters(ofColumn: reading.column))  \(reading.heading) → \(meaning)"
    }
  }

  private func meaning(
    of reading: ColumnReading, _ list: ListDefinition, _ folding: TextFolding
  ) -> String? {
    func heading(_ key: FieldKey) -> String { list[key]?.heading ?? key.rawValue }
    switch reading.meaning {
    case .field(let key):
      return list[key].map { isOfTheForm(reading, $0, folding) } == true ? nil : heading(key)
    case .fieldByContent(let key): return heading(key) + "（按内容）"
    case .repeated(let key, let first):
      return "与 \(CellReference.letters(ofColumn: first)) 列重复，都是“\(heading(key))”"
    case .wrongUnit(let key, let unit): return "未识别，原样保留（单位是\(unit)，不是“\(heading(key))”）"
    case .unknown(let nearest):
      return "未识别，原样保留" + (nearest.map { "；您是否指“\($0)”？" } ?? "")
    }
  }

  /// Whether a heading is the form's own, in one row or in a group's row and a lower one.
  private func isOfTheForm(
    _ reading: ColumnReading, _ field: Field, _ folding: TextFolding
  ) -> Bool {
    // A unit row or the caption may state the unit instead.
    func name(_ heading: String) -> String { String(folding.heading(heading).prefix { $0 != "(" }) }
    let filed = name(reading.heading)
    let own = [field.heading, (field.group ?? "") + field.title].map(name)
    if own.contains(filed) { return true }
    // A third row above may run over all groups.
    return reading.row > headerRow && own.contains { filed.hasSuffix($0) }
  }

  /// Writes the table as an object: the list, the sheet, each column's heading and field.
  func write(_ json: inout JSONText) {
    json.object { json in
      json.member("list", list.rawValue)
      json.member("sheet", sheet)
      json.member("header_row", headerRow)
      json.member("columns") { json in
        json.array { json in
          for reading in columns {
            json.object { json in
              json.member("column", CellReference.letters(ofColumn: reading.column))
              json.member("heading", reading.heading)
              json.member("field", reading.field?.rawValue)
            }
          }
        }
      }
    }
  }
}

/// How the columns of all tables of one list were understood, in words.
struct HeadingSummary: Sendable {
  /// What the line on the list says of its headings.
  let remark: String
  /// A line for each column that is not as in the form, tables told apart where there are several.
  let lines: [String]

  /// Lines shown of one list.
  private static let limit = 40

  /// The tables of one list, each with its file's name.
  init(_ tables: [(file: String, columns: TableColumns)], _ definitions: Definitions) {
    let different = tables.map { ($0, $0.columns.differences(definitions)) }
    let count = different.reduce(0) { $0 + $1.1.count }
    let total = tables.reduce(0) { $0 + $1.columns.columns.count }
    // Each once, in the order of the form.
    let fields = tables.first.map { definitions[$0.columns.list].fields } ?? []
    let headings = fields.filter { field in
      tables.contains { $0.columns.missing.contains(field.key) }
    }.map { "“\($0.heading)”" }
    let lack = headings.isEmpty ? "" : "，缺" + headings.joined(separator: "、")
    guard count > 0 else {
      remark = lack.isEmpty ? "；表头 \(total) 列与表样相同" : "；表头 \(total) 列" + lack
      lines = []
      return
    }
    remark = "；表头 \(total) 列\(lack)，其中 \(count) 列与表样不同："
    var lines: [String] = []
    for (table, differences) in different where !differences.isEmpty {
      if tables.count > 1 {
        let place = [table.file, table.columns.sheet].compactMap(\.self).joined(separator: " ")
        lines.append("（\(place) 第 \(table.columns.headerRow) 行）")
      }
      lines += differences
    }
    let rest = lines.count - Self.limit
    self.lines = lines.prefix(Self.limit) + (rest > 0 ? ["……另有 \(rest) 行"] : [])
  }
}
