/// A folded text as UTF-16 units. Comparing and hashing units is several times as fast as
/// comparing strings, which must normalise what is not ASCII.
typealias FoldedText = [UInt16]

extension Collection<UInt16> {
  /// Whether the units begin with those of `prefix`.
  func begins(with prefix: FoldedText) -> Bool { starts(with: prefix) }

  /// The units as a string.
  var string: String {
    // Transcoded by hand: the library decodes UTF-16 several times slower than UTF-8.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count * 3)
    for unit in self {
      switch unit {
      case 0..<0x80: bytes.append(UInt8(unit))
      case 0x80..<0x800:
        bytes.append(0xC0 | UInt8(unit >> 6))
        bytes.append(0x80 | UInt8(unit & 0x3F))
      case 0xD800...0xDFFF: return String(decoding: self, as: UTF16.self)
      default:
        bytes.append(0xE0 | UInt8(unit >> 12))
        bytes.append(0x80 | UInt8(unit >> 6 & 0x3F))
        bytes.append(0x80 | UInt8(unit & 0x3F))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
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
