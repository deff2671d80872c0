/// Little-endian fields of ZIP records (APPNOTE 4.1).
extension [UInt8] {
  /// The number of `width` bytes at `offset`; `nil` if it lies outside, or exceeds `Int`.
  func field(_ width: Int, at offset: Int) -> Int? {
    guard offset >= 0, offset <= count - width else { return nil }
    var value: UInt64 = 0
    for index in (0..<width).reversed() { value = value << 8 | UInt64(self[offset + index]) }
    return Int(exactly: value)
  }

  /// Whether the record at `offset` begins with `signature`.
  func hasSignature(_ signature: Int, at offset: Int) -> Bool {
    field(4, at: offset) == signature
  }

  /// Appends the low `width` bytes of `value`.
  mutating func appendField(_ width: Int, _ value: Int) {
    for index in 0..<width { append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
  }

  /// Writes the low `width` bytes of `value` over those at `offset`.
  mutating func setField(_ width: Int, _ value: Int, at offset: Int) {
    for index in 0..<width {
      self[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index))
    }
  }
}

/// First bytes of the records of an archive.
enum Signature {
  static let localHeader = 0x0403_4b50
  static let dataDescriptor = 0x0807_4b50
  static let directoryHeader = 0x0201_4b50
  static let end = 0x0605_4b50
  static let zip64End = 0x0606_4b50
  static let zip64Locator = 0x0706_4b50
}
