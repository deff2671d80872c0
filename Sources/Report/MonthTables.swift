import ListRecords
import ListSchema
import Receipts
import Values

private let leading = [
  DataColumn("period", "报告期", .month), DataColumn("bureau", "设区市代码"),
  DataColumn("bureau_name", "设区市"),
]

/// `statistics.csv`: a row a scope.
struct StatisticsTable: DataTable {
  let name = "statistics"
  let title = "统计"
  let columns: [DataColumn]
  private let period: String
  private let scopes: [ScopeFigures]
  private let province: BureauCode
  private let bureauNames: [BureauCode: String]

  init(_ month: MergedMonth, _ figures: MonthlyFigures) {
    period = month.period.description
    province = month.province.code
    scopes = figures.scopes
    bureauNames = month.bureauNames
    columns =
      [
        leading[0], DataColumn("scope", "范围"), leading[1], leading[2], DataColumn("zone", "开发区"),
        DataColumn("sector", "行业领域"),
      ]
      + Figure.allCases.map { DataColumn($0.rawValue, $0.title, $0.columnType) }
  }

  var rowCount: Int { scopes.count }

  func write<Sink: ValueSink>(rows: Range<Int>, into sink: inout Sink) {
    for figures in scopes[rows] {
      let (scope, bureau, zone, sector) = figures.scope.parts(in: province)
      sink.plain(period, .month)
      sink.plain(scope, .string)
      sink.plain(bureau.description, .string)
      sink.text(bureauNames[bureau])
      sink.text(zone)
      sink.text(sector)
      for figure in Figure.allCases { sink.plain(figures[figure]?.text, figure.columnType) }
      sink.endRow()
    }
  }
}

extension Scope {
  fileprivate func parts(
    in province: BureauCode
  ) -> (String, BureauCode, zone: String?, sector: String?) {
    switch self {
    case .bureau(let bureau): ("bureau", bureau, nil, nil)
    case .zone(let bureau, let zone): ("zone", bureau, zone, nil)
    case .sector(let sector): ("sector", province, nil, sector)
    case .province: ("province", province, nil, nil)
    }
  }
}

extension Figure {
  fileprivate var columnType: ColumnType {
    switch kind {
    case .count, .difference: .integer
    case .amount, .share, .change: .number
    }
  }
}

/// `balance.csv`: the bureaus, then the province.
struct BalanceTable: DataTable {
  let name = "balance"
  let title = "台账平衡"
  let columns =
    leading + [
      DataColumn("opening", "期初未销号", .integer), DataColumn("new", "本期新增", .integer),
      DataColumn("closed", "本期销号", .integer), DataColumn("closing", "期末未销号", .integer),
    ]
  private let period: String
  private let rows: [BalanceRow]
  private let bureauNames: [BureauCode: String]

  init(_ month: MergedMonth, _ figures: MonthlyFigures) {
    period = month.period.description
    rows = figures.balance + [figures.totalBalance]
    bureauNames = month.bureauNames
  }

  var rowCount: Int { rows.count }

  func write<Sink: ValueSink>(rows: Range<Int>, into sink: inout Sink) {
    for row in self.rows[rows] {
      sink.plain(period, .month)
      sink.plain(row.bureau.description, .string)
      sink.text(bureauNames[row.bureau])
      sink.number(row.opening)
      sink.number(row.new)
      sink.number(row.closed)
      sink.number(row.closing)
      sink.endRow()
    }
  }
}

/// `reporting.csv`: a row a bureau and list.
struct ReportingTable: DataTable {
  let name = "reporting"
  let title = "报送情况"
  let columns =
    leading + [
      DataColumn("list", "清单"), DataColumn("state", "报送状态"), DataColumn("nil", "零报告", .boolean),
      DataColumn("days_late", "迟报天数", .integer), DataColumn("received_at", "收件时间", .datetime),
      DataColumn("evidence", "收件依据"), DataColumn("file", "文件"),
      DataColumn("versions", "收到版本数", .integer), DataColumn("nominal_due", "规定期限", .date),
      DataColumn("effective_due", "执行期限", .date), DataColumn("errors", "错误", .integer),
      DataColumn("warnings", "核实", .integer),
    ]
  private let period: String
  private let rows: [ReportingRow]
  private let findings: FindingTally
  private let bureauNames: [BureauCode: String]

  init(_ month: MergedMonth, _ figures: MonthlyFigures) {
    period = month.period.description
    rows = month.reporting
    findings = figures.findings
    bureauNames = month.bureauNames
  }

  var rowCount: Int { rows.count }

  func write<Sink: ValueSink>(rows: Range<Int>, into sink: inout Sink) {
    for row in self.rows[rows] {
      let counts = findings.counts(row.bureau, row.list)
      sink.plain(period, .month)
      sink.plain(row.bureau.description, .string)
      sink.text(bureauNames[row.bureau])
      sink.plain(row.list.rawValue, .string)
      sink.plain(row.state.rawValue, .string)
      sink.flag(row.isNil)
      sink.number(row.daysLate)
      sink.plain(row.receivedAt?.description, .datetime)
      sink.plain(row.evidence?.rawValue, .string)
      sink.text(row.file)
      sink.number(row.versions)
      sink.day(row.deadline.nominalDay)
      sink.day(row.deadline.effectiveDay)
      sink.number(counts.errors)
      sink.number(counts.warnings + counts.explained)
      sink.endRow()
    }
  }
}

/// `accounting.csv`: a row a file and list.
struct AccountingTable: DataTable {
  let name = "accounting"
  let title = "勾稽核对"
  let columns = [
    leading[0], leading[1], DataColumn("file", "文件"), DataColumn("sheet", "工作表"),
    DataColumn("list", "清单"), DataColumn("rows_read", "读入行数", .integer),
    DataColumn("rows_merged", "并入行数", .integer),
    DataColumn("rows_superseded", "被替代行数", .integer),
    DataColumn("rows_set_aside", "另列行数", .integer),
    DataColumn("set_aside_total", "合计、小计", .integer),
    DataColumn("set_aside_nil", "零报告", .integer), DataColumn("set_aside_note", "说明", .integer),
    DataColumn("set_aside_header", "重复表头", .integer),
    DataColumn("set_aside_blank", "仅有序号", .integer), DataColumn("balanced", "是否相符", .boolean),
  ]
  private let period: String
  private let rows: [AccountingRow]

  init(_ month: MergedMonth) {
    period = month.period.description
    rows = month.accounting
  }

  var rowCount: Int { rows.count }

  func write<Sink: ValueSink>(rows: Range<Int>, into sink: inout Sink) {
    for row in self.rows[rows] {
      sink.plain(period, .month)
      sink.plain(row.bureau?.description, .string)
      sink.text(row.file)
      sink.text(row.sheet)
      sink.plain(row.list?.rawValue, .string)
      sink.number(row.rows.read)
      sink.number(row.merged)
      sink.number(row.superseded)
      sink.number(row.rows.setAside)
      sink.number(row.rows.totals)
      sink.number(row.rows.nils)
      sink.number(row.rows.notes)
      sink.number(row.rows.headers)
      sink.number(row.rows.blanks)
      sink.flag(row.isBalanced)
      sink.endRow()
    }
  }
}
