/// One of the four lists that a bureau sends each month.
public enum ListName: String, CaseIterable, Sendable {
  /// 问题隐患清单.
  case hazards
  /// 制度措施清单.
  case measures
  /// 典型做法清单.
  case practices
  /// 事故统计表.
  case accidents
}

extension ListName: Comparable {
  /// The order of the lists in every output.
  public var order: Int {
    switch self {
    case .hazards: 0
    case .measures: 1
    case .practices: 2
    case .accidents: 3
    }
  }

  /// Hazards, measures, practices, accidents.
  public static func < (left: ListName, right: ListName) -> Bool { left.order < right.order }
}

/// A city's code of GB/T 2260, such as 320500 for 苏州市; 320000 is its province, 江苏省.
public struct BureauCode: RawRepresentable, Hashable, Sendable {
  /// Six digits.
  public let rawValue: Int32

  /// The code of six digits.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// 江苏省, whose bureaus the program carries.
  public static let province = BureauCode(rawValue: 320_000)

  /// The province that the city lies in: 320000 of 320500.
  public var province: BureauCode { BureauCode(rawValue: rawValue / 10_000 * 10_000) }

  /// Whether it is a province's code, no city's.
  public var isProvince: Bool { self == province }
}

extension BureauCode: Comparable, CustomStringConvertible {
  /// The order of every output.
  public static func < (left: BureauCode, right: BureauCode) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The six digits.
  public var description: String { String(rawValue) }

  /// Parses six digits and nothing else.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 6, let code = digits(text), code > 0 else { return nil }
    self.init(rawValue: Int32(code))
  }
}

/// The number of a hazard, kept for life: city, month found and serial, `320500-202205-0001`.
public struct HazardNumber: Hashable, Sendable {
  /// The city of the bureau that reported it.
  public let bureau: BureauCode
  /// The month it was found in.
  public let found: Period
  /// Serial of that bureau and month, from 1.
  public let serial: Int

  /// The number of a bureau's hazard.
  public init(bureau: BureauCode, found: Period, serial: Int) {
    self.bureau = bureau
    self.found = found
    self.serial = serial
  }

  /// Parses `320500-202205-0001`; `nil` for any other shape.
  public init?(_ text: some Sequence<UInt8>) {
    var parts = [0, 0, 0]
    var place = 0
    for byte in text {
      if place == 6 || place == 13 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard place < 22, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        let part = place < 6 ? 0 : place < 13 ? 1 : 2
        parts[part] = parts[part] * 10 + Int(byte - UInt8(ascii: "0"))
      }
      place += 1
    }
    // Four digits of serial; more only past 9999, so that a number has one spelling.
    guard place >= 18, place == 18 || parts[2] >= Self.first(ofDigits: place - 14),
      let found = Period(year: parts[1] / 100, month: parts[1] % 100), parts[0] > 0
    else { return nil }
    self.init(bureau: BureauCode(rawValue: Int32(parts[0])), found: found, serial: parts[2])
  }

  /// Parses a number as people file it: full-width digits, hyphens of any kind, and characters
  /// without width, which come with a copy, are read too.
  public init?(filed text: String) {
    if let plain = HazardNumber(text.utf8) {
      self = plain
      return
    }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0x2D: bytes.append(UInt8(scalar.value))
      case 0xFF10...0xFF19: bytes.append(UInt8(scalar.value - 0xFEE0))
      case 0xFF0D, 0x2010...0x2015, 0x2212: bytes.append(UInt8(ascii: "-"))
      case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0xFEFF: continue
      default: return nil
      }
    }
    self.init(bytes)
  }

  private static func first(ofDigits digits: Int) -> Int {
    (1..<digits).reduce(1) { power, _ in power * 10 }
  }
}

extension HazardNumber: Comparable, CustomStringConvertible {
  /// City, then month found, then serial.
  public static func < (left: HazardNumber, right: HazardNumber) -> Bool {
    (left.bureau, left.found, left.serial) < (right.bureau, right.found, right.serial)
  }

  /// As forms print it; serials past 9999 take more digits.
  public var description: String {
    "\(bureau)-\(padded(found.year, to: 4))\(padded(found.month, to: 2))-\(padded(serial, to: 4))"
  }
}
