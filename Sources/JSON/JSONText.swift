public import Values

/// JSON text (RFC 8259), written left to right: keys in the order given, numbers as decimals
/// without an exponent, nothing escaped that need not be.
public struct JSONText: Sendable {
  /// UTF-8 bytes so far.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// An empty text.
  public init() {}

  /// Writes an object; `body` writes its members with ``member(_:_:)``.
  public mutating func object(_ body: (inout JSONText) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    body(&self)
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  /// Writes an array; `body` writes its elements.
  public mutating func array(_ body: (inout JSONText) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "["))
    needsComma = false
    body(&self)
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// Writes a member of an object; `value` writes its value.
  public mutating func member(_ key: String, _ value: (inout JSONText) -> Void) {
    string(key)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
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
      json.array { json in
        for value in values { json.string(value) }
      }
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
    needsComma = true
  }

  /// Ends a line, as JSON Lines wants.
  public mutating func endLine() {
    bytes.append(0x0A)
    needsComma = false
  }

  private mutating func raw(_ text: String) {
    separate()
    bytes += text.utf8
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }
}
