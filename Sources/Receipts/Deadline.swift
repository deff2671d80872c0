public import Values

/// What happens when the day due is no workday.
public enum DeadlinePolicy: String, CaseIterable, Sendable {
  /// Nothing: the notice does not speak of it.
  case none = "none"
  /// A day within a State Council holiday moves to the day after the holiday; a plain weekend
  /// moves nothing.
  case statutoryHolidays = "statutory-holidays"
  /// Any day off moves to the next workday.
  case nextWorkday = "next-workday"
}

/// When lists are due: a day of the month after the reporting month, inclusive.
public struct DeadlineRule: Hashable, Sendable {
  /// Day of the month, 1 to 31; past the month's end its last day.
  public let day: Int
  /// Minutes after midnight in China at which that day's time is up, 1 to 1,440.
  public let minuteOfDay: Int
  /// What happens when the day is no workday.
  public let policy: DeadlinePolicy

  /// The rule of the task list of 2022-02-25, item 9: by the 3rd, which counts whole.
  public static let taskList = Self()

  private init() {
    day = 3
    minuteOfDay = 24 * 60
    policy = .none
  }

  /// A rule of the settings; `nil` if the day or time is none.
  ///
  /// - Parameters:
  ///   - day: Day of the month, 1 to 31.
  ///   - time: `24:00`, `17:30`.
  ///   - policy: What happens when the day is no workday.
  public init?(day: Int = 3, time: String = "24:00", policy: DeadlinePolicy = .none) {
    guard (1...31).contains(day) else { return nil }
    var scanner = InstantScanner(time.utf8)
    guard let seconds = scanner.time(), scanner.isAtEnd, seconds > 0, seconds % 60 == 0 else {
      return nil
    }
    self.day = day
    minuteOfDay = seconds / 60
    self.policy = policy
  }

  /// When the lists of a month are due.
  public func deadline(of period: Period, in calendar: WorkCalendar) -> Deadline {
    let nominal = period.next.day(day)
    var effective = nominal
    switch policy {
    case .none:
      break
    case .statutoryHolidays:
      if let holiday = calendar.holiday(on: nominal) { effective = holiday.last + 1 }
    case .nextWorkday:
      effective = calendar.workday(onOrAfter: nominal)
    }
    return Deadline(
      nominal: last(of: nominal), effective: last(of: effective),
      isCalendarKnown: policy == .none || calendar.covers(nominal) && calendar.covers(effective))
  }

  /// The last second in time. Midnight belongs to the day after, any other time to the day.
  private func last(of day: Day) -> Instant {
    Instant(day: day, secondOfDay: minuteOfDay == 24 * 60 ? 86_399 : minuteOfDay * 60)
  }
}

/// When the lists of one month are due.
public struct Deadline: Hashable, Sendable {
  /// The last second in time by the day itself, `2022-06-03T23:59:59+08:00`.
  public let nominal: Instant
  /// The last second in time once days off are taken into account.
  public let effective: Instant
  /// Whether the calendar of that year was at hand; `false` means that holidays are left out.
  public let isCalendarKnown: Bool

  /// The day due by the notice.
  public var nominalDay: Day { nominal.day }
  /// The day due once days off are taken into account.
  public var effectiveDay: Day { effective.day }
}
