import Ledger
import ListRecords
import ListSchema
import Receipts
import Table
import Values

/// 重大隐患督办: the hazards that are 重大 and not 已销号; those due first come first.
///
/// Beside the merged rows stand the hazards of the ledger that nobody told of this month, with the
/// ledger's values: left out, or of a bureau whose list did not come. They are supervised all the
/// same.
struct MajorHazards: DataTable {
  let name = "major"
  let title = "重大隐患督办"
  let columns: [DataColumn]
  let pools: [FinishedPool]
  private let hazards: MergedList
  private let ledger: HazardLedger
  /// Columns of the merged list that are shown.
  private let picked: [Int]
  /// The same of the ledger.
  private let fields: [LedgerField]
  private let entries: [Entry]
  private let foundOn: Int?
  private let reading: HazardReading
  private let lastDay: Day

  /// A hazard of the table.
  private struct Entry {
    enum Source {
      /// A row of the merged list.
      case row(Int)
      /// A position of the ledger.
      case ledger(Int)
    }

    var source: Source
    /// 整改时限, while there is something to wait for: what is rectified has no time left to
    /// count, only a closing to wait for.
    var due: Day?
  }

  private static let shown = [
    "hazard_id", "bureau_name", "zone", "enterprise", "description", "supervision_level",
    "supervision_unit", "supervision_doc", "responsible_unit", "responsible_person", "found_on",
    "due_on", "status",
  ]

  init(_ hazards: MergedList, of month: MergedMonth) {
    self.hazards = hazards
    pools = hazards.pools
    ledger = month.ledger.ledger
    lastDay = month.period.lastDay
    reading = HazardReading(hazards.list, period: month.period)
    foundOn = hazards.list.index(of: .foundOn)
    let names = Self.shown.filter { name in hazards.columns.contains { $0.name == name } }
    picked = names.compactMap { name in hazards.columns.firstIndex { $0.name == name } }
    fields = names.compactMap { LedgerField(name: $0) }
    columns =
      [DataColumn("seq", "序号", .integer)] + picked.map { hazards.columns[$0] } + [
        DataColumn("age_days", "已历天数", .integer), DataColumn("days_left", "剩余天数", .integer),
        DataColumn("overdue_title", "逾期"), DataColumn("reported_title", "本月报送"),
        DataColumn("bureau", "设区市代码"),
      ]
    let entries = Self.rows(hazards, reading) + Self.untold(month)
    // What has no date to wait for comes last, in merged order.
    let latest = Day(number: .max)
    self.entries = entries.indices.sorted { left, right in
      (entries[left].due ?? latest, left) < (entries[right].due ?? latest, right)
    }.map { entries[$0] }
  }

  /// The merged rows.
  private static func rows(_ hazards: MergedList, _ reading: HazardReading) -> [Entry] {
    let dueOn = hazards.list.index(of: .dueOn)
    var entries: [Entry] = []
    var row = 0
    for part in hazards.parts {
      for index in 0..<part.table.count {
        let record = part.table[index]
        let facts = reading.facts(of: record)
        if facts.isMajor == true, !facts.isClosed {
          let isOpen = facts.isRectified == false
          entries.append(
            Entry(source: .row(row), due: isOpen ? dueOn.flatMap { record.day($0) } : nil))
        }
        row += 1
      }
    }
    return entries
  }

  /// The ledger's hazards that no row of the month tells of.
  private static func untold(_ month: MergedMonth) -> [Entry] {
    let ledger = month.ledger.ledger
    let leftOut = Set(month.ledger.events.filter { $0.fault == .missing }.map(\.number))
    let reported = Set(
      month.reporting.filter { $0.list == .hazards && $0.state.isReceived }.map(\.bureau))
    return (0..<ledger.count).filter { position in
      ledger.level(at: position) == .major && ledger.status(at: position) != .closed
        && ledger.lastPeriod(at: position) < month.period
        && (leftOut.contains(ledger.number(at: position))
          || !reported.contains(ledger.bureau(at: position)))
    }.map { position in
      let isOpen = ledger.status(at: position) != .rectified
      return Entry(
        source: .ledger(position), due: isOpen ? ledger.day(.dueOn, at: position) : nil)
    }
  }

