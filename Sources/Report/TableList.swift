import Receipts
import Table
import TemplateFill
import Values

/// A table as a list of the workbook's template, with fields that only the workbook has.
struct TableList: TemplateList {
  let fields: [String]
  let rowCount: Int
  private let pools: [FinishedPool]
  private let write: @Sendable (Int, inout TemplateSink) -> Void

  /// A closure and no type parameter: the compiler then knows table and sink where the closure is
  /// made, and writes cells without looking functions up.
  init(
    _ table: some DataTable, extra: [String] = [],
    _ writeExtra: @escaping @Sendable (Int, inout TemplateSink) -> Void = { _, _ in }
  ) {
    fields = table.columns.map(\.name) + extra
    rowCount = table.rowCount
    pools = table.pools
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
      sink.row.pools = list.pools
      list.write(next, &sink)
      swap(&sink.row, &row)
      next += 1
      return true
    }
  }
}

/// Values as cells of a worksheet, with their types.
struct TemplateSink: ValueSink {
  private static let places = 1 << 10

  var row = TemplateRow()
  private var bytes: [UInt8] = []
  /// Dates that were read lately, each at a place that its text's number gives.
  private var dates = [(key: UInt64, date: TemplateDate?)](repeating: (0, nil), count: places)

  mutating func text(_ text: ArraySlice<UInt8>) { row.append(text: text.span) }
  mutating func text(_ text: String) { row.append(text: text) }
  mutating func number(_ number: Int) { row.append(integer: number) }

  mutating func number(_ number: HazardNumber) {
    bytes.removeAll(keepingCapacity: true)
    number.append(to: &bytes)
    row.append(code: bytes[...])
  }

  mutating func amount(_ amount: Amount) {
    bytes.removeAll(keepingCapacity: true)
    amount.append(to: &bytes)
    row.append(decimal: bytes[...])
  }

  mutating func flag(_ flag: Bool) { row.append(boolean: flag) }
  mutating func blank() { row.appendBlank() }

  mutating func day(_ day: Day) {
    if let date = TemplateDate(dayNumber: Int(day.number)) {
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

  mutating func pooled(_ id: TextID, of pool: Int, in pools: [FinishedPool], _ type: ColumnType) {
    switch type {
    case _ where id == 0: blank()
    case .string, .month: row.append(text: id, ofPool: pool)
    case .number: row.append(decimal: pools[pool].texts[id])
    case .date:
      let key = UInt64(truncatingIfNeeded: pool + 1) << 32 | UInt64(id)
      let place = Int(id) & (Self.places - 1)
      if dates[place].key != key { dates[place] = (key, TemplateDate(iso: pools[pool].texts[id])) }
      if let date = dates[place].date {
        row.append(date: date)
      } else {
        row.append(text: id, ofPool: pool)
      }
    default: canonical(pools[pool].texts[id], type)
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
