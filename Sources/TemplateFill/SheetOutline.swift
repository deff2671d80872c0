import Table
import XMLStream

/// What must be known of a sheet before any of it is written: how far its rows move, and what
/// stands behind the rows in its part.
struct SheetOutline {
  /// Where the rows of the template stand in the result.
  private(set) var map = RowMap()
  /// Whether anything must be written differently from the template.
  private(set) var isPlain = true
  /// Whether there are formulas in cells.
  private(set) var hasFormulas = false
  /// Formulas that other cells share, by their index.
  private(set) var sharedFormulas: [Int: (cell: CellReference, text: [UInt8])] = [:]
  /// Merged ranges, as in the template.
  private(set) var merges: [CellArea] = []
  /// Ranges of extended formats and validations, which their part has behind the formulas.
  private(set) var extensionAreas: [[UInt8]] = []
  /// What the formulas come to that say so.
  private(set) var stated: [CellReference: ValueSource] = [:]
  /// Cells that are one placeholder of a list, or a formula that comes to it.
  private(set) var fields: [CellReference: (list: String, field: Int)] = [:]
  /// Cells that hold nothing but one function of a range, such as `SUM(D5:D5)`.
  private(set) var aggregates: [CellReference: Aggregate] = [:]
  /// Cells right above a repeated row whose formulas reckon over that row.
  private(set) var totals: Set<CellReference> = []
  /// The cells of the template, from the first to the last row and column with any.
  private(set) var extent: CellArea?
  private var keepsFormulas = false
  /// The formulas of the row read last.
  private var above: [(cell: CellReference, formula: [UInt8])] = []
  /// Formulas, where the list goes on on further sheets or may be asked for by others.
  private(set) var formulas: [(cell: CellReference, formula: [UInt8])] = []
  /// Hyperlinks, validations and the like, where the list goes on on further sheets.
  private(set) var listed: [StartTag] = []
  /// Cells that charts are drawn of.
  private(set) var kept: [CellReference: SheetCell] = [:]
  /// The parts of the one list that each sheet holds; none if they all fit on one.
  private(set) var shares: [Range<Int>] = []
  /// Whether what stands below the list is on a later sheet.
  private(set) var endsWithList = false
  /// Widths of columns, and that of those that state none, in characters (18.3.1.13 `col`).
  private var widths: [(columns: ClosedRange<Int>, width: Double)] = []
  private var defaultWidth = 8.43
  /// Names of the lists in each row that has one.
  private var listRows: [(row: Int, list: String)] = []
  private var lastRow = 0

  init(
    of sheet: TemplatePackage.Sheet, in package: TemplatePackage, sharedStrings: [RichText],
    names: NameResolver, data: TemplateData, keeping areas: [CellArea] = [],
    rowLimit: Int = CellReference.lastRow
  ) throws(TemplateError) {
    // A record has no more than a thousand rows, or its list takes no further sheets.
    keepsFormulas = data.lists.values.contains { $0.rowCount > rowLimit / 1_000 }
    var reader = PartReader(part: sheet.part, bytes: try package.read(sheet.part))
    var rows = SheetRowReader(sharedStrings: sharedStrings)
    while let kind = try reader.next() {
      guard kind == .start else { continue }
      switch reader.local {
      case "row":
        let row = try rows.row(&reader)
        try add(row, sheet: sheet.name, names: names)
        keep(row, areas)
      case "sheetFormatPr":
        defaultWidth = Self.width(reader.tag.text("defaultColWidth")) ?? defaultWidth
      case "col": addColumn(reader.tag)
      case "mergeCell":
        if let area = reader.tag["ref"].flatMap({ CellArea($0) }) { merges.append(area) }
      case "hyperlink", "dataValidation", "protectedRange", "ignoredError":
        // Links may have placeholders, and lead to rows that move.
        if reader.local == "hyperlink" { isPlain = false }
        if keepsFormulas { listed.append(reader.tag) }
        if reader.local == "dataValidation", reader.tag["sqref"] == nil {
          extensionAreas.append([])
        }
      case "sqref":
        let area = try reader.elementText()
        if extensionAreas.last?.isEmpty == true { extensionAreas[extensionAreas.count - 1] = area }
      case let name where Self.ranged.contains(name) && reader.tag["sqref"] == nil:
        extensionAreas.append([])
      case "formula", "formula1", "formula2", "f": isPlain = false
      case let name where Self.pageTexts.contains(name):
        if PlaceholderText.isNeeded(for: try reader.elementText()) { isPlain = false }
      default: break
      }
    }
    map = RowMap(blocks: try blocks(sheet: sheet.name, data: data, limit: rowLimit))
    if !map.blocks.isEmpty { isPlain = false }
  }

