public import Files

/// Why a template can't be had.
public enum TemplateError: Error, Hashable, Sendable {
  /// The program knows no template of that name.
  case unknown(name: String)
  /// The file in the templates folder can't be read.
  case unreadable(name: String, cause: FileError)
}

/// The templates of a run: files of the folder given, else those the program carries.
public struct TemplateStore: Sendable {
  /// Largest size of a file in the folder, in bytes.
  public static let limit = 64 << 20

  /// The folder of `--templates`, `nil` without one.
  public let folder: String?

  /// The templates of a run.
  ///
  /// - Parameter folder: A folder that holds any of the embedded files, under the same names.
  /// - Throws: `FileError` if the folder is not there or is none.
  public init(folder: String? = nil) throws(FileError) {
    if let folder, try FileStatus(of: folder).kind != .folder { throw .notFolder(path: folder) }
    self.folder = folder
  }

  /// Names of all templates, ordered by their bytes.
  public var names: [String] { EmbeddedFile.all.map(\.name) }

  /// The contents of a template.
  ///
  /// - Parameter name: A name of ``names``.
  /// - Returns: The bytes of the folder's file if it is there, else of the embedded one.
  /// - Throws: ``TemplateError``. A file that is there and can't be read is not passed over, since
  ///   the embedded one would then be used unnoticed.
  public func bytes(of name: String) throws(TemplateError) -> [UInt8] {
    guard let embedded = EmbeddedFile(named: name) else { throw .unknown(name: name) }
    guard let folder else { return embedded.bytes }
    do {
      return try readFile(folder + "/" + name, limit: Self.limit)
    } catch .notFound {
      return embedded.bytes
    } catch {
      throw .unreadable(name: name, cause: error)
    }
  }

  /// Whether the folder, and not the program, gives a template.
  public func isOverridden(_ name: String) -> Bool {
    guard let folder else { return false }
    return (try? FileStatus(of: folder + "/" + name)) != nil
  }

  /// Files of the folder that are no template, and so have no effect: names mistyped, perhaps.
  ///
  /// - Returns: Paths below the folder, hidden files left out.
  /// - Throws: `FileError`.
  public func strangers() throws(FileError) -> [String] {
    guard let folder else { return [] }
    let known = Set(names)
    let found = try Folder.walk(folder, limit: 10_000) { entry in
      !entry.path.utf8.starts(with: ".".utf8) && !entry.path.contains("/.")
    }
    return found.map(\.path).filter { !known.contains($0) }
  }
}
