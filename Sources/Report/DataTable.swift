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
  /// The same of a text that other rows may have too.
  ///
  /// - Parameters:
  ///   - id: Its number in its pool.
  ///   - pool: The pool among those of the table.
  ///   - pools: The ``DataTable/pools`` of the table.
  ///   - type: What the column holds.
  mutating func pooled(_ id: TextID, of pool: Int, in pools: [FinishedPool], _ type: ColumnType)
  /// The number of a hazard.
  mutating func number(_ number: HazardNumber)
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

  mutating func pooled(_ id: TextID, of pool: Int, in pools: [FinishedPool], _ type: ColumnType) {
    canonical(pools[pool].texts[id], type)
  }

  mutating func number(_ number: HazardNumber) {
    var bytes: [UInt8] = []
    number.append(to: &bytes)
    canonical(bytes[...], .string)
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
  /// The texts that its rows draw on.
  var pools: [FinishedPool] { get }
  /// Hands the values of a row, from 0, to a sink: one a column.
  func write<Sink: ValueSink>(row: Int, into sink: inout Sink)
}

extension DataTable {
  var pools: [FinishedPool] { [] }
}

/// Rows of a text table; a text that was met lately is not looked through again.
struct CSVSink: ValueSink {
  private static let places = 1 << 13

  var writer = CSVWriter()
  /// Pool and number of texts that stand as they are, each at a place that its number gives.
  private var plainTexts = [UInt64](repeating: 0, count: places)

  init() {}

  mutating func text(_ text: ArraySlice<UInt8>) { writer.text(text) }
  mutating func text(_ text: String) { writer.text(text) }
  mutating func number(_ number: Int) { writer.number(number) }
  mutating func number(_ number: HazardNumber) { writer.plain { number.append(to: &$0) } }
  mutating func amount(_ amount: Amount) { writer.plain { amount.append(to: &$0) } }
  mutating func day(_ day: Day) { writer.plain { day.append(to: &$0) } }
  mutating func flag(_ flag: Bool) { writer.plain(flag ? "true" : "false") }
  mutating func plain(_ text: String, _ type: ColumnType) { writer.plain(text) }
  mutating func blank() { writer.blank() }

  /// It is text as it is to stand in the file; nothing but a filer's text can need a guard.
  mutating func canonical(_ text: ArraySlice<UInt8>, _ type: ColumnType) { writer.text(text) }

  mutating func pooled(_ id: TextID, of pool: Int, in pools: [FinishedPool], _ type: ColumnType) {
    if id == 0 { return writer.blank() }
    let key = UInt64(truncatingIfNeeded: pool + 1) << 32 | UInt64(id)
    let place = Int(id) & (Self.places - 1)
    if plainTexts[place] != key {
      guard pools[pool].texts.withBytes(of: id, { CSVWriter.isPlain($0) }) else {
        return writer.text(pools[pool].texts[id])
      }
      plainTexts[place] = key
    }
    writer.plain(id, of: pools[pool].texts)
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
