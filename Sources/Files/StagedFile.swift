import Glibc

/// A file below the folder aside of a swap that is written piece by piece, so that one of any size
/// takes the memory of a piece.
public final class StagedFile: Sendable {
  private let file: Descriptor
  /// Its path once the folder is in place, for what is told of it.
  private let path: String

  fileprivate init(_ aside: String, named path: String) throws(FileError) {
    let folder = PathName.split(aside).folder
    do throws(FileError) {
      try Folder.make(folder)
      file = try Descriptor(aside, O_WRONLY | O_CREAT | O_EXCL)
    } catch {
      throw error.named(path)
    }
    self.path = path
  }

  /// Writes the next piece.
  ///
  /// - Parameter bytes: The piece.
  /// - Throws: `FileError`, by the path that the file would have had.
  public func write(_ bytes: [UInt8]) throws(FileError) {
    do throws(FileError) {
      try Interruption.undisturbed { () throws(FileError) in try file.write(bytes) }
    } catch {
      throw error.named(path)
    }
  }

  /// Waits for the disk; to be called once, after the last piece.
  ///
  /// - Throws: `FileError`.
  public func finish() throws(FileError) {
    do throws(FileError) {
      try file.synchronize()
    } catch {
      throw error.named(path)
    }
  }
}

extension FolderSwap {
  /// Begins a file below the folder aside.
  ///
  /// - Parameter path: Relative path with `/`; folders on the way are made.
  /// - Returns: The file, empty.
  /// - Throws: `FileError`, by the path that the file would have had.
  public borrowing func begin(_ path: String) throws(FileError) -> StagedFile {
    let (whole, named) = (PathName.join(aside, path), PathName.join(target, path))
    var file: StagedFile?
    try Interruption.undisturbed { () throws(FileError) in
      file = try StagedFile(whole, named: named)
    }
    guard let file else { preconditionFailure("not begun") }
    return file
  }

  /// Takes a file of the folder that is replaced over into the new one, as it is: by a second name
  /// where the file system has such, else by a copy.
  ///
  /// - Parameter path: Relative path with `/`; folders on the way are made.
  /// - Throws: `FileError`, by the path of the file.
  public borrowing func keep(_ path: String) throws(FileError) {
    let (source, whole) = (PathName.join(target, path), PathName.join(aside, path))
    var isLinked = false
    do throws(FileError) {
      try Interruption.undisturbed { () throws(FileError) in
        try Folder.make(PathName.split(whole).folder)
        isLinked = Folder.link(source, to: whole)
      }
    } catch {
      throw error.named(source)
    }
    if isLinked { return }
    let file = try FileInPieces(source)
    let copy = try begin(path)
    var piece: [UInt8] = []
    var offset = 0
    while offset < file.size {
      try file.read(1 << 20, at: offset, into: &piece)
      if piece.isEmpty { throw .changedWhileRead(path: source) }
      try copy.write(piece)
      offset += piece.count
    }
    try copy.finish()
  }
}

extension Folder {
  /// Gives a file a second name; `false` where that can't be done.
  fileprivate static func link(_ source: String, to name: String) -> Bool {
    let result = unsafe PathName.withCString(source) { from in
      unsafe PathName.withCString(name) { unsafe Glibc.link(from, $0) }
    }
    return result == 0
  }
}
