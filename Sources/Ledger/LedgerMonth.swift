public import Values

/// A fault that only last month's ledger shows.
public enum LedgerFault: String, Sendable, CaseIterable {
  /// Not 已销号 last month, and not in this month's list.
  case missing = "L001"
  /// 已销号 in the ledger, and comes back not 已销号.
  case reopened = "L002"
  /// 重大 has become 一般.
  case downgraded = "L003"
  /// 整改时限 has been put off.
  case putOff = "L004"
  /// The number filed is unknown to the ledger.
  case unknownNumber = "L005"
  /// 排查日期, enterprise or description changed under the same number.
  case changed = "L006"
  /// The number filed belongs to another bureau.
  case foreignNumber = "L007"
  /// The number filed was filed by an earlier row too.
  case repeatedNumber = "H012"
}

/// One fault, as data: the caller turns it into a finding.
public struct LedgerEvent: Hashable, Sendable {
  /// The fault; its raw value is the code of the rule.
  public let fault: LedgerFault
  /// The bureau at fault.
  public let bureau: BureauCode
  /// The hazard, for a refused number the number filed.
  public let number: HazardNumber
  /// Index of the report, `nil` for ``LedgerFault/missing``.
  public let report: Int?
  /// The field at fault, ``LedgerField/hazardID`` for a refused number, `nil` for
  /// ``LedgerFault/missing``.
  public let field: LedgerField?
  /// What the ledger holds; for ``LedgerFault/foreignNumber`` the code of the bureau that owns
  /// the number, blank for the other refused numbers.
  public let old: String
  /// What was filed, in canonical form.
  public let new: String
}

/// The balance of one bureau or of several: opening + new − closed = closing.
public struct LedgerBalance: Hashable, Sendable {
  /// Hazards not 已销号 in the ledger carried forward.
  public var opening = 0
  /// Hazards that entered the ledger this month, whatever their status.
  public var new = 0
  /// Hazards that became 已销号 this month; one that enters as 已销号 is new and closed at once.
  public var closed = 0
  /// Hazards not 已销号 in this month's ledger, counted there, not reckoned.
  public var closing = 0
  /// Rows that entered no ledger because their number was refused.
  public var refused = 0

  /// Nothing.
  public init() {}

  /// Whether the balance holds. It always does; anything else is a fault of this program.
  public var isHeld: Bool { opening + new - closed == closing }

  /// The balance of two together.
  public static func + (left: LedgerBalance, right: LedgerBalance) -> LedgerBalance {
    var sum = left
    sum.opening += right.opening
    sum.new += right.new
    sum.closed += right.closed
    sum.closing += right.closing
    sum.refused += right.refused
    return sum
  }
}

/// What became of one month: the next ledger, and how it came about.
public struct LedgerMonth: Sendable {
  /// The ledger at the end of the month.
  public let ledger: HazardLedger
  /// The history up to and with the month.
  public let history: HazardHistory
  /// The faults by report, rule and field; then the missing hazards by number.
  public let events: [LedgerEvent]
  /// The balance of every bureau that is in the ledger, sent a hazard, or was named to the run.
  public let balance: [BureauCode: LedgerBalance]
  /// Whether some number rests on those that an earlier run of the month, or a later month, gave.
  public let restsOnGivenNumbers: Bool

  let claims: [Claim]

  /// Number of reports.
  public var reportCount: Int { claims.count }

  /// The number that a report's hazard has in the ledger, given or assigned; `nil` if its number
  /// is refused.
  public func number(ofReport report: Int) -> HazardNumber? {
    switch claims[report] {
    case .refused, .pending, .given: nil
    case .entry(let slot), .again(let slot): HazardNumber(ledger.keys[Int(slot)])
    case .new(let key): HazardNumber(key)
    }
  }

  /// Whether a report's hazard entered the ledger this month.
  public func isNew(report: Int) -> Bool {
    if case .new = claims[report] { true } else { false }
  }

  /// Whether a report tells again of a hazard that another row of the month brought forward; the
  /// other row's values are the ledger's.
  public func isRepeat(report: Int) -> Bool {
    if case .again = claims[report] { true } else { false }
  }

  /// The balance of all bureaus together.
  public var total: LedgerBalance { balance.values.reduce(LedgerBalance(), +) }
}

/// What a report is to the ledger.
enum Claim: Sendable {
  /// Not yet known.
  case pending
  /// It enters no ledger.
  case refused
  /// It is the hazard of a slot of the ledger carried forward.
  case entry(UInt32)
  /// It is that hazard too, beside another row.
  case again(UInt32)
  /// It bears this number, which the earlier run gave; not yet settled.
  case given(NumberKey)
  /// It enters under this number.
  case new(NumberKey)

  var isPending: Bool { if case .pending = self { true } else { false } }
}
