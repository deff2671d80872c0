/// Texts as SpreadsheetML writes them: `_xHHHH_` stands for the UTF-16 unit HHHH
/// (ECMA-376 Part 1, 22.9.2.19 `ST_Xstring`).
extension [UInt8] {
  /// Decodes every `_xHHHH_` from `start` on, once, left to right.
  ///
  /// A pair of surrogates becomes its character, half a pair U+FFFD.
  mutating func decodeEscapes(from start: Int) {
    guard let first = indexOfEscape(from: start) else { return }
    var read = first
    var write = first
    while read < count {
      guard let unit = escapedUnit(at: read) else {
        self[write] = self[read]
        read += 1
        write += 1
        continue
      }
      read += 7
      var scalar = UInt32(unit)
      if unit & 0xfc00 == 0xd800, let low = escapedUnit(at: read), low & 0xfc00 == 0xdc00 {
        scalar = 0x10000 + (UInt32(unit & 0x3ff) << 10 | UInt32(low & 0x3ff))
        read += 7
      }
      for byte in String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8 {
        self[write] = byte
        write += 1
      }
    }
    removeLast(count - write)
  }

  private func indexOfEscape(from start: Int) -> Int? {
    guard start + 7 <= count else { return nil }
    let text = span
    var index = start
    while index <= count - 7 {
      // Eight bytes none of which is a `_` are passed over at once.
      let others = PlainMarkup.word(text, at: index) ^ 0x5f5f_5f5f_5f5f_5f5f
      if index <= count - 8,
        (others &- 0x0101_0101_0101_0101) & ~others & 0x8080_8080_8080_8080 == 0
      {
        index += 8
        continue
      }
      if text[index] == UInt8(ascii: "_"), escapedUnit(at: index) != nil { return index }
      index += 1
    }
    return nil
  }

  private func escapedUnit(at index: Int) -> UInt16? {
    guard index + 7 <= count, self[index] == UInt8(ascii: "_"),
      self[index + 1] == UInt8(ascii: "x"), self[index + 6] == UInt8(ascii: "_")
    else { return nil }
    var unit = 0
    for digit in self[index + 2..<index + 6] {
      guard let value = hexDigit(digit) else { return nil }
      unit = unit * 16 + value
    }
    return UInt16(unit)
  }

  /// Number of UTF-16 units from `start` on, as Excel counts characters.
  func utf16Length(from start: Int) -> Int {
    var length = 0
    for byte in self[start...] {
      // Continuation bytes count nothing, the first of four counts two.
      if byte & 0xc0 != 0x80 { length += byte >= 0xf0 ? 2 : 1 }
    }
    return length
  }
}
