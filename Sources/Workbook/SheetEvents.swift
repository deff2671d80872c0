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
  private let converter: CellConverter
  private var place = Place.prolog
  /// Open elements that hold nothing for us.
  private var skipped = 0
  private var cell = StoredCell()
  private var value: [UInt8] = []
  private var formula: [UInt8] = []
  private var position: SheetPosition

  init(_ cursor: consuming PartCursor, converter: CellConverter) {
    self.cursor = cursor
    self.converter = converter
    position = SheetPosition(of: converter)
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
      let before = row.cells.count
      try converter.append(cell, value: value.span, formula: formula.span, to: &row)
      try position.countCell(in: row, since: before)
    case .row:
      place = .data
      position.endRow(&row)
      return true
    case .data, .worksheet, .prolog, .epilog: place = .epilog
    }
    return false
  }

  private mutating func text(_ row: RawRow) throws(WorkbookError) {
    switch place {
    case .value, .inlineText, .runText:
      // Seven bytes stand for one character at most, `_xHHHH_`.
      guard value.count / 7 <= converter.limits.textLength else {
        throw .textTooLong(
          part: cursor.part, row: row.number, column: cell.column,
          limit: converter.limits.textLength)
      }
      value.append(contentsOf: cursor.text)
    case .formula:
      guard formula.count / 4 <= converter.limits.textLength else {
        throw .textTooLong(
          part: cursor.part, row: row.number, column: cell.column,
          limit: converter.limits.textLength)
      }
      formula.append(contentsOf: cursor.text)
    default: break
    }
  }

  private mutating func startRow(_ row: inout RawRow) throws(WorkbookError) {
    position.startRow()
    for index in 0..<cursor.attributeCount {
      switch Word(rawValue: cursor.attributeSymbol(index)) {
      case .r: try position.setNumber(cursor.attributeValue(index).span, of: &row)
      case .hidden: row.isHidden = isTrue(cursor.attributeValue(index))
      default: break
      }
    }
    try position.enterRow(&row)
  }

  private mutating func startCell(_ row: inout RawRow) throws(WorkbookError) {
    cell = StoredCell()
    value.removeAll(keepingCapacity: true)
    formula.removeAll(keepingCapacity: true)
    for index in 0..<cursor.attributeCount {
      switch Word(rawValue: cursor.attributeSymbol(index)) {
      case .r: try position.setAddress(cursor.attributeValue(index).span, of: &cell, in: &row)
      case .t: cell.setType(cursor.attributeValue(index).span)
      case .vm: cell.hasRichValue = true
      case .s: cell.style = wholeNumber(cursor.attributeValue(index)) ?? -1
      default: break
      }
    }
    try position.enterCell(&cell, in: row)
  }
}
