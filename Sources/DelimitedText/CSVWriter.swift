public import Table

/// Writes a text table (RFC 4180) into a buffer: UTF-8 with byte order mark, commas, CR LF.
///
/// Text is guarded (``CSVGuard``); numbers and what else the program itself makes is not.
public struct CSVWriter: Sendable {
  /// What was written since the last ``drain()``.
  public private(set) var bytes: [UInt8] = []
  /// Fields of the present row.
  private var fields = 0
  private var rowStart = 0

  /// A writer of a new table.
  ///
  /// - Parameter isContinued: Whether what is written is to be appended to a file, and so needs
  ///   no byte order mark.
  public init(isContinued: Bool = false) {
    if !isContinued { bytes = [0xEF, 0xBB, 0xBF] }
    rowStart = bytes.count
  }

  /// Makes room for that many bytes more.
  public mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  /// Hands over what was written, and forgets it.
  ///
  /// - Returns: The bytes since the last call; together they are the file.
  /// - Precondition: No row is begun.
  public mutating func drain() -> [UInt8] {
    precondition(fields == 0, "a row is not ended")
    let written = bytes
    bytes.removeAll(keepingCapacity: true)
    rowStart = 0
    return written
  }

  /// Writes a field of text: guarded, and quoted if need be.
  public mutating func text(_ text: String) {
    write(text.utf8, needsQuotes: Self.needsQuotes(text.utf8.span))
  }

  /// Writes a field of text, UTF-8: guarded, and quoted if need be.
  public mutating func text(_ text: ArraySlice<UInt8>) {
    write(text, needsQuotes: Self.needsQuotes(text.span))
  }

  /// Writes a field as it is: a number, date or code made by the program.
  ///
  /// - Parameter field: Free of commas, quotes and line ends.
  public mutating func plain(_ field: some StringProtocol) {
    assert(!field.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D })
    beginField()
    bytes.append(contentsOf: field.utf8)
  }

  /// Writes a field as it is, in UTF-8: a number, date or code made by the program.
  ///
  /// - Parameter field: Free of commas, quotes and line ends.
  public mutating func plain(_ field: ArraySlice<UInt8>) {
    beginField()
    bytes.append(contentsOf: field)
  }

  /// Writes a text of a pool as it is.
  ///
  /// - Parameters:
  ///   - id: The text, which ``isPlain(_:)``.
  ///   - pool: Its pool.
  public mutating func plain(_ id: TextID, of pool: borrowing TextPool) {
    pool.append(id, after: fields > 0 ? 0x2C : nil, to: &bytes)
    fields += 1
  }

  /// Writes a field as it is, which `append` appends.
  ///
  /// - Parameter append: Appends bytes free of commas, quotes and line ends.
  public mutating func plain(_ append: (inout [UInt8]) -> Void) {
    beginField()
    append(&bytes)
  }

  /// Whether a text needs neither quotes nor a guard.
  ///
  /// - Parameter text: The text's bytes.
  /// - Returns: Whether it may be written as it is.
  public static func isPlain(_ text: Span<UInt8>) -> Bool {
    text.isEmpty || !CSVGuard.isNeeded(before: text[0]) && !needsQuotes(text)
  }

  /// Writes a whole number.
  public mutating func number(_ number: some BinaryInteger) {
    if let small = UInt32(exactly: number), small < 100_000_000 { return field(small) }
    beginField()
    bytes.append(contentsOf: String(number).utf8)
  }

  /// Writes a blank field: not known, or not reported.
  public mutating func blank() { beginField() }

  /// Ends the row.
  public mutating func endRow() {
    // An empty line would be read as no row at all.
    if bytes.count == rowStart { bytes.append(contentsOf: [0x22, 0x22]) }
    bytes.append(0x0D)
    bytes.append(0x0A)
    fields = 0
    rowStart = bytes.count
  }

  private mutating func beginField() {
    if fields > 0 { bytes.append(0x2C) }
    fields += 1
  }

  /// Writes a number of eight digits at most.
  private mutating func field(_ number: UInt32) {
    var rest = number
    var word: UInt64 = 0
    var count = 0
    repeat {
      word = word << 8 | UInt64(UInt32(UInt8(ascii: "0")) + rest % 10)
      rest /= 10
      count += 1
    } while rest > 0
    let isFirst = fields == 0
    fields += 1
    bytes.append(addingCapacity: count + 1) { output in
      if !isFirst { output.append(0x2C) }
      for _ in 0..<count {
        output.append(UInt8(truncatingIfNeeded: word))
        word >>= 8
      }
    }
  }

  private static func needsQuotes(_ text: Span<UInt8>) -> Bool {
    for index in text.indices {
      let byte = text[index]
      // The four signs are below this one, and most bytes of Chinese text are not.
      if byte <= 0x2C, byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D { return true }
    }
    return false
  }

  private mutating func write(_ text: some Collection<UInt8>, needsQuotes: Bool) {
    beginField()
    guard let first = text.first else { return }
    if needsQuotes { bytes.append(0x22) }
    if CSVGuard.isNeeded(before: first) { bytes.append(CSVGuard.sign) }
    if needsQuotes {
      for byte in text {
        if byte == 0x22 { bytes.append(0x22) }
        bytes.append(byte)
      }
      bytes.append(0x22)
    } else {
      bytes.append(contentsOf: text)
    }
  }
}
