/// A file whose first rows were read: what it holds can be told, once the month is known.
public struct OpenedFile {
  /// What was read.
  enum Content {
    /// The heads of the worksheets, or of a text file, and the names of chart sheets.
    case sheets([SheetHead], charts: [String])
    /// The files of an archive.
    case members([OpenedFile])
    /// Nothing.
    case unreadable(ReadFailure)
  }

  /// Path relative to the month's folder, with `/`.
  public let path: String
  /// What the file is.
  public let format: FileFormat
  let content: Content
}
