import Values

/// What a number cell says.
enum NumberText: Equatable {
  /// A number.
  case amount(Amount)
  /// Anything else: nothing is guessed, and nothing is taken for 0.
  case unreadable

  /// Reads `1,234.5`, full-width digits, and a unit that equals the column's (SPEC §5):
  /// `3.5万元` is read in a column of 万元 only, and 元 never is.
  init(_ text: String, unit: String?) {
    if text.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") }),
      let amount = Amount(decimal: Array(text.utf8))
    {
      // What a spreadsheet program stores, but for very small and very large numbers.
      self = .amount(amount)
      return
    }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: bytes += String(UnicodeScalar(UInt8(scalar.value - 0xFEE0))).utf8
      case 0x20, 0x3000, 0xA0, 0x09, 0x0A, 0x0D: continue
      case 0x2212: bytes.append(UInt8(ascii: "-"))
      default: bytes += String(scalar).utf8
      }
    }
    if let unit {
      let suffix = Array(unit.utf8)
      if bytes.count > suffix.count, bytes.suffix(suffix.count).elementsEqual(suffix) {
        bytes.removeLast(suffix.count)
      }
    }
    guard let plain = Self.withoutGrouping(bytes), let amount = Self.amount(plain) else {
      self = .unreadable
      return
    }
    self = .amount(amount)
  }

  /// Takes commas off where they group by three; `nil` where they stand elsewhere. `0,500` is
  /// none of these: that comma is a decimal point.
  private static func withoutGrouping(_ bytes: [UInt8]) -> [UInt8]? {
    let comma = UInt8(ascii: ",")
    guard bytes.contains(comma) else { return bytes }
    let point = bytes.firstIndex(of: UInt8(ascii: ".")) ?? bytes.count
    let groups = bytes[..<point].split(separator: comma, omittingEmptySubsequences: false)
    let head = groups[0].drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    guard (1...3).contains(head.count), head.first != UInt8(ascii: "0"),
      groups.dropFirst().allSatisfy({ $0.count == 3 }),
      !bytes[point...].contains(comma)
    else { return nil }
    return bytes.filter { $0 != comma }
  }

  private static func amount(_ bytes: [UInt8]) -> Amount? {
    if let amount = Amount(decimal: bytes) { return amount }
    // A spreadsheet stores very small and very large numbers in exponent form.
    guard bytes.contains(UInt8(ascii: "E")) || bytes.contains(UInt8(ascii: "e")),
      let number = Double(String(decoding: bytes, as: UTF8.self)), number.isFinite,
      number.magnitude < 1e12
    else { return nil }
    return Amount(millionths: Int64((number * 1_000_000).rounded()))
  }
}
