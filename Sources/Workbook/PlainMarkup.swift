import Table

/// A part holds something beyond its plain shape, or something that no part may hold: the parser
/// reads it instead, and says what is wrong.
struct Surprise: Error {}

/// Reads tags and texts by their bytes, as almost every program writes them.
///
/// What is read is well-formed XML in UTF-8; the reverse does not hold. Comments, CDATA, processing
/// instructions, declarations of namespaces, names and references out of the ordinary, carriage
/// returns inside texts: each is a ``Surprise``. The bytes are passed in, for a span can't be kept.
struct PlainMarkup {
  /// A start tag, or an empty element.
  struct Tag {
    var name: Range<Int>
    var isEmpty: Bool
  }

  /// Where the next byte stands.
  private(set) var position: Int
  /// The attributes of the last start tag.
  private(set) var attributes = PlainAttributes()
  /// Whether the last text has a `&`.
  private(set) var hasReferences = false

  /// Elements that may be open inside one that is skipped.
  private static let skippedDepth = 16

  init(position: Int) { self.position = position }

  /// Whether all bytes have been read.
  func isAtEnd(_ part: Span<UInt8>) -> Bool { position == part.count }

  /// Whether an end tag comes next.
  func isAtEndTag(_ part: Span<UInt8>) -> Bool {
    position + 1 < part.count && part[position] == UInt8(ascii: "<")
      && part[position + 1] == UInt8(ascii: "/")
  }

  /// Passes over white space.
  mutating func skipBlanks(_ part: Span<UInt8>) {
    while position < part.count, isBlank(part[position]) { position += 1 }
  }

  /// Eight bytes from `index` on as one number, the first one highest; 0 where there are fewer.
  @inline(__always)
  static func word(_ part: Span<UInt8>, at index: Int) -> UInt64 {
    guard index >= 0, index <= part.count - 8 else { return 0 }
    return part.word(at: index).byteSwapped
  }

  /// Goes to a place that has been looked at by other means.
  mutating func move(to place: Int) { position = place }

  // MARK: Tags

  /// Reads a start tag and its attributes.
  mutating func startTag(_ part: Span<UInt8>) throws(Surprise) -> Tag {
    guard try byte(part, position) == UInt8(ascii: "<") else { throw Surprise() }
    let start = position + 1
    var index = try endOfName(part, from: start)
    let name = start..<index
    attributes.removeAll()
    while true {
      let before = index
      while try isBlank(byte(part, index)) { index += 1 }
      switch part[index] {
      case UInt8(ascii: ">"):
        position = index + 1
        return Tag(name: name, isEmpty: false)
      case UInt8(ascii: "/"):
        guard try byte(part, index + 1) == UInt8(ascii: ">") else { throw Surprise() }
        position = index + 2
        return Tag(name: name, isEmpty: true)
      default:
        // White space sets attributes apart.
        guard index > before else { throw Surprise() }
        index = try readAttribute(part, from: index)
      }
    }
  }

  /// Reads the end tag of a name.
  mutating func endTag(_ part: Span<UInt8>, of name: Range<Int>) throws(Surprise) {
    guard isAtEndTag(part) else { throw Surprise() }
    var index = position + 2
    for place in name {
      guard try byte(part, index) == part[place] else { throw Surprise() }
      index += 1
    }
    while try isBlank(byte(part, index)) { index += 1 }
    guard part[index] == UInt8(ascii: ">") else { throw Surprise() }
    position = index + 1
  }

