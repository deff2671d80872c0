import Table
import XMLStream

/// What is known of a template and its data before any part is written.
struct FillPlan {
  private(set) var package: TemplatePackage
  let data: TemplateData
  let names: NameResolver
  let sharedStrings: [RichText]
  private(set) var outlines: [SheetOutline] = []
  /// Row maps by folded sheet name.
  private(set) var maps: [String: RowMap] = [:]
  /// What sheets are called in the result, by folded name in the template, where that differs.
  private(set) var titles: [String: String] = [:]
  /// Results of formulas that are known, by sheet and cell.
  private(set) var results: [[CellReference: [UInt8]]] = []

  init(
    package: TemplatePackage, data: TemplateData, sharedStrings: [RichText],
    rowLimit: Int = CellReference.lastRow
  ) throws(TemplateError) {
    self.package = package
    self.data = data
    self.sharedStrings = sharedStrings
    names = NameResolver(data)
    for (tab, title) in try Self.titles(of: package.tabs, names: names) {
      titles[FormulaShift.folded(tab.utf8)] = title
    }
    let ranges = try chartRanges()
    var sheets: [TemplatePackage.Sheet] = []
    for (index, sheet) in package.sheets.enumerated() {
      let outline = try SheetOutline(
        of: sheet, in: package, sharedStrings: sharedStrings, names: names, data: data,
        keeping: ranges.filter { $0.sheet == index }.map(\.area), rowLimit: rowLimit)
      guard !outline.shares.isEmpty else {
        sheets.append(sheet)
        outlines.append(outline)
        continue
      }
      for share in outline.shares.indices {
        let further = try continued(sheet, turn: share, among: sheets)
        if titles[FormulaShift.folded(sheet.name.utf8)] != nil {
          titles[FormulaShift.folded(further.name.utf8)] =
            Self.name(title(of: sheet.name), turn: share)
        }
        sheets.append(further)
        outlines.append(outline.holding(share))
      }
    }
    self.package.sheets = sheets
    for (sheet, outline) in zip(sheets, outlines) {
      maps[FormulaShift.folded(sheet.name.utf8)] = outline.map
    }
    try checkReferences()
    results = knownResults()
  }

  /// Whether any cell has a formula, so that the workbook must be calculated when opened.
  var hasFormulas: Bool { outlines.contains { $0.hasFormulas } }

  /// How formulas move that stand in a sheet, or in none.
  func shift(sheet: Int?) -> FormulaShift {
    var shift = FormulaShift(
      maps: maps, sheet: sheet.map { FormulaShift.folded(package.sheets[$0].name.utf8) })
    shift.titles = titles
    if let sheet { shift.totals = outlines[sheet].totals }
    shift.continued = continuations
    return shift
  }

  /// The ranges that the workbook's charts are drawn of, but those too long to be remembered.
  private func chartRanges() throws(TemplateError) -> [ChartRange] {
    var ranges: [ChartRange] = []
    for chart in package.charts {
      var reader = PartReader(part: chart.part, bytes: try package.read(chart.part))
      while let kind = try reader.next() {
        guard kind == .start, reader.local == "f",
          let range = chartRange(try reader.elementText()),
          range.area.rows.count <= ChartPoints.limit, !ranges.contains(range)
        else { continue }
        ranges.append(range)
      }
    }
    return ranges
  }

  private func knownResults() -> [[CellReference: [UInt8]]] {
    let known = outlines.indices.map { index in
      outlines[index].aggregates.compactMap { cell, aggregate in
        // A formula that repeats means its own row.
        outlines[index].map.block(at: cell.row) == nil
          ? column(of: aggregate.range, sheet: index).map { (cell, aggregate.function, $0) } : nil
      }
    }
    let figures = ColumnFigures(of: Set(known.joined().map(\.2)), data: data)
    return known.map { cells in
      Dictionary(
        cells.compactMap { cell, function, column in
          figures.text(of: function, over: column).map { (cell, $0) }
        }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// The column of a list that a range is, if it is one and nothing else.
  private func column(of range: FormulaReference, sheet: Int) -> ListColumn? {
    let target: Int? =
      switch range.sheet {
      case .own: sheet
      case .named(let name): index(of: name)
      case .foreign: nil
      }
    let end = range.end ?? range.start
    guard let target, let column = range.start.column, end.column == column,
      let row = range.start.row, end.row == row,
      let block = outlines[target].map.block(at: row), block.rows.count == 1,
      let field = outlines[target].fields[CellReference(row: row, column: column)]
    else { return nil }
    return ListColumn(list: field.list, field: field.field)
  }

  /// The sheet of a name as formulas write it.
  func index(of name: [UInt8]) -> Int? {
    let folded = FormulaShift.folded(name)
    return package.sheets.firstIndex { FormulaShift.folded($0.name.utf8) == folded }
  }
}
