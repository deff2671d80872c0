public import Table
public import Values

/// What keeps `ledger.csv` or `ledger_history.csv` from being read.
public enum LedgerFileError: Error, Hashable, Sendable {
  /// The header lacks a column.
  case missingColumn(String)
  /// The header names a column twice.
  case repeatedColumn(String)
  /// A cell holds nothing that the column allows.
  case unreadable(row: Int, column: String, value: String)
  /// A cell names a month later than the one at whose end the file stands.
  case later(row: Int, column: String, value: String)
  /// A hazard, in the history a hazard and month, stands twice; the row of the second.
  case repeatedNumber(row: Int, number: HazardNumber)
}

/// Builds a ``HazardLedger`` from the rows of a `ledger.csv`.
public struct LedgerReader: Sendable {
  /// How much of each hazard is kept.
  public enum Depth: Sendable {
    /// All fields.
    case everything
    /// What tells one hazard from another; enough for the earlier run of the same month.
    case identity
  }

  private var ledger: HazardLedger
  private let columns: FileColumns
  private let depth: Depth
  private var rows: [UInt32] = []

  /// A reader of rows below a header.
  ///
  /// - Parameters:
  ///   - header: The header row; columns are found by name, unknown ones are passed over.
  ///   - period: The month at whose end the file stands.
  ///   - depth: How much of each hazard is kept.
  /// - Throws: ``LedgerFileError/missingColumn(_:)`` or ``LedgerFileError/repeatedColumn(_:)``.
  public init(header: RawRow, period: Period, depth: Depth = .everything)
    throws(LedgerFileError)
  {
    columns = try FileColumns(
      header, names: LedgerField.allCases.map(\.name),
      optional: [LedgerField.bureauName.name, LedgerField.overdue.name])
    ledger = HazardLedger(period: period)
    self.depth = depth
  }

  /// Reads one hazard; a row without cells is passed over.
  ///
  /// - Parameter row: Cells as the file holds them: a guarding `'` is taken off here.
  /// - Throws: A ``LedgerFileError`` that names row and column.
  public mutating func read(_ row: RawRow) throws(LedgerFileError) {
    guard !row.cells.isEmpty else { return }
    let cells = FileCells(row, columns)
    guard let number = HazardNumber(cells[LedgerField.hazardID.rawValue]) else {
      throw cells.unreadable(LedgerField.hazardID.rawValue)
    }
    guard let bureau = BureauCode(cells.string(LedgerField.bureau.rawValue)) else {
      throw cells.unreadable(LedgerField.bureau.rawValue)
    }
    let slot = ledger.append(number.key, bureau: bureau)
    rows.append(UInt32(clamping: row.number))
    let name = cells[LedgerField.bureauName.rawValue]
    if !name.isEmpty, ledger.bureauNames[bureau] == nil {
      ledger.bureauNames[bureau] = String(decoding: name, as: UTF8.self)
    }
    for field in LedgerField.filed where depth == .everything || field.tellsApart {
      try read(field, cells, slot)
    }
    try readMonths(cells, slot)
    guard depth == .everything else { return }
    let start = slot * HazardLedger.stride
    ledger.cells[start + HazardLedger.sourceFile] = ledger.texts.intern(
      cells[LedgerField.sourceFile.rawValue].span)
    ledger.cells[start + HazardLedger.sourceRow] = try cells.rowNumber(
      LedgerField.sourceRow.rawValue)
  }

  /// The ledger of the rows read.
  ///
  /// - Returns: The hazards by number, in whatever order the rows stood.
  /// - Throws: ``LedgerFileError/repeatedNumber(row:number:)``.
  public consuming func finish() throws(LedgerFileError) -> HazardLedger {
    if let slot = ledger.sortSlots() {
      throw .repeatedNumber(row: Int(rows[slot]), number: HazardNumber(ledger.keys[slot]))
    }
    return ledger
  }

  private mutating func read(_ field: LedgerField, _ cells: FileCells, _ slot: Int)
    throws(LedgerFileError)
  {
    let bytes = cells[field.rawValue]
    guard !bytes.isEmpty else { return }
    let id = ledger.texts.intern(bytes.span)
    let isGood =
      switch field {
      case .status: Word.statuses.contains(id)
      case .level: Word.levels.contains(id)
      default: !field.isDate || isISODay(bytes)
      }
    guard isGood else { throw cells.unreadable(field.rawValue) }
    ledger[slot, field] = id
  }

  private mutating func readMonths(_ cells: FileCells, _ slot: Int) throws(LedgerFileError) {
    for field in [LedgerField.firstPeriod, .lastPeriod, .closedPeriod] {
      if field == .closedPeriod, cells[field.rawValue].isEmpty { continue }
      let month = try cells.month(field.rawValue, notAfter: ledger.period)
      let place = HazardLedger.firstPeriod + field.rawValue - LedgerField.firstPeriod.rawValue
      ledger.cells[slot * HazardLedger.stride + place] = month.packed
    }
  }
}

extension LedgerField {
  /// Whether the earlier run's matching looks at it.
  var tellsApart: Bool {
    switch self {
    case .zone, .enterprise, .place, .description, .foundOn: true
    default: false
    }
  }
}
