import Findings
import ListRecords
import ListSchema
import Receipts
import Report
import Validation
import Values

/// Of the files checked, the lists that count: their records, findings and row accounts.
struct VersionSelection {
  /// The lists that count, in bureau order, then file order.
  private(set) var parts: [ListName: [MergedPart]] = [:]
  /// One row a file and list; files and sheets refused have one too.
  private(set) var accounting: [AccountingRow] = []
  /// What was found in the lists that count, and in files as such. A superseded version raises
  /// F009 only.
  private(set) var findings: [Finding] = []
  /// What the findings keep out of the ledger.
  private(set) var bars = LedgerBars([])
  /// Files with a header fault, by list: their rows are merged, but no rule speaks of them.
  private var unchecked: [ListName: Set<String>] = [:]

  init(files: [CheckedFile], counting: [ReceiptStep.ListKey: Int]) {
    for (index, file) in files.enumerated() {
      let superseded = Set(
        file.lists.map(\.list).filter { list in
          guard let bureau = file.bureau, !file.isRefused else { return false }
          let key = ReceiptStep.ListKey(bureau: bureau, list: list)
          return counting[key].map { $0 != index } ?? false
        })
      findings += file.findings.filter { finding in
        finding.place.list.map { !superseded.contains($0) } ?? true
      }
      account(for: file, superseded: superseded)
      guard let bureau = file.bureau, !file.isRefused else { continue }
      // A list without records is a nil, or nothing at all: the reporting table says which.
      for checked in file.lists
      where checked.records.count > 0
        && counting[ReceiptStep.ListKey(bureau: bureau, list: checked.list)] == index
      {
        parts[checked.list, default: []].append(
          MergedPart(bureau: bureau, file: file.path, table: checked.records))
        if !checked.isChecked { unchecked[checked.list, default: []].insert(file.path) }
      }
    }
    for list in ListName.allCases {
      parts[list]?.sort { ($0.bureau, $0.file) < ($1.bureau, $1.file) }
    }
    bars = LedgerBars(findings)
  }

  /// The files whose header faults silence the rules on a list's rows.
  func silenced(_ list: ListName) -> Set<String> { unchecked[list] ?? [] }

  /// The bureaus whose list was reported: neither missing nor unreadable.
  func reported(_ list: ListName, _ reporting: [ReportingRow]) -> Set<BureauCode> {
    Set(reporting.filter { $0.list == list && $0.state.isReceived }.map(\.bureau))
  }

  private mutating func account(for file: CheckedFile, superseded: Set<ListName>) {
    guard file.isSubmission, !file.isRefused, !file.lists.isEmpty else {
      accounting.append(
        AccountingRow(
          bureau: file.bureau, file: file.path, sheet: nil, list: nil, rows: RowAccount(),
          merged: 0, superseded: 0))
      return
    }
    for checked in file.lists.sorted(by: { $0.list < $1.list }) {
      let rows = checked.accounts.reduce(RowAccount()) { $0 + $1.account }
      // A sheet may hold several tables of a list.
      let sheets = checked.accounts.compactMap(\.sheet).reduce(into: [String]()) { sheets, sheet in
        if !sheets.contains(sheet) { sheets.append(sheet) }
      }
      // Records are counted where they are kept, rows where they are read: a row lost in between
      // shows as a difference.
      let isSuperseded = superseded.contains(checked.list)
      accounting.append(
        AccountingRow(
          bureau: file.bureau, file: file.path,
          sheet: sheets.isEmpty ? nil : sheets.joined(separator: ";"), list: checked.list,
          rows: rows, merged: isSuperseded ? 0 : checked.records.count,
          superseded: isSuperseded ? checked.records.count : 0))
    }
    for _ in file.unreadableLists {
      accounting.append(
        AccountingRow(
          bureau: file.bureau, file: file.path, sheet: nil, list: nil, rows: RowAccount(),
          merged: 0, superseded: 0))
    }
  }
}

extension InputFile {
  /// A file of the month's folder. One that is no submission enters no register, so the time of
  /// it would change with each copy: it has none.
  init(_ file: CheckedFile) {
    let receipt = file.isSubmission ? file.receipt : nil
    self.init(
      file: file.path, sha256: file.sha256, bytes: file.bytes, bureau: file.bureau,
      lists: file.lists.map(\.list).sorted(), receivedAt: receipt?.time,
      evidence: receipt?.evidence)
  }
}
