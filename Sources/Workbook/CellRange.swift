public import Table

/// A rectangle of cells, `A1:C3` (ECMA-376 Part 1, 18.18.62 `ST_Ref`).
public struct CellRange: Hashable, Sendable {
  /// The cell at the top left.
  public var first: CellReference
  /// The cell at the bottom right.
  public var last: CellReference

  /// The rectangle between two opposite corners.
  public init(_ one: CellReference, _ other: CellReference) {
    first = CellReference(
      row: min(one.row, other.row), column: min(one.column, other.column))
    last = CellReference(row: max(one.row, other.row), column: max(one.column, other.column))
  }

  /// Parses `A1:C3` or `A1`; `nil` if the text is no range inside a worksheet's bounds.
  public init?(_ text: some Collection<UInt8>) {
    let corners = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard corners.count <= 2, let one = corners.first.flatMap({ CellReference($0) }),
      let other = corners.last.flatMap({ CellReference($0) })
    else { return nil }
    self.init(one, other)
  }

  /// Whether a cell lies inside.
  public func contains(_ cell: CellReference) -> Bool {
    (first.row...last.row).contains(cell.row)
      && (first.column...last.column).contains(cell.column)
  }
}

extension CellRange: CustomStringConvertible {
  /// `A1:C3`, a single cell `A1`.
  public var description: String { first == last ? "\(first)" : "\(first):\(last)" }
}
