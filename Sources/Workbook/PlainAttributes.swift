/// The attributes of one start tag, as places in a part's bytes.
struct PlainAttributes {
  struct Attribute {
    /// The name without its prefix.
    fileprivate var local: Range<Int32> = 0..<0
    fileprivate var value: Range<Int32> = 0..<0

    /// Where the value stands.
    var place: Range<Int> { Int(value.lowerBound)..<Int(value.upperBound) }

    /// The name if it is one letter, else 0.
    func letter(_ part: Span<UInt8>) -> UInt8 {
      local.count == 1 ? part[Int(local.lowerBound)] : 0
    }

    /// Whether the name is `vm`.
    func isRichValue(_ part: Span<UInt8>) -> Bool {
      local.count == 2 && part[Int(local.lowerBound)] == UInt8(ascii: "v")
        && part[Int(local.lowerBound) + 1] == UInt8(ascii: "m")
    }

    /// Whether the name is `hidden`.
    func isHidden(_ part: Span<UInt8>) -> Bool {
      local.count == PlainAttributes.hidden.count
        && equals(part, Int(local.lowerBound)..<Int(local.upperBound), PlainAttributes.hidden)
    }
  }

  fileprivate static let hidden = [UInt8]("hidden".utf8)
  private static let declaration = [UInt8]("xmlns".utf8)
  private static let limit = 16
  private var items = InlineArray<16, Attribute>(repeating: Attribute())
  private(set) var count = 0

  subscript(index: Int) -> Attribute { items[index] }

  mutating func removeAll() { count = 0 }

  /// Appends an attribute.
  ///
  /// Two of one local name may be one name twice, which is an error; a name with a prefix may stand
  /// for one that means something. Neither is plain.
  mutating func append(
    _ part: Span<UInt8>, name: Range<Int>, value: Range<Int>
  ) throws(Surprise) {
    guard count < Self.limit, value.upperBound <= Int(Int32.max) else { throw Surprise() }
    if name.count >= 5, equals(part, name.lowerBound..<(name.lowerBound + 5), Self.declaration) {
      throw Surprise()
    }
    var start = name.lowerBound
    for index in name where part[index] == UInt8(ascii: ":") { start = index + 1 }
    let item = Attribute(
      local: Int32(start)..<Int32(name.upperBound),
      value: Int32(value.lowerBound)..<Int32(value.upperBound))
    if start > name.lowerBound, item.local.count == 1 || item.isHidden(part) { throw Surprise() }
    for index in 0..<count where items[index].local.count == item.local.count {
      if isSame(part, items[index].local.lowerBound, item.local) { throw Surprise() }
    }
    items[count] = item
    count += 1
  }

  private func isSame(_ part: Span<UInt8>, _ start: Int32, _ name: Range<Int32>) -> Bool {
    for offset in 0..<Int32(name.count)
    where part[Int(start + offset)] != part[Int(name.lowerBound + offset)] {
      return false
    }
    return true
  }
}

/// Whether the bytes at a place are those of `text`.
func equals(_ part: Span<UInt8>, _ place: Range<Int>, _ text: [UInt8]) -> Bool {
  guard place.count == text.count, place.upperBound <= part.count else { return false }
  for index in text.indices where part[place.lowerBound + index] != text[index] { return false }
  return true
}
