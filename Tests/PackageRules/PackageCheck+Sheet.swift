import Table

extension PackageCheck {
  /// Rows, cells and all that refers to them (18.3.1.99 `worksheet`).
  mutating func checkSheet(_ sheet: XMLNode) {
    checkOrder(of: sheet, Self.sheetOrder)
    for name in Set(sheet.children.map(\.name)) where !Self.repeated.contains(name) {
      require(sheet.children(name).count == 1, "\(name) twice")
    }
    let extent = checkRows(sheet.child("sheetData")?.children("row") ?? [])
    if let text = sheet.child("dimension")?["ref"] {
      let area = Area(text)
      require(area != nil, "dimension \(text)")
      if let extent, let area {
        require(area.contains(extent), "dimension \(text) leaves out cells")
      }
    }
    checkMerges(sheet.child("mergeCells"))
    for list in ["mergeCells", "dataValidations", "tableParts"] {
      guard let node = sheet.child(list), let count = node.number("count") else { continue }
      require(count == node.children.count, "\(list) says \(count) of \(node.children.count)")
    }
    for node in sheet.children("conditionalFormatting") { checkFormat(node) }
    for node in sheet.child("dataValidations")?.children ?? [] {
      checkRanges(node["sqref"], of: "validation")
      for formula in node.children where formula.name.hasPrefix("formula") {
        checkFormula(formula.text, of: "validation")
      }
    }
    for link in sheet.child("hyperlinks")?.children ?? [] {
      require(link["ref"].map { Area($0) != nil } ?? false, "hyperlink at \(link["ref"] ?? "")")
      require(link["r:id"] != nil || link["location"] != nil, "hyperlink to nowhere")
    }
    if let filter = sheet.child("autoFilter") {
      require(filter["ref"].map { Area($0) != nil } ?? false, "filter of \(filter["ref"] ?? "")")
    }
    for breaks in sheet.children("rowBreaks") {
      let numbers = breaks.children.compactMap { $0.number("id") }
      require(numbers.allSatisfy { (0...CellReference.lastRow).contains($0) }, "break at no row")
      require(Set(numbers).count == numbers.count, "breaks at one row")
      require(breaks.number("count") ?? numbers.count == numbers.count, "rowBreaks counts wrong")
    }
    for node in sheet.all("sparkline") {
      require(
        node.child("sqref").map { CellReference($0.text.utf8) != nil } ?? false,
        "sparkline of no cell")
    }
  }

  private mutating func checkRows(_ rows: [XMLNode]) -> Area? {
    var (last, extent): (Int, Area?) = (0, nil)
    for row in rows {
      let number = row.number("r") ?? last + 1
      require(number > last && number <= CellReference.lastRow, "row \(number) after row \(last)")
      last = number
      var column = 0
      for cell in row.children("c") {
        let reference = cell["r"].flatMap { CellReference($0.utf8) }
        let at = reference ?? CellReference(row: number, column: column + 1)
        require(at.row == number && at.column > column, "cell \(at) out of order")
        column = at.column
        extent = extent?.including(at) ?? Area(at, at)
        checkCell(cell, at: at)
      }
      let style = row.number("s") ?? 0
      require((0..<max(cellFormats, 1)).contains(style), "row \(number): no format \(style)")
    }
    return extent
  }

  private mutating func checkCell(_ cell: XMLNode, at place: CellReference) {
    let style = cell.number("s") ?? 0
    require((0..<max(cellFormats, 1)).contains(style), "\(place): no format \(style)")
    let value = cell.child("v")?.text
    switch cell["t"] ?? "n" {
    case "n":
      // Some programs leave the value of a formula empty.
      if let value, !value.isEmpty {
        require(Double(value)?.isFinite ?? false, "\(place): number \(value)")
      }
    case "s":
      usedStrings += 1
      let index = value.flatMap { Int($0) } ?? -1
      require(index >= 0 && index < strings ?? 0, "\(place): no string \(value ?? "")")
    case "b":
      require(value == nil || value == "0" || value == "1", "\(place): truth \(value ?? "")")
    case "inlineStr": require(cell.child("is") != nil, "\(place): no text")
    case "str", "e", "d": break
    case let type: fault("\(place): type \(type)")
    }
    let text = (cell.child("is")?.all("t") ?? []).map(\.text).joined()
    require(text.utf16.count <= 32_767 || text.contains("_x"), "\(place): text too long")
    for formula in cell.children("f") where formula["t"] != "shared" || !formula.text.isEmpty {
      checkFormula(formula.text, of: place.description)
    }
  }

  private mutating func checkMerges(_ merges: XMLNode?) {
    // By their first row, so that each is compared with those near it only.
    var areas: [Area] = []
    for node in merges?.children ?? [] {
      let area = node["ref"].flatMap { Area($0) }
      require(area.map { $0.from != $0.to } ?? false, "merge of \(node["ref"] ?? "")")
      if let area { areas.append(area) }
    }
    areas.sort { $0.from < $1.from }
    let tallest = areas.map { $0.to.row - $0.from.row }.max() ?? 0
    for (index, area) in areas.enumerated() {
      for other in areas[(index + 1)...].prefix(while: { $0.from.row - area.from.row <= tallest })
      where area.overlaps(other) {
        fault("merges \(area) and \(other) overlap")
      }
    }
  }

  private mutating func checkFormat(_ node: XMLNode) {
    checkRanges(node["sqref"], of: "format")
    let formats = differentialFormats
    for rule in node.children("cfRule") {
      require(rule.number("priority") ?? 0 > 0, "format without priority")
      if let format = rule.number("dxfId") {
        require(format < formats, "no format \(format) of \(formats)")
      }
      for formula in rule.children("formula") { checkFormula(formula.text, of: "format") }
    }
  }

  private mutating func checkRanges(_ text: String?, of what: String) {
    let parts = (text ?? "").split(separator: " ")
    require(
      !parts.isEmpty && parts.allSatisfy { Area(String($0)) != nil }, "\(what) of \(text ?? "")")
  }

  private static let repeated: Set<String> = ["cols", "conditionalFormatting"]
  private static let sheetOrder = [
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects",
    "controls", "AlternateContent", "webPublishItems", "tableParts", "extLst",
  ]
}

/// A rectangle of cells.
struct Area: CustomStringConvertible {
  var from: CellReference
  var to: CellReference

  init(_ from: CellReference, _ to: CellReference) {
    self.from = from
    self.to = to
  }

  /// Reads `A1:B2` or `A1`, the upper left cell first.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let first = parts.first.flatMap({ CellReference($0.utf8) }), parts.count <= 2,
      let last = parts.last.flatMap({ CellReference($0.utf8) }), first.row <= last.row,
      first.column <= last.column
    else { return nil }
    self.init(first, last)
  }

  func including(_ cell: CellReference) -> Area {
    Area(
      CellReference(row: min(from.row, cell.row), column: min(from.column, cell.column)),
      CellReference(row: max(to.row, cell.row), column: max(to.column, cell.column)))
  }

  func contains(_ other: Area) -> Bool {
    from.row <= other.from.row && from.column <= other.from.column && to.row >= other.to.row
      && to.column >= other.to.column
  }

  func overlaps(_ other: Area) -> Bool {
    from.row <= other.to.row && other.from.row <= to.row && from.column <= other.to.column
      && other.from.column <= to.column
  }

  var description: String { "\(from):\(to)" }
}
