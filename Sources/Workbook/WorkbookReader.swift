import XMLStream
public import ZipArchive

/// One sheet of a workbook (ECMA-376 Part 1, 18.2.19).
public struct WorkbookSheet: Equatable, Sendable {
  /// What the tab's menu says.
  public enum Visibility: Sendable {
    /// Shown.
    case visible
    /// Hidden by the user, who can show it again.
    case hidden
    /// Hidden by a program; no menu shows it again.
    case veryHidden
  }

  /// What kind of sheet it is.
  public enum Kind: Sendable {
    /// A sheet of cells.
    case worksheet
    /// A chart, dialog or macro sheet, which has no cells.
    case other
  }

  /// The name on the tab.
  public var name: String
  /// Whether it is shown.
  public var visibility: Visibility
  /// Whether it has cells.
  public var kind: Kind
  /// Name of its part in the archive, without a leading slash.
  public var part: String
}

/// A workbook, opened for reading (ECMA-376 transitional and strict).
///
/// Parts are found by relationships, never by name. Formulas are not computed: a cell has the
/// value that was stored with it.
public struct WorkbookReader: Sendable {
  /// The sheets, in the order of their tabs.
  public let sheets: [WorkbookSheet]
  /// Whether dates count from 1904 (18.2.28 `date1904`).
  public let is1904: Bool
  /// The shared strings, to which cells refer by index.
  public let sharedStrings: SharedStrings
  /// The archive, for the parts that are no sheets.
  public let archive: ZipReader
  /// Name of the workbook part.
  public let part: String
  private let styles: Styles
  private let limits: WorkbookLimits
  /// Whether pictures are placed in cells ([MS-XLSX] 2.2.4.3.2, Rich Value Rel Part).
  private let hasPictures: Bool
  private let way: ReadingWay

  /// Opens a workbook.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - limits: What the file may ask for.
  /// - Throws: ``WorkbookError`` if it is no workbook, is protected or damaged, or breaks a limit.
  public init(
    bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()
  ) throws(WorkbookError) {
    try Self.refuseCompoundFile(bytes)
    let archive: ZipReader
    do throws(ZipError) {
      archive = try ZipReader(bytes: bytes, limits: limits.archive)
    } catch {
      throw WorkbookError(error)
    }
    try self.init(archive: archive, limits: limits)
  }

  /// Opens a workbook whose archive is open.
  ///
  /// - Parameters:
  ///   - archive: The archive.
  ///   - limits: What the workbook may ask for.
  /// - Throws: ``WorkbookError`` if it is no workbook, is protected or damaged, or breaks a limit.
  public init(
    archive: ZipReader, limits: WorkbookLimits = WorkbookLimits()
  ) throws(WorkbookError) {
    try self.init(archive: archive, limits: limits, way: .quickest)
  }

  /// Opens a workbook to read it in one way or another.
  init(archive: ZipReader, limits: WorkbookLimits, way: ReadingWay) throws(WorkbookError) {
    self.archive = archive
    self.way = way
    self.limits = limits
    let root = try Relationships(of: "", in: archive, limits: limits)
    guard let workbook = root.first(ofType: "officeDocument"),
      let entry = archive.entry(named: workbook.part)
    else { throw .notAWorkbook }
    if workbook.part.hasSuffix(".bin") { throw .binaryWorkbook }
    part = workbook.part
    let relationships = try Relationships(of: part, in: archive, limits: limits)
    (sheets, is1904) = try Self.readSheets(entry, relationships, archive, limits)
    guard sheets.contains(where: { $0.kind == .worksheet }) else { throw .noWorksheet }
    if let strings = Self.entry("sharedStrings", relationships, archive) {
      sharedStrings = try SharedStrings(
        strings, of: archive, limits: limits, way: way)
    } else {
      sharedStrings = SharedStrings()
    }
    if let styles = Self.entry("styles", relationships, archive) {
      self.styles = try Styles(styles, of: archive, limits: limits)
    } else {
      styles = Styles()
    }
    hasPictures = relationships.first(ofType: "richValueRel") != nil
  }

