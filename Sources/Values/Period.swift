/// A reporting month: the month whose data a submission holds.
public struct Period: Hashable, Sendable {
  /// Year, such as 2022.
  public let year: Int
  /// Month, 1–12.
  public let month: Int

  /// The month of a year; `nil` outside 1–12 or 1900–9998.
  public init?(year: Int, month: Int) {
    guard (1...12).contains(month), (1900...9998).contains(year) else { return nil }
    self.year = year
    self.month = month
  }

  private init(index: Int) {
    year = index / 12
    month = index % 12 + 1
  }

  private var index: Int { year * 12 + month - 1 }

  /// The month that holds a day.
  public init(containing day: Day) {
    let (year, month, _) = day.components
    self.init(index: year * 12 + month - 1)
  }

  /// The month before.
  public var previous: Period { Period(index: index - 1) }

  /// The month after.
  public var next: Period { Period(index: index + 1) }

  /// The first day of the month.
  public var firstDay: Day { day(1) }

  /// The last day of the month.
  public var lastDay: Day { day(Day.length(ofMonth: month, year: year)) }

  /// A day of the month; past the month's end its last day.
  public func day(_ number: Int) -> Day {
    let last = Day.length(ofMonth: month, year: year)
    return Day(year: year, month: month, day: min(max(number, 1), last)) ?? Day(number: 0)
  }

  /// Whether a day lies in the month.
  public func contains(_ day: Day) -> Bool { firstDay <= day && day <= lastDay }
}

extension Period: Comparable {
  /// Earlier first.
  public static func < (left: Period, right: Period) -> Bool { left.index < right.index }
}

extension Period: CustomStringConvertible {
  /// ISO 8601, `2022-05`.
  public var description: String { "\(padded(year, to: 4))-\(padded(month, to: 2))" }

  /// As a clerk reads it, `2022年5月`.
  public var chinese: String { "\(year)年\(month)月" }

  /// Parses `2022-05` and nothing else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      let year = digits(parts[0]), let month = digits(parts[1])
    else { return nil }
    self.init(year: year, month: month)
  }

  /// Parses a month as people write it: `2022-05`, `2022-5`, `2022/5`, `2022.05`, `202205`,
  /// `2022年5月`, `2022年05月份`.
  ///
  /// - Parameter text: The text; `nil` results for any other, and for one without the year.
  public init?(written text: some StringProtocol) {
    let year = text.prefix(4)
    var rest = text.dropFirst(4)
    let hasSeparator = rest.first.map { "-/.年".contains($0) } ?? false
    let isChinese = rest.first == "年"
    if hasSeparator { rest = rest.dropFirst() }
    for suffix in ["月份", "月"] where isChinese && rest.hasSuffix(suffix) {
      rest = rest.dropLast(suffix.count)
    }
    guard year.utf8.count == 4, (hasSeparator ? 1...2 : 2...2).contains(rest.utf8.count),
      let year = digits(year), let month = digits(rest)
    else { return nil }
    self.init(year: year, month: month)
  }
}
