import Values

/// 同比 and 环比 of a span. Only what is whole on both sides is compared: a bureau with a month
/// missing on one of them is left out of the province's comparison, too.
extension SpanFigures {
  /// Enters what a bureau's accidents compare with.
  static func compare(_ tally: inout SpanTally, of code: BureauCode, _ data: SpanData) {
    let last = data.months.last?[code]
    tally.accidentsYTD = last?.count(.accidentsYTD)
    tally.deathsYTD = last?.count(.deathsYTD)
    tally.accidentsToDate = comparison(
      last?.count(.accidentsYTD), last?.count(.accidentsYTDPrior))
    tally.deathsToDate = comparison(last?.count(.deathsYTD), last?.count(.deathsYTDPrior))
    guard data.missing.isEmpty else { return }
    let accidents = whole(.accidents, of: code, in: data.months)
    let deaths = whole(.deaths, of: code, in: data.months)
    tally.accidentsYearOnYear = comparison(
      accidents, lastYear(.accidentsYTDPrior, of: code, data))
    tally.deathsYearOnYear = comparison(deaths, lastYear(.deathsYTDPrior, of: code, data))
    tally.accidentsOnBefore = comparison(accidents, whole(.accidents, of: code, in: data.before))
    tally.deathsOnBefore = comparison(deaths, whole(.deaths, of: code, in: data.before))
  }

  private static func comparison(_ now: Int?, _ base: Int?) -> SpanTally.Comparison? {
    guard let now, let base, base >= 0 else { return nil }
    return SpanTally.Comparison(now: now, base: base)
  }

  /// A bureau's sum over months; `nil` where there are none, or it did not report in one of them.
  private static func whole(
    _ figure: Figure, of code: BureauCode, in months: [SpanMonth]
  ) -> Int? {
    if months.isEmpty { return nil }
    var sum = 0
    for month in months {
      guard let count = month[code]?.count(figure) else { return nil }
      sum += count
    }
    return sum
  }

  /// The same months of last year: what 上年同期累计 came to at the end, less what it was before.
  private static func lastYear(
    _ figure: Figure, of code: BureauCode, _ data: SpanData
  ) -> Int? {
    guard let end = data.months.last?[code]?.count(figure) else { return nil }
    if data.span.first.month == 1 { return end }
    guard let start = data.before.last?[code]?.count(figure), start <= end else { return nil }
    return end - start
  }

  /// Where a bureau's 累计 grew by another number than its months: a correction, or something
  /// reported late. Figures of both are printed, so it has to be said.
  static func restatement(of row: Row, _ months: [SpanMonth]) -> String? {
    var parts: [String] = []
    for (name, unit, total, month) in [
      ("事故", "起", Figure.accidentsYTD, Figure.accidents), ("死亡", "人", .deathsYTD, .deaths),
    ] {
      guard let first = months.first?[row.bureau]?.count(total),
        let last = months.last?[row.bureau]?.count(total), months.count > 1,
        let sum = whole(month, of: row.bureau, in: Array(months.dropFirst())),
        let after = months.first?.period.next, isRun(months, from: after)
      else { continue }
      let excess = last - first - sum
      if excess != 0 {
        parts.append("\(name)累计数比逐月相加\(excess > 0 ? "多" : "少") \(excess.magnitude) \(unit)")
      }
    }
    return parts.isEmpty ? nil : "\(row.name)\(parts.joined(separator: "，"))"
  }

  /// Whether the months after the first follow each other without a gap.
  private static func isRun(_ months: [SpanMonth], from second: Period) -> Bool {
    var expected = second
    for month in months.dropFirst() {
      guard month.period == expected else { return false }
      expected = expected.next
    }
    return true
  }
}