  /// A cursor over the rows of a sheet.
  ///
  /// - Parameters:
  ///   - sheet: One of ``sheets``, a worksheet.
  ///   - cellsBefore: Cells read of other sheets, which count towards the limit of a file.
  /// - Returns: A cursor before the first row; its facts are read.
  /// - Throws: ``WorkbookError`` if the part is missing, damaged or no worksheet.
  public func rows(
    of sheet: WorkbookSheet, cellsBefore: Int = 0
  ) throws(WorkbookError) -> SheetReader {
    guard let entry = archive.entry(named: sheet.part) else {
      throw .missingPart(name: sheet.part)
    }
    let converter = CellConverter(
      part: sheet.part, styles: styles, strings: sharedStrings, is1904: is1904, limits: limits,
      cellsBefore: cellsBefore, hasPictures: hasPictures)
    return try SheetReader(sheet, entry: entry, of: archive, converter: converter, way: way)
  }

  private static func entry(
    _ type: String, _ relationships: Relationships, _ archive: ZipReader
  ) -> ZipEntry? {
    relationships.first(ofType: type).flatMap { archive.entry(named: $0.part) }
  }

  private static func readSheets(
    _ entry: ZipEntry, _ relationships: Relationships, _ archive: ZipReader,
    _ limits: WorkbookLimits
  ) throws(WorkbookError) -> ([WorkbookSheet], is1904: Bool) {
    var cursor = try PartCursor(entry, of: archive, limits: limits)
    var sheets: [WorkbookSheet] = []
    var is1904 = false
    var hasRoot = false
    while let kind = try cursor.next() {
      guard kind == .start else { continue }
      if !hasRoot {
        guard cursor.word == .workbook else { throw .notAWorkbook }
        hasRoot = true
      }
      switch cursor.word {
      case .workbookPr: is1904 = cursor.flag(.date1904)
      case .sheet:
        guard let sheet = try sheet(cursor, relationships) else { continue }
        // A part that many sheets share would be read many times.
        let isShared = sheets.contains { $0.part == sheet.part && !sheet.part.isEmpty }
        guard !isShared else {
          throw .sharedPart(name: sheet.part)
        }
        sheets.append(sheet)
        guard sheets.count <= limits.sheets else { throw .tooManySheets(limit: limits.sheets) }
      default: break
      }
    }
    return (sheets, is1904)
  }

  private static func sheet(
    _ cursor: borrowing PartCursor, _ relationships: Relationships
  ) throws(WorkbookError) -> WorkbookSheet? {
    guard let name = cursor.string(.name) else { return nil }
    // Dialog and macro sheets of old programs may be listed without a part.
    let id = cursor.string(.id) ?? ""
    let target = relationships.relationship(id: id)
    guard target != nil || id.isEmpty else { throw .missingPart(name: id) }
    var bytes = [UInt8](name.utf8)
    bytes.decodeEscapes(from: 0)
    let visibility: WorkbookSheet.Visibility =
      switch cursor.string(.state) {
      case "hidden": .hidden
      case "veryHidden": .veryHidden
      default: .visible
      }
    return WorkbookSheet(
      name: String(decoding: bytes, as: UTF8.self), visibility: visibility,
      kind: target?.type == "worksheet" ? .worksheet : .other, part: target?.part ?? "")
  }

  /// Password-protected workbooks and those of old formats are OLE compound files
  /// ([MS-CFB] 2.2), told apart by the name of a stream in UTF-16.
  private static func refuseCompoundFile(_ bytes: [UInt8]) throws(WorkbookError) {
    guard bytes.starts(with: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) else { return }
    let name: [UInt8] = "EncryptedPackage".utf8.flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
    // Directory entries are 128 bytes long and begin with their names, in whole sectors.
    for offset in stride(from: 512, to: bytes.count, by: 128)
    where bytes[offset...].starts(with: name) {
      throw .encrypted
    }
    throw .compoundFile
  }
}
