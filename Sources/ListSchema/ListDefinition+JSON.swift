import JSON
import Values

extension ListDefinition {
  /// The list as Frictionless Table Schema, pretty-printed, ending in a line feed: what forms and
  /// programs outside go by. Vocabularies are filled in as `enum`; otherwise it is what
  /// ``Definitions/load(_:)`` read, and can be read again.
  ///
  /// Source: specs.frictionlessdata.io/table-schema, with properties of our own beside it.
  public var json: String {
    var output = JSONText(isIndented: true)
    output.object { output in
      output.member("name", name.rawValue)
      output.member("title", title)
      output.member("aliases", aliases)
      if !foreignGroups.isEmpty { output.member("foreignGroups", foreignGroups) }
      output.member("missingValues", [""])
      output.member("sample") { output in
        output.object { output in
          for field in fields {
            if let value = sample[field.key] { output.member(field.key.rawValue, value) }
          }
        }
      }
      output.member("fields") { output in
        output.array { output in
          for field in fields {
            output.object { output in write(field, to: &output) }
          }
        }
      }
    }
    output.endLine()
    return String(decoding: output.bytes, as: UTF8.self)
  }

  private func write(_ field: Field, to output: inout JSONText) {
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
    case .number(let decimals): output.member("decimals", decimals)
    case .vocabulary(let name): output.member("vocabulary", name)
    case .date(let forms) where !forms.isEmpty: output.member("dateForms", forms.schemaNames)
    case .zone(allowsCityLevel: true): output.member("cityLevel", true)
    default: break
    }
    if !field.description.isEmpty { output.member("description", field.description) }
    output.member("constraints") { output in
      output.object { output in writeConstraints(of: field, to: &output) }
    }
    if let condition = field.requiredWhen {
      output.member("requiredWhen") { output in
        output.object { output in
          output.member("field", condition.field.rawValue)
          output.member("in", condition.values)
          output.member("rule", condition.rule)
        }
      }
    }
  }

  private func writeConstraints(of field: Field, to output: inout JSONText) {
    if field.isRequired { output.member("required", true) }
    if let length = field.minLength { output.member("minLength", length) }
    if let length = field.maxLength { output.member("maxLength", length) }
    if let pattern = field.pattern { output.member("pattern", pattern) }
    if field.kind.tableSchemaType == "integer" || field.kind.tableSchemaType == "number" {
      output.member("minimum", 0)
    }
    if let vocabulary = vocabulary(of: field) { output.member("enum", vocabulary.values) }
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
