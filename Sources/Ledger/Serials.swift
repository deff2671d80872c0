import Values

/// The next serial of each bureau and month found.
///
/// It follows the largest serial that the ledger, the filed numbers and the earlier run of the
/// month have used, so that no number is given to another hazard, even where the row it was given
/// to has gone.
struct Serials: Sendable {
  /// Largest serial used, by the number's bureau and month.
  private var last: [UInt64: Int] = [:]
  /// That of the bureau and month asked for last, which counts instead: most rows ask for one.
  private var recent: (month: UInt64, serial: Int) = (0, 0)
  /// Numbers that rows have filed without right to them.
  private var avoided: Set<NumberKey> = []
  /// Where the search for a gap goes on, once the serials of a month have reached the end.
  private var gaps: [UInt64: Int] = [:]

  /// Notes that a number is used.
  mutating func use(_ key: NumberKey) {
    let month = key >> 27
    let serial = Int(key & 0x7FF_FFFF)
    if month == recent.month {
      recent.serial = max(recent.serial, serial)
    } else if serial > last[month] ?? 0 {
      last[month] = serial
    }
  }

  /// Notes that a number is filed by a row that may not have it: it is given to no other either,
  /// or that row would be thought to have it when the month is run again.
  mutating func avoid(_ key: NumberKey) { avoided.insert(key) }

  /// The next number of a bureau and month.
  ///
  /// - Parameters:
  ///   - bureau: The bureau.
  ///   - found: The month found.
  /// - Returns: A number that nothing uses; `nil` where a filer has used up the last serial.
  mutating func next(bureau: BureauCode, found: Period) -> NumberKey? {
    let month = HazardNumber(bureau: bureau, found: found, serial: 0).key >> 27
    if month != recent.month {
      last[recent.month] = recent.serial
      recent = (month, last[month] ?? 0)
    }
    var next = recent.serial + 1
    while next <= HazardNumber.lastSerial, avoided.contains(month << 27 | NumberKey(next)) {
      next += 1
    }
    guard next <= HazardNumber.lastSerial else { return nil }
    recent.serial = next
    return month << 27 | NumberKey(next)
  }

  /// A number of a bureau and month whose serials have reached the end.
  ///
  /// - Parameters:
  ///   - bureau: The bureau.
  ///   - found: The month found.
  ///   - isUsed: Whether a number is used.
  /// - Returns: A number that nothing uses.
  mutating func gap(
    bureau: BureauCode, found: Period, isUsed: (NumberKey) -> Bool
  ) -> NumberKey {
    let month = HazardNumber(bureau: bureau, found: found, serial: 0).key >> 27
    var gap = gaps[month] ?? 1
    while isUsed(month << 27 | NumberKey(gap)) || avoided.contains(month << 27 | NumberKey(gap)) {
      gap += 1
    }
    gaps[month] = gap + 1
    return month << 27 | NumberKey(gap)
  }
}
