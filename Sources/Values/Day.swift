/// A calendar day of the proleptic Gregorian calendar, without time or zone.
public struct Day: Hashable, Sendable {
  /// Days since 1970-01-01.
  public var number: Int32

  /// The day `number` days after 1970-01-01.
  public init(number: Int32) { self.number = number }

  /// The day of a year, month (1–12) and day of the month; `nil` if there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    // Days from civil, H. Hinnant: years begin in March so that the leap day comes last.
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month (1–12) and day of the month.
  public var components: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// Day of the week: 1 Monday … 7 Sunday (ISO 8601).
  public var weekday: Int { Int(((number + 3) % 7 + 7) % 7) + 1 }

  /// Number of days of a month (1–12).
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day `days` later, earlier if negative.
  public static func + (day: Day, days: Int) -> Day { Day(number: day.number + Int32(days)) }

  /// Days from `right` to `left`.
  public static func - (left: Day, right: Day) -> Int { Int(left.number) - Int(right.number) }
}

extension Day: Comparable {
  /// Earlier first.
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day: CustomStringConvertible {
  /// ISO 8601, `2022-05-03`.
  public var description: String {
    let (year, month, day) = components
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }

  /// Parses `2022-05-03` and nothing else; what filers write is read by the validation.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts[2].utf8.count == 2, let year = digits(parts[0]), let month = digits(parts[1]),
      let day = digits(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

/// The number of a text of ASCII digits and nothing else: `Int` would take a sign.
func digits(_ text: some StringProtocol) -> Int? {
  text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
}

/// Decimal digits of a number, filled with zeros on the left.
func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
