import Table

/// The start tag of a row as programs write it, `<row r="9">` or `<row r="9" spans="1:24">`.
struct PlainRowHead {
  /// The row's number, one that a worksheet can have.
  let number: Int
  /// Where the tag ends.
  let end: Int

  /// Reads a tag; `nil` if it is not of this shape, though it may be right.
  init?(_ part: Span<UInt8>, from start: Int) {
    // `<row r="`
    guard PlainMarkup.word(part, at: start) == 0x3c72_6f77_2072_3d22 else { return nil }
    let number = PlainDigits(PlainMarkup.word(part, at: start + 8))
    guard number.isNumber, (1...CellReference.lastRow).contains(number.value) else { return nil }
    self.number = number.value
    var index = start + 8 + number.count
    // `" spans=`, then `"1:24`
    if PlainMarkup.word(part, at: index) == 0x2220_7370_616e_733d {
      let first = PlainDigits(PlainMarkup.word(part, at: index + 9))
      let colon = index + 9 + first.count
      let last = PlainDigits(PlainMarkup.word(part, at: colon + 1))
      guard first.isNumber, last.isNumber, colon < part.count,
        part[index + 8] == UInt8(ascii: "\""), part[colon] == UInt8(ascii: ":")
      else { return nil }
      index = colon + 1 + last.count
    }
    // `">`
    guard PlainMarkup.word(part, at: index) >> 48 == 0x223e else { return nil }
    end = index + 2
  }
}
