import Findings
import Values

/// The files of the `data` folder: every table as CSV, `datapackage.json` that describes them
/// (Frictionless Data Package 1.0).
public struct DataPackage: Sendable {
  /// The files, in order.
  public let files: [DataFile]

  /// The data package of a month.
  ///
  /// - Parameters:
  ///   - month: The month as merged.
  ///   - figures: Its figures.
  public init(_ month: MergedMonth, _ figures: MonthlyFigures) {
    let lists = figures.lists
    let statistics = StatisticsTable(month, figures)
    let balance = BalanceTable(month, figures)
    let ledger = LedgerTable(month)
    let history = LedgerHistoryTable(month)
    let reporting = ReportingTable(month, figures)
    let accounting = AccountingTable(month)
    let findings = FindingTable(month)
    let others: [any DataTable] = [
      statistics, balance, ledger, history, reporting, accounting, findings,
    ]
    let descriptor = PackageDescriptor(month, tables: lists + others)
    // Each table by its own type: generic code that knows the type writes rows several times
    // faster than through an existential.
    files =
      lists.map { DataFile($0) } + [
        DataFile(statistics), DataFile(balance), DataFile(ledger), DataFile(history),
        DataFile(reporting), DataFile(accounting), DataFile(findings),
        DataFile("datapackage.json") { descriptor.bytes },
      ]
  }
}

/// `datapackage.json`: a resource a file, each with its Table Schema.
struct PackageDescriptor: Sendable {
  private let name: String
  private let title: String
  private let tables: [any DataTable]

  init(_ month: MergedMonth, tables: [any DataTable]) {
    name = "monthly-merge-\(month.period)"
    title = "全省开发区安全生产月报汇总 \(month.period.chinese)"
    self.tables = tables
  }

  init(_ span: ReportSpan, tables: [any DataTable]) {
    name = "monthly-merge-\(span.name.lowercased())"
    title = "全省开发区安全生产\(span.purpose) \(span.chinese)"
    self.tables = tables
  }

  var bytes: [UInt8] {
    DataDescription(name: name, title: title, resources: tables.map { DataResource($0) }).bytes
  }
}

extension DataResource {
  /// A table in a file of its own.
  fileprivate init(_ table: any DataTable) {
    self.init(
      name: table.name, title: table.title, paths: [table.name + ".csv"],
      columns: table.columns.map { Column(name: $0.name, title: $0.title, type: $0.type.rawValue) })
  }
}
