import Glibc

/// The folder in which a ``FolderSwap`` builds the new contents. Several threads may write
/// different files of it at once.
public struct StagedFolder: Sendable {
  let target: String
  let aside: String

  /// Begins a file.
  ///
  /// - Parameter path: Relative path with `/`; folders on the way are made.
  /// - Returns: The file, empty.
  /// - Throws: `FileError`, by the path that the file will have; also where it was begun before.
  public func file(_ path: String) throws(FileError) -> StagedFile {
    let whole = PathName.join(aside, path)
    let named = PathName.join(target, path)
    do throws(FileError) {
      // No file may come to be while a signal has the folder removed.
      try Interruption.undisturbed { () throws(FileError) in
        try Folder.make(PathName.split(whole).folder)
        _ = try Descriptor(whole, O_WRONLY | O_CREAT | O_EXCL)
      }
      return StagedFile(file: try Descriptor(whole, O_WRONLY), path: named)
    } catch {
      throw error.named(named)
    }
  }

  /// Writes a whole file, and waits for the disk.
  ///
  /// - Parameters:
  ///   - bytes: The contents.
  ///   - path: Relative path with `/`; folders on the way are made.
  /// - Throws: `FileError`, by the path that the file will have.
  public func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let file = try file(path)
    try file.write(bytes)
    try file.finish()
  }
}

/// A file of a ``StagedFolder`` that is written piece by piece.
public struct StagedFile: ~Copyable {
  fileprivate let file: Descriptor
  fileprivate let path: String

  fileprivate init(file: consuming Descriptor, path: String) {
    self.file = file
    self.path = path
  }

  /// Writes the next piece.
  ///
  /// - Parameter bytes: The piece.
  /// - Throws: `FileError`, by the path that the file will have.
  public borrowing func write(_ bytes: [UInt8]) throws(FileError) {
    do throws(FileError) {
      try file.write(bytes)
    } catch {
      throw error.named(path)
    }
  }

  /// Waits until the file is on the disk.
  ///
  /// - Throws: `FileError`, by the path that the file will have.
  public consuming func finish() throws(FileError) {
    do throws(FileError) {
      try file.synchronize()
    } catch {
      throw error.named(path)
    }
  }
}
