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
  /// What findings keep out of the ledger.
  let bars: LedgerBars

  /// A field of the list and the ledger's field that it goes to.
  private struct Target {
    let field: Int
    let ledger: LedgerField
    /// What the field holds: texts as filed and days are entered the same whatever the field.
    let kind: Kind

    struct Kind: Equatable {
      private let code: Int32
      static let text = Kind(code: -1)
      static let day = Kind(code: -2)
      static func other(_ field: LedgerField) -> Kind { Kind(code: Int32(field.rawValue)) }
    }

    init(_ field: Int, _ ledger: LedgerField, of list: ListDefinition) {
      self.field = field
      self.ledger = ledger
      kind =
        switch list.fields[field].kind {
        case .text where ledger != .status && ledger != .level: .text
        case .date where ledger.isDate: .day
        default: .other(ledger)
        }
    }
  }

  /// What a cell was entered as, for a kind of field.
  private struct EnteredCell {
    let kind: Target.Kind
    let value: EnteredValue
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
    let targets = targets
    let number = definitions[.hazards].index(of: .hazardID)
    var report = HazardReport(bureau: definitions.bureaus.province.code)
    carry.reserve(
      rows: parts.reduce(0) { $0 + $1.table.count },
      texts: parts.reduce(0) { $0 + $1.table.texts.count },
      bytes: parts.reduce(0) { $0 + $1.table.texts.bytes.count })
    for part in parts {
      let table = part.table
      let bars = bars[part.file]
      // What the part's cells were entered as: equal cells of one kind of field have equal values.
      var known = [EnteredCell?](repeating: nil, count: table.distinctCells.count)
      // A column that a sheet does not have says nothing of what the ledger holds.
      let absent = table.sheets.map { sheet in
        targets.filter { sheet.columns[$0.field] == 0 }.map(\.ledger)
      }
      let hasAbsent = absent.contains { !$0.isEmpty }
      report.bureau = part.bureau
      report.sourceFile = part.file
      for index in 0..<table.count {
        let cells = table.cellIDs(of: index)
        let row = cells.span
        report.clear()
        report.number = number.flatMap { field in
          row[field] == 0
            ? nil : HazardNumber(filed: table[index].trimmed(field))
        }
        report.sourceRow = table.row(index)
        report.isRefused = bars.refuses(report.sourceRow, of: table.sheet(index).sheet)
        for field in bars.fields(of: report.sourceRow, table.sheet(index).sheet) {
          report.withhold(field)
        }
        if hasAbsent {
          for field in absent[table.sheetIndex(index)] { report.setUnreadable(field) }
        }
        for target in targets {
          let cell = row[target.field]
          if cell == 0 { continue }
          if let entry = known[Int(cell)], entry.kind == target.kind {
            report.set(target.ledger, entered: entry.value)
            continue
          }
          if table.distinctCells[Int(cell)].isBlank { continue }
          guard let value = enter(target, of: table[index], into: &carry) else {
            report.setUnreadable(target.ledger)
            continue
          }
          known[Int(cell)] = EnteredCell(kind: target.kind, value: value)
          report.set(target.ledger, entered: value)
        }
        carry.add(report)
      }
    }
    return carry.finish()
  }

  /// Enters a field of a row that is not blank.
  ///
  /// - Returns: `nil` where it is unreadable.
  private func enter(
    _ target: Target, of record: Record, into carry: inout CarryForward
  ) -> EnteredValue? {
    let cell = record.cell(target.field)
    if cell.isUnreadable { return nil }
    if target.kind == .text {
      return carry.enter(record.table.texts[cell.text], of: target.ledger)
    }
    let text = record.canonical(target.field, definitions).text
    return carry.enter(Array(text.utf8)[...], of: target.ledger)
  }

  private var names: [BureauCode: String] {
    Dictionary(
      definitions.bureaus.bureaus.map { ($0.code, $0.name) },
      uniquingKeysWith: { first, _ in first })
  }
}
