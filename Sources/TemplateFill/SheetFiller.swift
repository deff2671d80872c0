import Table
import XMLStream
import ZipArchive

/// What the formulas of a conditional format or a validation are worded for.
struct FormatBase {
  /// The template's row.
  var row: Int?
  /// Whether the formula names the choices of a drop-down.
  var isChoice = false
}

/// What the cells of all sheets refer to.
struct WorkbookTables {
  var styles: DateStyles
  var texts: SharedTexts
}

/// Writes one worksheet: its rows filled, all that refers to rows moved along with them.
struct SheetFiller {
  /// Bytes that are gathered before they are compressed.
  private static let chunk = 1 << 20

  let plan: FillPlan
  let index: Int
  let planner: RowPlanner
  private var cells: CellWriter
  var output = XMLWriter()
  private var rowReader: SheetRowReader
  /// Rows of the block that is being read.
  private var pending: [RowPlan] = []
  private var pendingBlock: RowBlock?
  /// Extended formats and validations that have begun.
  var extensions = 0

  init(
    _ plan: FillPlan, sheet index: Int, tables: WorkbookTables, wraps: WrapStyles
  ) {
    self.plan = plan
    self.index = index
    let sheet = plan.package.sheets[index].name
    planner = RowPlanner(
      sheet: sheet, outline: plan.outlines[index], names: plan.names,
      shift: plan.shift(sheet: index), wraps: wraps, dates: tables.styles,
      results: plan.results[index])
    cells = CellWriter(
      sheet: sheet, values: plan.names.values, is1904: plan.package.is1904,
      styles: tables.styles, shared: tables.texts)
    rowReader = SheetRowReader(sharedStrings: plan.sharedStrings)
  }

  var map: RowMap { planner.outline.map }

  /// Writes the sheet's part into the entry that `zip` has begun.
  ///
  /// - Parameters:
  ///   - zip: The archive.
  ///   - flush: Called now and then with bytes of the archive that are ready.
  /// - Returns: The tables that cells refer to, with what they needed of them.
  /// - Throws: ``TemplateError`` if the part is damaged or the data do not fit it.
  mutating func write(
    to zip: inout ZipWriter, flush: (inout ZipWriter) throws(TemplateError) -> Void
  ) throws(TemplateError) -> WorkbookTables {
    let part = plan.package.sheets[index].source
    let isSplit = !planner.outline.shares.isEmpty
    var reader = PartReader(part: part, bytes: try plan.package.read(part))
    var path: [String] = []
    var base = FormatBase()
    output.declaration()
    while let kind = try reader.next() {
      switch kind {
      case .text: reader.copy(to: &output)
      case .end:
        path.removeLast()
        if reader.local == "sheetData" { try writePending(to: &zip, flush: flush) }
        reader.copy(to: &output)
      case .start where reader.local == "row" && path.last == "sheetData":
        try take(try rowReader.row(&reader), to: &zip, flush: flush)
      case .start where isSplit && !isKept(reader.tag): try reader.skipElement()
      case .start where reader.local == "mergeCells":
        try writeMerges(&reader, to: &zip, flush: flush)
      case .start where reader.local == "hyperlinks": try writeLinks(&reader)
      case .start where reader.local == "sparkline":
        try writeSparklines(&reader, to: &zip, flush: flush)
      case .start:
        let tag = reader.tag
        if SheetOutline.ranged.contains(tag.local) { base = formatBase(of: tag) }
        if try writeText(of: tag, &reader, base: base) { continue }
        output.start(moved(tag, parent: path.last, base: base))
        path.append(tag.local)
        if tag.local == "sheetData" {
          // Rows are written without a prefix, whatever the template's elements have.
          if !tag.prefix.isEmpty { output.attribute("xmlns", tag.namespace) }
          // And past the writer, which must not wait to close this tag.
          output.raw("")
        }
      }
    }
    zip.write(output.bytes)
    return WorkbookTables(styles: cells.styles, texts: cells.shared)
  }

  // MARK: Rows

  private mutating func take(
    _ row: SheetRow, to zip: inout ZipWriter,
    flush: (inout ZipWriter) throws(TemplateError) -> Void
  ) throws(TemplateError) {
    let block = map.block(at: row.number)
    if planner.outline.endsWithList, let last = map.blocks.last?.rows.upperBound,
      row.number > last
    {
      return
    }
    if block != pendingBlock || block == nil { try writePending(to: &zip, flush: flush) }
    pendingBlock = block
    pending.append(try planner.plan(row))
  }

