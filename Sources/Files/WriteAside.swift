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

/// Appends to a file what its contents ask for, in one step, under a lock on that file, and waits
/// for the disk: of two that append at once, the second sees what the first has written.
///
/// What was written in part is taken back.
///
/// - Parameters:
///   - path: Path of the file; made if it is not there.
///   - addition: Gives the bytes to append to what the file holds; none leave it as it is.
/// - Throws: `FileError`; the file then holds what it held.
public func appendToFile(
  at path: String, _ addition: (_ held: [UInt8]) -> [UInt8]
) throws(FileError) {
  let file = try openLocked(path)
  let status = try file.status()
  guard status.kind == .file else { throw .notRegular(path: path) }
  var held: [UInt8] = []
  held.reserveCapacity(status.size)
  try file.read(into: &held, upTo: status.size)
  let bytes = addition(held)
  if !bytes.isEmpty { try append(bytes, to: file, of: held.count) }
}

/// Opens a file for appending and waits for its lock.
private func openLocked(_ path: String) throws(FileError) -> Descriptor {
  while true {
    let file = try Descriptor(path, O_RDWR | O_APPEND | O_CREAT)
    while flock(file.number, LOCK_EX) != 0 {
      if errno != EINTR { throw FileError.last("flock", path) }
    }
    // An office program that saved meanwhile has put another file in the place of this one, which
    // nobody would ever read.
    let identity = try file.status().identity
    if (try? FileStatus(of: path))?.identity == identity { return file }
  }
}

/// Appends bytes to a file of a size, and takes back what was written in part.
private func append(
  _ bytes: [UInt8], to file: borrowing Descriptor, of size: Int
) throws(FileError) {
  do {
    try file.write(bytes)
    try file.synchronize()
  } catch {
    ftruncate(file.number, off_t(size))
    throw error
  }
  if size == 0 { try Folder.synchronize(PathName.split(file.path).folder) }
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
