/// A folded text as UTF-16 units. Comparing and hashing units is several times as fast as
/// comparing strings, which must normalise what is not ASCII.
typealias FoldedText = [UInt16]

extension Collection<UInt16> {
  /// Whether the units begin with those of `prefix`.
  func begins(with prefix: FoldedText) -> Bool { starts(with: prefix) }

  /// The units as a string.
  var string: String { String(decoding: self, as: UTF16.self) }
}

extension BidirectionalCollection<UInt16> {
  /// Whether the units end with those of `suffix`.
  func ends(with suffix: FoldedText) -> Bool {
    count >= suffix.count && self.suffix(suffix.count).elementsEqual(suffix)
  }
}

extension FoldedText {
  /// Units of a text that is folded already, such as a word in source code.
  init(_ text: String) { self = Array(text.utf16) }

  /// Whether `part` stands anywhere in the units.
  func holds(_ part: FoldedText) -> Bool {
    guard !part.isEmpty, part.count <= count else { return part.isEmpty }
    return (0...(count - part.count)).contains { start in
      self[start] == part[0] && self[start..<(start + part.count)].elementsEqual(part)
    }
  }
}
