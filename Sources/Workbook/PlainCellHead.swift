import Table

/// The start tag of a cell as programs write it, `<c r="P9" s="1" t="s">`, with nothing else and in
/// this order: most of what there is to read in a worksheet, so it has a way of its own, eight
/// bytes at a time.
struct PlainCellHead {
  /// The cell, its column and what its attributes say.
  private(set) var cell = StoredCell()
  /// Whether the tag is an empty element.
  private(set) var isEmpty = false
  /// Where the tag ends.
  private(set) var end = 0

  /// Reads a tag; `nil` if it is not of this shape, though it may be right.
  ///
  /// - Parameters:
  ///   - part: The sheet's bytes.
  ///   - start: Where the tag begins.
  ///   - row: The row that the cell must stand in.
  @inline(__always)
  init?(_ part: Span<UInt8>, from start: Int, row: PlainRowNumber) {
    let front = PlainMarkup.word(part, at: start)
    // `<c r="`
    guard front >> 16 == 0x3c63_2072_3d22 else { return nil }
    var index = start &+ 7
    // One letter or two, as far as `ZZ`.
    let first = Int(front >> 8 & 0xff) &- 0x40
    let second = Int(front & 0xff) &- 0x40
    guard (1...26).contains(first) else { return nil }
    cell.column = first
    if (1...26).contains(second) {
      cell.column = first &* 26 &+ second
      index &+= 1
    }
    guard row.stands(in: part, at: &index) else { return nil }
    var word = PlainMarkup.word(part, at: index)
    // ` s="`
    if word >> 32 == 0x2073_3d22 {
      let style = PlainDigits(PlainMarkup.word(part, at: index &+ 4))
      index &+= 4 &+ style.count
      guard style.isNumber, PlainMarkup.word(part, at: index) >> 56 == 0x22 else { return nil }
      cell.style = style.value
      index &+= 1
      word = PlainMarkup.word(part, at: index)
    }
    // ` t="s">`, what most end with.
    if word >> 8 == 0x20_743d_2273_223e {
      cell.type = .sharedString
      end = index &+ 7
      return
    }
    // ` t="`
    if word >> 32 == 0x2074_3d22 {
      guard readType(part, at: index &+ 4) else { return nil }
      index = end
      word = PlainMarkup.word(part, at: index)
    }
    if word >> 48 == 0x2f3e {
      isEmpty = true
      index &+= 1
    } else if word >> 56 != 0x3e {
      return nil
    }
    end = index &+ 1
  }

  /// Reads the rest of ` t="…"`, of one character or up to nine letters, and moves `end` behind it.
  private mutating func readType(_ part: Span<UInt8>, at start: Int) -> Bool {
    var letters = 0
    while letters < 10, start + letters < part.count, isLetter(part[start + letters]) {
      letters += 1
    }
    end = start + letters + 1
    guard letters > 0, end <= part.count, part[end - 1] == UInt8(ascii: "\"") else {
      return false
    }
    cell.setType(part.extracting(start..<start + letters))
    return true
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }
}

/// A row's number as the addresses of its cells end: its digits and a quote.
struct PlainRowNumber {
  /// The bytes, the last one lowest.
  private var word = UInt64.max
  private var count = 0

  /// What no address ends with.
  init() {}

  /// The number of a row of a worksheet.
  init(_ number: Int) {
    guard let digits = DecimalDigits(number), digits.count < 8 else { return }
    count = digits.count + 1
    let bytes = digits.word | 0x22 << UInt64(digits.count * 8)
    word = bytes.byteSwapped >> UInt64(64 - count * 8)
  }

  /// Whether it stands at a place, which is moved behind it.
  @inline(__always)
  func stands(in part: Span<UInt8>, at index: inout Int) -> Bool {
    guard PlainMarkup.word(part, at: index) >> UInt64(64 &- count &* 8) == word else {
      return false
    }
    index &+= count
    return true
  }
}

/// The decimal digits that eight bytes begin with, up to seven of them.
struct PlainDigits {
  /// How many there are, 8 for more than seven.
  let count: Int
  /// The number they stand for.
  let value: Int

  /// The digits of a word, its first byte highest.
  @inline(__always)
  init(_ word: UInt64) {
    let digits = word ^ 0x3030_3030_3030_3030
    // The highest bit of each byte that is no digit.
    let others =
      (digits & 0x7f7f_7f7f_7f7f_7f7f &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080
    count = others.leadingZeroBitCount / 8
    // Side by side: digits to pairs, pairs to fours, fours to one number.
    let ones = digits >> UInt64(64 &- count &* 8)
    let twos =
      (ones >> 8 & 0x00ff_00ff_00ff_00ff) &* 10 &+ (ones & 0x00ff_00ff_00ff_00ff)
    let fours =
      (twos >> 16 & 0x0000_ffff_0000_ffff) &* 100 &+ (twos & 0x0000_ffff_0000_ffff)
    value = Int((fours >> 32) &* 10_000 &+ (fours & 0xffff_ffff))
  }

  /// Whether there are any, and no more than can be read.
  var isNumber: Bool { count > 0 && count < 8 }
}
