import Glibc

/// An exclusive lock, held until it goes out of scope or the process ends, however it ends.
///
/// A folder can be locked itself, so that nothing need be written into it.
public struct FileLock: ~Copyable {
  private let descriptor: Descriptor

  /// Takes the lock, without waiting.
  ///
  /// - Parameter path: A folder, or a file, which is made if it is not there.
  /// - Throws: ``FileError/locked(path:)`` if another process, or another part of this one,
  ///   holds it; another `FileError` if the path can't be opened.
  public init(_ path: String) throws(FileError) {
    descriptor = try Self.lock(path)
  }

  private static func lock(_ path: String) throws(FileError) -> Descriptor {
    let isFolder = (try? FileStatus(of: path))?.kind == .folder
    let descriptor = try Descriptor(path, isFolder ? O_RDONLY | O_DIRECTORY : O_RDWR | O_CREAT)
    guard try descriptor.tryLock() else { throw .locked(path: path) }
    return descriptor
  }
}
