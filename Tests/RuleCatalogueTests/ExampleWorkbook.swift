import Findings
import Table
import ZipArchive

/// A workbook of example sheets, with no more parts than a spreadsheet program needs
/// (ECMA-376 Part 1, 12.3).
struct ExampleWorkbook {
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let types = "application/vnd.openxmlformats-officedocument.spreadsheetml."

  var sheets: [ExampleSheet]

  func bytes() throws -> [UInt8] {
    var writer = try ZipWriter()
    for (name, text) in parts { try writer.addEntry(name, Array(text.utf8)) }
    return writer.finish()
  }

  private var parts: [(name: String, text: String)] {
    let numbers = sheets.indices.map { $0 + 1 }
    let overrides = numbers.map { number in
      "<Override PartName=\"/xl/worksheets/sheet\(number).xml\""
        + " ContentType=\"\(Self.types)worksheet+xml\"/>"
    }
    let entries = zip(numbers, sheets).map { number, sheet in
      "<sheet name=\"\(Self.escaped(sheet.name))\" sheetId=\"\(number)\" r:id=\"rId\(number)\""
        + (sheet.isHidden ? " state=\"hidden\"/>" : "/>")
    }
    let targets = numbers.map { number in
      Self.relationship("rId\(number)", "worksheet", "worksheets/sheet\(number).xml")
    }
    let fixed = [
      (
        "[Content_Types].xml",
        "<Types xmlns=\"\(Self.package)/content-types\"><Default Extension=\"rels\" "
          + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
          + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(Self.types)sheet.main+xml\"/>"
          + "\(overrides.joined())</Types>"
      ),
      (
        "_rels/.rels",
        Self.relationships([Self.relationship("rId1", "officeDocument", "xl/workbook.xml")])
      ),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\">"
          + "<sheets>\(entries.joined())</sheets></workbook>"
      ),
      ("xl/_rels/workbook.xml.rels", Self.relationships(targets)),
    ]
    return fixed
      + zip(numbers, sheets).map { ("xl/worksheets/sheet\($0).xml", Self.worksheet($1)) }
  }

  private static func relationships(_ all: [String]) -> String {
    "<Relationships xmlns=\"\(package)/relationships\">\(all.joined())</Relationships>"
  }

  private static func relationship(_ id: String, _ type: String, _ target: String) -> String {
    "<Relationship Id=\"\(id)\" Type=\"\(office)/\(type)\" Target=\"\(target)\"/>"
  }

  private static func worksheet(_ sheet: ExampleSheet) -> String {
    let columns = sheet.hiddenColumns.compactMap { CellReference("\($0)1".utf8)?.column }
      .map { "<col min=\"\($0)\" max=\"\($0)\" width=\"9\" hidden=\"1\"/>" }.joined()
    let rows = sheet.cells.indices.map { row in
      let cells = sheet.cells[row].indices.map { column in
        cell(
          sheet.cells[row][column],
          at: CellReference(row: row + 1, column: column + 1).description)
      }.joined()
      let isHidden = sheet.hiddenRows.contains(row + 1) ? " hidden=\"1\"" : ""
      return "<row r=\"\(row + 1)\"\(isHidden)>\(cells)</row>"
    }.joined()
    let merged = sheet.merged.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
    return "<worksheet xmlns=\"\(main)\">" + (columns.isEmpty ? "" : "<cols>\(columns)</cols>")
      + "<sheetData>\(rows)</sheetData>"
      + (merged.isEmpty ? "" : "<mergeCells>\(merged)</mergeCells>") + "</worksheet>"
  }

  private static func cell(_ cell: RuleExample.Cell, at address: String) -> String {
    let text = escaped(cell.text)
    if text.isEmpty { return "<c r=\"\(address)\"/>" }
    if text == "=无值" { return "<c r=\"\(address)\"><f>B1&amp;C1</f></c>" }
    if text == "[图片]" {
      let call = "DISPIMG(\"ID_0123456789ABCDEF\",1)"
      return "<c r=\"\(address)\" t=\"str\"><f>_xlfn.\(call)</f><v>=\(call)</v></c>"
    }
    if text.first == "#" { return "<c r=\"\(address)\" t=\"e\"><v>\(text)</v></c>" }
    if cell.isNumber { return "<c r=\"\(address)\"><v>\(text)</v></c>" }
    return "<c r=\"\(address)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(text)</t></is></c>"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
