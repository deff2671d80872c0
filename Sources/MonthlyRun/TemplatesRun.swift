import Embedded
public import Files

/// Lays out templates that the program carries, for those who change them.
public struct TemplatesRun: Sendable {
  private let names: [String]
  private let folder: String
  private let replaces: Bool

  /// A run.
  ///
  /// - Parameters:
  ///   - names: The templates; all where none is named.
  ///   - folder: The folder to write to; made where it is not there.
  ///   - replaces: Whether files that are there may be replaced.
  public init(names: [String], folder: String, replaces: Bool) {
    self.names = names.isEmpty ? Self.allNames : names
    self.folder = OpenedMonth.withoutTrailingSlash(folder)
    self.replaces = replaces
  }

  /// Names of all templates, ordered by their bytes.
  public static var allNames: [String] { EmbeddedFile.all.map(\.name) }

  /// Writes the templates.
  ///
  /// - Returns: Paths of what was written.
  /// - Throws: ``TemplatesError``; where a name is none or a file is in the way, nothing is written.
  public func run() throws(TemplatesError) -> [String] {
    var files: [EmbeddedFile] = []
    for name in names {
      guard let file = EmbeddedFile(named: name) else { throw .unknown(name: name) }
      files.append(file)
    }
    let paths = files.map { "\(folder)/\($0.name)" }
    if !replaces {
      let inTheWay = paths.filter { (try? FileStatus(of: $0)) != nil }
      if !inTheWay.isEmpty { throw .exists(inTheWay) }
    }
    do throws(FileError) {
      for (file, path) in zip(files, paths) {
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        try Folder.make(names.dropLast().joined(separator: "/"))
        try writeFile(file.bytes, to: path)
      }
    } catch {
      throw .output(error)
    }
    return paths
  }
}

/// Why templates were not laid out.
public enum TemplatesError: Error {
  /// The program carries no template of that name.
  case unknown(name: String)
  /// Files are there that would be replaced.
  case exists([String])
  /// A file can't be written.
  case output(FileError)
}
