/// The figures of the limits on what one file may ask for, as shipped: the one place they stand.
///
/// Those who read archives, workbooks and submissions take them from here unless told; the names
/// under which they are set and told of are those of `Limit` in the intake.
public enum StandardLimits {
  /// Bytes of a file.
  public static let fileBytes = 64 << 20
  /// Files in a ZIP archive.
  public static let zipEntries = 1_000
  /// Archives in one another: 1 is a `.zip` without a `.zip` in it.
  public static let zipDepth = 1
  /// Inflated bytes of all entries of an archive.
  public static let inflatedBytes = 2 << 30
  /// Inflated bytes of one entry.
  public static let partBytes = 1 << 30
  /// Inflated bytes for one compressed byte: at least 0.5 % compressed.
  public static let inflationRatio = 200
  /// Inflated bytes up to which the ratio is not looked at.
  public static let ratioFloor = 10 << 20
  /// XML elements in one another.
  public static let xmlDepth = 256
  /// Sheets of a workbook.
  public static let sheets = 1_000
  /// Tables of a sheet; more of them are no submission.
  public static let tables = 200
  /// Rows of a sheet (ECMA-376 Part 1, 18.3.1.73, as spreadsheet programs hold it).
  public static let rows = 1_048_576
  /// Columns of a sheet: A to XFD.
  public static let columns = 16_384
  /// Cells with a value in a file.
  public static let cells = 30_000_000
  /// Characters of a cell, in UTF-16 units as spreadsheet programs count them.
  public static let textLength = 32_767
  /// Shared strings of a workbook.
  public static let sharedStrings = 2_000_000
  /// Bytes of memory for what is read, beyond the file itself and the records kept of it.
  public static let memoryBytes = 256 << 20
  /// Seconds for reading and checking a file.
  public static let seconds = 60
}
