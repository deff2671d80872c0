import Glibc

/// An entry of a folder.
public struct FolderEntry: Hashable, Sendable {
  /// Path relative to the folder listed, with `/`.
  public let path: String
  /// What the entry is, links followed.
  public let kind: FileKind
  /// Size in bytes; 0 unless a regular file.
  public let size: Int
  /// When the contents last changed.
  public let modified: FileTime
}

/// Listing, making and removing folders.
public enum Folder {
  /// The entries of a folder, ordered by the bytes of their names; `.` and `..` left out.
  ///
  /// - Parameter path: Path of the folder.
  /// - Returns: Every entry, hidden ones too. One that vanished meanwhile is left out.
  /// - Throws: `FileError`, such as ``FileError/notFolder(path:)``.
  public static func list(_ path: String) throws(FileError) -> [FolderEntry] {
    var entries: [FolderEntry] = []
    for name in try names(in: path) {
      do throws(FileError) {
        let status = try FileStatus(of: PathName.join(path, name))
        entries.append(
          FolderEntry(
            path: name, kind: status.kind, size: status.size, modified: status.modified))
      } catch .notFound {
        // Removed since the folder was read.
      }
    }
    return entries
  }

  /// Everything below a folder but the folders themselves, ordered folder by folder.
  ///
  /// Every folder is entered once, however many links lead to it, so a circle of links ends. A
  /// folder below that can't be entered is listed itself, as a folder: it keeps nobody from what
  /// lies beside it.
  ///
  /// - Parameters:
  ///   - path: Path of the folder.
  ///   - limit: Largest number of entries, folders counted.
  ///   - isWanted: Whether an entry, by its relative path and kind, is to be listed or entered.
  /// - Returns: Files, broken links, others and closed folders, by paths relative to `path`.
  /// - Throws: `FileError`, also ``FileError/tooMany(path:limit:)``.
  public static func walk(
    _ path: String, limit: Int = 1_000_000,
    where isWanted: (_ entry: FolderEntry) -> Bool = { _ in true }
  ) throws(FileError) -> [FolderEntry] {
    var found: [FolderEntry] = []
    var seen: Set<FileStatus.Identity> = [try FileStatus(of: path).identity]
    var count = 0
    // Folders still to be entered, the next one last.
    var waiting: [FolderEntry?] = [nil]
    while let next = waiting.popLast() {
      let below = next?.path ?? ""
      let folder = below.isEmpty ? path : PathName.join(path, below)
      var folders: [FolderEntry] = []
      let entries: [FolderEntry]
      do throws(FileError) {
        entries = try list(folder)
      } catch {
        guard let next else { throw error }
        if error != .notFound(path: folder) { found.append(next) }
        continue
      }
      for entry in entries {
        count += 1
        if count > limit { throw .tooMany(path: path, limit: limit) }
        let relative = FolderEntry(
          path: below.isEmpty ? entry.path : below + "/" + entry.path, kind: entry.kind,
          size: entry.size, modified: entry.modified)
        guard isWanted(relative) else { continue }
        guard entry.kind == .folder else {
          found.append(relative)
          continue
        }
        guard let status = try? FileStatus(of: PathName.join(folder, entry.path)) else { continue }
        if seen.insert(status.identity).inserted { folders.append(relative) }
      }
      waiting.append(contentsOf: folders.reversed())
    }
    return found
  }

  /// Makes a folder and those above it; one that is there already is left as it is.
  ///
  /// - Parameter path: Path of the folder.
  /// - Throws: `FileError`, also ``FileError/notFolder(path:)`` if a file is in the way.
  public static func make(_ path: String) throws(FileError) {
    if unsafe PathName.withCString(path, { unsafe mkdir($0, 0o777) }) == 0 { return }
    let failure = FileError.last("mkdir", path)
    switch failure {
    case .system(_, _, EEXIST):
      if try FileStatus(of: path).kind != .folder { throw .notFolder(path: path) }
    case .notFound:
      let above = PathName.split(path).folder
      if above == path || above == "." { throw failure }
      try make(above)
      let made = unsafe PathName.withCString(path) { unsafe mkdir($0, 0o777) }
      if made != 0 && errno != EEXIST { throw FileError.last("mkdir", path) }
    default:
      throw failure
    }
  }

  /// Makes a folder that is not there yet.
  static func makeNew(_ path: String) throws(FileError) {
    if unsafe PathName.withCString(path, { unsafe mkdir($0, 0o777) }) != 0 {
      throw FileError.last("mkdir", path)
    }
  }

  /// Removes a file, a link (not what it leads to), or a folder with all it holds.
  ///
  /// - Parameter path: Path of what is to go. Nothing there is no error.
  /// - Throws: `FileError`.
  public static func remove(_ path: String) throws(FileError) {
    if unsafe PathName.withCString(path, { unsafe unlink($0) }) == 0 { return }
    if errno == ENOENT { return }
    let failure = FileError.last("unlink", path)
    var record = stat()
    guard unsafe PathName.withCString(path, { unsafe lstat($0, &record) }) == 0,
      record.st_mode & S_IFMT == S_IFDIR
    else { throw failure }
    for name in try names(in: path) { try remove(PathName.join(path, name)) }
    if unsafe PathName.withCString(path, { unsafe rmdir($0) }) != 0 && errno != ENOENT {
      throw FileError.last("rmdir", path)
    }
  }

  /// Removes a file that may be there.
  static func unlinkFile(_ path: String) {
    _ = unsafe PathName.withCString(path) { unsafe unlink($0) }
  }

  /// Moves `source` onto `target` in one step; what stood there is gone.
  static func rename(_ source: String, to target: String) throws(FileError) {
    let result = unsafe PathName.withCString(source) { from in
      unsafe PathName.withCString(target) { unsafe Glibc.rename(from, $0) }
    }
    if result != 0 { throw FileError.last("rename", target) }
  }

  /// Waits until names made or removed in a folder are on the disk.
  static func synchronize(_ path: String) throws(FileError) {
    try Descriptor(path, O_RDONLY | O_DIRECTORY).synchronize()
  }

  /// Names in a folder, ordered by their bytes; `.` and `..` left out.
  ///
  /// - Parameter path: Path of the folder.
  /// - Returns: Every name, hidden ones too.
  /// - Throws: `FileError`, also where the folder may not be read.
  public static func names(in path: String) throws(FileError) -> [String] {
    guard let stream = unsafe PathName.withCString(path, { unsafe opendir($0) }) else {
      throw FileError.last("opendir", path)
    }
    defer { unsafe closedir(stream) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let record = unsafe readdir(stream) else { break }
      let name = unsafe withUnsafeBytes(of: &record.pointee.d_name) { bytes in
        unsafe Array(bytes.prefix { $0 != 0 })
      }
      if name != [UInt8(ascii: ".")] && name != [UInt8(ascii: "."), UInt8(ascii: ".")] {
        names.append(name)
      }
    }
    if errno != 0 { throw FileError.last("readdir", path) }
    names.sort { $0.lexicographicallyPrecedes($1) }
    return names.map(PathName.text(of:))
  }
}
