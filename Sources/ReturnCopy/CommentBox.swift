import Table

/// Where the box of a comment stands: beside its cell, as large as its text.
struct CommentBox {
  private static let width = 300
  private static let lineHeight = 17
  private static let lines = 3...24
  /// Half-width characters in a line, in the 9 points that comments are written in.
  private static let capacity = 46

  /// Left column, offset in pixels, top row, offset, right column, offset, bottom row, offset; from
  /// 0 ([MS-OI29500] 2.1.1850 Anchor).
  let anchor: String

  init(_ cell: CellReference, text: String, on grid: SheetGrid) {
    let height =
      Self.lineHeight
      * min(max(Self.lineCount(text), Self.lines.lowerBound), Self.lines.upperBound)
    let left = min(cell.column, CellReference.lastColumn - 1)
    let top = max(cell.row - 2, 0)
    let right = Self.place(
      from: left, offset: Self.width + 15, limit: CellReference.lastColumn - 1
    ) { grid.width(ofColumn: $0 + 1) }
    let bottom = Self.place(from: top, offset: height + 4, limit: CellReference.lastRow - 1) {
      grid.height(ofRow: $0 + 1)
    }
    anchor =
      "\(left), 15, \(top), 4, \(right.index), \(right.offset), \(bottom.index), \(bottom.offset)"
  }

  /// The column or row that lies so many pixels behind the start of another, and the rest.
  private static func place(
    from start: Int, offset: Int, limit: Int, size: (Int) -> Int
  ) -> (index: Int, offset: Int) {
    var index = start
    var rest = offset
    while index < limit, index < start + 100, rest > size(index) {
      rest -= size(index)
      index += 1
    }
    return (index, min(rest, max(size(index) - 1, 0)))
  }

  private static func lineCount(_ text: String) -> Int {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(0) { $0 + max(1, ($1.halfWidths + capacity - 1) / capacity) }
  }
}

extension StringProtocol {
  /// Width of a text in half-width characters: those of the CJK blocks count two.
  var halfWidths: Int { unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2000 ? 2 : 1) } }
}