  var rowCount: Int { entries.count }

  func write<Sink: ValueSink>(rows: Range<Int>, into sink: inout Sink) {
    var merged = TypedSink()
    for row in rows {
      write(row, by: &merged, into: &sink)
      sink.endRow()
    }
  }

  private func write<Sink: ValueSink>(
    _ row: Int, by merged: inout TypedSink, into sink: inout Sink
  ) {
    sink.number(row + 1)
    let due = entries[row].due
    switch entries[row].source {
    case .row(let row):
      let (part, index) = hazards.place(of: row)
      let record = hazards.parts[part].table[index]
      merged.removeAll()
      hazards.write(rows: row..<row + 1, into: &merged)
      for column in picked { merged.values[column].write(pools, into: &sink) }
      sink.number(foundOn.flatMap { record.day($0) }.map { lastDay - $0 })
      sink.number(due.map { $0 - lastDay })
      sink.text(reading.facts(of: record).isOverdue ? "逾期" : "")
      sink.text("")
      sink.plain(hazards.parts[part].bureau.description, .string)
    case .ledger(let position):
      for (field, column) in zip(fields, picked) {
        sink.canonical(
          ledger.text(field, at: position).utf8.span, hazards.columns[column].type)
      }
      sink.number(ledger.day(.foundOn, at: position).map { lastDay - $0 })
      sink.number(due.map { $0 - lastDay })
      sink.text(ledger.isOverdue(at: position) ? "逾期" : "")
      sink.text("本月未报")
      sink.plain(ledger.bureau(at: position).description, .string)
    }
  }
}

extension HazardLedger {
  /// A day of the hazard at a position, `nil` where none is known.
  fileprivate func day(_ field: LedgerField, at position: Int) -> Day? {
    Day(text(field, at: position))
  }
}

/// The values of a row, kept with their types so that some can be handed on.
struct TypedSink: ValueSink {
  enum Value: Sendable {
    case bytes([UInt8])
    case text(String)
    case number(Int)
    case amount(Amount)
    case day(Day)
    case flag(Bool)
    case plain(String, ColumnType)
    case pooled(TextID, pool: Int, ColumnType)
    case blank

    /// Hands the value on, of a table with the given pools.
    func write(_ pools: [FinishedPool], into sink: inout some ValueSink) {
      switch self {
      case .pooled(let id, let pool, let type):
        sink.pooled(id, of: pool, pools[pool].texts, type)
      case .bytes(let text): sink.text(text.span)
      case .text(let text): sink.text(text)
      case .number(let number): sink.number(number)
      case .amount(let amount): sink.amount(amount)
      case .day(let day): sink.day(day)
      case .flag(let flag): sink.flag(flag)
      case .plain(let text, let type): sink.plain(text, type)
      case .blank: sink.blank()
      }
    }
  }

  private(set) var values: [Value] = []

  mutating func removeAll() { values.removeAll(keepingCapacity: true) }

  mutating func text(_ text: Span<UInt8>) { values.append(.bytes([UInt8](copying: text))) }
  mutating func text(_ text: String) { values.append(.text(text)) }
  mutating func number(_ number: Int) { values.append(.number(number)) }
  mutating func amount(_ amount: Amount) { values.append(.amount(amount)) }
  mutating func day(_ day: Day) { values.append(.day(day)) }
  mutating func flag(_ flag: Bool) { values.append(.flag(flag)) }
  mutating func plain(_ text: String, _ type: ColumnType) { values.append(.plain(text, type)) }
  mutating func pooled(_ id: TextID, of pool: Int, _ texts: TextPool, _ type: ColumnType) {
    values.append(.pooled(id, pool: pool, type))
  }
  mutating func blank() { values.append(.blank) }
  mutating func endRow() {}
}
