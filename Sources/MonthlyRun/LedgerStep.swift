import Findings
import Ledger
import ListRecords
import ListSchema
import Report
import Validation
import Values

/// Brings the month's hazards forward into the ledger, and says what only the ledger shows.
struct LedgerStep {
  let definitions: Definitions
  let period: Period
  /// The hazards that count, in merged order.
  let parts: [MergedPart]
  /// Rows that may enter no ledger: those with V008 or the later of H012.
  let refused: Set<SourceRow>

  /// A row of a file.
  struct SourceRow: Hashable {
    var file: String
    var sheet: String?
    var row: Int
  }

  /// Ledger fields of the list's fields, by index of the latter.
  private var fields: [(field: Int, ledger: LedgerField)] {
    let list = definitions[.hazards]
    return LedgerField.filed.compactMap { field in
      list.index(of: FieldKey(rawValue: field.name)).map { ($0, field) }
    }
  }

  /// Carries the ledger one month on.
  ///
  /// - Parameters:
  ///   - earlier: What earlier runs left.
  ///   - reported: The bureaus whose hazards list was reported.
  /// - Returns: The month's ledger; its reports stand in the order of the merged rows.
  /// - Throws: `CarryForwardError` where the earlier ledgers are not of earlier months.
  func advance(
    _ earlier: EarlierOutputs, reported: Set<BureauCode>
  ) throws(CarryForwardError) -> LedgerMonth {
    let folding = definitions.folding
    var carry = try CarryForward(
      period, from: earlier.ledger, history: earlier.history ?? HazardHistory(),
      earlierRun: earlier.sameMonth, reported: reported, bureauNames: names,
      fold: { folding.text($0) })
    let fields = fields
    let number = definitions[.hazards].index(of: .hazardID)
    var report = HazardReport(bureau: .province)
    for part in parts {
      for index in 0..<part.table.count {
        let record = part.table[index]
        report.clear()
        report.bureau = part.bureau
        report.number = number.flatMap { HazardNumber(record.trimmed($0).utf8) }
        report.isRefused = refused.contains(
          SourceRow(file: part.file, sheet: record.sheet.sheet, row: record.row))
        report.sourceFile = part.file
        report.sourceRow = record.row
        for (field, target) in fields {
          if record.isUnreadable(field) {
            report.setUnreadable(target)
          } else {
            report.set(target, bytes: record.canonical(field, definitions).text.utf8)
          }
        }
        carry.add(report)
      }
    }
    return carry.finish()
  }

  /// Whether the month's numbers are those that a run without the earlier run's ledger gives.
  func gives(
    _ month: LedgerMonth, afresh earlier: EarlierOutputs, _ reported: Set<BureauCode>
  ) throws(CarryForwardError) -> Bool {
    var first = earlier
    first.sameMonth = nil
    let afresh = try advance(first, reported: reported)
    return (0..<month.reportCount).allSatisfy {
      month.number(ofReport: $0) == afresh.number(ofReport: $0)
    }
  }

  private var names: [BureauCode: String] {
    Dictionary(
      definitions.bureaus.bureaus.map { ($0.code, $0.name) },
      uniquingKeysWith: { first, _ in first })
  }
}
