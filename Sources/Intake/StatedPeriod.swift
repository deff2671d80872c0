import Values

/// A month as a line states it, with its year or without.
struct StatedMonth: Equatable {
  var year: Int?
  var month: Int

  /// The month, where the year is stated too.
  var period: Period? { year.flatMap { Period(year: $0, month: month) } }

  /// `2022年5月`, or `5月`.
  var chinese: String { (year.map { "\($0)年" } ?? "") + "\(month)月" }

  /// Whether a month can be the one stated.
  func isSame(as period: Period) -> Bool {
    month == period.month && (year ?? period.year) == period.year
  }
}

/// The month that a title or a 报告期 line states.
enum StatedPeriod {
  /// What may state a month in a kind of line.
  private struct Forms: OptionSet {
    let rawValue: Int
    /// Days: `2022年5月1日至5月31日`.
    static let days = Forms(rawValue: 1)
    /// Months without a year, and `2022.5`.
    static let short = Forms(rawValue: 2)
  }

  /// The month in a line such as `苏州市问题隐患清单(2022年5月)` or `2022年1-5月事故统计表`.
  ///
  /// A full date is no month: titles carry days of issue. `5月` and `2022.5` say it in the name of
  /// a list only: lines above a table speak of other months too.
  ///
  /// - Parameters:
  ///   - key: Folded text.
  ///   - namesList: Whether the text holds a list's name.
  /// - Returns: The first month stated; of a span, its last.
  static func month(inTitle key: String, namesList: Bool = false) -> StatedMonth? {
    if let first = months(in: Array(key), []).first { return first }
    let months = months(in: Array(key), .short)
    guard let first = months.first else { return nil }
    let isTitle =
      (namesList || key.hasSuffix("月报") || isMonthAlone(key))
      && key.count <= 40 && !key.contains { "。;,!请须".contains($0) }
    return isTitle ? first : nil
  }

  /// The month in the value of a 报告期 label: also `5月`, `2022-05`, `202205`,
  /// `2022年5月1日至5月31日`.
  ///
  /// - Parameter key: Folded text.
  /// - Returns: The month; of a span, its last.
  static func month(inLabelled key: String) -> StatedMonth? {
    let text = Array(key)
    if let last = months(in: text, .days).last { return last }
    var found: StatedMonth?
    for start in text.indices where start == 0 || !text[start - 1].isDigit {
      var place = start
      guard let year = number(text, &place, digits: 4...4) else { continue }
      if place < text.count, "-/.".contains(text[place]) { place += 1 }
      guard let month = number(text, &place, digits: 1...2) else { continue }
      if Period(year: year, month: month) != nil { found = StatedMonth(year: year, month: month) }
    }
    return found ?? months(in: text, [.days, .short]).last ?? monthAlone(key)
  }

  /// `5`, as a value of 月份.
  private static func monthAlone(_ key: String) -> StatedMonth? {
    guard key.count <= 2, key.allSatisfy(\.isDigit), let month = Int(key), 1...12 ~= month else {
      return nil
    }
    return StatedMonth(month: month)
  }

  /// Whether a text is a month and nothing else: `(5月份)`.
  private static func isMonthAlone(_ key: String) -> Bool {
    key.allSatisfy { $0.isDigit || "()年月份度-—–~至到./〇零一二三四五六七八九十".contains($0) }
  }

  /// Each `2022年5月`, `2022年1-5月`, `2022年1月至5月`, also in Chinese figures; and the short
  /// forms where they count.
  private static func months(in key: [Character], _ forms: Forms) -> [StatedMonth] {
    let text = withPlainFigures(key)
    var found: [StatedMonth] = []
    var year: Int?
    var isInSpan = false
    var place = 0
    while place < text.count {
      let start = place
      var end = place
      guard let value = number(text, &end, digits: 1...8) else {
        place += 1
        continue
      }
      place = end
      if forms.contains(.short), let (month, after) = dotted(text, start) {
        if isInSpan { found.removeLast() }
        found.append(month)
        year = month.year
        place = after
        isInSpan = goesOn(text[after...])
        continue
      }
      guard end < text.count else { break }
      if text[end] == "年", (1900...2999).contains(value) { year = value }
      guard text[end] == "月", Period(year: year ?? 2000, month: value) != nil else { continue }
      let isDay = end + 1 < text.count && text[end + 1].isDigit
      if isDay, !forms.contains(.days) { continue }
      guard year != nil || forms.contains(.short) && !isByTheWay(text, start, end) else { continue }
      // The last month of a span is what a line states: `1月至5月`.
      if isInSpan { found.removeLast() }
      found.append(StatedMonth(year: year, month: value))
      isInSpan = goesOn(text[end...])
    }
    return found
  }

  /// Whether what follows the figures of a month makes it the first of a span.
  private static func goesOn(_ text: ArraySlice<Character>) -> Bool {
    var rest = text
    for word: Character in ["月", "份"] where rest.first == word { rest = rest.dropFirst() }
    return rest.first.map { "-—–~至到".contains($0) } ?? false
  }

  /// `2022.5`, `2022-05` or `202205` at a place where figures begin; no part of a day.
  private static func dotted(_ text: [Character], _ start: Int) -> (StatedMonth, after: Int)? {
    var place = start
    guard let year = number(text, &place, digits: 4...4), (2000...2099).contains(year) else {
      return nil
    }
    let isParted = place < text.count && "-/.".contains(text[place])
    if isParted { place += 1 }
    guard let month = number(text, &place, digits: isParted ? 1...2 : 2...2),
      Period(year: year, month: month) != nil
    else { return nil }
    let rest = text[place...].prefix(2)
    let isPartOfDay =
      rest.first?.isDigit == true
      || rest.count == 2 && "-/.".contains(rest[place]) && rest[place + 1].isDigit
    if isPartOfDay { return nil }
    return (StatedMonth(year: year, month: month), place)
  }

  /// Whether a line speaks of a month without stating it as its own: `于6月底前`.
  private static func isByTheWay(_ text: [Character], _ start: Int, _ end: Int) -> Bool {
    (start > 0 && "于每近第".contains(text[start - 1]))
      || (end + 1 < text.count && "前底初末中上下".contains(text[end + 1]))
  }

  private static func number(
    _ text: [Character], _ place: inout Int, digits: ClosedRange<Int>
  ) -> Int? {
    let run = text[place...].prefix { $0.isDigit }.count
    let taken = min(run, digits.upperBound)
    guard taken >= digits.lowerBound else { return nil }
    defer { place += taken }
    return Int(String(text[place..<place + taken]))
  }

  /// `二〇二二年五月` as `2022年5月`.
  private static func withPlainFigures(_ text: [Character]) -> [Character] {
    guard text.contains(where: { "〇零一二三四五六七八九十".contains($0) }) else { return text }
    var result: [Character] = []
    var run: [Character] = []
    for character in text + ["."] {
      if "〇零○一二三四五六七八九十".contains(character) {
        run.append(character)
        continue
      }
      result += "年月".contains(character) ? figures(run) : run
      run = []
      result.append(character)
    }
    return result.dropLast()
  }

  private static func figures(_ run: [Character]) -> [Character] {
    let digits: [Character: Int] = [
      "〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
      "九": 9,
    ]
    if run == ["十"] { return ["1", "0"] }
    if run.count == 2, run[0] == "十", let unit = digits[run[1]] { return Array("\(10 + unit)") }
    return run.map { digits[$0].flatMap { "\($0)".first } ?? $0 }
  }
}

extension Character {
  /// Whether it is `0` … `9`.
  var isDigit: Bool { isASCII && isNumber }
}
