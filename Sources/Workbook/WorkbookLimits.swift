public import Values
public import ZipArchive

/// How much a workbook may ask for.
public struct WorkbookLimits: Equatable, Sendable {
  /// Limits of the archive.
  public var archive: ZipLimits
  /// Cells with a value, of all sheets read.
  public var cells: Int
  /// Characters of a text, in UTF-16 units as Excel counts them.
  public var textLength: Int
  /// Shared strings of the workbook.
  public var sharedStrings: Int
  /// Open elements of a part.
  public var depth: Int
  /// Sheets of the workbook.
  public var sheets: Int
  /// Bytes held at a time for what is neither the file nor a cell that was handed on: an inflated
  /// part, the shared strings, merged ranges, one row.
  public var memoryBytes: Int
  /// Seconds that a file may take, as ``deadline`` has it.
  public var seconds: Int
  /// When the file is given up; `nil` for never.
  public var deadline: ContinuousClock.Instant?

  /// The limits as shipped unless told.
  public init(
    archive: ZipLimits = ZipLimits(), cells: Int = StandardLimits.cells,
    textLength: Int = StandardLimits.textLength,
    sharedStrings: Int = StandardLimits.sharedStrings, depth: Int = StandardLimits.xmlDepth,
    sheets: Int = StandardLimits.sheets, memoryBytes: Int = StandardLimits.memoryBytes,
    seconds: Int = StandardLimits.seconds
  ) {
    self.archive = archive
    self.cells = cells
    self.textLength = textLength
    self.sharedStrings = sharedStrings
    self.depth = depth
    self.sheets = sheets
    self.memoryBytes = memoryBytes
    self.seconds = seconds
  }

  /// Throws where the file's time is up.
  func checkTime() throws(WorkbookError) {
    if let deadline, ContinuousClock.now > deadline { throw .outOfTime(seconds: seconds) }
  }

  /// Throws where so many bytes are more than may be held.
  func checkMemory(_ bytes: Int) throws(WorkbookError) {
    guard bytes <= memoryBytes else { throw .tooMuchMemory(limit: memoryBytes) }
  }
}
