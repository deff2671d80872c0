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

/// Finds the fields that the headings of one list name.
public struct HeadingIndex: Sendable {
  private let fields: [Field]
  private let table: HeadingTable
  private let folding: TextFolding
  private let year: Int?

  /// The index of a list.
  ///
  /// - Parameters:
  ///   - list: The list.
  ///   - folding: How headings are compared.
  ///   - year: Year of the reporting month, to tell `2021年1-5月` from `2022年1-5月`; without
  ///     it, a heading with a year is read as this year's.
  public init(list: ListDefinition, folding: TextFolding, year: Int? = nil) {
    fields = list.fields
    table = list.headings
    self.folding = folding
    self.year = year
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
    return match(cells, unit)
  }

  /// Whether a text alone is a heading of one of the lists, whose headings are folded alike.
  ///
  /// - Parameters:
  ///   - text: A cell.
  ///   - indices: The lists.
  /// - Returns: `false` for a blank text.
  public static func isHeading(_ text: String, ofAny indices: [HeadingIndex]) -> Bool {
    guard let first = indices.first else { return false }
    let cell = FoldedHeading(text, folding: first.folding)
    if cell.base.isEmpty { return false }
    return indices.contains { $0.match([cell], cell.unit) != nil }
  }

  private func match(_ cells: [FoldedHeading], _ unit: String?) -> HeadingMatch? {
    guard let leaf = cells.last else { return nil }
    let base = PeriodWords.replaced(in: leaf.base, reportedIn: year)
    var above = [leaf.remark]
    for cell in cells.dropLast().reversed() { above += [cell.base, cell.remark] }
    above = above.filter { !$0.isEmpty }.map { PeriodWords.replaced(in: $0, reportedIn: year) }
    for parent in above {
      if let index = field(parent, base) ?? table.exact[parent + base] {
        return match(index, unit)
      }
    }
    guard let index = table.exact[base] ?? joined(base) ?? table.leaves[base]?.first,
      above.allSatisfy({ isCompatible($0, with: table.groupOfField[index]) })
    else { return nil }
    return match(index, unit)
  }

  /// The field that a heading names if the cells below look like it, where ``match(_:)`` gives
  /// another: `编号` is 序号, unless its cells hold 隐患编号.
  ///
  /// - Parameter path: The column's heading cells, as for ``match(_:)``.
  /// - Returns: The index of a field, or `nil`.
  public func matchByContent(_ path: [String]) -> Int? {
    guard let leaf = path.last(where: { !folding.folded($0).isEmpty }) else { return nil }
    return table.byContent[FoldedHeading(leaf, folding: folding).base]
  }

  /// The heading of the list most like an unknown one, for `您是否指…`.
  ///
  /// - Parameters:
  ///   - heading: An unknown heading.
  ///   - present: Fields that have a column already, which can't be meant.
  /// - Returns: A heading as forms print it, of the field one of whose names is nearest; `nil` if
  ///   none is so much alike that it is worth a question.
  public func nearest(to heading: String, besides present: Set<FieldKey> = []) -> String? {
    let base = FoldedHeading(heading, folding: folding).base
    var candidates: [(field: Int, name: FoldedText)] = []
    for (index, field) in fields.enumerated() where !present.contains(field.key) {
      let names = [field.heading, field.title] + (field.group == nil ? field.aliases : [])
      candidates += names.map { (index, FoldedHeading($0, folding: folding).base) }
    }
    return Similarity.nearest(to: base, among: candidates.map(\.name), limit: 1, least: 600)
      .first.map { fields[candidates[$0].field].heading }
  }

  /// The field of a group and a leaf, whichever of the two stands above.
  private func field(_ upper: FoldedText, _ lower: FoldedText) -> Int? {
    for (name, leaf) in [(upper, lower), (lower, upper)] {
      guard let owners = table.leaves[leaf],
        let group = table.groups.first(where: { $0.name == name })?.group
      else { continue }
      if let index = owners.first(where: { table.groupOfField[$0] == group }) { return index }
    }
    return nil
  }

  /// The field of a heading that runs group and leaf together, in either order.
  private func joined(_ base: FoldedText) -> Int? {
    for group in table.groups where group.group != nil && base.count > group.name.count {
      let count = group.name.count
      if base.begins(with: group.name),
        let index = field(group.name, FoldedText(base.dropFirst(count)))
      {
        return index
      }
      if base.ends(with: group.name),
        let index = field(group.name, FoldedText(base.dropLast(count)))
      {
        return index
      }
    }
    return nil
  }

  private func match(_ index: Int, _ unit: String?) -> HeadingMatch? {
    guard let due = fields[index].unit else {
      return unit == nil ? HeadingMatch(field: index, unit: .notNeeded) : nil
    }
    guard let unit else { return HeadingMatch(field: index, unit: .unstated) }
    return HeadingMatch(field: index, unit: unit == due ? .agrees : .differs(unit))
  }

  /// Whether words over or beside a leaf let it be a field of `group`.
  private func isCompatible(_ words: FoldedText, with group: Int?) -> Bool {
    guard let group else { return true }
    return !table.groups.contains { $0.group != group && words.holds($0.name) }
  }
}
