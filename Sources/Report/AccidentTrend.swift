import Values

/// The province's accidents month by month, over the months that were merged; a month that was not
/// is a gap, never a zero.
public struct AccidentTrend: Sendable {
  /// A month of the trend.
  struct Point: Hashable, Sendable {
    let period: Period
    /// `nil` where the month was not merged.
    let month: MonthAccidents?
  }

  /// Most months told of: a year.
  public static let limit = 12

  /// From the first month at hand, or a year ago, to the month merged.
  let points: [Point]

  init(_ month: MergedMonth, _ figures: MonthlyFigures) {
    let now = MonthAccidents(
      period: month.period, accidents: figures.province[.accidents]?.count,
      deaths: figures.province[.deaths]?.count,
      bureaus: figures.bureaus.count { $0[.accidents] != nil })
    let known = Dictionary(
      (month.earlierAccidents + [now]).map { ($0.period, $0) }, uniquingKeysWith: { $1 })
    var points: [Point] = []
    var period = known.keys.min() ?? month.period
    while period <= month.period {
      points.append(Point(period: period, month: known[period]))
      period = period.next
    }
    self.points = points.suffix(Self.limit)
  }

  /// Whether there is more than one month to draw.
  var isDrawn: Bool { points.count { $0.month?.accidents != nil } > 1 }
}
