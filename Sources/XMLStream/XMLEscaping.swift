/// Where a text is to stand, which decides what must be escaped (XML 1.0, 2.4 and 3.3.3).
public enum XMLPlace: Sendable {
  /// Between tags: `& < >` and CR, which a reader would turn into a line feed.
  case text
  /// In an attribute within `"`: also `"`, tab and line feed, which would become blanks.
  case attribute
}

extension [UInt8] {
  /// Appends `text`, UTF-8, escaped for its place. A character that XML 1.0 forbids (2.2) becomes
  /// U+FFFD.
  public mutating func appendEscaped(_ text: some Sequence<UInt8>, in place: XMLPlace) {
    // The last two bytes of what may be U+FFFE or U+FFFF, EF BF BE and EF BF BF.
    var before: (UInt8, UInt8) = (0, 0)
    for byte in text {
      defer { before = (before.1, byte) }
      switch byte {
      case UInt8(ascii: "&"): append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): append(contentsOf: "&gt;".utf8)
      case 0x0d: append(contentsOf: "&#13;".utf8)
      case UInt8(ascii: "\"") where place == .attribute: append(contentsOf: "&quot;".utf8)
      case 0x09 where place == .attribute: append(contentsOf: "&#9;".utf8)
      case 0x0a where place == .attribute: append(contentsOf: "&#10;".utf8)
      case 0x00..<0x09, 0x0b, 0x0c, 0x0e..<0x20: append(contentsOf: "\u{FFFD}".utf8)
      case 0xbe, 0xbf:
        append(before == (0xef, 0xbf) ? 0xbd : byte)
      default: append(byte)
      }
    }
  }
}
