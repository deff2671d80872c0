import Table
package import Values

/// The words of status and level, by the number they have in every pool of this module.
enum Word {
  static let underway: TextID = 2
  static let closed: TextID = 4
  static let ordinary: TextID = 5
  static let major: TextID = 6
  static let statuses: ClosedRange<TextID> = 1...4
  static let levels: ClosedRange<TextID> = 5...6

  /// A pool in which those words have those numbers.
  static func pool() -> TextPool {
    var texts = TextPool()
    for status in HazardStatus.allCases { _ = texts.intern(status.rawValue) }
    for level in HazardLevel.allCases { _ = texts.intern(level.rawValue) }
    return texts
  }

  /// Whether a status is 未整改 or 整改中.
  static func isPending(_ status: TextID) -> Bool { status == 1 || status == underway }

  static func status(_ id: TextID) -> HazardStatus? {
    statuses.contains(id) ? HazardStatus.allCases[Int(id) - 1] : nil
  }

  static func level(_ id: TextID) -> HazardLevel? {
    levels.contains(id) ? HazardLevel.allCases[Int(id) - 5] : nil
  }
}

/// A hazard number in 64 bits, in the same order: city 20, month found 17, serial 27.
package typealias NumberKey = UInt64

extension HazardNumber {
  /// The largest serial that a number can be printed with and read back.
  static let lastSerial = 99_999_999

  package init(_ key: NumberKey) {
    self.init(
      bureau: BureauCode(rawValue: Int32(truncatingIfNeeded: key >> 44)),
      found: Period(packed: UInt32(truncatingIfNeeded: key >> 27) & 0x1_FFFF),
      serial: Int(key & 0x7FF_FFFF))
  }

  var key: NumberKey {
    precondition((0...Self.lastSerial).contains(serial) && (0...999_999).contains(bureau.rawValue))
    return NumberKey(bureau.rawValue) << 44 | NumberKey(found.packed) << 27 | NumberKey(serial)
  }
}

extension Period {
  /// Months since 1899-12, so that 0 is no month.
  package var packed: UInt32 { UInt32((year - 1900) * 12 + month) }

  package init(packed: UInt32) {
    let months = Int(packed) - 1
    guard packed > 0, let period = Period(year: 1900 + months / 12, month: months % 12 + 1) else {
      preconditionFailure("no packed month")
    }
    self = period
  }

  /// The month that `2022-05`, or a day such as `2022-05-03`, begins with.
  init?(leading text: ArraySlice<UInt8>) {
    let text = text.span
    guard text.count >= 7, text[4] == UInt8(ascii: "-") else { return nil }
    var (year, month) = (0, 0)
    for place in 0..<7 where place != 4 {
      let digit = Int(text[place]) - 0x30
      guard (0...9).contains(digit) else { return nil }
      if place < 4 { year = year * 10 + digit } else { month = month * 10 + digit }
    }
    self.init(year: year, month: month)
  }
}

/// Whether bytes are a day of the calendar as `2022-05-03`. Such texts compare as their days do.
func isISODay(_ text: ArraySlice<UInt8>) -> Bool {
  guard text.count == 10 else { return false }
  var parts = [0, 0, 0]
  for (place, byte) in text.enumerated() {
    if place == 4 || place == 7 {
      guard byte == UInt8(ascii: "-") else { return false }
    } else {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return false }
      let part = place < 4 ? 0 : place < 7 ? 1 : 2
      parts[part] = parts[part] * 10 + Int(byte - UInt8(ascii: "0"))
    }
  }
  return Day(year: parts[0], month: parts[1], day: parts[2]) != nil
}
