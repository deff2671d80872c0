import Table

/// One of the first rows of a sheet, its cells as text: what titles and headers are looked for in.
struct HeadRow {
  /// A cell that is not blank.
  struct Cell {
    var column: Int
    /// Text with white space at the ends taken off.
    var text: String
    var kind: CellKind
  }

  /// Row number, from 1.
  var number: Int
  /// The cells that are not blank, in ascending column order.
  var cells: [Cell]

  /// The cells of a row that hold more than white space.
  init(_ row: RawRow, _ shared: any SharedTexts) {
    number = row.number
    cells = row.cells.compactMap { cell in
      let text = trimmed(row.text(of: cell, shared))
      if text.isEmpty, cell.kind != .formulaWithoutValue { return nil }
      return Cell(
        column: Int(cell.column), text: String(decoding: text, as: UTF8.self), kind: cell.kind)
    }
  }

  /// The cell of a column.
  subscript(column: Int) -> Cell? { cells.first { $0.column == column } }
}

extension RawRow {
  /// UTF-8 text of a cell, wherever it is kept.
  func text(of cell: RawCell, _ shared: any SharedTexts) -> ArraySlice<UInt8> {
    cell.sharedString >= 0
      ? shared[Int(cell.sharedString)]
      : bytes[Int(cell.text.lowerBound)..<Int(cell.text.upperBound)]
  }
}

/// A text without white space at its ends: ASCII, no-break and ideographic spaces, and the marks
/// without width that text copied from elsewhere brings along.
func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var rest = text
  while let length = leadingSpace(rest) { rest = rest.dropFirst(length) }
  while let length = trailingSpace(rest) { rest = rest.dropLast(length) }
  return rest
}

/// Whether a text holds nothing but white space.
func isBlank(_ text: ArraySlice<UInt8>) -> Bool {
  guard let first = text.first else { return true }
  // Most cells are settled by their first byte.
  if first > 0x20, first < 0x80 { return false }
  return trimmed(text).isEmpty
}

private func leadingSpace(_ text: ArraySlice<UInt8>) -> Int? {
  guard let first = text.first else { return nil }
  if first <= 0x20 || first == 0x7F { return 1 }
  if first == 0xC2 { return text.dropFirst().first == 0xA0 ? 2 : nil }
  guard first == 0xE2 || first == 0xE3 || first == 0xEF, text.count >= 3 else { return nil }
  return isWideSpace(text.prefix(3)) ? 3 : nil
}

private func trailingSpace(_ text: ArraySlice<UInt8>) -> Int? {
  guard let last = text.last else { return nil }
  if last <= 0x20 || last == 0x7F { return 1 }
  guard text.count >= 2, last >= 0x80, last < 0xC0 else { return nil }
  if last == 0xA0, text[text.endIndex - 2] == 0xC2 { return 2 }
  return text.count >= 3 && isWideSpace(text.suffix(3)) ? 3 : nil
}

/// U+2000 … U+200F, U+2028 … U+202F, U+205F … U+2064, U+3000, U+FEFF.
private func isWideSpace(_ text: ArraySlice<UInt8>) -> Bool {
  let start = text.startIndex
  switch (text[start], text[start + 1], text[start + 2]) {
  case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xA8...0xAF), (0xE2, 0x81, 0x9F...0xA4),
    (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
    return true
  default:
    return false
  }
}
