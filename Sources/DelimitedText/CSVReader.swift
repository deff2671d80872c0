public import Table

/// How the fields of a text table are told apart.
public struct CSVDialect: Hashable, Sendable {
  /// The byte between two fields.
  public var delimiter: UInt8
  /// The byte around a field that holds delimiters or line ends; `nil` if no byte does.
  public var quote: UInt8?

  /// A dialect; as RFC 4180 has it if nothing is said.
  public init(delimiter: UInt8 = Delimiter.comma.rawValue, quote: UInt8? = 0x22) {
    self.delimiter = delimiter
    self.quote = quote
  }
}

/// Reads a text table (RFC 4180) row by row, and whatever is near to one.
///
/// Any bytes are some table, so reading never fails. Lines end in CR LF, LF or CR. A quote counts
/// at the start of a field only, doubled it stands for itself, and what follows the closing one
/// belongs to the field, as in spreadsheet programs. Bytes of fields are passed on as they are,
/// zero bytes too. Empty fields are absent cells, and rows without any cell are left out but
/// counted.
///
/// Row numbers are those of a spreadsheet program: one a record, however many lines it takes.
public struct CSVReader: RowSource, Sendable {
  /// The dialect read, given or told from the content.
  public let dialect: CSVDialect
  /// Number of fields of the row read last, empty ones counted: rows need not be equally long.
  public private(set) var fieldCount = 0
  /// Line, from 1, and row where a quoted field began that never ended; known once it was read.
  /// Everything after that quote went into one field.
  public private(set) var unclosedQuote: (line: Int, row: Int)?
  /// A text has no shared texts.
  public var sharedTexts: any SharedTexts { NoSharedTexts() }

  private let bytes: [UInt8]
  private var position = 0
  private var row = 0
  private var line = 1

  /// A reader from the first row on.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8. A byte order mark is skipped, and a first line `sep=;`, which names the
  ///     delimiter and is no row.
  ///   - dialect: The dialect; told from the content if `nil`.
  /// - Precondition: Fewer than 2 GiB, as cells count their bytes in 32 bits.
  public init(_ bytes: [UInt8], dialect: CSVDialect? = nil) {
    self.init(
      bytes, delimiter: dialect?.delimiter, quote: dialect.map(\.quote) ?? CSVDialect().quote)
  }

  /// A reader from the first row on, whose quote is known.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, as above.
  ///   - delimiter: The delimiter; told from the content if `nil`.
  ///   - quote: The quote; `nil` if no byte quotes.
  /// - Precondition: Fewer than 2 GiB, as cells count their bytes in 32 bits.
  public init(_ bytes: [UInt8], delimiter: UInt8?, quote: UInt8?) {
    precondition(bytes.count < Int(Int32.max), "a text of 2 GiB")
    self.bytes = bytes
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let named = Self.separatorLine(of: bytes[start...])
    if let named {
      start = named.end
      line = 2
    }
    position = start
    dialect = CSVDialect(
      delimiter: delimiter ?? named?.delimiter
        ?? Delimiter.likeliest(in: bytes[start...], quote: quote).rawValue, quote: quote)
  }

  /// Whether the whole text was read.
  public var isAtEnd: Bool { position >= bytes.count }

  /// Whether the text holds zero bytes, which no table of a spreadsheet program does.
  public var hasZeroBytes: Bool { bytes.contains(0) }

  /// Reads the next row that has a cell.
  ///
  /// - Parameter row: On return the row read; cleared after the last.
  /// - Returns: `false` after the last row.
  /// - Complexity: O(bytes of the row); allocates nothing once `row` has grown.
  public mutating func read(into row: inout RawRow) -> Bool {
    row.clear()
    while position < bytes.count {
      self.row += 1
      if !readRecordWithoutQuotes(into: &row) { readRecord(into: &row) }
      if !row.cells.isEmpty {
        row.number = self.row
        return true
      }
    }
    return false
  }

  /// Reads one record as ``readRecord(into:)`` does, if none of its fields is quoted: the record is
  /// then copied in one piece. There is at least one byte left.
  ///
  /// - Returns: `false`, with nothing read, if a field is quoted.
  private mutating func readRecordWithoutQuotes(into row: inout RawRow) -> Bool {
    guard let record = Self.record(in: bytes.span, from: position, dialect, &row.cells) else {
      row.cells.removeAll(keepingCapacity: true)
      return false
    }
    if !row.cells.isEmpty { row.bytes.append(contentsOf: bytes[position..<record.end]) }
    position = record.next
    fieldCount = record.fields
    line += 1
    return true
  }

