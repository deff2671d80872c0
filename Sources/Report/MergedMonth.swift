public import Findings
public import Ledger
public import ListRecords
public import ListSchema
public import Receipts
public import Values

/// A month as merged: what every output is made from, and nothing else.
public struct MergedMonth: Sendable {
  /// The reporting month.
  public var period: Period
  /// The clock of the run.
  public var now: Instant
  /// The program's name and version.
  public var tool: (name: String, version: String)
  /// The settings in force, by name, in the order they are printed.
  public var settings: [(key: String, value: String)]
  /// The bureaus, in code order.
  public var bureaus: [Bureau]
  /// The lists, vocabularies and roster.
  public var definitions: Definitions
  /// The records that count, in bureau order, then file order.
  public var lists: [ListName: [MergedPart]]
  /// Who has sent what: one row a bureau due and list, in order.
  public var reporting: [ReportingRow]
  /// 勾稽核对: one row a file and list.
  public var accounting: [AccountingRow]
  /// What was found, in the one order of findings.
  public var findings: [Finding]
  /// The texts of the rules.
  public var rules: RuleCatalogue
  /// The ledger after this month; its reports are the merged hazard rows, in merged order.
  public var ledger: LedgerMonth
  /// Last month's accidents and deaths of bureaus and zones; empty without last month.
  public var previousAccidents: [Scope: PreviousAccidents]
  /// The province's accidents in the months before this one that were merged, in order.
  public var earlierAccidents: [MonthAccidents]
  /// The files read.
  public var inputs: [InputFile]
  /// What the run ends with.
  public var exitStatus: Int

  /// A month as merged.
  public init(
    period: Period, now: Instant, tool: (name: String, version: String),
    settings: [(key: String, value: String)] = [], bureaus: [Bureau], definitions: Definitions,
    lists: [ListName: [MergedPart]], reporting: [ReportingRow], accounting: [AccountingRow],
    findings: [Finding], rules: RuleCatalogue, ledger: LedgerMonth,
    previousAccidents: [Scope: PreviousAccidents] = [:],
    earlierAccidents: [MonthAccidents] = [], inputs: [InputFile] = [],
    exitStatus: Int
  ) {
    self.period = period
    self.now = now
    self.tool = tool
    self.settings = settings
    self.bureaus = bureaus
    self.definitions = definitions
    self.lists = lists
    self.reporting = reporting
    self.accounting = accounting
    self.findings = findings
    self.rules = rules
    self.ledger = ledger
    self.previousAccidents = previousAccidents
    self.earlierAccidents = earlierAccidents
    self.inputs = inputs
    self.exitStatus = exitStatus
  }
}

extension MergedMonth {
  /// Enters which of the files read go back, and as what.
  public mutating func name(returned: [(file: String, copy: String)]) {
    let names = Dictionary(returned.map { ($0.file, $0.copy) }) { first, _ in first }
    for index in inputs.indices { inputs[index].returned = names[inputs[index].file] }
  }
}

extension MergedMonth {
  /// The province that the bureaus report to.
  var province: Bureau { definitions.bureaus.province }
  /// Who signs, `江苏省商务厅`.
  var issuer: String { province.issuer }
}

extension Bureau {
  /// The commerce department of a province, which signs.
  public var issuer: String { name + "商务厅" }
}

/// One file's records of one list, where they are the version that counts.
public struct MergedPart: Sendable {
  /// The bureau that filed.
  public var bureau: BureauCode
  /// The file, relative to the month's folder.
  public var file: String
  /// The records, in file order.
  public var table: RecordTable

  /// The records of a file.
  public init(bureau: BureauCode, file: String, table: RecordTable) {
    self.bureau = bureau
    self.file = file
    self.table = table
  }
}

/// Last month's figures that 环比 compares with.
public struct PreviousAccidents: Hashable, Sendable {
  /// 事故起数 of last month, `nil` where it is not known.
  public var accidents: Int?
  /// 死亡人数 of last month, `nil` where it is not known.
  public var deaths: Int?

  /// Last month's figures of a bureau or zone.
  public init(accidents: Int?, deaths: Int?) {
    self.accidents = accidents
    self.deaths = deaths
  }
}

