import FoundationEssentials

/// A JSON value as a manifest or an output holds it: a key that is missing is not a `null`.
enum JSON: Decodable, Equatable, Sendable {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .boolean(flag)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let array = try? value.decode([JSON].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: JSON].self))
    }
  }

  init(parsing bytes: some Sequence<UInt8>) throws {
    self = try JSONDecoder().decode(JSON.self, from: Data(bytes))
  }

  /// The objects of JSON Lines.
  static func lines(_ bytes: [UInt8]) throws -> [JSON] {
    try bytes.split(separator: UInt8(ascii: "\n")).map(JSON.init(parsing:))
  }

  subscript(key: String) -> JSON? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var members: [String: JSON] {
    if case .object(let members) = self { members } else { [:] }
  }

  var elements: [JSON] {
    if case .array(let elements) = self { elements } else { [] }
  }

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  var int: Int? {
    if case .number(let number) = self { Int(exactly: number) } else { nil }
  }

  /// Whether this is the object expected, as far as the latter has keys.
  func agrees(with expected: JSON, except ignored: Set<String> = []) -> Bool {
    expected.members.allSatisfy { key, value in ignored.contains(key) || self[key] == value }
  }

  /// Whether a field of a data file says this value.
  func isWritten(as field: String) -> Bool {
    switch self {
    case .null: field.isEmpty
    case .boolean(let flag): field == (flag ? "true" : "false")
    case .number(let number): Double(field) == number
    case .text(let text): field == text
    case .array, .object: (try? JSON(parsing: field.utf8)) == self
    }
  }
}
