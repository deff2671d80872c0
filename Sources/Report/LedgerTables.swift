import Ledger
import ListSchema
import Values

/// `ledger.csv`: a row a hazard ever numbered, by number.
struct LedgerTable: DataTable {
  let name = "ledger"
  let title = "隐患台账"
  let columns: [DataColumn]
  private let ledger: HazardLedger
  private static let fields = LedgerField.allCases.map { ($0, $0.columnType) }

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
    for (field, type) in Self.fields {
      bytes.removeAll(keepingCapacity: true)
      ledger.append(field, at: row, to: &bytes)
      sink.canonical(bytes[...], type)
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
  private static let fields = HistoryField.allCases.map { ($0, $0.columnType) }

  init(_ month: MergedMonth) { history = month.ledger.history }

  var rowCount: Int { history.count }

  func write<Sink: ValueSink>(row: Int, into sink: inout Sink) {
    var bytes: [UInt8] = []
    for (field, type) in Self.fields {
      bytes.removeAll(keepingCapacity: true)
      history.append(field, at: row, to: &bytes)
      sink.canonical(bytes[...], type)
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
