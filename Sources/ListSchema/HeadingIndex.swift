/// The unit of money that a heading states, against the one its field has.
public enum HeadingUnit: Hashable, Sendable {
  /// The field has no unit.
  case notNeeded
  /// The heading states the field's unit.
  case agrees
  /// The heading states none; a unit row or the caption must.
  case unstated
  /// The heading states another, such as `元` where `万元` is due: it is not that field.
  case differs(String)
}

/// The field that a heading names.
public struct HeadingMatch: Hashable, Sendable {
  /// Index in ``ListDefinition/fields``.
  public let field: Int
  /// What the heading says of the unit.
  public let unit: HeadingUnit
}

/// Headings of one list, folded, for finding the field of a column. Build it once a list.
public struct HeadingIndex: Sendable {
  private let fields: [Field]
  private let folding: TextFolding
  private let year: Int?
  /// Group and leaf run together, or a one-row heading.
  private let joined: [String: Int]
  /// Leaf alone; of fields of several groups the first.
  private let leaves: [String: Int]
  /// Folded spellings of all groups, and of words that name columns of no list.
  private let groups: [(name: String, group: String?)]
  /// Headings taken by another field unless the cells below decide otherwise.
  private let byContent: [String: Int]

  /// The index of a list.
  ///
  /// - Parameters:
  ///   - list: The list.
  ///   - folding: How headings are compared.
  ///   - year: Year of the reporting month, to tell `2021年1-5月` from `2022年1-5月`; without
  ///     it, a heading with a year is read as this year's.
  public init(list: ListDefinition, folding: TextFolding, year: Int? = nil) {
    var joined: [String: Int] = [:]
    var leaves: [String: Int] = [:]
    var groups: [(name: String, group: String?)] = list.foreignGroups.map {
      (folding.heading($0), nil)
    }
    var byContent: [String: Int] = [:]
    for (index, field) in list.fields.enumerated() {
      for (key, isJoined) in Self.keys(of: field, folding: folding) {
        if isJoined {
          if joined[key] == nil { joined[key] = index }
        } else if leaves[key] == nil {
          leaves[key] = index
        }
      }
      for name in Self.groupNames(of: field, folding: folding) {
        groups.append((name, field.group))
      }
      for alias in field.aliasesByContent {
        byContent[FoldedHeading(alias, folding: folding).base] = index
      }
    }
    fields = list.fields
    self.folding = folding
    self.year = year
    self.joined = joined
    self.leaves = leaves
    self.groups = groups
    self.byContent = byContent
  }

  /// The field that a column's heading names.
  ///
  /// Group and leaf together count first, the nearest group before one further up; then the
  /// leaf alone, unless what stands over it is another group's (`上年同期`) or none of the
  /// list's (`同比`).
  ///
  /// - Parameter path: The column's heading cells from the top row to the lowest, merged parents
  ///   repeated; blank and repeated cells are passed over. One cell for a heading of one row.
  /// - Returns: `nil` if the heading names no field.
  public func match(_ path: [String]) -> HeadingMatch? {
    var cells: [FoldedHeading] = []
    var unit: String?
    for text in path {
      let cell = FoldedHeading(text, folding: folding)
      unit = cell.unit ?? unit
      if !cell.base.isEmpty, cell.base != cells.last?.base { cells.append(cell) }
    }
    guard let leaf = cells.last else { return nil }
    let base = PeriodWords.replaced(in: leaf.base, year: year)
    let remark = PeriodWords.replaced(in: leaf.remark, year: year)
    let parents = cells.dropLast().reversed().flatMap { cell in
      [cell.base, cell.remark].filter { !$0.isEmpty }
        .map { PeriodWords.replaced(in: $0, year: year) }
    }
    for parent in [remark] + parents where !parent.isEmpty {
      if let index = joined[parent + base] { return match(index, unit) }
    }
    let above = [remark] + parents
    if let index = joined[base] {
      let isPlain = above.allSatisfy { isCompatible($0, with: fields[index].group) }
      return isPlain ? match(index, unit) : nil
    }
    guard let index = leaves[base],
      above.allSatisfy({ isCompatible($0, with: fields[index].group) })
    else { return nil }
    return match(index, unit)
  }

  /// The field that a heading names if the cells below look like it, where ``match(_:)`` gives
  /// another: `编号` is 序号, unless its cells hold 隐患编号.
  ///
  /// - Parameter path: The column's heading cells, as for ``match(_:)``.
  /// - Returns: The index of a field, or `nil`.
  public func matchByContent(_ path: [String]) -> Int? {
    guard let leaf = path.last(where: { !folding.key($0).isEmpty }) else { return nil }
    return byContent[FoldedHeading(leaf, folding: folding).base]
  }

  /// The heading of the list most like an unknown one, for `您是否指…`.
  ///
  /// - Parameter heading: An unknown heading.
  /// - Returns: A heading as forms print it; `nil` if none is alike.
  public func nearest(to heading: String) -> String? {
    let base = FoldedHeading(heading, folding: folding).base
    let candidates = fields.map { FoldedHeading($0.heading, folding: folding).base }
    return Similarity.nearest(to: base, among: candidates, limit: 1).first
      .map { fields[$0].heading }
  }

  private func match(_ index: Int, _ unit: String?) -> HeadingMatch? {
    guard let due = fields[index].unit else {
      return unit == nil ? HeadingMatch(field: index, unit: .notNeeded) : nil
    }
    guard let unit else { return HeadingMatch(field: index, unit: .unstated) }
    return HeadingMatch(field: index, unit: unit == due ? .agrees : .differs(unit))
  }

  /// Whether words over or beside a leaf let it be a field of `group`.
  private func isCompatible(_ words: String, with group: String?) -> Bool {
    guard group != nil, !words.isEmpty else { return true }
    return !groups.contains { $0.group != group && words.contains($0.name) }
  }
}
