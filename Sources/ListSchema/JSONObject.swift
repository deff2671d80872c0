import JSON

/// An object of a definition file, whose members are read by name and type. Members that are not
/// asked for are passed over: Table Schema has more than is needed here.
struct JSONObject {
  let file: String
  /// Where in the file, `fields[3].constraints`.
  let path: String
  let members: [JSONMember]

  /// The object that a file holds.
  init(_ source: SourceFile) throws(SchemaError) {
    let value: JSONValue
    var reader = JSONReader(Array(try source.text().utf8))
    do throws(JSONFault) {
      value = try reader.read()
    } catch {
      throw .notJSON(file: source.name, reason: "第 \(error.line) 行：\(error.reason)")
    }
    try self.init(value, file: source.name, path: "")
  }

  init(_ value: JSONValue, file: String, path: String) throws(SchemaError) {
    guard case .object(let members) = value.content else {
      throw Self.fault(value, file, path, "对象 {…}")
    }
    self.file = file
    self.path = path
    self.members = members
  }

  func string(_ name: String) throws(SchemaError) -> String? {
    guard let value = value(name) else { return nil }
    return try Self.string(value, file, path(name))
  }

  func integer(_ name: String) throws(SchemaError) -> Int? {
    guard let value = value(name) else { return nil }
    guard case .number(let text) = value.content, let number = Int(text), number >= 0 else {
      throw Self.fault(value, file, path(name), "0 或正整数")
    }
    return number
  }

  func flag(_ name: String) throws(SchemaError) -> Bool? {
    guard let value = value(name) else { return nil }
    guard case .boolean(let flag) = value.content else {
      throw Self.fault(value, file, path(name), "true 或 false")
    }
    return flag
  }

  func strings(_ name: String) throws(SchemaError) -> [String]? {
    guard let elements = try elements(name) else { return nil }
    var strings: [String] = []
    for (index, element) in elements.enumerated() {
      strings.append(try Self.string(element, file, path(name) + "[\(index)]"))
    }
    return strings
  }

  func object(_ name: String) throws(SchemaError) -> JSONObject? {
    guard let value = value(name) else { return nil }
    return try JSONObject(value, file: file, path: path(name))
  }

  func objects(_ name: String) throws(SchemaError) -> [JSONObject]? {
    guard let elements = try elements(name) else { return nil }
    var objects: [JSONObject] = []
    for (index, element) in elements.enumerated() {
      objects.append(try JSONObject(element, file: file, path: path(name) + "[\(index)]"))
    }
    return objects
  }

  /// All members, which must be texts.
  func texts() throws(SchemaError) -> [(name: String, text: String)] {
    var texts: [(name: String, text: String)] = []
    for member in members {
      texts.append((member.name, try Self.string(member.value, file, path(member.name))))
    }
    return texts
  }

  private func value(_ name: String) -> JSONValue? {
    guard let value = members.first(where: { $0.name == name })?.value else { return nil }
    if case .null = value.content { return nil }
    return value
  }

  private func elements(_ name: String) throws(SchemaError) -> [JSONValue]? {
    guard let value = value(name) else { return nil }
    guard case .array(let elements) = value.content else {
      throw Self.fault(value, file, path(name), "数组 […]")
    }
    return elements
  }

  private func path(_ name: String) -> String { path.isEmpty ? name : path + "." + name }

  private static func string(
    _ value: JSONValue, _ file: String, _ path: String
  ) throws(SchemaError) -> String {
    guard case .string(let text) = value.content else {
      throw fault(value, file, path, "加双引号的文字")
    }
    return text
  }

  private static func fault(
    _ value: JSONValue, _ file: String, _ path: String, _ expected: String
  ) -> SchemaError {
    .wrongType(file: file, path: path, reason: "第 \(value.line) 行应为\(expected)")
  }
}
