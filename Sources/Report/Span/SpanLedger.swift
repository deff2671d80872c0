import Ledger
import Values

/// The hazards that stood in the ledger at any time of a span, as they are at its end.
struct SpanLedger: Sendable {
  /// A 行业领域 and its hazards.
  struct Sector: Sendable {
    let name: String
    var tally = HazardTally()
    var bureaus: Set<BureauCode> = []
  }

  /// Hazards that entered in a month, and that were closed in it.
  struct Flow: Hashable, Sendable {
    var new = 0
    var closed = 0
  }

  /// A zone with hazards past their time.
  struct Zone: Sendable {
    let name: String
    var overdue = 0
  }

  private(set) var bureaus: [BureauCode: HazardTally] = [:]
  /// Month by month from the first; a month that was not merged itself is told of by the next.
  private(set) var flows: [BureauCode: [Period: Flow]] = [:]
  /// Hazards not 已销号 at the end.
  private(set) var standing: [BureauCode: Int] = [:]
  /// The sectors with the most hazards first.
  private(set) var sectors: [Sector] = []
  /// Zones with overdue hazards by bureau, those with the most first.
  private(set) var overdueZones: [BureauCode: [Zone]] = [:]
  /// Positions of 重大 hazards in the ledger: those not closed by 整改时限, then those closed.
  private(set) var major: [Int] = []

  /// - Parameters:
  ///   - ledger: The ledger of the last month.
  ///   - first: The first month that was merged.
  init(_ ledger: HazardLedger, from first: Period) {
    var sectors: [String: Sector] = [:]
    var zones: [BureauCode: [String: Int]] = [:]
    for position in 0..<ledger.count where Self.stands(at: position, in: ledger, from: first) {
      let bureau = ledger.bureau(at: position)
      let facts = ledger.facts(at: position)
      let isNew = ledger.firstPeriod(at: position) >= first
      bureaus[bureau, default: HazardTally()].add(facts, isNew: isNew)
      if !facts.isClosed { standing[bureau, default: 0] += 1 }
      enterFlow(at: position, in: ledger, isNew: isNew, isClosed: facts.isClosed)
      let name = ledger.text(.sector, at: position)
      if !name.isEmpty {
        sectors[name, default: Sector(name: name)].tally.add(facts, isNew: isNew)
        sectors[name]?.bureaus.insert(bureau)
      }
      if facts.isOverdue {
        zones[bureau, default: [:]][ledger.text(.zone, at: position), default: 0] += 1
      }
      if facts.isMajor == true { major.append(position) }
    }
    self.sectors = sectors.values.sorted { left, right in
      left.tally.rows != right.tally.rows
        ? left.tally.rows > right.tally.rows
        : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
    overdueZones = zones.mapValues { counts in
      counts.map { Zone(name: $0.key, overdue: $0.value) }.sorted { left, right in
        left.overdue != right.overdue
          ? left.overdue > right.overdue
          : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
      }
    }
    let keys = Dictionary(
      uniqueKeysWithValues: major.map { position in
        (position, ledger.facts(at: position).isClosed ? "9" : ledger.text(.dueOn, at: position))
      })
    major.sort { (keys[$0] ?? "", $0) < (keys[$1] ?? "", $1) }
  }

  private mutating func enterFlow(
    at position: Int, in ledger: HazardLedger, isNew: Bool, isClosed: Bool
  ) {
    let bureau = ledger.bureau(at: position)
    if isNew {
      flows[bureau, default: [:]][ledger.firstPeriod(at: position), default: Flow()].new += 1
    }
    if isClosed, let month = Period(ledger.text(.closedPeriod, at: position)) {
      flows[bureau, default: [:]][month, default: Flow()].closed += 1
    }
  }

  /// Whether a hazard was in the ledger and not closed before the span began.
  private static func stands(
    at position: Int, in ledger: HazardLedger, from first: Period
  ) -> Bool {
    guard ledger.status(at: position) == .closed,
      let closed = Period(ledger.text(.closedPeriod, at: position))
    else { return true }
    return closed >= first
  }
}

extension HazardLedger {
  /// What figures need to know of a hazard, as the ledger has it.
  fileprivate func facts(at position: Int) -> HazardFacts {
    var facts = HazardFacts()
    facts.isMajor = level(at: position).map { $0 == .major }
    let status = status(at: position)
    facts.isClosed = status == .closed
    facts.isRectified = status.map { $0 == .closed || $0 == .rectified }
    facts.isOverdue = isOverdue(at: position)
    facts.isSupervised =
      !text(.supervisionLevel, at: position).isEmpty
      && !text(.supervisionUnit, at: position).isEmpty
    return facts
  }
}
