/// What a template is filled with.
public struct TemplateData: Sendable {
  /// Values by the name of their placeholder, `{name}`.
  public var values: [String: TemplateValue]
  /// Lists by the first part of their placeholders, `{list.field}`.
  public var lists: [String: any TemplateList]

  /// Data of the given values and lists.
  ///
  /// - Parameters:
  ///   - values: Values by name.
  ///   - lists: Lists by name.
  public init(values: [String: TemplateValue] = [:], lists: [String: any TemplateList] = [:]) {
    self.values = values
    self.lists = lists
  }
}

/// A list whose rows are pulled one at a time.
public protocol TemplateList: Sendable {
  /// The names of the fields, in the order of the values in each row.
  var fields: [String] { get }
  /// How many rows there are. Known beforehand, because what stands above a list may refer to
  /// its last row.
  var rowCount: Int { get }
  /// Whether it knows no fields and gives no rows, so that a placeholder may name any field of it.
  var isOpen: Bool { get }
  /// A cursor before the first row. A list may be gone through more than once.
  func makeRows() -> any TemplateRows
}

extension TemplateList {
  /// A list knows its fields, unless it says otherwise.
  public var isOpen: Bool { false }
}

/// A cursor over the rows of a list.
public protocol TemplateRows {
  /// Fills `row` with the values of the next row.
  ///
  /// - Parameter row: An emptied row; on return one value a field.
  /// - Returns: `false` after the last row.
  mutating func next(into row: inout TemplateRow) -> Bool
}

/// A list that lies in memory.
public struct TemplateTable: TemplateList {
  /// The names of the fields.
  public var fields: [String]
  /// The rows: one value a field.
  public var rows: [[TemplateValue]]

  /// A list of the given rows.
  ///
  /// - Parameters:
  ///   - fields: The names of the fields.
  ///   - rows: The rows, each with one value a field.
  public init(fields: [String], rows: [[TemplateValue]]) {
    self.fields = fields
    self.rows = rows
  }

  /// How many rows there are.
  public var rowCount: Int { rows.count }

  /// A cursor before the first row.
  public func makeRows() -> any TemplateRows { Cursor(rest: rows[...]) }

  private struct Cursor: TemplateRows {
    var rest: ArraySlice<[TemplateValue]>

    mutating func next(into row: inout TemplateRow) -> Bool {
      guard let values = rest.popFirst() else { return false }
      for value in values { row.append(value) }
      return true
    }
  }
}
