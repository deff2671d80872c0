import Table

/// Texts that stand in many cells, kept once in the workbook's table (ECMA-376 Part 1, 18.4).
///
/// A text enters the table when it is met again. What stands once only, such as a number of a
/// hazard, stays in its cell, and the table stays small whatever the rows.
struct SharedTexts {
  /// Longer texts stay in their cells: they seldom repeat.
  private static let longest = 96
  private static let mostTexts = 1 << 16
  private static let marks = 1 << 16

  /// Items of the template's table, which stay in their places.
  private let first: Int
  private let isUsed: Bool
  private var texts = TextPool()
  /// Marks of texts that were met once. Of two at one place the later stays: only the chance to
  /// share a text is lost with the other.
  private var met: [UInt32]

  /// No table: every text stays in its cell.
  static let none = SharedTexts(first: 0, isUsed: false)

  /// A table that goes on behind the items of the template's.
  init(first: Int) { self.init(first: first, isUsed: true) }

  private init(first: Int, isUsed: Bool) {
    self.first = first
    self.isUsed = isUsed
    met = isUsed ? [UInt32](repeating: 0, count: Self.marks) : []
  }

  /// The item that a text has in the table; `nil` where it stands in its cell.
  mutating func index(of text: ArraySlice<UInt8>) -> Int? {
    guard isUsed, text.count <= Self.longest else { return nil }
    let hash = TextPool.hash(text.span)
    if let id = texts.number(of: text.span, hash: hash) { return first + Int(id) - 1 }
    guard texts.count <= Self.mostTexts else { return nil }
    let place = Int(truncatingIfNeeded: hash) & (Self.marks - 1)
    let mark = UInt32(truncatingIfNeeded: hash >> 32) | 1
    if met[place] == mark { return first + Int(texts.intern(text.span)) - 1 }
    met[place] = mark
    return nil
  }

  /// The number of texts that entered.
  var count: Int { texts.count - 1 }

  /// The text of an item that entered, from 0.
  subscript(index: Int) -> ArraySlice<UInt8> { texts[TextID(index + 1)] }
}
