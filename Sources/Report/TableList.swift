import Receipts
import TemplateFill
import Values

/// A table as a list of the workbook's template, with fields that only the workbook has.
struct TableList<Table: DataTable>: TemplateList {
  let fields: [String]
  private let table: Table
  private let writeExtra: @Sendable (Int, inout TemplateSink) -> Void

  init(
    _ table: Table, extra: [String] = [],
    _ writeExtra: @escaping @Sendable (Int, inout TemplateSink) -> Void = { _, _ in }
  ) {
    self.table = table
    self.writeExtra = writeExtra
    fields = table.columns.map(\.name) + extra
  }

  var rowCount: Int { table.rowCount }

  func makeRows() -> any TemplateRows { Rows(list: self) }

  private struct Rows: TemplateRows {
    let list: TableList
    var next = 0
    var sink = TemplateSink()

    mutating func next(into row: inout TemplateRow) -> Bool {
      guard next < list.rowCount else { return false }
      // The row's storage goes into the sink and comes back, so that it is never copied.
      swap(&sink.row, &row)
      list.table.write(row: next, into: &sink)
      list.writeExtra(next, &sink)
      swap(&sink.row, &row)
      next += 1
      return true
    }
  }
}

/// Values as cells of a worksheet, with their types.
struct TemplateSink: ValueSink {
  var row = TemplateRow()

  mutating func text(_ text: ArraySlice<UInt8>) { row.append(text: text.span) }
  mutating func text(_ text: String) { row.append(text: text) }
  mutating func number(_ number: Int) { row.append(integer: number) }
  mutating func amount(_ amount: Amount) { row.append(decimal: amount.description) }
  mutating func flag(_ flag: Bool) { row.append(boolean: flag) }
  mutating func blank() { row.appendBlank() }

  mutating func day(_ day: Day) {
    if let date = TemplateDate(day) {
      row.append(date: date)
    } else {
      row.append(text: day.description)
    }
  }

  mutating func plain(_ text: String, _ type: ColumnType) {
    switch type {
    case .integer where Int(text) != nil: row.append(integer: Int(text) ?? 0)
    case .number: row.append(decimal: text)
    default: row.append(text: text)
    }
  }
}

extension TemplateDate {
  /// A day without a time.
  init?(_ day: Day) {
    let (year, month, number) = day.components
    self.init(year: year, month: month, day: number)
  }
}
