import ListRecords
import ListSchema
import Values

/// 重大隐患督办: the merged rows that are 重大 and not 已销号; those due first come first.
struct MajorHazards: DataTable {
  let name = "major"
  let title = "重大隐患督办"
  let columns: [DataColumn]
  private let hazards: MergedList
  private let picked: [Int]
  private let rows: [Int]
  private let foundOn: Int?
  private let dueOn: Int?
  private let reading: HazardReading
  private let lastDay: Day

  private static let fields = [
    "hazard_id", "bureau_name", "zone", "enterprise", "description", "supervision_level",
    "supervision_unit", "supervision_doc", "responsible_unit", "responsible_person", "found_on",
    "due_on", "status",
  ]

  init(_ hazards: MergedList, of month: MergedMonth) {
    self.hazards = hazards
    lastDay = month.period.lastDay
    reading = HazardReading(hazards.list, period: month.period)
    foundOn = hazards.list.index(of: .foundOn)
    dueOn = hazards.list.index(of: .dueOn)
    picked = Self.fields.compactMap { name in hazards.columns.firstIndex { $0.name == name } }
    columns =
      [DataColumn("seq", "序号", .integer)] + picked.map { hazards.columns[$0] } + [
        DataColumn("age_days", "已历天数", .integer), DataColumn("days_left", "剩余天数", .integer),
        DataColumn("overdue_title", "逾期"), DataColumn("bureau", "设区市代码"),
      ]
    var rows: [(row: Int, due: Day?)] = []
    var row = 0
    for part in hazards.parts {
      for index in 0..<part.table.count {
        let record = part.table[index]
        let facts = reading.facts(of: record)
        if facts.isMajor == true, !facts.isClosed {
          let isOpen = facts.isRectified == false
          rows.append((row, isOpen ? dueOn.flatMap { record.day($0) } : nil))
        }
        row += 1
      }
    }
    // What has no date to wait for comes last, in merged order.
    let latest = Day(number: .max)
    rows.sort { ($0.due ?? latest, $0.row) < ($1.due ?? latest, $1.row) }
    self.rows = rows.map(\.row)
  }

  var rowCount: Int { rows.count }

  func write<Sink: ValueSink>(row: Int, into sink: inout Sink) {
    sink.number(row + 1)
    let (part, index) = hazards.place(of: rows[row])
    let record = hazards.parts[part].table[index]
    var all = TypedSink()
    hazards.write(row: rows[row], into: &all)
    for column in picked { all.values[column].write(into: &sink) }
    let facts = reading.facts(of: record)
    // What is rectified has no time left to count, only a closing to wait for.
    let due = facts.isRectified == false ? dueOn.flatMap { record.day($0) } : nil
    sink.number(foundOn.flatMap { record.day($0) }.map { lastDay - $0 })
    sink.number(due.map { $0 - lastDay })
    sink.text(facts.isOverdue ? "逾期" : "")
    sink.plain(hazards.parts[part].bureau.description, .string)
  }
}

/// The values of a row, kept with their types so that some can be handed on.
struct TypedSink: ValueSink {
  enum Value: Sendable {
    case bytes(ArraySlice<UInt8>)
    case text(String)
    case number(Int)
    case amount(Amount)
    case day(Day)
    case flag(Bool)
    case plain(String, ColumnType)
    case blank

    func write(into sink: inout some ValueSink) {
      switch self {
      case .bytes(let text): sink.text(text)
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

  mutating func text(_ text: ArraySlice<UInt8>) { values.append(.bytes(text)) }
  mutating func text(_ text: String) { values.append(.text(text)) }
  mutating func number(_ number: Int) { values.append(.number(number)) }
  mutating func amount(_ amount: Amount) { values.append(.amount(amount)) }
  mutating func day(_ day: Day) { values.append(.day(day)) }
  mutating func flag(_ flag: Bool) { values.append(.flag(flag)) }
  mutating func plain(_ text: String, _ type: ColumnType) { values.append(.plain(text, type)) }
  mutating func blank() { values.append(.blank) }
}
