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

  /// The item that a text has in the table: none where it stands in its cell now and ever, unknown
  /// where it does so as long as it is not met again.
  mutating func item(of text: Span<UInt8>) -> RecentTexts.Item {
    guard isUsed, text.count <= Self.longest else { return .none }
    let hash = TextPool.hash(text)
    if let id = texts.number(of: text, hash: hash) { return item(id) }
    guard texts.count <= Self.mostTexts else { return .none }
    let place = Int(truncatingIfNeeded: hash) & (Self.marks - 1)
    let mark = UInt32(truncatingIfNeeded: hash >> 32) | 1
    guard met[place] == mark else {
      met[place] = mark
      return .unknown
    }
    // In two steps: as an argument it would be worked out beside a copy of the table.
    let id = texts.intern(text)
    return item(id)
  }

  private func item(_ id: TextID) -> RecentTexts.Item { .number(Int32(first + Int(id) - 1)) }

  /// The number of texts that entered.
  var count: Int { texts.count - 1 }

  /// The text of an item that entered, from 0.
  subscript(index: Int) -> ArraySlice<UInt8> { texts[TextID(index + 1)] }
}
