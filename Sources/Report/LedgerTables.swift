import Ledger
import ListSchema
import Table
import Values

/// `ledger.csv`: a row a hazard ever numbered, by number.
struct LedgerTable: DataTable {
  let name = "ledger"
  let title = "隐患台账"
  let columns: [DataColumn]
  let pools: [FinishedPool]
  private let ledger: HazardLedger
  private let words: LedgerWords
  private let fields = LedgerField.allCases.map { ($0.place, $0.columnType) }

  init(_ month: MergedMonth) {
    ledger = month.ledger.ledger
    words = LedgerWords(until: ledger.period, names: ledger.bureauNames)
    pools = [FinishedPool(words.texts), FinishedPool(ledger.texts)]
    let hazards = month.definitions[.hazards]
    columns = LedgerField.allCases.map { field in
      let filed = hazards.fields.first { $0.key.rawValue == field.name }
      return DataColumn(field.name, filed?.heading ?? field.title, field.columnType)
    }
  }

  var rowCount: Int { ledger.count }

  func write<Sink: ValueSink>(rows: Range<Int>, into sink: inout Sink) {
    let (keys, order, cells, texts) = (ledger.keys, ledger.order, ledger.cells, ledger.texts)
    for position in rows {
      let slot = Int(order[position])
      let start = slot * HazardLedger.stride
      for index in fields.indices {
        let (place, type) = fields[index]
        switch place {
        case .number: sink.number(HazardNumber(keys[slot]))
        case .bureau: words.write(code: ledger.bureau(slot: slot), into: &sink)
        case .bureauName: words.write(name: ledger.bureau(slot: slot), into: &sink)
        case .overdue: sink.flag(ledger.isOverdue(slot: slot))
        case .text(let cell): sink.pooled(cells[start + cell], of: 1, texts, type)
        case .month(let cell): words.write(month: cells[start + cell], into: &sink)
        case .row(let cell): sink.row(cells[start + cell])
        }
      }
      sink.endRow()
    }
  }
}

/// `ledger_history.csv`: a row a hazard and month in which it was reported.
struct LedgerHistoryTable: DataTable {
  let name = "ledger_history"
  let title = "一患一档"
  let columns = HistoryField.allCases.map {
    DataColumn($0.rawValue, $0.title, $0.columnType)
  }
  let pools: [FinishedPool]
  private let history: HazardHistory
  private let words: LedgerWords
  private let fields = HistoryField.allCases.map { ($0, $0.columnType) }

  init(_ month: MergedMonth) {
    history = month.ledger.history
    words = LedgerWords(until: month.period, names: [:])
    pools = [FinishedPool(words.texts), FinishedPool(history.texts)]
  }

  var rowCount: Int { history.count }

  func write<Sink: ValueSink>(rows: Range<Int>, into sink: inout Sink) {
    let (months, texts) = (history.rows, history.texts)
    var names: [UInt8] = []
    for index in rows {
      let row = months[index]
      for index in fields.indices {
        let (field, type) = fields[index]
        switch field {
        case .hazardID: sink.number(HazardNumber(row.key))
        case .period: words.write(month: row.period, into: &sink)
        case .status: sink.pooled(TextID(row.status), of: 1, texts, type)
        case .level: sink.pooled(TextID(row.level), of: 1, texts, type)
        case .dueOn: sink.pooled(row.dueOn, of: 1, texts, type)
        case .overdue: sink.flag(row.isOverdue)
        case .changed:
          names.removeAll(keepingCapacity: true)
          HazardHistory.append(changed: row.changed, to: &names)
          sink.text(names.span)
        case .sourceFile: sink.pooled(row.sourceFile, of: 1, texts, type)
        case .sourceRow: sink.row(row.sourceRow)
        }
      }
      sink.endRow()
    }
  }
}

extension ValueSink {
  /// The number of a row, 0 where none is known.
  fileprivate mutating func row(_ number: UInt32) {
    if number > 0 { self.number(Int(number)) } else { blank() }
  }
}

/// Words that stand in most rows of the ledger and that it keeps as numbers: bureaus and months.
private struct LedgerWords: Sendable {
  /// Months that have a text; earlier ones are spelled where they stand.
  private static let months = 120

  /// The pool of the words.
  let texts: TextPool
  private let bureaus: [(bureau: BureauCode, code: TextID, name: TextID)]
  /// The months from ``last`` back.
  private let months: [TextID]
  private let last: UInt32

  init(until last: Period, names: [BureauCode: String]) {
    var texts = TextPool()
    bureaus = names.sorted { $0.key.rawValue < $1.key.rawValue }.map { code, name in
      (code, texts.intern(code.description), texts.intern(name))
    }
    var months: [TextID] = []
    var month = last
    while months.count < Self.months, month.year > 1900 {
      months.append(texts.intern(month.description))
      month = month.previous
    }
    self.months = months
    self.last = last.packed
    self.texts = texts
  }

  /// Hands the code of a bureau to a sink.
  func write<Sink: ValueSink>(code: BureauCode, into sink: inout Sink) {
    if let place = place(of: code) {
      sink.pooled(bureaus[place].code, of: 0, texts, .string)
    } else {
      sink.plain(code.description, .string)
    }
  }

  /// Hands the name of a bureau to a sink.
  func write<Sink: ValueSink>(name code: BureauCode, into sink: inout Sink) {
    sink.pooled(place(of: code).map { bureaus[$0].name } ?? 0, of: 0, texts, .string)
  }

  private func place(of code: BureauCode) -> Int? {
    for place in bureaus.indices where bureaus[place].bureau == code { return place }
    return nil
  }

  /// Hands a month to a sink.
  ///
  /// - Parameters:
  ///   - month: The month, as the ledger packs it; 0 for none.
  ///   - sink: Where it goes.
  func write<Sink: ValueSink>(month: UInt32, into sink: inout Sink) {
    let back = Int(last) - Int(month)
    if month == 0 {
      sink.blank()
    } else if months.indices.contains(back) {
      sink.pooled(months[back], of: 0, texts, .month)
    } else {
      sink.plain(Period(packed: month).description, .month)
    }
  }
}

extension LedgerField {
  fileprivate var columnType: ColumnType {
    switch self {
    case .foundOn, .dueOn, .rectifiedOn, .closedOn: .date
    case .funds: .number
    case .overdue: .boolean
    case .firstPeriod, .lastPeriod, .closedPeriod: .month
    case .sourceRow: .integer
    default: .string
    }
  }

  /// The heading of a column that the hazards list does not have.
  fileprivate var title: String {
    switch self {
    case .bureau: "设区市代码"
    case .bureauName: "设区市"
    case .overdue: "是否逾期"
    case .firstPeriod: "首次入账月份"
    case .lastPeriod: "最近报送月份"
    case .closedPeriod: "销号月份"
    case .sourceFile: "来源文件"
    case .sourceRow: "来源行"
    default: name
    }
  }
}

extension HistoryField {
  fileprivate var columnType: ColumnType {
    switch self {
    case .period: .month
    case .dueOn: .date
    case .overdue: .boolean
    case .sourceRow: .integer
    default: .string
    }
  }

  fileprivate var title: String {
    switch self {
    case .hazardID: "隐患编号"
    case .period: "报告期"
    case .status: "整改状态"
    case .level: "隐患等级"
    case .dueOn: "整改时限"
    case .overdue: "是否逾期"
    case .changed: "与上月不同的字段"
    case .sourceFile: "来源文件"
    case .sourceRow: "来源行"
    }
  }
}
