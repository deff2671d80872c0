/// Writes JSON as bytes, in the order of the calls (RFC 8259).
///
/// Members keep the order they are written in, numbers are whole and plain, so that equal inputs
/// give equal bytes.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  private let isPretty: Bool
  private var depth = 0
  /// Whether the next value or name needs a comma before it.
  private var needsComma = false

  /// Text on one line, or with one member a line.
  init(pretty: Bool = false) { isPretty = pretty }

  mutating func object(_ members: (inout JSONText) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
  }

  mutating func array(_ elements: (inout JSONText) -> Void) {
    nest(UInt8(ascii: "["), UInt8(ascii: "]"), elements)
  }

  /// An object as the value of a member.
  mutating func member(_ name: String, object members: (inout JSONText) -> Void) {
    begin(name)
    object(members)
  }

  /// An array as the value of a member.
  mutating func member(_ name: String, array elements: (inout JSONText) -> Void) {
    begin(name)
    array(elements)
  }

  mutating func member(_ name: String, _ text: String?) {
    begin(name)
    if let text { value(text) } else { null() }
  }

  mutating func member(_ name: String, _ number: Int) {
    begin(name)
    separate()
    bytes += String(number).utf8
  }

  mutating func member(_ name: String, _ flag: Bool) {
    begin(name)
    separate()
    bytes += (flag ? "true" : "false").utf8
  }

  mutating func value(_ text: some StringProtocol) {
    separate()
    quote(text)
  }

  private mutating func null() {
    separate()
    bytes += "null".utf8
  }

  private mutating func begin(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    if isPretty { bytes.append(UInt8(ascii: " ")) }
    needsComma = false
    isAfterName = true
  }

  private var isAfterName = false

  private mutating func nest(_ open: UInt8, _ close: UInt8, _ body: (inout JSONText) -> Void) {
    separate()
    bytes.append(open)
    depth += 1
    needsComma = false
    let start = bytes.count
    body(&self)
    depth -= 1
    if bytes.count > start { breakLine() }
    bytes.append(close)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    if !isAfterName, depth > 0 { breakLine() }
    isAfterName = false
    needsComma = true
  }

  private mutating func breakLine() {
    guard isPretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth * 2 { bytes.append(UInt8(ascii: " ")) }
  }

  private mutating func quote(_ text: some StringProtocol) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case UInt8(ascii: "\r"): bytes += "\\r".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      case 0..<0x20, 0x7F:
        let digits = Array("0123456789abcdef".utf8)
        bytes += "\\u00".utf8
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
