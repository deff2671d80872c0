/// `lists/*.schema.json` as it is written. Everything is optional here, so that what is missing
/// can be told by the name of its field.
struct SchemaFile {
  var name: String?
  var title: String?
  var aliases: [String]?
  var foreignGroups: [String]?
  var sample: [(name: String, text: String)]?
  var fields: [FieldEntry]?

  struct FieldEntry {
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

  struct Constraints {
    var required: Bool?
    var minLength: Int?
    var maxLength: Int?
    var pattern: String?
  }

  struct ConditionEntry {
    var field: String?
    var values: [String]?
    var rule: String?
  }

  init(_ json: JSONObject) throws(SchemaError) {
    name = try json.string("name")
    title = try json.string("title")
    aliases = try json.strings("aliases")
    foreignGroups = try json.strings("foreignGroups")
    sample = try json.object("sample")?.texts()
    guard let entries = try json.objects("fields") else { return }
    var fields: [FieldEntry] = []
    for entry in entries { fields.append(try FieldEntry(entry)) }
    self.fields = fields
  }
}

extension SchemaFile.FieldEntry {
  fileprivate init(_ json: JSONObject) throws(SchemaError) {
    name = try json.string("name")
    title = try json.string("title")
    kind = try json.string("kind")
    group = try json.string("group")
    heading = try json.string("heading")
    aliases = try json.strings("aliases")
    groupAliases = try json.strings("groupAliases")
    aliasesByContent = try json.strings("aliasesByContent")
    vocabulary = try json.string("vocabulary")
    unit = try json.string("unit")
    decimals = try json.integer("decimals")
    dateForms = try json.strings("dateForms")
    cityLevel = try json.flag("cityLevel")
    description = try json.string("description")
    if let json = try json.object("constraints") {
      constraints = SchemaFile.Constraints(
        required: try json.flag("required"), minLength: try json.integer("minLength"),
        maxLength: try json.integer("maxLength"), pattern: try json.string("pattern"))
    }
    if let json = try json.object("requiredWhen") {
      requiredWhen = SchemaFile.ConditionEntry(
        field: try json.string("field"), values: try json.strings("in"),
        rule: try json.string("rule"))
    }
  }
}
