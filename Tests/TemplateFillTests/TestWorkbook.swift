import TemplateFill
import ZipArchive

/// A template made of parts, and what became of them.
struct TestWorkbook {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  /// Names of the sheets, and what stands in their `worksheet` element.
  var sheets: [(name: String, content: String)] = []
  /// What stands in the elements of the shared string table.
  var strings: [String] = []
  /// What stands in the workbook behind its sheets.
  var workbookTail = ""
  /// Elements of sheets that hold no cells.
  var extraSheets = ""
  /// Further relationships of sheets, by number from 1: kind and target.
  var links: [Int: [(kind: String, target: String)]] = [:]
  /// Further relationships of the workbook.
  var workbookLinks: [(kind: String, target: String)] = []
  /// Further parts.
  var parts: [(name: String, content: String)] = []
  /// What stands in the style sheet.
  var styles = """
    <fonts count="1"><font/></fonts><cellXfs count="3"><xf numFmtId="0" fontId="0"/>\
    <xf numFmtId="14" fontId="0"/><xf numFmtId="49" fontId="0"/></cellXfs>
    """

  /// A template of one sheet whose rows are given.
  init(rows: String, tail: String = "", head: String = "") {
    sheets = [("表", "\(head)<sheetData>\(rows)</sheetData>\(tail)")]
  }

  /// A template of the given sheets.
  init(sheets: [(name: String, content: String)]) { self.sheets = sheets }

  /// The workbook's bytes.
  func bytes() throws -> [UInt8] {
    var zip = try ZipWriter()
    var books = workbookLinks + [("styles", "styles.xml")]
    if !strings.isEmpty { books.append(("sharedStrings", "sharedStrings.xml")) }
    var list = ""
    for (index, sheet) in sheets.enumerated() {
      books.insert(("worksheet", "worksheets/sheet\(index + 1).xml"), at: index)
      list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
    }
    try zip.addEntry("[Content_Types].xml", Array(contentTypes.utf8))
    try zip.addEntry("_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")]))
    let head = "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\">"
    try zip.addEntry(
      "xl/workbook.xml",
      Array("\(head)<sheets>\(list)\(extraSheets)</sheets>\(workbookTail)</workbook>".utf8))
    try zip.addEntry("xl/_rels/workbook.xml.rels", relationships(books))
    try zip.addEntry(
      "xl/styles.xml", Array("<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>".utf8))
    if !strings.isEmpty {
      let items = strings.map { "<si>\($0)</si>" }.joined()
      try zip.addEntry(
        "xl/sharedStrings.xml", Array("<sst xmlns=\"\(Self.main)\">\(items)</sst>".utf8))
    }
    for (index, sheet) in sheets.enumerated() {
      let head = "<worksheet xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\">"
      try zip.addEntry(
        "xl/worksheets/sheet\(index + 1).xml", Array("\(head)\(sheet.content)</worksheet>".utf8))
      if let links = links[index + 1] {
        try zip.addEntry(
          "xl/worksheets/_rels/sheet\(index + 1).xml.rels", relationships(links))
      }
    }
    for part in parts { try zip.addEntry(part.name, Array(part.content.utf8)) }
    return zip.finish()
  }

  private var contentTypes: String {
    let isChained = workbookLinks.contains { $0.kind == "calcChain" }
    return "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      + ["xml", "rels", "vml", "png"].map { "<Default Extension=\"\($0)\" ContentType=\"x\"/>" }
      .joined() + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"w\"/>"
      + (isChained ? "<Override PartName=\"/xl/calcChain.xml\" ContentType=\"c\"/>" : "")
      + "</Types>"
  }

  private func relationships(_ links: [(kind: String, target: String)]) -> [UInt8] {
    var text = "<Relationships xmlns=\"\(Self.package)\">"
    for (index, link) in links.enumerated() {
      text += "<Relationship Id=\"rId\(index + 1)\" Type=\"\(Self.office)/\(link.kind)\""
      text += " Target=\"\(link.target)\""
      text += link.kind == "hyperlink" ? " TargetMode=\"External\"/>" : "/>"
    }
    return Array("\(text)</Relationships>".utf8)
  }

  /// The template filled.
  func filled(_ data: TemplateData) throws -> FilledWorkbook {
    FilledWorkbook(zip: try ZipReader(bytes: try filledBytes(data)))
  }

  /// The template filled, as a file.
  func filledBytes(_ data: TemplateData) throws -> [UInt8] {
    try TemplateFiller(template: try bytes()).fill(data)
  }
}

/// A filled workbook, looked at by part.
struct FilledWorkbook {
  let zip: ZipReader

  /// The text of a part, without its declaration; empty if there is none.
  func part(_ name: String) throws -> String {
    guard let entry = zip.entry(named: name) else { return "" }
    let text = String(decoding: try zip.read(entry), as: UTF8.self)
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    return text.hasPrefix(declaration) ? String(text.dropFirst(declaration.count)) : text
  }

  /// The text of a worksheet's part, from 1.
  func sheet(_ number: Int = 1) throws -> String {
    try part("xl/worksheets/sheet\(number).xml")
  }

  /// The rows of a worksheet.
  func rows(_ number: Int = 1) throws -> String {
    let text = try sheet(number)
    guard let start = text.firstRange(of: "<sheetData>"),
      let end = text.firstRange(of: "</sheetData>")
    else { return "" }
    return String(text[start.upperBound..<end.lowerBound])
  }
}

/// A list named as given, with a number `n` and a text `t` in each row.
func numbers(_ values: [Int]) -> TemplateTable {
  TemplateTable(
    fields: ["n", "t"], rows: values.map { [.integer($0), .text("t\($0)")] })
}

/// A cell with inline text.
func cell(_ reference: String, _ text: String, style: Int? = nil) -> String {
  let style = style.map { " s=\"\($0)\"" } ?? ""
  return "<c r=\"\(reference)\"\(style) t=\"inlineStr\"><is><t>\(text)</t></is></c>"
}
