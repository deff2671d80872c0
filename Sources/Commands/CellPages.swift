public import MonthlyRun

/// Prints what the reader sees in a file.
public enum CellPages {
  /// How a text is read, as the flags say.
  ///
  /// - Parameters:
  ///   - delimiter: One ASCII sign, or `tab`; `nil` where the content tells.
  ///   - quote: One ASCII sign; empty or `none` where no sign quotes.
  ///   - encoding: A name that `iconv` knows.
  /// - Returns: The hints.
  /// - Throws: ``UsageError`` where a sign is not one byte.
  public static func hints(
    delimiter: String?, quote: String?, encoding: String?
  ) throws -> CellListing.TextHints {
    var hints = CellListing.TextHints()
    hints.encoding = encoding
    if let delimiter {
      guard let sign = sign(delimiter) else {
        throw UsageError("--delimiter“\(delimiter)”不是一个字符；可写 , ; | 或 tab")
      }
      hints.delimiter = sign
    }
    if let quote {
      if quote.isEmpty || quote == "none" {
        hints.quote = .some(nil)
      } else {
        guard let sign = sign(quote) else {
          throw UsageError("--quote“\(quote)”不是一个字符；没有引号写 none")
        }
        hints.quote = sign
      }
    }
    return hints
  }

  /// Prints the cells of a file as JSON Lines, as they are read.
  ///
  /// - Parameters:
  ///   - file: Path of the file.
  ///   - hints: How it is read if it is a text.
  ///   - settings: Whose limits hold.
  /// - Throws: ``CellListingError``.
  public static func print(
    _ file: String, hints: CellListing.TextHints, settings: RunSettings
  ) throws {
    try CellListing(file, hints: hints, settings: settings).run { Console.print($0) }
  }

  /// The byte that a flag names. Line ends part records, never fields.
  private static func sign(_ text: String) -> UInt8? {
    if text == "tab" || text == "\\t" { return 0x09 }
    guard text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80, byte != 0x0A,
      byte != 0x0D
    else { return nil }
    return byte
  }
}
