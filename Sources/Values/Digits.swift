import Table

// Values in the one spelling that every output has, put into room made beforehand: tables of a
// million rows hold several a row.

extension MutableRawSpan {
  /// Bytes that a value takes at most, and those behind it that may be written to.
  public static var roomForValue: Int { 64 }

  /// Puts ``Amount/description``.
  ///
  /// - Parameters:
  ///   - amount: The amount.
  ///   - place: Where it is put; moved behind it.
  public mutating func put(_ amount: Amount, at place: inout Int) {
    let magnitude = amount.millionths.magnitude
    if amount.millionths < 0 { put(UInt8(ascii: "-"), at: &place) }
    putDecimal(Int(magnitude / 1_000_000), at: &place)
    let decimals = amount.decimals
    guard decimals > 0 else { return }
    put(UInt8(ascii: "."), at: &place)
    put(Int(magnitude % 1_000_000), below: 1_000_000, at: &place)
    place -= 6 - decimals
  }

  /// Puts ``Day/description``.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - place: Where it is put; moved behind it.
  public mutating func put(_ day: Day, at place: inout Int) {
    let (year, month, number) = day.components
    guard (1_000...9_999).contains(year),
      let digits = DecimalDigits(year * 10_000 + month * 100 + number)
    else {
      for byte in day.description.utf8 { put(byte, at: &place) }
      return
    }
    let hyphens: UInt64 = 0x2D << 32 | 0x2D << 56
    let middle = (digits.word >> 32 & 0xFFFF) << 40
    put(digits.word & 0xFFFF_FFFF | middle | hyphens, count: 8, at: &place)
    put(digits.word >> 48, count: 2, at: &place)
  }

  /// Puts ``Period/description``.
  ///
  /// - Parameters:
  ///   - period: The month.
  ///   - place: Where it is put; moved behind it.
  public mutating func put(_ period: Period, at place: inout Int) {
    put(period.year, below: 10_000, at: &place)
    put(UInt8(ascii: "-"), at: &place)
    put(period.month, below: 100, at: &place)
  }

  /// Puts ``HazardNumber/description``.
  ///
  /// - Parameters:
  ///   - number: The number.
  ///   - place: Where it is put; moved behind it.
  public mutating func put(_ number: HazardNumber, at place: inout Int) {
    putDecimal(Int(number.bureau.rawValue), at: &place)
    put(UInt8(ascii: "-"), at: &place)
    put(number.found.year * 100 + number.found.month, below: 1_000_000, at: &place)
    put(UInt8(ascii: "-"), at: &place)
    put(number.serial, below: 10_000, at: &place)
  }

  /// Puts a number that is not negative, with zeros before it up to the digits of those below a
  /// power of ten.
  @inline(__always)
  private mutating func put(_ number: Int, below power: Int, at place: inout Int) {
    // With the power added all digits are there, behind one that is left out.
    if number < power, let digits = DecimalDigits(power + number) {
      put(digits.word >> 8, count: digits.count - 1, at: &place)
    } else {
      putDecimal(number, at: &place)
    }
  }
}

extension Amount {
  /// Appends ``description``.
  public func append(to bytes: inout [UInt8]) {
    bytes.append(room: MutableRawSpan.roomForValue) { room, place in room.put(self, at: &place) }
  }
}

extension Day {
  /// Appends ``description``.
  public func append(to bytes: inout [UInt8]) {
    bytes.append(room: MutableRawSpan.roomForValue) { room, place in room.put(self, at: &place) }
  }
}

extension Period {
  /// Appends ``description``.
  public func append(to bytes: inout [UInt8]) {
    bytes.append(room: MutableRawSpan.roomForValue) { room, place in room.put(self, at: &place) }
  }
}

extension BureauCode {
  /// Appends ``description``.
  public func append(to bytes: inout [UInt8]) {
    bytes.append(room: MutableRawSpan.roomForValue) { room, place in
      room.putDecimal(Int(rawValue), at: &place)
    }
  }
}

extension HazardNumber {
  /// Appends ``description``.
  public func append(to bytes: inout [UInt8]) {
    bytes.append(room: MutableRawSpan.roomForValue) { room, place in room.put(self, at: &place) }
  }
}
