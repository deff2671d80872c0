public import Values

/// One of the four lists: what forms, header recognition, rules, merge and export go by.
public struct ListDefinition: Sendable {
  /// Which list it is.
  public let name: ListName
  /// Title, `问题隐患清单`.
  public let title: String
  /// Other names of sheet, file and title line.
  public let aliases: [String]
  /// The columns in the order of the form.
  public let fields: [Field]
  /// One complete valid row of May 2022, as a filer would write it.
  public let sample: [FieldKey: String]
  /// The vocabularies that fields refer to, in the order of the fields.
  public let vocabularies: [Vocabulary]
  /// Words in an upper heading row that make its columns none of this list's: `同比`.
  public let foreignGroups: [String]
  /// The headings, folded.
  let headings: HeadingTable
  private let indices: [FieldKey: Int]

  init(
    name: ListName, title: String, aliases: [String], fields: [Field],
    sample: [FieldKey: String], vocabularies: [Vocabulary], foreignGroups: [String],
    headings: HeadingTable
  ) {
    self.name = name
    self.title = title
    self.aliases = aliases
    self.fields = fields
    self.sample = sample
    self.vocabularies = vocabularies
    self.foreignGroups = foreignGroups
    self.headings = headings
    indices = Dictionary(
      fields.enumerated().map { ($0.element.key, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The place of a field in ``fields``.
  ///
  /// - Parameter key: A field's name.
  /// - Returns: `nil` if the list has no such field.
  public func index(of key: FieldKey) -> Int? { indices[key] }

  /// The field of a name.
  ///
  /// - Parameter key: A field's name.
  /// - Returns: `nil` if the list has no such field.
  public subscript(key: FieldKey) -> Field? { indices[key].map { fields[$0] } }

  /// The vocabulary of a field.
  ///
  /// - Parameter field: A field of the list.
  /// - Returns: `nil` if the field is of another kind.
  public func vocabulary(of field: Field) -> Vocabulary? {
    guard case .vocabulary(let name) = field.kind else { return nil }
    return vocabularies.first { $0.name == name }
  }
}
