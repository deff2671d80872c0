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
  private let strings: SharedStrings
  private let rows: SheetRows

  /// Parts up to this size are inflated once and kept while they are read.
  private static let keptSize = 128 << 20

  init(
    _ sheet: WorkbookSheet, entry: ZipEntry, of archive: ZipReader, converter: CellConverter
  ) throws(WorkbookError) {
    self.sheet = sheet
    strings = converter.strings
    let limits = converter.limits
    guard entry.size <= Self.keptSize else {
      facts = try SheetFacts(reading: PartCursor(entry, of: archive, limits: limits))
      rows = SheetRows(
        SheetEvents(
          try PartCursor(entry, of: archive, limits: limits), converter: converter))
      return
    }
    let bytes: [UInt8]
    do throws(ZipError) {
      bytes = try archive.read(entry)
    } catch {
      throw WorkbookError(error)
    }
    let part = entry.text
    facts = try Self.facts(of: part, bytes, limits)
    rows = SheetRows(
      SheetEvents(
        PartCursor(part: part, bytes: bytes, limits: limits), converter: converter))
  }

  private static func facts(
    of part: String, _ bytes: [UInt8], _ limits: WorkbookLimits
  ) throws(WorkbookError) -> SheetFacts {
    if let outline = SheetOutline.cut(bytes),
      let facts = try? SheetFacts(
        reading: PartCursor(part: part, bytes: outline, limits: limits))
    {
      return facts
    }
    // Whatever is wrong, the whole part tells where.
    return try SheetFacts(reading: PartCursor(part: part, bytes: bytes, limits: limits))
  }

  /// The workbook's shared strings.
  public var sharedTexts: any SharedTexts { strings }

  /// Reads the next row into `row`, reusing its storage.
  ///
  /// - Parameter row: On return the row read; cleared after the last.
  /// - Returns: `false` after the last row.
  /// - Throws: ``WorkbookError`` if the part is damaged from here on, or breaks a limit.
  public mutating func read(into row: inout RawRow) throws(WorkbookError) -> Bool {
    try rows.read(into: &row)
  }
}
