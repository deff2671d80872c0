import Table

/// The start tag of a cell as programs write it, `<c r="P9" s="1" t="s">`, with nothing else and in
/// this order: most of what there is to read in a worksheet, so it has a way of its own.
struct PlainCellHead {
  /// The cell, its column and what its attributes say.
  private(set) var cell = StoredCell()
  /// The row in its address.
  private(set) var row = 0
  private(set) var tag = PlainMarkup.Tag(name: 0..<0, isEmpty: false)
  /// Where the tag ends.
  private(set) var end = 0

  /// Reads a tag; `false` if it is not of this shape, though it may be right.
  mutating func read(_ part: Span<UInt8>, from start: Int) -> Bool {
    // Longer than any such tag, so that no byte has to be looked for.
    // `<c r="`
    guard start >= 0, part.count - start > 64,
      PlainMarkup.word(part, at: start) >> 16 == 0x3c63_2072_3d22
    else { return false }
    var index = start + 6
    guard readAddress(part, &index) else { return false }
    if part[index] == 0x20, part[index + 1] == UInt8(ascii: "s") {
      guard readStyle(part, &index) else { return false }
    }
    // ` t="s">`, what most end with.
    if PlainMarkup.word(part, at: index) >> 8 == 0x20_743d_2273_223e {
      cell.type = .sharedString
      tag.name = (start + 1)..<(start + 2)
      end = index + 7
      return true
    }
    if part[index] == 0x20, part[index + 1] == UInt8(ascii: "t") {
      guard readType(part, &index) else { return false }
    }
    if part[index] == UInt8(ascii: "/") {
      tag.isEmpty = true
      index += 1
    }
    guard part[index] == UInt8(ascii: ">") else { return false }
    tag.name = (start + 1)..<(start + 2)
    end = index + 1
    return true
  }

  /// Reads up to three letters, up to seven digits and a quote.
  private mutating func readAddress(_ part: Span<UInt8>, _ index: inout Int) -> Bool {
    let letters = index
    while part[index] >= UInt8(ascii: "A"), part[index] <= UInt8(ascii: "Z"), index < letters + 3 {
      cell.column = cell.column * 26 + Int(part[index]) - 0x40
      index += 1
    }
    let digits = index
    while part[index] >= UInt8(ascii: "0"), part[index] <= UInt8(ascii: "9"), index < digits + 7 {
      row = row * 10 + Int(part[index] & 0x0f)
      index += 1
    }
    guard part[index] == UInt8(ascii: "\""), cell.column > 0, row > 0,
      cell.column <= CellReference.lastColumn, row <= CellReference.lastRow
    else { return false }
    index += 1
    return true
  }

  /// Reads ` s="…"`, up to seven digits.
  private mutating func readStyle(_ part: Span<UInt8>, _ index: inout Int) -> Bool {
    guard part[index + 2] == UInt8(ascii: "="), part[index + 3] == UInt8(ascii: "\"") else {
      return false
    }
    index += 4
    let digits = index
    while part[index] >= UInt8(ascii: "0"), part[index] <= UInt8(ascii: "9"), index < digits + 7 {
      cell.style = cell.style * 10 + Int(part[index] & 0x0f)
      index += 1
    }
    guard index > digits, part[index] == UInt8(ascii: "\"") else { return false }
    index += 1
    return true
  }

  /// Reads ` t="…"`, of one character or up to nine letters.
  private mutating func readType(_ part: Span<UInt8>, _ index: inout Int) -> Bool {
    guard part[index + 2] == UInt8(ascii: "="), part[index + 3] == UInt8(ascii: "\"") else {
      return false
    }
    index += 4
    if isLetter(part[index]), part[index + 1] == UInt8(ascii: "\"") {
      cell.setType(part.extracting(index..<(index + 1)))
      index += 2
      return true
    }
    // `inlineStr"` as two words that overlap.
    if PlainMarkup.word(part, at: index) == 0x696e_6c69_6e65_5374,
      PlainMarkup.word(part, at: index + 2) == 0x6c69_6e65_5374_7222
    {
      cell.type = .inlineText
      index += 10
      return true
    }
    let letters = index
    while isLetter(part[index]), index < letters + 9 { index += 1 }
    guard part[index] == UInt8(ascii: "\"") else { return false }
    cell.setType(part.extracting(letters..<index))
    index += 1
    return true
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }
}
