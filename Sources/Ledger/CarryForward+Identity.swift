import Table
import Values

// Which hazard each row is.
extension CarryForward {
  /// Settles the rows that bear a number, and those that may enter no ledger.
  mutating func claimNumbers() {
    var slots: [NumberKey: UInt32] = [:]
    if rows.indices.contains(where: { rows.number($0) != nil && !rows.isRefused($0) }) {
      slots.reserveCapacity(ledger.keys.count)
      for slot in ledger.keys.indices { slots[ledger.keys[slot]] = UInt32(slot) }
    }
    for row in rows.indices {
      if rows.isRefused(row) {
        claims[row] = .refused
        continue
      }
      guard let key = rows.number(row) else { continue }
      if let slot = slots[key] {
        claimEntry(slot, key, by: row)
      } else {
        claimUnknown(key, by: row)
      }
    }
    // Only now: a number filed on the last row is used before a new hazard on the first takes one.
    for key in entering {
      serials.use(key)
      serialsAfresh.use(key)
    }
  }

  /// Settles a row that bears the number of an entry.
  private mutating func claimEntry(_ slot: UInt32, _ key: NumberKey, by row: Int) {
    let owner = ledger.bureau(slot: Int(slot))
    if owner != rows.bureaus[row] {
      refuse(row, .foreignNumber, key, owner: owner)
    } else if isClaimed[Int(slot)] {
      refuse(row, .repeatedNumber, key)
    } else {
      isClaimed[Int(slot)] = true
      claims[row] = .entry(slot)
    }
  }

  /// Settles a row that bears a number which no entry has.
  private mutating func claimUnknown(_ key: NumberKey, by row: Int) {
    let owner = HazardNumber(key).bureau
    let place = given.index(of: key)
    if isFirst {
      guard entering.insert(key).inserted else {
        refuse(row, .repeatedNumber, key)
        return
      }
      if let place { given.take(place) }
      claims[row] = .new(key)
    } else if owner != rows.bureaus[row] {
      refuse(row, .foreignNumber, key, owner: owner)
    } else if let place, given.numbers[place].bureau == rows.bureaus[row] {
      claims[row] = .given(key)
    } else {
      refuse(row, .unknownNumber, key)
      serials.avoid(key)
      serialsAfresh.avoid(key)
    }
  }

  private mutating func refuse(
    _ row: Int, _ fault: LedgerFault, _ key: NumberKey, owner: BureauCode? = nil
  ) {
    let number = HazardNumber(key)
    claims[row] = .refused
    events.append(
      LedgerEvent(
        fault: fault, bureau: rows.bureaus[row], number: number, report: row, field: .hazardID,
        old: owner?.description ?? "", new: number.description))
  }

  /// Finds the entries that rows without a number are like.
  mutating func claimLikeEntries() {
    // The first month has none, and folding all texts would take more than all else.
    if ledger.order.isEmpty { return }
    var waiting = likened { $0.isPending }
    if waiting.isEmpty { return }
    let bureaus = Set(waiting.map { rows.bureaus[$0.index] })
    let entries = likenedEntries(
      ledger.order.indices.filter { bureaus.contains(ledger.bureau(at: $0)) })
    for degree in [Likeness.Degree.place, .found] {
      pair(waiting, entries.filter { !isClaimed[ledger.slot($0.index)] }, degree)
      waiting.removeAll { !claims[$0.index].isPending }
    }
    var again: [(row: Int, entry: Int)] = []
    let certain = waiting.filter { !$0.likeness.isVague && $0.likeness.foundOn != 0 }
    Pairing.forEachGroup(certain, entries, .found) { rows, entries in
      for row in rows { again.append((row.index, entries[entries.startIndex].index)) }
    }
    for (row, position) in again { claims[row] = .again(ledger.order[position]) }
    waiting.removeAll { !claims[$0.index].isPending || $0.likeness.isVague }
    let open = entries.filter { !$0.isClosed && !isClaimed[ledger.slot($0.index)] }
    pair(waiting.filter { $0.likeness.foundOn == 0 }, open, .undated)
    waiting.removeAll { !claims[$0.index].isPending }
    pair(
      waiting, open.filter { $0.likeness.foundOn == 0 && !isClaimed[ledger.slot($0.index)] },
      .undated)
  }

  private mutating func pair(
    _ waiting: [Likened], _ entries: [Likened], _ degree: Likeness.Degree
  ) {
    for (row, position) in Pairing.pairs(waiting, entries, degree) {
      claims[row] = .entry(ledger.order[position])
      isClaimed[ledger.slot(position)] = true
    }
  }

  /// Finds the numbers that the earlier run of the month gave: to rows without one, and to rows
  /// that have come again with it.
  ///
  /// A row that bears a number without being like the hazard it was given to gets it only if no
  /// other row is: numbers are not to be had by guessing the next.
  mutating func claimGivenNumbers() {
    guard !given.numbers.isEmpty else { return }
    let bearers = likened { if case .given = $0 { true } else { false } }
    for bearer in bearers {
      guard case .given(let key) = claims[bearer.index], let place = given.index(of: key),
        !given.numbers[place].isTaken,
        given.numbers[place].likeness.cut(to: .found) == bearer.likeness.cut(to: .found)
      else { continue }
      claims[bearer.index] = .new(key)
      given.take(place)
      entering.insert(key)
    }
    claimGivenByLikeness()
    for bearer in bearers {
      guard case .given(let key) = claims[bearer.index], let place = given.index(of: key) else {
        continue
      }
      if given.numbers[place].isTaken {
        refuse(bearer.index, entering.contains(key) ? .repeatedNumber : .unknownNumber, key)
      } else {
        claims[bearer.index] = .new(key)
        given.take(place)
        entering.insert(key)
      }
    }
  }

