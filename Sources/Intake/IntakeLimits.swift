public import Workbook

/// How much one file may ask for; F005 names the limit that was met.
public struct IntakeLimits: Equatable, Sendable {
  /// Bytes of a file.
  public var fileBytes: Int
  /// Rows of a sheet.
  public var rows: Int
  /// Columns of a sheet.
  public var columns: Int
  /// Limits of a workbook, of which those of the archive, of cells and of texts hold for archives
  /// of submissions and for text files too.
  public var workbook: WorkbookLimits

  /// The limits of the specification unless told: 64 MiB, 1,048,576 rows, 16,384 columns.
  public init(
    fileBytes: Int = 64 << 20, rows: Int = 1_048_576, columns: Int = 16_384,
    workbook: WorkbookLimits = WorkbookLimits()
  ) {
    self.fileBytes = fileBytes
    self.rows = rows
    self.columns = columns
    self.workbook = workbook
  }
}
