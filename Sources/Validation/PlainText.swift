import Table

/// Texts that need no closer look than their bytes.
enum PlainText {
  /// Number of characters of a text that is no placeholder, has no white space around it, and
  /// holds only characters of one scalar each, as Chinese text does; `nil` of any other.
  static func length(of text: Span<UInt8>) -> Int? {
    guard let last = text.indices.last, text[0] > 0x20, text[last] > 0x20,
      !Placeholder.matches(text)
    else { return nil }
    var count = 0
    var index = 0
    while index <= last {
      if index + 8 <= text.count {
        // Two Chinese characters at once, from 5000 to 9FFF.
        let word = text.word(at: index)
        if word & 0xFF &- 0xE5 < 5, word >> 24 & 0xFF &- 0xE5 < 5 {
          index += 6
          count += 2
          continue
        }
      }
      switch text[index] {
      case 0x20...0x7E: index += 1
      case 0xE3, 0xE4...0xE9, 0xEF:
        guard index + 2 <= last, isPlain(text[index], text[index + 1], text[index + 2]) else {
          return nil
        }
        index += 3
      default: return nil
      }
      count += 1
    }
    return count
  }

  /// Whether three bytes are a Chinese character, or a Chinese or full-width sign.
  private static func isPlain(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch first {
    case 0xE3: second == 0x80 && (0x81...0xA9).contains(third)  // 3001–3029
    case 0xE4: second >= 0xB8  // from 4E00
    case 0xEF: second == 0xBC && third > 0x80 || second == 0xBD && third <= 0xA0  // FF01–FF60
    default: true
    }
  }
}
