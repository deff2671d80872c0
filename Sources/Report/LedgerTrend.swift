import Ledger
import Values

/// The ledger's balance of the province, month by month, as the ledger itself tells it: when each
/// hazard entered, and when it was closed.
struct LedgerTrend: Sendable {
  /// A month.
  struct Point: Hashable, Sendable {
    let period: Period
    /// 本期新增.
    let new: Int
    /// 本期销号.
    let closed: Int
    /// 期末未销号.
    let closing: Int
  }

  /// Most months told of: a year.
  static let limit = 12

  /// From the first month in which a hazard entered, or a year ago, to the month merged.
  let points: [Point]

  init(_ month: MergedMonth) {
    self.init(month.ledger.ledger, until: month.period)
  }

  init(_ ledger: HazardLedger, until period: Period) {
    var new: [Period: Int] = [:]
    var closed: [Period: Int] = [:]
    for position in 0..<ledger.count {
      new[ledger.firstPeriod(at: position), default: 0] += 1
      guard ledger.status(at: position) == .closed,
        let month = ledger.closedPeriod(at: position)
      else { continue }
      closed[month, default: 0] += 1
    }
    var points: [Point] = []
    var month = new.keys.min() ?? period
    var standing = 0
    while month <= period {
      let (entered, left) = (new[month] ?? 0, closed[month] ?? 0)
      standing += entered - left
      points.append(Point(period: month, new: entered, closed: left, closing: standing))
      month = month.next
    }
    self.points = points.suffix(Self.limit)
  }
}
