import FoundationEssentials

@testable import ListSchema

/// The shipped files, and the same with one of them changed.
enum TemplateFolder {
  /// The shipped definitions.
  static let definitions = Result { try Definitions.load(bytes) }

  static func bytes(_ name: String) throws -> [UInt8] {
    var root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    root.removeLast(3)
    let path = root.joined(separator: "/") + "/Templates/" + name
    return Array(try Data(contentsOf: URL(filePath: path)))
  }

  /// The error of loading with `old` replaced in one file.
  static func fault(in file: String, replacing old: String, by new: String) throws -> SchemaError? {
    let text = String(decoding: try bytes(file), as: UTF8.self)
    guard text.contains(old) else { return nil }
    return fault(in: file, text: text.replacing(old, with: new, maxReplacements: 1))
  }

  /// The error of loading with another text of one file.
  static func fault(in file: String, text: String) -> SchemaError? {
    fault { $0 == file ? Array(text.utf8) : try bytes($0) }
  }

  static func fault(_ bytes: (String) throws -> [UInt8]) -> SchemaError? {
    do throws(SchemaError) {
      _ = try Definitions.load(bytes)
      return nil
    } catch {
      return error
    }
  }
}
