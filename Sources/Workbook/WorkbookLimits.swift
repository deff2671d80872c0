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

  /// The limits of the specification unless told.
  public init(
    archive: ZipLimits = ZipLimits(), cells: Int = 30_000_000, textLength: Int = 32_767,
    sharedStrings: Int = 2_000_000, depth: Int = 256
  ) {
    self.archive = archive
    self.cells = cells
    self.textLength = textLength
    self.sharedStrings = sharedStrings
    self.depth = depth
  }
}
