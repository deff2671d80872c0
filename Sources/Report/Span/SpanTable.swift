import Values

/// A value of a span's table: what a data file writes, and what a reader of the page sees.
enum SpanValue: Sendable {
  case text(String)
  case count(Int?)
  case amount(Amount?)
  case day(Day?)
  case month(Period?)
  case flag(Bool)
  /// A share in percent; `/` to a reader on a zero base.
  case share(Rate?)
  /// A difference, with its sign to a reader.
  case difference(Int?)
  /// A change in percent; `—` to a reader on a zero base.
  case change(Rate?)

  func write(into sink: inout some ValueSink) {
    switch self {
    case .text(let text): sink.text(text.isEmpty ? nil : text)
    case .count(let count), .difference(let count): sink.number(count)
    case .amount(let amount): if let amount { sink.amount(amount) } else { sink.blank() }
    case .day(let day): if let day { sink.day(day) } else { sink.blank() }
    case .month(let period): sink.plain(period?.description, .month)
    case .flag(let flag): sink.flag(flag)
    case .share(let rate), .change(let rate): sink.plain(rate?.percentage, .number)
    }
  }

  /// The value on the page.
  var display: String {
    switch self {
    case .text(let text): return PageList.shown(text)
    case .count(let count): return count.map(String.init) ?? ""
    case .amount(let amount): return amount?.description ?? ""
    case .day(let day): return day?.description ?? ""
    case .month(let period): return period?.description ?? ""
    case .flag(let flag): return flag ? "是" : ""
    case .share(let rate): return rate.map { $0.percentage ?? "/" } ?? ""
    case .difference(let count):
      return count.map { ($0 > 0 ? "+" : "") + String($0) } ?? "—"
    case .change(let rate):
      guard let text = rate?.percentage else { return "—" }
      return ((rate?.tenths ?? 0) > 0 ? "+" : "") + text
    }
  }

  /// The type of a column whose values are of this kind.
  fileprivate var type: ColumnType {
    switch self {
    case .text: .string
    case .count, .difference: .integer
    case .amount, .share, .change: .number
    case .day: .date
    case .month: .month
    case .flag: .boolean
    }
  }
}

/// A column of a span's table.
struct SpanColumn<Row: Sendable>: Sendable {
  let name: String
  let title: String
  let value: @Sendable (Row) -> SpanValue

  init(_ name: String, _ title: String, _ value: @escaping @Sendable (Row) -> SpanValue) {
    self.name = name
    self.title = title
    self.value = value
  }
}

/// A table of a span, for the data package and for the page alike.
struct SpanTable<Row: Sendable>: DataTable {
  let name: String
  let title: String
  let columns: [DataColumn]
  let rows: [Row]
  let values: [@Sendable (Row) -> SpanValue]

  /// A table; any row as `sample` tells the columns' types.
  init(
    _ name: String, _ title: String, _ columns: [SpanColumn<Row>], rows: [Row], sample: Row
  ) {
    self.name = name
    self.title = title
    self.rows = rows
    self.columns = columns.map { DataColumn($0.name, $0.title, $0.value(sample).type) }
    values = columns.map(\.value)
  }

  var rowCount: Int { rows.count }

  func write<Sink: ValueSink>(rows: Range<Int>, into sink: inout Sink) {
    for row in self.rows[rows] {
      for value in values { value(row).write(into: &sink) }
      sink.endRow()
    }
  }

  /// A row as the page's template names it: its columns as a reader sees them.
  func page(_ row: Row) -> PageRow {
    PageRow(
      Dictionary(
        zip(columns.map(\.name), values.map { $0(row).display }), uniquingKeysWith: { $1 }))
  }
}
