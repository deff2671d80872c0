import Glibc

extension Folder {
  /// The first thing in a folder, or the folder itself, that this user can't remove; `nil` where
  /// all of it can go.
  ///
  /// - Parameter path: Path of the folder; nothing there is nothing to remove.
  /// - Returns: Its path, and who owns it.
  static func obstacle(toRemoving path: String) -> (path: String, owner: String)? {
    guard let record = linkStatus(of: path) else { return nil }
    guard record.st_mode & S_IFMT == S_IFDIR else { return nil }
    let names: [String]
    do throws(FileError) {
      names = try Folder.names(in: path)
    } catch {
      return (path, owner(of: record))
    }
    if names.isEmpty { return nil }
    let mayWrite = unsafe PathName.withCString(path) {
      unsafe faccessat(AT_FDCWD, $0, W_OK | X_OK, AT_EACCESS) == 0
    }
    guard mayWrite else { return (path, owner(of: record)) }
    for name in names {
      let below = PathName.join(path, name)
      if let held = stuck(below, in: record) ?? obstacle(toRemoving: below) { return held }
    }
    return nil
  }

  /// Who owns what stands at a path, links not followed: a name, or else a number.
  static func owner(of path: String) -> String? { linkStatus(of: path).map { owner(of: $0) } }

  /// An entry that the folder's sticky bit leaves to its owner, the folder's and root.
  private static func stuck(_ path: String, in folder: stat) -> (path: String, owner: String)? {
    let user = geteuid()
    guard folder.st_mode & S_ISVTX != 0, user != 0, folder.st_uid != user,
      let record = linkStatus(of: path), record.st_uid != user
    else { return nil }
    return (path, owner(of: record))
  }

  private static func linkStatus(of path: String) -> stat? {
    var record = stat()
    guard unsafe PathName.withCString(path, { unsafe lstat($0, &record) }) == 0 else { return nil }
    return record
  }

  private static func owner(of record: stat) -> String {
    guard let entry = unsafe getpwuid(record.st_uid), let name = unsafe entry.pointee.pw_name
    else { return "\(record.st_uid)" }
    return unsafe String(cString: name)
  }
}
