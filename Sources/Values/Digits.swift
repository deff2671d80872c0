extension [UInt8] {
  /// Appends a number that is not negative in decimal digits, with zeros before it up to `width`.
  mutating func append(_ number: Int, width: Int) {
    var divisor = 1
    var digits = 1
    while digits < width || number / divisor >= 10 {
      divisor *= 10
      digits += 1
    }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
      divisor /= 10
    }
  }
}

extension Day {
  /// Appends ``description``, byte by byte: tables of a million rows hold several a row.
  public func append(to bytes: inout [UInt8]) {
    let (year, month, day) = components
    bytes.append(year, width: 4)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(month, width: 2)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(day, width: 2)
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
    bureau.append(to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(found.year, width: 4)
    bytes.append(found.month, width: 2)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(serial, width: 4)
  }
}
