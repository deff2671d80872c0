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

  /// Writes a whole number.
  public mutating func number(_ number: some BinaryInteger) {
    beginField()
    if let small = UInt(exactly: number.magnitude) {
      if number < 0 { bytes.append(UInt8(ascii: "-")) }
      appendDigits(small)
    } else {
      bytes.append(contentsOf: String(number).utf8)
    }
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

  private mutating func appendDigits(_ number: UInt) {
    var divisor: UInt = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
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
