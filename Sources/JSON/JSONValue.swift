/// A value of a JSON text (RFC 8259), with the line it begins on.
///
/// Members keep their order. Reading the definitions by `JSONDecoder` took two thirds of the time
/// that loading them may take, and its errors name no line.
public struct JSONValue: Sendable {
  /// What the value is.
  public enum Content: Sendable {
    /// `{…}`.
    case object([JSONMember])
    /// `[…]`.
    case array([JSONValue])
    /// `"…"`.
    case string(String)
    /// A number as the text has it.
    case number(String)
    /// `true` or `false`.
    case boolean(Bool)
    /// `null`.
    case null
  }

  /// What it is.
  public let content: Content
  /// Line in the text, from 1.
  public let line: Int

  /// A value on a line.
  public init(content: Content, line: Int) {
    self.content = content
    self.line = line
  }

  /// The members of an object; none of any other value.
  public var members: [JSONMember] {
    if case .object(let members) = content { members } else { [] }
  }

  /// The elements of an array; none of any other value.
  public var elements: [JSONValue] {
    if case .array(let elements) = content { elements } else { [] }
  }

  /// The text of a string.
  public var string: String? {
    if case .string(let text) = content { text } else { nil }
  }

  /// The value of a whole number.
  public var integer: Int? {
    if case .number(let text) = content { Int(text) } else { nil }
  }

  /// The value of `true` or `false`.
  public var boolean: Bool? {
    if case .boolean(let flag) = content { flag } else { nil }
  }

  /// The value of an object's member.
  public subscript(name: String) -> JSONValue? { members.first { $0.name == name }?.value }
}

/// A name and its value in an object.
public struct JSONMember: Sendable {
  /// The name.
  public let name: String
  /// The value.
  public let value: JSONValue

  /// A member of an object.
  public init(name: String, value: JSONValue) {
    self.name = name
    self.value = value
  }
}

/// Why a text is no JSON.
public struct JSONFault: Error, Equatable {
  /// Line, from 1.
  public let line: Int
  /// What is wrong there, for the person who edited the file.
  public let reason: String

  /// A fault of a line.
  public init(line: Int, reason: String) {
    self.line = line
    self.reason = reason
  }
}
