public import Table
public import Values

/// A column of `ledger_history.csv`; the order of the cases is the order of the columns.
public enum HistoryField: String, CaseIterable, Sendable {
  /// The hazard's number.
  case hazardID = "hazard_id"
  /// The month in which it was reported.
  case period
  /// Its status in the ledger at the end of that month.
  case status
  /// Its level then.
  case level
  /// Its 整改时限 then.
  case dueOn = "due_on"
  /// Whether it was 逾期 then.
  case overdue
  /// Names of the filed fields whose ledger value that month changed, joined by `;`.
  case changed
  /// The file that reported it.
  case sourceFile = "source_file"
  /// The row there.
  case sourceRow = "source_row"

  var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// 一患一档: one row a hazard and month in which it was reported, by number, then month.
public struct HazardHistory: Sendable {
  /// A hazard in a month.
  package struct Row: Sendable {
    package var key: NumberKey
    /// The month, as ``Period/packed``.
    package var period: UInt32
    package var dueOn: TextID
    /// Bit `i` for filed field `i`.
    package var changed: UInt32
    package var sourceFile: TextID
    package var sourceRow: UInt32
    /// The words of ``Word``, whose numbers are small: that of a status is its place among
    /// ``HazardStatus/allCases``, from 1.
    package var status: UInt8
    package var level: UInt8
    package var isOverdue: Bool
  }

  /// The texts of fields and files.
  public private(set) var texts = Word.pool()
  /// The rows, by number, then month.
  package private(set) var rows: [Row] = []

  /// A history without rows.
  public init() {}

  /// Number of rows.
  public var count: Int { rows.count }

  /// The hazard of a row.
  public func number(at row: Int) -> HazardNumber { HazardNumber(rows[row].key) }

  /// The month of a row.
  public func period(at row: Int) -> Period { Period(packed: rows[row].period) }

  /// Whether the hazard of a row was 逾期 at the end of its month.
  public func isOverdue(at row: Int) -> Bool { rows[row].isOverdue }

  /// Whether the month of a row changed a filed field.
  public func hasChanges(at row: Int) -> Bool { rows[row].changed != 0 }

  /// The rows of one hazard, the earliest month first.
  ///
  /// - Complexity: O(log n).
  public func rows(of number: HazardNumber) -> Range<Int> {
    guard (0...HazardNumber.lastSerial).contains(number.serial) else { return 0..<0 }
    let start = firstRow { $0.key >= number.key }
    return start..<firstRow { $0.key > number.key }
  }

  /// The rows of one hazard, looked for from a row on that is not behind them.
  package func rows(of key: NumberKey, from start: Int) -> Range<Int> {
    var low = start
    while low < rows.count, rows[low].key < key { low += 1 }
    var high = low
    while high < rows.count, rows[high].key == key { high += 1 }
    return low..<high
  }