  private mutating func claimGivenByLikeness() {
    var waiting = likened { $0.isPending }
    // A number given keeps its row whatever either says of 已销号.
    for index in waiting.indices { waiting[index].isClosed = false }
    for degree in [Likeness.Degree.place, .found] {
      take(waiting, given.free, degree)
      waiting.removeAll { !claims[$0.index].isPending }
    }
    waiting.removeAll { $0.likeness.isVague }
    take(waiting.filter { $0.likeness.foundOn == 0 }, given.free, .undated)
    waiting.removeAll { !claims[$0.index].isPending }
    take(waiting, given.free.filter { $0.likeness.foundOn == 0 }, .undated)
  }

  private mutating func take(
    _ waiting: [Likened], _ free: [Likened], _ degree: Likeness.Degree
  ) {
    for (row, place) in Pairing.pairs(waiting, free, degree) {
      claims[row] = .new(given.numbers[place].key)
      given.take(place)
    }
  }

  /// Gives the rows that are no hazard yet the next serials, in merged order.
  mutating func numberNewHazards() {
    for row in rows.indices where claims[row].isPending {
      claims[row] = .new(nextNumber(rows.bureaus[row], found: monthFound(row)))
    }
  }

  private mutating func nextNumber(_ bureau: BureauCode, found: Period) -> NumberKey {
    if let key = serials.next(bureau: bureau, found: found) { return key }
    let (ledger, given, entering) = (ledger, given, entering)
    return serials.gap(bureau: bureau, found: found) { key in
      ledger.position(of: HazardNumber(key)) != nil || given.index(of: key) != nil
        || entering.contains(key)
    }
  }

  /// Whether some row would have another number, or another fault, without the numbers that were
  /// given before.
  func restsOnGivenNumbers() -> Bool {
    if given.numbers.isEmpty { return false }
    var afresh = serialsAfresh
    for row in rows.indices {
      let filed = rows.number(row)
      switch claims[row] {
      case .new(let key):
        if filed != nil {
          if isFirst { continue }
          // No ledger knows it: without the earlier run it would be refused.
          return true
        }
        let (bureau, month) = (rows.bureaus[row], monthFound(row))
        let next =
          afresh.next(bureau: bureau, found: month)
          ?? afresh.gap(bureau: bureau, found: month) { key in
            ledger.position(of: HazardNumber(key)) != nil || entering.contains(key)
          }
        if next != key { return true }
      case .refused:
        if !isFirst, !rows.isRefused(row), let filed, given.index(of: filed) != nil { return true }
      case .pending, .given, .entry, .again: continue
      }
    }
    return false
  }

  /// The month of 排查日期; the reporting month where that is unreadable, later, or before any
  /// number can say.
  private func monthFound(_ row: Int) -> Period {
    guard let month = Period(leading: ledger.texts[rows.text(row, .foundOn)]) else {
      return ledger.period
    }
    return min(month, ledger.period)
  }

  /// The hazards that a bureau which reported has left out (L001), by number.
  ///
  /// A hazard is not left out where a refused row is like it: the fault is that row's number.
  mutating func missingHazards() -> [LedgerEvent] {
    var left = ledger.order.indices.filter { position in
      let slot = ledger.slot(position)
      return !isClaimed[slot] && !ledger.isClosed(slot: slot)
        && reported.contains(ledger.bureau(slot: slot))
    }
    let refused = likened { if case .refused = $0 { true } else { false } }
    if !refused.isEmpty, !left.isEmpty {
      let told = Set(Pairing.pairs(refused, likenedEntries(left), .found).map(\.entry))
      left.removeAll { told.contains($0) }
    }
    return left.map { position in
      LedgerEvent(
        fault: .missing, bureau: ledger.bureau(at: position), number: ledger.number(at: position),
        report: nil, field: nil, old: "", new: "")
    }
  }

  /// The rows of some claim, with what they are known by.
  private mutating func likened(where isWanted: (Claim) -> Bool) -> [Likened] {
    var items: [Likened] = []
    for row in rows.indices where isWanted(claims[row]) {
      let texts = Likeness.fields.map { comparable(rows.text(row, $0), of: $0) }
      items.append(
        Likened(
          likeness: Likeness(rows.bureaus[row], texts), index: row,
          isClosed: rows.cell(row, .status) == Word.closed))
    }
    return items
  }

  /// Entries, by position, with what they are known by.
  private mutating func likenedEntries(_ positions: [Int]) -> [Likened] {
    var items: [Likened] = []
    items.reserveCapacity(positions.count)
    for position in positions {
      let slot = ledger.slot(position)
      let texts = Likeness.fields.map { comparable(ledger[slot, $0], of: $0) }
      items.append(
        Likened(
          likeness: Likeness(ledger.bureau(slot: slot), texts), index: position,
          isClosed: ledger.isClosed(slot: slot)))
    }
    return items
  }

  /// A text's number for comparing: days have one spelling, other texts are folded.
  mutating func comparable(_ text: TextID, of field: LedgerField) -> TextID {
    field.isDate ? text : folded(text, in: &ledger.texts)
  }
}
