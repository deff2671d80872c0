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

  /// A format that the file does not write out. 27–36 and 50–58 are the dates of East Asian
  /// locales.
  init(builtIn id: Int) {
    switch id {
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .date
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
    var (hasDay, hasMonthOrMinute, hasTime) = (false, false, false)
    scan: while index < code.count {
      switch code[index] | 0x20 {
      case UInt8(ascii: "\"") | 0x20:
        index += 1
        while index < code.count, code[index] != UInt8(ascii: "\"") { index += 1 }
      case UInt8(ascii: "y"), UInt8(ascii: "d"): hasDay = true
      case UInt8(ascii: "m"): hasMonthOrMinute = true
      case UInt8(ascii: "h"), UInt8(ascii: "s"): hasTime = true
      default:
        switch code[index] {
        case UInt8(ascii: ";"): break scan
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
    if hasDay || (hasMonthOrMinute && !hasTime) {
      self = .date
    } else {
      self = hasTime ? .time : .number
    }
  }

  /// Whether brackets hold `h`, `mm`, `SS` or the like.
  private static func isElapsed(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first.map({ $0 | 0x20 }) else { return false }
    return [UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s")].contains(first)
      && text.allSatisfy { $0 | 0x20 == first }
  }
}
