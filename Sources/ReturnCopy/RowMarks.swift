import Table
import Workbook

/// Writes the rows of a worksheet with some cells in marked formats (ECMA-376 Part 1, 18.3.1.80
/// `sheetData`).
struct RowMarks {
  /// The sizes of columns and rows, as far as they have been read.
  var grid = SheetGrid()
  /// Whether the rows have been written.
  private(set) var isDone = false

  private let weights: [CellReference: ReturnNote.Weight]
  /// The marked cells that are still to come, the next one last.
  private var rest: [CellReference]
  private let bounds: (first: CellReference, last: CellReference)?
  private var lastRow = 0
  private var lastMarked = 0
  private var prefix = ""

  init(_ weights: [CellReference: ReturnNote.Weight]) {
    self.weights = weights
    rest = weights.keys.sorted(by: >)
    if let last = rest.first, let first = rest.last {
      let columns = rest.map(\.column)
      bounds = (
        CellReference(row: first.row, column: columns.min() ?? 1),
        CellReference(row: last.row, column: columns.max() ?? 1)
      )
    } else {
      bounds = nil
    }
  }

  /// Writes the element at which the scanner stands with the marked cells in its range.
  func writeDimension(
    _ scanner: MarkupScanner, to copy: inout MarkupCopy
  ) throws(ReturnCopyError) {
    guard let bounds, let range = try scanner.value("ref"),
      let area = CellRange(Markup.text(of: scanner.bytes[range]).utf8),
      !area.contains(bounds.first) || !area.contains(bounds.last)
    else { return }
    let first = CellReference(
      row: min(area.first.row, bounds.first.row),
      column: min(area.first.column, bounds.first.column))
    let last = CellReference(
      row: max(area.last.row, bounds.last.row),
      column: max(area.last.column, bounds.last.column))
    copy.replace(range, with: Array("\(first):\(last)".utf8))
  }

  /// Writes the rows, from the start tag of `sheetData` to its end.
  mutating func write(
    _ scanner: inout MarkupScanner, _ token: MarkupScanner.Token, styles: inout StyleSheet,
    to copy: inout MarkupCopy
  ) throws(ReturnCopyError) {
    isDone = true
    prefix = String(decoding: scanner.prefix, as: UTF8.self)
    if token == .empty {
      if !rest.isEmpty {
        copy.fill(Array(try newRows(before: .max, styles: &styles).utf8), emptyAt: scanner)
      }
      return
    }
    while let token = try scanner.next() {
      switch (scanner.level, token) {
      case (2, .end):
        copy.insert(try newRows(before: .max, styles: &styles), at: scanner.range.lowerBound)
        return
      case (3, .start), (3, .empty):
        guard scanner.isNamed("row") else { continue }
        try writeRow(&scanner, token, styles: &styles, to: &copy)
      default: break
      }
    }
  }

  private mutating func writeRow(
    _ scanner: inout MarkupScanner, _ token: MarkupScanner.Token, styles: inout StyleSheet,
    to copy: inout MarkupCopy
  ) throws(ReturnCopyError) {
    let number = try rowNumber(scanner, token)
    guard number > lastRow else { throw .unordered(part: scanner.part, row: number) }
    lastRow = number
    if rest.last?.row == number { lastMarked = number }
    // The box of a comment covers some rows below its cell.
    if number <= lastMarked + 15 { try grid.readRow(scanner, number: number) }
    guard let next = rest.last, next.row <= number else {
      if token == .start { try scanner.skipElement() }
      return
    }
    copy.insert(try newRows(before: number, styles: &styles), at: scanner.range.lowerBound)
    guard rest.last?.row == number else {
      if token == .start { try scanner.skipElement() }
      return
    }
    let isStyled = ["1", "true"].contains(try scanner.text("customFormat"))
    let rowFormat = isStyled ? try scanner.number("s") : nil
    // What a row says of the columns it spans is no longer so.
    if let spans = try scanner.attributes().first(where: {
      scanner.bytes[$0.name].elementsEqual("spans".utf8)
    }) {
      copy.replace(spans.range, with: [])
    }
    if token == .empty {
      let cells = try newCells(
        inRow: number, before: .max, rowFormat: rowFormat, styles: &styles)
      copy.fill(Array(cells.utf8), emptyAt: scanner)
      return
    }
    try writeCells(&scanner, row: number, rowFormat: rowFormat, styles: &styles, to: &copy)
  }

