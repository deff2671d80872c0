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
  /// Whether the attribute `vm` refers to a richer value than `v` holds.
  var hasRichValue = false

  /// Takes the attribute `t`; a type that is not in the standard counts as formula text.
  mutating func setType(_ text: Span<UInt8>) {
    if text.count == 1 {
      switch text[0] {
      case UInt8(ascii: "s"): type = .sharedString
      case UInt8(ascii: "n"): type = .number
      case UInt8(ascii: "b"): type = .boolean
      case UInt8(ascii: "e"): type = .error
      case UInt8(ascii: "d"): type = .isoDate
      default: type = .formulaText
      }
    } else if equals(text, 0..<text.count, Self.inlineText) {
      type = .inlineText
    } else {
      type = .formulaText
    }
  }

  private static let inlineText = [UInt8]("inlineStr".utf8)
}

/// Turns stored cells into cells of a row. Every way of reading a sheet ends here, so that all
/// give the same cells.
///
/// A class, since every reader of rows holds it.
final class CellConverter: Sendable {
  let part: String
  let styles: Styles
  let strings: SharedStrings
  let is1904: Bool
  /// Cells of the sheets read before, which count towards the limit of a file.
  let cellsBefore: Int
  /// Whether richer values of the workbook are pictures.
  let hasPictures: Bool
  // The size of a deadline is not known before the program runs, nor is what follows it in place.
  let limits: WorkbookLimits

  init(
    part: String, styles: Styles, strings: SharedStrings, is1904: Bool, limits: WorkbookLimits,
    cellsBefore: Int, hasPictures: Bool
  ) {
    self.part = part
    self.styles = styles
    self.strings = strings
    self.is1904 = is1904
    self.cellsBefore = cellsBefore
    self.hasPictures = hasPictures
    self.limits = limits
  }

  /// Appends `cell` to `row`, unless it has neither a value nor a formula.
  ///
  /// - Parameters:
  ///   - cell: What the cell says of itself.
  ///   - value: The text of `v`, or the joined runs of `is`, escapes not yet decoded.
  ///   - formula: The text of `f`.
  ///   - row: The row that the cell stands in.
  /// - Throws: ``WorkbookError`` if the value breaks a limit, or refers to a string that is not there.
  func append(
    _ cell: StoredCell, value: Span<UInt8>, formula: Span<UInt8>, to row: inout RawRow
  ) throws(WorkbookError) {
    if cell.hasFormula, contains(Self.picture, in: formula) {
      let text = contains(Self.picture, in: value) ? value : formula
      try append(.picture, text, of: cell, to: &row)
    } else if value.isEmpty {
      // An empty text is what a formula such as `=IF(A1>0,A1,"")` gives; that is a value.
      if cell.hasFormula, cell.type != .formulaText || !cell.hasValue {
        try append(.formulaWithoutValue, Span(), of: cell, to: &row)
      }
    } else {
      try appendValue(value, of: cell, to: &row)
    }
  }

  /// What WPS shows a picture with, `=DISPIMG("ID_…",1)`.
  private static let picture = [UInt8]("DISPIMG(".utf8)

  private func appendValue(
    _ value: Span<UInt8>, of cell: StoredCell, to row: inout RawRow
  ) throws(WorkbookError) {
    switch cell.type {
    case .sharedString:
      guard let index = wholeNumber(value), index < strings.count else {
        throw .missingSharedString(part: part, row: row.number, column: cell.column)
      }
      guard !strings.isEmpty(index) else { return }
      row.cells.append(
        RawCell(
          column: Int32(cell.column), kind: .text, sharedString: Int32(index), text: 0..<0))
    case .formulaText, .inlineText:
      try appendText(value, of: cell, to: &row)
    case .boolean:
      let text = value.extracting(trimmed(value))
      let word = [UInt8](copying: text.extracting(first: 6))
      if word.elementsEqual("0".utf8) || word.elementsEqual("false".utf8) {
        appendDirectly(.boolean, of: cell, to: &row) { $0.append(contentsOf: "false".utf8) }
      } else if isTrue(word[...]) {
        appendDirectly(.boolean, of: cell, to: &row) { $0.append(contentsOf: "true".utf8) }
      } else {
        try append(.text, text, of: cell, to: &row)
      }
    case .error:
      let kind: CellKind = cell.hasRichValue && hasPictures ? .picture : .error
      try append(kind, value.extracting(trimmed(value)), of: cell, to: &row)
    case .isoDate:
      let text = value.extracting(trimmed(value))
      if let date = ISODate([UInt8](copying: text)[...]) {
        appendDirectly(.date, of: cell, to: &row) { date.append(to: &$0) }
      } else {
        try append(.text, text, of: cell, to: &row)
      }
    case .number:
      try appendNumber(value.extracting(trimmed(value)), of: cell, to: &row)
    }
  }

