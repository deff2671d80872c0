import Table
public import Values

/// What keeps a ledger from being carried forward.
public enum CarryForwardError: Error, Hashable, Sendable {
  /// The ledger carried forward is not of an earlier month.
  case previousNotEarlier(previous: Period, period: Period)
  /// The earlier run's ledger is not of the same month.
  case earlierRunOfAnotherMonth(earlierRun: Period, period: Period)
  /// The later month's ledger is not of a later month.
  case laterNotLater(later: Period, period: Period)
}

/// `ledger(month) = f(ledger(month − 1), submissions(month))`: carries the ledger one month on.
///
/// The ledger carried forward may be older than last month's: what was opened and closed since is
/// then new and closed in this month, against that ledger.
///
/// A row's hazard is found in this order:
/// 1. the number filed: an entry of its bureau; with no ledger to carry forward, or if the
///    earlier run of the month gave it to that bureau, a new entry of that number; else refused;
/// 2. zone, enterprise, description and 排查日期, trimmed and folded, of an entry of its bureau;
///    among several the place decides, then their order. A row without a readable 排查日期 is an
///    open entry of the same three texts that nothing else has brought forward. A row beyond the
///    entries it equals tells of the same hazard again and changes nothing, if all four are known;
/// 3. the same, of a new entry of the earlier run of the month, or of what later months have
///    numbered since;
/// 4. none: it is new, and takes the next serial.
public struct CarryForward: Sendable {
  var ledger: HazardLedger
  var history: HazardHistory
  let isFirst: Bool
  let reported: Set<BureauCode>

  var rows = ReportRows()
  var folded: FoldedTexts
  var given = GivenNumbers()
  var serials = Serials()
  /// The serials as they would be without ``given``.
  var serialsAfresh = Serials()
  /// The numbers that enter because rows filed them.
  var entering: Set<NumberKey> = []

  /// What each row is to the ledger.
  var claims: [Claim] = []
  /// Whether a row has brought each slot of the ledger forward.
  var isClaimed: [Bool]
  var events: [LedgerEvent] = []
  var balance: [BureauCode: LedgerBalance] = [:]
  /// Hazards that became 已销号.
  var closings = BureauTally()

  /// Begins a month.
  ///
  /// Hand `previous`, `history` and `earlierRun` over: a copy kept elsewhere takes its memory
  /// twice.
  /// - Parameters:
  ///   - period: The month.
  ///   - previous: The ledger carried forward, `nil` in the first month.
  ///   - history: The history up to `previous`.
  ///   - earlierRun: The ledger that an earlier run made of this month;
  ///     ``LedgerReader/Depth/identity`` is enough.
  ///   - later: The ledger of the latest month after this one, where an old month is run again;
  ///     ``LedgerReader/Depth/identity`` is enough.
  ///   - reported: The bureaus whose hazards list was reported, a nil included.
  ///   - bureauNames: Names of bureaus; all of them get a balance.
  ///   - fold: Trims and folds a text for comparing.
  /// - Throws: ``CarryForwardError`` if the months of the ledgers do not fit.
  public init(
    _ period: Period, from previous: consuming HazardLedger?,
    history: consuming HazardHistory = HazardHistory(),
    earlierRun: consuming HazardLedger? = nil, later: consuming HazardLedger? = nil,
    reported: Set<BureauCode>, bureauNames: [BureauCode: String] = [:],
    fold: @escaping @Sendable (String) -> String
  ) throws(CarryForwardError) {
    if let older = previous?.period, older >= period {
      throw .previousNotEarlier(previous: older, period: period)
    }
    if let other = earlierRun?.period, other != period {
      throw .earlierRunOfAnotherMonth(earlierRun: other, period: period)
    }
    if let other = later?.period, other <= period {
      throw .laterNotLater(later: other, period: period)
    }
    isFirst = previous == nil
    // Taken over, not copied: a second owner would have the arrays copied at the first change.
    switch consume previous {
    case .some(let held): ledger = held
    case nil: ledger = HazardLedger(period: period)
    }
    self.history = history
    self.reported = reported
    folded = FoldedTexts(fold)
    ledger.period = period
    for (bureau, name) in bureauNames {
      ledger.bureauNames[bureau] = name
      balance[bureau] = LedgerBalance()
    }
    isClaimed = [Bool](repeating: false, count: ledger.keys.count)
    var opening = BureauTally()
    for slot in ledger.keys.indices {
      serials.use(ledger.keys[slot])
      opening.count(ledger.bureau(slot: slot), ledger.isClosed(slot: slot) ? 0 : 1)
    }
    for (bureau, count) in opening.counts() {
      balance[bureau, default: LedgerBalance()].opening += count
    }
    serialsAfresh = serials
    if earlierRun != nil || later != nil {
      var texts = TextPool()
      swap(&texts, &ledger.texts)
      given = GivenNumbers(earlierRun, later: later, notIn: ledger, &texts, &folded)
      swap(&texts, &ledger.texts)
      for number in given.numbers { serials.use(number.key) }
    }
  }

