/// Headings of one list, folded: built when the list is read, and checked for headings that
/// mean two fields.
struct HeadingTable: Sendable {
  /// A spelling of an upper heading row.
  struct GroupName: Sendable {
    let name: FoldedText
    /// The group's number; `nil` for words over columns that are none of the list's (`同比`).
    let group: Int?
  }

  /// One-row headings: of fields without a group title and aliases, of the others the heading
  /// that forms print.
  private(set) var exact: [FoldedText: Int] = [:]
  /// Lower rows of two-row headings, with the fields of all groups that have one such.
  private(set) var leaves: [FoldedText: [Int]] = [:]
  /// Upper rows, longest first.
  private(set) var groups: [GroupName] = []
  /// Number of each field's group.
  private(set) var groupOfField: [Int?] = []
  /// Headings that another field has unless the cells below decide otherwise.
  private(set) var byContent: [FoldedText: Int] = [:]

  /// The table of a list.
  ///
  /// - Throws: ``SchemaError/duplicateHeading(file:heading:first:second:)``.
  init(
    fields: [Field], foreignGroups: [String], folding: TextFolding, file: String
  ) throws(SchemaError) {
    var titles: [String] = []
    for field in fields {
      guard let group = field.group else {
        groupOfField.append(nil)
        continue
      }
      if let number = titles.firstIndex(of: group) {
        groupOfField.append(number)
        continue
      }
      let number = titles.count
      titles.append(group)
      groupOfField.append(number)
      for spelling in [group] + field.groupAliases {
        let name = PeriodWords.replaced(in: Self.base(spelling, folding), reportedIn: nil)
        let other = groups.first { $0.name == name }
        if let other, let otherNumber = other.group, otherNumber != number {
          throw .duplicateHeading(
            file: file, heading: spelling, first: titles[otherNumber], second: group)
        }
        if other == nil { groups.append(GroupName(name: name, group: number)) }
      }
    }
    for word in foreignGroups {
      groups.append(GroupName(name: Self.base(word, folding), group: nil))
    }
    groups.sort { $0.name.count > $1.name.count }
    for index in fields.indices { try addTitles(of: index, in: fields, folding, file) }
  }

  private mutating func addTitles(
    of index: Int, in fields: [Field], _ folding: TextFolding, _ file: String
  ) throws(SchemaError) {
    let field = fields[index]
    func fault(_ heading: FoldedText, _ other: Int) -> SchemaError {
      .duplicateHeading(
        file: file, heading: heading.string, first: fields[other].key.rawValue,
        second: field.key.rawValue)
    }
    for title in [field.heading] + (field.group == nil ? [field.title] + field.aliases : []) {
      let key = Self.base(title, folding)
      if let other = exact[key] ?? leaves[key]?.first, other != index { throw fault(key, other) }
      exact[key] = index
    }
    for alias in field.aliasesByContent { byContent[Self.base(alias, folding)] = index }
    guard let group = groupOfField[index] else { return }
    for title in [field.title] + field.aliases {
      let key = Self.base(title, folding)
      let owners = leaves[key] ?? []
      if let other = exact[key], other != index { throw fault(key, other) }
      if let other = owners.first(where: { groupOfField[$0] == group }) {
        if other == index { continue }
        throw fault(key, other)
      }
      leaves[key] = owners + [index]
    }
  }

  private static func base(_ text: String, _ folding: TextFolding) -> FoldedText {
    FoldedHeading(text, folding: folding).base
  }
}
