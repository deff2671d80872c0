import XMLStream
import ZipArchive

/// A relationship of a part (ECMA-376 Part 2, 6.5).
struct PartRelationship {
  /// Its identifier within the part.
  var id: String
  /// The last component of its type, such as `worksheet`.
  var kind: String
  /// Name of the part that it leads to.
  var target: String
}

/// The parts of a workbook, and which of them is what.
struct TemplatePackage: Sendable {
  /// A worksheet.
  struct Sheet: Sendable {
    var name: String
    /// Name of its part in the result.
    var part: String
    /// Name of its part in the template.
    var source: String
    /// How many sheets with the same list stand before it.
    var turn = 0

    init(name: String, part: String) {
      self.name = name
      self.part = part
      source = part
    }
  }

  let zip: ZipReader
  /// Name of the workbook's part.
  let workbook: String
  /// The worksheets in the order of their tabs.
  var sheets: [Sheet] = []
  /// The names of all tabs.
  private(set) var tabs: [String] = []
  /// Whether days count from 1904.
  private(set) var is1904 = false
  private(set) var sharedStrings: String?
  private(set) var styles: String?
  private(set) var calculationChain: String?
  /// A chart, and the name of the sheet that shows it.
  struct Chart: Sendable {
    var part: String
    var sheet: String
  }

  /// The charts, whether on worksheets or on sheets of their own.
  private(set) var charts: [Chart] = []
  /// Caches of pivot tables.
  private(set) var pivotCaches: [String] = []

  init(bytes: [UInt8], limits: ZipLimits) throws(TemplateError) {
    do {
      zip = try ZipReader(bytes: bytes, limits: limits)
    } catch {
      throw .archive(error)
    }
    let roots = try Self.relationships(of: "", in: zip)
    guard let root = roots.first(where: { $0.kind == "officeDocument" }) else {
      throw .missingPart("xl/workbook.xml")
    }
    workbook = root.target
    try readWorkbook()
  }

  private mutating func readWorkbook() throws(TemplateError) {
    let relationships = try relationships(of: workbook)
    sharedStrings = relationships.first { $0.kind == "sharedStrings" }?.target
    styles = relationships.first { $0.kind == "styles" }?.target
    calculationChain = relationships.first { $0.kind == "calcChain" }?.target
    pivotCaches = relationships.filter { $0.kind == "pivotCacheDefinition" }.map(\.target)
    var reader = PartReader(part: workbook, bytes: try read(workbook))
    while let kind = try reader.next() {
      guard kind == .start else { continue }
      let tag = reader.tag
      if tag.local == "workbookPr" { is1904 = tag.flag("date1904") }
      guard tag.local == "sheet", let name = tag.text("name") else { continue }
      tabs.append(name)
      let id = tag.attributes.first { $0.name.hasSuffix(":id") }
        .map { String(decoding: $0.value, as: UTF8.self) }
      guard let relationship = relationships.first(where: { $0.id == id }) else { continue }
      // Chart sheets and macro sheets have no cells to fill.
      if relationship.kind == "worksheet" {
        sheets.append(Sheet(name: name, part: relationship.target))
      }
      try readCharts(of: relationship.target, sheet: name)
    }
  }

  private mutating func readCharts(of part: String, sheet: String) throws(TemplateError) {
    for drawing in try self.relationships(of: part) where drawing.kind == "drawing" {
      for chart in try self.relationships(of: drawing.target)
      where chart.kind == "chart" || chart.kind == "chartEx" {
        charts.append(Chart(part: chart.target, sheet: sheet))
      }
    }
  }

  /// The data of a part.
  func read(_ part: String) throws(TemplateError) -> [UInt8] { try Self.read(part, in: zip) }

  /// The relationships of a part, in their order; none if it has no such part.
  func relationships(of part: String) throws(TemplateError) -> [PartRelationship] {
    try Self.relationships(of: part, in: zip)
  }

  private static func read(_ part: String, in zip: ZipReader) throws(TemplateError) -> [UInt8] {
    guard let entry = zip.entry(named: part) else { throw .missingPart(part) }
    do {
      return try zip.read(entry)
    } catch {
      throw .archive(error)
    }
  }

  private static func relationships(
    of part: String, in zip: ZipReader
  ) throws(TemplateError) -> [PartRelationship] {
    let name = relationshipPart(of: part)
    guard zip.entry(named: name) != nil else { return [] }
    var result: [PartRelationship] = []
    var reader = PartReader(part: name, bytes: try read(name, in: zip))
    while let kind = try reader.next() {
      guard kind == .start, reader.local == "Relationship" else { continue }
      let tag = reader.tag
      guard let id = tag.text("Id"), let type = tag.text("Type"), let target = tag.text("Target"),
        tag.text("TargetMode") != "External"
      else { continue }
      let base = part.split(separator: "/").dropLast().map(String.init)
      result.append(
        PartRelationship(
          id: id, kind: type.split(separator: "/").last.map(String.init) ?? "",
          target: resolve(target, from: base)))
    }
    return result
  }

  /// Name of the part that holds the relationships of `part`; of the package if empty.
  static func relationshipPart(of part: String) -> String {
    var folders = part.split(separator: "/").map(String.init)
    let file = folders.popLast() ?? ""
    return (folders + ["_rels", file + ".rels"]).joined(separator: "/")
  }

  /// The part that `target` leads to from the folder `base`.
  private static func resolve(_ target: String, from base: [String]) -> String {
    let path = target.split(whereSeparator: { $0 == "/" || $0 == "\\" })
    var folders = target.first == "/" || target.first == "\\" ? [] : base
    for component in path {
      switch component {
      case ".": break
      case "..": folders = folders.dropLast()
      default: folders.append(String(component))
      }
    }
    return folders.joined(separator: "/")
  }
}