  private mutating func writePending(
    to zip: inout ZipWriter, flush: (inout ZipWriter) throws(TemplateError) -> Void
  ) throws(TemplateError) {
    let plans = pending.map { (row: $0, first: map.first($0.number)) }
    pending = []
    guard let block = pendingBlock else {
      for plan in plans { try write(plan.row, number: plan.first, values: TemplateRow()) }
      return
    }
    pendingBlock = nil
    guard block.listRows > 0, let list = plan.data.lists[block.list] else {
      for plan in plans { try write(plan.row.emptied, number: plan.first, values: TemplateRow()) }
      return
    }
    let fields = list.fields.count
    let step = block.rows.count
    cells.recent.removeAll()
    var rows = list.makeRows()
    var values = TemplateRow()
    for skipped in 0..<block.skipped {
      guard rows.next(into: &values) else {
        throw .rowCountDiffers(list: block.list, stated: list.rowCount, given: skipped)
      }
      values.removeAll()
    }
    for copy in 0..<block.listRows {
      let given = block.skipped + copy
      guard rows.next(into: &values) else {
        throw .rowCountDiffers(list: block.list, stated: list.rowCount, given: given)
      }
      guard values.count == fields else {
        throw .valueCountDiffers(
          list: block.list, row: given + 1, fields: fields, values: values.count)
      }
      for (row, first) in plans {
        try write(row, number: first + copy * step, copy: copy, values: values)
      }
      values.removeAll()
      try handOn(to: &zip, flush: flush)
    }
    guard block.skipped + block.listRows < list.rowCount || !rows.next(into: &values) else {
      throw .rowCountDiffers(
        list: block.list, stated: list.rowCount, given: list.rowCount + 1)
    }
  }

  /// Has what was written compressed, once there is enough of it.
  mutating func handOn(
    to zip: inout ZipWriter, flush: (inout ZipWriter) throws(TemplateError) -> Void
  ) throws(TemplateError) {
    guard output.bytes.count >= Self.chunk else { return }
    zip.write(output.bytes)
    output.bytes.removeAll(keepingCapacity: true)
    try flush(&zip)
  }

  private mutating func write(
    _ row: RowPlan, number: Int, copy: Int = 0, values: TemplateRow
  ) throws(TemplateError) {
    try cells.write(row, number: number, copy: copy, row: values, to: &output.bytes)
  }

  // MARK: What refers to rows

  /// The first row that a format or validation applies to; the extended ones state it at their
  /// end, so that it was read beforehand.
  private mutating func formatBase(of tag: StartTag) -> FormatBase {
    var area = tag["sqref"]
    if area == nil, planner.outline.extensionAreas.indices.contains(extensions) {
      area = planner.outline.extensionAreas[extensions]
      extensions += 1
    }
    let first = area?.split(separator: UInt8(ascii: " ")).first.flatMap { CellArea($0) }
    return FormatBase(row: first?.from.row, isChoice: tag.text("type") == "list")
  }

  private func shift(for base: FormatBase) -> FormulaShift {
    var shift = planner.shift
    shift.row = base.row
    shift.growsCells = base.isChoice
    return shift
  }

  /// Writes an element whose text is a formula, a list of ranges or a page's header or footer.
  private mutating func writeText(
    of tag: StartTag, _ reader: inout PartReader, base: FormatBase
  ) throws(TemplateError) -> Bool {
    let text: [UInt8]
    switch tag.local {
    case "formula", "formula1", "formula2", "f":
      text = shift(for: base).shifted(try reader.elementText())
    case "sqref": text = map.sqref(try reader.elementText())
    case let name where SheetOutline.pageTexts.contains(name):
      let place = TemplatePlace(sheet: planner.sheet)
      text = try plan.names.filled(try reader.elementText(), at: place, isPageText: true)
    default: return false
    }
    output.start(tag)
    output.text(text)
    output.end(tag.name)
    return true
  }

  private func moved(_ tag: StartTag, parent: String?, base: FormatBase) -> StartTag {
    var moved = tag
    switch tag.local {
    case "dimension":
      moved["ref"] = planner.outline.extent.map { map.mapped($0).text } ?? tag["ref"]
    case "autoFilter", "sortState", "sortCondition":
      moved["ref"] = tag["ref"].map { map.range($0[...]) }
    case "conditionalFormatting", "dataValidation", "protectedRange", "ignoredError", "selection":
      moved["sqref"] = tag["sqref"].map { map.sqref($0) }
      moved["activeCell"] = tag["activeCell"].map { map.cell($0) }
    case "dataValidations" where !planner.outline.shares.isEmpty: moved["count"] = nil
    case "pageSetup" where plan.package.sheets[index].turn > 0:
      // Settings of a printer are a part of the first sheet.
      moved.attributes.removeAll { $0.name.hasSuffix(":id") }
    case "sheetView", "pane", "customSheetView":
      if plan.package.sheets[index].turn > 0 { moved["tabSelected"] = nil }
      moved["topLeftCell"] = tag["topLeftCell"].map { map.cell($0) }
    case "cellWatch", "inputCells": moved["r"] = tag["r"].map { map.cell($0) }
    case "brk" where parent == "rowBreaks":
      moved["id"] = tag.number("id").map { Array(String($0 > 0 ? map.last($0) : 0).utf8) }
    case "cfvo" where tag.text("type") == "formula":
      moved["val"] = tag["val"].map { shift(for: base).shifted($0) }
    default: break
    }
    return moved
  }
}
