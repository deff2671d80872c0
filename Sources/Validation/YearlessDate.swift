import Values

/// The nearest day that bears a month and day.
enum YearlessDate {
  /// The first such day not before `day`; day 0 is the month's end.
  static func first(month: Int, day: Int, from earliest: Day) -> Day? {
    let year = earliest.components.year
    return (year...year + 8).lazy.compactMap { make($0, month, day) }.first { $0 >= earliest }
  }

  /// The last such day not after `latest`.
  static func last(month: Int, day: Int, until latest: Day) -> Day? {
    let year = latest.components.year
    return (year - 8...year).reversed().lazy.compactMap { make($0, month, day) }
      .first { $0 <= latest }
  }

  private static func make(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    day == 0
      ? Period(year: year, month: month)?.lastDay : Day(year: year, month: month, day: day)
  }
}
