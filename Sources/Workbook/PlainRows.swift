import Table

/// The rows of a worksheet from the bytes between `<sheetData>` and `</sheetData>`, as long as
/// they have the plain shape that almost every program writes:
/// `<row r s …><c r s t><f>…</f><v>…</v></c><c><is><t>…</t></is></c></row>`.
///
/// Gives what ``SheetEvents`` gives, or a ``Surprise``, after which it is not asked again.
struct PlainRows: ~Copyable {
  private var markup: PlainMarkup
  private var position: SheetPosition
  private let converter: CellConverter
  /// What the addresses of the row's cells end with.
  private var rowNumber = PlainRowNumber()
  private var cell = StoredCell()
  /// Where the cell's value and formula stand in the part.
  private var value = 0..<0
  private var formula = 0..<0
  /// Value and formula with their references replaced.
  private var joinedValue: [UInt8] = []
  private var joinedFormula: [UInt8] = []
  /// Whether value or formula hold references.
  private var hasReferences = false
  private var hasInline = false

  /// Rows that begin at a place in the part.
  init(from start: Int, converter: CellConverter) {
    markup = PlainMarkup(position: start)
    position = SheetPosition(of: converter)
    self.converter = converter
  }

  /// Reads the next row; `false` at the end of `part`, which ends where the rows do.
  mutating func read(_ part: Span<UInt8>, into row: inout RawRow) throws(Surprise) -> Bool {
    row.clear()
    markup.skipBlanks(part)
    if markup.isAtEnd(part) { return false }
    let tag = try startRow(part, &row)
    if !tag.isEmpty {
      readPlainCells(part, &row)
      markup.skipBlanks(part)
      while !markup.isAtEndTag(part) {
        try readCell(part, &row)
        readPlainCells(part, &row)
        markup.skipBlanks(part)
      }
      try markup.endTag(part, of: tag.name)
    }
    position.endRow(&row)
    return true
  }

  private static let row = [UInt8]("row".utf8)

  /// Reads the start tag of a row.
  private mutating func startRow(
    _ part: Span<UInt8>, _ row: inout RawRow
  ) throws(Surprise) -> PlainMarkup.Tag {
    position.startRow()
    let start = markup.position
    var tag = PlainMarkup.Tag(name: start + 1..<start + 4, isEmpty: false)
    if let head = PlainRowHead(part, from: start) {
      position.setNumber(head.number, of: &row)
      markup.move(to: head.end)
    } else {
      tag = try markup.startTag(part)
      guard tag.name.count == 3, equals(part, tag.name, Self.row) else { throw Surprise() }
      try readAttributes(part, &row)
    }
    do throws(WorkbookError) {
      try position.enterRow(&row)
    } catch {
      throw Surprise()
    }
    rowNumber = position.hasRowNumber ? PlainRowNumber(row.number) : PlainRowNumber()
    return tag
  }

  /// Takes the attributes of a row.
  private mutating func readAttributes(
    _ part: Span<UInt8>, _ row: inout RawRow
  ) throws(Surprise) {
    do throws(WorkbookError) {
      for index in 0..<markup.attributes.count {
        let attribute = markup.attributes[index]
        if attribute.letter(part) == UInt8(ascii: "r") {
          try position.setNumber(part.extracting(attribute.place), of: &row)
        } else if attribute.isHidden(part) {
          row.isHidden = isTrue([UInt8](copying: part.extracting(attribute.place))[...])
        }
      }
    } catch {
      throw Surprise()
    }
  }

  private mutating func readCell(_ part: Span<UInt8>, _ row: inout RawRow) throws(Surprise) {
    cell = StoredCell()
    value = 0..<0
    formula = 0..<0
    hasReferences = false
    hasInline = false
    let tag: PlainMarkup.Tag
    let start = markup.position
    if let head = PlainCellHead(part, from: start, row: rowNumber) {
      cell = head.cell
      tag = PlainMarkup.Tag(name: start + 1..<start + 2, isEmpty: head.isEmpty)
      markup.move(to: head.end)
      try enterCell(row)
    } else {
      tag = try markup.startTag(part)
      guard isLetter(part, tag.name, UInt8(ascii: "c")) else { throw Surprise() }
      try startCell(part, &row)
    }
    if !tag.isEmpty, try !readLoneValue(part) {
      markup.skipBlanks(part)
      while !markup.isAtEndTag(part) {
        try readContent(part)
        markup.skipBlanks(part)
      }
      try markup.endTag(part, of: tag.name)
    }
    if hasReferences { try join(part) }
    let before = row.cells.count
    do throws(WorkbookError) {
      if hasReferences {
        try converter.append(
          cell, value: joinedValue.span, formula: joinedFormula.span, to: &row)
      } else {
        try converter.append(
          cell, value: part.extracting(value), formula: part.extracting(formula), to: &row)
      }
      try position.countCell(in: row, since: before)
    } catch {
      throw Surprise()
    }
  }

  private mutating func startCell(_ part: Span<UInt8>, _ row: inout RawRow) throws(Surprise) {
    do throws(WorkbookError) {
      for index in 0..<markup.attributes.count {
        let attribute = markup.attributes[index]
        switch attribute.letter(part) {
        case UInt8(ascii: "r"):
          try position.setAddress(part.extracting(attribute.place), of: &cell, in: &row)
        case UInt8(ascii: "s"):
          cell.style = wholeNumber(part.extracting(attribute.place)) ?? -1
        case UInt8(ascii: "t"): cell.setType(part.extracting(attribute.place))
        default: if attribute.isRichValue(part) { cell.hasRichValue = true }
        }
      }
    } catch {
      throw Surprise()
    }
    try enterCell(row)
  }