/// The province's accidents of one month, as that month's report gave them.
public struct MonthAccidents: Hashable, Sendable {
  /// The month.
  public var period: Period
  /// 事故起数; `nil` where no bureau reported.
  public var accidents: Int?
  /// 死亡人数; `nil` where no bureau reported.
  public var deaths: Int?
  /// Bureaus that reported accidents or that there were none.
  public var bureaus: Int

  /// A month's accidents.
  public init(period: Period, accidents: Int?, deaths: Int?, bureaus: Int) {
    self.period = period
    self.accidents = accidents
    self.deaths = deaths
    self.bureaus = bureaus
  }
}

/// What a bureau did about one list: a row of `reporting.csv`.
public struct ReportingRow: Sendable {
  /// The bureau.
  public var bureau: BureauCode
  /// The list.
  public var list: ListName
  /// On time, late, missing …
  public var state: ReceiptState
  /// Whether 零报告 was stated.
  public var isNil: Bool
  /// When the version that counts was received.
  public var receivedAt: Instant?
  /// What tells the time of receipt.
  public var evidence: ReceiptEvidence?
  /// The version that counts, relative to the month's folder.
  public var file: String?
  /// Number of versions received.
  public var versions: Int
  /// Calendar days after the effective day due, 0 unless late; `nil` where nothing came.
  public var daysLate: Int?
  /// When the list was due.
  public var deadline: Deadline

  /// A row of the reporting table.
  public init(
    bureau: BureauCode, list: ListName, state: ReceiptState, daysLate: Int?, deadline: Deadline,
    isNil: Bool = false, receivedAt: Instant? = nil, evidence: ReceiptEvidence? = nil,
    file: String? = nil, versions: Int = 0
  ) {
    self.bureau = bureau
    self.list = list
    self.state = state
    self.daysLate = daysLate
    self.deadline = deadline
    self.isNil = isNil
    self.receivedAt = receivedAt
    self.evidence = evidence
    self.file = file
    self.versions = versions
  }
}

/// What became of the rows of one list of one file: a row of `accounting.csv`.
public struct AccountingRow: Sendable {
  /// The bureau, `nil` where it can't be told.
  public var bureau: BureauCode?
  /// The file, relative to the month's folder.
  public var file: String
  /// The worksheet, `nil` for a text file.
  public var sheet: String?
  /// The list, `nil` for a file or sheet that was refused.
  public var list: ListName?
  /// The rows read, by kind.
  public var rows: RowAccount
  /// Rows that count.
  public var merged: Int
  /// Rows of a version that another replaced.
  public var superseded: Int

  /// A row of the accounting table.
  public init(
    bureau: BureauCode?, file: String, sheet: String?, list: ListName?, rows: RowAccount,
    merged: Int, superseded: Int
  ) {
    self.bureau = bureau
    self.file = file
    self.sheet = sheet
    self.list = list
    self.rows = rows
    self.merged = merged
    self.superseded = superseded
  }

  /// Whether every row read is accounted for.
  public var isBalanced: Bool { rows.read == merged + superseded + rows.setAside }
}

/// A file that the run read.
public struct InputFile: Sendable {
  /// The file, relative to the month's folder.
  public var file: String
  /// Its SHA-256, 64 hexadecimal digits.
  public var sha256: String
  /// Its size in bytes.
  public var bytes: Int
  /// The bureau that filed it, `nil` where it can't be told or is no submission.
  public var bureau: BureauCode?
  /// The lists it holds.
  public var lists: [ListName]
  /// When it was received.
  public var receivedAt: Instant?
  /// What tells the time of receipt.
  public var evidence: ReceiptEvidence?
  /// The copy of it that goes back to the filer, by name below the output folder.
  public var returned: String?

  /// A file that the run read.
  public init(
    file: String, sha256: String, bytes: Int, bureau: BureauCode? = nil, lists: [ListName] = [],
    receivedAt: Instant? = nil, evidence: ReceiptEvidence? = nil
  ) {
    self.file = file
    self.sha256 = sha256
    self.bytes = bytes
    self.bureau = bureau
    self.lists = lists
    self.receivedAt = receivedAt
    self.evidence = evidence
  }
}
