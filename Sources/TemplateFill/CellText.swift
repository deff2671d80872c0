/// What a worksheet's part can hold.
enum CellText {
  /// UTF-16 units of text that a cell holds.
  static let limit = 32_767

  /// Bytes that may need an escape; 0xEF and `_` only with what follows.
  private static let isSpecial: [Bool] = (0...255).map { byte in
    byte < 0x20 && byte != 0x09 && byte != 0x0a || [0x26, 0x3c, 0x3e, 0x5f, 0xef].contains(byte)
  }

  /// Appends text as the content of a `t` element; what XML forbids and what looks like an escape
  /// become `_xHHHH_` (ECMA-376 Part 1, 22.9.2.19 `ST_Xstring`).
  static func append(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      guard isSpecial[Int(text[index])] else {
        index += 1
        continue
      }
      let (escape, length) = escape(text[index...])
      if let escape {
        output.append(contentsOf: text[start..<index])
        output.append(contentsOf: escape.utf8)
        start = index + length
      }
      index += length
    }
    output.append(contentsOf: text[start..<text.endIndex])
  }

  /// What stands for the first character of `rest`, if anything must, and its length in bytes.
  private static func escape(_ rest: ArraySlice<UInt8>) -> (String?, Int) {
    let byte = rest.first ?? 0
    switch byte {
    case UInt8(ascii: "&"): return ("&amp;", 1)
    case UInt8(ascii: "<"): return ("&lt;", 1)
    case UInt8(ascii: ">"): return ("&gt;", 1)
    case UInt8(ascii: "_"):
      return (XStringEscape.unit(in: rest, at: 0) == nil ? nil : "_x005F_", 1)
    case 0xef:
      // Full-width signs begin so too, and every sentence has one.
      let index = rest.startIndex
      guard rest.count >= 3, rest[index + 1] == 0xbf, rest[index + 2] >= 0xbe else {
        return (nil, 1)
      }
      return (rest[index + 2] == 0xbe ? "_xFFFE_" : "_xFFFF_", 3)
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      return ("_x00\(digits.count < 2 ? "0" : "")\(digits)_", 1)
    }
  }

  /// Whether a reader would take white space off the text unless told to keep it.
  static func needsSpaceKept(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last else { return false }
    return first <= 0x20 || last <= 0x20 || text.contains(0x0a)
  }

  /// UTF-16 units of a text that is too long for a cell; `nil` if it is not.
  static func excessLength(_ text: ArraySlice<UInt8>) -> Int? {
    // No text has more UTF-16 units than bytes.
    guard text.count > limit else { return nil }
    let units = String(decoding: text, as: UTF8.self).utf16.count
    return units > limit ? units : nil
  }

  /// Whether the bytes are a number as XML Schema's `double` writes it, but infinities.
  static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    func takeSign() {
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    }
    func takeDigits() -> Int {
      let digits = rest.prefix { (0x30...0x39).contains($0) }.count
      rest = rest.dropFirst(digits)
      return digits
    }
    takeSign()
    var digits = takeDigits()
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      digits += takeDigits()
    }
    guard digits > 0 else { return false }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      takeSign()
      guard takeDigits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
