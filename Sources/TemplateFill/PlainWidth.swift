import Table

/// How wide a text is that can stand in a cell as it is.
enum PlainWidth {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Half-width characters of a text of one line that needs no escape and no white space kept; a
  /// character of the CJK blocks counts twice.
  ///
  /// Most texts are such, and a large list has millions: they are looked through eight bytes at a
  /// time. A byte is found by what is left of it when it is taken off (a zero), which now and then
  /// finds one too many behind a true one and never too few.
  ///
  /// - Parameter text: The text, UTF-8.
  /// - Returns: Its width; `nil` where it must be looked at byte by byte.
  static func of(_ text: Span<UInt8>) -> Int? {
    guard let first = text.first, first > 0x20, text[text.count - 1] > 0x20 else { return nil }
    var width = 0
    var marks: UInt64 = 0
    var index = 0
    while index < text.count {
      let rest = text.count - index
      let word: UInt64
      if rest >= 8 {
        word = text.word(at: index)
      } else {
        // Filled up with spaces, which are taken off again.
        word = text.lastWord(from: index) | (ones * 0x20) << UInt64(rest * 8)
        width -= 8 - rest
      }
      guard !needsLook(word, &marks) else { return nil }
      width += Self.width(word)
      index += 8
    }
    return width
  }

  /// Whether a control character, a sign that XML escapes, what may begin an escape of a
  /// worksheet's texts or U+FFFE and its like may stand in a word.
  ///
  /// - Parameters:
  ///   - word: The bytes.
  ///   - marks: Where the word before, then this one, has 0xEF.
  /// - Returns: Whether the text must be looked at byte by byte.
  @inline(__always)
  private static func needsLook(_ word: UInt64, _ marks: inout UInt64) -> Bool {
    let control = (word &- ones &* 0x20) & ~word
    let escaped =
      places(of: "&", in: word) | places(of: "<", in: word) | places(of: ">", in: word)
      | places(of: "_", in: word)
    let begun = marks >> 56
    marks = zeros(word ^ ones &* 0xef) & tops
    let noCharacter = (marks << 8 | begun) & zeros(word ^ ones &* 0xbf)
    return (control | escaped | noCharacter) & tops != 0
  }

  @inline(__always)
  private static func places(of sign: Unicode.Scalar, in word: UInt64) -> UInt64 {
    zeros(word ^ ones &* UInt64(UInt8(ascii: sign)))
  }

  /// The upper bit of each byte that is zero.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }

  /// Half-width characters that begin in a word: one for each byte that begins one, and one more
  /// from 0xE2 on.
  @inline(__always)
  private static func width(_ word: UInt64) -> Int {
    let continued = word & ~(word << 1) & tops
    let wide = word & word << 1 & word << 2 & (word << 3 | word << 4 | word << 5 | word << 6) & tops
    // Each byte is 0, 1 or 2 then, and a product adds them up: not all processors count bits.
    let widths = ones &+ wide >> 7 &- continued >> 7
    return Int((widths &* ones) >> 56)
  }
}

extension Span<UInt8> {
  fileprivate var first: UInt8? { isEmpty ? nil : self[0] }
}
