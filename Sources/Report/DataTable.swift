import DelimitedText
import Findings
import ListRecords
import Table
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

/// Takes the values of rows, one a column: a text file, a worksheet or a page.
protocol ValueSink {
  mutating func text(_ text: Span<UInt8>)
  mutating func text(_ text: String)
  mutating func number(_ number: Int)
  mutating func amount(_ amount: Amount)
  mutating func day(_ day: Day)
  mutating func flag(_ flag: Bool)
  /// Digits, codes and times that the program makes: nothing that a filer wrote.
  mutating func plain(_ text: String, _ type: ColumnType)
  /// A value in the canonical text of the data files, as the ledger keeps it.
  mutating func canonical(_ text: Span<UInt8>, _ type: ColumnType)
  /// The same of a text that other rows may have too.
  ///
  /// - Parameters:
  ///   - id: Its number in its pool.
  ///   - pool: The pool among the ``DataTable/pools`` of the table.
  ///   - texts: The texts of the pool, held by the table for many rows.
  ///   - type: What the column holds.
  mutating func pooled(_ id: TextID, of pool: Int, _ texts: TextPool, _ type: ColumnType)
  /// The number of a hazard.
  mutating func number(_ number: HazardNumber)
  mutating func blank()
  mutating func endRow()
}

extension ValueSink {
  mutating func canonical(_ text: Span<UInt8>, _ type: ColumnType) {
    switch type {
    case _ where text.isEmpty: blank()
    case .string: self.text(text)
    case .date:
      if let day = Day(String(copying: text)) { self.day(day) } else { self.text(text) }
    case .number:
      if let amount = Amount(decimal: String(copying: text).utf8) {
        self.amount(amount)
      } else {
        self.text(text)
      }
    case .boolean: flag(text[0] == UInt8(ascii: "t"))
    case .integer, .datetime, .month: plain(String(copying: text), type)
    }
  }

  mutating func pooled(_ id: TextID, of pool: Int, _ texts: TextPool, _ type: ColumnType) {
    canonical(texts.bytes.span.extracting(texts.range(of: id)), type)
  }

  mutating func number(_ number: HazardNumber) {
    var bytes: [UInt8] = []
    number.append(to: &bytes)
    canonical(bytes.span, .string)
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

extension [UInt8] {
  /// The bytes of a span.
  init(copying bytes: Span<UInt8>) {
    self.init()
    append(room: bytes.count + MutableRawSpan.overhang) { $0.put(bytes, at: &$1) }
  }
}

extension String {
  /// The text that bytes are.
  init(copying bytes: Span<UInt8>) {
    self.init(decoding: [UInt8](copying: bytes), as: UTF8.self)
  }
}

/// A table whose columns and rows every output takes from here.
protocol DataTable: Sendable {
  /// The file's name without `.csv`.
  var name: String { get }
  var title: String { get }
  var columns: [DataColumn] { get }
  var rowCount: Int { get }
  /// The texts that its rows draw on.
  var pools: [FinishedPool] { get }
  /// Hands the values of rows, from 0, to a sink: one a column, and the end of each row.
  ///
  /// Many rows at a time, so that what they draw on is looked up once: counting a reference takes
  /// longer than a cell.
  func write<Sink: ValueSink>(rows: Range<Int>, into sink: inout Sink)
}

extension DataTable {
  var pools: [FinishedPool] { [] }

  /// Rows that are asked for at a time: enough that what is looked up for all of them does not
  /// matter, and as few as fit into the caches.
  static var batch: Int { 64 }
}

/// Rows of a text table.
struct CSVSink: ValueSink {
  var writer = CSVWriter()

  mutating func text(_ text: Span<UInt8>) { writer.text(text) }
  mutating func text(_ text: String) { writer.text(text) }
  mutating func number(_ number: Int) { writer.number(number) }
  mutating func number(_ number: HazardNumber) {
    writer.plain(room: MutableRawSpan.roomForValue) { $0.put(number, at: &$1) }
  }
  mutating func amount(_ amount: Amount) {
    writer.plain(room: MutableRawSpan.roomForValue) { $0.put(amount, at: &$1) }
  }
  mutating func day(_ day: Day) {
    writer.plain(room: MutableRawSpan.roomForValue) { $0.put(day, at: &$1) }
  }
  mutating func flag(_ flag: Bool) {
    // `true`, or `false`, the first letter lowest.
    let (word, count): (UInt64, Int) = flag ? (0x6575_7274, 4) : (0x65_736C_6166, 5)
    writer.plain(room: MutableRawSpan.overhang) { $0.put(word, count: count, at: &$1) }
  }
  mutating func plain(_ text: String, _ type: ColumnType) { writer.plain(text) }
  mutating func blank() { writer.blank() }
  mutating func endRow() { writer.endRow() }

  // Text as it is to stand in the file; nothing but a filer's text can need a guard.
  mutating func canonical(_ text: Span<UInt8>, _ type: ColumnType) { writer.text(text) }
  mutating func pooled(_ id: TextID, of pool: Int, _ texts: TextPool, _ type: ColumnType) {
    writer.text(id, of: texts)
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
    for column in table.columns { sink.plain(column.name, .string) }
    sink.endRow()
    for start in stride(from: 0, to: table.rowCount, by: Table.batch) {
      table.write(rows: start..<min(start + Table.batch, table.rowCount), into: &sink)
      if sink.writer.count >= pieceSize, !sink.writer.drain(receive) { return }
    }
    _ = sink.writer.drain(receive)
  }
}
