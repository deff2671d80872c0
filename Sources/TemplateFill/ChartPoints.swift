import Table

/// The cells that a chart's series takes its points from.
struct ChartRange: Equatable {
  /// Index of the sheet.
  var sheet: Int
  /// The cells in the template.
  var area: CellArea
}

/// What a chart remembers of the cells of a series, for programs that do not read them.
struct ChartPoints {
  /// A cell's value.
  enum Point: Equatable {
    /// Decimal digits.
    case number([UInt8])
    /// Text.
    case text([UInt8])
  }

  /// The most points that a chart is made to remember; a longer series has none.
  static let limit = 20_000

  /// How many cells there are.
  private(set) var count = 0
  /// The values of those that are not blank, by place from 0.
  private(set) var points: [(place: Int, value: Point)] = []

  /// Whether any is text.
  var hasText: Bool { points.contains { if case .text = $0.value { true } else { false } } }
}

extension FillPlan {
  /// The cells of a formula that is one range and nothing else.
  func chartRange(_ formula: [UInt8]) -> ChartRange? {
    var range: ChartRange?
    for token in FormulaScanner.tokens(of: formula) {
      switch token {
      case .text(let text): if text.contains(UInt8(ascii: "(")) { return nil }
      case .reference(let reference):
        guard range == nil, case .named(let name) = reference.sheet, let sheet = index(of: name),
          let from = Self.cell(reference.start),
          let to = Self.cell(reference.end ?? reference.start)
        else { return nil }
        range = ChartRange(sheet: sheet, area: CellArea(from: from, to: to))
      }
    }
    return range
  }

  private static func cell(_ corner: FormulaCorner) -> CellReference? {
    guard let row = corner.row, let column = corner.column else { return nil }
    return CellReference(row: row, column: column)
  }

  /// The values of a series as the result has them.
  ///
  /// - Parameters:
  ///   - range: The cells in the template.
  ///   - dates: Which formats show dates.
  /// - Returns: The values; `nil` if one is not known, they are too many, or no row or column.
  /// - Throws: ``TemplateError`` if a placeholder is wrong.
  func points(of range: ChartRange, dates: DateStyles) throws(TemplateError) -> ChartPoints? {
    let (map, area) = (outlines[range.sheet].map, range.area)
    let first = map.first(area.from.row)
    let rows = map.last(area.to.row) - first + 1
    let columns = area.to.column - area.from.column + 1
    guard rows == 1 || columns == 1, rows * columns <= ChartPoints.limit else { return nil }
    var known = ChartPoints(count: rows * columns)
    var values = CellValues(plan: self, sheet: range.sheet, dates: dates)
    var row = area.from.row
    while row <= area.to.row {
      guard let block = map.block(at: row), block.listRows > 0,
        let list = data.lists[block.list]
      else {
        let place = map.first(row) - first
        try values.append(
          row: row, area, of: TemplateRow(), isBlank: map.block(at: row) != nil, place: place,
          to: &known)
        if values.isUnknown { return nil }
        row += 1
        continue
      }
      var cursor = list.makeRows()
      var record = TemplateRow()
      var place = map.first(block.rows.lowerBound) - first
      while cursor.next(into: &record) {
        for row in block.rows {
          try values.append(row: row, area, of: record, place: place, to: &known)
          place += 1
        }
        if values.isUnknown { return nil }
        record.removeAll()
      }
      row = block.rows.upperBound + 1
    }
    return known
  }
}

extension ChartPoints {
  init(count: Int) { self.count = count }

  /// Adds the value of the cell at `place`, unless the cell lies outside.
  mutating func append(_ value: Point, at place: Int) {
    if (0..<count).contains(place) { points.append((place, value)) }
  }
}

/// The values that cells of a template have in the result.
private struct CellValues {
  let plan: FillPlan
  let sheet: Int
  let dates: DateStyles
  /// Whether a cell was met whose value only a spreadsheet program knows.
  var isUnknown = false

  /// Adds the values of a row of the template, filled for `record`.
  mutating func append(
    row: Int, _ area: CellArea, of record: TemplateRow, isBlank: Bool = false, place: Int,
    to points: inout ChartPoints
  ) throws(TemplateError) {
    guard !isBlank else { return }
    for column in area.from.column...area.to.column {
      let reference = CellReference(row: row, column: column)
      guard let cell = plan.outlines[sheet].kept[reference],
        let value = try value(of: cell, at: reference, record)
      else { continue }
      points.append(value, at: place + column - area.from.column)
    }
  }

  private mutating func value(
    of cell: SheetCell, at reference: CellReference, _ record: TemplateRow
  ) throws(TemplateError) -> ChartPoints.Point? {
    if let source = plan.outlines[sheet].stated[reference] {
      return point(of: source, record, in: cell)
    }
    if cell.formula != nil {
      let result = plan.results[sheet][reference]
      if result == nil { isUnknown = true }
      return result.map { .number($0) }
    }
    guard let text = cell.text else {
      let type = cell.tag.text("t") ?? "n"
      return type == "n" && !cell.value.isEmpty ? .number(cell.value) : nil
    }
    guard PlaceholderText.isNeeded(for: text) else { return .text(text) }
    let place = TemplatePlace(
      sheet: plan.package.sheets[sheet].name, cell: reference.description)
    var output: [UInt8] = []
    let parts = try NameResolver.parse(text, at: place).parts
    for part in parts {
      switch part {
      case .text(let bytes): output += bytes
      case .name(let name):
        let source = try plan.names.source(of: name, at: place)
        if parts.count == 1 { return point(of: source, record, in: cell) }
        let (row, index) = taken(from: source, record)
        guard row.cells.indices.contains(index) else { return nil }
        row.appendText(at: index, to: &output)
      }
    }
    return .text(output)
  }

  /// The values among which a placeholder's stands, and its place.
  private func taken(
    from source: ValueSource, _ record: TemplateRow
  ) -> (row: TemplateRow, index: Int) {
    switch source {
    case .value(let index): (plan.names.values, index)
    case .field(_, let index): (record, index)
    }
  }

  private func point(
    of source: ValueSource, _ record: TemplateRow, in cell: SheetCell
  ) -> ChartPoints.Point? {
    let (row, index) = taken(from: source, record)
    return row.cells.indices.contains(index) ? point(row.cells[index], of: row, in: cell) : nil
  }

  private func point(
    _ value: TemplateRow.Cell, of row: TemplateRow, in cell: SheetCell
  ) -> ChartPoints.Point? {
    switch value {
    case .blank, .boolean: return nil
    case .text(let range), .code(let range): return .text(Array(row.bytes[range]))
    case .pooled(let id, let pool): return .text(Array(row.pools[pool].texts[id]))
    case .integer(let number): return .number(Array(String(number).utf8))
    case .number(let range): return .number(Array(row.bytes[range]))
    case .date(let date): return serial(date)
    case .written(let range):
      if dates.showsDate(cell.tag.number("s") ?? 0),
        let date = TemplateDate(written: row.bytes[range]), let serial = serial(date)
      {
        return serial
      }
      return .text(Array(row.bytes[range]))
    }
  }

  private func serial(_ date: TemplateDate) -> ChartPoints.Point? {
    guard let day = date.serial(from1904: plan.package.is1904) else { return nil }
    return .number(Array(String(Double(day) + Double(date.second) / 86_400).utf8))
  }
}
