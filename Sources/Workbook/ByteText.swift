import Table

/// Small readings of texts that stand in a part's bytes.

/// The number that decimal digits stand for, blanks around them aside.
func wholeNumber(_ text: Span<UInt8>) -> Int? {
  let digits = trimmed(text)
  guard digits.count <= 18, !digits.isEmpty else { return nil }
  var value = 0
  for index in digits {
    guard case UInt8(ascii: "0")...UInt8(ascii: "9") = text[index] else { return nil }
    value = value * 10 + Int(text[index] & 0x0f)
  }
  return value
}

/// The number that decimal digits stand for, blanks around them aside.
func wholeNumber(_ text: ArraySlice<UInt8>) -> Int? { wholeNumber(text.span) }

/// Where a text stands without the white space of XML around it.
func trimmed(_ text: Span<UInt8>) -> Range<Int> {
  var (start, end) = (0, text.count)
  while start < end, isBlank(text[start]) { start += 1 }
  while start < end, isBlank(text[end - 1]) { end -= 1 }
  return start..<end
}

/// `1`, `true` and, as some programs write, `on`.
func isTrue(_ value: ArraySlice<UInt8>) -> Bool {
  value.elementsEqual("1".utf8) || value.elementsEqual("true".utf8)
    || value.elementsEqual("on".utf8)
}

extension [UInt8] {
  /// A copy of the bytes.
  init(copying text: Span<UInt8>) {
    self.init()
    append(copying: text)
  }

  /// Appends a copy of the bytes.
  mutating func append(copying text: Span<UInt8>) {
    append(room: text.count + MutableRawSpan.overhang) { room, place in
      room.put(text, at: &place)
    }
  }
}
