import Table

/// What is known of a worksheet before its rows are read.
public struct SheetFacts: Equatable, Sendable {
  /// Merged ranges, in file order (ECMA-376 Part 1, 18.3.1.55).
  public var mergedRanges: [CellRange] = []
  /// Hidden columns, from 1, as ranges in file order (18.3.1.13).
  public var hiddenColumns: [ClosedRange<Int>] = []
  /// Whether drawings, pictures or shapes lie over the cells (18.3.1.36).
  public var hasDrawing = false

  /// Nothing merged, nothing hidden, no drawing.
  public init() {}

  /// Whether a column, from 1, is hidden.
  public func isHidden(column: Int) -> Bool { hiddenColumns.contains { $0.contains(column) } }

  /// Takes what a start tag says.
  mutating func take(_ cursor: borrowing PartCursor) {
    switch cursor.word {
    case .col: addColumn(cursor)
    case .mergeCell:
      // A range outside the sheet merges nothing.
      if let range = cursor.value(.ref).flatMap({ CellRange($0) }) { mergedRanges.append(range) }
    case .drawing, .legacyDrawing, .picture: hasDrawing = true
    default: break
    }
  }

  private mutating func addColumn(_ cursor: borrowing PartCursor) {
    guard cursor.flag(.hidden), let first = cursor.value(.min).flatMap(wholeNumber),
      let last = cursor.value(.max).flatMap(wholeNumber), first >= 1, first <= last
    else { return }
    // Ranges don't overlap in a sound sheet, so that there is one for each column at most.
    guard hiddenColumns.count < CellReference.lastColumn else { return }
    hiddenColumns.append(first...last)
  }
}
