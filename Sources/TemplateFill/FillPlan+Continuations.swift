import Table
import XMLStream

// Lists that go on on further sheets, 清单(2), 清单(3).
extension FillPlan {
  /// The sheets that go on with a list, each with those before it, by folded name of the first.
  var continuations: [String: [(name: String, map: RowMap)]] {
    var groups: [String: [(name: String, map: RowMap)]] = [:]
    var first = ""
    for (sheet, outline) in zip(package.sheets, outlines) {
      if sheet.turn == 0 { first = FormulaShift.folded(sheet.name.utf8) }
      if !outline.shares.isEmpty { groups[first, default: []].append((sheet.name, outline.map)) }
    }
    return groups
  }

  /// The sheet at `index` and those that go on with its list.
  func sheets(continuing index: Int) -> Range<Int> {
    let end = package.sheets[(index + 1)...].firstIndex { $0.turn == 0 }
    return index..<(end ?? package.sheets.count)
  }

  /// The name of a sheet that goes on with the list of another.
  static func name(_ name: String, turn: Int) -> String {
    guard turn > 0 else { return name }
    let ending = "(\(turn + 1))"
    // A sheet's name has no more than 31 characters (18.2.19 `sheet`).
    return String(name.prefix(31 - ending.count)) + ending
  }

  /// A sheet that goes on with the list of `sheet`; itself for the first.
  func continued(
    _ sheet: TemplatePackage.Sheet, turn: Int, among sheets: [TemplatePackage.Sheet]
  ) throws(TemplateError) -> TemplatePackage.Sheet {
    guard turn > 0 else { return sheet }
    let name = Self.name(sheet.name, turn: turn)
    var copy = sheet
    copy.name = name
    copy.turn = turn
    let stem = sheet.part.hasSuffix(".xml") ? String(sheet.part.dropLast(4)) : sheet.part
    copy.part = "\(stem)_\(turn + 1).xml"
    let isTaken = (package.sheets + sheets).contains {
      $0.name.lowercased() == name.lowercased() || $0.part.lowercased() == copy.part.lowercased()
    }
    guard !isTaken else {
      throw .damagedPart(sheet.part, reason: "sheet \(name) is there already")
    }
    return copy
  }

  /// Refuses what would reckon with a part of a list only: ranges over its rows, but for those of
  /// functions that take several, and for the settings of its own sheet.
  func checkReferences() throws(TemplateError) {
    guard outlines.contains(where: { !$0.shares.isEmpty }) else { return }
    for (sheet, outline) in zip(package.sheets, outlines) where sheet.turn == 0 {
      for (cell, formula) in outline.formulas {
        let isRepeated = outline.map.block(at: cell.row) != nil
        try check(formula, in: sheet, isRepeated: isRepeated)
      }
    }
    for chart in package.charts {
      var reader = PartReader(part: chart.part, bytes: try package.read(chart.part))
      while let kind = try reader.next() {
        guard kind == .start, reader.local == "f" else { continue }
        try check(try reader.elementText(), in: nil, isRepeated: false)
      }
    }
    var reader = PartReader(part: package.workbook, bytes: try package.read(package.workbook))
    while let kind = try reader.next() {
      guard kind == .start, reader.local == "definedName" else { continue }
      let isSetting = reader.tag.text("name")?.hasPrefix("_xlnm.") == true
      let formula = try reader.elementText()
      if !isSetting { try check(formula, in: nil, isRepeated: false) }
    }
  }

  private func check(
    _ formula: [UInt8], in sheet: TemplatePackage.Sheet?, isRepeated: Bool
  ) throws(TemplateError) {
    for token in FormulaScanner.tokens(of: formula) {
      guard case .reference(let reference) = token, let row = reference.start.row else { continue }
      let name: String? =
        switch reference.sheet {
        case .own: sheet?.name
        case .named(let name): String(decoding: name, as: UTF8.self)
        case .foreign: nil
        }
      let folded = name.map { FormulaShift.folded($0.utf8) }
      guard
        let target = package.sheets.firstIndex(where: {
          FormulaShift.folded($0.name.utf8) == folded
        }), !outlines[target].shares.isEmpty, let block = outlines[target].map.blocks.first
      else { continue }
      let last = max(row, reference.end?.row ?? row)
      if last < block.rows.lowerBound || reference.isSummed || reference.isConditional { continue }
      // A repeated row's own cells, and what stands below among itself, are on one sheet.
      let isOwn = reference.sheet == .own
      let isInside = block.rows.contains(row) && block.rows.contains(last)
      if isOwn, isRepeated, isInside, !reference.start.isRowFixed { continue }
      if isOwn, !isRepeated, min(row, last) > block.rows.upperBound { continue }
      throw .tooManyRows(
        sheet: package.sheets[target].name, list: block.list,
        rows: data.lists[block.list]?.rowCount ?? 0, limit: CellReference.lastRow)
    }
  }
}