  /// Elements that apply formulas to ranges; in their main form they state them as an attribute.
  static let ranged: Set<String> = ["conditionalFormatting", "dataValidation", "sparkline"]
  /// Elements with the text of a page's header or footer (18.3.1.39, 18.3.1.46 and others).
  static let pageTexts: Set<String> = [
    "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter",
  ]

  private mutating func add(
    _ row: SheetRow, sheet: String, names: NameResolver
  ) throws(TemplateError) {
    var list: String?
    for cell in row.cells {
      let place = TemplatePlace(sheet: sheet, cell: cell.reference.description)
      var parts: [PlaceholderText.Part] = []
      if let formula = cell.formula {
        if let name = try add(formula, at: cell.reference, place) { parts = [.name(name)] }
      } else if let text = cell.text, PlaceholderText.isNeeded(for: text) {
        isPlain = false
        parts = try NameResolver.parse(text, at: place).parts
      }
      for case .name(let name) in parts {
        let source = try names.source(of: name, at: place)
        if cell.formula != nil { stated[cell.reference] = source }
        guard case .field(let found, let index) = source else { continue }
        if let list, list != found {
          throw .severalLists(sheet: sheet, row: row.number, lists: [list, found])
        }
        list = found
        if parts.count == 1 { fields[cell.reference] = (found, index) }
      }
    }
    if let list {
      listRows.append((row.number, list))
      if lastRow == row.number - 1 { addTotals(over: row.number) }
    }
    addExtent(of: row)
    above = row.cells.compactMap { cell in
      cell.formula.map { (cell.reference, formula($0, at: cell.reference)) }
    }
    if keepsFormulas { formulas += above }
    lastRow = row.number
  }

  private mutating func keep(_ row: SheetRow, _ areas: [CellArea]) {
    for area in areas where area.rows.contains(row.number) {
      for cell in row.cells
      where (area.from.column...area.to.column).contains(cell.reference.column) {
        kept[cell.reference] = cell
      }
    }
  }

  private mutating func addTotals(over row: Int) {
    for (cell, formula) in above {
      let reckons = FormulaScanner.tokens(of: formula).contains { token in
        guard case .reference(let reference) = token, let start = reference.start.row else {
          return false
        }
        let end = reference.end?.row ?? start
        return (min(start, end)...max(start, end)).contains(row)
      }
      if reckons { totals.insert(cell) }
    }
  }

  private mutating func addExtent(of row: SheetRow) {
    guard let first = row.cells.first?.reference, let last = row.cells.last?.reference else {
      return
    }
    let known = extent ?? CellArea(from: first, to: last)
    extent = CellArea(
      from: CellReference(row: known.from.row, column: min(known.from.column, first.column)),
      to: CellReference(row: last.row, column: max(known.to.column, last.column)))
  }

  private mutating func addColumn(_ tag: StartTag) {
    guard let first = tag.number("min"), let last = tag.number("max"), first <= last,
      let width = Self.width(tag.text("width"))
    else { return }
    widths.append((first...last, width))
  }

  /// A width that a column can have.
  private static func width(_ text: String?) -> Double? {
    text.flatMap { Double($0) }.flatMap { (0...255).contains($0) ? $0 : nil }
  }

  /// The width of a cell's column in characters; `nil` if the cell is merged with others.
  func width(of cell: CellReference) -> Double? {
    guard !merges.contains(where: { $0.from == cell }) else { return nil }
    return widths.first { $0.columns.contains(cell.column) }?.width ?? defaultWidth
  }

