import ListRecords
import Table

/// What the shared strings of a file were read as before: most come again in the same column.
struct MetTexts {
  private struct Entry {
    /// Its number in the pool, `TextID.max` until it is first met.
    var text = TextID.max
    /// The field it was read for last without a finding, -1 for none, and the cell it was there.
    var field: Int32 = -1
    var cell: CellID = 0
  }

  private var entries: [Entry]

  /// Nothing is known of so many strings.
  init(count: Int) { entries = [Entry](repeating: Entry(), count: count) }

  /// The number of a cell's shared string in the pool; 0 if there is no such string.
  mutating func number(of cell: RawCell, _ enter: () -> TextID) -> TextID {
    let index = Int(cell.sharedString)
    guard index < entries.count else { return 0 }
    if entries[index].text == .max { entries[index].text = enter() }
    return entries[index].text
  }

  /// Notes what a cell that holds a shared string was read as without a finding.
  mutating func note(_ id: CellID, _ field: Int, of cell: RawCell) {
    let index = Int(cell.sharedString)
    guard index >= 0, index < entries.count else { return }
    entries[index].field = Int32(field)
    entries[index].cell = id
  }

  /// Fills the fields of a row whose shared strings were read for them before.
  ///
  /// - Parameters:
  ///   - cells: A cell a field, blank where the row has none.
  ///   - row: The row.
  ///   - targets: What its columns are for.
  ///   - unmet: The cells that are still to be read, by place in the row.
  func fill(
    _ cells: inout [CellID], of row: borrowing RawRow, _ targets: ColumnTargets,
    leaving unmet: inout [Int]
  ) {
    unmet.removeAll(keepingCapacity: true)
    for field in cells.indices { cells[field] = 0 }
    let (row, targets, entries) = (row.cells.span, targets.codes.span, entries.span)
    for place in row.indices {
      let cell = row[place]
      guard Int(cell.column) < targets.count else { continue }
      let target = targets[Int(cell.column)]
      if target == ColumnTargets.nothing { continue }
      let index = Int(cell.sharedString)
      if target >= 0, index >= 0, index < entries.count, entries[index].field == target {
        cells[Int(target)] = entries[index].cell
      } else {
        unmet.append(place)
      }
    }
  }
}

/// What the columns of a sheet are for.
struct ColumnTargets {
  /// What a column is for.
  enum Target {
    case none
    case field(Int)
    case extra(Int)
  }

  /// By column: the number of a field, ``nothing``, or below it the unknown columns, counted
  /// downwards.
  let codes: [Int32]
  static let nothing: Int32 = -1

  /// The targets of columns by their numbers, 0 for a field without one.
  init(_ columns: [Int], extraColumns: [Int]) {
    var codes: [Int32] = []
    func set(_ column: Int, _ code: Int) {
      while codes.count <= column { codes.append(Self.nothing) }
      codes[column] = Int32(code)
    }
    for (field, column) in columns.enumerated() where column > 0 { set(column, field) }
    for (extra, column) in extraColumns.enumerated() { set(column, -2 - extra) }
    self.codes = codes
  }

  subscript(column: Int) -> Target {
    let code = Int(codes[column])
    return code >= 0 ? .field(code) : code == -1 ? .none : .extra(-2 - code)
  }
}
