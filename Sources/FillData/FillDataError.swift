public import Files

/// Why a file of data can't be used to fill a template.
public enum FillDataError: Error, Equatable {
  /// The file can't be read.
  case file(FileError)
  /// The text is no JSON, or not of the form that data have.
  ///
  /// Line and column count from 1; a column is a character.
  case text(path: String, line: Int, column: Int, reason: String)
}

extension JSONScanner.Fault {
  /// The fault with its line and column, for which the file is read again.
  func located(in file: FileInPieces) -> FillDataError {
    switch self {
    case .file(let error): return .file(error)
    case .text(let offset, let reason):
      var (line, column, place) = (1, 1, 0)
      var bytes: [UInt8] = []
      while place < offset, (try? file.read(1 << 18, at: place, into: &bytes)) != nil,
        !bytes.isEmpty
      {
        for byte in bytes.prefix(offset - place) {
          if byte == 0x0A {
            line += 1
            column = 1
          } else if byte & 0xC0 != 0x80 {
            column += 1
          }
        }
        place += bytes.count
      }
      return .text(path: file.path, line: line, column: column, reason: reason)
    }
  }
}
