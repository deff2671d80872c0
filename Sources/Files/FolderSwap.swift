import CFiles
import Glibc

/// Replaces a folder as a whole: built aside, then put in its place.
///
/// A kill at any moment leaves the old folder or the new one. Where the file system can't exchange
/// two names, the old one is first moved away, and the next swap mends what a kill between the
/// two steps left. Two swaps of one folder at a time are for a ``FileLock`` to prevent.
public struct FolderSwap: ~Copyable {
  /// Path of the folder that will be replaced.
  public let target: String
  /// Path of the hidden folder beside it, where the new contents are built.
  public let aside: String
  private let old: String
  private let usesExchange: Bool
  private var isDone = false

  /// Mends what a killed run left, and makes an empty folder aside.
  ///
  /// - Parameter target: The folder to be replaced; it need not be there.
  /// - Throws: `FileError`, also ``FileError/notFolder(path:)`` if a file is in the way.
  public init(replacing target: String) throws(FileError) {
    try self.init(replacing: target, usesExchange: true)
  }

  /// As the public one; without exchange for the test of what other file systems do.
  init(replacing target: String, usesExchange: Bool) throws(FileError) {
    let (folder, name) = PathName.split(target)
    self.target = target
    self.usesExchange = usesExchange
    aside = PathName.join(folder, ".\(name).new")
    old = PathName.join(folder, ".\(name).old")
    try Self.mend(target: target, old: old)
    if let kind = try Self.kind(of: target), kind != .folder { throw .notFolder(path: target) }
    try Folder.remove(aside)
    try Folder.make(aside)
  }

  deinit { if !isDone { try? Folder.remove(aside) } }

  /// Puts back what a killed run had moved away.
  ///
  /// - Parameter target: The folder that runs replace. A reader of it calls this first.
  /// - Throws: `FileError`.
  public static func mend(_ target: String) throws(FileError) {
    let (folder, name) = PathName.split(target)
    try mend(target: target, old: PathName.join(folder, ".\(name).old"))
  }

  /// Writes a file below the folder aside, and waits for the disk.
  ///
  /// - Parameters:
  ///   - bytes: The contents.
  ///   - path: Relative path with `/`; folders on the way are made.
  /// - Throws: `FileError`.
  public func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let whole = PathName.join(aside, path)
    let folder = PathName.split(whole).folder
    if try Self.kind(of: folder) == nil { try Folder.make(folder) }
    let file = try Descriptor(whole, O_WRONLY | O_CREAT | O_EXCL)
    try file.write(bytes)
    try file.synchronize()
  }

  /// Puts the new folder in place and removes the old one.
  ///
  /// - Throws: `FileError`; the target is then as it was, unless only the removal of the old
  ///   folder failed, which the next swap makes up for.
  public consuming func commit() throws(FileError) {
    try Self.synchronizeTree(aside)
    let parent = PathName.split(target).folder
    if try Self.kind(of: target) == nil {
      try Folder.rename(aside, to: target)
    } else if try exchange() {
      // The old contents are now aside: one more name for "to be removed".
    } else {
      try Folder.rename(target, to: old)
      do {
        try Folder.rename(aside, to: target)
      } catch {
        try? Folder.rename(old, to: target)
        throw error
      }
    }
    isDone = true
    try Folder.synchronize(parent)
    try? Folder.remove(old)
    try? Folder.remove(aside)
  }

  /// Whether the two folders changed places; `false` where the file system can't.
  private func exchange() throws(FileError) -> Bool {
    guard usesExchange else { return false }
    let result = unsafe PathName.withCString(aside) { left in
      unsafe PathName.withCString(target) { unsafe cfiles_exchange(left, $0) }
    }
    if result == 0 { return true }
    switch errno {
    case EINVAL, ENOSYS, ENOTSUP: return false
    default: throw FileError.last("renameat2", target)
    }
  }

  private static func mend(target: String, old: String) throws(FileError) {
    guard try kind(of: old) != nil else { return }
    if try kind(of: target) == nil {
      try Folder.rename(old, to: target)
    } else {
      try Folder.remove(old)
    }
  }

  private static func kind(of path: String) throws(FileError) -> FileKind? {
    do throws(FileError) {
      return try FileStatus(of: path).kind
    } catch .notFound {
      return nil
    }
  }

  /// Waits until every name in the new folder is on the disk, before it takes the old one's place.
  private static func synchronizeTree(_ path: String) throws(FileError) {
    for entry in try Folder.list(path) where entry.kind == .folder {
      try synchronizeTree(PathName.join(path, entry.path))
    }
    try Folder.synchronize(path)
  }
}
