import Glibc

/// A file that is written piece by piece and then takes its place: a reader finds the old one or
/// the new one, never a part.
///
/// The pieces go to a hidden file in the same folder, which is removed unless it is put in place.
public struct FileReplacement: ~Copyable {
  private let path: String
  private let target: String
  private let permissions: mode_t?
  private let aside: AsideFile

  /// Begins a file.
  ///
  /// - Parameter path: Path of the file to be replaced or made. A link is followed; permissions of
  ///   a file that was there are kept.
  /// - Throws: `FileError`.
  public init(of path: String) throws(FileError) {
    let status = try? FileStatus(of: path)
    if status?.kind == .folder { throw .isFolder(path: path) }
    let target = realPath(path) ?? path
    let aside = try Self.aside(beside: target, for: path)
    self.path = path
    self.target = target
    permissions = status?.kind == .file ? status?.permissions : nil
    self.aside = aside
  }

  private static func aside(
    beside target: String, for path: String
  ) throws(FileError) -> AsideFile {
    do throws(FileError) {
      return try AsideFile(in: PathName.split(target).folder)
    } catch {
      throw error.named(path)
    }
  }

  /// Writes the next piece.
  ///
  /// - Parameter bytes: The piece.
  /// - Throws: `FileError`.
  public func write(_ bytes: [UInt8]) throws(FileError) {
    do throws(FileError) {
      try aside.write(bytes)
    } catch {
      throw error.named(path)
    }
  }

  /// Waits for the disk and puts the file in place.
  ///
  /// - Throws: `FileError`; what stood at the path is then as it was.
  public consuming func commit() throws(FileError) {
    let path = path
    do throws(FileError) {
      try aside.fill(with: [], as: permissions)
      try aside.place(at: target)
    } catch {
      throw error.named(path)
    }
  }
}
