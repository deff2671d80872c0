import Table
import XMLStream

/// The rows of a worksheet from the tags of its part: every legal shape, element by element.
struct SheetEvents: ~Copyable {
  /// Where in the part the cursor stands.
  private enum Place {
    case prolog
    case worksheet
    case data
    case row
    case cell
    case value
    case formula
    case inline
    case run
    case inlineText
    case runText
    case epilog
  }

  private var cursor: PartCursor
  private var converter: CellConverter
  private var place = Place.prolog
  /// Open elements that hold nothing for us.
  private var skipped = 0
  private var cell = StoredCell()
  /// Number of the row before, and column of the cell before.
  private var lastRow = 0
  private var lastColumn = 0
  private var rowCount = 0
  private var hasRowNumber = false
  private var isSorted = true

  init(_ cursor: consuming PartCursor, converter: CellConverter) {
    self.cursor = cursor
    self.converter = converter
  }

  mutating func read(into row: inout RawRow) throws(WorkbookError) -> Bool {
    row.clear()
    while let kind = try cursor.next() {
      switch kind {
      case .start:
        if skipped > 0 {
          skipped += 1
        } else {
          try start(&row)
        }
      case .end:
        if skipped > 0 {
          skipped -= 1
        } else if try end(&row) {
          return true
        }
      case .text:
        if skipped == 0 { try text(row) }
      }
    }
    row.clear()
    return false
  }

  private mutating func start(_ row: inout RawRow) throws(WorkbookError) {
    switch (place, Word(rawValue: cursor.symbol)) {
    case (.prolog, .worksheet): place = .worksheet
    case (.prolog, _): throw .wrongPart(name: cursor.part)
    case (.worksheet, .sheetData): place = .data
    case (.data, .row):
      place = .row
      try startRow(&row)
    case (.row, .c):
      place = .cell
      try startCell(&row)
    case (.cell, .v):
      place = .value
      cell.hasValue = true
    case (.cell, .f):
      place = .formula
      cell.hasFormula = true
    case (.cell, .is): place = .inline
    case (.inline, .t): place = .inlineText
    case (.inline, .r): place = .run
    case (.run, .t): place = .runText
    default: skipped = 1
    }
  }

  /// Returns whether a row is complete.
  private mutating func end(_ row: inout RawRow) throws(WorkbookError) -> Bool {
    switch place {
    case .value, .formula, .inline: place = .cell
    case .inlineText, .run: place = .inline
    case .runText: place = .run
    case .cell:
      place = .row
      try converter.append(&cell, to: &row)
    case .row:
      place = .data
      if row.number == 0 { row.number = lastRow + 1 }
      lastRow = row.number
      if !isSorted { row.sortCells() }
      return true
    case .data, .worksheet, .prolog, .epilog: place = .epilog
    }
    return false
  }

  private mutating func text(_ row: RawRow) throws(WorkbookError) {
    switch place {
    case .value, .inlineText, .runText:
      // Seven bytes stand for one character at most, `_xHHHH_`.
      guard cell.value.count / 7 <= converter.limits.textLength else {
        throw .textTooLong(
          part: cursor.part, row: row.number, column: cell.column,
          limit: converter.limits.textLength)
      }
      cell.value.append(contentsOf: cursor.text)
    case .formula:
      guard cell.formula.count / 4 <= converter.limits.textLength else {
        throw .textTooLong(
          part: cursor.part, row: row.number, column: cell.column,
          limit: converter.limits.textLength)
      }
      cell.formula.append(contentsOf: cursor.text)
    default: break
    }
  }

  private mutating func startRow(_ row: inout RawRow) throws(WorkbookError) {
    lastColumn = 0
    isSorted = true
    hasRowNumber = false
    for index in 0..<cursor.attributeCount {
      switch Word(rawValue: cursor.attributeSymbol(index)) {
      case .r:
        let text = cursor.attributeValue(index)
        guard let number = wholeNumber(text), (1...CellReference.lastRow).contains(number) else {
          throw badAddress(text, row: lastRow + 1)
        }
        row.number = number
        hasRowNumber = true
      case .hidden: row.isHidden = isTrue(cursor.attributeValue(index))
      default: break
      }
    }
    if !hasRowNumber { row.number = lastRow + 1 }
    rowCount += 1
    guard rowCount <= CellReference.lastRow else {
      throw .tooManyRows(part: cursor.part, limit: CellReference.lastRow)
    }
  }

  private mutating func startCell(_ row: inout RawRow) throws(WorkbookError) {
    cell.clear()
    for index in 0..<cursor.attributeCount {
      switch Word(rawValue: cursor.attributeSymbol(index)) {
      case .r: try setAddress(cursor.attributeValue(index), in: &row)
      case .t: cell.setType(cursor.attributeValue(index))
      case .s: cell.style = wholeNumber(cursor.attributeValue(index)) ?? -1
      default: break
      }
    }
    if cell.column == 0 { cell.column = lastColumn + 1 }
    guard cell.column <= CellReference.lastColumn, row.number <= CellReference.lastRow else {
      throw badAddress([], row: row.number)
    }
    if cell.column <= lastColumn { isSorted = false }
    lastColumn = cell.column
  }

  private mutating func setAddress(
    _ text: ArraySlice<UInt8>, in row: inout RawRow
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

  private func badAddress(_ text: ArraySlice<UInt8>, row: Int) -> WorkbookError {
    .badAddress(
      part: cursor.part, row: row, address: String(decoding: text.prefix(40), as: UTF8.self))
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
  init?(worksheetAddress text: ArraySlice<UInt8>) {
    var column = 0
    var row = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
        column = column * 26 + Int(byte) - 0x40
      case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0:
        row = row * 10 + Int(byte & 0x0f)
      default:
        // Lower case and `$` are rare enough to be left to the general way.
        guard let reference = CellReference(text) else { return nil }
        self = reference
        return
      }
      if column > Self.lastColumn || row > Self.lastRow { return nil }
    }
    guard row > 0, column > 0 else { return nil }
    self.init(row: row, column: column)
  }
}
