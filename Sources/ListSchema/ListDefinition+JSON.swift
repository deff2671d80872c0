import Values

extension ListDefinition {
  /// The list as Frictionless Table Schema, pretty-printed, ending in a line feed: what forms and
  /// programs outside go by. Vocabularies are filled in as `enum`; otherwise it is what
  /// ``Definitions/load(_:)`` read, and can be read again.
  ///
  /// Source: specs.frictionlessdata.io/table-schema, with properties of our own beside it.
  public var json: String {
    var output = JSONText()
    output.open("{")
    output.member("name", name.rawValue)
    output.member("title", title)
    output.member("aliases", aliases)
    if !foreignGroups.isEmpty { output.member("foreignGroups", foreignGroups) }
    output.member("missingValues", [""])
    output.key("sample")
    output.open("{")
    for field in fields {
      if let value = sample[field.key] { output.member(field.key.rawValue, value) }
    }
    output.close("}")
    output.key("fields")
    output.open("[")
    for field in fields { write(field, to: &output) }
    output.close("]")
    output.close("}")
    return output.text + "\n"
  }

  private func write(_ field: Field, to output: inout JSONText) {
    output.element()
    output.open("{")
    output.member("name", field.key.rawValue)
    output.member("title", field.title)
    if let group = field.group { output.member("group", group) }
    if field.heading != (field.group ?? "") + field.title {
      output.member("heading", field.heading)
    }
    output.member("type", field.kind.tableSchemaType)
    output.member("kind", field.kind.schemaName)
    if !field.aliases.isEmpty { output.member("aliases", field.aliases) }
    if !field.groupAliases.isEmpty { output.member("groupAliases", field.groupAliases) }
    if !field.aliasesByContent.isEmpty {
      output.member("aliasesByContent", field.aliasesByContent)
    }
    if let unit = field.unit { output.member("unit", unit) }
    switch field.kind {
    case .number(let decimals): output.member("decimals", number: decimals)
    case .vocabulary(let name): output.member("vocabulary", name)
    case .date(let forms) where !forms.isEmpty: output.member("dateForms", forms.schemaNames)
    case .zone(allowsCityLevel: true): output.member("cityLevel", flag: true)
    default: break
    }
    if !field.description.isEmpty { output.member("description", field.description) }
    output.key("constraints")
    output.open("{")
    if field.isRequired { output.member("required", flag: true) }
    if let length = field.minLength { output.member("minLength", number: length) }
    if let length = field.maxLength { output.member("maxLength", number: length) }
    if let pattern = field.pattern { output.member("pattern", pattern) }
    if field.kind.tableSchemaType == "integer" || field.kind.tableSchemaType == "number" {
      output.member("minimum", number: 0)
    }
    if let vocabulary = vocabulary(of: field) { output.member("enum", vocabulary.values) }
    output.close("}")
    if let condition = field.requiredWhen {
      output.key("requiredWhen")
      output.open("{")
      output.member("field", condition.field.rawValue)
      output.member("in", condition.values)
      output.member("rule", condition.rule)
      output.close("}")
    }
    output.close("}")
  }
}

extension FieldKind {
  /// The kind as schema files write it, `hazard-number`.
  public var schemaName: String {
    switch self {
    case .text: "text"
    case .date: "date"
    case .integer: "integer"
    case .number: "number"
    case .vocabulary: "vocabulary"
    case .zone: "zone"
    case .bureau: "bureau"
    case .sequence: "sequence"
    case .hazardNumber: "hazard-number"
    case .hazardNumbers: "hazard-numbers"
    case .phone: "phone"
    case .explanation: "explanation"
    }
  }

  /// The field type of Table Schema: `string`, `date`, `integer` or `number`.
  public var tableSchemaType: String {
    switch self {
    case .date: "date"
    case .integer, .sequence: "integer"
    case .number: "number"
    default: "string"
    }
  }
}

extension DateForms {
  fileprivate var schemaNames: [String] {
    (contains(.monthEnd) ? ["month-end"] : []) + (contains(.immediate) ? ["immediate"] : [])
  }
}

/// JSON text (RFC 8259) written member by member, indented by two spaces.
private struct JSONText {
  private(set) var text = ""
  private var depth = 0
  private var isFirst = true

  mutating func open(_ bracket: Character) {
    text.append(bracket)
    depth += 1
    isFirst = true
  }

  mutating func close(_ bracket: Character) {
    depth -= 1
    if !isFirst { breakLine() }
    text.append(bracket)
    isFirst = false
  }

  /// Begins an element of an array.
  mutating func element() {
    if !isFirst { text.append(",") }
    breakLine()
    isFirst = false
  }

  mutating func key(_ name: String) {
    element()
    text += quoted(name) + ": "
  }

  mutating func member(_ name: String, _ value: String) {
    key(name)
    text += quoted(value)
  }

  mutating func member(_ name: String, _ values: [String]) {
    key(name)
    text += "[" + values.map { quoted($0) }.joined(separator: ", ") + "]"
  }

  mutating func member(_ name: String, number: Int) {
    key(name)
    text += String(number)
  }

  mutating func member(_ name: String, flag: Bool) {
    key(name)
    text += flag ? "true" : "false"
  }

  private mutating func breakLine() {
    text += "\n" + String(repeating: "  ", count: depth)
  }

  private func quoted(_ value: String) -> String {
    var quoted = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\0"..<" ":
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
