import Table
import XMLStream
import ZipArchive

/// A hyperlink of a sheet (ECMA-376 Part 1, 18.3.1.47) whose words or target have placeholders.
struct FilledLink {
  /// The cells in the template.
  var area: CellArea
  /// Identifier of its relationship, if it leads out of the workbook.
  var id: String?
  /// The target, if it has placeholders.
  var target: LinkTarget?
  /// The row that repeats, if one of the placeholders is of its list.
  var block: RowBlock?
}

extension FillPlan {
  /// Attributes of a hyperlink that may have placeholders.
  static let linkTexts = ["location", "tooltip", "display"]
  /// The most hyperlinks that spreadsheet programs keep on a sheet.
  static let mostLinks = 65_530

  /// A hyperlink with placeholders; `nil` if it has none.
  ///
  /// - Parameters:
  ///   - tag: Its start tag.
  ///   - sheet: Index of the sheet.
  ///   - targets: Targets outside the workbook, by identifier.
  /// - Returns: What of it is to be filled.
  /// - Throws: ``TemplateError`` if a placeholder is unknown, of a list that does not repeat here,
  ///   or would make more links than a sheet keeps.
  func link(
    _ tag: StartTag, sheet: Int, targets: [String: [UInt8]]
  ) throws(TemplateError) -> FilledLink? {
    guard let area = tag["ref"].flatMap({ CellArea($0) }) else { return nil }
    let place = TemplatePlace(
      sheet: package.sheets[sheet].name, cell: area.from.description)
    let id = tag.attributes.first { $0.name.hasSuffix(":id") }
      .map { String(decoding: $0.value, as: UTF8.self) }
    var link = FilledLink(area: area, id: id)
    var parts: [PlaceholderText.Part] = []
    if let target = id.flatMap({ targets[$0] }) {
      link.target = try LinkTarget(target, names: names, at: place)
      parts += link.target?.parts ?? []
    }
    let shift = shift(sheet: nil)
    for name in Self.linkTexts {
      guard let text = tag[name], PlaceholderText.isNeeded(for: text) else { continue }
      // A sheet's name with a placeholder is filled with the sheet.
      parts += try NameResolver.parse(
        name == "location" ? shift.shifted(text) : text, at: place
      ).parts
    }
    for case .name(let name) in parts {
      guard case .field(let list, _) = try names.source(of: name, at: place) else { continue }
      let block = outlines[sheet].map.block(at: area.from.row)
      guard let block, block.list == list, block.rows.contains(area.to.row) else {
        throw .listOutsideRow(list: list, at: place)
      }
      guard block.listRows <= Self.mostLinks, outlines[sheet].shares.isEmpty else {
        throw .tooManyLinks(
          at: place, rows: data.lists[list]?.rowCount ?? block.listRows, limit: Self.mostLinks)
      }
      link.block = block
    }
    return parts.isEmpty ? nil : link
  }

  /// Calls `body` for each row that a link is filled for, with its place among the list's rows;
  /// once, with no values, for a link that does not repeat.
  func forEachRow(
    of link: FilledLink, _ body: (Int, TemplateRow) throws(TemplateError) -> Void
  ) throws(TemplateError) {
    var row = TemplateRow()
    guard let block = link.block else { return try body(0, row) }
    guard var rows = data.lists[block.list]?.makeRows() else { return }
    for copy in 0..<block.listRows {
      guard rows.next(into: &row) else {
        throw .rowCountDiffers(list: block.list, stated: block.listRows, given: copy)
      }
      try body(copy, row)
      row.removeAll()
    }
  }

  /// The text of a placeholder's value.
  func text(
    of name: String, row: TemplateRow, at place: TemplatePlace
  ) throws(TemplateError) -> [UInt8] {
    var output: [UInt8] = []
    switch try names.source(of: name, at: place) {
    case .value(let index): names.values.appendText(at: index, to: &output)
    case .field(let list, let index):
      guard row.cells.indices.contains(index) else {
        throw .valueCountDiffers(list: list, row: 1, fields: index + 1, values: row.count)
      }
      row.appendText(at: index, to: &output)
    }
    return output
  }

  /// The links of a sheet that have placeholders and lead out of the workbook, by identifier.
  func outsideLinks(of sheet: Int) throws(TemplateError) -> [String: FilledLink] {
    let targets = try outsideTargets(of: sheet)
    if targets.isEmpty { return [:] }
    var links: [String: FilledLink] = [:]
    let source = package.sheets[sheet].source
    var reader = PartReader(part: source, bytes: try package.read(source))
    while let kind = try reader.next() {
      guard kind == .start, reader.local == "hyperlink" else { continue }
      if let link = try link(reader.tag, sheet: sheet, targets: targets), let id = link.id {
        links[id] = link
      }
    }
    return links
  }

