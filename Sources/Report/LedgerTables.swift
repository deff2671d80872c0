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
  private static let fields = LedgerField.allCases.map { ($0, $0.columnType) }

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

  func write<Sink: ValueSink>(row: Int, into sink: inout Sink) {
    for (field, type) in Self.fields {
      words.write(ledger.value(field, at: row), type, pools, into: &sink)
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
  private static let fields = HistoryField.allCases.map { ($0, $0.columnType) }

  init(_ month: MergedMonth) {
    history = month.ledger.history
    words = LedgerWords(until: month.period, names: [:])
    pools = [FinishedPool(words.texts), FinishedPool(history.texts)]
  }

  var rowCount: Int { history.count }

  func write<Sink: ValueSink>(row: Int, into sink: inout Sink) {
    for (field, type) in Self.fields {
      words.write(history.value(field, at: row), type, pools, into: &sink)
    }
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
  private let last: Period

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
    self.last = last
    self.texts = texts
  }

  /// Hands a value of the ledger or its history to a sink; `pools` are these texts and its own.
  @inline(__always)
  func write<Sink: ValueSink>(
    _ value: LedgerValue, _ type: ColumnType, _ pools: [FinishedPool], into sink: inout Sink
  ) {
    switch value {
    case .text(let id): sink.pooled(id, of: 1, in: pools, type)
    case .number(let number): sink.number(number)
    case .flag(let flag): sink.flag(flag)
    case .row(let row): sink.number(row)
    case .blank: sink.blank()
    case .bureau(let code):
      if let known = bureaus.first(where: { $0.bureau == code }) {
        sink.pooled(known.code, of: 0, in: pools, type)
      } else {
        sink.plain(code.description, type)
      }
    case .bureauName(let code):
      sink.pooled(bureaus.first { $0.bureau == code }?.name ?? 0, of: 0, in: pools, type)
    case .month(let month):
      let back = (last.year - month.year) * 12 + last.month - month.month
      if months.indices.contains(back) {
        sink.pooled(months[back], of: 0, in: pools, type)
      } else {
        sink.plain(month.description, type)
      }
    case .fields(let fields):
      sink.text(fields.map(\.name).joined(separator: ";"))
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
