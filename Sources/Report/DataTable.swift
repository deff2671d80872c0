import DelimitedText
import Findings
import ListRecords
import Values

/// What a column of a table holds; the raw value is its type in a Table Schema.
enum ColumnType: String, Sendable {
  case string
  case integer
  case number
  case date
  case datetime
  case boolean
  case month = "yearmonth"
}

/// A column of a table of the data package.
struct DataColumn: Sendable {
  let name: String
  let title: String
  let type: ColumnType

  init(_ name: String, _ title: String, _ type: ColumnType = .string) {
    self.name = name
    self.title = title
    self.type = type
  }
}

/// Takes the values of a row, one a column: a text file, a worksheet or a page.
protocol ValueSink {
  mutating func text(_ text: ArraySlice<UInt8>)
  mutating func text(_ text: String)
  mutating func number(_ number: Int)
  mutating func amount(_ amount: Amount)
  mutating func day(_ day: Day)
  mutating func flag(_ flag: Bool)
  /// Digits, codes and times that the program makes: nothing that a filer wrote.
  mutating func plain(_ text: String, _ type: ColumnType)
  /// A value in the canonical text of the data files, as the ledger keeps it.
  mutating func canonical(_ text: ArraySlice<UInt8>, _ type: ColumnType)
  mutating func blank()
}

extension ValueSink {
  mutating func canonical(_ text: ArraySlice<UInt8>, _ type: ColumnType) {
    switch type {
    case _ where text.isEmpty: blank()
    case .string: self.text(text)
    case .date:
      let text = String(decoding: text, as: UTF8.self)
      if let day = Day(text) { self.day(day) } else { self.text(text) }
    case .number:
      if let amount = Amount(decimal: text) { self.amount(amount) } else { self.text(text) }
    case .boolean: flag(text.first == UInt8(ascii: "t"))
    case .integer, .datetime, .month: plain(String(decoding: text, as: UTF8.self), type)
    }
  }

  mutating func text(_ text: String?) {
    if let text { self.text(text) } else { blank() }
  }

  mutating func number(_ number: Int?) {
    if let number { self.number(number) } else { blank() }
  }

  mutating func plain(_ text: String?, _ type: ColumnType) {
    if let text, !text.isEmpty { plain(text, type) } else { blank() }
  }
}

/// A table whose columns and rows every output takes from here.
protocol DataTable: Sendable {
  /// The file's name without `.csv`.
  var name: String { get }
  var title: String { get }
  var columns: [DataColumn] { get }
  var rowCount: Int { get }
  /// Hands the values of a row, from 0, to a sink: one a column.
  func write<Sink: ValueSink>(row: Int, into sink: inout Sink)
}

/// Rows of a text table; dates are spelled once a day.
struct CSVSink: ValueSink {
  var writer = CSVWriter()
  private var days: [Int32: ArraySlice<UInt8>] = [:]

  init() {}

  mutating func text(_ text: ArraySlice<UInt8>) { writer.text(text) }
  mutating func text(_ text: String) { writer.text(text) }
  mutating func number(_ number: Int) { writer.number(number) }
  mutating func amount(_ amount: Amount) { writer.plain(amount.description) }
  mutating func flag(_ flag: Bool) { writer.plain(flag ? "true" : "false") }
  mutating func plain(_ text: String, _ type: ColumnType) { writer.plain(text) }
  mutating func blank() { writer.blank() }

  /// It is text as it is to stand in the file; nothing but a filer's text can need a guard.
  mutating func canonical(_ text: ArraySlice<UInt8>, _ type: ColumnType) { writer.text(text) }

  mutating func day(_ day: Day) {
    if let text = days[day.number] { return writer.plain(text) }
    var bytes: [UInt8] = []
    day.append(to: &bytes)
    days[day.number] = bytes[...]
    writer.plain(bytes[...])
  }
}

/// A file of the data package, written in pieces so that no table need lie in memory whole.
public struct DataFile: Sendable {
  /// Name within the `data` folder.
  public let name: String
  private let content: @Sendable (([UInt8]) -> Bool) -> Void

  /// A text table.
  init(_ table: some DataTable) {
    name = table.name + ".csv"
    content = { receive in Self.write(table, receive) }
  }

  /// A file made elsewhere.
  init(_ name: String, _ bytes: @escaping @Sendable () -> [UInt8]) {
    self.name = name
    content = { receive in _ = receive(bytes()) }
  }

  /// Makes the file.
  ///
  /// - Parameter receive: Takes the next bytes, many rows at a time; `false` stops the making.
  public func write(_ receive: ([UInt8]) -> Bool) { content(receive) }

  /// The whole file.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    content { piece in
      bytes += piece
      return true
    }
    return bytes
  }

  private static let pieceSize = 1 << 20

  private static func write<Table: DataTable>(
    _ table: Table, _ receive: ([UInt8]) -> Bool
  ) {
    var sink = CSVSink()
    for column in table.columns { sink.writer.plain(column.name) }
    sink.writer.endRow()
    for row in 0..<table.rowCount {
      table.write(row: row, into: &sink)
      sink.writer.endRow()
      if sink.writer.bytes.count >= pieceSize, !receive(sink.writer.drain()) { return }
    }
    _ = receive(sink.writer.drain())
  }
}
