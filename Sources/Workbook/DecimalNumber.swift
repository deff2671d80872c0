/// A number as decimal text, up to 18 significant digits: ±`digits` × 10^`exponent`.
///
/// Working on the text keeps what the file says; a binary number would lose it.
struct DecimalNumber {
  var isNegative = false
  var digits: UInt64 = 0
  var exponent = 0

  /// Reads `12`, `-1.50`, `1E3`; `nil` for anything that is no `xsd:double` in digits.
  init?(_ text: Span<UInt8>) {
    var index = 0
    var (seen, isFraction, shift, kept) = (false, false, 0, 0)
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    scan: while index < text.count {
      switch text[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        seen = true
        if kept < 18 {
          digits = digits * 10 + UInt64(text[index] & 0x0f)
          if digits > 0 { kept += 1 }
          if isFraction { shift -= 1 }
        } else if !isFraction {
          shift += 1
        }
      case UInt8(ascii: "."):
        if isFraction { return nil }
        isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard seen, let power = Self.power(text.extracting((index + 1)...)) else { return nil }
        shift += power
        break scan
      default: return nil
      }
      index += 1
    }
    guard seen else { return nil }
    exponent = digits == 0 ? 0 : shift
    // Beyond the range of a double there is no number that a program could have stored.
    guard abs(exponent + kept) <= 310 else { return nil }
  }

  private static func power(_ text: Span<UInt8>) -> Int? {
    let isNegative = !text.isEmpty && text[0] == UInt8(ascii: "-")
    let hasSign = isNegative || !text.isEmpty && text[0] == UInt8(ascii: "+")
    let digits = text.extracting((hasSign ? 1 : 0)...)
    guard digits.count <= 6, let value = wholeNumber(digits) else { return nil }
    return isNegative ? -value : value
  }

  /// Rounds to 15 significant digits, as spreadsheet programs show numbers: what lies beyond is
  /// noise of the binary form.
  mutating func roundForDisplay() {
    while digits >= 10_000_000_000_000_000 {
      digits /= 10
      exponent += 1
    }
    if digits >= 1_000_000_000_000_000 {
      digits = (digits + 5) / 10
      exponent += 1
    }
    while digits > 0, digits % 10 == 0, exponent < 0 {
      digits /= 10
      exponent += 1
    }
  }

  /// Appends the number without an exponent: `1000`, `0.001`.
  func append(to bytes: inout [UInt8]) {
    if isNegative, digits > 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = digits
    var place = exponent
    // Written backwards, from the last digit.
    for _ in 0..<max(0, exponent) { bytes.append(UInt8(ascii: "0")) }
    while rest > 0 || place <= 0 {
      if place == 0, exponent < 0 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      place += 1
    }
    bytes[start...].reverse()
  }
}