  private mutating func enterCell(_ row: borrowing RawRow) throws(Surprise) {
    do throws(WorkbookError) {
      try position.enterCell(&cell, in: row)
    } catch {
      throw Surprise()
    }
  }

  /// Reads cells as long as they refer to shared strings, `<c r="P9" t="s"><v>12</v></c>`, hold
  /// whole numbers, `<c r="P9" s="1"><v>12</v></c>`, or nothing: such are nine of ten.
  private mutating func readPlainCells(_ part: Span<UInt8>, _ row: inout RawRow) {
    while position.hasRoom(in: row),
      let head = PlainCellHead(part, from: markup.position, row: rowNumber)
    {
      var end = head.end
      if !head.isEmpty {
        let start = end &+ 3
        let digits = PlainDigits(PlainMarkup.word(part, at: start))
        end = start &+ digits.count
        // `<v>`, `</v></c>`
        guard digits.isNumber, PlainMarkup.word(part, at: start &- 3) >> 40 == 0x3c_763e,
          PlainMarkup.word(part, at: end) == 0x3c2f_763e_3c2f_633e
        else { return }
        if head.cell.type == .sharedString {
          guard digits.value < converter.strings.count else { return }
          if !converter.strings.isEmpty(digits.value) {
            row.append(column: head.cell.column, sharedString: digits.value)
            position.countCell()
          }
        } else {
          // A number with idle zeros is written anew.
          guard head.cell.type == .number, digits.count == 1 || part[start] > UInt8(ascii: "0")
          else { return }
          converter.append(
            whole: digits.value, written: part.extracting(start..<end), of: head.cell, to: &row)
          position.countCell()
        }
        end &+= 8
      }
      position.enterCell(inColumn: head.cell.column)
      markup.move(to: end)
    }
  }

  /// Reads what most cells hold, `<v>…</v></c>` or `<is><t>…</t></is></c>`; `false` if it is
  /// something else.
  private mutating func readLoneValue(_ part: Span<UInt8>) throws(Surprise) -> Bool {
    let start = markup.position
    let word = PlainMarkup.word(part, at: start)
    if word >> 40 == 0x3c_763e {
      markup.move(to: start + 3)
      value = try readText(part)
      let end = markup.position
      // `</v></c>`
      if PlainMarkup.word(part, at: end) == 0x3c2f_763e_3c2f_633e {
        markup.move(to: end + 8)
        cell.hasValue = true
        return true
      }
    } else if word >> 8 == 0x3c_6973_3e3c_743e {
      markup.move(to: start + 7)
      value = try readText(part)
      let end = markup.position
      // `</t></is></c>` as two words that overlap.
      if PlainMarkup.word(part, at: end) == 0x3c2f_743e_3c2f_6973,
        PlainMarkup.word(part, at: end + 5) == 0x2f69_733e_3c2f_633e
      {
        markup.move(to: end + 13)
        return true
      }
    }
    markup.move(to: start)
    value = 0..<0
    hasReferences = false
    return false
  }

  /// Reads a child of a cell; more than one value, or than one formula, is not plain.
  private mutating func readContent(_ part: Span<UInt8>) throws(Surprise) {
    let tag = try markup.startTag(part)
    let first = part[tag.name.lowerBound]
    switch (first, tag.name.count) {
    case (UInt8(ascii: "v"), 1):
      guard !cell.hasValue, !hasInline else { throw Surprise() }
      cell.hasValue = true
      if !tag.isEmpty { value = try readText(part, of: tag.name) }
    case (UInt8(ascii: "f"), 1):
      guard !cell.hasFormula else { throw Surprise() }
      cell.hasFormula = true
      if !tag.isEmpty { formula = try readText(part, of: tag.name) }
    case (UInt8(ascii: "i"), 2) where part[tag.name.lowerBound + 1] == UInt8(ascii: "s"):
      guard !cell.hasValue, !hasInline else { throw Surprise() }
      hasInline = true
      if !tag.isEmpty { try readInline(part, of: tag.name) }
    default: throw Surprise()
    }
  }

  /// Reads the text of an element and its end tag.
  private mutating func readText(
    _ part: Span<UInt8>, of name: Range<Int>
  ) throws(Surprise) -> Range<Int> {
    let text = try readText(part)
    try markup.endTag(part, of: name)
    return text
  }

  private mutating func readText(_ part: Span<UInt8>) throws(Surprise) -> Range<Int> {
    let text = try markup.text(part)
    // Longer ones may break the limit, in a way that depends on what they hold.
    guard text.count / 4 <= converter.limits.textLength else { throw Surprise() }
    if markup.hasReferences { hasReferences = true }
    return text
  }

  /// Replaces the references in value and formula.
  private mutating func join(_ part: Span<UInt8>) throws(Surprise) {
    joinedValue.removeAll(keepingCapacity: true)
    joinedFormula.removeAll(keepingCapacity: true)
    try joinedValue.appendReplacingReferences(in: part, value)
    try joinedFormula.appendReplacingReferences(in: part, formula)
  }

  private mutating func readInline(
    _ part: Span<UInt8>, of name: Range<Int>
  ) throws(Surprise) {
    markup.skipBlanks(part)
    let tag = try markup.startTag(part)
    guard isLetter(part, tag.name, UInt8(ascii: "t")) else { throw Surprise() }
    if !tag.isEmpty { value = try readText(part, of: tag.name) }
    markup.skipBlanks(part)
    try markup.endTag(part, of: name)
  }

  private func isLetter(_ part: Span<UInt8>, _ name: Range<Int>, _ letter: UInt8) -> Bool {
    name.count == 1 && part[name.lowerBound] == letter
  }
}