  /// Enters a filed field's canonical text, for ``HazardReport/set(_:entered:)`` of many rows.
  ///
  /// - Parameters:
  ///   - text: The text, UTF-8.
  ///   - field: The field.
  /// - Returns: The value.
  /// - Precondition: `field.isFiled`.
  public mutating func enter(_ text: ArraySlice<UInt8>, of field: LedgerField) -> EnteredValue {
    EnteredValue(cell: ReportRows.id(text, of: field, &ledger.texts))
  }

  /// Makes room for so many rows and their texts, so that none is moved as they come.
  ///
  /// - Parameters:
  ///   - count: The rows.
  ///   - texts: The different texts that they may hold.
  ///   - bytes: The bytes of those, UTF-8.
  public mutating func reserve(rows count: Int, texts: Int, bytes: Int) {
    rows.reserve(count)
    ledger.texts.reserve(texts: texts, bytes: bytes)
  }

  /// Takes the next merged row, in merged order.
  public mutating func add(_ report: HazardReport) { rows.append(report, texts: &ledger.texts) }

  /// Carries the ledger forward in one call.
  ///
  /// - Parameters:
  ///   - previous: The ledger carried forward, `nil` in the first month.
  ///   - history: The history up to `previous`.
  ///   - earlierRun: The ledger that an earlier run made of this month.
  ///   - later: The ledger of the latest month after this one.
  ///   - period: The month.
  ///   - reports: The merged rows of all bureaus, in merged order.
  ///   - reported: The bureaus whose hazards list was reported, a nil included.
  ///   - bureauNames: Names of bureaus.
  ///   - fold: Trims and folds a text for comparing.
  /// - Returns: The month's ledger, and how it came about.
  /// - Throws: ``CarryForwardError`` if the months of the ledgers do not fit.
  public static func advance(
    previous: HazardLedger?, history: HazardHistory = HazardHistory(),
    earlierRun: HazardLedger? = nil, later: HazardLedger? = nil, period: Period,
    reports: [HazardReport], reported: Set<BureauCode>, bureauNames: [BureauCode: String] = [:],
    fold: @escaping @Sendable (String) -> String
  ) throws(CarryForwardError) -> LedgerMonth {
    var month = try CarryForward(
      period, from: previous, history: history, earlierRun: earlierRun, later: later,
      reported: reported, bureauNames: bureauNames, fold: fold)
    for report in reports { month.add(report) }
    return month.finish()
  }

  /// Finds the hazard of each row and makes the next ledger.
  public consuming func finish() -> LedgerMonth {
    claims = [Claim](repeating: .pending, count: rows.count)
    claimNumbers()
    claimLikeEntries()
    claimGivenNumbers()
    let missing = missingHazards()
    numberNewHazards()
    let restsOnGiven = restsOnGivenNumbers()
    applyRows()
    events.sort(by: LedgerEvent.precedes)
    events += missing
    ledger.texts.dropTable()
    let repeated = ledger.sortSlots()
    precondition(repeated == nil, "a hazard number was given twice")
    var closing = BureauTally()
    for slot in ledger.keys.indices where !ledger.isClosed(slot: slot) {
      closing.count(ledger.bureau(slot: slot))
    }
    for (bureau, count) in closing.counts() {
      balance[bureau, default: LedgerBalance()].closing += count
    }
    return LedgerMonth(
      ledger: ledger, history: history, events: events, balance: balance,
      restsOnGivenNumbers: restsOnGiven, claims: claims)
  }
}
