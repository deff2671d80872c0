/// Reads a JSON text (RFC 8259). Names may not repeat within an object: of two, one would be lost
/// unseen.
public struct JSONReader {
  private static let deepest = 32
  private let bytes: [UInt8]
  private let skipped: [String]
  private var place = 0
  private var line = 1

  /// A reader of a text in UTF-8.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - skipped: Names of members whose values are passed over: they come as `null`, and of their
  ///     form only strings and brackets are heeded.
  public init(_ bytes: [UInt8], skipping skipped: [String] = []) {
    self.bytes = bytes
    self.skipped = skipped
  }

  /// Reads the one value of the text.
  ///
  /// - Returns: The value.
  /// - Throws: ``JSONFault``, with the line.
  public mutating func read() throws(JSONFault) -> JSONValue {
    try checkEncoding()
    let value = try value(depth: 0)
    skipBlanks()
    guard place == bytes.count else { throw fault("末尾有多余的内容") }
    return value
  }

  /// Characters that are none would come as others, unseen.
  private func checkEncoding() throws(JSONFault) {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      let line = bytes[..<error.byteOffsets.lowerBound].count { $0 == 0x0A } + 1
      throw JSONFault(line: line, reason: "文字不是 UTF-8 编码；请把文件另存为 UTF-8")
    }
  }

  private func fault(_ reason: String) -> JSONFault { JSONFault(line: line, reason: reason) }

  private mutating func skipBlanks() {
    while place < bytes.count {
      switch bytes[place] {
      case 0x0A: line += 1
      case 0x20, 0x09, 0x0D: break
      default: return
      }
      place += 1
    }
  }

  /// The next byte that is no blank, which stays unread.
  private mutating func peek() throws(JSONFault) -> UInt8 {
    skipBlanks()
    guard place < bytes.count else { throw fault("内容不完整") }
    return bytes[place]
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    guard depth <= Self.deepest else { throw fault("嵌套过深") }
    let first = try peek()
    let start = line
    let content: JSONValue.Content =
      switch first {
      case UInt8(ascii: "{"): .object(try members(depth: depth))
      case UInt8(ascii: "["): .array(try elements(depth: depth))
      case UInt8(ascii: "\""): .string(try string())
      default: try word()
      }
    return JSONValue(content: content, line: start)
  }

  private mutating func members(depth: Int) throws(JSONFault) -> [JSONMember] {
    var members: [JSONMember] = []
    place += 1
    if try peek() == UInt8(ascii: "}") {
      place += 1
      return members
    }
    while true {
      guard try peek() == UInt8(ascii: "\"") else { throw fault("名称应加双引号") }
      let name = try string()
      // Objects are small, and comparing bytes is faster than hashing them.
      let isRepeated = members.contains {
        $0.name.utf8.count == name.utf8.count && $0.name.utf8.elementsEqual(name.utf8)
      }
      guard !isRepeated else { throw fault("“\(name)”出现两次") }
      guard try peek() == UInt8(ascii: ":") else { throw fault("“\(name)”之后缺少冒号") }
      place += 1
      let value =
        skipped.contains(name) ? try skippedValue() : try value(depth: depth + 1)
      members.append(JSONMember(name: name, value: value))
      if try isLast(closing: UInt8(ascii: "}")) { return members }
    }
  }

  private mutating func elements(depth: Int) throws(JSONFault) -> [JSONValue] {
    var elements: [JSONValue] = []
    place += 1
    if try peek() == UInt8(ascii: "]") {
      place += 1
      return elements
    }
    while true {
      elements.append(try value(depth: depth + 1))
      if try isLast(closing: UInt8(ascii: "]")) { return elements }
    }
  }

  /// Passes over a value: to the comma or bracket behind it that no bracket of its own holds.
  private mutating func skippedValue() throws(JSONFault) -> JSONValue {
    let start = line
    var depth = 0
    var isInString = false
    while place < bytes.count {
      let byte = bytes[place]
      if isInString {
        if byte == UInt8(ascii: "\\") { place += 1 }
        if byte == UInt8(ascii: "\"") { isInString = false }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","):
          if depth == 0 { return JSONValue(content: .null, line: start) }
          if byte != UInt8(ascii: ",") { depth -= 1 }
        case 0x0A: line += 1
        default: break
        }
      }
      place += 1
    }
    throw fault("内容不完整")
  }

  /// Takes the comma or the closing bracket behind a member or element.
  private mutating func isLast(closing: UInt8) throws(JSONFault) -> Bool {
    let byte = try peek()
    guard byte == closing || byte == UInt8(ascii: ",") else { throw fault("缺少逗号或右括号") }
    place += 1
    return byte == closing
  }

  private mutating func string() throws(JSONFault) -> String {
    place += 1
    let start = place
    while place < bytes.count, bytes[place] != UInt8(ascii: "\""),
      bytes[place] != UInt8(ascii: "\\"), bytes[place] >= 0x20
    {
      place += 1
    }
    if place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
      defer { place += 1 }
      return String(decoding: bytes[start..<place], as: UTF8.self)
    }
    return try escaped(from: start)
  }

  /// The rest of a string that holds escapes.
  private mutating func escaped(from start: Int) throws(JSONFault) -> String {
    var text = Array(bytes[start..<place])
    while place < bytes.count {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\"") {
        place += 1
        return String(decoding: text, as: UTF8.self)
      }
      guard byte >= 0x20 else { throw fault("文字没有结束的双引号") }
      place += 1
      if byte == UInt8(ascii: "\\") {
        try appendEscape(to: &text)
        continue
      }
      let from = place - 1
      while place < bytes.count, bytes[place] >= 0x20, bytes[place] != UInt8(ascii: "\""),
        bytes[place] != UInt8(ascii: "\\")
      {
        place += 1
      }
      text += bytes[from..<place]
    }
    throw fault("文字没有结束的双引号")
  }

  /// Appends the character that an escape stands for; of two `\u` that make one character up,
  /// both are taken. Half of such a character is none.
  private mutating func appendEscape(to text: inout [UInt8]) throws(JSONFault) {
    var units = [try escape()]
    if UTF16.isLeadSurrogate(units[0]), bytes[place...].starts(with: [0x5C, 0x75]) {
      place += 1
      units.append(try escape())
    }
    guard let character = String(validating: units, as: UTF16.self) else {
      throw fault("\\u 写的只是半个字符（代理对不完整）")
    }
    text += character.utf8
  }

  private mutating func escape() throws(JSONFault) -> UInt16 {
    guard place < bytes.count else { throw fault("内容不完整") }
    let byte = bytes[place]
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(byte)
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"):
      let digits = bytes[place...].prefix(4)
      let isHex = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
      guard digits.count == 4, isHex,
        let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
      else { throw fault("\\u 之后应有四位十六进制数") }
      place += 4
      return unit
    default: throw fault("反斜线之后的字符不对")
    }
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word() throws(JSONFault) -> JSONValue.Content {
    let start = place
    while place < bytes.count, !Self.ends(bytes[place]) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    default:
      guard Self.isNumber(bytes[start..<place]) else {
        throw fault(text.isEmpty ? "缺少取值" : "“\(text)”不是有效的取值，文字应加双引号")
      }
      return .number(text)
    }
  }

  /// Whether bytes are a number (RFC 8259, 6): `-0.5e+3`, not `01`, `.5` or `1.`.
  private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    func take(_ accepted: String) -> Bool {
      guard let byte = rest.first, accepted.utf8.contains(byte) else { return false }
      rest.removeFirst()
      return true
    }
    func takeDigits() -> Bool {
      let count = rest.prefix { (0x30...0x39).contains($0) }.count
      rest.removeFirst(count)
      return count > 0
    }
    _ = take("-")
    // A zero before other digits is none.
    guard take("0") || takeDigits() else { return false }
    if take("."), !takeDigits() { return false }
    if take("eE") {
      _ = take("+-")
      guard takeDigits() else { return false }
    }
    return rest.isEmpty
  }

  private static func ends(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x20, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"),
      UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""):
      true
    default: false
    }
  }
}
