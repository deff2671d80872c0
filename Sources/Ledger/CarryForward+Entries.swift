import Table
import Values

// What each row does to its hazard.
extension CarryForward {
  /// Brings the rows' values into the ledger, in merged order.
  mutating func applyRows() {
    let opened = claims.count { if case .new = $0 { true } else { false } }
    ledger.keys.reserveCapacity(ledger.keys.count + opened)
    ledger.cells.reserveCapacity(ledger.cells.count + opened * HazardLedger.stride)
    var changes: [(slot: UInt32, changed: UInt32)] = []
    changes.reserveCapacity(rows.count)
    var new = BureauTally()
    for row in rows.indices {
      switch claims[row] {
      case .pending, .given, .again: break
      case .refused: balance[rows.bureaus[row], default: LedgerBalance()].refused += 1
      case .entry(let slot): changes.append((slot, update(Int(slot), from: row)))
      case .new(let key):
        new.count(rows.bureaus[row])
        let slot = enter(key, from: row)
        changes.append((UInt32(slot), 0))
      }
    }
    for (bureau, count) in new.counts() { balance[bureau, default: LedgerBalance()].new += count }
    for (bureau, count) in closings.counts() {
      balance[bureau, default: LedgerBalance()].closed += count
    }
    // They have told all they can: the history may have their room.
    rows = ReportRows()
    history.append(changes, of: ledger)
  }

  /// Enters a new hazard.
  ///
  /// - Returns: Its slot.
  private mutating func enter(_ key: NumberKey, from row: Int) -> Int {
    let slot = ledger.append(key, bureau: rows.bureaus[row], filed: rows.filed(row))
    ledger.cells[slot * HazardLedger.stride + HazardLedger.firstPeriod] = ledger.period.packed
    noteReport(slot, row)
    if ledger.isClosed(slot: slot) { noteClosing(slot) }
    return slot
  }

  /// Brings a row's values into an entry, but for those that may not take the place of the last.
  ///
  /// - Returns: The fields changed, a bit each.
  private mutating func update(_ slot: Int, from row: Int) -> UInt32 {
    let wasClosed = ledger.isClosed(slot: slot)
    let status = rows.text(row, .status)
    let isReopened = wasClosed && status != 0 && status != Word.closed
    let isDowngraded =
      ledger[slot, .level] == Word.major && rows.text(row, .level) == Word.ordinary
    if isReopened { report(.reopened, .status, slot, row) }
    if isDowngraded { report(.downgraded, .level, slot, row) }
    compareDueDays(slot, row)
    let withheld = rows.withheld(row)
    for field in [LedgerField.enterprise, .description, .foundOn]
    where withheld & field.filedBit == 0 {
      compareIdentity(field, slot, row)
    }

    noteReport(slot, row)
    // 已销号 is final: what was closed stays as it was closed until the row is mended.
    if isReopened { return 0 }
    var changed: UInt32 = 0
    for field in LedgerField.filed {
      let new = rows.cell(row, field)
      if new == ReportRows.unreadable || new == ledger[slot, field] { continue }
      if field == .level && isDowngraded || withheld & field.filedBit != 0 { continue }
      ledger[slot, field] = new
      changed |= field.filedBit
    }
    if !wasClosed, ledger.isClosed(slot: slot) { noteClosing(slot) }
    return changed
  }

  /// L004: a later 整改时限 than the ledger's.
  private mutating func compareDueDays(_ slot: Int, _ row: Int) {
    let old = ledger[slot, .dueOn]
    let new = rows.text(row, .dueOn)
    guard old != 0, new != 0, old != new,
      ledger.texts[old].lexicographicallyPrecedes(ledger.texts[new])
    else { return }
    report(.putOff, .dueOn, slot, row)
  }

  /// L006: another text or day than the ledger's.
  private mutating func compareIdentity(_ field: LedgerField, _ slot: Int, _ row: Int) {
    let old = ledger[slot, field]
    let new = rows.text(row, field)
    guard old != 0, new != 0, old != new, comparable(old, of: field) != comparable(new, of: field)
    else { return }
    report(.changed, field, slot, row)
  }

  private mutating func noteReport(_ slot: Int, _ row: Int) {
    let start = slot * HazardLedger.stride
    ledger.cells[start + HazardLedger.lastPeriod] = ledger.period.packed
    ledger.cells[start + HazardLedger.sourceFile] = rows.sourceFile(row)
    ledger.cells[start + HazardLedger.sourceRow] = rows.sourceRow(row)
  }

  private mutating func noteClosing(_ slot: Int) {
    ledger.cells[slot * HazardLedger.stride + HazardLedger.closedPeriod] = ledger.period.packed
    closings.count(ledger.bureau(slot: slot))
  }

  private mutating func report(
    _ fault: LedgerFault, _ field: LedgerField, _ slot: Int, _ row: Int
  ) {
    events.append(
      LedgerEvent(
        fault: fault, bureau: rows.bureaus[row], number: HazardNumber(ledger.keys[slot]),
        report: row, field: field, old: ledger.texts.string(ledger[slot, field]),
        new: ledger.texts.string(rows.text(row, field))))
  }
}

/// Counts by bureau; those of one mostly follow each other.
struct BureauTally: Sendable {
  private var sums: [BureauCode: Int] = [:]
  private var last: (bureau: BureauCode, count: Int)?

  mutating func count(_ bureau: BureauCode, _ number: Int = 1) {
    if last?.bureau != bureau {
      add()
      last = (bureau, 0)
    }
    last?.count += number
  }

  private mutating func add() {
    if let last { sums[last.bureau, default: 0] += last.count }
  }

  /// The sums of the bureaus that were counted.
  consuming func counts() -> [BureauCode: Int] {
    add()
    return sums
  }
}

extension LedgerEvent {
  /// By report, rule and field.
  static func precedes(_ left: LedgerEvent, _ right: LedgerEvent) -> Bool {
    let places = (left.report ?? .max, right.report ?? .max)
    if places.0 != places.1 { return places.0 < places.1 }
    if left.fault != right.fault { return left.fault.rawValue < right.fault.rawValue }
    return (left.field?.rawValue ?? -1) < (right.field?.rawValue ?? -1)
  }
}
