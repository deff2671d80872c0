/// Cuts the rows out of a worksheet part, so that what stands around them, merged ranges above
/// all, can be known before the rows without parsing them twice.
///
/// Searching bytes for tags is right as long as there is no comment and no CDATA around the rows;
/// where there is, and in parts that are not UTF-8, there is no outline.
enum SheetOutline {
  private static let name = [UInt8]("sheetData".utf8)

  /// The part without its rows, or `nil` if they can't be told by their bytes.
  static func cut(_ part: [UInt8]) -> [UInt8]? {
    // UTF-16 has a zero or a mark among its first bytes.
    guard part.count > 4, part[0] < 0x80 || part[0] == 0xef, part[1] != 0, part[0] != 0,
      let head = endOfStartTag(in: part), let tail = startOfEndTag(in: part, after: head)
    else { return nil }
    let around = part[..<head] + part[tail...]
    return hasHiddenText(part[..<head]) || hasHiddenText(part[tail...]) ? nil : Array(around)
  }

  /// Where the first `<sheetData>` ends; `nil` if there is none, or it is empty.
  private static func endOfStartTag(in part: [UInt8]) -> Int? {
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

  /// Where the last `</sheetData>` begins.
  private static func startOfEndTag(in part: [UInt8], after head: Int) -> Int? {
    var index = part.count - 1
    while index >= head {
      if part[index] == UInt8(ascii: "/"), part[index - 1] == UInt8(ascii: "<") {
        let end = endOfTag(in: part, from: index)
        if tagName(part[(index + 1)..<end]).elementsEqual(name) { return index - 1 }
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

  /// Whether a comment or CDATA begins or ends in the text.
  private static func hasHiddenText(_ text: ArraySlice<UInt8>) -> Bool {
    var before: (UInt8, UInt8) = (0, 0)
    for byte in text {
      switch (before.0, before.1, byte) {
      case (_, UInt8(ascii: "<"), UInt8(ascii: "!")),
        (UInt8(ascii: "-"), UInt8(ascii: "-"), UInt8(ascii: ">")),
        (UInt8(ascii: "]"), UInt8(ascii: "]"), UInt8(ascii: ">")):
        return true
      default: before = (before.1, byte)
      }
    }
    return false
  }
}
