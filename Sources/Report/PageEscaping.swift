import Mustache

/// Escapes text for HTML scalar by scalar.
///
/// The template engine's own escaping goes by `Character`: a quote followed by a combining mark
/// is another character to it, passes unescaped and ends an attribute.
struct PageEscaping: MustacheContentType {
  /// The name under which templates ask for it.
  static let name = "MONTHLY_PAGE"

  /// Makes the escaping known to the engine, once.
  static let register: Void = MustacheContentTypes.register(PageEscaping(), named: name)

  func escapeText(_ text: String) -> String {
    var isPlain = true
    for byte in text.utf8 where Self.isSpecial(byte) {
      isPlain = false
      break
    }
    if isPlain { return text }
    var escaped: [UInt8] = []
    escaped.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): escaped += "&amp;".utf8
      case UInt8(ascii: "<"): escaped += "&lt;".utf8
      case UInt8(ascii: ">"): escaped += "&gt;".utf8
      case UInt8(ascii: "\""): escaped += "&quot;".utf8
      case UInt8(ascii: "'"): escaped += "&#39;".utf8
      // Control characters are no part of an HTML text (WHATWG HTML, 3.2.5).
      case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F: escaped += "\u{FFFD}".utf8
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20, 0x7F:
      true
    default: false
    }
  }
}