  private func appendText(
    _ text: Span<UInt8>, of cell: StoredCell, to row: inout RawRow
  ) throws(WorkbookError) {
    let start = row.bytes.count
    row.bytes.append(copying: text)
    row.bytes.decodeEscapes(from: start)
    let length = row.bytes.count - start
    if length > limits.textLength, row.bytes.utf16Length(from: start) > limits.textLength {
      throw .textTooLong(
        part: part, row: row.number, column: cell.column, limit: limits.textLength)
    }
    row.cells.append(
      RawCell(
        column: Int32(cell.column), kind: .text, text: Int32(start)..<Int32(row.bytes.count)))
  }

  private func appendNumber(
    _ text: Span<UInt8>, of cell: StoredCell, to row: inout RawRow
  ) throws(WorkbookError) {
    let format = styles.format(cell.style)
    if format == .number || format == .elapsed, isPlainNumber(text) {
      try append(.number, text, of: cell, to: &row)
      return
    }
    guard var number = DecimalNumber(text) else {
      // Not a number, whatever the cell claims: the text is kept, and refused where it counts.
      try append(.text, text, of: cell, to: &row)
      return
    }
    if format == .date || format == .time, let date = SerialDate(number, is1904: is1904) {
      appendDate(date, format, of: cell, to: &row)
      return
    }
    number.roundForDisplay()
    appendDirectly(.number, of: cell, to: &row) { number.append(to: &$0) }
  }

  /// Appends a number cell that holds up to seven digits, the first no idle zero.
  ///
  /// - Parameters:
  ///   - number: The number.
  ///   - text: Its digits.
  ///   - cell: What the cell says of itself.
  ///   - row: The row that the cell stands in.
  func append(
    whole number: Int, written text: Span<UInt8>, of cell: StoredCell, to row: inout RawRow
  ) {
    let format = styles.format(cell.style)
    if format == .date || format == .time, let date = SerialDate(day: number, is1904: is1904) {
      appendDate(date, format, of: cell, to: &row)
    } else {
      appendDirectly(.number, of: cell, to: &row) { $0.append(copying: text) }
    }
  }

  private func appendDate(
    _ date: SerialDate, _ format: NumberFormat, of cell: StoredCell, to row: inout RawRow
  ) {
    let isTimeOfDay = date.day == 0 || (format == .time && is1904 && date.day == 1_462)
    appendDirectly(.date, of: cell, to: &row) {
      isTimeOfDay ? date.appendTime(to: &$0) : date.appendDate(to: &$0)
    }
  }

  /// Whether the text is a number as it would be written anew, so that it can be copied: an integer
  /// of up to 18 digits, or a decimal fraction of up to 15 without idle zeros. Such are most.
  private func isPlainNumber(_ text: Span<UInt8>) -> Bool {
    guard text.count <= 18, !text.isEmpty else { return false }
    if text[0] == UInt8(ascii: "0"), text.count > 1, text[1] != UInt8(ascii: ".") { return false }
    var point = 0
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: "."), point == 0, index > 0 {
        point = index
      } else if byte < UInt8(ascii: "0") || byte > UInt8(ascii: "9") {
        return false
      }
    }
    return point == 0 || (text.count <= 16 && text[text.count - 1] > UInt8(ascii: "0"))
  }

  private func append(
    _ kind: CellKind, _ text: Span<UInt8>, of cell: StoredCell, to row: inout RawRow
  ) throws(WorkbookError) {
    if text.isEmpty, kind != .formulaWithoutValue { return }
    if text.count > limits.textLength,
      [UInt8](copying: text).utf16Length(from: 0) > limits.textLength
    {
      throw .textTooLong(
        part: part, row: row.number, column: cell.column, limit: limits.textLength)
    }
    appendDirectly(kind, of: cell, to: &row) { $0.append(copying: text) }
  }

  @inline(__always)
  private func appendDirectly(
    _ kind: CellKind, of cell: StoredCell, to row: inout RawRow, _ write: (inout [UInt8]) -> Void
  ) {
    let start = Int32(row.bytes.count)
    write(&row.bytes)
    row.cells.append(
      RawCell(column: Int32(cell.column), kind: kind, text: start..<Int32(row.bytes.count)))
  }

  private func contains(_ word: [UInt8], in text: Span<UInt8>) -> Bool {
    guard text.count >= word.count else { return false }
    for start in 0...(text.count - word.count)
    where text[start] == word[0] && equals(text, start..<(start + word.count), word) {
      return true
    }
    return false
  }
}
