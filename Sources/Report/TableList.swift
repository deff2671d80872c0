import Receipts
import Table
import TemplateFill
import Values

/// A table as a list of the workbook's template, with fields that only the workbook has.
struct TableList: TemplateList {
  let fields: [String]
  let rowCount: Int
  private let pools: [FinishedPool]
  private let write: @Sendable (Range<Int>, inout TemplateSink) -> Void

  /// A list of a table.
  ///
  /// A closure and no type parameter: the compiler then knows table and sink where the closure is
  /// made, and writes cells without looking functions up.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - extra: The names of fields that stand behind the table's.
  ///   - words: The words that those fields draw on: ``TemplateSink/word(_:)``.
  ///   - writeExtra: Hands the values of those fields in the given rows to a sink, and the end of
  ///     each row.
  init<Table: DataTable>(
    _ table: Table, extra: [String], words: TextPool = WorkbookWord.pool,
    _ writeExtra: @escaping @Sendable (Range<Int>, inout TemplateSink) -> Void
  ) {
    fields = table.columns.map(\.name) + extra
    rowCount = table.rowCount
    let wordPool = table.pools.count
    pools = table.pools + [FinishedPool(words)]
    write = { rows, sink in
      sink.begin(wordPool: wordPool)
      table.write(rows: rows, into: &sink)
      sink.begin(wordPool: wordPool)
      writeExtra(rows, &sink)
    }
  }

  /// A list of a table, without fields of its own.
  init<Table: DataTable>(_ table: Table) {
    self.init(table, extra: []) { rows, sink in for _ in rows { sink.endRow() } }
  }

  func makeRows() -> any TemplateRows { Rows(list: self) }

  private struct Rows: TemplateRows {
    let list: TableList
    /// The rows that the sink holds and that were not yet asked for.
    var ready = 0..<0
    var sink = TemplateSink()

    mutating func next(into row: inout TemplateRow) -> Bool {
      if ready.isEmpty {
        let start = ready.upperBound
        ready = start..<min(start + TemplateSink.batch, list.rowCount)
        if ready.isEmpty { return false }
        list.write(ready, &sink)
      }
      sink.take(ready.lowerBound % TemplateSink.batch, into: &row)
      row.pools = list.pools
      ready.removeFirst()
      return true
    }
  }
}

/// Words that stand in many rows of the workbook alone.
enum WorkbookWord: TextID, CaseIterable {
  case none
  case overdue
  case new

  /// A pool in which the words have these numbers.
  static let pool: TextPool = {
    var words = TextPool()
    for word in ["逾期", "新增"] { _ = words.intern(word) }
    return words
  }()
}

/// Values as cells of a worksheet, with their types, some rows at a time.
struct TemplateSink: ValueSink {
  /// Rows that it holds: enough that what is looked up for all of them does not matter, and as few
  /// as fit into the caches.
  static let batch = 64
  private static let places = 1 << 10

  /// The row that is being filled. Rows change places with it, so that none is ever copied.
  private var row = TemplateRow()
  private var rows = [TemplateRow](repeating: TemplateRow(), count: batch)
  private var place = 0
  /// The pool of the words that stand in the workbook alone.
  private var wordPool = 0
  private var bytes: [UInt8] = []
  /// Dates that were read lately, each at a place that its text's number gives.
  private var dates = [(key: UInt64, date: TemplateDate?)](repeating: (0, nil), count: places)

  /// Begins with the first of the rows, or goes on behind what they hold.
  mutating func begin(wordPool: Int) {
    self.wordPool = wordPool
    place = 0
    swap(&row, &rows[place])
  }

  mutating func endRow() {
    swap(&row, &rows[place])
    place += 1
    if place < rows.count { swap(&row, &rows[place]) }
  }

  /// Hands over a row, for an emptied one.
  mutating func take(_ place: Int, into row: inout TemplateRow) { swap(&rows[place], &row) }

  /// Hands a word that stands in the workbook alone.
  mutating func word(_ word: WorkbookWord) { self.word(word.rawValue) }

  /// Hands a text of the pool of words.
  mutating func word(_ id: TextID) { row.append(text: id, ofPool: wordPool) }

  mutating func text(_ text: Span<UInt8>) { row.append(text: text) }
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

  mutating func canonical(_ text: Span<UInt8>, _ type: ColumnType) {
    switch type {
    case .string, .month: self.text(text)
    case .date:
      if let date = TemplateDate(iso: text) { row.append(date: date) } else { self.text(text) }
    case .boolean where !text.isEmpty: flag(text[0] == UInt8(ascii: "t"))
    case _ where text.isEmpty: blank()
    default: plain(String(copying: text), type)
    }
  }

  mutating func pooled(_ id: TextID, of pool: Int, _ texts: TextPool, _ type: ColumnType) {
    switch type {
    case _ where id == 0: blank()
    case .string, .month: row.append(text: id, ofPool: pool)
    case .number: row.append(decimal: texts[id])
    case .date:
      let key = UInt64(truncatingIfNeeded: pool + 1) << 32 | UInt64(id)
      let place = Int(id) & (Self.places - 1)
      if dates[place].key != key {
        dates[place] = (key, texts.withBytes(of: id) { TemplateDate(iso: $0) })
      }
      if let date = dates[place].date {
        row.append(date: date)
      } else {
        row.append(text: id, ofPool: pool)
      }
    default: canonical(texts.bytes.span.extracting(texts.range(of: id)), type)
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
  init?(iso text: Span<UInt8>) {
    guard text.count == 10 else { return nil }
    var (number, year, month) = (0, 0, 0)
    for place in text.indices {
      let byte = text[place]
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
