import Values

/// The month that a title or a 报告期 line states.
enum StatedPeriod {
  /// The month in a title such as `苏州市问题隐患清单(2022年5月)` or `2022年1-5月事故统计表`.
  ///
  /// A full date is no month: titles carry days of issue.
  ///
  /// - Parameter key: Folded text.
  /// - Returns: The first month stated; of a span, its last.
  static func month(inTitle key: String) -> Period? {
    months(in: Array(key), allowsDays: false).first
  }

  /// The month in the value of a 报告期 label: also `2022-05`, `202205`, `2022年5月1日至5月31日`.
  ///
  /// - Parameter key: Folded text.
  /// - Returns: The month; of a span, its last.
  static func month(inLabelled key: String) -> Period? {
    let text = Array(key)
    if let last = months(in: text, allowsDays: true).last { return last }
    var found: Period?
    for start in text.indices where start == 0 || !text[start - 1].isDigit {
      var place = start
      guard let year = number(text, &place, digits: 4...4) else { continue }
      if place < text.count, "-/.".contains(text[place]) { place += 1 }
      guard let month = number(text, &place, digits: 1...2) else { continue }
      if let period = Period(year: year, month: month) { found = period }
    }
    return found
  }

  /// Each `2022年5月`, `2022年1-5月`, `2022年1月至5月`, also in Chinese figures.
  private static func months(in key: [Character], allowsDays: Bool) -> [Period] {
    let text = withPlainFigures(key)
    var found: [Period] = []
    var year: Int?
    var isInSpan = false
    var place = 0
    while place < text.count {
      var end = place
      guard let value = number(text, &end, digits: 1...8) else {
        place += 1
        continue
      }
      place = end
      guard end < text.count else { break }
      if text[end] == "年", (1900...2999).contains(value) { year = value }
      guard text[end] == "月", let year else { continue }
      let isDay = end + 1 < text.count && text[end + 1].isDigit
      if isDay, !allowsDays { continue }
      guard let period = Period(year: year, month: value) else { continue }
      // The last month of a span is what a line states: `1月至5月`.
      if isInSpan { found.removeLast() }
      found.append(period)
      var after = text[(end + 1)...]
      if after.first == "份" { after = after.dropFirst() }
      isInSpan = after.first.map { "-—–~至到".contains($0) } ?? false
    }
    return found
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