  /// A field as `ledger_history.csv` holds it, without quotes or guard.
  public func text(_ field: HistoryField, at row: Int) -> String {
    var bytes: [UInt8] = []
    append(field, at: row, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a field as `ledger_history.csv` holds it, UTF-8, without quotes or guard.
  public func append(_ field: HistoryField, at index: Int, to bytes: inout [UInt8]) {
    let row = rows[index]
    switch field {
    case .hazardID: HazardNumber(row.key).append(to: &bytes)
    case .period: Period(packed: row.period).append(to: &bytes)
    case .status: texts.append(TextID(row.status), to: &bytes)
    case .level: texts.append(TextID(row.level), to: &bytes)
    case .dueOn: texts.append(row.dueOn, to: &bytes)
    case .overdue: bytes += (row.isOverdue ? "true" : "false").utf8
    case .changed: Self.append(changed: row.changed, to: &bytes)
    case .sourceFile: texts.append(row.sourceFile, to: &bytes)
    case .sourceRow: if row.sourceRow > 0 { bytes += String(row.sourceRow).utf8 }
    }
  }

  /// Appends the names of changed fields, joined by `;`.
  package static func append(changed: UInt32, to bytes: inout [UInt8]) {
    var rest = changed
    while rest != 0 {
      if rest != changed { bytes.append(UInt8(ascii: ";")) }
      bytes += LedgerField.filed[rest.trailingZeroBitCount].name.utf8
      rest &= rest - 1
    }
  }

  private func firstRow(where isPast: (Row) -> Bool) -> Int {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if isPast(rows[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension HazardHistory {
  /// The rows of a ledger's slots reported in its month, joined to those of earlier months.
  ///
  /// - Parameters:
  ///   - changes: Slots with the changed fields, a bit each.
  ///   - ledger: The ledger at the end of its month.
  mutating func append(
    _ changes: consuming [(slot: UInt32, changed: UInt32)], of ledger: HazardLedger
  ) {
    changes.sort { ledger.keys[Int($0.slot)] < ledger.keys[Int($1.slot)] }
    let period = ledger.period.packed
    let earlier = rows
    rows = []
    rows.reserveCapacity(earlier.count + changes.count)
    var next = 0
    // Rows of one file mostly follow each other.
    var file: (inLedger: TextID, own: TextID) = (0, 0)
    var days = RecentTexts()
    for (slot, changed) in changes {
      let slot = Int(slot)
      let key = ledger.keys[slot]
      while next < earlier.count, earlier[next].key <= key {
        // A row of this month or a later one is no past, whoever gave it.
        if earlier[next].period < period { rows.append(earlier[next]) }
        next += 1
      }
      let start = slot * HazardLedger.stride
      let due = ledger[slot, .dueOn]
      let source = ledger.cells[start + HazardLedger.sourceFile]
      if source != file.inLedger {
        file = (source, texts.intern(ledger.texts[source].span))
      }
      let day = days[due] ?? texts.intern(ledger.texts[due].span)
      days.enter(due, as: day)
      rows.append(
        Row(
          key: key, period: period, dueOn: day, changed: changed,
          sourceFile: file.own, sourceRow: ledger.cells[start + HazardLedger.sourceRow],
          status: UInt8(truncatingIfNeeded: ledger[slot, .status]),
          level: UInt8(truncatingIfNeeded: ledger[slot, .level]),
          isOverdue: ledger.isOverdue(slot: slot)))
    }
    while next < earlier.count {
      if earlier[next].period < period { rows.append(earlier[next]) }
      next += 1
    }
  }
}

/// The numbers that texts of one pool have in another: those met last, since days repeat.
private struct RecentTexts {
  private var entries = [(text: TextID, number: TextID)](repeating: (0, 0), count: 256)

  /// The number of a text; `nil` if it is not at hand.
  subscript(text: TextID) -> TextID? {
    let entry = entries[Int(text) % entries.count]
    return entry.text == text ? entry.number : nil
  }

  mutating func enter(_ text: TextID, as number: TextID) {
    entries[Int(text) % entries.count] = (text, number)
  }
}

/// Builds a ``HazardHistory`` from the rows of a `ledger_history.csv`.
public struct HistoryReader: Sendable {
  private var texts = Word.pool()
  private var rows: [HazardHistory.Row] = []
  private var numbers: [UInt32] = []
  private let columns: FileColumns
  private let period: Period

  /// A reader of rows below a header.
  ///
  /// - Parameters:
  ///   - header: The header row; columns are found by name, unknown ones are passed over.
  ///   - period: The month at whose end the file stands.
  /// - Throws: ``LedgerFileError/missingColumn(_:)`` or ``LedgerFileError/repeatedColumn(_:)``.
  public init(header: RawRow, period: Period) throws(LedgerFileError) {
    columns = try FileColumns(header, names: HistoryField.allCases.map(\.rawValue), optional: [])
    self.period = period
  }

  /// Reads one row; a row without cells is passed over.
  ///
  /// - Parameter row: Cells as the file holds them: a guarding `'` is taken off here.
  /// - Throws: A ``LedgerFileError`` that names row and column.
  public mutating func read(_ row: RawRow) throws(LedgerFileError) {
    guard !row.cells.isEmpty else { return }
    let cells = FileCells(row, columns)
    func at(_ field: HistoryField) -> Int { field.index }
    guard let number = HazardNumber(cells[at(.hazardID)]) else {
      throw cells.unreadable(at(.hazardID))
    }
    let status = texts.intern(cells[at(.status)].span)
    guard status == 0 || Word.statuses.contains(status) else {
      throw cells.unreadable(at(.status))
    }
    let level = texts.intern(cells[at(.level)].span)
    guard level == 0 || Word.levels.contains(level) else { throw cells.unreadable(at(.level)) }
    let due = cells[at(.dueOn)]
    guard due.isEmpty || isISODay(due) else { throw cells.unreadable(at(.dueOn)) }
    let overdue = cells.string(at(.overdue))
    guard overdue == "true" || overdue == "false" else { throw cells.unreadable(at(.overdue)) }
    var changed: UInt32 = 0
    for name in cells.string(at(.changed)).split(separator: ";") {
      guard let field = LedgerField(name: name), field.isFiled else {
        throw cells.unreadable(at(.changed))
      }
      changed |= 1 << UInt32(field.filedIndex)
    }
    rows.append(
      HazardHistory.Row(
        key: number.key, period: try cells.month(at(.period), notAfter: period).packed,
        dueOn: texts.intern(due.span), changed: changed,
        sourceFile: texts.intern(cells[at(.sourceFile)].span),
        sourceRow: try cells.rowNumber(at(.sourceRow)),
        status: UInt8(truncatingIfNeeded: status), level: UInt8(truncatingIfNeeded: level),
        isOverdue: overdue == "true"))
    numbers.append(UInt32(clamping: row.number))
  }

  /// The history of the rows read.
  ///
  /// - Returns: The rows by number and month, in whatever order they stood.
  /// - Throws: ``LedgerFileError/repeatedNumber(row:number:)``.
  public consuming func finish() throws(LedgerFileError) -> HazardHistory {
    let order = rows.indices.sorted {
      (rows[$0].key, rows[$0].period, $0) < (rows[$1].key, rows[$1].period, $1)
    }
    for (one, next) in zip(order, order.dropFirst())
    where rows[one].key == rows[next].key && rows[one].period == rows[next].period {
      throw .repeatedNumber(row: Int(numbers[next]), number: HazardNumber(rows[next].key))
    }
    return HazardHistory(texts: texts, rows: order.map { rows[$0] })
  }
}

extension HazardHistory {
  fileprivate init(texts: TextPool, rows: [Row]) {
    self.texts = texts
    self.rows = rows
  }
}
