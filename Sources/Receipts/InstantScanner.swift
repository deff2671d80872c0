import Values

/// Reads the parts of a date with time, one after the other.
struct InstantScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: some Sequence<UInt8>) {
    let blank = UInt8(ascii: " ")
    let trimmed = Array(text).drop { $0 == blank }
    bytes = Array(trimmed.reversed().drop { $0 == blank }.reversed())
  }

  var isAtEnd: Bool { position == bytes.count }

  /// `2022-06-02` or `2022/6/2`, with what parts it from the time.
  mutating func day() -> Day? {
    guard let year = digits(4...4), let sign = take(where: { $0 == 0x2D || $0 == 0x2F }) else {
      return nil
    }
    let lengths = sign == UInt8(ascii: "-") ? 2...2 : 1...2
    guard let month = digits(lengths), take(where: { $0 == sign }) != nil,
      let day = digits(lengths),
      take(where: { $0 == 0x20 || $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: "t") }) != nil
    else { return nil }
    while take(where: { $0 == 0x20 }) != nil {}
    return Day(year: year, month: month, day: day)
  }

  /// `16:20`, `16:20:00` or `16:20:00.000`: seconds since midnight, fractions dropped.
  mutating func time() -> Int? {
    guard let hour = digits(1...2), take(where: { $0 == 0x3A }) != nil,
      let minute = digits(2...2), minute < 60
    else { return nil }
    var second = 0
    if take(where: { $0 == 0x3A }) != nil {
      guard let value = digits(2...2), value < 60 else { return nil }
      second = value
      if take(where: { $0 == UInt8(ascii: ".") }) != nil, digits(1...9) == nil { return nil }
    }
    let total = hour * 3_600 + minute * 60 + second
    return total <= 86_400 ? total : nil
  }

  /// `Z`, `+08:00`, `+0800` or `+08` in seconds; a `nil` inside where none is written.
  mutating func offset() -> Int?? {
    if isAtEnd { return .some(nil) }
    if take(where: { $0 == UInt8(ascii: "Z") || $0 == UInt8(ascii: "z") }) != nil { return 0 }
    guard let sign = take(where: { $0 == 0x2B || $0 == 0x2D }), let hour = digits(2...2),
      hour <= 14
    else { return nil }
    var minute = 0
    if !isAtEnd {
      _ = take(where: { $0 == 0x3A })
      guard let value = digits(2...2), value < 60 else { return nil }
      minute = value
    }
    let total = hour * 3_600 + minute * 60
    return sign == 0x2D ? -total : total
  }

  private mutating func take(where isWanted: (UInt8) -> Bool) -> UInt8? {
    guard position < bytes.count, isWanted(bytes[position]) else { return nil }
    position += 1
    return bytes[position - 1]
  }

  /// At least and at most so many digits, as many as there are.
  private mutating func digits(_ lengths: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    while count < lengths.upperBound, let digit = take(where: { (0x30...0x39).contains($0) }) {
      value = value * 10 + Int(digit - 0x30)
      count += 1
    }
    return lengths.contains(count) ? value : nil
  }
}
