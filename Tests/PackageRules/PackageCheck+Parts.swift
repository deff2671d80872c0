import Table

extension PackageCheck {
  /// A part of a sheet.
  mutating func checkPart(_ kind: String, _ target: String?, sheet: XMLNode) {
    guard let target, let node = nodes[target] else { return }
    part = target
    switch kind {
    case "table": checkTable(node, sheet: sheet)
    case "comments": checkComments(node)
    case "drawing":
      checkDrawing(node)
      for link in links[target] ?? [] where link.kind == "chart" {
        part = link.target ?? ""
        if let chart = nodes[part] { checkChart(chart) }
      }
    default: break
    }
  }

  /// A table's columns are those of its heading (18.5.1.2 `table`).
  private mutating func checkTable(_ table: XMLNode, sheet: XMLNode) {
    let name = table["displayName"] ?? ""
    require(takenNames.insert(name.lowercased()).inserted, "name \(name) is taken")
    require(tableIDs.insert(table["id"] ?? "").inserted, "id \(table["id"] ?? "") is taken")
    guard let area = table["ref"].flatMap({ Area($0) }) else {
      return fault("table of \(table["ref"] ?? "")")
    }
    let heading = table.number("headerRowCount") ?? 1
    let totals = table.number("totalsRowCount") ?? 0
    require(
      area.to.row - area.from.row + 1 > heading + totals, "table \(area) has no row of data")
    let columns = table.child("tableColumns")?.children("tableColumn") ?? []
    require(columns.count == area.to.column - area.from.column + 1, "columns of \(area)")
    require(table.child("tableColumns")?.number("count") ?? columns.count == columns.count, "count")
    requireUnique(columns.compactMap { $0["id"] }, "column id")
    requireUnique(columns.compactMap { $0["name"] }, "column")
    if let filter = table.child("autoFilter")?["ref"] {
      let ends = CellReference(row: area.to.row - totals, column: area.to.column)
      require(filter == Area(area.from, ends).description, "filter of \(filter)")
    }
    guard heading == 1 else { return }
    let row = sheet.child("sheetData")?.children("row").first { $0.number("r") == area.from.row }
    for (index, column) in columns.enumerated() {
      let address = CellReference(row: area.from.row, column: area.from.column + index).description
      let cell = row?.children("c").first { $0["r"] == address }
      require(text(of: cell) == column["name"], "\(address) is not called \(column["name"] ?? "")")
    }
  }

  /// The text that a cell holds.
  private func text(of cell: XMLNode?) -> String? {
    guard let cell else { return nil }
    if cell["t"] == "inlineStr" { return cell.all("t").map(\.text).joined() }
    guard cell["t"] == "s", let index = cell.child("v").flatMap({ Int($0.text) }),
      let strings = nodes.first(where: { $0.value.name == "sst" })?.value.children("si"),
      strings.indices.contains(index)
    else { return cell.child("v")?.text }
    return strings[index].all("t").map(\.text).joined()
  }

  private mutating func checkComments(_ comments: XMLNode) {
    let list = comments.child("commentList")?.children("comment") ?? []
    requireUnique(list.compactMap { $0["ref"] }, "comment at")
    let authors = comments.child("authors")?.children.count ?? 0
    for comment in list {
      require(comment["ref"].flatMap { CellReference($0.utf8) } != nil, "comment of no cell")
      require(comment.number("authorId") ?? 0 < authors, "comment of no author")
    }
  }

  /// Shapes have an identifier each and hang on cells that are there (20.5.2.35 `wsDr`).
  private mutating func checkDrawing(_ drawing: XMLNode) {
    requireUnique(drawing.all("cNvPr").compactMap { $0["id"] }, "shape")
    for anchor in drawing.children where anchor.name == "twoCellAnchor" {
      func place(_ corner: String) -> (column: Int, row: Int)? {
        guard let node = anchor.child(corner),
          let row = node.child("row").flatMap({ Int($0.text) }),
          let column = node.child("col").flatMap({ Int($0.text) })
        else { return nil }
        return (column, row)
      }
      guard let from = place("from"), let to = place("to") else {
        fault("shape without a place")
        continue
      }
      require(from.row <= to.row && from.column <= to.column, "shape upside down")
      require(from.row >= 0 && to.row < CellReference.lastRow, "shape outside the sheet")
    }
  }

  /// Series refer to sheets that are there, and remember no more than they have (21.2.2.158).
  private mutating func checkChart(_ chart: XMLNode) {
    for formula in chart.all("f") { checkFormula(formula.text, of: "series") }
    for name in ["numCache", "strCache"] {
      for cache in chart.all(name) {
        let count = cache.child("ptCount")?.number("val") ?? 0
        let places = cache.children("pt").compactMap { $0.number("idx") }
        require(places.allSatisfy { (0..<count).contains($0) }, "point beyond \(count)")
        require(places == Array(Set(places)).sorted(), "points out of order")
        for point in cache.children("pt") where name == "numCache" {
          let value = point.child("v")?.text ?? ""
          require(Double(value)?.isFinite ?? false, "point \(value) is no number")
        }
      }
    }
    for series in chart.all("ser") {
      require(series.child("idx") != nil && series.child("order") != nil, "series without number")
    }
  }
}
