import Findings
import Ledger
import ListRecords
import ListSchema
import Report
import Validation
import Values

/// Compares one submission with last month's ledger before it is sent: what the merge would find.
struct LedgerComparison {
  let definitions: Definitions
  let severities: RuleSeverities
  let period: Period
  let earlier: EarlierOutputs

  /// The file with what only the ledger shows: the L rules, and M004.
  ///
  /// Files are compared one by one: which of two versions will count is not known before they are
  /// received.
  func compared(_ file: CheckedFile) throws(CarryForwardError) -> CheckedFile {
    guard let bureau = file.bureau, !file.isRefused, let ledger = earlier.ledger else {
      return file
    }
    var sink = FindingSink(severities)
    if let hazards = ListName.hazards.checked(in: file), hazards.isChecked {
      try compare(hazards, of: file, bureau, &sink)
    }
    if let measures = ListName.measures.checked(in: file), measures.isChecked {
      let part = MergedPart(bureau: bureau, file: file.path, table: measures.records)
      M004UnknownHazard(parts: [part], ledger: ledger).check(&sink)
    }
    var file = file
    file.findings = (file.findings + sink.findings).sorted(by: Finding.precedes)
    return file
  }

  private func compare(
    _ hazards: CheckedList, of file: CheckedFile, _ bureau: BureauCode, _ sink: inout FindingSink
  ) throws(CarryForwardError) {
    // T006: a list that says nothing leaves nothing out.
    let isReported = hazards.records.count > 0 || hazards.statesNil
    let parts =
      hazards.records.count > 0
      ? [MergedPart(bureau: bureau, file: file.path, table: hazards.records)] : []
    var own = EarlierOutputs()
    own.ledger = earlier.ledger
    let month = try LedgerStep(
      definitions: definitions, period: period, parts: parts,
      bars: LedgerBars(file.findings)
    ).advance(&own, reported: isReported ? [bureau] : [])
    LedgerFindings(
      definitions: definitions, parts: parts, hasLedger: true, files: [bureau: file.path]
    ).emit(month, into: &sink)
  }
}
