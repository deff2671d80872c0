/// Goes over the tags of a part byte by byte, so that what is not changed can be copied as it is.
///
/// UTF-8 only; tags must balance and a DOCTYPE is refused (ECMA-376 Part 2, 6.2.5). Texts are not
/// looked at.
struct MarkupScanner {
  enum Token {
    case start
    case end
    case empty
    /// Text, CDATA, a comment or a processing instruction.
    case other
  }

  /// Name of the part, for errors.
  let part: String
  let bytes: [UInt8]
  /// Where the token stands.
  private(set) var range = 0..<0
  /// Where the tag's name stands.
  private(set) var name = 0..<0
  /// Elements open around the tag's element, itself counted: 1 for the root.
  private(set) var level = 0
  private var open: [Range<Int>] = []
  private var hasRoot = false

  init(part: String, bytes: [UInt8]) {
    self.part = part
    self.bytes = bytes
  }

  /// Goes to the next token; `nil` at the end.
  mutating func next() throws(ReturnCopyError) -> Token? {
    let start = range.upperBound
    guard start < bytes.count else {
      guard open.isEmpty, hasRoot else { throw damage(at: start) }
      return nil
    }
    guard bytes[start] == UInt8(ascii: "<") else {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: "<") { end += 1 }
      range = start..<end
      return .other
    }
    guard start + 2 < bytes.count else { throw damage(at: start) }
    switch bytes[start + 1] {
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      return try passOver(from: start)
    case UInt8(ascii: "/"):
      let end = try tagEnd(from: start)
      name = start + 2..<nameEnd(from: start + 2)
      guard let opened = open.last, bytes[opened] == bytes[name] else { throw damage(at: start) }
      level = open.count
      open.removeLast()
      range = start..<end
      return .end
    default:
      let end = try tagEnd(from: start)
      name = start + 1..<nameEnd(from: start + 1)
      guard !name.isEmpty, !open.isEmpty || !hasRoot else { throw damage(at: start) }
      hasRoot = true
      level = open.count + 1
      range = start..<end
      if bytes[end - 2] == UInt8(ascii: "/") { return .empty }
      guard level <= 256 else { throw damage(at: start) }
      open.append(name)
      return .start
    }
  }

  /// The tag's name without its prefix.
  var local: ArraySlice<UInt8> {
    guard let colon = bytes[name].firstIndex(of: UInt8(ascii: ":")) else { return bytes[name] }
    return bytes[colon + 1..<name.upperBound]
  }

  /// The prefix of the tag's name with its colon; empty if it has none.
  var prefix: ArraySlice<UInt8> { bytes[name.lowerBound..<local.startIndex] }

  /// Whether the tag's name, without its prefix, is this one.
  func isNamed(_ text: String) -> Bool { Self.equal(local, text) }

  /// Goes to the end tag of the element whose start tag the scanner stands at.
  mutating func skipElement() throws(ReturnCopyError) {
    let depth = open.count
    while open.count >= depth, try next() != nil {}
  }

  func damage(at offset: Int) -> ReturnCopyError { .damagedPart(part, offset: offset) }

  // MARK: Attributes

  /// An attribute of a start tag.
  struct Attribute {
    /// The whole of it, with the white space before it.
    var range: Range<Int>
    var name: Range<Int>
    /// What stands between the quotes, as it is.
    var value: Range<Int>
  }

  /// The attributes of the tag.
  func attributes() throws(ReturnCopyError) -> [Attribute] {
    var result: [Attribute] = []
    var place = name.upperBound
    while let attribute = try attribute(from: place) {
      result.append(attribute)
      place = attribute.range.upperBound
    }
    return result
  }

  /// Where the value of an attribute without prefix stands; `nil` if the tag has none.
  func value(_ wanted: String) throws(ReturnCopyError) -> Range<Int>? {
    var place = name.upperBound
    while let attribute = try attribute(from: place) {
      if Self.equal(bytes[attribute.name], wanted) { return attribute.value }
      place = attribute.range.upperBound
    }
    return nil
  }

  /// The value of an attribute without prefix as text, references replaced.
  func text(_ wanted: String) throws(ReturnCopyError) -> String? {
    try value(wanted).map { Markup.text(of: bytes[$0]) }
  }

  /// The value of an attribute without prefix as a number.
  func number(_ wanted: String) throws(ReturnCopyError) -> Int? {
    guard let range = try value(wanted), !range.isEmpty, range.count <= 9 else { return nil }
    var number = 0
    for byte in bytes[range] {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number
  }

  private func attribute(from place: Int) throws(ReturnCopyError) -> Attribute? {
    var index = place
    while isSpace(bytes[index]) { index += 1 }
    let nameStart = index
    if bytes[index] == UInt8(ascii: "/") || bytes[index] == UInt8(ascii: ">") { return nil }
    while bytes[index] != UInt8(ascii: "="), !isSpace(bytes[index]), index < range.upperBound - 1 {
      index += 1
    }
    let nameEnd = index
    while isSpace(bytes[index]) { index += 1 }
    guard bytes[index] == UInt8(ascii: "="), nameEnd > nameStart else { throw damage(at: index) }
    index += 1
    while isSpace(bytes[index]) { index += 1 }
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw damage(at: index)
    }
    let valueStart = index + 1
    index = valueStart
    while index < range.upperBound, bytes[index] != quote { index += 1 }
    guard index < range.upperBound - 1 else { throw damage(at: valueStart) }
    return Attribute(
      range: place..<index + 1, name: nameStart..<nameEnd, value: valueStart..<index)
  }

  // MARK: Bytes

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
  }

  private func nameEnd(from start: Int) -> Int {
    var index = start
    while bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "/"),
      !isSpace(bytes[index])
    {
      index += 1
    }
    return index
  }

  /// The place behind the tag's `>`, those within quotes left out.
  private func tagEnd(from start: Int) throws(ReturnCopyError) -> Int {
    var index = start + 1
    var quote: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index
      } else if byte == UInt8(ascii: "<") {
        break
      }
    }
    throw damage(at: start)
  }

  private mutating func passOver(from start: Int) throws(ReturnCopyError) -> Token {
    for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
    where bytes[start...].starts(with: opening.utf8) {
      let closing = Array(closing.utf8)
      var index = start + opening.utf8.count
      while index + closing.count <= bytes.count {
        if bytes[index] == closing[0], bytes[index...].starts(with: closing) {
          range = start..<index + closing.count
          return .other
        }
        index += 1
      }
    }
    throw damage(at: start)
  }

  static func equal(_ bytes: ArraySlice<UInt8>, _ text: String) -> Bool {
    bytes.count == text.utf8.count && bytes.elementsEqual(text.utf8)
  }
}
