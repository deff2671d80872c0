extension OutputSpan<UInt8> {
  /// Appends a number that is not negative in decimal digits, with zeros before it up to `width`.
  @inline(__always)
  mutating func append(_ number: Int, width: Int) {
    // Division by a constant is quick, and gives the last digit first.
    var rest = UInt64(number.magnitude)
    var word: UInt64 = 0
    var digits = 0
    while digits < 8, rest > 0 || digits < Swift.max(width, 1) {
      word = word << 8 | (UInt64(UInt8(ascii: "0")) + rest % 10)
      rest /= 10
      digits += 1
    }
    if rest > 0 || width > digits {
      let first = rest > 0 ? String(rest) : ""
      for _ in 0..<Swift.max(width - digits - first.utf8.count, 0) { append(UInt8(ascii: "0")) }
      for byte in first.utf8 { append(byte) }
    }
    for _ in 0..<digits {
      append(UInt8(truncatingIfNeeded: word))
      word >>= 8
    }
  }
}

extension [UInt8] {
  /// Appends a number that is not negative in decimal digits, with zeros before it up to `width`.
  mutating func append(_ number: Int, width: Int) {
    append(addingCapacity: Swift.max(width, 20)) { output in output.append(number, width: width) }
  }
}

extension Amount {
  /// Appends ``description``.
  public func append(to bytes: inout [UInt8]) {
    let magnitude = millionths.magnitude
    if millionths < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes.append(Int(magnitude / 1_000_000), width: 1)
    guard decimals > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(Int(magnitude % 1_000_000), width: 6)
    bytes.removeLast(6 - decimals)
  }
}

extension Day {
  /// Appends ``description``, byte by byte: tables of a million rows hold several a row.
  public func append(to bytes: inout [UInt8]) {
    let (year, month, day) = components
    bytes.append(addingCapacity: 32) { output in
      output.append(year, width: 4)
      output.append(UInt8(ascii: "-"))
      output.append(month, width: 2)
      output.append(UInt8(ascii: "-"))
      output.append(day, width: 2)
    }
  }
}

extension Period {
  /// Appends ``description``.
  public func append(to bytes: inout [UInt8]) {
    bytes.append(year, width: 4)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(month, width: 2)
  }
}

extension BureauCode {
  /// Appends ``description``.
  public func append(to bytes: inout [UInt8]) { bytes.append(Int(rawValue), width: 1) }
}

extension HazardNumber {
  /// Appends ``description``.
  public func append(to bytes: inout [UInt8]) {
    bytes.append(addingCapacity: 64) { output in
      output.append(Int(bureau.rawValue), width: 1)
      output.append(UInt8(ascii: "-"))
      output.append(found.year, width: 4)
      output.append(found.month, width: 2)
      output.append(UInt8(ascii: "-"))
      output.append(serial, width: 4)
    }
  }
}
