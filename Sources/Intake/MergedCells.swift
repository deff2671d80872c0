import ListRecords
import Table
import Workbook

/// Fills the cells that a range merged down a column covers with the range's value.
struct MergedCells {
  /// A range whose first row was passed and whose last is still to come.
  private struct Open {
    var range: CellRange
    var kind: CellKind
    var sharedString: Int32
    var text: [UInt8]
    /// What the range's first row is.
    var rowKind: RowKind
    var isReported = false
  }

  /// A range that covers records.
  struct Covering {
    var range: CellRange
    var text: String
  }

  /// Ranges below the header that span rows, by first row.
  private let ranges: [CellRange]
  private var next = 0
  private var open: [Open] = []
  /// Ranges below the header that span columns, by first cell.
  private let widths: [CellReference: Int]

  init(_ merged: [CellRange], below header: Int, columns: Set<Int>) {
    let below = merged.filter { $0.first.row > header }
    ranges = below.filter { $0.last.row > $0.first.row && columns.contains($0.first.column) }
      .sorted { $0.first < $1.first }
    widths = Dictionary(
      below.filter { $0.last.column > $0.first.column }
        .map { ($0.first, $0.last.column - $0.first.column + 1) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whether nothing below the header spans rows.
  var isEmpty: Bool { ranges.isEmpty }

  /// Number of columns that the range merged from a cell spans.
  func width(row: Int, column: Int) -> Int {
    widths.isEmpty ? 1 : widths[CellReference(row: row, column: column)] ?? 1
  }

  /// The kind that a row covered from above takes from the first row of a range: what lies
  /// under a row of sums is no record.
  func kind(ofRow row: Int, _ own: RowKind) -> RowKind {
    guard own == .data, !open.isEmpty else { return own }
    let isCovered = open.contains {
      $0.range.last.row >= row && ($0.rowKind == .total || $0.rowKind == .subtotal)
    }
    return isCovered ? .subtotal : own
  }

  /// Fills the covered cells of a record, and notes the ranges that begin in the row.
  ///
  /// - Parameters:
  ///   - row: The row; a record's covered cells are filled.
  ///   - kind: What the row is.
  ///   - shared: The texts that shared-string cells refer to.
  ///   - covering: Called for each range when it first covers a record.
  mutating func fill(
    _ row: inout RawRow, _ kind: RowKind, _ shared: any SharedTexts,
    covering: (Covering) -> Void
  ) {
    open.removeAll { $0.range.last.row < row.number }
    if kind == .data {
      for place in open.indices {
        set(open[place], in: &row)
        guard !open[place].isReported else { continue }
        open[place].isReported = true
        covering(
          Covering(
            range: open[place].range, text: String(decoding: open[place].text, as: UTF8.self)))
      }
    }
    while next < ranges.count, ranges[next].first.row <= row.number {
      begin(ranges[next], in: row, kind, shared)
      next += 1
    }
  }

  private mutating func begin(
    _ range: CellRange, in row: RawRow, _ kind: RowKind, _ shared: any SharedTexts
  ) {
    // A range whose first row has no cell holds nothing.
    guard range.first.row == row.number,
      !open.contains(where: { $0.range.first.column == range.first.column }),
      let cell = row.cells.first(where: { Int($0.column) == range.first.column })
    else { return }
    open.append(
      Open(
        range: range, kind: cell.kind, sharedString: cell.sharedString,
        text: Array(row.text(of: cell, shared)), rowKind: kind))
  }

  private func set(_ value: Open, in row: inout RawRow) {
    let column = Int32(value.range.first.column)
    var cell = RawCell(
      column: column, kind: value.kind, sharedString: value.sharedString, text: 0..<0)
    if value.sharedString < 0 {
      let start = Int32(row.bytes.count)
      row.bytes.append(contentsOf: value.text)
      cell.text = start..<Int32(row.bytes.count)
    }
    let place = row.cells.firstIndex { $0.column >= column } ?? row.cells.endIndex
    if place < row.cells.endIndex, row.cells[place].column == column {
      row.cells[place] = cell
    } else {
      row.cells.insert(cell, at: place)
    }
  }
}
