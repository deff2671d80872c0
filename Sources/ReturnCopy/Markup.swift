import XMLStream

/// Small things about XML text.
enum Markup {
  /// Bytes of `&#x10FFFF;` and of a few zeros before the digits: no end of a reference is looked for
  /// further on.
  private static let longest = 16

  /// Text of raw markup without tags: references replaced.
  static func text(of raw: ArraySlice<UInt8>) -> String {
    guard raw.contains(UInt8(ascii: "&")) else { return String(decoding: raw, as: UTF8.self) }
    var result: [UInt8] = []
    var rest = raw
    while let byte = rest.first {
      if byte == UInt8(ascii: "&"),
        let end = rest.prefix(longest).firstIndex(of: UInt8(ascii: ";")),
        let character = character(of: rest[rest.startIndex + 1..<end])
      {
        result += String(character).utf8
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func character(of reference: ArraySlice<UInt8>) -> Character? {
    switch String(decoding: reference.prefix(10), as: UTF8.self) {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case let text where text.hasPrefix("#x"):
      return UInt32(text.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init).map(Character.init)
    case let text where text.hasPrefix("#"):
      return UInt32(text.dropFirst()).flatMap(Unicode.Scalar.init).map(Character.init)
    default: return nil
    }
  }

  /// Text as the value of an attribute in `"`.
  static func attribute(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.appendEscaped(text.utf8, in: .attribute)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// An element with attributes set in its first tag, and the rest as it is.
  static func setting(
    _ values: [(name: String, value: String)], in element: [UInt8], of part: String
  ) throws(ReturnCopyError) -> [UInt8] {
    var scanner = MarkupScanner(part: part, bytes: element)
    guard let token = try scanner.next(), token == .start || token == .empty else {
      throw scanner.damage(at: 0)
    }
    var copy = MarkupCopy(of: element)
    var added = ""
    var changes: [(Range<Int>, String)] = []
    for (name, value) in values {
      if let range = try scanner.value(name) {
        changes.append((range, value))
      } else {
        added += " \(name)=\"\(value)\""
      }
    }
    copy.insert(Array(added.utf8), at: scanner.name.upperBound)
    for (range, value) in changes.sorted(by: { $0.0.lowerBound < $1.0.lowerBound }) {
      copy.replace(range, with: Array(value.utf8))
    }
    return copy.finish()
  }
}

/// A copy of bytes with places changed, which must be named from front to back.
struct MarkupCopy {
  private let source: [UInt8]
  private var output: [UInt8] = []
  private var position = 0

  init(of source: [UInt8]) {
    self.source = source
    output.reserveCapacity(source.count + 4_096)
  }

  /// Puts bytes in the place of others.
  mutating func replace(_ range: Range<Int>, with bytes: [UInt8]) {
    precondition(range.lowerBound >= position, "changes go from front to back")
    output.append(contentsOf: source[position..<range.lowerBound])
    output.append(contentsOf: bytes)
    position = range.upperBound
  }

  /// Puts bytes before the byte at `place`.
  mutating func insert(_ bytes: [UInt8], at place: Int) { replace(place..<place, with: bytes) }

  /// Puts bytes before the byte at `place`.
  mutating func insert(_ text: String, at place: Int) { insert(Array(text.utf8), at: place) }

  /// Puts content before the end of an element that has none so far: `<a/>` becomes `<a>…</a>`.
  ///
  /// - Parameters:
  ///   - content: What is to stand in it.
  ///   - scanner: Stands at the empty element.
  mutating func fill(_ content: [UInt8], emptyAt scanner: MarkupScanner) {
    let end = scanner.range.upperBound
    let name = scanner.bytes[scanner.name]
    replace(
      end - 2..<end, with: [UInt8(ascii: ">")] + content + Array("</".utf8) + name + Array(">".utf8)
    )
  }

  /// The copy.
  consuming func finish() -> [UInt8] {
    output.append(contentsOf: source[position...])
    return output
  }
}