  /// Keeps what a formula refers to; hands out the name of the value that it states to come to.
  private mutating func add(
    _ formula: (tag: StartTag, text: [UInt8]), at cell: CellReference, _ place: TemplatePlace
  ) throws(TemplateError) -> String? {
    hasFormulas = true
    isPlain = false
    if formula.tag.text("t") == "shared", let index = formula.tag.number("si"),
      !formula.text.isEmpty
    {
      sharedFormulas[index] = (cell, formula.text)
    }
    aggregates[cell] = Aggregate(self.formula(formula, at: cell))
    do {
      return try StatedFormula(worded(formula, at: cell)).name
    } catch {
      throw .malformedPlaceholder(error.text, at: place)
    }
  }

  /// The formula of a cell, that of another cell being worded for this one, without the value that
  /// it states to come to.
  func formula(_ formula: (tag: StartTag, text: [UInt8]), at cell: CellReference) -> [UInt8] {
    let whole = worded(formula, at: cell)
    return (try? StatedFormula(whole).formula) ?? whole
  }

  private func worded(
    _ formula: (tag: StartTag, text: [UInt8]), at cell: CellReference
  ) -> [UInt8] {
    guard formula.text.isEmpty, let index = formula.tag.number("si"),
      let shared = sharedFormulas[index]
    else { return formula.text }
    return FormulaShift.shared(
      shared.text, rows: cell.row - shared.cell.row, columns: cell.column - shared.cell.column)
  }

  /// Rows with one list that follow each other repeat together, and with what is merged to them.
  private mutating func blocks(
    sheet: String, data: TemplateData, limit: Int
  ) throws(TemplateError) -> [RowBlock] {
    var blocks: [RowBlock] = []
    for (row, list) in listRows {
      if let last = blocks.last, last.rows.upperBound >= row - 1 {
        if last.list == list {
          let end = max(last.rows.upperBound, row)
          blocks[blocks.count - 1].rows = last.rows.lowerBound...end
        } else if last.rows.upperBound >= row {
          throw .severalLists(sheet: sheet, row: row, lists: [last.list, list])
        }
      }
      if blocks.last?.rows.contains(row) != true {
        let count = data.lists[list]?.rowCount ?? 0
        blocks.append(RowBlock(rows: row...row, list: list, listRows: count))
      }
      let rows = blocks[blocks.count - 1].rows
      let end = merges.filter { rows.contains($0.from.row) }.map(\.to.row).max() ?? 0
      if end > rows.upperBound { blocks[blocks.count - 1].rows = rows.lowerBound...end }
    }
    if blocks.count == 1 { shares = Self.shares(of: blocks[0], below: lastRow, limit: limit) }
    if shares.isEmpty { try checkRows(of: blocks, sheet: sheet, limit: limit) }
    return blocks
  }

  /// How a list is parted that has too many rows for one sheet: all sheets have the rows above it,
  /// and the last those below.
  private static func shares(of block: RowBlock, below last: Int, limit: Int) -> [Range<Int>] {
    let room = (limit - block.rows.lowerBound + 1) / block.rows.count
    let below = max(0, last - block.rows.upperBound)
    let roomAtEnd = (limit - block.rows.lowerBound + 1 - below) / block.rows.count
    // A count beyond any sense is refused as too many rows.
    guard block.listRows > roomAtEnd, roomAtEnd > 0, block.listRows / room < mostSheets else {
      return []
    }
    var shares: [Range<Int>] = []
    var start = 0
    while block.listRows - start > roomAtEnd {
      // The last sheet has at least one row, as a list has that is not empty.
      let end = min(start + room, block.listRows - 1)
      shares.append(start..<end)
      start = end
    }
    return shares + [start..<block.listRows]
  }

  /// Sheets that a list may take.
  private static let mostSheets = 100

  /// The outline of a sheet that holds the given share.
  func holding(_ share: Int) -> SheetOutline {
    var outline = self
    outline.endsWithList = share < shares.count - 1
    outline.map = map.holding(shares[share], endsWithList: outline.endsWithList)
    return outline
  }

  private func checkRows(
    of blocks: [RowBlock], sheet: String, limit: Int
  ) throws(TemplateError) {
    var rows = max(lastRow, blocks.last?.rows.upperBound ?? 0)
    for block in blocks {
      // A count that no sheet could hold is refused before it is multiplied.
      guard block.listRows <= limit, rows + block.inserted <= limit else {
        throw .tooManyRows(sheet: sheet, list: block.list, rows: block.listRows, limit: limit)
      }
      rows += block.inserted
    }
  }
}
