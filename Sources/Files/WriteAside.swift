import Glibc

/// Writes a whole file: a reader finds the old one or the new one, never a part.
///
/// The bytes go to a hidden file in the same folder, to the disk, and then onto `path` in one
/// step. A link is followed; permissions of a file that was there are kept. A device or pipe is
/// written to directly.
///
/// - Parameters:
///   - bytes: The new contents.
///   - path: Path of the file.
/// - Throws: `FileError`; `path` is then as it was.
public func writeFile(_ bytes: [UInt8], to path: String) throws(FileError) {
  var target = path
  var permissions: mode_t?
  do throws(FileError) {
    let status = try FileStatus(of: path)
    switch status.kind {
    case .file:
      permissions = status.permissions
      target = realPath(path) ?? path
    case .folder:
      throw .isFolder(path: path)
    case .other:
      let device = try Descriptor(path, O_WRONLY)
      _ = fcntl(device.number, F_SETFL, O_WRONLY)
      return try device.write(bytes)
    case .brokenLink:
      throw .notFound(path: path)
    }
  } catch .notFound where (try? FileStatus(of: path)) == nil {
    // A new file.
  }

  let folder = PathName.split(target).folder
  do throws(FileError) {
    try Interruption.undisturbed { () throws(FileError) in
      let aside = try AsideFile(in: folder)
      try aside.fill(with: bytes, as: permissions)
      try aside.place(at: target)
    }
  } catch {
    throw error.named(path)
  }
}

/// Appends to a file what its contents ask for, under a lock on that file, and waits for the disk:
/// of two that append at once, the second sees what the first has written.
///
/// The file as it is to be is written aside and put in its place in one step, so that a kill never
/// leaves a part of a line. One that another program saves meanwhile is read again.
///
/// - Parameters:
///   - path: Path of the file; made if it is not there.
///   - addition: Gives the bytes to append to what the file holds; none leave it as it is.
/// - Throws: `FileError`; the file then holds what it held.
public func appendToFile(
  at path: String, _ addition: (_ held: [UInt8]) -> [UInt8]
) throws(FileError) {
  var isDone = false
  while !isDone {
    let locked = try LockedFile(path)
    do throws(FileError) {
      isDone = try append(to: locked.file, addition)
    } catch {
      if locked.isNew { Folder.unlinkFile(path) }
      throw error.named(path)
    }
  }
}

/// Appends to a file that is locked; `false` if it was changed meanwhile.
private func append(
  to file: borrowing Descriptor, _ addition: (_ held: [UInt8]) -> [UInt8]
) throws(FileError) -> Bool {
  let status = try file.status()
  guard status.kind == .file else { throw .notRegular(path: file.path) }
  var held: [UInt8] = []
  held.reserveCapacity(status.size)
  try file.read(into: &held, upTo: status.size)
  let bytes = addition(held)
  if bytes.isEmpty { return true }
  let target = realPath(file.path) ?? file.path
  let folder = PathName.split(target).folder
  var isDone = false
  try Interruption.undisturbed { () throws(FileError) in
    let aside = try AsideFile(in: folder)
    try aside.fill(with: held + bytes, as: status.permissions, of: status.owner)
    guard let now = try? FileStatus(of: target), now.isUnchanged(status) else { return }
    try aside.place(at: target)
    isDone = true
  }
  return isDone
}

/// A file under its lock, made if it was not there.
private struct LockedFile: ~Copyable {
  let file: Descriptor
  let isNew: Bool

  /// Opens a file and waits for its lock.
  init(_ path: String) throws(FileError) {
    while true {
      let there = try? FileStatus(of: path)
      if there?.kind == .brokenLink { throw .brokenLink(path: path) }
      let isNew = there == nil
      let flags = isNew ? O_RDWR | O_CREAT | O_EXCL : O_RDWR
      let opened: Descriptor
      do throws(FileError) {
        opened = try Descriptor(path, flags)
      } catch .system(_, _, EEXIST) where isNew {
        continue
      } catch .notFound where !isNew {
        continue
      }
      while flock(opened.number, LOCK_EX) != 0 {
        if errno != EINTR { throw FileError.last("flock", path) }
      }
      // A program that saved meanwhile has put another file in the place of this one, which
      // nobody would ever read.
      let identity = try opened.status().identity
      guard (try? FileStatus(of: path))?.identity == identity else { continue }
      file = opened
      self.isNew = isNew
      return
    }
  }
}

extension Folder {
  /// The path with all links, `.` and `..` resolved; `nil` if there is nothing.
  public static func realPath(_ path: String) -> String? { Files.realPath(path) }
}

/// The path with all links resolved.
func realPath(_ path: String) -> String? {
  guard let resolved = unsafe PathName.withCString(path, { unsafe realpath($0, nil) }) else {
    return nil
  }
  defer { unsafe free(resolved) }
  let count = unsafe strlen(resolved)
  return PathName.text(
    of: unsafe UnsafeBufferPointer(start: resolved, count: count).map { UInt8(bitPattern: $0) })
}
