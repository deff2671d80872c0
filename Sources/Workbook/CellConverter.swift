import Table

/// What the attributes and children of one `c` element say (ECMA-376 Part 1, 18.3.1.4), before it
/// is turned into a cell.
struct StoredCell {
  /// The attribute `t` (18.18.11 `ST_CellType`).
  enum StoredType {
    case number
    case sharedString
    case formulaText
    case inlineText
    case boolean
    case error
    case isoDate
  }

  var column = 0
  var type = StoredType.number
  var style = 0
  var hasFormula = false
  var hasValue = false
  /// The text of `v`, or the joined runs of `is`, escapes not yet decoded.
  var value: [UInt8] = []
  /// The text of `f`.
  var formula: [UInt8] = []

  /// Makes ready for the next cell, keeping the storage.
  mutating func clear() {
    column = 0
    type = .number
    style = 0
    hasFormula = false
    hasValue = false
    value.removeAll(keepingCapacity: true)
    formula.removeAll(keepingCapacity: true)
  }

  /// Takes the attribute `t`; a type that is not in the standard counts as formula text.
  mutating func setType(_ text: ArraySlice<UInt8>) {
    if text.count == 1, let letter = text.first {
      switch letter {
      case UInt8(ascii: "s"): type = .sharedString
      case UInt8(ascii: "n"): type = .number
      case UInt8(ascii: "b"): type = .boolean
      case UInt8(ascii: "e"): type = .error
      case UInt8(ascii: "d"): type = .isoDate
      default: type = .formulaText
      }
    } else if text.elementsEqual("inlineStr".utf8) {
      type = .inlineText
    } else {
      type = .formulaText
    }
  }
}

/// Turns stored cells into cells of a row. Every way of reading a sheet ends here, so that all
/// give the same cells.
struct CellConverter {
  let part: String
  let styles: Styles
  let strings: SharedStrings
  let is1904: Bool
  let limits: WorkbookLimits
  /// Cells with a value so far, those of sheets read before included.
  private(set) var cellCount: Int

  /// Appends `cell` to `row`, unless it has neither a value nor a formula.
  mutating func append(_ cell: inout StoredCell, to row: inout RawRow) throws(WorkbookError) {
    let before = row.cells.count
    if cell.hasFormula, isPicture(cell) {
      let text = contains("DISPIMG(", in: cell.value) ? cell.value : cell.formula
      try append(.picture, text[...], of: cell, to: &row)
    } else if cell.value.isEmpty {
      // An empty text is what a formula such as `=IF(A1>0,A1,"")` gives; that is a value.
      if cell.hasFormula, cell.type != .formulaText || !cell.hasValue {
        try append(.formulaWithoutValue, [], of: cell, to: &row)
      }
    } else {
      try appendValue(&cell, to: &row)
    }
    guard row.cells.count > before else { return }
    cellCount += 1
    // Addresses may repeat, so they alone don't bound a row.
    guard row.cells.count <= CellReference.lastColumn else {
      throw .tooManyColumns(part: part, row: row.number, limit: CellReference.lastColumn)
    }
    guard cellCount <= limits.cells else { throw .tooManyCells(limit: limits.cells) }
  }

  private func appendValue(
    _ cell: inout StoredCell, to row: inout RawRow
  ) throws(WorkbookError) {
    switch cell.type {
    case .sharedString:
      guard let index = wholeNumber(cell.value[...]), index < strings.count else {
        throw .missingSharedString(part: part, row: row.number, column: cell.column)
      }
      guard !strings.isEmpty(index) else { return }
      row.cells.append(
        RawCell(
          column: Int32(cell.column), kind: .text, sharedString: Int32(index), text: 0..<0))
    case .formulaText, .inlineText:
      cell.value.decodeEscapes(from: 0)
      try append(.text, cell.value[...], of: cell, to: &row)
    case .boolean:
      let text = trimmed(cell.value[...])
      if text.elementsEqual("0".utf8) || text.elementsEqual("false".utf8) {
        try append(.boolean, ArraySlice("false".utf8), of: cell, to: &row)
      } else if isTrue(text) {
        try append(.boolean, ArraySlice("true".utf8), of: cell, to: &row)
      } else {
        try append(.text, text, of: cell, to: &row)
      }
    case .error:
      try append(.error, trimmed(cell.value[...]), of: cell, to: &row)
    case .isoDate:
      let text = trimmed(cell.value[...])
      if let date = ISODate(text) {
        appendDirectly(.date, of: cell, to: &row) { date.append(to: &$0) }
      } else {
        try append(.text, text, of: cell, to: &row)
      }
    case .number:
      try appendNumber(trimmed(cell.value[...]), of: cell, to: &row)
    }
  }

  private func appendNumber(
    _ text: ArraySlice<UInt8>, of cell: StoredCell, to row: inout RawRow
  ) throws(WorkbookError) {
    let format = cell.style == 0 ? styles.format(0) : styles.format(cell.style)
    if format == .number || format == .elapsed, isPlainInteger(text) {
      try append(.number, text, of: cell, to: &row)
      return
    }
    guard var number = DecimalNumber(text) else {
      // Not a number, whatever the cell claims: the text is kept, and refused where it counts.
      try append(.text, text, of: cell, to: &row)
      return
    }
    if format == .date || format == .time, let date = SerialDate(number, is1904: is1904) {
      let isTimeOfDay = date.day == 0 || (format == .time && is1904 && date.day == 1_462)
      appendDirectly(.date, of: cell, to: &row) {
        isTimeOfDay ? date.appendTime(to: &$0) : date.appendDate(to: &$0)
      }
      return
    }
    number.roundForDisplay()
    appendDirectly(.number, of: cell, to: &row) { number.append(to: &$0) }
  }

  /// Whether the text is an integer as any program would write it; such are most numbers.
  private func isPlainInteger(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, text.count <= 18 else { return false }
    if first == UInt8(ascii: "0") { return text.count == 1 }
    return text.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }

  private func append(
    _ kind: CellKind, _ text: ArraySlice<UInt8>, of cell: StoredCell, to row: inout RawRow
  ) throws(WorkbookError) {
    if text.isEmpty, kind != .formulaWithoutValue { return }
    if text.count > limits.textLength,
      [UInt8](text).utf16Length(from: 0) > limits.textLength
    {
      throw .textTooLong(
        part: part, row: row.number, column: cell.column, limit: limits.textLength)
    }
    appendDirectly(kind, of: cell, to: &row) { $0.append(contentsOf: text) }
  }

  private func appendDirectly(
    _ kind: CellKind, of cell: StoredCell, to row: inout RawRow, _ write: (inout [UInt8]) -> Void
  ) {
    let start = Int32(row.bytes.count)
    write(&row.bytes)
    row.cells.append(
      RawCell(column: Int32(cell.column), kind: kind, text: start..<Int32(row.bytes.count)))
  }

  /// Whether the cell is a picture that WPS shows in it, `=DISPIMG("ID_…",1)`.
  private func isPicture(_ cell: StoredCell) -> Bool { contains("DISPIMG(", in: cell.formula) }

  private func contains(_ word: StaticString, in text: [UInt8]) -> Bool {
    let word = Array("\(word)".utf8)
    guard text.count >= word.count else { return false }
    return (0...text.count - word.count).contains { text[$0...].starts(with: word) }
  }
}
