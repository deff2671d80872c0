import Files

/// Reads the pieces of a JSON text (RFC 8259) from a file, from left to right.
///
/// It holds a part of the file at a time, so that a text of any length takes the same memory.
struct JSONScanner {
  /// Why the text can't be read on.
  enum Fault: Error {
    /// The file can't be read.
    case file(FileError)
    /// The text is wrong; `offset` counts the bytes before the fault.
    case text(offset: Int, reason: String)
  }

  private static let pieceSize = 1 << 18

  let file: FileInPieces
  private var buffer: [UInt8] = []
  /// Where in the file the buffer begins.
  private var start: Int
  private var place = 0

  /// A scanner that begins `offset` bytes into the file.
  init(_ file: FileInPieces, at offset: Int = 0) {
    self.file = file
    start = offset
  }

  /// Where in the file the next byte stands.
  var offset: Int { start + place }

  /// A fault at the next byte.
  func fault(_ reason: String) -> Fault { .text(offset: offset, reason: reason) }

  // MARK: Bytes

  /// The next byte, which stays unread; `nil` at the end.
  mutating func peek() throws(Fault) -> UInt8? {
    if place == buffer.count { try refill() }
    return place < buffer.count ? buffer[place] : nil
  }

  private mutating func refill() throws(Fault) {
    start += buffer.count
    place = 0
    do {
      try file.read(Self.pieceSize, at: start, into: &buffer)
    } catch {
      throw .file(error)
    }
  }

  /// Passes the byte that ``peek()`` gave.
  mutating func skip() { place += 1 }

  /// Passes a byte-order mark.
  mutating func skipMark() throws(Fault) {
    guard try peek() == 0xEF else { return }
    for byte in [0xEF, 0xBB, 0xBF] as [UInt8] {
      guard try peek() == byte else { throw fault("文件不是 UTF-8 编码") }
      skip()
    }
  }

  /// The next byte that is no blank, which stays unread; `nil` at the end.
  mutating func peekPastBlanks() throws(Fault) -> UInt8? {
    while let byte = try peek() {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: skip()
      default: return byte
      }
    }
    return nil
  }

  /// Takes `byte`, which must come next after blanks.
  mutating func expect(_ byte: UInt8, _ reason: String) throws(Fault) {
    guard let next = try peekPastBlanks() else { throw fault("内容不完整") }
    guard next == byte else { throw fault(reason) }
    skip()
  }

  /// Passes blanks up to the quotation mark of a name, which stays unread.
  mutating func expectName() throws(Fault) {
    guard let next = try peekPastBlanks() else { throw fault("内容不完整") }
    guard next == UInt8(ascii: "\"") else { throw fault("名称应加双引号") }
  }

  /// Takes the comma or the closing bracket behind a member or an element.
  ///
  /// - Returns: Whether it was the bracket.
  mutating func takeEnd(_ bracket: UInt8) throws(Fault) -> Bool {
    guard let next = try peekPastBlanks() else { throw fault("内容不完整") }
    guard next == bracket || next == UInt8(ascii: ",") else { throw fault("缺少逗号或右括号") }
    skip()
    return next == bracket
  }

  // MARK: Strings

  /// Reads a string, whose opening quotation mark comes next, and appends it as UTF-8.
  mutating func readString(into text: inout [UInt8]) throws(Fault) {
    let (before, from) = (text.count, offset)
    skip()
    while true {
      try readPlain(into: &text)
      guard let byte = try peek(), byte >= 0x20 else {
        throw .text(offset: from, reason: "文字没有结束的双引号")
      }
      skip()
      if byte == UInt8(ascii: "\"") { break }
      try readEscape(into: &text)
    }
    let read = text[before...]
    do {
      _ = try UTF8Span(validating: read.span)
    } catch {
      throw .text(offset: from, reason: "文字不是 UTF-8 编码；请把文件另存为 UTF-8")
    }
  }

  /// Reads up to a quotation mark, an escape or what may not stand in a string.
  private mutating func readPlain(into text: inout [UInt8]) throws(Fault) {
    while try peek() != nil {
      let from = place
      while place < buffer.count {
        let byte = buffer[place]
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
        place += 1
      }
      text.append(contentsOf: buffer[from..<place])
      if place < buffer.count { return }
    }
  }

  private mutating func readEscape(into text: inout [UInt8]) throws(Fault) {
    guard let byte = try peek() else { throw fault("内容不完整") }
    skip()
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): try readUnit(into: &text)
    default: throw fault("反斜线之后的字符不对")
    }
  }

  /// Reads what follows `\u`, and the other half of a surrogate pair.
  private mutating func readUnit(into text: inout [UInt8]) throws(Fault) {
    let unit = try readDigits()
    var scalar = Unicode.Scalar(unit)
    if (0xD800..<0xDC00).contains(unit) {
      for byte in "\\u".utf8 {
        guard try peek() == byte else { throw fault("代理对缺少后半个字符") }
        skip()
      }
      let low = try readDigits()
      guard (0xDC00..<0xE000).contains(low) else { throw fault("代理对的后半个字符不对") }
      scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    }
    guard let scalar else { throw fault("代理对缺少前半个字符") }
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private mutating func readDigits() throws(Fault) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = try peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault("\\u 之后应有四位十六进制数")
      }
      number = number << 4 | UInt32(digit)
      skip()
    }
    return number
  }
}
