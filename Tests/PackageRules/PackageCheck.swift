import ZipArchive

/// Checks that a workbook keeps the rules of its file format.
///
/// The rules are those of ECMA-376 whose breach has Excel offer to repair a file, or lose a part of
/// it in silence; they are checked on the parts alone, without any of the code that wrote them.
public struct PackageCheck {
  /// What breaks a rule, each with its part, in the order of the parts; none if all is well.
  public private(set) var faults: [String] = []

  /// The part that is being checked.
  var part = ""
  var names: [String] = []
  /// Parts that are XML, by name.
  var nodes: [String: XMLNode] = [:]
  /// Names of sheets and of their parts, in their order.
  var sheets: [(name: String, part: String)] = []
  /// Relationships by part: identifier, kind and target; a target outside is `nil`.
  var links: [String: [(id: String, kind: String, target: String?)]] = [:]
  var cellFormats = 0
  var differentialFormats = 0
  var strings: Int?
  var usedStrings = 0
  /// Names that formulas may use: those of the workbook and of tables, folded.
  var takenNames: Set<String> = []
  var tableIDs: Set<String> = []

  /// Checks a workbook.
  ///
  /// - Parameter bytes: The whole file.
  /// - Throws: `ZipError` or `XMLError` where the archive or a part can't be read at all.
  public init(_ bytes: [UInt8]) throws {
    let zip = try ZipReader(bytes: bytes)
    names = zip.entries.filter { !$0.isFolder }.map(\.text)
    for entry in zip.entries where entry.text.hasSuffix(".xml") || entry.text.hasSuffix(".rels") {
      nodes[entry.text] = try XMLNode(try zip.read(entry))
    }
    checkContentTypes()
    checkRelationships()
    guard let root = links[""]?.first(where: { $0.kind == "officeDocument" })?.target,
      let workbook = nodes[root]
    else {
      fault("no workbook")
      return
    }
    readShared(of: root)
    checkWorkbook(workbook, root)
    for sheet in sheets {
      part = sheet.part
      guard let node = nodes[part] else { continue }
      if node.name == "worksheet" { checkSheet(node) }
      for link in links[part] ?? [] { checkPart(link.kind, link.target, sheet: node) }
    }
    part = links[root]?.first { $0.kind == "sharedStrings" }?.target ?? ""
    if let count = nodes[part]?.number("count"), count != usedStrings {
      fault("count is \(count), cells use strings \(usedStrings) times")
    }
  }

  mutating func fault(_ text: String) { faults.append("\(part): \(text)") }

  mutating func require(_ holds: Bool, _ text: @autoclosure () -> String) {
    if !holds { fault(text()) }
  }

  /// Says so if a value occurs twice.
  mutating func requireUnique(_ values: [String], _ what: String) {
    var seen: Set<String> = []
    for value in values where !seen.insert(value.lowercased()).inserted {
      fault("\(what) \(value) twice")
    }
  }

  // MARK: The package

  /// Every part has a content type, and every type of one part its part (Part 2, 6.2.3).
  private mutating func checkContentTypes() {
    part = "[Content_Types].xml"
    guard let types = nodes[part] else { return fault("missing") }
    requireUnique(names, "part")
    let overrides = types.children("Override").compactMap { $0["PartName"] }
    let defaults = types.children("Default").compactMap { $0["Extension"]?.lowercased() }
    requireUnique(overrides, "type of")
    requireUnique(defaults, "type of extension")
    for name in names where name != part {
      let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
      require(
        overrides.contains("/" + name) || defaults.contains(ending), "no type of \(name)")
    }
    for override in overrides {
      require(names.contains(String(override.dropFirst())), "type of \(override), which is missing")
    }
  }

  /// Relationships lead somewhere, and those that parts name are there (Part 2, 6.5).
  private mutating func checkRelationships() {
    for name in names where name.hasSuffix(".rels") {
      part = name
      var folders = name.split(separator: "/").map(String.init)
      let file = String(folders.removeLast().dropLast(5))
      folders.removeLast()
      let source = (folders + (file.isEmpty ? [] : [file])).joined(separator: "/")
      require(source.isEmpty || names.contains(source), "of \(source), which is missing")
      let relationships = nodes[name]?.children("Relationship") ?? []
      requireUnique(relationships.compactMap { $0["Id"] }, "relationship")
      links[source] = relationships.map { relationship in
        let target = relationship["Target"] ?? ""
        let isOutside = relationship["TargetMode"] == "External"
        return (
          relationship["Id"] ?? "",
          relationship["Type"]?.split(separator: "/").last.map(String.init) ?? "",
          isOutside ? nil : Self.resolve(target, from: folders)
        )
      }
      for link in links[source] ?? [] {
        if let target = link.target {
          require(names.contains(target), "\(link.id) leads to \(target), which is missing")
        }
      }
    }
    for (name, node) in nodes.sorted(by: { $0.key < $1.key }) where !name.hasSuffix(".rels") {
      part = name
      let known = Set((links[name] ?? []).map(\.id))
      for id in node.relationshipIDs where !id.isEmpty {
        require(known.contains(id), "names relationship \(id), which is missing")
      }
    }
  }

  private static func resolve(_ target: String, from base: [String]) -> String {
    var folders = target.hasPrefix("/") ? [] : base
    for component in target.split(separator: "/") {
      switch component {
      case ".": break
      case "..": folders = folders.dropLast()
      default: folders.append(String(component))
      }
    }
    return folders.joined(separator: "/")
  }
}
