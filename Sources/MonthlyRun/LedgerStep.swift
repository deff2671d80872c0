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

  /// A field of the list and the ledger's field that it goes to.
  private struct Target {
    /// What equal cells have in common, so that each value is entered once.
    enum Kind {
      /// Text as filed: the number of the text.
      case text
      /// A day, a word or a zone of the roster: the number that the cell holds.
      case coded
      /// Anything else.
      case other
    }

    let field: Int
    let ledger: LedgerField
    let kind: Kind
    /// What was entered of coded cells, by the number that they hold.
    var entered: [Int32: EnteredValue] = [:]

    init(_ field: Int, _ ledger: LedgerField, of list: ListDefinition) {
      self.field = field
      self.ledger = ledger
      kind =
        switch list.fields[field].kind {
        case .text: .text
        case .date, .vocabulary, .zone: .coded
        default: .other
        }
    }
  }

  private var targets: [Target] {
    let list = definitions[.hazards]
    return LedgerField.filed.compactMap { field in
      list.index(of: FieldKey(rawValue: field.name)).map { Target($0, field, of: list) }
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
    var targets = targets
    let number = definitions[.hazards].index(of: .hazardID)
    var report = HazardReport(bureau: definitions.bureaus.province.code)
    for part in parts {
      // By the numbers of the part's texts; one text goes to the same number whatever the field.
      var texts = [EnteredValue?](repeating: nil, count: part.table.texts.count)
      for index in 0..<part.table.count {
        let record = part.table[index]
        report.clear()
        report.bureau = part.bureau
        report.number = number.flatMap { HazardNumber(record.trimmed($0).utf8) }
        report.isRefused = refused.contains(
          SourceRow(file: part.file, sheet: record.sheet.sheet, row: record.row))
        report.sourceFile = part.file
        report.sourceRow = record.row
        for place in targets.indices {
          set(&targets[place], of: record, &texts, &report, &carry)
        }
        carry.add(report)
      }
    }
    return carry.finish()
  }

  /// Sets a field of a row's report.
  private func set(
    _ target: inout Target, of record: Record, _ texts: inout [EnteredValue?],
    _ report: inout HazardReport, _ carry: inout CarryForward
  ) {
    let cell = record.cell(target.field)
    if cell.isUnreadable { return report.setUnreadable(target.ledger) }
    let known: EnteredValue?
    switch target.kind {
    case .text:
      if cell.number == nil || cell.text == 0 { return }
      known = texts[Int(cell.text)]
    case .coded: known = cell.number.flatMap { target.entered[$0] }
    case .other: known = nil
    }
    if let known { return report.set(target.ledger, entered: known) }
    switch target.kind {
    case .text:
      let value = carry.enter(record.table.texts[cell.text], of: target.ledger)
      texts[Int(cell.text)] = value
      report.set(target.ledger, entered: value)
    case .coded where (cell.number ?? ZonePayload.unknown) != ZonePayload.unknown:
      let text = record.canonical(target.field, definitions).text
      let value = carry.enter(Array(text.utf8)[...], of: target.ledger)
      if let number = cell.number { target.entered[number] = value }
      report.set(target.ledger, entered: value)
    case .coded, .other:
      report.set(target.ledger, text: record.canonical(target.field, definitions).text)
    }
  }

  private var names: [BureauCode: String] {
    Dictionary(
      definitions.bureaus.bureaus.map { ($0.code, $0.name) },
      uniquingKeysWith: { first, _ in first })
  }
}
