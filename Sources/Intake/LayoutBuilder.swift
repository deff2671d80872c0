import ListSchema
import Table
import Values

/// Settles what each column of a header is: units, columns told by their cells, columns claimed
/// twice, required ones that are missing.
struct LayoutBuilder {
  let list: ListDefinition
  let index: HeadingIndex
  let folding: TextFolding
  let header: HeaderFinder.Header
  /// First rows of the sheet.
  let rows: [HeadRow]
  /// Unit of money that the caption states.
  let captionUnit: String?

  private static let contentSample = 20

  /// The layout of the sheet.
  func layout() -> SheetLayout {
    let follow = rowsAfterLabels()
    var readings: [ColumnReading] = []
    for column in header.columns {
      readings.append(
        ColumnReading(
          column: column.column, row: column.row, heading: heading(column.path),
          meaning: meaning(of: column, units: follow.units, below: follow.end)))
    }
    settleContent(&readings)
    settleClaims(&readings)
    offerNearest(&readings)
    addColumnsWithoutHeading(&readings, from: follow.end)
    let present = Set(readings.compactMap(\.field))
    let claimed = present.union(
      readings.compactMap { reading -> FieldKey? in
        if case .repeated(let key, _) = reading.meaning { key } else { nil }
      })
    let first = rows[header.start].number
    let last = rows[min(follow.end, rows.count) - 1].number
    return SheetLayout(
      list: list.name, firstHeaderRow: first, lastHeaderRow: last, columns: readings,
      missing: list.fields.filter { $0.isRequired && !claimed.contains($0.key) }.map(\.key),
      labels: (header.start..<header.start + header.height).map(labels),
      signature: header.signature)
  }

  /// The heading as forms print it, groups before leaves.
  private func heading(_ path: [String]) -> String {
    var heading = ""
    var previous = ""
    for text in path {
      let part = text.filter { !$0.isWhitespace }
      if part == previous { continue }
      heading += previous == "其中" && !part.hasPrefix("：") ? "：" + part : part
      previous = part
    }
    return heading
  }

