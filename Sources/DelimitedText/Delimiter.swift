import Table

/// The sign between two fields of a text table.
public enum Delimiter: UInt8, CaseIterable, Sendable {
  /// `,`, what RFC 4180 asks for.
  case comma = 0x2C
  /// A tab, what spreadsheet programs call "Unicode text".
  case tab = 0x09
  /// `;`, used where the comma marks decimals.
  case semicolon = 0x3B
  /// `|`.
  case bar = 0x7C
}

extension Delimiter {
  /// Records, and bytes, of the start of a text that are looked at.
  private static let sampleRecords = 64
  private static let sampleBytes = 1 << 18

  /// The delimiter of a text, told from its first records.
  ///
  /// The one wins that cuts the most fields in records of one length: that of a table, whose rows
  /// are equal, not that of sentences in it. A text without any is taken as a table of one column.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - quote: The quote, `nil` if there is none.
  /// - Returns: The likeliest delimiter, ``comma`` where nothing tells.
  static func likeliest(in bytes: ArraySlice<UInt8>, quote: UInt8?) -> Self {
    let sample = Array(bytes.prefix(sampleBytes))
    var best = Self.comma
    var bestScore = 0
    for delimiter in allCases {
      let score = score(of: delimiter, in: sample, isWhole: sample.count == bytes.count, quote)
      if score > bestScore { (best, bestScore) = (delimiter, score) }
    }
    return best
  }

  private static func score(
    of delimiter: Self, in sample: [UInt8], isWhole: Bool, _ quote: UInt8?
  ) -> Int {
    var reader = CSVReader(sample, dialect: CSVDialect(delimiter: delimiter.rawValue, quote: quote))
    var row = RawRow()
    var records: [Int: Int] = [:]
    var count = 0
    while count < sampleRecords, reader.read(into: &row) {
      // The last record of a cut sample may itself be cut.
      if !isWhole && reader.isAtEnd { break }
      records[reader.fieldCount, default: 0] += 1
      count += 1
    }
    return records.map { fields, records in (fields - 1) * records }.max() ?? 0
  }
}
