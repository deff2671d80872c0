/// A file of the definitions, read.
struct SourceFile {
  /// Name relative to the folder of templates.
  let name: String
  private let bytes: [UInt8]

  /// Reads a file, without a byte order mark.
  init(_ name: String, _ read: (String) throws -> [UInt8]) throws(SchemaError) {
    self.name = name
    do {
      let bytes = try read(name)
      self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    } catch {
      throw .unreadable(file: name, reason: "\(error)")
    }
  }

  /// The file as text.
  func text() throws(SchemaError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .notUTF8(file: name)
    }
    return text
  }
}
