import Glibc

/// Reads a whole regular file.
///
/// - Parameters:
///   - path: Path of the file.
///   - limit: Largest number of bytes to be read.
/// - Returns: All bytes of the file.
/// - Throws: `FileError`: also ``FileError/tooLarge(path:bytes:limit:)`` before anything is read,
///   and ``FileError/changedWhileRead(path:)`` if size or time changed meanwhile, since then
///   the bytes may be half of one version and half of another.
public func readFile(_ path: String, limit: Int = .max) throws(FileError) -> [UInt8] {
  let file = try openRegular(path)
  let before = try file.status()
  if before.size > limit { throw .tooLarge(path: path, bytes: before.size, limit: limit) }

  var bytes: [UInt8] = []
  bytes.reserveCapacity(before.size + 1)
  // One byte more than there should be, to see a file that grows.
  try file.read(into: &bytes, upTo: before.size + 1)
  let after = try file.status()
  guard bytes.count == before.size, after.isUnchanged(before) else {
    throw .changedWhileRead(path: path)
  }
  return bytes
}

/// Reads the first bytes of a regular file, fewer if it is shorter.
///
/// - Parameters:
///   - count: Number of bytes wanted.
///   - path: Path of the file.
/// - Returns: At most `count` bytes.
/// - Throws: `FileError`.
public func readStart(_ count: Int, of path: String) throws(FileError) -> [UInt8] {
  let file = try openRegular(path)
  var bytes: [UInt8] = []
  try file.read(into: &bytes, upTo: count)
  return bytes
}

/// Opens a regular file for reading.
private func openRegular(_ path: String) throws(FileError) -> Descriptor {
  let file: Descriptor
  do throws(FileError) {
    file = try Descriptor(path, O_RDONLY)
  } catch .notFound where (try? FileStatus(of: path))?.kind == .brokenLink {
    throw .brokenLink(path: path)
  }
  switch try file.status().kind {
  case .file: return file
  case .folder: throw .isFolder(path: path)
  case .brokenLink, .other: throw .notRegular(path: path)
  }
}
