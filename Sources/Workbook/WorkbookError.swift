public import ZipArchive

/// Why a workbook can't be read. Lines and columns of parts count from 1.
public enum WorkbookError: Error, Equatable, Sendable {
  /// The file is not a ZIP archive, or its end is cut off.
  case notAnArchive
  /// The file is protected by a password ([MS-OFFCRYPTO], or an encrypted ZIP entry).
  case encrypted
  /// The file is an OLE compound file that is no encrypted workbook: `.xls`, `.et`, `.doc`.
  case compoundFile
  /// The archive holds no workbook part, or one of another application: `.docx`, `.ods`.
  case notAWorkbook
  /// The workbook is in the binary format `.xlsb`.
  case binaryWorkbook
  /// The workbook has no worksheet.
  case noWorksheet
  /// The archive is damaged, or breaks one of its limits.
  case archive(ZipError)
  /// A part that is referred to is not there.
  case missingPart(name: String)
  /// Two sheets claim the same part.
  case sharedPart(name: String)
  /// A part is not what its relationship says.
  case wrongPart(name: String)
  /// A part is not well-formed XML.
  case malformed(part: String, line: Int, column: Int, reason: String)
  /// A part has a DOCTYPE.
  case documentType(part: String, line: Int)
  /// A part's elements are nested too deep.
  case tooDeep(part: String, limit: Int)
  /// A row or cell has an address that no worksheet has, or that is not of its row.
  case badAddress(part: String, row: Int, address: String)
  /// A cell refers to a shared string that is not there.
  case missingSharedString(part: String, row: Int, column: Int)
  /// A cell's text is longer than a cell can hold; of a shared string `row` and `column` are 0.
  case textTooLong(part: String, row: Int, column: Int, limit: Int)
  /// More shared strings than allowed.
  case tooManySharedStrings(limit: Int)
  /// More cells than allowed.
  case tooManyCells(limit: Int)
  /// A sheet has more rows than a worksheet holds.
  case tooManyRows(part: String, limit: Int)
  /// A row has more cells than a worksheet has columns.
  case tooManyColumns(part: String, row: Int, limit: Int)
  /// More sheets than allowed.
  case tooManySheets(limit: Int)
  /// More bytes would have to be held at a time than allowed.
  case tooMuchMemory(limit: Int)
  /// The file takes longer than allowed.
  case outOfTime(seconds: Int)
  /// There was no memory for a parser.
  case outOfMemory

  /// What a clerk can do about an error.
  public enum Cause: Sendable {
    /// The file is damaged.
    case damage
    /// The file is protected by a password.
    case password
    /// The file is of another format.
    case format
    /// The file breaks a limit.
    case limit
  }

  /// The kind of fault.
  public var cause: Cause {
    switch self {
    case .encrypted: .password
    case .notAnArchive, .compoundFile, .notAWorkbook, .binaryWorkbook: .format
    case .tooDeep, .textTooLong, .tooManySharedStrings, .tooManyCells, .tooManyRows,
      .tooManyColumns, .tooManySheets, .tooMuchMemory, .outOfTime:
      .limit
    case .archive(.tooManyEntries), .archive(.totalTooLarge), .archive(.entryTooLarge),
      .archive(.ratioTooHigh):
      .limit
    default: .damage
    }
  }

  init(_ error: ZipError) {
    switch error {
    case .notAnArchive: self = .notAnArchive
    case .encrypted: self = .encrypted
    case .outOfMemory: self = .outOfMemory
    default: self = .archive(error)
    }
  }
}
