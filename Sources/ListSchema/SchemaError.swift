/// Why the definitions of the lists can't be used. The province edits these files by hand, so
/// every case names the file and the place in it.
public enum SchemaError: Error, Equatable, Sendable {
  /// The file is absent or can't be read.
  case unreadable(file: String, reason: String)
  /// The bytes are no UTF-8 text.
  case notUTF8(file: String)
  /// The text is no JSON.
  case notJSON(file: String, reason: String)
  /// A value has another type than is due there; `path` as in `fields[3].aliases`.
  case wrongType(file: String, path: String, reason: String)
  /// A required property is absent or empty. `field` is the field's name, or its place (`第 4 个`).
  case missingKey(file: String, field: String?, key: String)
  /// `name` of the list is not that of the file.
  case wrongListName(file: String, name: String)
  /// `kind` is none of the known ones.
  case unknownKind(file: String, field: String, kind: String)
  /// A property has a value that its field can't have.
  case badValue(file: String, field: String, key: String, value: String)
  /// Two fields have one name.
  case duplicateField(file: String, field: String)
  /// One heading means two fields.
  case duplicateHeading(file: String, heading: String, first: String, second: String)
  /// A field names a vocabulary that `vocabularies.json` does not hold.
  case unknownVocabulary(file: String, field: String, name: String)
  /// A field that the product needs is not in the list.
  case missingField(file: String, field: String)
  /// `requiredWhen` or `sample` names a field that the list does not have.
  case unknownField(file: String, key: String, field: String)
  /// A vocabulary has no values.
  case emptyVocabulary(file: String, vocabulary: String)
  /// One spelling means two values of a vocabulary.
  case duplicateEntry(file: String, vocabulary: String, entry: String)
  /// A synonym leads to a value that the vocabulary does not have.
  case unknownTarget(file: String, vocabulary: String, entry: String, target: String)
  /// A line of a table can't be used; lines count from 1.
  case badLine(file: String, line: Int, reason: String)
}

extension SchemaError {
  /// The file at fault, relative to the folder of templates.
  public var file: String {
    switch self {
    case .unreadable(let file, _), .notUTF8(let file), .notJSON(let file, _),
      .wrongType(let file, _, _), .missingKey(let file, _, _), .wrongListName(let file, _),
      .unknownKind(let file, _, _), .badValue(let file, _, _, _), .duplicateField(let file, _),
      .duplicateHeading(let file, _, _, _), .unknownVocabulary(let file, _, _),
      .missingField(let file, _), .unknownField(let file, _, _),
      .emptyVocabulary(let file, _), .duplicateEntry(let file, _, _),
      .unknownTarget(let file, _, _, _), .badLine(let file, _, _):
      file
    }
  }

  /// What is wrong, for the person who edited the file; without the file's name.
  public var reason: String {
    switch self {
    case .unreadable(_, let reason): "无法读取：\(reason)"
    case .notUTF8: "不是 UTF-8 编码"
    case .notJSON(_, let reason): "不是有效的 JSON：\(reason)"
    case .wrongType(_, let path, let reason): "\(path) 的值类型不对：\(reason)"
    case .missingKey(_, let field?, let key): "字段“\(field)”缺少 \(key)"
    case .missingKey(_, nil, let key): "缺少 \(key)"
    case .wrongListName(_, let name): "name 是“\(name)”，与文件名不符"
    case .unknownKind(_, let field, let kind): "字段“\(field)”的 kind“\(kind)”无法识别"
    case .badValue(_, let field, let key, let value): "字段“\(field)”的 \(key) 不能是“\(value)”"
    case .duplicateField(_, let field): "字段“\(field)”出现两次"
    case .duplicateHeading(_, let heading, let first, let second):
      "表头“\(heading)”同时指向字段“\(first)”和“\(second)”"
    case .unknownVocabulary(_, let field, let name): "字段“\(field)”引用的字典“\(name)”不存在"
    case .missingField(_, let field): "缺少字段“\(field)”"
    case .unknownField(_, let key, let field): "\(key) 引用的字段“\(field)”不存在"
    case .emptyVocabulary(_, let vocabulary): "字典“\(vocabulary)”没有取值"
    case .duplicateEntry(_, let vocabulary, let entry): "字典“\(vocabulary)”中“\(entry)”指向两个取值"
    case .unknownTarget(_, let vocabulary, let entry, let target):
      "字典“\(vocabulary)”中“\(entry)”对应的取值“\(target)”不存在"
    case .badLine(_, let line, let reason): "第 \(line) 行：\(reason)"
    }
  }
}

extension SchemaError: CustomStringConvertible {
  /// File and reason in one line.
  public var description: String { "\(file)：\(reason)" }
}
