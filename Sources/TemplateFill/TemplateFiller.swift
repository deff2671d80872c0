import Table
public import ZipArchive

/// Fills a template workbook with values and lists (ECMA-376 SpreadsheetML).
///
/// `{name}` stands for a value, `{list.field}` for a field of a row that repeats, `{.field}` for
/// the same where the data hold one list; `\{` and `\}` are braces. The row with a list's
/// placeholders stands once for each row of the list, with its styles, height and merged cells;
/// an empty list leaves one blank row. What stands below moves down, and formulas, names, print
/// areas, filters, formats, validations, tables, drawings and charts follow.
///
/// Parts that nothing of this concerns are copied byte for byte. The same template and data give
/// the same bytes.
public struct TemplateFiller: Sendable {
  private enum Role {
    case copied
    case dropped
    case listed
    case workbook
    case sharedStrings
    case styles
    case sheet(Int)
    case sheetPart(Int)
    case relationships(Int)
    case chart(Int)
    case pivotCache
  }

  private let package: TemplatePackage
  private let sharedStrings: [RichText]
  private let level: Int
  private let rowLimit: Int

  /// Reads a template.
  ///
  /// - Parameters:
  ///   - template: The whole file.
  ///   - limits: What the file may ask for.
  ///   - level: How hard to compress the result, 1 (fast) to 9 (small). At 6 a large workbook is
  ///     a fifth smaller and takes thrice as long.
  /// - Throws: ``TemplateError`` if it is no workbook, or breaks a limit.
  public init(
    template: [UInt8], limits: ZipLimits = ZipLimits(), level: Int = 2
  ) throws(TemplateError) {
    try self.init(
      template: template, limits: limits, level: level, rowLimit: CellReference.lastRow)
  }

  /// As the public one; with few rows a sheet for the test of lists that go on on the next.
  init(
    template: [UInt8], limits: ZipLimits = ZipLimits(), level: Int = 2, rowLimit: Int
  ) throws(TemplateError) {
    package = try TemplatePackage(bytes: template, limits: limits)
    self.level = level
    self.rowLimit = rowLimit
    if let part = package.sharedStrings {
      sharedStrings = try RichText.table(part: part, bytes: try package.read(part))
    } else {
      sharedStrings = []
    }
  }

  /// Fills the template.
  ///
  /// - Parameter data: The values and lists.
  /// - Returns: The workbook.
  /// - Throws: ``TemplateError`` if the template and the data do not go together.
  public func fill(_ data: TemplateData) throws(TemplateError) -> [UInt8] {
    var output: [UInt8] = []
    try fill(data) { chunk in
      output += chunk
      return true
    }
    return output
  }

  /// Fills the template, handing out the workbook as it grows.
  ///
  /// Nothing was handed out that is of use if this throws.
  ///
  /// - Parameters:
  ///   - data: The values and lists.
  ///   - receive: Takes the next bytes of the workbook; `false` stops the filling.
  /// - Throws: ``TemplateError`` if the template and the data do not go together, or
  ///   ``TemplateError/stopped``.
  /// - Complexity: O(cells); memory for the template and one row of each list.
  public func fill(
    _ data: TemplateData, receive: ([UInt8]) -> Bool
  ) throws(TemplateError) {
    let plan = try FillPlan(
      package: package, data: data, sharedStrings: sharedStrings, rowLimit: rowLimit)
    let roles = try roles(in: plan)
    let formats = try readStyles()
    let parts = PartFiller(plan: plan, dates: formats.dates)
    var tables = WorkbookTables(
      styles: formats.dates,
      texts: package.sharedStrings == nil ? .none : SharedTexts(first: sharedStrings.count))
    var zip = try archive { () throws(ZipError) in try ZipWriter(level: level) }
    func flush(_ zip: inout ZipWriter) throws(TemplateError) {
      guard receive(zip.takeOutput()) else { throw .stopped }
    }
    for entry in package.zip.entries {
      let name = entry.text
      switch roles[Self.key(name)] ?? .copied {
      case .dropped, .styles, .sharedStrings: break
      case .copied:
        let data = try archive { () throws(ZipError) in try package.zip.rawData(entry) }
        zip.addRaw(entry, data: data)
      case .sheet(let first):
        for index in plan.sheets(continuing: first) {
          let part = index == first ? name : plan.package.sheets[index].part
          zip.beginEntry(part, streaming: streams(plan.outlines[index]))
          var sheet = SheetFiller(plan, sheet: index, tables: tables, wraps: formats.wraps)
          tables = try sheet.write(to: &zip, flush: flush)
          try end(&zip)
        }
      case let role:
        zip.beginEntry(name)
        zip.write(try rewritten(name, role: role, parts: parts))
        try end(&zip)
      }
      try flush(&zip)
    }
    // Formats for dates and texts that repeat are known once all sheets are written.
    try writeStyles(tables.styles, to: &zip)
    if let part = package.sharedStrings, let entry = package.zip.entry(named: part) {
      zip.beginEntry(entry.text)
      zip.write(try parts.sharedStrings(part, try package.read(part), and: tables.texts))
      try end(&zip)
    }
    guard receive(zip.finish()) else { throw .stopped }
  }

