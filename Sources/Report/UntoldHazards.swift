import Ledger
import ListSchema
import Receipts
import Values

/// Hazards of the ledger that are not 已销号 and that no row of the month tells of: left out, or of
/// a bureau whose list did not come. They are in no figure of the month's lists.
struct UntoldHazards: Sendable {
  /// Their positions in the ledger.
  let positions: [Int]
  /// How many of them are 重大.
  let major: Int
  /// How many of them are overdue.
  let overdue: Int

  init(_ month: MergedMonth) {
    let ledger = month.ledger.ledger
    let leftOut = Set(month.ledger.events.filter { $0.fault == .missing }.map(\.number))
    let reported = Set(
      month.reporting.filter { $0.list == .hazards && $0.state.isReceived }.map(\.bureau))
    let positions = (0..<ledger.count).filter { position in
      ledger.lastPeriod(at: position) < month.period && ledger.status(at: position) != .closed
        && (leftOut.contains(ledger.number(at: position))
          || !reported.contains(ledger.bureau(at: position)))
    }
    self.positions = positions
    major = positions.count { ledger.level(at: $0) == .major }
    overdue = positions.count { ledger.isOverdue(at: $0) }
  }

  /// The sentence that tells of them; `nil` where there are none.
  var sentence: String? {
    if positions.isEmpty { return nil }
    return "台账中另有本月未报送的未销号隐患 \(positions.count) 条（重大 \(major) 条，逾期 \(overdue) 条）。"
  }
}
