import Ledger
import ListSchema
import Values

/// `ledger.csv`: a row a hazard ever numbered, by number.
struct LedgerTable: DataTable {
  let name = "ledger"
  let title = "隐患台账"
  let columns: [DataColumn]
  private let ledger: HazardLedger

  init(_ month: MergedMonth) {
    ledger = month.ledger.ledger
    let hazards = month.definitions[.hazards]
    columns = LedgerField.allCases.map { field in
      let filed = hazards.fields.first { $0.key.rawValue == field.name }
      return DataColumn(field.name, filed?.heading ?? field.title, field.columnType)
    }
  }

  var rowCount: Int { ledger.count }

  func write<Sink: ValueSink>(row: Int, into sink: inout Sink) {
    var bytes: [UInt8] = []
    for field in LedgerField.allCases {
      bytes.removeAll(keepingCapacity: true)
      ledger.append(field, at: row, to: &bytes)
      sink.value(bytes[...], field.columnType)
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
  private let history: HazardHistory

  init(_ month: MergedMonth) { history = month.ledger.history }

  var rowCount: Int { history.count }

  func write<Sink: ValueSink>(row: Int, into sink: inout Sink) {
    var bytes: [UInt8] = []
    for field in HistoryField.allCases {
      bytes.removeAll(keepingCapacity: true)
      history.append(field, at: row, to: &bytes)
      sink.value(bytes[...], field.columnType)
    }
  }
}

extension ValueSink {
  /// A value that the ledger keeps as text, typed again.
  fileprivate mutating func value(_ text: ArraySlice<UInt8>, _ type: ColumnType) {
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
