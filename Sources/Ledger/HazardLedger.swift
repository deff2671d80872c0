public import Table
public import Values

/// The 隐患台账 at the end of one month: every hazard ever numbered, by number.
///
/// Positions run from 0 to `count - 1` in the order of the numbers, which is that of `ledger.csv`.
/// Texts are kept once each; a hazard takes 112 bytes beside them.
public struct HazardLedger: Sendable {
  /// The month at whose end it stands.
  public internal(set) var period: Period {
    didSet { lastDay = Array(period.lastDay.description.utf8) }
  }
  /// Names of bureaus, for ``LedgerField/bureauName``.
  public internal(set) var bureauNames: [BureauCode: String]

  /// The texts of fields and files.
  public internal(set) var texts = Word.pool()
  /// The number of each slot. Slots stand in the order in which hazards entered.
  package internal(set) var keys: [NumberKey] = []
  /// The last day of ``period``, ISO 8601.
  private var lastDay: [UInt8]
  /// ``stride`` cells a slot: see ``LedgerPlace``.
  package internal(set) var cells: [UInt32] = []
  /// The slot at each position.
  package internal(set) var order: [UInt32] = []

  /// A ledger without hazards.
  public init(period: Period, bureauNames: [BureauCode: String] = [:]) {
    self.period = period
    lastDay = Array(period.lastDay.description.utf8)
    self.bureauNames = bureauNames
  }

  /// Number of hazards.
  public var count: Int { order.count }

  /// The number of the hazard at a position.
  public func number(at position: Int) -> HazardNumber { HazardNumber(keys[slot(position)]) }

