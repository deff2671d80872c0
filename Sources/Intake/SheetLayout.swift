public import ListSchema
public import Values

/// Where a list's header stands on a sheet, and what its columns are.
public struct SheetLayout: Sendable, Equatable {
  /// The list.
  public let list: ListName
  /// First row of the header, from 1.
  public let firstHeaderRow: Int
  /// Last row of the header, from 1: the unit row and the row of column numbers belong to it.
  public let lastHeaderRow: Int
  /// The columns that have a heading, in ascending order.
  public let columns: [ColumnReading]
  /// Required fields without a column.
  public let missing: [FieldKey]
  /// Texts of the label rows by column, white space left out: what a header repeated after a
  /// page is told by.
  let labels: [[Int: String]]
  /// What each column's heading names, by column: what tells a further table from a repetition.
  let signature: [Int: String]

  /// Whether the header's faults (T003, T004) silence the row rules of the sheet.
  public var hasHeaderFault: Bool {
    !missing.isEmpty
      || columns.contains {
        if case .repeated = $0.meaning { true } else { false }
      }
  }

  /// The column that is read as a field, from 1.
  ///
  /// - Parameter key: A field's name.
  /// - Returns: `nil` if there is none.
  public func column(of key: FieldKey) -> Int? { columns.first { $0.field == key }?.column }

  /// The reading of a column.
  ///
  /// - Parameter column: A column number, from 1.
  /// - Returns: `nil` if the column has no heading.
  public func reading(of column: Int) -> ColumnReading? { columns.first { $0.column == column } }
}
