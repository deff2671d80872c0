public import Table

/// Writes a text table (RFC 4180) into a buffer: UTF-8 with byte order mark, commas, CR LF.
///
/// Text is guarded (``CSVGuard``); numbers and what else the program itself makes is not.
public struct CSVWriter: Sendable {
  /// What was written, then room for more, whatever stands there.
  @usableFromInline var room: [UInt8] = []
  /// Where what was written ends. Behind each field of the present row stands a comma: that
  /// behind the last gives way to the row's end.
  @usableFromInline var place = 0
  private var rowStart = 0

  /// A writer of a new table.
  ///
  /// - Parameter isContinued: Whether what is written is to be appended to a file, and so needs
  ///   no byte order mark.
  public init(isContinued: Bool = false) {
    if isContinued { return }
    room = [0xEF, 0xBB, 0xBF]
    place = room.count
    rowStart = place
  }

  /// How many bytes were written since the last ``drain(_:)``.
  public var count: Int { max(place - 1, rowStart) }

  /// What was written since the last ``drain(_:)``.
  public var bytes: [UInt8] { Array(room[..<count]) }

  /// Hands over what was written, and forgets it.
  ///
  /// - Parameter take: Takes the bytes since the last call; together they are the file.
  /// - Returns: What `take` returns.
  /// - Precondition: No row is begun.
  public mutating func drain<Result>(_ take: (_ written: [UInt8]) -> Result) -> Result {
    precondition(place == rowStart, "a row is not ended")
    let rest = room.count - place
    room.removeLast(rest)
    let result = take(room)
    // The room is the same again, if nobody has kept the bytes.
    room.append(addingCapacity: rest) { $0.append(repeating: 0, count: rest) }
    place = 0
    rowStart = 0
    return result
  }

  /// Writes a field of text: guarded, and quoted if need be.
  public mutating func text(_ text: String) { self.text(text.utf8.span) }

  /// Writes a field of text, UTF-8: guarded, and quoted if need be.
  public mutating func text(_ text: Span<UInt8>) { self.text(0..<text.count, of: text) }

  /// Writes a field of text of a pool: guarded, and quoted if need be.
  ///
  /// - Parameters:
  ///   - id: The text.
  ///   - pool: Its pool.
  public mutating func text(_ id: TextID, of pool: TextPool) {
    text(pool.range(of: id), of: pool.bytes.span)
  }

  /// Writes a field as it is: a number, date or code made by the program.
  ///
  /// - Parameter field: Free of commas, quotes and line ends.
  public mutating func plain(_ field: String) {
    assert(!Self.needsQuotes(field.utf8.span))
    plain(room: field.utf8.count + MutableRawSpan.overhang) { room, place in
      room.put(field.utf8.span, at: &place)
    }
  }

  /// Writes a field as it is: a number, date or code made by the program.
  ///
  /// - Parameters:
  ///   - count: Bytes of room, as `put` needs it.
  ///   - put: Puts bytes free of commas, quotes and line ends, and moves the place behind them.
  @inlinable
  @inline(__always)
  public mutating func plain(
    room count: Int, _ put: (_ room: inout MutableRawSpan, _ place: inout Int) -> Void
  ) {
    makeRoom(count &+ 1)
    var end = place
    do {
      var bytes = room.mutableSpan
      // Any eight bits are a byte, so no store can leave what is none.
      var all = unsafe bytes.mutableBytes
      put(&all, &end)
      all.put(Self.comma, at: &end)
    }
    place = end
  }

  /// Writes a whole number.
  @inlinable
  public mutating func number(_ number: Int) {
    plain(room: 20 + MutableRawSpan.overhang) { room, place in
      room.putDecimal(number, at: &place)
    }
  }

  /// Writes a blank field: not known, or not reported.
  @inlinable
  public mutating func blank() { plain(room: 0) { _, _ in } }