  private mutating func readAttribute(
    _ part: Span<UInt8>, from start: Int
  ) throws(Surprise) -> Int {
    let nameEnd = try endOfName(part, from: start)
    guard try byte(part, nameEnd) == UInt8(ascii: "=") else { throw Surprise() }
    let quote = try byte(part, nameEnd + 1)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw Surprise() }
    var index = nameEnd + 2
    while true {
      let byte = try byte(part, index)
      if byte == quote { break }
      if byte >= 0x80 {
        index = try endOfCharacter(part, from: index)
      } else {
        guard byte >= 0x20, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&") else {
          throw Surprise()
        }
        index += 1
      }
    }
    try attributes.append(part, name: start..<nameEnd, value: (nameEnd + 2)..<index)
    return index + 1
  }

  /// Passes over what an element holds, and over its end tag.
  mutating func skipContent(_ part: Span<UInt8>, of name: Range<Int>) throws(Surprise) {
    var open = [name]
    while let name = open.last {
      _ = try text(part)
      guard !hasReferences, open.count <= Self.skippedDepth else { throw Surprise() }
      if isAtEndTag(part) {
        try endTag(part, of: name)
        open.removeLast()
      } else {
        let tag = try startTag(part)
        if !tag.isEmpty { open.append(tag.name) }
      }
    }
  }

  /// Where a name ends that has at most one prefix and no letter beyond ASCII.
  private func endOfName(_ part: Span<UInt8>, from start: Int) throws(Surprise) -> Int {
    guard try isNameStart(byte(part, start)) else { throw Surprise() }
    var index = start + 1
    var hasPrefix = false
    while true {
      let byte = try byte(part, index)
      if byte == UInt8(ascii: ":") {
        guard !hasPrefix, try isNameStart(self.byte(part, index + 1)) else { throw Surprise() }
        hasPrefix = true
      } else if !isNameByte(byte) {
        return index
      }
      index += 1
    }
  }

  // MARK: Texts

  /// Passes over the text up to the next tag, and tells where it stands.
  mutating func text(_ part: Span<UInt8>) throws(Surprise) -> Range<Int> {
    let start = position
    var index = start
    hasReferences = false
    while true {
      // Two Chinese characters at once, of three bytes each and no special case.
      let word = Self.word(part, at: index)
      if word & 0xf0c0_c0f0_c0c0_0000 == 0xe080_80e0_8080_0000,
        (1...12).contains(word >> 56 & 0x0f), (1...12).contains(word >> 32 & 0x0f)
      {
        index += 6
        continue
      }
      let byte = try byte(part, index)
      if byte >= 0x80 {
        // Most of what is beyond ASCII is Chinese, of three bytes and no special case.
        if byte > 0xe0, byte < 0xed, try self.byte(part, index + 1) & 0xc0 == 0x80,
          try self.byte(part, index + 2) & 0xc0 == 0x80
        {
          index += 3
        } else {
          index = try endOfCharacter(part, from: index)
        }
        continue
      }
      if byte == UInt8(ascii: "<") { break }
      if byte <= UInt8(ascii: ">") {
        switch byte {
        case UInt8(ascii: "&"): hasReferences = true
        case UInt8(ascii: ">"):
          // `]]>` may not stand in a text.
          guard index - start < 2 || part[index - 1] != UInt8(ascii: "]") else { throw Surprise() }
        case 0..<0x20 where byte != 0x09 && byte != 0x0a: throw Surprise()
        default: break
        }
      }
      index += 1
    }
    position = index
    return start..<index
  }

  /// Where a character beyond ASCII ends, if it is right UTF-8 and XML may hold it (XML 1.0, 2.2).
  private func endOfCharacter(
    _ part: Span<UInt8>, from start: Int
  ) throws(Surprise) -> Int {
    let first = part[start]
    let second = try byte(part, start + 1)
    guard second & 0xc0 == 0x80 else { throw Surprise() }
    if first & 0xf0 == 0xe0 {
      let third = try byte(part, start + 2)
      guard third & 0xc0 == 0x80 else { throw Surprise() }
      switch first {
      case 0xe0: guard second >= 0xa0 else { throw Surprise() }
      case 0xed: guard second < 0xa0 else { throw Surprise() }
      case 0xef: guard second != 0xbf || third < 0xbe else { throw Surprise() }
      default: break
      }
      return start + 3
    }
    if first < 0xe0 {
      guard first >= 0xc2 else { throw Surprise() }
      return start + 2
    }
    guard try byte(part, start + 2) & 0xc0 == 0x80, try byte(part, start + 3) & 0xc0 == 0x80,
      first < 0xf4 || (first == 0xf4 && second < 0x90), first > 0xf0 || second >= 0x90
    else { throw Surprise() }
    return start + 4
  }

  @inline(__always)
  private func byte(_ part: Span<UInt8>, _ index: Int) throws(Surprise) -> UInt8 {
    // Unsigned, so that the compiler sees that the access is in bounds.
    guard UInt(bitPattern: index) < UInt(bitPattern: part.count) else { throw Surprise() }
    return part[index]
  }
}

/// Whether a byte is white space of XML (XML 1.0, 2.3).
@inline(__always)
func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
}

private func isNameStart(_ byte: UInt8) -> Bool {
  let lower = byte | 0x20
  return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
}

private func isNameByte(_ byte: UInt8) -> Bool {
  isNameStart(byte) || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
}
