import Table

/// Rows of a template that repeat once for every row of a list.
struct RowBlock: Equatable {
  /// The rows in the template.
  var rows: ClosedRange<Int>
  /// Name of the list.
  var list: String
  /// Rows of the list that stand here.
  var listRows: Int
  /// Rows of the list that stand on the sheets before.
  var skipped = 0
  /// How often the rows stand in the result: an empty list leaves one blank row.
  var copies: Int { max(listRows, 1) }
  /// Rows that come in below the template's.
  var inserted: Int { (copies - 1) * rows.count }
}

/// Where the rows of a template's sheet stand in the result.
struct RowMap: Equatable {
  /// The repeated rows, from top to bottom.
  private(set) var blocks: [RowBlock]
  /// The last row that there is.
  private(set) var end = CellReference.lastRow

  /// A sheet in which nothing moves, or one with the given blocks.
  init(blocks: [RowBlock] = []) { self.blocks = blocks }

  /// The same rows with a part of the one list that repeats.
  ///
  /// - Parameters:
  ///   - records: The part.
  ///   - endsWithList: Whether the sheet has none of the rows below the list.
  /// - Returns: The map of a sheet that holds them.
  func holding(_ records: Range<Int>, endsWithList: Bool) -> RowMap {
    var map = self
    map.blocks[0].listRows = records.count
    map.blocks[0].skipped = records.lowerBound
    if endsWithList { map.end = map.last(map.blocks[0].rows.upperBound) }
    return map
  }

  /// Whether every row stays where it is.
  var isIdentity: Bool { blocks.allSatisfy { $0.inserted == 0 } }

  /// The block that the template's `row` belongs to.
  func block(at row: Int) -> RowBlock? { blocks.first { $0.rows.contains(row) } }

  /// Where `row` stands; a repeated row where it stands first.
  func first(_ row: Int) -> Int {
    var shift = 0
    for block in blocks where block.rows.upperBound < row { shift += block.inserted }
    return min(row + shift, end)
  }

  /// Where `row` stands; a repeated row where it stands last.
  func last(_ row: Int) -> Int {
    let inserted = block(at: row)?.inserted ?? 0
    return min(first(row) + inserted, end)
  }
}

extension RowMap {
  /// Moves and stretches a list of ranges, `A5:P5 R2` (ECMA-376 Part 1, 18.18.76 `ST_Sqref`).
  func sqref(_ text: some Sequence<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    for part in Array(text).split(separator: UInt8(ascii: " ")) {
      if !output.isEmpty { output.append(UInt8(ascii: " ")) }
      output += range(part)
    }
    return output
  }

  /// Moves and stretches one range or cell; what is neither stays as it is.
  func range(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard let area = CellArea(text) else { return Array(text) }
    return mapped(area).text
  }

  /// The area that holds every copy of `area`'s rows.
  func mapped(_ area: CellArea) -> CellArea {
    CellArea(
      from: CellReference(row: first(area.from.row), column: area.from.column),
      to: CellReference(row: last(area.to.row), column: area.to.column))
  }

  /// Moves one cell; a repeated one to where it stands first.
  func cell(_ text: some Sequence<UInt8>) -> [UInt8] {
    let bytes = Array(text)
    guard let cell = CellReference(bytes) else { return bytes }
    return Array(CellReference(row: first(cell.row), column: cell.column).description.utf8)
  }
}

/// A rectangle of cells.
struct CellArea: Equatable {
  /// The upper left cell.
  var from: CellReference
  /// The lower right cell.
  var to: CellReference

  init(from: CellReference, to: CellReference) {
    self.from = from
    self.to = to
  }

  /// Parses `A5:P5` or `A5`.
  init?(_ text: some Sequence<UInt8>) {
    let parts = Array(text).split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count <= 2, let from = parts.first.flatMap({ CellReference($0) }),
      let to = parts.last.flatMap({ CellReference($0) })
    else { return nil }
    self.init(
      from: CellReference(row: min(from.row, to.row), column: min(from.column, to.column)),
      to: CellReference(row: max(from.row, to.row), column: max(from.column, to.column)))
  }

  /// The rows it covers.
  var rows: ClosedRange<Int> { from.row...to.row }

  /// `A5:P5`, or `A5` for a single cell.
  var text: [UInt8] {
    let first = Array(from.description.utf8)
    return from == to ? first : first + [UInt8(ascii: ":")] + Array(to.description.utf8)
  }
}
