import Values

extension SchemaFile {
  /// The definition that a file's contents make.
  ///
  /// - Throws: ``SchemaError`` with the file and the field at fault.
  func definition(
    of list: ListName, file: String, vocabularies: [String: Vocabulary], folding: TextFolding
  ) throws(SchemaError) -> ListDefinition {
    guard let name, !name.isEmpty else { throw .missingKey(file: file, field: nil, key: "name") }
    guard name == list.rawValue else { throw .wrongListName(file: file, name: name) }
    guard let title, !title.isEmpty else { throw .missingKey(file: file, field: nil, key: "title") }
    guard let entries = self.fields, !entries.isEmpty else {
      throw .missingKey(file: file, field: nil, key: "fields")
    }
    var fields: [Field] = []
    var keys: Set<FieldKey> = []
    var used: [Vocabulary] = []
    for (index, entry) in entries.enumerated() {
      let field = try entry.field(place: index + 1, file: file)
      guard keys.insert(field.key).inserted else {
        throw .duplicateField(file: file, field: field.key.rawValue)
      }
      if case .vocabulary(let name) = field.kind {
        guard let vocabulary = vocabularies[name] else {
          throw .unknownVocabulary(file: file, field: field.key.rawValue, name: name)
        }
        if !used.contains(where: { $0.name == name }) { used.append(vocabulary) }
      }
      fields.append(field)
    }
    let groupAliases = Self.groupAliases(entries)
    fields = fields.map { $0.with(groupAliases: $0.group.flatMap { groupAliases[$0] } ?? []) }
    let foreignGroups = foreignGroups ?? []
    let headings = try HeadingTable(
      fields: fields, foreignGroups: foreignGroups, folding: folding, file: file)
    let definition = ListDefinition(
      name: list, title: title, aliases: aliases ?? [], fields: fields,
      sample: Dictionary(
        (sample ?? []).map { (FieldKey(rawValue: $0.name), $0.text) },
        uniquingKeysWith: { first, _ in first }),
      vocabularies: used, foreignGroups: foreignGroups, headings: headings)
    try definition.checkReferences(file: file)
    return definition
  }

  /// The spellings of each group: they may stand at any one of its fields.
  private static func groupAliases(_ entries: [FieldEntry]) -> [String: [String]] {
    var aliases: [String: [String]] = [:]
    for entry in entries {
      guard let group = entry.group else { continue }
      for alias in entry.groupAliases ?? [] where aliases[group]?.contains(alias) != true {
        aliases[group, default: []].append(alias)
      }
    }
    return aliases
  }
}

extension SchemaFile.FieldEntry {
  fileprivate func field(place: Int, file: String) throws(SchemaError) -> Field {
    guard let name, !name.isEmpty else {
      throw .missingKey(file: file, field: "第 \(place) 个", key: "name")
    }
    guard let title, !title.isEmpty else {
      throw .missingKey(file: file, field: name, key: "title")
    }
    return Field(
      key: FieldKey(rawValue: name), title: title, group: group, aliases: aliases ?? [],
      groupAliases: [], aliasesByContent: aliasesByContent ?? [],
      kind: try fieldKind(name, file), isRequired: constraints?.required ?? false,
      requiredWhen: try condition(name, file), minLength: constraints?.minLength,
      maxLength: constraints?.maxLength, pattern: constraints?.pattern, unit: unit,
      description: description ?? "", heading: heading ?? (group ?? "") + title)
  }

  private func fieldKind(_ name: String, _ file: String) throws(SchemaError) -> FieldKind {
    guard let kind, !kind.isEmpty else { throw .missingKey(file: file, field: name, key: "kind") }
    switch kind {
    case "text": return .text
    case "date": return .date(try forms(name, file))
    case "integer": return .integer
    case "number":
      let decimals = decimals ?? 2
      guard (0...6).contains(decimals) else {
        throw .badValue(file: file, field: name, key: "decimals", value: "\(decimals)")
      }
      return .number(decimals: decimals)
    case "vocabulary":
      guard let vocabulary else { throw .missingKey(file: file, field: name, key: "vocabulary") }
      return .vocabulary(vocabulary)
    case "zone": return .zone(allowsCityLevel: cityLevel ?? false)
    case "bureau": return .bureau
    case "sequence": return .sequence
    case "hazard-number": return .hazardNumber
    case "hazard-numbers": return .hazardNumbers
    case "phone": return .phone
    case "explanation": return .explanation
    default: throw .unknownKind(file: file, field: name, kind: kind)
    }
  }

  private func forms(_ name: String, _ file: String) throws(SchemaError) -> DateForms {
    var forms: DateForms = []
    for form in dateForms ?? [] {
      switch form {
      case "month-end": forms.insert(.monthEnd)
      case "immediate": forms.insert(.immediate)
      default: throw .badValue(file: file, field: name, key: "dateForms", value: form)
      }
    }
    return forms
  }

  private func condition(_ name: String, _ file: String) throws(SchemaError) -> Condition? {
    guard let requiredWhen else { return nil }
    guard let field = requiredWhen.field, let values = requiredWhen.values, !values.isEmpty,
      let rule = requiredWhen.rule
    else { throw .missingKey(file: file, field: name, key: "requiredWhen.field/in/rule") }
    return Condition(field: FieldKey(rawValue: field), values: values, rule: rule)
  }
}

extension ListDefinition {
  /// Fields that the product computes with, and so can't do without, by list.
  private static let needed: [ListName: [FieldKey]] = [
    .hazards: [
      "hazard_id", "zone", "enterprise", "sector", "description", "level", "found_on", "due_on",
      "status", "rectified_on", "closed_on", "supervision_level", "supervision_unit",
      "supervision_doc", "explanation",
    ],
    .measures: ["zone", "title", "status", "issued_on", "hazard_ref", "explanation"],
    .practices: ["zone", "title", "content", "explanation"],
    .accidents: [
      "zone", "sector", "accidents", "deaths", "serious_injuries", "direct_loss",
      "accidents_ordinary", "accidents_considerable", "accidents_major",
      "accidents_extraordinary", "accidents_ytd", "deaths_ytd", "serious_injuries_ytd",
      "direct_loss_ytd", "accidents_ytd_prior", "deaths_ytd_prior", "explanation",
    ],
  ]

  /// Finds fields and values that are referred to and do not exist.
  fileprivate func checkReferences(file: String) throws(SchemaError) {
    for key in Self.needed[name] ?? [] where index(of: key) == nil {
      throw .missingField(file: file, field: key.rawValue)
    }
    for key in sample.keys.map(\.rawValue).sorted() where self[FieldKey(rawValue: key)] == nil {
      throw .unknownField(file: file, key: "sample", field: key)
    }
    for field in fields {
      guard let condition = field.requiredWhen else { continue }
      guard let other = self[condition.field] else {
        throw .unknownField(file: file, key: "requiredWhen", field: condition.field.rawValue)
      }
      guard let vocabulary = vocabulary(of: other) else { continue }
      for value in condition.values where !vocabulary.values.contains(value) {
        throw .badValue(
          file: file, field: field.key.rawValue, key: "requiredWhen", value: value)
      }
    }
  }
}
