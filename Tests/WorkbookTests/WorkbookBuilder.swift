import Table
import Workbook
import ZipArchive

/// A workbook made of hand-written parts. What is not set is as a spreadsheet program writes it.
struct WorkbookBuilder {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  var parts: [(name: String, bytes: [UInt8])] = []

  /// A workbook of one sheet `清单`.
  ///
  /// - Parameters:
  ///   - sheet: Content of `sheetData`.
  ///   - before: What stands before it in the worksheet.
  ///   - after: What stands after it.
  ///   - strings: Content of `sst`.
  ///   - styles: Content of `styleSheet`.
  ///   - workbookPr: Attributes of `workbookPr`.
  init(
    sheet: String = "", before: String = "", after: String = "", strings: String? = nil,
    styles: String? = nil, workbookPr: String = ""
  ) {
    add(
      "_rels/.rels",
      Self.relationshipsPart([("rId1", "officeDocument", "xl/workbook.xml")]))
    add(
      "xl/workbook.xml",
      """
      <workbook xmlns="\(Self.main)" xmlns:r="\(Self.relationships)"><workbookPr \(workbookPr)/>\
      <sheets><sheet name="清单" sheetId="1" r:id="rId1"/></sheets></workbook>
      """)
    add(
      "xl/_rels/workbook.xml.rels",
      Self.relationshipsPart([
        ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "strings.xml"),
        ("rId3", "styles", "/xl/styles.xml"),
      ]))
    add("xl/worksheets/sheet1.xml", Self.worksheet(sheet, before: before, after: after))
    if let strings { add("xl/strings.xml", "<sst xmlns=\"\(Self.main)\">\(strings)</sst>") }
    if let styles {
      add("xl/styles.xml", "<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>")
    }
  }

  static func worksheet(_ rows: String, before: String = "", after: String = "") -> String {
    "<worksheet xmlns=\"\(main)\" xmlns:r=\"\(relationships)\">\(before)"
      + "<sheetData>\(rows)</sheetData>\(after)</worksheet>"
  }

  static func relationshipsPart(_ all: [(id: String, type: String, target: String)]) -> String {
    let items = all.map {
      "<Relationship Id=\"\($0.id)\" Type=\"\(relationships)/\($0.type)\" Target=\"\($0.target)\"/>"
    }
    return "<Relationships xmlns=\"\(package)\">\(items.joined())</Relationships>"
  }

  mutating func add(_ name: String, _ text: String) { set(name, [UInt8](text.utf8)) }

  /// Adds a part, or replaces it.
  mutating func set(_ name: String, _ bytes: [UInt8]) {
    parts.removeAll { $0.name == name }
    parts.append((name, bytes))
  }

  func archive() throws -> [UInt8] {
    var writer = try ZipWriter()
    for part in parts { try writer.addEntry(part.name, part.bytes) }
    return writer.finish()
  }

  func open(_ limits: WorkbookLimits = WorkbookLimits()) throws(WorkbookError) -> WorkbookReader {
    let bytes: [UInt8]
    do { bytes = try archive() } catch { throw .outOfMemory }
    return try WorkbookReader(bytes: bytes, limits: limits)
  }

  /// The cells of the first sheet in a short notation: `A1=text:一`.
  func cells(_ limits: WorkbookLimits = WorkbookLimits()) throws(WorkbookError) -> [String] {
    let workbook = try open(limits)
    return try workbook.cells(of: workbook.sheets[0])
  }

  /// Why the workbook is refused, at opening or reading.
  func refusal(_ limits: WorkbookLimits = WorkbookLimits()) -> WorkbookError? {
    do throws(WorkbookError) {
      _ = try cells(limits)
      return nil
    } catch {
      return error
    }
  }
}

extension WorkbookReader {
  /// The cells of a sheet in a short notation: `A1=text:一`.
  func cells(of sheet: WorkbookSheet) throws(WorkbookError) -> [String] {
    var result: [String] = []
    var reader = try rows(of: sheet)
    var row = RawRow()
    while try reader.read(into: &row) {
      for cell in row.cells {
        let address = CellReference(row: row.number, column: Int(cell.column))
        let text =
          cell.sharedString >= 0
          ? sharedStrings[Int(cell.sharedString)]
          : row.bytes[Int(cell.text.lowerBound)..<Int(cell.text.upperBound)]
        result.append("\(address)=\(cell.kind):\(String(decoding: text, as: UTF8.self))")
      }
    }
    return result
  }
}
