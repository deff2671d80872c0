/// What a number format makes of a number (ECMA-376 Part 1, 18.8.30 and 18.8.31).
enum NumberFormat: UInt8 {
  /// A number, or text.
  case number
  /// A date, with or without a time.
  case date
  /// A time of day alone.
  case time
  /// An elapsed time, `[h]:mm`: a number of days.
  case elapsed
  /// A date of which year and month are shown, as where `2022年5月` was typed.
  case month
  /// A percentage.
  case percent

  /// Whether it makes a day, a month or a time of day of a number.
  var isCalendar: Bool { self == .date || self == .time || self == .month }

  /// A format that the file does not write out. 27–36 and 50–58 are the dates of East Asian
  /// locales; which of them show a month is told for zh-CN.
  init(builtIn id: Int) {
    switch id {
    case 9, 10: self = .percent
    case 17, 27, 36, 50, 52, 57: self = .month
    case 14...16, 22, 28...31, 51, 53, 54, 58: self = .date
    case 18...21, 32...35, 45, 47, 55, 56: self = .time
    case 46: self = .elapsed
    default: self = .number
    }
  }

  /// A format by its code. Quoted text, escapes, fill and pad characters and bracketed parts say
  /// nothing; of what is left, the first section decides.
  init(code: some Sequence<UInt8>) {
    let code = [UInt8](code)
    var index = 0
    var (hasYear, hasDay, hasMonthOrMinute, hasTime) = (false, false, false, false)
    var hasPercent = false
    scan: while index < code.count {
      switch code[index] | 0x20 {
      case UInt8(ascii: "\"") | 0x20:
        index += 1
        while index < code.count, code[index] != UInt8(ascii: "\"") { index += 1 }
      case UInt8(ascii: "y"): hasYear = true
      case UInt8(ascii: "d"): hasDay = true
      case UInt8(ascii: "m"): hasMonthOrMinute = true
      case UInt8(ascii: "h"), UInt8(ascii: "s"): hasTime = true
      default:
        switch code[index] {
        case UInt8(ascii: ";"): break scan
        case UInt8(ascii: "%"): hasPercent = true
        case UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "_"): index += 1
        case UInt8(ascii: "["):
          let start = index + 1
          while index < code.count, code[index] != UInt8(ascii: "]") { index += 1 }
          if Self.isElapsed(code[min(start, index)..<index]) {
            self = .elapsed
            return
          }
        default: break
        }
      }
      index += 1
    }
    if hasYear, hasMonthOrMinute, !hasDay, !hasTime {
      self = .month
    } else if hasYear || hasDay || (hasMonthOrMinute && !hasTime) {
      self = .date
    } else {
      self = hasTime ? .time : hasPercent ? .percent : .number
    }
  }

  /// Whether brackets hold `h`, `mm`, `SS` or the like.
  private static func isElapsed(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first.map({ $0 | 0x20 }) else { return false }
    return [UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s")].contains(first)
      && text.allSatisfy { $0 | 0x20 == first }
  }
}
