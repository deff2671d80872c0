public import Values

/// JSON text (RFC 8259), written left to right: keys in the order given, numbers as decimals
/// without an exponent, nothing escaped that need not be.
public struct JSONText: Sendable {
  /// What stands before the next value.
  private enum Place {
    /// A bracket, or nothing yet.
    case first
    /// A value.
    case next
    /// The name of a member.
    case name
  }

  /// UTF-8 bytes so far.
  public private(set) var bytes: [UInt8] = []
  private let isIndented: Bool
  private var place = Place.first
  private var depth = 0

  /// An empty text.
  ///
  /// - Parameter isIndented: Whether people read it: each value on a line of its own, indented by
  ///   two spaces, arrays of strings on one line.
  public init(isIndented: Bool = false) { self.isIndented = isIndented }

  /// Writes an object; `body` writes its members with ``member(_:_:)``.
  public mutating func object(_ body: (inout JSONText) -> Void) {
    bracketed(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// Writes an array; `body` writes its elements.
  public mutating func array(_ body: (inout JSONText) -> Void) {
    bracketed(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  private mutating func bracketed(
    _ open: UInt8, _ close: UInt8, _ body: (inout JSONText) -> Void
  ) {
    separate()
    bytes.append(open)
    place = .first
    depth += 1
    body(&self)
    depth -= 1
    if isIndented, place == .next { breakLine() }
    bytes.append(close)
    place = .next
  }

  /// Writes a member of an object; `value` writes its value.
  public mutating func member(_ key: String, _ value: (inout JSONText) -> Void) {
    string(key)
    bytes += isIndented ? ": ".utf8 : ":".utf8
    place = .name
    value(&self)
  }

  /// Writes a member whose value is a string, or null.
  public mutating func member(_ key: String, _ value: String?) {
    member(key) { json in
      if let value { json.string(value) } else { json.null() }
    }
  }

  /// Writes a member whose value is a whole number, or null.
  public mutating func member(_ key: String, _ value: Int?) {
    member(key) { json in
      if let value { json.raw(String(value)) } else { json.null() }
    }
  }

  /// Writes a member whose value is `true` or `false`.
  public mutating func member(_ key: String, _ value: Bool) {
    member(key) { json in json.raw(value ? "true" : "false") }
  }

  /// Writes a member whose value is an array of strings.
  public mutating func member(_ key: String, _ values: [String]) {
    member(key) { json in
      json.separate()
      json.bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { json.bytes += json.isIndented ? ", ".utf8 : ",".utf8 }
        json.place = .name
        json.string(value)
      }
      json.bytes.append(UInt8(ascii: "]"))
      json.place = .next
    }
  }

  /// Writes an amount as a decimal number.
  public mutating func number(_ amount: Amount) { raw(amount.description) }

  /// Writes a whole number.
  public mutating func number(_ number: Int) { raw(String(number)) }

  /// Writes `null`.
  public mutating func null() { raw("null") }

  /// Writes a string.
  public mutating func string(_ text: some StringProtocol) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case 0x0A: bytes += "\\n".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case 0..<0x20: bytes += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    place = .next
  }

  /// Ends a line, as JSON Lines wants.
  public mutating func endLine() {
    bytes.append(0x0A)
    place = .first
  }

  private mutating func raw(_ text: String) {
    separate()
    bytes += text.utf8
    place = .next
  }

  private mutating func separate() {
    if place == .next { bytes.append(UInt8(ascii: ",")) }
    if isIndented, depth > 0, place != .name { breakLine() }
  }

  private mutating func breakLine() {
    bytes.append(0x0A)
    for _ in 0..<depth { bytes += "  ".utf8 }
  }
}
