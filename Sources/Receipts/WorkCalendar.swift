public import Values

/// Days off and working weekends as the State Council sets them, year by year.
public struct WorkCalendar: Sendable {
  /// A run of days off around a festival.
  public struct Holiday: Hashable, Sendable {
    /// Name of the festival, or of two that meet.
    public let name: String
    /// First day off.
    public let first: Day
    /// Last day off.
    public let last: Day
    /// The days that are statutory holidays; the others are weekends, moved or not.
    public let statutory: [Day]
  }

  /// What a day is.
  public enum DayKind: Hashable, Sendable {
    /// Monday to Friday, no holiday.
    case workday
    /// A Saturday or Sunday on which work is done in exchange for another day.
    case workingWeekend
    /// A Saturday or Sunday outside of any holiday.
    case weekend
    /// A day of a holiday, statutory itself or moved there.
    case holiday(name: String, isStatutory: Bool)

    /// Whether offices are open.
    public var isWorkday: Bool { self == .workday || self == .workingWeekend }
  }

  /// Years whose calendar is known.
  public let years: [Int]
  /// All holidays, in order.
  public let holidays: [Holiday]
  private let workingWeekends: Set<Day>

  init(years: [Int], holidays: [Holiday], workingWeekends: Set<Day>) {
    self.years = years.sorted()
    self.holidays = holidays.sorted { $0.first < $1.first }
    self.workingWeekends = workingWeekends
  }

  /// The holiday that a day belongs to.
  public func holiday(on day: Day) -> Holiday? {
    holidays.first { $0.first <= day && day <= $0.last }
  }

  /// What a day is. In a year that is not known, weekends alone are off.
  public func kind(of day: Day) -> DayKind {
    if let holiday = holiday(on: day) {
      return .holiday(name: holiday.name, isStatutory: holiday.statutory.contains(day))
    }
    if workingWeekends.contains(day) { return .workingWeekend }
    return day.weekday >= 6 ? .weekend : .workday
  }

  /// The first day on which offices are open, `day` itself if they are.
  public func workday(onOrAfter day: Day) -> Day {
    var day = day
    while !kind(of: day).isWorkday { day = day + 1 }
    return day
  }

  /// Whether the calendar of a day's year is known.
  public func covers(_ day: Day) -> Bool { years.contains(day.components.year) }
}
