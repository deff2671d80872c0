import Glibc

/// A point in time as a file system keeps it, in UTC.
public struct FileTime: Hashable, Sendable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var seconds: Int64
  /// Nanoseconds after that, 0 to 999,999,999.
  public var nanoseconds: Int32

  /// A time of that many seconds and nanoseconds since 1970 began in UTC.
  public init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Earlier first.
  public static func < (left: Self, right: Self) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}

/// What stands at a path.
public enum FileKind: Hashable, Sendable {
  /// A regular file.
  case file
  /// A folder.
  case folder
  /// A symbolic link whose end is not there, or that runs in a circle.
  case brokenLink
  /// A pipe, socket or device.
  case other
}

/// Kind, size and time of a file; links are followed.
public struct FileStatus: Hashable, Sendable {
  /// What it is.
  public let kind: FileKind
  /// Size in bytes; 0 unless a regular file.
  public let size: Int
  /// When the contents last changed.
  public let modified: FileTime
  /// Device and serial number: equal for two paths of the same file.
  let identity: Identity
  /// Permission bits.
  let permissions: mode_t
  /// The user and the group that the file belongs to.
  let owner: Owner

  struct Identity: Hashable {
    var device: UInt64
    var serial: UInt64
  }

  struct Owner: Hashable {
    var user: uid_t
    var group: gid_t
  }

  init(_ record: stat) {
    permissions = record.st_mode & 0o7777
    owner = Owner(user: record.st_uid, group: record.st_gid)
    switch record.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .brokenLink
    default: kind = .other
    }
    size = record.st_mode & S_IFMT == S_IFREG ? Int(record.st_size) : 0
    modified = FileTime(
      seconds: Int64(record.st_mtim.tv_sec), nanoseconds: Int32(record.st_mtim.tv_nsec))
    identity = Identity(device: UInt64(record.st_dev), serial: UInt64(record.st_ino))
  }

  /// Whether it is the same file, of the same contents as far as size and time tell.
  func isUnchanged(_ other: Self) -> Bool {
    identity == other.identity && size == other.size && modified == other.modified
  }

  /// The status of what `path` leads to.
  ///
  /// - Parameter path: Path of a file or folder.
  /// - Throws: `FileError`, such as ``FileError/notFound(path:)``. A broken link is no error.
  public init(of path: String) throws(FileError) {
    var record = stat()
    if unsafe PathName.withCString(path, { unsafe stat($0, &record) }) == 0 {
      self.init(record)
      return
    }
    let failure = FileError.last("stat", path)
    // A link that leads nowhere is there all the same, and the caller may want to name it.
    guard unsafe PathName.withCString(path, { unsafe lstat($0, &record) }) == 0,
      record.st_mode & S_IFMT == S_IFLNK
    else { throw failure }
    self.init(record)
  }
}