  private mutating func writeCells(
    _ scanner: inout MarkupScanner, row: Int, rowFormat: Int?, styles: inout StyleSheet,
    to copy: inout MarkupCopy
  ) throws(ReturnCopyError) {
    var lastColumn = 0
    while let token = try scanner.next() {
      switch (scanner.level, token) {
      case (3, .end):
        let cells = try newCells(inRow: row, before: .max, rowFormat: rowFormat, styles: &styles)
        copy.insert(cells, at: scanner.range.lowerBound)
        return
      case (4, .start), (4, .empty):
        guard scanner.isNamed("c") else { continue }
        let column =
          try scanner.text("r").flatMap { CellReference($0.utf8) }?.column ?? lastColumn + 1
        guard column > lastColumn else { throw .unordered(part: scanner.part, row: row) }
        lastColumn = column
        if rest.last?.row == row {
          let cells = try newCells(
            inRow: row, before: column, rowFormat: rowFormat, styles: &styles)
          copy.insert(cells, at: scanner.range.lowerBound)
        }
        if let cell = rest.last, cell == CellReference(row: row, column: column) {
          rest.removeLast()
          try writeFormat(of: cell, scanner, styles: &styles, to: &copy)
        }
        if token == .start { try scanner.skipElement() }
      default: break
      }
    }
  }

  private func writeFormat(
    of cell: CellReference, _ scanner: MarkupScanner, styles: inout StyleSheet,
    to copy: inout MarkupCopy
  ) throws(ReturnCopyError) {
    let format = try styles.markedFormat(
      of: try scanner.number("s") ?? 0, as: weights[cell] ?? .error)
    if let range = try scanner.value("s") {
      copy.replace(range, with: Array(String(format).utf8))
    } else {
      copy.insert(" s=\"\(format)\"", at: scanner.name.upperBound)
    }
  }

  /// The number of the row that the scanner stands at. One without a number has that of its first
  /// cell's address, or follows the row before.
  private func rowNumber(
    _ scanner: MarkupScanner, _ token: MarkupScanner.Token
  ) throws(ReturnCopyError) -> Int {
    if let number = try scanner.number("r") { return number }
    guard token == .start else { return lastRow + 1 }
    var ahead = scanner
    while let token = try ahead.next(), !(token == .end && ahead.level == 3) {
      guard ahead.level == 4, token == .start || token == .empty, ahead.isNamed("c") else {
        continue
      }
      return try ahead.text("r").flatMap { CellReference($0.utf8) }?.row ?? lastRow + 1
    }
    return lastRow + 1
  }

  // MARK: Cells that are not there

  /// New rows for the marked cells that stand above the row `number`.
  private mutating func newRows(
    before number: Int, styles: inout StyleSheet
  ) throws(ReturnCopyError) -> String {
    var text = ""
    while let cell = rest.last, cell.row < number {
      text += "<\(prefix)row r=\"\(cell.row)\">"
      text += try newCells(inRow: cell.row, before: .max, rowFormat: nil, styles: &styles)
      text += "</\(prefix)row>"
    }
    return text
  }

  /// New cells for the marked ones of the row that stand before the column.
  private mutating func newCells(
    inRow row: Int, before column: Int, rowFormat: Int?, styles: inout StyleSheet
  ) throws(ReturnCopyError) -> String {
    var text = ""
    while let cell = rest.last, cell.row == row, cell.column < column {
      rest.removeLast()
      let format = try styles.markedFormat(
        of: rowFormat ?? grid.format(ofColumn: cell.column), as: weights[cell] ?? .error)
      text += "<\(prefix)c r=\"\(cell)\" s=\"\(format)\"/>"
    }
    return text
  }
}
