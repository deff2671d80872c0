import ListSchema
import Values

/// What a date cell says, before the month reported and other cells settle what is left open.
enum DateText: Equatable {
  /// A day.
  case day(Day)
  /// A day told by a plain number: a spreadsheet's serial (44684) or eight digits (20220503).
  case fromNumber(Day)
  /// A month and day without a year; day 0 is the month's end.
  case yearless(month: Int, day: Int)
  /// A month of a year, or a year's end: its last day. Only where the column allows it.
  case monthEnd(Day)
  /// 立即整改, 立行立改: the day it was found.
  case immediate

  /// Reads the spellings people send (SPEC §5): ISO 8601 where the cell was a true date, else what
  /// `forms` allows beside a day. `nil` for anything else; nothing is guessed. A serial counts from
  /// 1904 where the workbook's dates do (ECMA-376 Part 1, 18.2.28).
  init?(_ text: String, forms: DateForms, is1904: Bool = false) {
    if let day = Self.day(ofISO: text.utf8) {
      self = .day(day)
      return
    }
    let characters = Self.normalised(text)
    if forms.contains(.immediate), Self.isImmediate(characters) {
      self = .immediate
      return
    }
    if let day = Self.day(ofNumber: characters, is1904: is1904) {
      self = .fromNumber(day)
      return
    }
    var parser = DateParser(characters)
    guard let reading = parser.read(allowsMonthEnd: forms.contains(.monthEnd)) else { return nil }
    self = reading
  }

  /// `2022-05-03`, what a true date comes as.
  private static func day(ofISO text: String.UTF8View) -> Day? {
    guard text.count == 10 else { return nil }
    var parts = (0, 0, 0)
    for (place, byte) in text.enumerated() {
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard byte &- 0x30 < 10 else { return nil }
      let digit = Int(byte & 0x0f)
      switch place {
      case 0..<4: parts.0 = parts.0 * 10 + digit
      case 5, 6: parts.1 = parts.1 * 10 + digit
      default: parts.2 = parts.2 * 10 + digit
      }
    }
    return Day(year: parts.0, month: parts.1, day: parts.2)
  }

  private static let immediateTexts: Set<String> = [
    "立即整改", "立行立改", "立即", "立即整改到位", "即查即改", "当场整改", "當場整改", "即知即改",
  ]

  private static func isImmediate(_ characters: [Character]) -> Bool {
    // Dates begin with a figure.
    guard let first = characters.first, !first.isASCIIDigit, characters.count <= 12 else {
      return false
    }
    return immediateTexts.contains(String(characters.filter { !" 。.；;！!()（）".contains($0) }))
  }

  /// Full-width characters as half-width, outer blanks taken off.
  private static func normalised(_ text: String) -> [Character] {
    var scalars: [Character] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E:
        UnicodeScalar(scalar.value - 0xFEE0).map { scalars.append(Character($0)) }
      case 0x3000, 0xA0, 0x09, 0x0A, 0x0D: scalars.append(" ")
      case 0x2013, 0x2014, 0x2212: scalars.append("-")
      default: scalars.append(Character(scalar))
      }
    }
    let first = scalars.firstIndex { $0 != " " } ?? scalars.endIndex
    let last = scalars.lastIndex { $0 != " " } ?? first
    return first < scalars.endIndex ? Array(scalars[first...last]) : []
  }

  /// Eight digits are year, month, day; five a serial (ECMA-376 Part 1, 18.17.4.1),
  /// of which only plausible years, 1954 to 2119, are taken for a date.
  private static func day(ofNumber text: [Character], is1904: Bool) -> Day? {
    // The fraction of a serial is the time of day.
    let digits = text.prefix { $0.isASCIIDigit }
    let rest = text.dropFirst(digits.count)
    guard rest.isEmpty || digits.count == 5 && rest.first == "." && rest.count <= 20,
      rest.dropFirst().allSatisfy(\.isASCIIDigit), rest.count != 1
    else { return nil }
    guard let number = Int(String(digits)) else { return nil }
    if digits.count == 8 {
      return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }
    guard digits.count == 5 else { return nil }
    let serial = number + (is1904 ? 1_462 : 0)
    guard (20_000...80_000).contains(serial) else { return nil }
    return Day(number: Int32(serial - 25_569))
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { "0"..."9" ~= self }
}

