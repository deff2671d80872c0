import Glibc

/// Why a file or folder could not be read or written.
public enum FileError: Error, Hashable, Sendable {
  /// Nothing stands at the path.
  case notFound(path: String)
  /// The path, or a folder on the way to it, may not be used by this user.
  case permissionDenied(path: String)
  /// A folder stands where a file is wanted.
  case isFolder(path: String)
  /// A file stands where a folder is wanted.
  case notFolder(path: String)
  /// A pipe, socket or device, which need not ever end.
  case notRegular(path: String)
  /// A symbolic link that leads nowhere, or in a circle.
  case brokenLink(path: String)
  /// The file system may only be read.
  case readOnly(path: String)
  /// The file has more bytes than the limit.
  case tooLarge(path: String, bytes: Int, limit: Int)
  /// A folder tree has more entries than the limit.
  case tooMany(path: String, limit: Int)
  /// The file was written to while it was read.
  case changedWhileRead(path: String)
  /// Another process holds the lock.
  case locked(path: String)
  /// A folder that is to be replaced holds what this user can't remove; `path` is that thing.
  case notRemovable(path: String, owner: String)
  /// What an earlier run left beside a folder it replaced, and this user can't remove.
  case leftover(path: String, owner: String)
  /// No room is left, or the user's quota is used up.
  case noSpace(path: String)
  /// The user's files may not be so large (`ulimit -f`).
  case sizeLimited(path: String)
  /// A name, or the whole path, has more bytes than the system takes.
  case nameTooLong(path: String)
  /// Another program or the system holds it, as it does a mount point.
  case busy(path: String)
  /// The system refused for another reason; `code` is its `errno`.
  case system(path: String, operation: String, code: Int32)

  /// The path that the error is about.
  public var path: String {
    switch self {
    case .notFound(let path), .permissionDenied(let path), .isFolder(let path),
      .notFolder(let path), .notRegular(let path), .brokenLink(let path), .readOnly(let path),
      .tooLarge(let path, _, _), .tooMany(let path, _), .changedWhileRead(let path),
      .locked(let path), .notRemovable(let path, _), .leftover(let path, _), .noSpace(let path),
      .sizeLimited(let path), .nameTooLong(let path), .busy(let path), .system(let path, _, _):
      return path
    }
  }

  /// The same error of another path: what is built aside is named by the place it is to take, and
  /// what an output tells of by its path in the folder.
  ///
  /// - Parameter path: The path.
  /// - Returns: The error.
  public func named(_ path: String) -> Self {
    switch self {
    case .notFound: .notFound(path: path)
    case .permissionDenied: .permissionDenied(path: path)
    case .isFolder: .isFolder(path: path)
    case .notFolder: .notFolder(path: path)
    case .notRegular: .notRegular(path: path)
    case .brokenLink: .brokenLink(path: path)
    case .readOnly: .readOnly(path: path)
    case .tooLarge(_, let bytes, let limit): .tooLarge(path: path, bytes: bytes, limit: limit)
    case .tooMany(_, let limit): .tooMany(path: path, limit: limit)
    case .changedWhileRead: .changedWhileRead(path: path)
    case .locked: .locked(path: path)
    case .notRemovable(_, let owner): .notRemovable(path: path, owner: owner)
    case .leftover(_, let owner): .leftover(path: path, owner: owner)
    case .noSpace: .noSpace(path: path)
    case .sizeLimited: .sizeLimited(path: path)
    case .nameTooLong: .nameTooLong(path: path)
    case .busy: .busy(path: path)
    case .system(_, let operation, let code):
      .system(path: path, operation: operation, code: code)
    }
  }

  /// The error for the present `errno`, which the failed call has just set.
  static func last(_ operation: String, _ path: String) -> Self {
    let code = errno
    switch code {
    case ENOENT: return .notFound(path: path)
    case EACCES, EPERM: return .permissionDenied(path: path)
    case EROFS: return .readOnly(path: path)
    case ELOOP: return .brokenLink(path: path)
    case EISDIR: return .isFolder(path: path)
    case ENOTDIR: return .notFolder(path: path)
    case ENOSPC, EDQUOT: return .noSpace(path: path)
    case EFBIG: return .sizeLimited(path: path)
    case ENAMETOOLONG: return .nameTooLong(path: path)
    case EBUSY: return .busy(path: path)
    default: return .system(path: path, operation: operation, code: code)
    }
  }
}

extension FileError: CustomStringConvertible {
  /// Path and cause, for a log line.
  public var description: String {
    switch self {
    case .notFound: "\(path): not found"
    case .permissionDenied: "\(path): permission denied"
    case .isFolder: "\(path): is a folder"
    case .notFolder: "\(path): is not a folder"
    case .notRegular: "\(path): is no regular file"
    case .brokenLink: "\(path): is a broken link"
    case .readOnly: "\(path): read-only file system"
    case .tooLarge(_, let bytes, let limit): "\(path): \(bytes) bytes, the limit is \(limit)"
    case .tooMany(_, let limit): "\(path): more than \(limit) entries"
    case .changedWhileRead: "\(path): changed while it was read"
    case .locked: "\(path): in use by another process"
    case .notRemovable(_, let owner): "\(path): of \(owner), can't be removed by this user"
    case .leftover(_, let owner): "\(path): left by an earlier run, of \(owner)"
    case .noSpace: "\(path): no space left"
    case .sizeLimited: "\(path): larger than the user's files may be"
    case .nameTooLong: "\(path): name too long"
    case .busy: "\(path): busy"
    case .system(_, let operation, let code):
      "\(path): \(operation): \(unsafe String(cString: strerror(code)))"
    }
  }
}
