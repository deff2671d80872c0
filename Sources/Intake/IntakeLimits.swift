import Values
public import Workbook

/// How much one file may ask for, by the names of ``Limit``.
public struct IntakeLimits: Equatable, Sendable {
  /// Bytes of a file.
  public var fileBytes: Int
  /// Archives in one another.
  public var zipDepth: Int
  /// Tables of a sheet; more of them are no submission.
  public var tables: Int
  /// Rows of a sheet.
  public var rows: Int
  /// Columns of a sheet.
  public var columns: Int
  /// Limits of a workbook, of which those of the archive, of cells and of texts hold for archives
  /// of submissions and for text files too.
  public var workbook: WorkbookLimits

  /// The limits as shipped, `StandardLimits`.
  ///
  /// - Parameter workbook: Limits of a workbook.
  public init(workbook: WorkbookLimits = WorkbookLimits()) {
    fileBytes = StandardLimits.fileBytes
    zipDepth = StandardLimits.zipDepth
    tables = StandardLimits.tables
    rows = StandardLimits.rows
    columns = StandardLimits.columns
    self.workbook = workbook
  }

  /// The figure of a limit.
  public subscript(limit: Limit) -> Int {
    get { self[keyPath: limit.entry.path] }
    set { self[keyPath: limit.entry.path] = newValue }
  }

  /// The same limits with the time running: a file's seconds count from here.
  ///
  /// The clock enters no output but by F005: it decides whether a file is given up.
  func started() -> IntakeLimits {
    var limits = self
    limits.workbook.deadline = .now + .seconds(workbook.seconds)
    return limits
  }

  /// The failure of meeting a limit.
  ///
  /// - Parameters:
  ///   - limit: The limit.
  ///   - met: What the file asked for; `nil` where nothing was counted past the limit.
  /// - Returns: The failure, with the figure in force.
  func failure(_ limit: Limit, met: Int? = nil) -> ReadFailure {
    .limit(limit, figure: self[limit], met: met)
  }
}
