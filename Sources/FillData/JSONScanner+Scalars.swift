/// A value that is neither an object nor an array.
enum JSONScalar {
  /// The bytes that were appended are a text.
  case text
  /// The bytes that were appended are a number.
  case number
  /// `true` or `false`.
  case boolean(Bool)
  /// `null`.
  case null
}

extension JSONScanner {
  /// Reads a value that is neither an object nor an array; a text or number is appended.
  ///
  /// - Parameters:
  ///   - text: Takes the bytes.
  ///   - nested: What to say of an object or array.
  /// - Returns: What it is.
  /// - Throws: ``Fault``.
  mutating func readScalar(
    into text: inout [UInt8], nested: String
  ) throws(Fault) -> JSONScalar {
    guard let first = try peekPastBlanks() else { throw fault("内容不完整") }
    switch first {
    case UInt8(ascii: "\""):
      try readString(into: &text)
      return .text
    case UInt8(ascii: "{"), UInt8(ascii: "["): throw fault(nested)
    case UInt8(ascii: "-"), 0x30...0x39:
      try readNumber(into: &text)
      return .number
    case UInt8(ascii: "t"):
      try readWord("true")
      return .boolean(true)
    case UInt8(ascii: "f"):
      try readWord("false")
      return .boolean(false)
    case UInt8(ascii: "n"):
      try readWord("null")
      return .null
    default: throw fault("缺少取值；文字应加双引号")
    }
  }

  private mutating func readWord(_ word: StaticString) throws(Fault) {
    let from = offset
    for byte in "\(word)".utf8 {
      guard try peek() == byte else {
        throw .text(offset: from, reason: "取值不对；文字应加双引号")
      }
      skip()
    }
  }

  /// Reads a number and appends it as written (RFC 8259, 6).
  private mutating func readNumber(into text: inout [UInt8]) throws(Fault) {
    let (from, before) = (offset, text.count)
    let wrong = Fault.text(offset: from, reason: "数字写法不对")
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }
    if try take([UInt8(ascii: "-")], into: &text) != nil, !isDigit(try peek()) { throw wrong }
    let first = try peek()
    let digits = try takeDigits(into: &text)
    if digits == 0 || digits > 1 && first == 0x30 { throw wrong }
    if try take([UInt8(ascii: ".")], into: &text) != nil, try takeDigits(into: &text) == 0 {
      throw wrong
    }
    let hasExponent = try take([UInt8(ascii: "e"), UInt8(ascii: "E")], into: &text) != nil
    if hasExponent {
      _ = try take([UInt8(ascii: "+"), UInt8(ascii: "-")], into: &text)
      if try takeDigits(into: &text) == 0 { throw wrong }
    }
    if let next = try peek(), next > 0x20, ![0x2C, 0x5D, 0x7D].contains(next) { throw wrong }
    // A cell holds what a double holds (ECMA-376 Part 1, 18.3.1.96).
    guard hasExponent || text.count - before > 300 else { return }
    if Double(String(decoding: text[before...], as: UTF8.self))?.isFinite != true {
      throw .text(offset: from, reason: "数字过大，单元格放不下")
    }
  }

  private mutating func take(
    _ bytes: [UInt8], into text: inout [UInt8]
  ) throws(Fault) -> UInt8? {
    guard let byte = try peek(), bytes.contains(byte) else { return nil }
    text.append(byte)
    skip()
    return byte
  }

  private mutating func takeDigits(into text: inout [UInt8]) throws(Fault) -> Int {
    var count = 0
    while let byte = try peek(), (0x30...0x39).contains(byte) {
      text.append(byte)
      skip()
      count += 1
    }
    return count
  }
}
