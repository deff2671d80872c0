public import Files
import Intake

/// Lists the cells of one file as every check reads them, for who wants to see what a program
/// sees in it.
public struct CellListing: Sendable {
  /// How a text is read where its content does not tell.
  public struct TextHints: Equatable, Sendable {
    /// Name of the encoding, as `iconv` knows it.
    public var encoding: String?
    /// The byte between two fields.
    public var delimiter: UInt8?
    /// The byte around fields; the inner `nil` says that there is none.
    public var quote: UInt8??

    /// No hints.
    public init() {}
  }

  /// Bytes that are handed on at a time, about.
  private static let pieceSize = 1 << 16

  private let path: String
  private let hints: TextHints
  private let settings: RunSettings

  /// A listing of one file.
  ///
  /// - Parameters:
  ///   - path: Path of the file.
  ///   - hints: How it is read if it is a text.
  ///   - settings: Whose limits hold.
  public init(_ path: String, hints: TextHints = TextHints(), settings: RunSettings) {
    self.path = path
    self.hints = hints
    self.settings = settings
  }

  /// Reads the file and hands on its cells as JSON Lines, piece by piece.
  ///
  /// - Parameter output: Takes whole lines, UTF-8.
  /// - Throws: ``CellListingError`` where the file can't be read from there on; what was read
  ///   before has been handed on.
  public func run(_ output: ([UInt8]) -> Void) throws(CellListingError) {
    let limits = settings.intakeLimits
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try readFile(path, limit: limits.fileBytes)
    } catch .tooLarge(_, let size, let limit) {
      throw .unreadable(
        path: path, reason: ReadFailure.limit(.fileBytes, figure: limit, met: size).chinese)
    } catch {
      throw .file(error)
    }
    var lines = CellLines()
    defer { output(lines.bytes) }
    do throws(ReadFailure) {
      try FileCells(limits: limits, text: reading).read(bytes) { sheet, row, texts in
        lines.append(row, of: sheet, texts)
        guard lines.bytes.count >= Self.pieceSize else { return }
        output(lines.bytes)
        lines.clear()
      }
    } catch {
      throw .unreadable(path: path, reason: error.chinese)
    }
  }

  private var reading: FileCells.TextReading {
    var reading = FileCells.TextReading(
      delimiter: hints.delimiter, isForced: hints != TextHints())
    reading.encoding = hints.encoding.map(TextEncoding.init(name:))
    if let quote = hints.quote { reading.quote = quote }
    return reading
  }
}

/// Why the cells of a file can't be listed.
public enum CellListingError: Error, Equatable {
  /// There is no such file, or it can't be opened.
  case file(FileError)
  /// The file's content can't be read.
  case unreadable(path: String, reason: String)
}
