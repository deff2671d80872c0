import Glibc

/// A hidden file beside another, to be filled and put in its place; removed if it was not.
///
/// It is locked while it is open, so that what a killed process left is told from what a live one
/// writes: the next file aside in the folder takes it away.
struct AsideFile: ~Copyable {
  /// Its path.
  let path: String
  private let descriptor: Descriptor
  private var isPlaced = false

  /// Makes an empty file in a folder under a name that nothing has.
  init(in folder: String) throws(FileError) {
    Self.removeLeftovers(in: folder)
    var attempt = 0
    while true {
      // The name is short, since that of the target may be as long as a file system allows.
      let path = PathName.join(folder, ".\(getpid())-\(attempt)\(Self.suffix)")
      attempt += 1
      do throws(FileError) {
        let made = try Descriptor(path, O_WRONLY | O_CREAT | O_EXCL)
        // Another process may have taken it for a leftover before it was locked.
        guard try made.tryLock(), let status = try? FileStatus(of: path),
          try status.identity == made.status().identity
        else { continue }
        descriptor = made
        self.path = path
        return
      } catch .system(_, _, EEXIST) {
        continue
      }
    }
  }

  deinit { if !isPlaced { Folder.unlinkFile(path) } }

  /// Writes a piece of the contents.
  func write(_ bytes: [UInt8]) throws(FileError) { try descriptor.write(bytes) }

  /// Writes the contents, or the rest of them, and waits for the disk.
  ///
  /// - Parameters:
  ///   - bytes: The contents.
  ///   - permissions: Those of the file it replaces; `nil` for a new one.
  ///   - owner: Whom that one belongs to, as far as this user may give files away.
  /// - Throws: `FileError`.
  func fill(
    with bytes: [UInt8], as permissions: mode_t?, of owner: FileStatus.Owner? = nil
  ) throws(FileError) {
    if let owner, fchown(descriptor.number, owner.user, owner.group) != 0 {
      _ = fchown(descriptor.number, uid_t.max, owner.group)
    }
    if let permissions, fchmod(descriptor.number, permissions) != 0, errno != EPERM {
      throw FileError.last("fchmod", path)
    }
    try descriptor.write(bytes)
    try descriptor.synchronize()
  }

  /// Puts the file in the place of another, or where none is, and waits for the disk.
  consuming func place(at target: String) throws(FileError) {
    try Folder.rename(path, to: target)
    isPlaced = true
    try Folder.synchronize(PathName.split(target).folder)
  }

  // MARK: Leftovers

  /// The product's own: a hidden file that a person calls `.2022-05.tmp` is none of ours.
  private static let suffix = ".monthly-merge.tmp"

  private static func removeLeftovers(in folder: String) {
    for name in (try? Folder.names(in: folder)) ?? [] where isAside(name) {
      let path = PathName.join(folder, name)
      guard let left = try? Descriptor(path, O_RDONLY), (try? left.tryLock()) == true
      else { continue }
      Folder.unlinkFile(path)
    }
  }

  /// Whether a name is one that ``init(in:)`` gives: `.4711-0.monthly-merge.tmp`.
  private static func isAside(_ name: String) -> Bool {
    guard name.hasPrefix("."), name.hasSuffix(suffix) else { return false }
    let numbers = name.dropFirst().dropLast(suffix.count).split(
      separator: "-", omittingEmptySubsequences: false)
    return numbers.count == 2
      && numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }
}
