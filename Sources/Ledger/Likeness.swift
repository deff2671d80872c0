import Table
import Values

/// What two rows must share to be the same hazard where no number says so: texts by the number of
/// their folded form.
struct Likeness: Hashable, Comparable, Sendable {
  var bureau: UInt32
  var zone: TextID
  var enterprise: TextID
  var description: TextID
  var foundOn: TextID
  var place: TextID

  static func < (left: Likeness, right: Likeness) -> Bool {
    (left.bureau, left.zone, left.enterprise, left.description, left.foundOn, left.place)
      < (right.bureau, right.zone, right.enterprise, right.description, right.foundOn, right.place)
  }

  /// How much of it two rows must share.
  enum Degree: CaseIterable {
    /// Zone, enterprise, description, 排查日期 and place: tells hazards found on one day apart.
    case place
    /// Zone, enterprise, description and 排查日期: what the ledger goes by.
    case found
    /// Zone, enterprise and description, where one of the two has no 排查日期 that can be read.
    case undated
  }

  func cut(to degree: Degree) -> Likeness {
    var cut = self
    if degree != .place { cut.place = 0 }
    if degree == .undated { cut.foundOn = 0 }
    return cut
  }

  /// Whether so little of it is known that it may be like another only with its day.
  var isVague: Bool { zone == 0 || enterprise == 0 || description == 0 }
}

/// A row or an entry with what it is known by.
struct Likened: Sendable {
  var likeness: Likeness
  /// Row, entry or place in a list; among equals the smaller comes first.
  var index: Int
  /// Whether it says 已销号.
  var isClosed: Bool

  static func precedes(_ left: Likened, _ right: Likened) -> Bool {
    left.likeness == right.likeness
      ? left.index < right.index : left.likeness < right.likeness
  }
}

/// Folds texts of a pool, each once.
struct FoldedTexts: Sendable {
  private let fold: @Sendable (String) -> String
  /// Number of the folded form of each text, `unknown` until it is asked for.
  private var folds: [TextID] = []

  private static let unknown = TextID.max

  init(_ fold: @escaping @Sendable (String) -> String) { self.fold = fold }

  mutating func callAsFunction(_ id: TextID, in texts: inout TextPool) -> TextID {
    if id == 0 { return 0 }
    while folds.count <= Int(id) { folds.append(Self.unknown) }
    if folds[Int(id)] == Self.unknown { folds[Int(id)] = texts.intern(fold(texts.string(id))) }
    return folds[Int(id)]
  }
}

/// Pairs rows with entries that they are like.
enum Pairing {
  /// The pairs of rows and entries that share a likeness.
  ///
  /// Among equals the k-th row goes with the k-th entry not 已销号; where these are too few, rows
  /// that say 已销号 give way and go with the entries that are 已销号. Otherwise a bureau that
  /// lists a closed hazard beside an open one of the same words would seem to reopen the one.
  /// - Parameters:
  ///   - rows: Rows without a hazard yet.
  ///   - entries: Entries without a row yet.
  ///   - degree: How much they must share.
  /// - Returns: Indices of rows and entries.
  static func pairs(
    _ rows: [Likened], _ entries: [Likened], _ degree: Likeness.Degree
  ) -> [(row: Int, entry: Int)] {
    var pairs: [(row: Int, entry: Int)] = []
    forEachGroup(rows, entries, degree) { rows, entries in
      let open = entries.filter { !$0.isClosed }
      if rows.count <= open.count {
        for (row, entry) in zip(rows, open) { pairs.append((row.index, entry.index)) }
        return
      }
      var room = open.count - rows.count { !$0.isClosed }
      var left = open.count
      var first: [Likened] = []
      var rest: [Likened] = []
      for row in rows {
        let goesFirst = left > 0 && (!row.isClosed || room > 0)
        if goesFirst {
          left -= 1
          if row.isClosed { room -= 1 }
          first.append(row)
        } else {
          rest.append(row)
        }
      }
      for (row, entry) in zip(first, open) { pairs.append((row.index, entry.index)) }
      for (row, entry) in zip(rest, entries.filter(\.isClosed)) {
        pairs.append((row.index, entry.index))
      }
    }
    return pairs
  }

  /// Runs `body` on the rows and entries of each likeness that has both, in their order.
  static func forEachGroup(
    _ rows: [Likened], _ entries: [Likened], _ degree: Likeness.Degree,
    _ body: (ArraySlice<Likened>, ArraySlice<Likened>) -> Void
  ) {
    let rows = cut(rows, to: degree)
    let entries = cut(entries, to: degree)
    var row = 0
    var entry = 0
    while row < rows.count, entry < entries.count {
      let likeness = rows[row].likeness
      if entries[entry].likeness < likeness {
        entry += 1
        continue
      }
      let start = row
      while row < rows.count, rows[row].likeness == likeness { row += 1 }
      let first = entry
      while entry < entries.count, entries[entry].likeness == likeness { entry += 1 }
      if first < entry { body(rows[start..<row], entries[first..<entry]) }
    }
  }

  private static func cut(_ items: [Likened], to degree: Likeness.Degree) -> [Likened] {
    var items = items
    for index in items.indices {
      items[index].likeness = items[index].likeness.cut(to: degree)
    }
    items.sort(by: Likened.precedes)
    return items
  }
}
