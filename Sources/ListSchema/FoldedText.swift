/// A folded text as UTF-16 units. Comparing and hashing units is several times as fast as
/// comparing strings, which must normalise what is not ASCII.
typealias FoldedText = [UInt16]

extension Collection<UInt16> {
  /// Whether the units begin with those of `prefix`.
  func begins(with prefix: FoldedText) -> Bool { starts(with: prefix) }

  /// The units as a string.
  var string: String {
    // Transcoded by hand: the library decodes UTF-16 several times slower than UTF-8.
    if contains(where: { (0xD800...0xDFFF).contains($0) }) {
      return String(decoding: self, as: UTF16.self)
    }
    var bytes: [UInt8] = []
    bytes.append(addingCapacity: count * 3) { output in
      for unit in self { output.append(unit: unit) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension OutputSpan<UInt8> {
  /// Appends a character in UTF-8.
  mutating func append(character: UInt32) {
    if character <= 0xFFFF {
      append(unit: UInt16(character))
    } else {
      append(0xF0 | UInt8(truncatingIfNeeded: character >> 18))
      append(0x80 | UInt8(truncatingIfNeeded: character >> 12 & 0x3F))
      append(0x80 | UInt8(truncatingIfNeeded: character >> 6 & 0x3F))
      append(0x80 | UInt8(truncatingIfNeeded: character & 0x3F))
    }
  }

  /// Appends a character of the basic plane in UTF-8.
  mutating func append(unit: UInt16) {
    switch unit {
    case 0..<0x80: append(UInt8(truncatingIfNeeded: unit))
    case 0x80..<0x800:
      append(0xC0 | UInt8(truncatingIfNeeded: unit >> 6))
      append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
    default:
      append(0xE0 | UInt8(truncatingIfNeeded: unit >> 12))
      append(0x80 | UInt8(truncatingIfNeeded: unit >> 6 & 0x3F))
      append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
    }
  }
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
