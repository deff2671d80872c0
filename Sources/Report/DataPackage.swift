import Findings
import JSON
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
    var json = JSONText()
    json.object { json in
      json.member("name", name)
      json.member("title", title)
      json.member("profile", "tabular-data-package")
      json.member("resources") { json in
        json.array { json in
          for table in tables { Self.write(table, into: &json) }
        }
      }
    }
    json.endLine()
    return json.bytes
  }

  private static func write(_ table: any DataTable, into json: inout JSONText) {
    json.object { json in
      json.member("name", table.name)
      json.member("title", table.title)
      json.member("path", table.name + ".csv")
      json.member("profile", "tabular-data-resource")
      json.member("format", "csv")
      json.member("mediatype", "text/csv")
      json.member("encoding", "utf-8")
      json.member("dialect") { json in
        json.object { json in
          json.member("delimiter", ",")
          json.member("lineTerminator", "\r\n")
          json.member("quoteChar", "\"")
          json.member("doubleQuote", true)
          json.member("header", true)
        }
      }
      json.member("schema") { json in writeSchema(of: table, into: &json) }
    }
  }

  private static func writeSchema(of table: any DataTable, into json: inout JSONText) {
    json.object { json in
      json.member("fields") { json in
        json.array { json in
          for column in table.columns {
            json.object { json in
              json.member("name", column.name)
              json.member("title", column.title)
              json.member("type", column.type.rawValue)
            }
          }
        }
      }
      json.member("missingValues", [""])
    }
  }
}