  private func labels(ofRow place: Int) -> [Int: String] {
    Dictionary(
      rows[place].cells.map { ($0.column, folding.key($0.text)) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: Unit row and row of column numbers

  /// The unit row and the 1..n row that follow the labels, in either order.
  private func rowsAfterLabels() -> (units: [Int: String], end: Int) {
    var units: [Int: String] = [:]
    var end = header.start + header.height
    while end < rows.count, rows[end].number == rows[end - 1].number + 1 {
      if let stated = UnitRow.units(of: rows[end], folding) {
        units.merge(stated) { first, _ in first }
      } else if !NumberRow.matches(rows[end], folding) {
        break
      }
      end += 1
    }
    return (units, end)
  }

  // MARK: Meaning

  private func meaning(
    of column: HeaderFinder.HeadColumn, units: [Int: String], below: Int
  ) -> ColumnReading.Meaning {
    guard let match = column.match else {
      return .unknown(nearest: nil)
    }
    let field = list.fields[match.field]
    switch match.unit {
    case .notNeeded: return .field(field.key)
    case .agrees:
      // A unit row that says another: which of the two holds is not to be guessed.
      guard let stated = units[column.column], stated != field.unit, stated.hasSuffix("元") else {
        return .field(field.key)
      }
      return .wrongUnit(field.key, stated: stated)
    case .differs(let unit): return .wrongUnit(field.key, stated: unit)
    case .unstated:
      guard let stated = units[column.column] ?? captionUnit, stated != field.unit,
        stated.hasSuffix("元")
      else { return .field(field.key) }
      return .wrongUnit(field.key, stated: stated)
    }
  }

  /// `编号` is 序号, unless its cells look like 隐患编号.
  private func settleContent(_ readings: inout [ColumnReading]) {
    for (place, column) in header.columns.enumerated() {
      guard let other = index.matchByContent(column.path),
        !readings.contains(where: { $0.field == list.fields[other].key }),
        rows.lazy.dropFirst(header.start + header.height).prefix(Self.contentSample)
          .compactMap({ $0[column.column]?.text }).contains(where: looksLikeNumber)
      else { continue }
      readings[place] = ColumnReading(
        column: readings[place].column, row: readings[place].row,
        heading: readings[place].heading, meaning: .fieldByContent(list.fields[other].key))
    }
  }

  /// Six figures, six figures and a serial, though the filer may have mistyped one.
  private func looksLikeNumber(_ text: String) -> Bool {
    let key = folding.key(text)
    let parts = key.split(whereSeparator: { "-—–_".contains($0) })
    return parts.count == 3 && parts.allSatisfy { $0.allSatisfy(\.isDigit) } && key.count >= 14
  }

  /// The first of two columns for one field has it. A second 序号 is kept as an unknown column,
  /// since neither is read.
  private func settleClaims(_ readings: inout [ColumnReading]) {
    var owners: [FieldKey: Int] = [:]
    for place in readings.indices {
      guard let key = readings[place].field else { continue }
      guard let owner = owners[key] else {
        owners[key] = readings[place].column
        continue
      }
      let isSequence = list[key]?.kind == .sequence
      readings[place] = ColumnReading(
        column: readings[place].column, row: readings[place].row,
        heading: readings[place].heading,
        meaning: isSequence ? .unknown(nearest: nil) : .repeated(key, first: owner))
    }
  }
}

extension LayoutBuilder {
  /// Offers each unknown heading the nearest of those that the table lacks.
  private func offerNearest(_ readings: inout [ColumnReading]) {
    let present = Set(readings.compactMap(\.field))
    for (place, column) in header.columns.enumerated() where column.match == nil {
      let reading = readings[place]
      guard reading.meaning == .unknown(nearest: nil) else { continue }
      readings[place] = ColumnReading(
        column: reading.column, row: reading.row, heading: reading.heading,
        meaning: .unknown(nearest: index.nearest(to: reading.heading, besides: present)))
    }
  }

  /// Columns without heading that hold values beside records are kept as unknown ones.
  private func addColumnsWithoutHeading(_ readings: inout [ColumnReading], from start: Int) {
    let known = Set(readings.map(\.column))
    var found: Set<Int> = []
    for row in rows.dropFirst(start) {
      let strays = row.cells.filter { !known.contains($0.column) }.map(\.column)
      // A line of text below the table runs across it without being part of it.
      if !strays.isEmpty, row.cells.count - strays.count >= 3 { found.formUnion(strays) }
    }
    let row = rows[header.start + header.height - 1].number
    readings += found.sorted().prefix(Self.strayLimit).map { column in
      ColumnReading(
        column: column, row: row, heading: CellReference.letters(ofColumn: column) + "列（无表头）",
        meaning: .unknown(nearest: nil))
    }
    readings.sort { $0.column < $1.column }
  }

  private static let strayLimit = 64
}

/// The row below the labels that states units: `(起) (人) (万元)`.
enum UnitRow {
  /// The units by column.
  ///
  /// - Returns: `nil` if the row is none.
  static func units(of row: HeadRow, _ folding: TextFolding) -> [Int: String]? {
    var units: [Int: String] = [:]
    for (place, cell) in row.cells.enumerated() {
      let key = folding.key(cell.text)
      if place == 0, key == "单位" || key == "计量单位" || key == "/" { continue }
      guard cell.kind == .text, let unit = Unit.unit(ofCell: key) else { return nil }
      units[cell.column] = unit
    }
    return units.isEmpty ? nil : units
  }
}

/// The row that numbers the columns: `1 2 3 …`, `甲 乙 1 2 …`, `(1) (2) …`.
enum NumberRow {
  /// Whether a row numbers its columns and holds nothing else.
  static func matches(_ row: HeadRow, _ folding: TextFolding) -> Bool {
    matches(row.cells.map { folding.key($0.text) })
  }

  /// Whether folded texts number columns.
  static func matches(_ keys: [String]) -> Bool {
    var rest = keys[...]
    if let first = rest.first, ["栏次", "列次", "序号", "行次"].contains(first) { rest = rest.dropFirst() }
    rest = rest.drop { $0.count == 1 && "甲乙丙丁戊abcd".contains($0) }
    guard rest.count >= 3 else { return false }
    var due: Int?
    for key in rest {
      guard let number = Int(key.filter { !"()[]".contains($0) }) else { return false }
      // The columns before the first number may be blank: the count begins where it begins.
      if let due, number != due { return false }
      if due == nil, !(0...4).contains(number) { return false }
      due = number + 1
    }
    return true
  }
}
