import Table
import XMLStream

/// Rewrites the parts beside the worksheets that refer to rows of theirs.
struct PartFiller {
  let plan: FillPlan
  let dates: DateStyles

  // MARK: Parts of a sheet

  /// Tables, drawings, comments and pivot tables of a sheet.
  ///
  /// - Parameters:
  ///   - part: Name of the part.
  ///   - bytes: The part of the template.
  ///   - sheet: Index of the sheet.
  /// - Returns: The part of the result.
  /// - Throws: ``TemplateError`` if the part is no XML, or a placeholder in it is wrong.
  func sheetPart(_ part: String, _ bytes: [UInt8], sheet: Int) throws(TemplateError) -> [UInt8] {
    let map = plan.outlines[sheet].map
    var anchor = DrawingAnchor(map: map)
    return try rewritten(part, bytes) { (tag, reader, writer) throws(TemplateError) in
      switch tag.local {
      case "row" where anchor.corner != nil, "Row", "Anchor":
        write(tag, anchor.moved(tag.local, try reader.elementText()), to: &writer)
      case "calculatedColumnFormula", "totalsRowFormula", "f":
        write(tag, plan.shift(sheet: sheet).shifted(try reader.elementText()), to: &writer)
      // Text in drawings only: a comment tells people of placeholders, and is not one.
      case "t" where tag.isDrawn:
        let place = TemplatePlace(sheet: plan.package.sheets[sheet].name)
        write(tag, try plan.names.filled(try reader.elementText(), at: place), to: &writer)
      default:
        anchor.enter(tag)
        writer.start(try moved(tag, sheet: sheet))
      }
    }
  }

  private func moved(_ tag: StartTag, sheet: Int) throws(TemplateError) -> StartTag {
    let map = plan.outlines[sheet].map
    var moved = tag
    switch tag.local {
    case "table", "autoFilter", "sortState", "sortCondition", "location":
      moved["ref"] = tag["ref"].map { map.range($0[...]) }
    case "comment", "threadedComment": moved["ref"] = tag["ref"].map { map.cell($0) }
    case "tableColumn":
      // The names of a table's columns are what its heading shows (18.5.1.3).
      let place = TemplatePlace(sheet: plan.package.sheets[sheet].name)
      for attribute in ["name", "totalsRowLabel"] {
        if let text = tag[attribute], PlaceholderText.isNeeded(for: text) {
          moved[attribute] = try plan.names.filled(text, at: place)
        }
      }
    case "sp", "cxnSp":
      moved["textlink"] = tag["textlink"].map { plan.shift(sheet: nil).shifted($0) }
    default: break
    }
    return moved
  }

  // MARK: The workbook

  /// The workbook's part: names follow the rows, and formulas are calculated on opening.
  func workbook(_ part: String, _ bytes: [UInt8]) throws(TemplateError) -> [UInt8] {
    var shift = plan.shift(sheet: nil)
    shift.growsCells = true
    var needsCalculation = plan.hasFormulas
    var tabs = try Tabs(plan, part, bytes)
    var depth = 0
    var prefix: ArraySlice<UInt8> = []
    var reader = PartReader(part: part, bytes: bytes)
    var writer = XMLWriter()
    writer.declaration()
    while let kind = try reader.next() {
      switch kind {
      case .text: reader.copy(to: &writer)
      case .end:
        depth -= 1
        if depth == 0, needsCalculation { writeCalculation(prefix: prefix, to: &writer) }
        reader.copy(to: &writer)
      case .start:
        var tag = reader.tag
        if tag.local == "definedName" {
          write(name: tag, text: try reader.elementText(), tabs: tabs, shift, to: &writer)
          continue
        }
        if tag.local == "sheet" {
          try reader.skipElement()
          write(sheet: tag, tabs: &tabs, to: &writer)
          continue
        }
        for name in ["activeTab", "firstSheet"] where tag.local == "workbookView" {
          tag[name] = tag.number(name).map { Array(String(tabs.place($0)).utf8) } ?? tag[name]
        }
        depth += 1
        if depth == 1 { prefix = tag.prefix }
        if tag.local == "calcPr", needsCalculation {
          tag["fullCalcOnLoad"] = [UInt8(ascii: "1")]
          needsCalculation = false
        } else if depth == 2, needsCalculation, Self.followsCalculation.contains(tag.local) {
          writeCalculation(prefix: tag.prefix, to: &writer)
          needsCalculation = false
        }
        writer.start(tag)
      }
    }
    return writer.bytes
  }

  /// Elements of a workbook that stand behind `calcPr` (18.2.27).
  private static let followsCalculation: Set<String> = [
    "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes",
    "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
  ]

  private func writeCalculation(prefix: ArraySlice<UInt8>, to writer: inout XMLWriter) {
    let name = Array(prefix) + Array("calcPr".utf8)
    writer.start(name)
    writer.attribute("fullCalcOnLoad", 1)
    writer.end(name)
  }

  /// The cache of a pivot table: its source follows the rows, and is read again on opening.
  func pivotCache(_ part: String, _ bytes: [UInt8]) throws(TemplateError) -> [UInt8] {
    try rewritten(part, bytes) { (tag, _, writer) in
      var moved = tag
      if tag.local == "pivotCacheDefinition" { moved["refreshOnLoad"] = [UInt8(ascii: "1")] }
      if tag.local == "worksheetSource", let sheet = tag["sheet"].flatMap({ plan.index(of: $0) }) {
        moved["ref"] = tag["ref"].map { plan.outlines[sheet].map.range($0[...]) }
        moved["sheet"] = Array(plan.title(of: plan.package.sheets[sheet].name).utf8)
      }
      writer.start(moved)
    }
  }

