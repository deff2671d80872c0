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
  let aside = try makeAside(in: folder)
  do {
    try fill(aside, with: bytes, permissions: permissions)
    try Folder.rename(aside, to: target)
  } catch {
    _ = unsafe PathName.withCString(aside) { unsafe unlink($0) }
    throw error
  }
  try Folder.synchronize(folder)
}

/// Appends to a file in one step, under a lock on that file, and waits for the disk.
///
/// If the file does not end in a line feed, as some editors leave it, one is put in between. What
/// was written in part is taken back.
///
/// - Parameters:
///   - bytes: What to append; whole lines.
///   - path: Path of the file; made if it is not there.
///   - heading: What goes before `bytes` if the file is empty.
/// - Throws: `FileError`; the file then holds what it held.
public func appendToFile(_ bytes: [UInt8], at path: String, heading: [UInt8] = [])
  throws(FileError)
{
  let file = try Descriptor(path, O_RDWR | O_APPEND | O_CREAT)
  while flock(file.number, LOCK_EX) != 0 {
    if errno != EINTR { throw FileError.last("flock", path) }
  }
  let status = try file.status()
  guard status.kind == .file else { throw .notRegular(path: path) }

  var addition: [UInt8] = []
  if status.size == 0 {
    addition = heading
  } else {
    var last: UInt8 = 0
    guard unsafe pread(file.number, &last, 1, off_t(status.size - 1)) == 1 else {
      throw FileError.last("pread", path)
    }
    if last != UInt8(ascii: "\n") { addition = Array("\r\n".utf8) }
  }
  addition += bytes
  do {
    try file.write(addition)
    try file.synchronize()
  } catch {
    ftruncate(file.number, off_t(status.size))
    throw error
  }
  if status.size == 0 { try Folder.synchronize(PathName.split(path).folder) }
}

/// Makes an empty hidden file in `folder` under a name that nothing has.
private func makeAside(in folder: String) throws(FileError) -> String {
  var attempt = 0
  while true {
    // The name is short, since that of the target may be as long as a file system allows.
    let aside = PathName.join(folder, ".\(getpid())-\(attempt).tmp")
    do throws(FileError) {
      _ = try Descriptor(aside, O_WRONLY | O_CREAT | O_EXCL)
      return aside
    } catch .system(_, _, EEXIST) {
      attempt += 1
    }
  }
}

private func fill(_ path: String, with bytes: [UInt8], permissions: mode_t?) throws(FileError) {
  let file = try Descriptor(path, O_WRONLY)
  if let permissions, fchmod(file.number, permissions) != 0, errno != EPERM {
    throw FileError.last("fchmod", path)
  }
  try file.write(bytes)
  try file.synchronize()
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
