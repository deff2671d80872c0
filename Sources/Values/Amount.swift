/// A decimal number, exact to six places: sums of amounts do not depend on their order.
public struct Amount: Hashable, Sendable {
  /// Millionths.
  public var millionths: Int64

  /// The amount of so many millionths.
  public init(millionths: Int64) { self.millionths = millionths }

  /// A whole number.
  public init(_ whole: Int) { millionths = Int64(whole) * 1_000_000 }

  /// Nothing.
  public static let zero = Amount(millionths: 0)

  /// Parses digits with at most one point and a leading sign, `-12.50`; places past the sixth
  /// are rounded half away from zero.
  ///
  /// - Returns: `nil` for anything else, and for a number of more than 12 whole digits.
  public init?(decimal text: some Collection<UInt8>) {
    var rest = text[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    var value: Int64 = 0
    var places = -1
    var digits = 0
    for byte in rest {
      if byte == UInt8(ascii: "."), places < 0 {
        places = 0
        continue
      }
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      let digit = Int64(byte - UInt8(ascii: "0"))
      digits += 1
      if places < 0 {
        value = value * 10 + digit
        if value > 999_999_999_999 { return nil }
      } else {
        places += 1
        if places <= 6 { value = value * 10 + digit }
        if places == 7, digit >= 5 { value += 1 }
      }
    }
    guard digits > 0 else { return nil }
    for _ in min(max(places, 0), 6)..<6 { value *= 10 }
    millionths = isNegative ? -value : value
  }

  /// Number of places after the point that the amount needs, 0–6.
  public var decimals: Int {
    var rest = millionths.magnitude
    var places = 6
    while places > 0, rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    return places
  }

  /// The sum of two amounts; it wraps past 9 million million, which no total reaches.
  public static func + (left: Amount, right: Amount) -> Amount {
    Amount(millionths: left.millionths &+ right.millionths)
  }

  /// Adds an amount.
  public static func += (left: inout Amount, right: Amount) { left = left + right }

  /// The difference of two amounts.
  public static func - (left: Amount, right: Amount) -> Amount {
    Amount(millionths: left.millionths &- right.millionths)
  }
}

extension Amount: Comparable {
  /// Smaller first.
  public static func < (left: Amount, right: Amount) -> Bool {
    left.millionths < right.millionths
  }
}

extension Amount: CustomStringConvertible {
  /// Digits with a point only where needed, never in exponent form: `12.5`, `-3`.
  public var description: String {
    let magnitude = millionths.magnitude
    var text = (millionths < 0 ? "-" : "") + String(magnitude / 1_000_000)
    if decimals > 0 {
      let places = padded(Int(magnitude % 1_000_000), to: 6)
      text += "." + places.prefix(decimals)
    }
    return text
  }
}
