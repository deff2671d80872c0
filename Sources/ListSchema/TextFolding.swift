/// Folds the spellings of a text that mean the same to a filer, for comparing only: what a
/// filer wrote is never changed.
public struct TextFolding: Sendable {
  /// Folded form of each UTF-16 unit of the basic plane; 0 for white space and for characters
  /// without width.
  private let table: [UInt16]

  /// A folding with a table of Traditional characters.
  ///
  /// - Parameters:
  ///   - traditional: Pairs of a Traditional and a Simplified character, run together; white
  ///     space and what follows `#` in a line do not count.
  ///   - file: The file the pairs stand in, for errors.
  /// - Throws: ``SchemaError/badLine(file:line:reason:)`` for a line with half a pair.
  init(traditional: String, file: String) throws(SchemaError) {
    var table = Self.plainTable()
    var line = 1
    var isComment = false
    var pending: UInt16?
    // A line feed more, so that the last line ends as the others do.
    for unit in (traditional + "\n").utf16 {
      if unit == 0x0A {
        if let pending {
          throw .badLine(file: file, line: line, reason: "“\([pending].string)”没有对应的简体字")
        }
        line += 1
        isComment = false
      } else if isComment || unit <= 0x20 || unit == 0x3000 || unit == 0xFEFF {
        continue
      } else if unit == 0x23 {
        isComment = true
      } else if let left = pending {
        table[Int(left)] = unit
        pending = nil
      } else {
        pending = unit
      }
    }
    self.table = table
  }

  /// Full-width to half-width, ASCII to lower case, white space and zero-width characters out.
  private static func plainTable() -> [UInt16] {
    var table = [UInt16](0...UInt16.max)
    for unit in 0x41...0x5A { table[unit] = UInt16(unit + 0x20) }
    for unit in 0xFF01...0xFF5E { table[unit] = table[unit - 0xFEE0] }
    let dropped = [
      0x00...0x20, 0x7F...0xA0, 0xAD...0xAD, 0x1680...0x1680, 0x180E...0x180E,
      0x2000...0x200F, 0x2028...0x202F, 0x205F...0x2064, 0x3000...0x3000, 0xFE00...0xFE0F,
      0xFEFF...0xFEFF,
    ]
    for range in dropped {
      for unit in range { table[unit] = 0 }
    }
    return table
  }

  /// The text without white space, half-width, Simplified, ASCII in lower case: equal keys
  /// mean the same entry, zone or name.
  ///
  /// - Parameter text: What a filer wrote.
  /// - Returns: The key; empty if the text is blank.
  public func key(_ text: some StringProtocol) -> String { folded(text).string }

  /// The key of a text as units.
  func folded(_ text: some StringProtocol) -> FoldedText {
    var folded: FoldedText = []
    folded.reserveCapacity(text.utf8.count / 2)
    for unit in text.utf16 {
      let kept = table[Int(unit)]
      if kept != 0 { folded.append(kept) }
    }
    return folded
  }

  /// The text trimmed, with each run of white space as one space, half-width, Simplified, ASCII
  /// in lower case: what tells a changed text from one typed again (L006, the ledger).
  ///
  /// - Parameter text: What a filer wrote.
  /// - Returns: The folded text; empty if the text is blank.
  public func text(_ text: String) -> String {
    var folded: [UInt8] = []
    appendText(Array(text.utf8).span, to: &folded)
    return String(decoding: folded, as: UTF8.self)
  }

  /// Appends ``text(_:)`` of a text, both in UTF-8.
  ///
  /// - Parameters:
  ///   - text: What a filer wrote, well-formed.
  ///   - folded: Where the folded text is appended.
  public func appendText(_ text: Span<UInt8>, to folded: inout [UInt8]) {
    // A character of one byte may become one of three, hardly ever does.
    folded.append(addingCapacity: text.count * 3) { output in
      forEachCharacter(of: text) { character in output.append(character: character) }
    }
  }

  /// A hash of ``text(_:)`` of a text in UTF-8, without making it.
  ///
  /// - Parameter text: What a filer wrote, well-formed.
  /// - Returns: The same for equal folded texts, in every run.
  public func hash(ofText text: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0
    forEachCharacter(of: text) { character in
      hash = (hash ^ UInt64(character)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    return hash
  }

  /// Hands on the characters of ``text(_:)``, one after another.
  @inline(__always)
  private func forEachCharacter(of text: Span<UInt8>, _ take: (UInt32) -> Void) {
    let table = table.span
    var (hasText, hasGap) = (false, false)
    var index = 0
    while index < text.count {
      let length = min(Self.length(ofLead: text[index]), text.count - index)
      var character = Self.character(text.extracting(index..<index + length))
      index += length
      if character <= 0xFFFF {
        let kept = table[Int(character)]
        if kept == 0 {
          if !Self.isWithoutWidth(UInt16(character)) { hasGap = true }
          continue
        }
        character = UInt32(kept)
      }
      if hasGap, hasText { take(0x20) }
      (hasText, hasGap) = (true, false)
      take(character)
    }
  }

  private static func length(ofLead byte: UInt8) -> Int {
    byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  /// The number of a character of up to four bytes.
  @inline(__always)
  private static func character(_ bytes: Span<UInt8>) -> UInt32 {
    let lead = UInt32(bytes[0])
    func next(_ place: Int) -> UInt32 { UInt32(bytes[place] & 0x3F) }
    switch bytes.count {
    case 1: return lead
    case 2: return (lead & 0x1F) << 6 | next(1)
    case 3: return (lead & 0x0F) << 12 | next(1) << 6 | next(2)
    default: return (lead & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3)
    }
  }

  /// A column heading as headings are compared: the key, without brackets and what they hold
  /// but units of money, which stand at the end in one spelling.
  ///
  /// - Parameter text: A heading cell, such as `整改资金 （单位：万元）`.
  /// - Returns: The heading, such as `整改资金(万元)`.
  public func heading(_ text: some StringProtocol) -> String {
    let heading = FoldedHeading(text, folding: self)
    return heading.base.string + (heading.unit.map { "(\($0))" } ?? "")
  }

  private static func isWithoutWidth(_ unit: UInt16) -> Bool {
    switch unit {
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF: true
    default: false
    }
  }
}
