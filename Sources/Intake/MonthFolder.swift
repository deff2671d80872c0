public import Files
public import Values

/// The folder of a month: which files bureaus have sent, in one order.
public struct MonthFolder: Sendable {
  /// Path of the folder.
  public let path: String
  /// The month in the folder's name, `2022-05`; `nil` if the name is no month.
  public let period: Period?
  /// The files, ordered by the bytes of their paths relative to the folder.
  public let files: [FolderEntry]
  /// What can't be read as a file: links that lead nowhere, pipes, folders that can't be entered.
  public let others: [FolderEntry]
  /// Folders below that the product itself has written, such as a copy of an earlier output; what
  /// lies in them is not listed.
  public let outputs: [FolderEntry]

  /// Name of the receipt register in the folder.
  public static let register = "收件登记.csv"
  /// Name of the settings file in the folder.
  public static let settings = "monthly-merge.yaml"
  /// Name of the folder of outputs.
  public static let output = "汇总"
  /// Entries that a month's folder may have. Thirteen bureaus send some hundred files; a folder of
  /// many more is another one than was meant.
  public static let limit = 5_000

  /// Lists a folder.
  ///
  /// Files in folders below count too, each once however many links lead to it. Passed over are
  /// the output, the register, the settings, and what programs leave behind: hidden files,
  /// `~$苏州市.xlsx`, `Thumbs.db`. Other outputs are told apart by what lies in them.
  ///
  /// - Parameter path: Path of the folder.
  /// - Throws: `FileError` if it can't be listed, or has more than ``limit`` entries.
  public init(_ path: String) throws(FileError) {
    self.path = path
    let name = path.split(separator: "/").last ?? ""
    period = Period(name)
    var outputs: [FolderEntry] = []
    let found = try Folder.walk(path, limit: Self.limit) { entry in
      let parts = entry.path.split(separator: "/")
      if parts.count == 1, Self.isOwn(name: entry.path) { return false }
      if Self.isPassedOver(name: String(parts.last ?? "")) { return false }
      guard entry.kind == .folder, OwnOutput.isWritten("\(path)/\(entry.path)") else { return true }
      outputs.append(entry)
      return false
    }
    self.outputs = outputs.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let sorted = found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    files = sorted.filter { $0.kind == .file }
    others = sorted.filter { $0.kind != .file }
  }

  /// Whether the product itself reads or writes a file of this name at the top of the folder.
  private static func isOwn(name: String) -> Bool {
    [register, settings, output].contains(name)
  }

  /// Whether a file or folder of this name is nobody's submission: hidden, a lock file of an
  /// office program, or one of the system's.
  public static func isPassedOver(name: String) -> Bool {
    if name.hasPrefix(".") || name.hasPrefix("~$") || name.hasPrefix(".~") { return true }
    if name.hasSuffix("~") || name.lowercased().hasSuffix(".tmp") { return true }
    return ["thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"].contains(name.lowercased())
  }
}
