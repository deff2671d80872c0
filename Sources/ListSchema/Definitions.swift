import JSON
public import Values

/// Everything the province defines: lists, vocabularies, roster, bureaus.
public struct Definitions: Sendable {
  /// The four lists: hazards, measures, practices, accidents.
  public let lists: [ListDefinition]
  /// The vocabularies by name.
  public let vocabularies: [String: Vocabulary]
  /// The zones.
  public let roster: Roster
  /// The bureaus.
  public let bureaus: BureauDirectory
  /// How texts are compared.
  public let folding: TextFolding
  /// Folded titles and aliases of each list, in the order of ``lists``.
  private let listNames: [[FoldedText]]

  /// The definition of a list.
  public subscript(name: ListName) -> ListDefinition { lists[name.order] }

  /// Reads the definitions.
  ///
  /// - Parameter bytes: Gives the bytes of a file by its name relative to the folder of templates,
  ///   such as `lists/hazards.schema.json`.
  /// - Returns: The definitions, complete and consistent.
  /// - Throws: ``SchemaError`` for the first fault, in the order of the files.
  public static func load(
    _ bytes: (String) throws -> [UInt8]
  ) throws(SchemaError) -> Definitions {
    let traditional = try SourceFile("traditional.txt", bytes)
    let folding = try TextFolding(traditional: traditional.text(), file: traditional.name)
    let vocabularies = try vocabularies(SourceFile("vocabularies.json", bytes), folding)
    var lists: [ListDefinition] = []
    for name in ListName.allCases.sorted() {
      let file = try SourceFile("lists/\(name.rawValue).schema.json", bytes)
      let schema = try SchemaFile(JSONObject(file))
      lists.append(
        try schema.definition(
          of: name, file: file.name, vocabularies: vocabularies, folding: folding))
    }
    let directory = try RosterFiles.bureaus(SourceFile("bureaus.csv", bytes), folding)
    let zones = try RosterFiles.zones(
      SourceFile("roster.csv", bytes), bureaus: directory, folding)
    return Definitions(
      lists: lists, vocabularies: vocabularies,
      roster: Roster(zones: zones, bureaus: directory, folding: folding),
      bureaus: directory, folding: folding,
      listNames: lists.map { list in ([list.title] + list.aliases).map { folding.folded($0) } })
  }

  /// The lists that a sheet name, file name or title line names.
  ///
  /// - Parameter text: The name or line, in any spelling.
  /// - Returns: The lists, in their order; several if the text names several.
  public func lists(namedIn text: String) -> [ListName] {
    let key = folding.folded(text)
    return lists.indices.filter { list in
      listNames[list].contains { key.holds($0) }
    }
    .map { lists[$0].name }
  }

  private static func vocabularies(
    _ file: SourceFile, _ folding: TextFolding
  ) throws(SchemaError) -> [String: Vocabulary] {
    var vocabularies: [String: Vocabulary] = [:]
    let json = try JSONObject(file)
    for name in json.members.map(\.name) {
      guard let entry = try json.object(name) else { continue }
      vocabularies[name] = try Vocabulary(
        name: name, values: entry.strings("values") ?? [],
        synonyms: entry.object("synonyms")?.texts() ?? [],
        crosswalk: entry.object("crosswalk")?.texts() ?? [], folding: folding, file: file.name)
    }
    return vocabularies
  }
}
