import Glibc

/// A file that is read piece by piece, so that one of any size takes the memory of a piece.
///
/// It is read and not mapped: a mapped file that another program cuts short ends the process.
public final class FileInPieces: Sendable {
  /// Path of the file.
  public let path: String
  /// Bytes in it, as it was opened.
  public let size: Int
  private let descriptor: Descriptor
  private let status: FileStatus

  /// Opens a regular file.
  ///
  /// - Parameter path: Path of the file.
  /// - Throws: `FileError`.
  public init(_ path: String) throws(FileError) {
    let status = try FileStatus(of: path)
    switch status.kind {
    case .file: break
    case .folder: throw .isFolder(path: path)
    case .brokenLink, .other: throw .notRegular(path: path)
    }
    descriptor = try Descriptor(path, O_RDONLY)
    self.path = path
    self.status = status
    size = status.size
  }

  /// Reads bytes into `buffer`, in the place of what it held; none that came in since the file was
  /// opened.
  ///
  /// - Parameters:
  ///   - count: Bytes wanted; fewer are read at the end of the file.
  ///   - offset: Bytes before the first.
  ///   - buffer: Holds the bytes afterwards.
  /// - Throws: `FileError`.
  public func read(
    _ count: Int, at offset: Int, into buffer: inout [UInt8]
  ) throws(FileError) {
    let count = min(count, max(0, size - offset))
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: repeatElement(0, count: count))
    var done = 0
    while done < count {
      let got = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe pread(
          descriptor.number, bytes.baseAddress.map { unsafe $0 + done }, count - done,
          off_t(offset + done))
      }
      if got == 0 { break }
      if got > 0 {
        done += got
      } else if errno != EINTR {
        throw FileError.last("read", path)
      }
    }
    buffer.removeLast(count - done)
  }

  /// Whether the file at the path is still the one that was opened, of the same size and time.
  public var isUnchanged: Bool { (try? FileStatus(of: path)) == status }
}
