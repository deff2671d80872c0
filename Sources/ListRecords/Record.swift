public import Findings
import ListSchema
public import Table
public import Values

/// One record of a ``RecordTable``: typed access by the field's index.
///
/// A rule resolves its fields to indices once a list; see ``ListDefinition/index(of:)``.
public struct Record: Sendable {
  /// The table it stands in.
  public let table: RecordTable
  /// Its index there, from 0.
  public let index: Int

  /// A record of a table.
  public init(table: RecordTable, index: Int) {
    self.table = table
    self.index = index
  }

  /// Row number, from 1, as a spreadsheet program shows.
  public var row: Int { table.row(index) }

  /// The sheet it stands on.
  public var sheet: SheetColumns { table.sheet(index) }

  /// The cell of a field.
  public func cell(_ field: Int) -> RecordCell { table.cell(index, field) }

  /// Whether the filer left a field blank.
  public func isBlank(_ field: Int) -> Bool { cell(field).isBlank }

  /// Whether a field holds something that could not be read.
  public func isUnreadable(_ field: Int) -> Bool { cell(field).isUnreadable }

  /// Whether a field holds something that could be read.
  public func isKnown(_ field: Int) -> Bool { cell(field).number != nil }

  /// The raw text of a field.
  public func raw(_ field: Int) -> String { table.texts.string(cell(field).text) }

  /// Whether 核实说明 of the row says something, which answers the row's warnings.
  public var isExplained: Bool {
    table.list.index(of: .explanation).map { !isBlank($0) } ?? false
  }

  /// The raw text's number in the table's pool.
  public func textID(_ field: Int) -> TextID { cell(field).text }

  /// A date field's day.
  public func day(_ field: Int) -> Day? { cell(field).number.map(Day.init(number:)) }

  /// An integer field's count.
  public func count(_ field: Int) -> Int? { cell(field).number.map(Int.init) }

  /// A number field's amount.
  public func amount(_ field: Int) -> Amount? {
    cell(field).number.map { table.amounts[Int($0)] }
  }

  /// A vocabulary field's index into the vocabulary, a zone field's index into the roster
  /// (negative: 市本级 or not on the roster).
  public func code(_ field: Int) -> Int? { cell(field).number.map(Int.init) }

  /// The values of unknown columns, heading and text.
  public var extras: [(heading: String, text: String)] {
    table.extras(of: index).map { extra in
      (sheet.extraHeadings[Int(extra.heading)], table.texts.string(extra.text))
    }
  }

  /// The place of a field, within its sheet; file and bureau are the caller's to add.
  public func place(_ field: Int) -> Place {
    let sheet = sheet
    return Place(
      list: table.list.name, sheet: sheet.sheet, row: row,
      column: sheet.columns[field] > 0 ? sheet.columns[field] : nil,
      heading: sheet.headings[field], field: table.list.fields[field].key.rawValue)
  }

  /// The place of the whole row.
  public var place: Place {
    Place(list: table.list.name, sheet: sheet.sheet, row: row)
  }

  /// A field as a cell that a finding compares with; `nil` where the sheet has no such column.
  public func related(_ field: Int) -> RelatedCell? {
    let sheet = sheet
    guard sheet.columns[field] > 0 else { return nil }
    return RelatedCell(
      row: row, column: sheet.columns[field], heading: sheet.headings[field], value: raw(field))
  }
}

extension RecordTable {
  /// The values of unknown columns of a record.
  public func extras(of record: Int) -> ArraySlice<ExtraCell> {
    var low = 0
    var high = extras.count
    while low < high {
      let middle = (low + high) / 2
      if extras[middle].record < Int32(record) { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < extras.count, extras[end].record == Int32(record) { end += 1 }
    return extras[low..<end]
  }
}

/// Payloads of zone fields that are no index into the roster.
public enum ZonePayload {
  /// The zone is not on the roster; its text stands as filed.
  public static let unknown: Int32 = -1
  /// 市本级, where the field allows it.
  public static let cityLevel: Int32 = -2
}
