import Files

/// Names of folders as given on a command line.
///
/// They are taken as named, links not followed: months stand beside each other where the command
/// line says, wherever a link leads to.
enum MonthName {
  /// The last part of a path, that of the current folder for `.`.
  static func name(of path: String) -> String { split(path).name }

  /// Path of the folder that a folder stands in.
  static func parent(of path: String) -> String { split(path).folder }

  /// Path of what stands in a folder, as people write it: without `./`.
  static func path(of name: String, in folder: String) -> String {
    folder == "." ? name : "\(folder)/\(name)"
  }

  /// A path's folder and its last part; a path that ends with `..`, or is `.`, is looked up.
  static func split(_ path: String) -> (folder: String, name: String) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    while parts.count > 1, parts.last == "." { parts.removeLast() }
    if parts.isEmpty || parts.last == "." || parts.last == ".." {
      guard let real = lookedUp(path.isEmpty ? "." : path), real != "/" else {
        return ("/", "")
      }
      return split(real)
    }
    let name = parts.removeLast()
    let folder = parts.joined(separator: "/")
    if path.hasPrefix("/") { return ("/" + folder, name) }
    return (folder.isEmpty ? "." : folder, name)
  }

  /// Where a path leads; the working folder by the name under which a shell has entered it.
  private static func lookedUp(_ path: String) -> String? {
    let real = Folder.realPath(path)
    guard let real, real != "/", let shown = Environment["PWD"], shown.hasPrefix("/"),
      !shown.split(separator: "/").contains(".."), Folder.realPath(shown) == real
    else { return real }
    return shown
  }
}
