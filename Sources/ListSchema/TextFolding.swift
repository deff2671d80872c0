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
  ///     space and lines that begin with `#` do not count.
  ///   - file: The file the pairs stand in, for errors.
  /// - Throws: ``SchemaError/badLine(file:line:reason:)`` for a line with half a pair.
  init(traditional: String, file: String) throws(SchemaError) {
    var table = Self.plainTable()
    var line = 1
    var isComment = false
    var isLineStart = true
    var pending: Unicode.Scalar?
    for scalar in traditional.unicodeScalars {
      if scalar == "\n" {
        if let pending {
          throw .badLine(file: file, line: line, reason: "“\(pending)”没有对应的简体字")
        }
        line += 1
        isComment = false
        isLineStart = true
        continue
      }
      if isLineStart, scalar == "#" { isComment = true }
      isLineStart = false
      if isComment || scalar.properties.isWhitespace || scalar == "\u{FEFF}" { continue }
      guard let left = pending else {
        pending = scalar
        continue
      }
      pending = nil
      if left.value < 0x1_0000, scalar.value < 0x1_0000 {
        table[Int(left.value)] = UInt16(scalar.value)
      }
    }
    if let pending {
      throw .badLine(file: file, line: line, reason: "“\(pending)”没有对应的简体字")
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
  public func key(_ text: some StringProtocol) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let scalar = fold(scalar) { folded.append(scalar) }
    }
    return String(folded)
  }

  /// The text trimmed, with each run of white space as one space, half-width, Simplified, ASCII
  /// in lower case: what tells a changed text from one typed again (L006, the ledger).
  ///
  /// - Parameter text: What a filer wrote.
  /// - Returns: The folded text; empty if the text is blank.
  public func text(_ text: some StringProtocol) -> String {
    var folded = String.UnicodeScalarView()
    var hasGap = false
    for scalar in text.unicodeScalars {
      guard let kept = fold(scalar) else {
        if scalar.properties.isWhitespace { hasGap = true }
        continue
      }
      if hasGap, !folded.isEmpty { folded.append(" ") }
      hasGap = false
      folded.append(kept)
    }
    return String(folded)
  }

  /// A column heading as headings are compared: the key, without brackets and what they hold
  /// but units of money, which stand at the end in one spelling.
  ///
  /// - Parameter text: A heading cell, such as `整改资金 （单位：万元）`.
  /// - Returns: The heading, such as `整改资金(万元)`.
  public func heading(_ text: some StringProtocol) -> String {
    let heading = FoldedHeading(text, folding: self)
    return heading.base + (heading.unit.map { "(\($0))" } ?? "")
  }

  private func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard scalar.value < 0x1_0000 else { return scalar }
    let unit = table[Int(scalar.value)]
    return unit == 0 ? nil : Unicode.Scalar(unit)
  }
}
