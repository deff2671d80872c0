public import Values

/// Months that are looked at together: the quarter of the 季度评估, the two months of the 双月督查.
public struct ReportSpan: Hashable, Sendable {
  /// What the months are taken together for.
  public enum Kind: String, Sendable {
    /// 季度评估.
    case quarter
    /// 双月督查.
    case twoMonths = "bimonthly"
  }

  /// What the months are taken together for.
  public let kind: Kind
  /// The months, in order.
  public let months: [Period]

  /// A quarter as a clerk writes it, `2022Q2`.
  ///
  /// - Parameter text: Year, Q and the quarter's number.
  public init?(quarter text: String) {
    let parts = text.uppercased().split(separator: "Q", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 1,
      let year = Int(parts[0]), let number = Int(parts[1]), (1...4).contains(number),
      let first = Period(year: year, month: number * 3 - 2)
    else { return nil }
    self.init(.quarter, from: first, count: 3)
  }

  /// The two months of which a month is one: 1–2, 3–4 … 11–12.
  ///
  /// - Parameter month: Either of them.
  public init(twoMonthsWith month: Period) {
    self.init(.twoMonths, from: month.month % 2 == 1 ? month : month.previous, count: 2)
  }

  private init(_ kind: Kind, from first: Period, count: Int) {
    self.kind = kind
    var months = [first]
    while months.count < count { months.append(months[months.count - 1].next) }
    self.months = months
  }

  /// The first month.
  var first: Period { months[0] }

  /// `2022年第二季度`, `2022年5—6月`.
  public var chinese: String {
    switch kind {
    case .quarter: "\(first.year)年第\(["一", "二", "三", "四"][first.month / 3])季度"
    case .twoMonths: "\(first.year)年\(first.month)—\(first.month + 1)月"
    }
  }

  /// What it is called in files: `2022Q2`, `2022-05_06`.
  public var name: String {
    switch kind {
    case .quarter: "\(first.year)Q\(first.month / 3 + 1)"
    case .twoMonths: "\(first)_\(first.next.description.suffix(2))"
    }
  }

  /// Name of its folder, and of the page in it: `季度评估-2022Q2`.
  public var fileName: String { "\(purpose)-\(name)" }

  /// 季度评估 or 双月督查.
  public var purpose: String { kind == .quarter ? "季度评估" : "双月督查" }

  /// How the months together are called in a sentence.
  var short: String { kind == .quarter ? "本季" : "本期" }

  /// As many months just before these.
  public var monthsBefore: [Period] {
    var months: [Period] = []
    var month = first
    while months.count < self.months.count {
      month = month.previous
      months.insert(month, at: 0)
    }
    return months
  }
}
