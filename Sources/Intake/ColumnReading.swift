public import ListSchema

/// How one column of a sheet was understood.
public struct ColumnReading: Sendable, Equatable {
  /// What a column is taken for.
  public enum Meaning: Sendable, Equatable {
    /// A field, named by the heading.
    case field(FieldKey)
    /// A field, told by the cells below: `编号` over 隐患编号.
    case fieldByContent(FieldKey)
    /// A second column for a field that the column `first`, from 1, claims too.
    case repeated(FieldKey, first: Int)
    /// It would be a field, but its figures are in another unit.
    case wrongUnit(FieldKey, stated: String)
    /// None of the list's fields; `nearest` is the heading most like it.
    case unknown(nearest: String?)
  }

  /// Column number, from 1.
  public let column: Int
  /// Row number of the cell that holds the lowest heading, from 1.
  public let row: Int
  /// The heading as the sheet prints it, upper rows first, white space left out.
  public let heading: String
  /// What it is taken for.
  public let meaning: Meaning

  /// The field the column is read as, `nil` if it is none.
  public var field: FieldKey? {
    switch meaning {
    case .field(let key), .fieldByContent(let key): key
    case .repeated, .wrongUnit, .unknown: nil
    }
  }

  /// Whether the column is kept beside the fields: unknown, or of another unit.
  public var isExtra: Bool {
    switch meaning {
    case .unknown, .wrongUnit: true
    case .field, .fieldByContent, .repeated: false
    }
  }
}
