public import Table
import ZipArchive

/// A cursor over the rows of one worksheet.
///
/// Rows come in file order and are read as they are asked for; a row that the file does not
/// mention does not come, a row without cells may. Source: ECMA-376 Part 1, 18.3.1.73 and 18.3.1.4.
public struct SheetReader: RowSource {
  /// The worksheet that is read.
  public let sheet: WorkbookSheet
  /// Merged ranges, hidden columns and the like.
  public let facts: SheetFacts
  /// Whether the workbook's dates count from 1904 (18.2.28 `date1904`), plain numbers that stand
  /// for dates too.
  public let is1904: Bool
  private let strings: SharedStrings
  private let rows: SheetRows

  init(
    _ sheet: WorkbookSheet, entry: ZipEntry, of archive: ZipReader, converter: CellConverter,
    way: ReadingWay
  ) throws(WorkbookError) {
    self.sheet = sheet
    strings = converter.strings
    is1904 = converter.is1904
    let limits = converter.limits
    guard entry.size <= min(ReadingWay.keptSize, limits.memoryBytes) else {
      facts = try SheetFrame(reading: PartCursor(entry, of: archive, limits: limits)).facts
      rows = SheetRows(
        SheetEvents(try PartCursor(entry, of: archive, limits: limits), converter: converter),
        converter: converter)
      return
    }
    let bytes = try archive.bytes(of: entry)
    let part = entry.text
    if let outline = PartOutline(of: bytes, around: "sheetData"),
      let frame = try? SheetFrame(
        reading: PartCursor(part: part, bytes: outline.around, limits: limits))
    {
      facts = frame.facts
      if way == .quickest, frame.hasPlainRows {
        rows = SheetRows(.init(bytes: bytes, rows: outline.content), converter: converter)
        return
      }
    } else {
      // Whatever is wrong, the whole part tells where.
      facts = try SheetFrame(reading: PartCursor(part: part, bytes: bytes, limits: limits)).facts
    }
    rows = SheetRows(
      SheetEvents(PartCursor(part: part, bytes: bytes, limits: limits), converter: converter),
      converter: converter)
  }

  /// The workbook's shared strings.
  public var sharedTexts: any SharedTexts { strings }

  /// Whether the rows have been read by their bytes so far, for tests.
  package var isPlain: Bool { rows.isPlain }

  /// Reads the next row into `row`, reusing its storage.
  ///
  /// - Parameter row: On return the row read; cleared after the last.
  /// - Returns: `false` after the last row.
  /// - Throws: ``WorkbookError`` if the part is damaged from here on, or breaks a limit.
  public mutating func read(into row: inout RawRow) throws(WorkbookError) -> Bool {
    try rows.read(into: &row)
  }
}