  // MARK: Parts

  private func roles(in plan: FillPlan) throws(TemplateError) -> [String: Role] {
    var roles: [String: Role] = [Self.key(package.workbook): .workbook]
    if let part = package.sharedStrings { roles[Self.key(part)] = .sharedStrings }
    if let part = package.styles { roles[Self.key(part)] = .styles }
    if let part = package.calculationChain { roles[Self.key(part)] = .dropped }
    if package.calculationChain != nil || plan.package.sheets.count > package.sheets.count {
      roles[Self.key("[Content_Types].xml")] = .listed
      roles[Self.key(TemplatePackage.relationshipPart(of: package.workbook))] = .listed
    }
    for (index, chart) in package.charts.enumerated() {
      roles[Self.key(chart.part)] = .chart(index)
    }
    for part in package.pivotCaches { roles[Self.key(part)] = .pivotCache }
    for (index, sheet) in plan.package.sheets.enumerated() where sheet.turn == 0 {
      if !(try plan.outsideLinks(of: index)).isEmpty {
        roles[Self.key(TemplatePackage.relationshipPart(of: sheet.source))] = .relationships(index)
      }
      if !plan.outlines[index].isPlain { roles[Self.key(sheet.part)] = .sheet(index) }
      for relationship in try package.relationships(of: sheet.part) {
        switch relationship.kind {
        case "drawing":
          roles[Self.key(relationship.target)] = .sheetPart(index)
        case "table" where try hasBrace(relationship.target):
          roles[Self.key(relationship.target)] = .sheetPart(index)
        case "table", "comments", "threadedComment", "vmlDrawing", "pivotTable":
          if !plan.outlines[index].map.isIdentity {
            roles[Self.key(relationship.target)] = .sheetPart(index)
          }
        default: break
        }
      }
    }
    return roles
  }

  private func hasBrace(_ part: String) throws(TemplateError) -> Bool {
    PlaceholderText.isNeeded(for: try package.read(part))
  }

  /// A part's name as relationships are matched with it: case and a leading slash do not count.
  private static func key(_ part: String) -> String {
    (part.hasPrefix("/") ? String(part.dropFirst()) : part).lowercased()
  }

  private func rewritten(
    _ part: String, role: Role, parts: PartFiller
  ) throws(TemplateError) -> [UInt8] {
    let bytes = try package.read(part)
    switch role {
    case .listed: return try parts.list(part, bytes)
    case .workbook: return try parts.workbook(part, bytes)
    case .sheetPart(let index):
      do {
        return try parts.sheetPart(part, bytes, sheet: index)
      } catch .xml where Self.key(part).hasSuffix(".vml") {
        // Old programs wrote boxes of comments as HTML, which is no XML; they stay where they are.
        return bytes
      }
    case .relationships(let index): return try parts.relationships(part, bytes, sheet: index)
    case .chart(let index): return try parts.chart(package.charts[index], bytes)
    case .pivotCache: return try parts.pivotCache(part, bytes)
    case .copied, .dropped, .styles, .sharedStrings, .sheet: return bytes
    }
  }

  private func readStyles() throws(TemplateError) -> (dates: DateStyles, wraps: WrapStyles) {
    guard let part = package.styles else { return (DateStyles(), WrapStyles()) }
    let bytes = try package.read(part)
    return (
      try DateStyles(part: part, bytes: bytes), try WrapStyles(part: part, bytes: bytes)
    )
  }

  private func writeStyles(
    _ styles: DateStyles, to zip: inout ZipWriter
  ) throws(TemplateError) {
    guard let part = package.styles, let entry = package.zip.entry(named: part) else { return }
    guard styles.isChanged else {
      let data = try archive { () throws(ZipError) in try package.zip.rawData(entry) }
      return zip.addRaw(entry, data: data)
    }
    zip.beginEntry(entry.text)
    zip.write(try styles.written(part: part, bytes: try package.read(part)))
    try end(&zip)
  }

  /// Whether a sheet is large enough to be handed out before it is whole.
  private func streams(_ outline: SheetOutline) -> Bool {
    outline.map.blocks.contains { $0.listRows > 50_000 }
  }

  private func end(_ zip: inout ZipWriter) throws(TemplateError) {
    do {
      try zip.endEntry()
    } catch {
      throw .archive(error)
    }
  }

  private func archive<Value: ~Copyable>(
    _ body: () throws(ZipError) -> Value
  ) throws(TemplateError) -> Value {
    do {
      return try body()
    } catch {
      throw .archive(error)
    }
  }
}
