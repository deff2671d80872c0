import Findings
public import ListRecords
import ListSchema
import Table
public import Values

/// Checks the rows of one list of one file: cells to records, then the rules on each record,
/// then the rules on all of them.
public struct ListChecker {
  private let list: ListDefinition
  private let context: ValidationContext
  private var records: RecordTableBuilder
  private var totals: RecordTableBuilder
  private var sink: FindingSink
  private var accounts: [SheetAccount] = []
  private var namesOtherBureau = false
  private var isSilenced = false
  private var foldings: Set<WordFolding> = []

  /// A check of a list; its sheets are read one after another.
  public init(_ list: ListName, _ context: ValidationContext) {
    self.list = context.definitions[list]
    self.context = context
    records = RecordTableBuilder(self.list)
    totals = RecordTableBuilder(self.list)
    sink = FindingSink(context.severities)
  }

  /// Reads all rows of a sheet.
  ///
  /// - Parameters:
  ///   - rows: The rows below the header.
  ///   - hasHeaderFault: Whether T002–T004 silence the rules on the list's rows: they are read and
  ///     counted, but a heading that is not understood is not held against them.
  /// - Throws: What the rows throw where the file is damaged.
  public mutating func read<Rows: ListRows>(
    _ rows: inout Rows, hasHeaderFault: Bool = false
  ) throws(Rows.Failure) {
    if hasHeaderFault { isSilenced = true }
    let shared = rows.sharedTexts
    // One for each table: what a decoder remembers are numbers of its table's texts and cells.
    var decoder = self.decoder(of: rows)
    var totalDecoder: RecordDecoder?
    records.beginSheet(rows.columns)
    totals.beginSheet(rows.columns)
    var account = RowAccount()
    var row = RawRow()
    // Faults in a 合计 row are not the rows' faults; A001 passes over what can't be read.
    var unheard = FindingSink(RuleSeverities([:]))
    while let kind = try rows.read(into: &row) {
      account.count(kind)
      switch kind {
      case .data: decoder.decode(row, shared: shared, into: &records, &sink)
      case .total:
        if totalDecoder == nil { totalDecoder = self.decoder(of: rows) }
        totalDecoder?.decode(row, shared: shared, into: &totals, &unheard)
      case .subtotal, .nilStatement, .note, .repeatedHeader, .blank: continue
      }
    }
    accounts.append(SheetAccount(sheet: rows.columns.sheet, account: account))
    for decoder in [decoder, totalDecoder].compactMap(\.self) {
      namesOtherBureau = namesOtherBureau || decoder.namesOtherBureau
      foldings.formUnion(decoder.foldings)
    }
  }

  private func decoder(of rows: some ListRows) -> RecordDecoder {
    RecordDecoder(
      list, columns: rows.columns, extraColumns: rows.extraColumns,
      sharedTextCount: rows.sharedTexts.count, context: context)
  }

  /// Applies the rules and gives the checked list.
  public consuming func finish() -> CheckedList {
    // Taken out, so that nothing of it is kept beside the table.
    var built = RecordTableBuilder(list)
    swap(&built, &records)
    let table = built.table()
    if !isSilenced { applyRules(table) }
    return CheckedList(
      list: list.name, records: table, accounts: accounts,
      findings: isSilenced ? [] : explained(table), isChecked: !isSilenced,
      namesOtherBureau: namesOtherBureau,
      foldings: foldings.sorted { ($0.heading, $0.filed) < ($1.heading, $1.filed) })
  }

  private mutating func applyRules(_ table: RecordTable) {
    let scope = RuleScope(list: list, definitions: context.definitions)
    for rule in scope.rowRules { rule.check(all: table, context, &sink) }
    let totalTable = totals.table()
    for rule in scope.setRules {
      rule.check(table, totals: totalTable, context, &sink)
    }
  }

  /// The findings, warnings marked as explained where 核实说明 of their row answers them.
  private func explained(_ table: RecordTable) -> [Finding] {
    guard let field = list.index(of: .explanation) else { return sink.findings }
    var rows: Set<SheetRow> = []
    for index in 0..<table.count where !table.cell(index, field).isBlank {
      rows.insert(SheetRow(sheet: table.sheet(index).sheet, row: table.row(index)))
    }
    if rows.isEmpty { return sink.findings }
    return sink.findings.explained { place, row in
      rows.contains(SheetRow(sheet: place.sheet, row: row))
    }
  }

  private struct SheetRow: Hashable {
    var sheet: String?
    var row: Int
  }
}
