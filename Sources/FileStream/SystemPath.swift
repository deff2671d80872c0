import Files
import Glibc

/// Paths as the system wants them.
enum SystemPath {
  /// Runs `body` on a path's bytes with a zero at their end.
  static func withCString<Result>(
    _ path: String, _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    // Names with a zero byte would be cut short; none is the name of a file.
    var bytes = (bytesOfUnreadableName(path) ?? Array(path.utf8)).map { CChar(bitPattern: $0) }
    if bytes.contains(0) { bytes = [] }
    bytes.append(0)
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      // The array holds at least the final zero, so the base address is there.
      guard let base = buffer.baseAddress else { preconditionFailure("empty C string") }
      return unsafe body(base)
    }
  }

  /// The folder that a path's last component stands in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `name` below `folder`.
  static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// Waits until the names in a folder are on the disk, where the file system can tell.
  static func synchronize(folder: String) {
    let number = unsafe withCString(folder) {
      unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    guard number >= 0 else { return }
    _ = fsync(number)
    close(number)
  }

  /// The error for the present `errno`, which the failed call has just set.
  static func failure(_ operation: String, _ path: String) -> FileError {
    let code = errno
    switch code {
    case ENOENT: return .notFound(path: path)
    case EACCES, EPERM, EROFS: return .permissionDenied(path: path)
    case EISDIR: return .isFolder(path: path)
    case ENOTDIR: return .notFolder(path: path)
    case ENOSPC, EDQUOT: return .noSpace(path: path)
    default: return .system(path: path, operation: operation, code: code)
    }
  }
}