  /// The shared strings without those that hold placeholders, whose cells bear their own text now,
  /// and with the texts that the filled cells share.
  func sharedStrings(
    _ part: String, _ bytes: [UInt8], and texts: SharedTexts
  ) throws(TemplateError) -> [UInt8] {
    var index = 0
    var prefix: ArraySlice<UInt8> = []
    var isAdded = false
    var reader = PartReader(part: part, bytes: bytes)
    var writer = XMLWriter()
    writer.declaration()
    func add(to writer: inout XMLWriter) {
      if isAdded { return }
      isAdded = true
      for item in 0..<texts.count { write(item: texts[item], prefix: prefix, to: &writer) }
    }
    while let kind = try reader.next() {
      if kind == .start, reader.local == "si" {
        let isNeeded =
          plan.sharedStrings.indices.contains(index)
          && PlaceholderText.isNeeded(for: plan.sharedStrings[index].text)
        index += 1
        guard isNeeded else {
          try reader.copyElement(to: &writer)
          continue
        }
        let prefix = reader.tag.prefix
        try reader.skipElement()
        write(item: [], prefix: prefix, to: &writer)
      } else if kind == .start, reader.local == "sst" {
        var counted = reader.tag
        prefix = counted.prefix
        // How often cells use the strings is not known any more, and need not be stated.
        counted["count"] = nil
        counted["uniqueCount"] = Array(String(plan.sharedStrings.count + texts.count).utf8)
        writer.start(counted)
      } else if kind == .start {
        // Extensions stand behind the items.
        add(to: &writer)
        try reader.copyElement(to: &writer)
      } else {
        if kind == .end { add(to: &writer) }
        reader.copy(to: &writer)
      }
    }
    return writer.bytes
  }

  private func write(
    item text: ArraySlice<UInt8>, prefix: ArraySlice<UInt8>, to writer: inout XMLWriter
  ) {
    let (item, content) = (Array(prefix) + "si".utf8, Array(prefix) + "t".utf8)
    writer.start(item)
    writer.start(content)
    if CellText.needsSpaceKept(text.span) { writer.attribute("xml:space", "preserve") }
    if !text.isEmpty {
      var escaped: [UInt8] = []
      CellText.append(text.span, to: &escaped)
      writer.raw(escaped)
    }
    writer.end(content)
    writer.end(item)
  }

  /// The content types or the workbook's relationships: without the calculation chain, which a
  /// filled workbook lacks, and with the sheets that go on with a list.
  func list(_ part: String, _ bytes: [UInt8]) throws(TemplateError) -> [UInt8] {
    let chain = plan.package.calculationChain.map(Self.file)
    let further = plan.package.sheets.filter { $0.turn > 0 }
    return try rewritten(part, bytes) { (tag, reader, writer) throws(TemplateError) in
      let isEntry = tag.local == "Override" || tag.local == "Relationship"
      let file = (tag.text("PartName") ?? tag.text("Target")).map(Self.file)
      if isEntry, let file, file == chain { return try reader.skipElement() }
      // Before the sheet's own entry, which ends later.
      for sheet in further where isEntry && Self.file(sheet.source) == file {
        writer.start(copy(tag, for: sheet))
        writer.end(tag.name)
      }
      writer.start(tag)
    }
  }

  private static func file(_ part: String) -> String {
    part.split(separator: "/").last.map(String.init) ?? ""
  }

  /// What lists a sheet, for one that goes on with its list.
  private func copy(_ tag: StartTag, for sheet: TemplatePackage.Sheet) -> StartTag {
    var copy = tag
    for name in ["PartName", "Target"] {
      guard let path = tag.text(name) else { continue }
      let folder = path.dropLast(Self.file(path).count)
      copy[name] = Array((folder + Self.file(sheet.part)).utf8)
    }
    if let id = tag.text("Id") { copy["Id"] = Array(Self.relationship(id, sheet.turn).utf8) }
    return copy
  }

  /// The identifier of a further sheet's relationship.
  static func relationship(_ id: String, _ turn: Int) -> String { "\(id)_\(turn + 1)" }

  // MARK: Streams

  typealias StartRule =
    (StartTag, inout PartReader, inout XMLWriter) throws(TemplateError) -> Void

  /// Copies a part; `start` writes a start tag, or a whole element that it has read to its end.
  func rewritten(
    _ part: String, _ bytes: [UInt8], start: StartRule
  ) throws(TemplateError) -> [UInt8] {
    var reader = PartReader(part: part, bytes: bytes)
    var writer = XMLWriter()
    writer.declaration()
    while let kind = try reader.next() {
      if kind == .start {
        try start(reader.tag, &reader, &writer)
      } else {
        reader.copy(to: &writer)
      }
    }
    return writer.bytes
  }

  func write(_ tag: StartTag, _ text: [UInt8], to writer: inout XMLWriter) {
    writer.start(tag)
    writer.text(text)
    writer.end(tag.name)
  }
}
