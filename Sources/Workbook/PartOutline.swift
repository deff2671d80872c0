/// A part cut in two: what stands inside one large element, which is read by its bytes, and the
/// little that stands around it, which a parser reads. So merged ranges are known before the rows.
///
/// Searching bytes for tags is right as long as there is no comment, no CDATA and no processing
/// instruction around the element; where there is, and in parts that are not UTF-8, there is no
/// outline. If what stands around is well-formed with nothing between the tags, and what stands
/// between is well-formed content, then so is the part.
struct PartOutline {
  /// The part without the element's content.
  let around: [UInt8]
  /// Where the content stands.
  let content: Range<Int>

  /// The outline of a part around the element `name`, or `nil` if it can't be told by its bytes.
  init?(of part: [UInt8], around name: StaticString) {
    let name = [UInt8]("\(name)".utf8)
    guard Self.isUTF8(part), let head = Self.endOfStartTag(of: name, in: part),
      let tail = Self.startOfEndTag(of: name, in: part, after: head),
      !Self.hasHiddenText(part[Self.endOfDeclaration(part)..<head]),
      !Self.hasHiddenText(part[tail...])
    else { return nil }
    around = Array(part[..<head] + part[tail...])
    content = head..<tail
  }

  /// Whether the part's bytes are UTF-8 for all that its first ones say (XML 1.0, appendix F).
  private static func isUTF8(_ part: [UInt8]) -> Bool {
    // UTF-16 has a zero or a mark among its first bytes.
    guard part.count > 4, part[0] == UInt8(ascii: "<") || part.starts(with: mark), part[1] != 0
    else { return false }
    let declaration = part[..<endOfDeclaration(part)]
    let word = [UInt8]("encoding".utf8)
    guard let place = declaration.indices.first(where: { declaration[$0...].starts(with: word) })
    else { return true }
    let value = String(decoding: declaration[(place + word.count)...].prefix(8), as: UTF8.self)
    return ["=\"utf-8\"", "='utf-8'"].contains(value.lowercased())
  }

  /// The byte order mark of UTF-8.
  private static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// Where the XML declaration ends; where the text begins if there is none.
  private static func endOfDeclaration(_ part: [UInt8]) -> Int {
    let start = part.starts(with: mark) ? mark.count : 0
    guard part[start...].starts(with: "<?xml ".utf8) else { return start }
    return min(part.count, endOfTag(in: part, from: start) + 1)
  }

  /// Where the first start tag of a name ends; `nil` if there is none, or it is empty.
  private static func endOfStartTag(of name: [UInt8], in part: [UInt8]) -> Int? {
    var index = 0
    while index < part.count {
      guard part[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      let end = endOfTag(in: part, from: index)
      guard end < part.count else { return nil }
      if tagName(part[(index + 1)..<end]).elementsEqual(name) {
        return part[end - 1] == UInt8(ascii: "/") ? nil : end + 1
      }
      index = end
    }
    return nil
  }

  /// Where the last end tag of a name begins.
  private static func startOfEndTag(
    of name: [UInt8], in part: [UInt8], after head: Int
  ) -> Int? {
    var index = part.count - 1
    // Kept on the way, not looked for at each tag: of a part that is nothing but the beginnings of
    // tags that would be half its square.
    var end = part.count
    while index >= head {
      if part[index] == UInt8(ascii: ">") { end = index }
      if part[index] == UInt8(ascii: "/"), part[index - 1] == UInt8(ascii: "<"),
        tagName(part[(index + 1)..<end]).elementsEqual(name)
      {
        return index - 1
      }
      index -= 1
    }
    return nil
  }

  private static func endOfTag(in part: [UInt8], from start: Int) -> Int {
    var index = start
    while index < part.count, part[index] != UInt8(ascii: ">") { index += 1 }
    return index
  }

  /// The local name at the front of a tag's inside.
  private static func tagName(_ inside: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let whole = inside.prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
    guard let colon = whole.firstIndex(of: UInt8(ascii: ":")) else { return whole }
    return whole[(colon + 1)...]
  }

  /// Whether a comment, CDATA or a processing instruction begins or ends in the text.
  private static func hasHiddenText(_ text: ArraySlice<UInt8>) -> Bool {
    var before: (UInt8, UInt8) = (0, 0)
    for byte in text {
      switch (before.0, before.1, byte) {
      case (_, UInt8(ascii: "<"), UInt8(ascii: "!")), (_, UInt8(ascii: "<"), UInt8(ascii: "?")),
        (_, UInt8(ascii: "?"), UInt8(ascii: ">")),
        (UInt8(ascii: "-"), UInt8(ascii: "-"), UInt8(ascii: ">")),
        (UInt8(ascii: "]"), UInt8(ascii: "]"), UInt8(ascii: ">")):
        return true
      default: before = (before.1, byte)
      }
    }
    return false
  }
}
