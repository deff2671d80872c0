/// One column of a list.
public struct Field: Sendable, Equatable {
  /// Name in data exports and findings.
  public let key: FieldKey
  /// Heading of the column, or of the lower row of a two-row heading.
  public let title: String
  /// Upper row of a two-row heading, `nil` where there is one row.
  public let group: String?
  /// Other headings that mean this field.
  public let aliases: [String]
  /// Other spellings of the group.
  public internal(set) var groupAliases: [String]
  /// Headings of another field that mean this one when the cells below look like it: `编号` is
  /// 序号, unless the cells hold 隐患编号.
  public let aliasesByContent: [String]
  /// What the field holds.
  public let kind: FieldKind
  /// Whether a blank is an error always (V001).
  public let isRequired: Bool
  /// When a blank is an error otherwise.
  public let requiredWhen: Condition?
  /// Least length in characters after trimming.
  public let minLength: Int?
  /// Greatest length in characters after trimming.
  public let maxLength: Int?
  /// Regular expression of the whole value, as Table Schema has it.
  public let pattern: String?
  /// Unit of the figures, `万元`.
  public let unit: String?
  /// How to fill the column in, for the form.
  public let description: String
  /// The heading in one row, as forms print it: `本月事故起数`, `其中：一般事故`.
  public let heading: String

  /// The field with the spellings of its group.
  func with(groupAliases: [String]) -> Field {
    var field = self
    field.groupAliases = groupAliases
    return field
  }
}
