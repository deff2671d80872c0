import Receipts
import TemplateFill
import Values

/// A table as a list of the workbook's template, with fields that only the workbook has.
struct TableList: TemplateList {
  let fields: [String]
  let rowCount: Int
  private let write: @Sendable (Int, inout TemplateSink) -> Void

  /// A closure and no type parameter: the compiler then knows table and sink where the closure is
  /// made, and writes cells without looking functions up.
  init(
    _ table: some DataTable, extra: [String] = [],
    _ writeExtra: @escaping @Sendable (Int, inout TemplateSink) -> Void = { _, _ in }
  ) {
    fields = table.columns.map(\.name) + extra
    rowCount = table.rowCount
    write = { row, sink in
      table.write(row: row, into: &sink)
      writeExtra(row, &sink)
    }
  }

  func makeRows() -> any TemplateRows { Rows(list: self) }

  private struct Rows: TemplateRows {
    let list: TableList
    var next = 0
    var sink = TemplateSink()

    mutating func next(into row: inout TemplateRow) -> Bool {
      guard next < list.rowCount else { return false }
      // The row's storage goes into the sink and comes back, so that it is never copied.
      swap(&sink.row, &row)
      list.write(next, &sink)
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

  mutating func canonical(_ text: ArraySlice<UInt8>, _ type: ColumnType) {
    switch type {
    case .string, .month: self.text(text)
    case .date:
      if let date = TemplateDate(iso: text) { row.append(date: date) } else { self.text(text) }
    case .boolean where !text.isEmpty: flag(text.first == UInt8(ascii: "t"))
    case _ where text.isEmpty: blank()
    default: plain(String(decoding: text, as: UTF8.self), type)
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
  /// The day that `2022-05-03` spells; a million of them are read, so byte by byte.
  init?(iso text: ArraySlice<UInt8>) {
    guard text.count == 10 else { return nil }
    var (number, year, month) = (0, 0, 0)
    for (place, byte) in text.enumerated() {
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        if place == 4 { year = number } else { month = number }
        number = 0
      } else {
        guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
      }
    }
    self.init(year: year, month: month, day: number)
  }

  /// A day without a time.
  init?(_ day: Day) {
    let (year, month, number) = day.components
    self.init(year: year, month: month, day: number)
  }
}
