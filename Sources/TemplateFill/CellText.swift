/// What a worksheet's part can hold.
enum CellText {
  /// UTF-16 units of text that a cell holds.
  static let limit = 32_767

  /// Bytes that a byte of text becomes at most.
  static let mostBytes = 7

  /// Appends text as the content of a `t` element; what XML forbids and what looks like an escape
  /// become `_xHHHH_` (ECMA-376 Part 1, 22.9.2.19 `ST_Xstring`).
  static func append(_ text: Span<UInt8>, to output: inout OutputSpan<UInt8>) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      // Full-width signs begin with 0xEF, and every sentence has one.
      if byte > 0x5f && byte != 0xef || byte > 0x3e && byte < 0x5f {
        output.append(byte)
        continue
      }
      switch byte {
      case UInt8(ascii: "&"): output.append("&amp;")
      case UInt8(ascii: "<"): output.append("&lt;")
      case UInt8(ascii: ">"): output.append("&gt;")
      case UInt8(ascii: "_") where isEscape(text, from: index - 1): output.append("_x005F_")
      case 0xef where isNoCharacter(text, from: index - 1):
        output.append(text[index + 1] == 0xbe ? "_xFFFE_" : "_xFFFF_")
        index += 2
      case 0x00...0x08, 0x0b...0x1f:
        let digits = String(byte, radix: 16, uppercase: true)
        output.append("_x00\(digits.count < 2 ? "0" : "")\(digits)_")
      default: output.append(byte)
      }
    }
  }

  /// Appends text as the content of a `t` element.
  static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
    output.append(addingCapacity: text.count * mostBytes) { output in append(text, to: &output) }
  }

  /// Whether `_xHHHH_` stands at a place.
  private static func isEscape(_ text: Span<UInt8>, from start: Int) -> Bool {
    guard text.count - start >= XStringEscape.length, text[start + 1] == UInt8(ascii: "x"),
      text[start + 6] == UInt8(ascii: "_")
    else { return false }
    for index in start + 2..<start + 6 {
      switch text[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
        UInt8(ascii: "a")...UInt8(ascii: "f"):
        continue
      default: return false
      }
    }
    return true
  }

  /// Whether U+FFFE or U+FFFF stands at a place.
  private static func isNoCharacter(_ text: Span<UInt8>, from start: Int) -> Bool {
    text.count - start >= 3 && text[start + 1] == 0xbf && text[start + 2] >= 0xbe
  }

  /// Whether a reader would take white space off the text unless told to keep it.
  static func needsSpaceKept(_ text: Span<UInt8>) -> Bool {
    guard !text.isEmpty else { return false }
    if text[0] <= 0x20 || text[text.count - 1] <= 0x20 { return true }
    for index in text.indices where text[index] == 0x0a { return true }
    return false
  }

  /// UTF-16 units of a text that is too long for a cell; `nil` if it is not.
  static func excessLength(_ text: Span<UInt8>) -> Int? {
    // No text has more UTF-16 units than bytes.
    guard text.count > limit else { return nil }
    var units = 0
    for index in text.indices {
      let byte = text[index]
      if byte & 0xc0 != 0x80 { units += byte >= 0xf0 ? 2 : 1 }
    }
    return units > limit ? units : nil
  }

  /// Whether the bytes are a number as XML Schema's `double` writes it, but infinities.
  static func isNumber(_ text: Span<UInt8>) -> Bool {
    var index = skipSign(text, from: 0)
    let whole = skipDigits(text, from: index)
    var digits = whole - index
    index = whole
    if index < text.count, text[index] == UInt8(ascii: ".") {
      let end = skipDigits(text, from: index + 1)
      digits += end - index - 1
      index = end
    }
    guard digits > 0 else { return false }
    if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
      let exponent = skipSign(text, from: index + 1)
      index = skipDigits(text, from: exponent)
      guard index > exponent else { return false }
    }
    return index == text.count
  }

  private static func skipSign(_ text: Span<UInt8>, from index: Int) -> Int {
    guard index < text.count else { return index }
    return text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") ? index + 1 : index
  }

  private static func skipDigits(_ text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < text.count, text[index] >= 0x30, text[index] <= 0x39 { index += 1 }
    return index
  }
}

extension OutputSpan<UInt8> {
  /// Appends a short text of ASCII.
  fileprivate mutating func append(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }
}
