import Findings
import Ledger
import ListRecords
import ListSchema
import Report
import Table
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

  /// The hazard rows that findings keep out of the ledger: V008, the later of H012.
  static func refused(_ findings: [Finding]) -> Set<SourceRow> {
    var rows: Set<SourceRow> = []
    for finding in findings where finding.rule == "V008" || finding.rule == "H012" {
      guard finding.place.list == .hazards, let file = finding.place.file,
        let row = finding.place.row
      else { continue }
      rows.insert(SourceRow(file: file, sheet: finding.place.sheet, row: row))
    }
    return rows
  }

  /// Ledger fields of the list's fields, by index of the latter, and whether they are plain text.
  private var fields: [(field: Int, ledger: LedgerField, isPlain: Bool)] {
    let list = definitions[.hazards]
    return LedgerField.filed.compactMap { field in
      list.index(of: FieldKey(rawValue: field.name)).map { index in
        if case .text = list.fields[index].kind { return (index, field, true) }
        return (index, field, false)
      }
    }
  }

  /// Carries the ledger one month on.
  ///
  /// - Parameters:
  ///   - earlier: What earlier runs left. Its ledgers are taken out of it: they become the
  ///     month's, and a second owner would have them copied.
  ///   - reported: The bureaus whose hazards list was reported.
  /// - Returns: The month's ledger; its reports stand in the order of the merged rows.
  /// - Throws: `CarryForwardError` where the earlier ledgers are not of earlier months.
  func advance(
    _ earlier: inout EarlierOutputs, reported: Set<BureauCode>
  ) throws(CarryForwardError) -> LedgerMonth {
    let folding = definitions.folding
    var carry = try CarryForward(
      period, from: earlier.ledger.take(), history: earlier.history.take() ?? HazardHistory(),
      earlierRun: earlier.sameMonth.take(), later: earlier.later.take(), reported: reported,
      bureauNames: names, fold: { folding.text($0) })
    let fields = fields
    let number = definitions[.hazards].index(of: .hazardID)
    var report = HazardReport(bureau: definitions.bureaus.province.code)
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
        for (field, target, isPlain) in fields {
          if record.isUnreadable(field) {
            report.setUnreadable(target)
          } else if isPlain {
            // Text as filed: its bytes go over as they are, a million rows of them.
            let cell = record.cell(field)
            if cell.number != nil { report.set(target, bytes: part.table.texts[cell.text]) }
          } else {
            report.set(target, text: record.canonical(field, definitions).text)
          }
        }
        carry.add(report)
      }
    }
    return carry.finish()
  }

  private var names: [BureauCode: String] {
    Dictionary(
      definitions.bureaus.bureaus.map { ($0.code, $0.name) },
      uniquingKeysWith: { first, _ in first })
  }
}