/// Reads years, months and days off a text, left to right.
private struct DateParser {
  private var rest: ArraySlice<Character>

  init(_ characters: [Character]) { rest = characters[...] }

  mutating func read(allowsMonthEnd: Bool) -> DateText? {
    guard let (first, digits) = number() else { return nil }
    if digits == 4 { return dated(year: first, allowsMonthEnd: allowsMonthEnd) }
    guard digits <= 2, take("月") else { return nil }
    return yearless(month: first, allowsMonthEnd: allowsMonthEnd)
  }

  private mutating func dated(year: Int, allowsMonthEnd: Bool) -> DateText? {
    skipBlanks()
    let isChinese = rest.first == "年"
    guard isChinese || isSeparator(rest.first) else { return nil }
    let separator = rest.removeFirst()
    if isChinese, allowsMonthEnd, takeEnd(), isAtEnd, let day = Day(year: year, month: 12, day: 31)
    {
      return .monthEnd(day)
    }
    guard let (month, digits) = number(), digits <= 2 else { return nil }
    if isChinese {
      guard take("月") else { return nil }
    } else if take(separator) == false {
      return allowsMonthEnd && isAtEnd ? monthEnd(year, month) : nil
    }
    skipBlanks()
    guard let (day, _) = number() else {
      guard isChinese, allowsMonthEnd else { return nil }
      _ = take("份")
      _ = takeEnd()
      _ = take("前")
      return isAtEnd ? monthEnd(year, month) : nil
    }
    _ = isChinese && (take("日") || take("号"))
    if allowsMonthEnd { _ = take("前") }
    guard takeTime(), isAtEnd, let found = Day(year: year, month: month, day: day) else {
      return nil
    }
    return .day(found)
  }

  private mutating func yearless(month: Int, allowsMonthEnd: Bool) -> DateText? {
    guard (1...12).contains(month) else { return nil }
    if let (day, _) = number() {
      guard take("日") || take("号") else { return nil }
      if allowsMonthEnd { _ = take("前") }
      // A leap year, so that 2月29日 is let through.
      guard isAtEnd, Day(year: 2020, month: month, day: day) != nil else { return nil }
      return .yearless(month: month, day: day)
    }
    guard allowsMonthEnd, takeEnd() else { return nil }
    return isAtEnd ? .yearless(month: month, day: 0) : nil
  }

  private func monthEnd(_ year: Int, _ month: Int) -> DateText? {
    Period(year: year, month: month).map { .monthEnd($0.lastDay) }
  }

  private var isAtEnd: Bool { rest.allSatisfy { $0 == " " } }

  private func isSeparator(_ character: Character?) -> Bool {
    character == "-" || character == "/" || character == "."
  }

  private mutating func skipBlanks() { rest = rest.drop { $0 == " " } }

  private mutating func take(_ character: Character) -> Bool {
    let behindBlanks = rest.drop { $0 == " " }
    guard behindBlanks.first == character else { return false }
    rest = behindBlanks.dropFirst()
    return true
  }

  private mutating func takeEnd() -> Bool {
    guard take("底") || take("末") else { return false }
    _ = take("前")
    return true
  }

  /// A number of at most four digits.
  private mutating func number() -> (value: Int, digits: Int)? {
    skipBlanks()
    let digits = rest.prefix { $0.isASCIIDigit }
    guard (1...4).contains(digits.count), let value = Int(String(digits)) else { return nil }
    rest = rest.dropFirst(digits.count)
    return (value, digits.count)
  }

  /// A time of day behind the date: it is part of the text, not of the date.
  private mutating func takeTime() -> Bool {
    if isAtEnd { return true }
    guard rest.first == "T" || rest.first == " " else { return false }
    rest = rest.dropFirst()
    guard let (hour, _) = number(), hour < 24, take(":"), let (minute, _) = number(), minute < 60
    else { return false }
    if take(":") {
      guard let (second, _) = number(), second < 60 else { return false }
      if take(".") { _ = number() }
    }
    return takeOffset()
  }

  /// `Z` or `+08:00`, as web systems write.
  private mutating func takeOffset() -> Bool {
    guard !take("Z"), take("+") || take("-") else { return true }
    guard let (hour, _) = number(), hour <= 14 || hour % 100 < 60 && hour <= 1400 else {
      return false
    }
    if take(":") { return number().map { $0.value < 60 } ?? false }
    return true
  }
}
