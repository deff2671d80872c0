public import Values

/// A second in time. Days and clock times are those of China, UTC+8 all year round.
public struct Instant: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var seconds: Int64

  private static let secondsPerDay: Int64 = 86_400
  private static let chinaOffset: Int64 = 8 * 3_600

  /// That many seconds after 1970 began in UTC.
  public init(seconds: Int64) { self.seconds = seconds }

  /// A time of a day in China.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - secondOfDay: Seconds since its midnight; 86,400 is the next one.
  public init(day: Day, secondOfDay: Int) {
    seconds = Int64(day.number) * Self.secondsPerDay + Int64(secondOfDay) - Self.chinaOffset
  }

  /// The day in China.
  public var day: Day {
    let (days, rest) = local.quotientAndRemainder(dividingBy: Self.secondsPerDay)
    return Day(number: Int32(clamping: rest < 0 ? days - 1 : days))
  }

  /// Seconds since midnight in China, 0 to 86,399.
  public var secondOfDay: Int { Int(secondOfLocalDay) }

  /// Whether its text can be read back: a file system may hold times of any year.
  public var isOfCalendar: Bool { (1...9999).contains(day.components.year) }

  private var local: Int64 {
    let (local, isBeyond) = seconds.addingReportingOverflow(Self.chinaOffset)
    return isBeyond ? .max : local
  }

  private var secondOfLocalDay: Int64 {
    let rest = local % Self.secondsPerDay
    return rest < 0 ? rest + Self.secondsPerDay : rest
  }
}

extension Instant: Comparable {
  /// Earlier first.
  public static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
}

extension Instant: CustomStringConvertible {
  /// RFC 3339 with China's offset, `2022-06-02T16:20:00+08:00`.
  public var description: String { "\(day)T\(clock)+08:00" }

  /// As the receipt register has it, `2022-06-02 16:20:00`.
  public var registerText: String { "\(day) \(clock)" }

  private var clock: String {
    let second = secondOfDay
    return [second / 3_600, second / 60 % 60, second % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}

extension Instant {
  /// Parses `2022-06-02T16:20:00+08:00` (RFC 3339) and what is near to it.
  ///
  /// Date and time may be parted by a space; seconds and their fraction may be missing, and so may
  /// the offset, which is then +08:00. `2022/6/2 16:20` is read too, since that is what a
  /// spreadsheet program makes of it when staff save the register. `24:00` is the next midnight.
  ///
  /// - Parameter text: The text; `nil` results if it is not a date with a time.
  public init?(_ text: some StringProtocol) {
    var scanner = InstantScanner(text.utf8)
    guard let day = scanner.day(), let second = scanner.time(), let offset = scanner.offset(),
      scanner.isAtEnd
    else { return nil }
    seconds =
      Int64(day.number) * Self.secondsPerDay + Int64(second)
      - (offset.map(Int64.init) ?? Self.chinaOffset)
  }
}
