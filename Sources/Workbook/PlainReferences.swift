extension [UInt8] {
  /// Appends a text with its references replaced: the five entities, and characters by number
  /// (XML 1.0, 4.1 and 4.6).
  mutating func appendReplacingReferences(
    in part: Span<UInt8>, _ place: Range<Int>
  ) throws(Surprise) {
    var index = place.lowerBound
    while index < place.upperBound {
      guard part[index] == UInt8(ascii: "&") else {
        append(part[index])
        index += 1
        continue
      }
      var end = index + 1
      // No plain reference is longer than `&#x10FFFF;`.
      while end < place.upperBound, end < index + 10, part[end] != UInt8(ascii: ";") { end += 1 }
      guard end < place.upperBound, part[end] == UInt8(ascii: ";") else { throw Surprise() }
      let scalar = try Self.scalar(part, (index + 1)..<end)
      append(contentsOf: String(scalar).utf8)
      index = end + 1
    }
  }

  private static func scalar(
    _ part: Span<UInt8>, _ name: Range<Int>
  ) throws(Surprise) -> Unicode.Scalar {
    if equals(part, name, [0x61, 0x6d, 0x70]) { return "&" }
    if equals(part, name, [0x6c, 0x74]) { return "<" }
    if equals(part, name, [0x67, 0x74]) { return ">" }
    if equals(part, name, [0x71, 0x75, 0x6f, 0x74]) { return "\"" }
    if equals(part, name, [0x61, 0x70, 0x6f, 0x73]) { return "'" }
    guard name.count >= 2, part[name.lowerBound] == UInt8(ascii: "#") else { throw Surprise() }
    let isHex = part[name.lowerBound + 1] == UInt8(ascii: "x")
    let digits = (name.lowerBound + (isHex ? 2 : 1))..<name.upperBound
    guard !digits.isEmpty else { throw Surprise() }
    var value: UInt32 = 0
    for index in digits {
      guard let digit = hexDigit(part[index]), digit < 10 || isHex else { throw Surprise() }
      value = value * (isHex ? 16 : 10) + UInt32(digit)
    }
    // XML 1.0, 2.2: what a document may hold.
    guard value >= 0x20 || value == 0x09 || value == 0x0a || value == 0x0d, value != 0xfffe,
      value != 0xffff, let scalar = Unicode.Scalar(value)
    else { throw Surprise() }
    return scalar
  }
}
