/// A text of a ``TextPool``, by number. Equal texts have equal numbers; 0 is the empty text.
public typealias TextID = UInt32

/// Texts kept once each, as UTF-8 in one run of bytes.
///
/// A million hazards repeat their zones, people and phrases; as one `String` a cell they would
/// take twice the memory that the product may use.
public struct TextPool: Sendable {
  /// The bytes of all texts, one behind another: see ``range(of:)``.
  public private(set) var bytes: [UInt8] = []
  /// End of text `i` in `bytes`; its start is the end of text `i - 1`.
  @usableFromInline private(set) var ends: [UInt32] = [0]
  /// Open-addressing table: a text's number and above it the upper half of its hash, 0 for a free
  /// place. So other texts are passed over, and the table is enlarged, without a look at bytes.
  /// Empty once the pool is ``closed()``.
  private var slots: [UInt64] = [UInt64](repeating: 0, count: 64)

  /// A pool that holds the empty text, number 0.
  public init() {}

  /// Number of different texts, the empty one included.
  public var count: Int { ends.count }

  /// UTF-8 bytes of a text.
  public subscript(id: TextID) -> ArraySlice<UInt8> { bytes[range(of: id)] }

  /// Where a text stands in ``bytes``. Who asks for many texts takes a span of those once, as
  /// each slice of them counts a reference.
  @inlinable
  @inline(__always)
  public func range(of id: TextID) -> Range<Int> {
    let ends = ends.span
    return id == 0 ? 0..<0 : Int(ends[Int(id) &- 1])..<Int(ends[Int(id)])
  }

  /// A text as a `String`.
  public func string(_ id: TextID) -> String { String(decoding: self[id], as: UTF8.self) }

  /// Runs `body` on the UTF-8 bytes of a text, without a copy.
  @inlinable
  public func withBytes<Result>(of id: TextID, _ body: (Span<UInt8>) throws -> Result) rethrows
    -> Result
  {
    try body(bytes.span.extracting(range(of: id)))
  }

  /// Makes room for more texts, so that none is moved as they come.
  ///
  /// - Parameters:
  ///   - count: How many there may be; what looks them up is made for so many.
  ///   - size: The bytes that they may take.
  public mutating func reserve(texts count: Int, bytes size: Int) {
    ends.reserveCapacity(ends.count + count)
    bytes.reserveCapacity(bytes.count + size + MutableRawSpan.overhang)
    enlarge(for: ends.count + count)
  }

  /// Appends a text to bytes.
  ///
  /// - Parameters:
  ///   - id: The text.
  ///   - output: Where it is appended.
  public func append(_ id: TextID, to output: inout [UInt8]) {
    let range = range(of: id)
    output.append(room: range.count + MutableRawSpan.overhang) { room, place in
      room.put(bytes.span.extracting(range), at: &place)
    }
  }

  private func start(_ id: TextID) -> Int { Int(ends[Int(id) - 1]) }

  /// The number of a text, `nil` if it was not entered.
  ///
  /// - Parameters:
  ///   - text: The text, UTF-8.
  ///   - hash: Its ``hash(_:)``.
  /// - Returns: Its number.
  public func number(of text: Span<UInt8>, hash: UInt64) -> TextID? {
    if text.isEmpty { return 0 }
    if slots.isEmpty { return (1..<TextID(count)).first { equals($0, text) } }
    return find(text, hash).id
  }

  /// The number of a text, entered if it is new.
  public mutating func intern(_ text: Span<UInt8>) -> TextID {
    if text.isEmpty { return 0 }
    if slots.isEmpty { enlarge() }
    let hash = Self.hash(text)
    let (found, place) = find(text, hash)
    if let found { return found }
    let id = TextID(ends.count)
    bytes.append(room: text.count + MutableRawSpan.overhang) { room, place in
      room.put(text, at: &place)
    }
    ends.append(UInt32(bytes.count))
    slots[place] = Self.slot(id, hash)
    if ends.count * 4 > slots.count * 3 { enlarge() }
    return id
  }

  /// The number of a text, entered if it is new.
  public mutating func intern(_ text: some StringProtocol) -> TextID {
    intern(ContiguousArray(text.utf8).span)
  }

  /// The pool without what looks texts up and without room to grow, for one that is complete.
  /// Texts can still be entered; the first one takes as long as all before.
  public consuming func closed() -> TextPool {
    dropTable()
    bytes = bytes.compacted()
    ends = ends.compacted()
    return self
  }

  /// Gives up what looks texts up, and leaves the rest where it is.
  public mutating func dropTable() { slots = [] }

  /// Where a text stands in the table, or would.
  private func find(_ text: Span<UInt8>, _ hash: UInt64) -> (id: TextID?, place: Int) {
    let slots = slots.span
    let last = slots.count - 1
    var place = Int(truncatingIfNeeded: hash >> 32) & last
    while slots[place] != 0 {
      if (slots[place] ^ hash) >> 32 == 0 {
        let id = TextID(truncatingIfNeeded: slots[place])
        if equals(id, text) { return (id, place) }
      }
      place = (place + 1) & last
    }
    return (nil, place)
  }

  private static func slot(_ id: TextID, _ hash: UInt64) -> UInt64 {
    hash & ~0xFFFF_FFFF | UInt64(id)
  }

  private func equals(_ id: TextID, _ text: Span<UInt8>) -> Bool {
    let start = start(id)
    guard Int(ends[Int(id)]) - start == text.count else { return false }
    let own = bytes.span.extracting(start..<start + text.count)
    var index = 0
    while index + 8 <= text.count {
      if Self.word(own, at: index) != Self.word(text, at: index) { return false }
      index += 8
    }
    return index == text.count || own.lastWord(from: index) == text.lastWord(from: index)
  }

  /// Makes the table large enough for as many texts again.
  private mutating func enlarge() { enlarge(for: ends.count * 2) }

  private mutating func enlarge(for count: Int) {
    var size = 64
    while size * 3 < count * 4 { size *= 2 }
    if size <= slots.count { return }
    let known = slots
    slots = [UInt64](repeating: 0, count: size)
    if known.isEmpty {
      for id in 1..<TextID(ends.count) { enter(Self.slot(id, Self.hash(self[id].span))) }
    } else {
      for slot in known where slot != 0 { enter(slot) }
    }
  }

  private mutating func enter(_ slot: UInt64) {
    let last = slots.count - 1
    var place = Int(truncatingIfNeeded: slot >> 32) & last
    while slots[place] != 0 { place = (place + 1) & last }
    slots[place] = slot
  }

  /// A multiplicative hash, eight bytes at a time; the same in every run, so that nothing depends
  /// on a hash seed.
  public static func hash(_ text: Span<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: text.count)
    var start = 0
    while start + 8 <= text.count {
      hash = mixed(hash ^ word(text, at: start))
      start += 8
    }
    let rest = text.count - start
    if rest == 0 { return hash }
    var word: UInt64 = 0
    if start > 0 {
      // The last eight bytes, without those taken before.
      word = Self.word(text, at: text.count - 8) & (1 << (8 * UInt64(rest)) - 1)
    } else {
      for index in text.indices { word = word << 8 | UInt64(text[index]) }
    }
    return mixed(hash ^ word)
  }

  /// Eight bytes as one number. Cut out first, they are one load: else each has its bounds checked.
  @inline(__always)
  private static func word(_ text: Span<UInt8>, at start: Int) -> UInt64 {
    let eight = text.extracting(start..<start &+ 8)
    var word: UInt64 = 0
    for offset in 0..<8 { word = word << 8 | UInt64(eight[offset]) }
    return word
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 32)
  }
}
