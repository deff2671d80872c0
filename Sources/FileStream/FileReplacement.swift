public import Files
import Glibc

/// A file that is written piece by piece and then takes its place: a reader finds the old one or
/// the new one, never a part.
///
/// The pieces go to a hidden file in the same folder, which is removed unless it is put in place.
public struct FileReplacement: ~Copyable {
  private let path: String
  private let aside: String
  private let number: Int32
  private var isDone = false

  /// Begins a file.
  ///
  /// - Parameter path: Path of the file to be replaced or made. A link is followed.
  /// - Throws: `FileError`.
  public init(of path: String) throws(FileError) {
    let target = Folder.realPath(path) ?? path
    if (try? FileStatus(of: target))?.kind == .folder { throw .isFolder(path: path) }
    let made = try Self.makeAside(of: target)
    self.path = target
    aside = made.path
    number = made.number
  }

  /// Makes an empty hidden file beside `path` under a name that nothing has.
  private static func makeAside(
    of path: String
  ) throws(FileError) -> (path: String, number: Int32) {
    let folder = SystemPath.folder(of: path)
    var attempt = 0
    while true {
      let name = SystemPath.join(folder, ".\(getpid())-\(attempt).tmp")
      let opened = unsafe SystemPath.withCString(name) {
        unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      }
      attempt += 1
      guard opened >= 0 else {
        if errno == EEXIST { continue }
        throw SystemPath.failure("open", path)
      }
      if isHeld(opened) { return (name, opened) }
      close(opened)
    }
  }

  /// Locks a file aside, as long as it is open: one that nobody holds is a leftover of a process
  /// that was killed, and the next writer in the folder takes it away. `false` if it is gone.
  private static func isHeld(_ number: Int32) -> Bool {
    var record = stat()
    guard flock(number, LOCK_EX | LOCK_NB) == 0, unsafe fstat(number, &record) == 0 else {
      return false
    }
    return record.st_nlink > 0
  }

  deinit {
    close(number)
    if !isDone { _ = unsafe SystemPath.withCString(aside) { unsafe unlink($0) } }
  }

  /// Writes the next piece.
  ///
  /// - Parameter bytes: The piece.
  /// - Throws: `FileError`.
  public func write(_ bytes: [UInt8]) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let got = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          number, buffer.baseAddress.map { unsafe $0 + done }, bytes.count - done)
      }
      if got >= 0 {
        done += got
      } else if errno != EINTR {
        throw SystemPath.failure("write", path)
      }
    }
  }

  /// Waits for the disk and puts the file in place.
  ///
  /// - Throws: `FileError`; what stood at the path is then as it was.
  public consuming func commit() throws(FileError) {
    guard fsync(number) == 0 || errno == EINVAL || errno == ENOTSUP else {
      throw SystemPath.failure("fsync", path)
    }
    let (from, to) = (aside, path)
    let result = unsafe SystemPath.withCString(from) { old in
      unsafe SystemPath.withCString(to) { new in unsafe rename(old, new) }
    }
    guard result == 0 else { throw SystemPath.failure("rename", path) }
    isDone = true
    SystemPath.synchronize(folder: SystemPath.folder(of: to))
  }
}
