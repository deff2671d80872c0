import Table

/// Where in a sheet a reader stands. Rows and cells without addresses follow those before them
/// (ECMA-376 Part 1, 18.3.1.73 and 18.3.1.4). Every way of reading a sheet counts here.
struct SheetPosition {
  let part: String
  /// Number of the row before, and column of the cell before.
  private var lastRow = 0
  private var lastColumn = 0
  private var rowCount = 0
  /// Whether the row's number has been told.
  private(set) var hasRowNumber = false
  private var isSorted = true
  /// Cells with a value so far, those of sheets read before included.
  private var cellCount: Int
  private let cellLimit: Int
  private let memoryLimit: Int

  init(of converter: CellConverter) {
    part = converter.part
    cellCount = converter.cellsBefore
    cellLimit = converter.limits.cells
    memoryLimit = converter.limits.memoryBytes
  }

  /// Begins a row, before its attributes.
  mutating func startRow() {
    lastColumn = 0
    isSorted = true
    hasRowNumber = false
  }

  /// Takes a row's attribute `r`.
  mutating func setNumber(_ text: Span<UInt8>, of row: inout RawRow) throws(WorkbookError) {
    guard let number = wholeNumber(text), (1...CellReference.lastRow).contains(number) else {
      throw badAddress(text, row: lastRow + 1)
    }
    setNumber(number, of: &row)
  }

  /// Takes a row's number, one that a worksheet can have.
  mutating func setNumber(_ number: Int, of row: inout RawRow) {
    row.number = number
    hasRowNumber = true
  }

  /// Numbers and counts a row whose attributes have been taken.
  mutating func enterRow(_ row: inout RawRow) throws(WorkbookError) {
    if !hasRowNumber { row.number = lastRow + 1 }
    rowCount += 1
    guard rowCount <= CellReference.lastRow else {
      throw .tooManyRows(part: part, limit: CellReference.lastRow)
    }
  }

  /// Ends a row: its cells are put in order.
  mutating func endRow(_ row: inout RawRow) {
    lastRow = row.number
    if !isSorted { row.sortCells() }
  }

  /// Takes a cell's attribute `r`.
  mutating func setAddress(
    _ text: Span<UInt8>, of cell: inout StoredCell, in row: inout RawRow
  ) throws(WorkbookError) {
    guard let address = CellReference(worksheetAddress: text) else {
      throw badAddress(text, row: row.number)
    }
    if !hasRowNumber {
      row.number = address.row
      hasRowNumber = true
    }
    guard address.row == row.number else { throw badAddress(text, row: row.number) }
    cell.column = address.column
  }

  /// Places a cell whose attributes have been taken.
  mutating func enterCell(_ cell: inout StoredCell, in row: borrowing RawRow) throws(WorkbookError)
  {
    if cell.column == 0 { cell.column = lastColumn + 1 }
    guard cell.column <= CellReference.lastColumn, row.number <= CellReference.lastRow else {
      throw badAddress(Span(), row: row.number)
    }
    enterCell(inColumn: cell.column)
  }

  /// Places a cell in a column that a worksheet can have.
  mutating func enterCell(inColumn column: Int) {
    if column <= lastColumn { isSorted = false }
    lastColumn = column
  }

  /// Whether a row may have a cell more, one of a few bytes, without a look at the limits.
  func hasRoom(in row: borrowing RawRow) -> Bool {
    row.cells.count < CellReference.lastColumn && cellCount < cellLimit
      && row.bytes.count + Self.shortText <= memoryLimit
  }

  /// What a whole number or a date takes at most.
  private static let shortText = 32

  /// Counts a cell that there was room for.
  mutating func countCell() { cellCount += 1 }

  /// Counts the cell that was appended to a row, if one was, since the row had `before` cells.
  mutating func countCell(in row: borrowing RawRow, since before: Int) throws(WorkbookError) {
    guard row.cells.count > before else { return }
    cellCount += 1
    // Addresses may repeat, so they alone don't bound a row.
    guard row.cells.count <= CellReference.lastColumn else {
      throw .tooManyColumns(part: part, row: row.number, limit: CellReference.lastColumn)
    }
    guard row.bytes.count <= memoryLimit else { throw .tooMuchMemory(limit: memoryLimit) }
    guard cellCount <= cellLimit else { throw .tooManyCells(limit: cellLimit) }
  }

  private func badAddress(_ text: Span<UInt8>, row: Int) -> WorkbookError {
    .badAddress(
      part: part, row: row,
      address: String(decoding: [UInt8](copying: text.extracting(first: 40)), as: UTF8.self))
  }
}

extension RawRow {
  /// Puts cells that came out of order in order; of two at one address the later one counts.
  fileprivate mutating func sortCells() {
    var sorted: [RawCell] = []
    let order = cells.indices.sorted { (cells[$0].column, $0) < (cells[$1].column, $1) }
    for index in order {
      if sorted.last?.column == cells[index].column { sorted.removeLast() }
      sorted.append(cells[index])
    }
    cells = sorted
  }
}

extension CellReference {
  /// Parses `P9` as worksheets write it. Does what `init(_:)` does, at a tenth of the time.
  init?(worksheetAddress text: Span<UInt8>) {
    var column = 0
    var row = 0
    for index in text.indices {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
        column = column * 26 + Int(byte) - 0x40
      case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0:
        row = row * 10 + Int(byte & 0x0f)
      default:
        // Lower case and `$` are rare enough to be left to the general way.
        guard let reference = CellReference([UInt8](copying: text)) else { return nil }
        self = reference
        return
      }
      if column > Self.lastColumn || row > Self.lastRow { return nil }
    }
    guard row > 0, column > 0 else { return nil }
    self.init(row: row, column: column)
  }
}