  /// Where a number stands, `nil` if the ledger does not know it.
  ///
  /// - Complexity: O(log n).
  public func position(of number: HazardNumber) -> Int? {
    guard (0...HazardNumber.lastSerial).contains(number.serial) else { return nil }
    let key = number.key
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if keys[slot(middle)] < key { low = middle + 1 } else { high = middle }
    }
    return low < order.count && keys[slot(low)] == key ? low : nil
  }

  /// The bureau that reports the hazard at a position.
  public func bureau(at position: Int) -> BureauCode { bureau(slot: slot(position)) }

  /// The status of the hazard at a position, `nil` if none could ever be read.
  public func status(at position: Int) -> HazardStatus? {
    Word.status(self[slot(position), .status])
  }

  /// The level of the hazard at a position, `nil` if none could ever be read.
  public func level(at position: Int) -> HazardLevel? {
    Word.level(self[slot(position), .level])
  }

  /// Whether 整改时限 lies before the last day of ``period`` and the status is 未整改 or 整改中.
  public func isOverdue(at position: Int) -> Bool { isOverdue(slot: slot(position)) }

  /// The month in which the hazard at a position entered the ledger.
  public func firstPeriod(at position: Int) -> Period {
    Period(packed: cells[slot(position) * Self.stride + Self.firstPeriod])
  }

  /// The last month in which the hazard at a position was reported.
  public func lastPeriod(at position: Int) -> Period {
    Period(packed: cells[slot(position) * Self.stride + Self.lastPeriod])
  }

  /// The month in which a hazard was closed; `nil` while it stands open.
  public func closedPeriod(at position: Int) -> Period? {
    let month = cells[slot(position) * Self.stride + Self.closedPeriod]
    return month > 0 ? Period(packed: month) : nil
  }

  /// A field as `ledger.csv` holds it, without quotes or guard; blank where nothing is known.
  public func text(_ field: LedgerField, at position: Int) -> String {
    var bytes: [UInt8] = []
    append(field, at: position, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a field as `ledger.csv` holds it, UTF-8, without quotes or guard.
  public func append(_ field: LedgerField, at position: Int, to bytes: inout [UInt8]) {
    let slot = slot(position)
    let start = slot * Self.stride
    switch field.place {
    case .number: HazardNumber(keys[slot]).append(to: &bytes)
    case .bureau: bureau(slot: slot).append(to: &bytes)
    case .bureauName: bytes += (bureauNames[bureau(slot: slot)] ?? "").utf8
    case .overdue: bytes += (isOverdue(slot: slot) ? "true" : "false").utf8
    case .text(let cell): texts.append(cells[start + cell], to: &bytes)
    case .month(let cell):
      let month = cells[start + cell]
      if month > 0 { Period(packed: month).append(to: &bytes) }
    case .row(let cell):
      let row = cells[start + cell]
      if row > 0 { bytes += String(row).utf8 }
    }
  }
}

extension HazardLedger {
  /// Cells of a slot: the bureau, the filed fields, then those named here.
  package static let stride = 25
  static let firstPeriod = 20
  static let lastPeriod = 21
  static let closedPeriod = 22
  static let sourceFile = 23
  static let sourceRow = 24

  package func slot(_ position: Int) -> Int { Int(order[position]) }

  package func bureau(slot: Int) -> BureauCode {
    BureauCode(rawValue: Int32(truncatingIfNeeded: cells[slot * Self.stride]))
  }

  /// The text of a filed field.
  subscript(slot: Int, field: LedgerField) -> TextID {
    get { cells[slot * Self.stride + 1 + field.filedIndex] }
    set { cells[slot * Self.stride + 1 + field.filedIndex] = newValue }
  }

  func isClosed(slot: Int) -> Bool { self[slot, .status] == Word.closed }

  package func isOverdue(slot: Int) -> Bool {
    let due = self[slot, .dueOn]
    guard due != 0, Word.isPending(self[slot, .status]) else { return false }
    return texts.withBytes(of: due) { text in
      for index in 0..<min(text.count, lastDay.count) where text[index] != lastDay[index] {
        return text[index] < lastDay[index]
      }
      return text.count < lastDay.count
    }
  }

  /// Appends a hazard with blank fields, not yet in ``order``.
  ///
  /// - Returns: Its slot.
  mutating func append(_ key: NumberKey, bureau: BureauCode) -> Int {
    append(key, bureau: bureau, filed: [])
  }

  /// Appends a hazard, not yet in ``order``.
  ///
  /// - Parameters:
  ///   - key: Its number.
  ///   - bureau: The bureau that reports it.
  ///   - filed: The filed fields, ``ReportRows/unreadable`` for blank too; none for all blank.
  /// - Returns: Its slot.
  mutating func append(
    _ key: NumberKey, bureau: BureauCode, filed: ArraySlice<TextID>
  ) -> Int {
    keys.append(key)
    cells.append(addingCapacity: Self.stride) { output in
      output.append(UInt32(bureau.rawValue))
      let filed = filed.span
      for place in filed.indices {
        output.append(filed[place] == ReportRows.unreadable ? 0 : filed[place])
      }
      output.append(repeating: 0, count: Self.stride - 1 - filed.count)
    }
    return keys.count - 1
  }

  /// Brings the slots appended since the last call into ``order``.
  ///
  /// - Returns: A slot whose number stands twice, `nil` if there is none.
  mutating func sortSlots() -> Int? {
    let known = order
    var fresh = (UInt32(known.count)..<UInt32(keys.count)).map { $0 }
    fresh.sort { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
    order.removeAll()
    order.reserveCapacity(keys.count)
    var repeated: Int?
    var left = 0
    var right = 0
    while left < known.count || right < fresh.count {
      let takesLeft =
        right == fresh.count
        || left < known.count && keys[Int(known[left])] <= keys[Int(fresh[right])]
      let slot = takesLeft ? known[left] : fresh[right]
      if takesLeft { left += 1 } else { right += 1 }
      if let last = order.last, keys[Int(last)] == keys[Int(slot)], repeated == nil {
        repeated = Int(slot)
      }
      order.append(slot)
    }
    return repeated
  }
}
