/// A text of a ``TextPool``, by number. Equal texts have equal numbers; 0 is the empty text.
public typealias TextID = UInt32

/// Texts kept once each, as UTF-8 in one run of bytes.
///
/// A million hazards repeat their zones, people and phrases; as one `String` a cell they would
/// take twice the memory that the product may use.
public struct TextPool: Sendable {
  private var bytes: [UInt8] = []
  /// End of text `i` in `bytes`; its start is the end of text `i - 1`.
  private var ends: [Int] = [0]
  /// Open-addressing table of text numbers, 0 for a free place.
  private var slots: [TextID] = [TextID](repeating: 0, count: 64)

  /// A pool that holds the empty text, number 0.
  public init() {}

  /// Number of different texts, the empty one included.
  public var count: Int { ends.count }

  /// UTF-8 bytes of a text.
  public subscript(id: TextID) -> ArraySlice<UInt8> {
    id == 0 ? bytes[0..<0] : bytes[ends[Int(id) - 1]..<ends[Int(id)]]
  }

  /// A text as a `String`.
  public func string(_ id: TextID) -> String { String(decoding: self[id], as: UTF8.self) }

  /// Runs `body` on the UTF-8 bytes of a text, without a copy.
  public func withBytes<Result>(of id: TextID, _ body: (Span<UInt8>) throws -> Result) rethrows
    -> Result
  {
    try body(self[id].span)
  }

  /// Appends a text to bytes, with no counting of references on the way.
  ///
  /// - Parameters:
  ///   - id: The text.
  ///   - separator: A byte that goes before it, if any.
  ///   - output: Where it is appended.
  public func append(_ id: TextID, after separator: UInt8? = nil, to output: inout [UInt8]) {
    let start = id == 0 ? 0 : Int(ends[Int(id) - 1])
    let end = id == 0 ? 0 : Int(ends[Int(id)])
    let bytes = bytes
    output.append(addingCapacity: end - start + 1) { output in
      if let separator { output.append(separator) }
      let bytes = bytes.span
      for index in start..<end { output.append(bytes[index]) }
    }
  }

  /// The number of a text, `nil` if it was not entered.
  ///
  /// - Parameters:
  ///   - text: The text, UTF-8.
  ///   - hash: Its ``hash(_:)``.
  /// - Returns: Its number.
  public func number(of text: Span<UInt8>, hash: UInt64) -> TextID? {
    if text.isEmpty { return 0 }
    var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[place] != 0 {
      if equals(slots[place], text) { return slots[place] }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The number of a text, entered if it is new.
  public mutating func intern(_ text: Span<UInt8>) -> TextID {
    if text.isEmpty { return 0 }
    var place = Int(truncatingIfNeeded: Self.hash(text)) & (slots.count - 1)
    while slots[place] != 0 {
      if equals(slots[place], text) { return slots[place] }
      place = (place + 1) & (slots.count - 1)
    }
    let id = TextID(ends.count)
    for index in text.indices { bytes.append(text[index]) }
    ends.append(bytes.count)
    slots[place] = id
    if ends.count * 2 > slots.count { grow() }
    return id
  }

  /// The number of a text, entered if it is new.
  public mutating func intern(_ text: some StringProtocol) -> TextID {
    intern(ContiguousArray(text.utf8).span)
  }

  private func equals(_ id: TextID, _ text: Span<UInt8>) -> Bool {
    let start = ends[Int(id) - 1]
    guard ends[Int(id)] - start == text.count else { return false }
    for index in text.indices where bytes[start + index] != text[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = [TextID](repeating: 0, count: slots.count * 4)
    for id in 1..<ends.count {
      var place =
        Int(truncatingIfNeeded: Self.hash(bytes[ends[id - 1]..<ends[id]].span)) & (slots.count - 1)
      while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = TextID(id)
    }
  }

  /// A multiplicative hash, eight bytes at a time; the same in every run, so that nothing depends
  /// on a hash seed.
  public static func hash(_ text: Span<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: text.count)
    var start = 0
    while start < text.count {
      let end = min(start + 8, text.count)
      var word: UInt64 = 0
      for index in start..<end { word = word << 8 | UInt64(text[index]) }
      hash = mixed(hash ^ word)
      start = end
    }
    return hash
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 32)
  }
}
