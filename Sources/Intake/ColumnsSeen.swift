import Table
import Workbook

/// Hidden columns that hold values of records.
struct HiddenColumns {
  private var waiting: Set<Int> = []
  private var found: Set<Int> = []

  init(_ facts: SheetFacts, _ layout: SheetLayout) {
    guard !facts.hiddenColumns.isEmpty else { return }
    waiting = Set(layout.columns.map(\.column).filter(facts.isHidden))
  }

  /// The columns found, in ascending order.
  var columns: [Int] { found.sorted() }

  /// Takes note of a record's cells.
  mutating func count(_ cells: [RawCell]) {
    if waiting.isEmpty { return }
    for cell in cells {
      if waiting.remove(Int(cell.column)) != nil { found.insert(Int(cell.column)) }
    }
  }
}

/// Columns without heading that hold values of records.
struct StrayColumns {
  private var isKnown: [Bool]
  /// The columns found.
  private(set) var columns: [Int] = []

  private static let limit = 64

  init(_ layout: SheetLayout) {
    isKnown = [Bool](repeating: false, count: (layout.columns.last?.column ?? 0) + 1)
    for reading in layout.columns { isKnown[reading.column] = true }
  }

  /// Takes note of a record's cells.
  mutating func count(_ cells: [RawCell]) {
    for cell in cells {
      let column = Int(cell.column)
      if column < isKnown.count, isKnown[column] { continue }
      if columns.count < Self.limit, !columns.contains(column) { columns.append(column) }
    }
  }
}
