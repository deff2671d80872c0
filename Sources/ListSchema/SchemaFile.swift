import FoundationEssentials

/// `lists/*.schema.json` as it is written. Everything is optional here, so that what is missing
/// can be told by the name of its field.
struct SchemaFile: Decodable {
  var name: String?
  var title: String?
  var aliases: [String]?
  var foreignGroups: [String]?
  var sample: [String: String]?
  var fields: [FieldEntry]?

  struct FieldEntry: Decodable {
    var name: String?
    var title: String?
    var kind: String?
    var group: String?
    var heading: String?
    var aliases: [String]?
    var groupAliases: [String]?
    var aliasesByContent: [String]?
    var vocabulary: String?
    var unit: String?
    var decimals: Int?
    var dateForms: [String]?
    var cityLevel: Bool?
    var description: String?
    var constraints: Constraints?
    var requiredWhen: ConditionEntry?
  }

  struct Constraints: Decodable {
    var required: Bool?
    var minLength: Int?
    var maxLength: Int?
    var pattern: String?
  }

  struct ConditionEntry: Decodable {
    var field: String?
    var `in`: [String]?
    var rule: String?
  }
}

/// One vocabulary of `vocabularies.json` as it is written.
struct VocabularyEntry: Decodable {
  var values: [String]?
  var synonyms: [String: String]?
  var crosswalk: [String: String]?
}

/// A file of the definitions, read.
struct SourceFile {
  /// Name relative to the folder of templates.
  let name: String
  private let bytes: [UInt8]

  /// Reads a file, without a byte order mark.
  init(_ name: String, _ read: (String) throws -> [UInt8]) throws(SchemaError) {
    self.name = name
    do {
      let bytes = try read(name)
      self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    } catch {
      throw .unreadable(file: name, reason: "\(error)")
    }
  }

  /// The file as text.
  func text() throws(SchemaError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .notUTF8(file: name)
    }
    return text
  }

  /// The file as JSON.
  func decoded<Value: Decodable>(as type: Value.Type) throws(SchemaError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      throw schemaError(of: error)
    } catch {
      throw .notJSON(file: name, reason: "\(error)")
    }
  }

  private func schemaError(of error: DecodingError) -> SchemaError {
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .keyNotFound(_, let context):
      return .wrongType(
        file: name, path: Self.path(context.codingPath), reason: context.debugDescription)
    case .dataCorrupted(let context):
      return .notJSON(
        file: name, reason: context.underlyingError.map { "\($0)" } ?? context.debugDescription)
    @unknown default:
      return .notJSON(file: name, reason: "\(error)")
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.reduce(into: "") { path, key in
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += (path.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }
}