  /// Cuts a record without quoted fields into cells.
  ///
  /// - Returns: Where the record ends and the next begins; `nil` if a field is quoted.
  private static func record(
    in text: Span<UInt8>, from first: Int, _ dialect: CSVDialect, _ cells: inout [RawCell]
  ) -> (end: Int, next: Int, fields: Int)? {
    var fields = 1
    var start = first
    var position = first
    if text[first] == dialect.quote { return nil }
    while true {
      let byte = position < text.count ? text[position] : UInt8(ascii: "\n")
      let isLineEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      guard isLineEnd || byte == dialect.delimiter else {
        position += 1
        continue
      }
      if position > start {
        cells.append(
          RawCell(
            column: Int32(truncatingIfNeeded: fields), kind: .text,
            text: Int32(start - first)..<Int32(position - first)))
      }
      if isLineEnd {
        var next = min(position + 1, text.count)
        if byte == UInt8(ascii: "\r"), next < text.count, text[next] == UInt8(ascii: "\n") {
          next += 1
        }
        return (position, next, fields)
      }
      position += 1
      start = position
      fields += 1
      if position < text.count, text[position] == dialect.quote { return nil }
    }
  }

  /// Reads one record and the end of its line. There is at least one byte left.
  private mutating func readRecord(into row: inout RawRow) {
    fieldCount = 0
    while true {
      fieldCount += 1
      let start = row.bytes.count
      if position < bytes.count, bytes[position] == dialect.quote {
        readQuoted(into: &row.bytes)
      }
      readPlain(into: &row.bytes)
      if row.bytes.count > start {
        row.cells.append(
          RawCell(
            column: Int32(truncatingIfNeeded: fieldCount), kind: .text,
            text: Int32(start)..<Int32(row.bytes.count)))
      }
      guard position < bytes.count else { return }
      let end = bytes[position]
      position += 1
      if end == dialect.delimiter { continue }
      if end == UInt8(ascii: "\r"), position < bytes.count, bytes[position] == UInt8(ascii: "\n") {
        position += 1
      }
      line += 1
      return
    }
  }

  /// Copies up to the delimiter or line end that ends the field.
  private mutating func readPlain(into text: inout [UInt8]) {
    let end = Self.endOfField(in: bytes.span, from: position, delimiter: dialect.delimiter)
    if end > position { text.append(contentsOf: bytes[position..<end]) }
    position = end
  }

  private static func endOfField(in text: Span<UInt8>, from start: Int, delimiter: UInt8) -> Int {
    var end = start
    while end < text.count {
      let byte = text[end]
      if byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      end += 1
    }
    return end
  }

  /// Copies what stands between the quote at `position` and the one that closes it.
  private mutating func readQuoted(into text: inout [UInt8]) {
    let opening = line
    let quote = bytes[position]
    position += 1
    while true {
      let start = position
      var end = start
      var lastWasReturn = false
      while end < bytes.count, bytes[end] != quote {
        let byte = bytes[end]
        if byte == UInt8(ascii: "\r") || (byte == UInt8(ascii: "\n") && !lastWasReturn) {
          line += 1
        }
        lastWasReturn = byte == UInt8(ascii: "\r")
        end += 1
      }
      text.append(contentsOf: bytes[start..<end])
      position = end + 1
      if end >= bytes.count {
        position = bytes.count
        if unclosedQuote == nil { unclosedQuote = (opening, row) }
        return
      }
      guard position < bytes.count, bytes[position] == quote else { return }
      text.append(quote)
      position += 1
    }
  }

  /// The delimiter that a first line `sep=;` names, and where the next line begins.
  private static func separatorLine(of bytes: ArraySlice<UInt8>) -> (delimiter: UInt8, end: Int)? {
    var rest = bytes
    let isQuoted = rest.first == 0x22
    if isQuoted { rest.removeFirst() }
    guard rest.prefix(4).map({ $0 | 0x20 }).elementsEqual("sep=".utf8.map { $0 | 0x20 }),
      let delimiter = rest.dropFirst(4).first, delimiter != 0x0A, delimiter != 0x0D
    else { return nil }
    rest = rest.dropFirst(5)
    if isQuoted {
      guard rest.first == 0x22 else { return nil }
      rest.removeFirst()
    }
    switch rest.first {
    case 0x0D: return (delimiter, rest.startIndex + (rest.dropFirst().first == 0x0A ? 2 : 1))
    case 0x0A: return (delimiter, rest.startIndex + 1)
    case nil: return (delimiter, rest.startIndex)
    default: return nil
    }
  }
}
