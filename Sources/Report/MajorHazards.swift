import Ledger
import ListRecords
import ListSchema
import Receipts
import Table
import Values

/// 重大隐患督办: the hazards that are 重大 and not 已销号; those due first come first.
///
/// Whether a hazard is 重大 is the ledger's to say where a row says less: one that was 重大 and is
/// filed as 一般 (L003), or with a level that can't be read, is supervised all the same. So are the
/// hazards of the ledger that nobody told of this month, which stand with the ledger's values.
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
    /// What the month's list says amiss of it; empty where nothing is.
    var note = ""
    /// 整改时限, while there is something to wait for: what is rectified has no time left to
    /// count, only a closing to wait for.
    var due: Day?
  }

  private static let untold = "本月未报"
  private static let downgraded = "本月填为一般，见 L003"
  private static let unreadable = "本月隐患等级无法识别"

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
    let entries = Self.rows(hazards, reading, month.ledger) + Self.untold(month)
    // What has no date to wait for comes last, in merged order.
    let latest = Day(number: .max)
    self.entries = entries.indices.sorted { left, right in
      (entries[left].due ?? latest, left) < (entries[right].due ?? latest, right)
    }.map { entries[$0] }
  }

  /// The merged rows.
  private static func rows(
    _ hazards: MergedList, _ reading: HazardReading, _ ledger: LedgerMonth
  ) -> [Entry] {
    let dueOn = hazards.list.index(of: .dueOn)
    let downgrades = Set(ledger.events.filter { $0.fault == .downgraded }.compactMap(\.report))
    var entries: [Entry] = []
    var row = 0
    for part in hazards.parts {
      for index in 0..<part.table.count {
        let record = part.table[index]
        let facts = reading.facts(of: record)
        let note: String? =
          switch facts.isMajor {
          case true?: ""
          case false?: downgrades.contains(row) && isOpenMajor(row, ledger) ? downgraded : nil
          case nil: isOpenMajor(row, ledger) ? unreadable : nil
          }
        if let note, !facts.isClosed {
          let isOpen = facts.isRectified == false
          entries.append(
            Entry(
              source: .row(row), note: note,
              due: isOpen ? dueOn.flatMap { record.day($0) } : nil))
        }
        row += 1
      }
    }
    return entries
  }

  /// Whether a row's hazard is 重大 and not 已销号 in the ledger, and no other row tells of it.
  private static func isOpenMajor(_ row: Int, _ month: LedgerMonth) -> Bool {
    guard !month.isRepeat(report: row), let number = month.number(ofReport: row),
      let position = month.ledger.position(of: number)
    else { return false }
    return month.ledger.level(at: position) == .major
      && month.ledger.status(at: position) != .closed
  }

  /// The ledger's hazards that no row of the month tells of.
  private static func untold(_ month: MergedMonth) -> [Entry] {
    let ledger = month.ledger.ledger
    return UntoldHazards(month).positions.filter { ledger.level(at: $0) == .major }.map {
      let isOpen = ledger.status(at: $0) != .rectified
      return Entry(
        source: .ledger($0), note: untold, due: isOpen ? ledger.day(.dueOn, at: $0) : nil)
    }
  }

  /// How many stand here by the ledger, in words for the table's caption; empty where none do.
  var remark: String {
    let counts = [
      ("本月未报送的", Self.untold), ("本月填为一般的", Self.downgraded), ("等级无法识别的", Self.unreadable),
    ]
    .map { name, note in (name, entries.count { $0.note == note }) }.filter { $0.1 > 0 }
    if counts.isEmpty { return "" }
    return "（含按台账列入的：" + counts.map { "\($0.0) \($0.1) 条" }.joined(separator: "，") + "）"
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
    let (due, note) = (entries[row].due, entries[row].note)
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
      sink.text(note)
      sink.plain(hazards.parts[part].bureau.description, .string)
    case .ledger(let position):
      for (field, column) in zip(fields, picked) {
        sink.canonical(
          ledger.text(field, at: position).utf8.span, hazards.columns[column].type)
      }
      sink.number(ledger.day(.foundOn, at: position).map { lastDay - $0 })
      sink.number(due.map { $0 - lastDay })
      sink.text(ledger.isOverdue(at: position) ? "逾期" : "")
      sink.text(note)
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
