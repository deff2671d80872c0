import CFiles
import Glibc

/// Replaces a folder as a whole: built aside, then put in its place.
///
/// A kill at any moment leaves the old folder or the new one. Where the file system can't exchange
/// two names, the old one is first moved away, and the next swap mends what a kill between the
/// two steps left. The folder aside is locked while it is built: a second swap of the same target
/// is refused, and what a killed one left is told from what a live one builds.
public struct FolderSwap: ~Copyable {
  /// Path of the folder that will be replaced.
  public let target: String
  /// Path of the hidden folder beside it, where the new contents are built.
  public let aside: String
  /// The same folder, for those who write its files.
  public var folder: StagedFolder { StagedFolder(target: target, aside: aside) }
  private let old: String
  private let usesExchange: Bool
  private let lock: Descriptor
  private var isDone = false

  /// Mends what a killed run left, and makes an empty folder aside.
  ///
  /// - Parameter target: The folder to be replaced; it need not be there.
  /// - Throws: `FileError`, also ``FileError/notFolder(path:)`` if a file is in the way, and
  ///   ``FileError/locked(path:)`` if another swap is at work, and
  ///   ``FileError/notRemovable(path:owner:)`` if the old contents could not be removed afterwards:
  ///   they would lie in the way of every later swap.
  public init(replacing target: String) throws(FileError) {
    try self.init(replacing: target, usesExchange: true)
  }

  /// As the public one; without exchange for the test of what other file systems do.
  init(replacing target: String, usesExchange: Bool) throws(FileError) {
    let names = Names(target)
    try names.mend()
    switch try Self.kind(of: target) {
    case nil, .folder: break
    case .brokenLink: throw .brokenLink(path: target)
    default: throw .notFolder(path: target)
    }
    if let (path, owner) = Folder.obstacle(toRemoving: target) {
      throw .notRemovable(path: path, owner: owner)
    }
    do throws(FileError) {
      lock = try Self.stage(names)
    } catch {
      throw error.named(target)
    }
    self.target = target
    self.usesExchange = usesExchange
    aside = names.aside
    old = names.old
  }

  deinit {
    if isDone { return }
    try? Folder.remove(aside)
    Interruption.unstage(aside)
  }

  /// Puts back what a killed run had moved away, and removes what it had built.
  ///
  /// - Parameter target: The folder that runs replace. A reader of it calls this first.
  /// - Throws: `FileError`, also ``FileError/locked(path:)`` if a swap is at work.
  public static func mend(_ target: String) throws(FileError) { try Names(target).mend() }

  /// Where the contents of a folder that runs replace lie just now, for a reader that changes
  /// nothing: at their own name, or where a killed run had moved them.
  ///
  /// - Parameter target: The folder that runs replace.
  /// - Returns: A path; `target` where there is nothing.
  public static func place(of target: String) -> String {
    let old = Names(target).old
    guard (try? FileStatus(of: target)) == nil, (try? FileStatus(of: old))?.kind == .folder else {
      return target
    }
    return old
  }

  /// Writes a file below the folder aside, and waits for the disk.
  ///
  /// - Parameters:
  ///   - bytes: The contents.
  ///   - path: Relative path with `/`; folders on the way are made.
  /// - Throws: `FileError`, by the path that the file would have had.
  public func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try folder.write(bytes, to: path)
  }

  /// Puts the new folder in place and removes the old one.
  ///
  /// - Throws: `FileError`; the target is then as it was, unless only the removal of the old
  ///   folder failed, which the next swap makes up for.
  public consuming func commit() throws(FileError) {
    if let status = try? FileStatus(of: target) { _ = fchmod(lock.number, status.permissions) }
    do throws(FileError) {
      try Self.synchronizeTree(aside)
    } catch {
      throw error.named(target)
    }
    try Interruption.undisturbed { () throws(FileError) in try putInPlace() }
    isDone = true
    try? Folder.remove(old)
    try? Folder.remove(aside)
    Interruption.unstage(aside)
  }

  private borrowing func putInPlace() throws(FileError) {
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
    try Folder.synchronize(PathName.split(target).folder)
  }

  /// Whether the two folders changed places; `false` where the file system can't.
  private borrowing func exchange() throws(FileError) -> Bool {
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

  // MARK: The folder aside

  /// The names beside a target that its swaps use.
  private struct Names {
    let target: String
    let aside: String
    let old: String

    init(_ target: String) {
      let (folder, name) = PathName.split(target)
      self.target = target
      aside = PathName.join(folder, ".\(name).new")
      old = PathName.join(folder, ".\(name).old")
    }

    func mend() throws(FileError) {
      if try asideKind() == .folder {
        let folder = try opened()
        guard try folder.tryLock() else { throw .locked(path: target) }
      }
      // What was built is half, or is the contents replaced.
      try clear(aside)
      guard try FolderSwap.kind(of: old) != nil else { return }
      if try FolderSwap.kind(of: target) == nil {
        try Folder.rename(old, to: target)
      } else {
        try clear(old)
      }
    }

    /// What stands aside. The name there is longer than the target's, which may be the first that
    /// the system finds too long.
    private func asideKind() throws(FileError) -> FileKind? {
      do throws(FileError) {
        return try FolderSwap.kind(of: aside)
      } catch .nameTooLong {
        throw .nameTooLong(path: target)
      }
    }

    private func opened() throws(FileError) -> Descriptor {
      do throws(FileError) {
        return try Descriptor(aside, O_RDONLY | O_DIRECTORY)
      } catch .permissionDenied {
        throw .leftover(path: aside, owner: Folder.owner(of: aside) ?? "?")
      }
    }

    /// Removes what nobody needs any more; what another user has left is named as such.
    private func clear(_ leftover: String) throws(FileError) {
      do throws(FileError) {
        try Folder.remove(leftover)
      } catch .permissionDenied {
        throw .leftover(path: leftover, owner: Folder.owner(of: leftover) ?? "?")
      }
    }
  }

  /// Makes the folder aside and locks it.
  private static func stage(_ names: Names) throws(FileError) -> Descriptor {
    try Folder.make(PathName.split(names.aside).folder)
    do throws(FileError) {
      try Folder.makeNew(names.aside)
    } catch .system(_, _, EEXIST) {
      throw .locked(path: names.target)
    }
    Interruption.stage(names.aside)
    do throws(FileError) {
      let folder = try Descriptor(names.aside, O_RDONLY | O_DIRECTORY)
      // Another run may have taken it for a killed one's before it was locked.
      guard try folder.tryLock(), let status = try? FileStatus(of: names.aside),
        try status.identity == folder.status().identity
      else { throw FileError.locked(path: names.target) }
      return folder
    } catch {
      Interruption.unstage(names.aside)
      throw error
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