  /// The relationships of a sheet that lead out of the workbook: target by identifier.
  func outsideTargets(of sheet: Int) throws(TemplateError) -> [String: [UInt8]] {
    let part = TemplatePackage.relationshipPart(of: package.sheets[sheet].source)
    guard package.zip.entry(named: part) != nil else { return [:] }
    var targets: [String: [UInt8]] = [:]
    var reader = PartReader(part: part, bytes: try package.read(part))
    while let kind = try reader.next() {
      guard kind == .start, reader.local == "Relationship" else { continue }
      if let id = reader.tag.text("Id"), reader.tag.text("TargetMode") == "External" {
        targets[id] = reader.tag["Target"]
      }
    }
    return targets
  }
}

extension FilledLink {
  /// The identifier of the relationship of a copy.
  func id(ofCopy copy: Int) -> String {
    block == nil ? id ?? "" : "\(id ?? "")_\(copy + 1)"
  }
}

extension SheetFiller {
  /// Writes the hyperlinks: those with placeholders of a list once for each of its rows.
  mutating func writeLinks(_ reader: inout PartReader) throws(TemplateError) {
    let outer = reader.tag
    let targets = try plan.outsideTargets(of: index)
    let isSplit = !planner.outline.shares.isEmpty
    var isBegun = false
    while let kind = try reader.next(), kind != .end {
      guard kind == .start else { continue }
      let tag = reader.tag
      try reader.skipElement()
      if isSplit, !isKept(tag) { continue }
      for written in try links(tag, targets: targets) {
        if !isBegun { output.start(outer) }
        isBegun = true
        output.start(written)
        output.end(written.name)
      }
    }
    if isBegun { output.end(outer.name) }
  }

  private func links(
    _ tag: StartTag, targets: [String: [UInt8]]
  ) throws(TemplateError) -> [StartTag] {
    var moved = tag
    moved["ref"] = tag["ref"].map { map.range($0[...]) }
    moved["location"] = tag["location"].map { plan.shift(sheet: nil).shifted($0) }
    guard let link = try plan.link(tag, sheet: index, targets: targets) else { return [moved] }
    let place = TemplatePlace(sheet: planner.sheet, cell: link.area.from.description)
    var written: [StartTag] = []
    try plan.forEachRow(of: link) { (copy, row) throws(TemplateError) in
      var one = moved
      if let block = link.block {
        let start = map.first(block.rows.lowerBound) - block.rows.lowerBound
        one["ref"] = link.area.moved(down: start + copy * block.rows.count).text
      }
      for name in FillPlan.linkTexts {
        guard let text = moved[name], PlaceholderText.isNeeded(for: text) else { continue }
        var filled: [UInt8] = []
        for part in try NameResolver.parse(text, at: place).parts {
          switch part {
          case .text(let bytes): filled += bytes
          case .name(let name): filled += try plan.text(of: name, row: row, at: place)
          }
        }
        one[name] = filled
      }
      if link.block != nil {
        for (at, attribute) in one.attributes.enumerated() where attribute.name.hasSuffix(":id") {
          one.attributes[at].value = Array(link.id(ofCopy: copy).utf8)
        }
      }
      written.append(one)
    }
    return written
  }
}

extension PartFiller {
  /// A sheet's relationships: those that lead out of the workbook with their values.
  func relationships(
    _ part: String, _ bytes: [UInt8], sheet: Int
  ) throws(TemplateError) -> [UInt8] {
    let links = try plan.outsideLinks(of: sheet)
    return try rewritten(part, bytes) { (tag, reader, writer) throws(TemplateError) in
      guard let link = tag.text("Id").flatMap({ links[$0] }) else { return writer.start(tag) }
      try reader.skipElement()
      let place = TemplatePlace(
        sheet: plan.package.sheets[sheet].name, cell: link.area.from.description)
      try plan.forEachRow(of: link) { (copy, row) throws(TemplateError) in
        var one = tag
        one["Id"] = Array(link.id(ofCopy: copy).utf8)
        one["Target"] =
          try link.target?.filled { (name) throws(TemplateError) in
            try plan.text(of: name, row: row, at: place)
          } ?? tag["Target"]
        writer.start(one)
        writer.end(one.name)
      }
    }
  }
}
