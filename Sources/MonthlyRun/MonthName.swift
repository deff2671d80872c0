import Files

/// Names of folders as given on a command line.
enum MonthName {
  /// The last part of a path, that of the current folder for `.`.
  static func name(of path: String) -> String { split(path).name }

  /// A path's folder and its last part; `.` and `..` are looked up.
  static func split(_ path: String) -> (folder: String, name: String) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    if parts.isEmpty || parts.last == "." || parts.last == ".." {
      guard let real = Folder.realPath(path.isEmpty ? "." : path), real != "/" else {
        return ("/", "")
      }
      return split(real)
    }
    let name = parts.removeLast()
    let folder = parts.joined(separator: "/")
    if path.hasPrefix("/") { return ("/" + folder, name) }
    return (folder.isEmpty ? "." : folder, name)
  }
}