  /// Ends the row.
  public mutating func endRow() {
    // An empty line would be read as no row at all.
    if place - rowStart <= 1 {
      place = rowStart
      plain(room: 2) { room, place in
        room.put(UInt8(ascii: "\""), at: &place)
        room.put(UInt8(ascii: "\""), at: &place)
      }
    }
    // CR takes the place of the last comma.
    place -= 1
    plain(room: 1) { room, place in room.put(0x0D, at: &place) }
    room[place - 1] = 0x0A
    rowStart = place
  }

  @usableFromInline static var comma: UInt8 { 0x2C }

  /// Makes room for that many bytes behind those written.
  @inlinable
  @inline(__always)
  mutating func makeRoom(_ count: Int) {
    if room.count &- place < count { enlarge(count) }
  }

  @usableFromInline
  mutating func enlarge(_ count: Int) {
    // In steps, as a drain gives back what was too much; the array itself grows by doubling.
    let more = max(count, min(room.count, 1 << 16), 1_024)
    room.append(addingCapacity: more) { $0.append(repeating: 0, count: more) }
  }
}

// Fields of text.
extension CSVWriter {
  /// Writes a field of text that stands among bytes. Whether it needs quotes is seen while it is
  /// copied, eight bytes at a time.
  private mutating func text(_ range: Range<Int>, of bytes: Span<UInt8>) {
    if range.isEmpty { return blank() }
    let start = place
    var hasSigns = false
    plain(room: range.count + MutableRawSpan.overhang) { room, place in
      var index = range.lowerBound
      while index &+ 8 <= range.upperBound {
        let word = bytes.word(at: index)
        if Self.hasSigns(word) { hasSigns = true }
        room.put(word, count: 8, at: &place)
        index &+= 8
      }
      let rest = range.upperBound &- index
      guard rest > 0 else { return }
      // What follows the text in a pool is copied with its end, and written over.
      let word =
        index &+ 8 <= bytes.count ? bytes.word(at: index) : bytes.lastWord(from: index)
      if Self.hasSigns(word | ~0 &<< UInt64(rest &* 8)) { hasSigns = true }
      room.put(word, count: rest, at: &place)
    }
    let first = bytes[range.lowerBound]
    if hasSigns || first <= UInt8(ascii: "@") && CSVGuard.isNeeded(before: first) {
      place = start
      marked(bytes.extracting(range), needsQuotes: hasSigns)
    }
  }

  /// Writes a text that needs a guard or quotes.
  private mutating func marked(_ text: Span<UInt8>, needsQuotes: Bool) {
    plain(room: text.count * 2 + 3) { room, place in
      if needsQuotes { room.put(Self.quote, at: &place) }
      if CSVGuard.isNeeded(before: text[0]) { room.put(CSVGuard.sign, at: &place) }
      for index in text.indices {
        if text[index] == Self.quote { room.put(Self.quote, at: &place) }
        room.put(text[index], at: &place)
      }
      if needsQuotes { room.put(Self.quote, at: &place) }
    }
  }

  private static var quote: UInt8 { 0x22 }

  private static func needsQuotes(_ text: Span<UInt8>) -> Bool {
    text.indices.contains { [quote, comma, 0x0A, 0x0D].contains(text[$0]) }
  }

  /// Whether one of eight bytes asks for quotes.
  @inline(__always)
  private static func hasSigns(_ word: UInt64) -> Bool {
    // The signs are low, and most texts have no byte that is.
    hasByte(below: comma + 1, word)
      && (hasByte(comma, word) || hasByte(quote, word) || hasByte(0x0A, word)
        || hasByte(0x0D, word))
  }

  /// Whether one of eight bytes is a given one.
  @inline(__always)
  private static func hasByte(_ byte: UInt8, _ word: UInt64) -> Bool {
    hasByte(below: 1, word ^ ones &* UInt64(byte))
  }

  /// Whether one of eight bytes is below a limit of 128 at most: the difference then sets the
  /// highest bit of a lane that did not have it.
  @inline(__always)
  private static func hasByte(below limit: UInt8, _ word: UInt64) -> Bool {
    (word &- ones &* UInt64(limit)) & ~word & (ones &* 0x80) != 0
  }

  private static var ones: UInt64 { 0x0101_0101_0101_0101 }
}
