import ZipArchive

/// Files that ask for more than anybody should give; small themselves.
enum HostileFile: String, CaseIterable {
  case bomb
  case laughs
  case entries
  case lastRow
  case lyingSizes
  case lyingCounts
  case nameless
  case styles
  case wrongEncoding
  case endTags
  case ampersands

  /// The limit or fault that a refusal names; `nil` for a file that can be read.
  var refusal: String? {
    switch self {
    case .bomb: "压缩比超出限度："
    case .laughs: "DOCTYPE"
    case .entries: "压缩包内文件数超出限度：10000，限 1000"
    case .lyingSizes: "解压后总大小超出限度：4096 MiB，限 2048 MiB"
    case .nameless: "工作表数超出限度：超过 1000，限 1000"
    case .wrongEncoding, .endTags: "部件 s.xml"
    case .ampersands: "部件 w.xml"
    case .lastRow, .lyingCounts, .styles: nil
    }
  }

  /// The file.
  func bytes() throws -> [UInt8] {
    switch self {
    case .bomb:
      return try Self.workbook { writer in
        try Self.addSheet(to: &writer) { writer in
          let blank = [UInt8](repeating: 0x20, count: 1 << 20)
          for _ in 0..<48 { writer.write(blank) }
        }
      }
    case .laughs:
      let entities = (1...9).map {
        "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">"
      }
      return try Self.workbook(
        sheet: "<!DOCTYPE w [<!ENTITY l0 \"ha\">\(entities.joined())]><worksheet>&l9;</worksheet>")
    case .entries:
      var writer = try ZipWriter()
      for number in 0..<10_000 { writer.addStored("\(number)", []) }
      return writer.finish()
    case .lastRow:
      return try Self.workbook(
        sheet: Self.sheet("<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>"))
    case .lyingSizes:
      var bytes = try Self.workbook(sheet: Self.sheet(""))
      // The inflated size of each entry of the directory (APPNOTE 4.3.12).
      for index in bytes.indices.dropLast(46)
      where bytes[index..<(index + 4)].elementsEqual([0x50, 0x4B, 0x01, 0x02]) {
        bytes.replaceSubrange(index + 24..<index + 28, with: [0xF0, 0xFF, 0xFF, 0x7F])
      }
      return bytes
    case .lyingCounts:
      return try Self.workbook(
        sheet: """
          <worksheet xmlns="\(Self.main)"><dimension ref="A1:XFD1048576"/><cols><col min="1" \
          max="16384" hidden="1"/></cols><sheetData><row r="1" spans="1:16384"><c r="A1" t="s"><v>0\
          </v></c></row></sheetData><mergeCells count="4000000000"><mergeCell ref="A2:XFD1048576"/>\
          </mergeCells></worksheet>
          """,
        strings:
          "<sst xmlns=\"\(Self.main)\" count=\"4000000000\" uniqueCount=\"4000000000\"><si><t>x</t></si></sst>"
      )
    case .nameless:
      let sheets = String(repeating: "<sheet name=\"a\"/>", count: 500_000)
      return try Self.workbook(sheet: Self.sheet(""), moreSheets: sheets)
    case .wrongEncoding:
      // Half a character ends the parser's input layer, which has its own way to complain.
      let start = "<?xml version=\"1.0\" encoding=\"GB18030\"?><worksheet xmlns=\"\(Self.main)\">"
      return try Self.workbook { writer in
        try writer.addEntry("s.xml", Array(start.utf8) + [0x61, 0xFF, 0xFF, 0x3C])
      }
    case .endTags:
      return try Self.workbook(sheet: Self.sheet(String(repeating: "</", count: 500_000)))
    case .ampersands:
      let name = String(repeating: "&", count: 200_000)
      return try Self.workbook(sheet: Self.sheet(""), moreSheets: "<sheet name=\"\(name)\"/>")
    case .styles:
      let styles = String(repeating: "<xf numFmtId=\"14\"/>", count: 400_000)
      return try Self.workbook(
        sheet: Self.sheet("<row><c s=\"399999\"><v>1</v></c></row>"),
        styles: "<styleSheet xmlns=\"\(Self.main)\"><cellXfs>\(styles)</cellXfs></styleSheet>")
    }
  }

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  private static func sheet(_ rows: String) -> String {
    "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData></worksheet>"
  }

  private static func workbook(
    sheet: String, strings: String? = nil, styles: String? = nil, moreSheets: String = ""
  ) throws -> [UInt8] {
    try workbook(strings: strings, styles: styles, moreSheets: moreSheets) { writer in
      try writer.addEntry("s.xml", Array(sheet.utf8))
    }
  }

  private static func workbook(
    strings: String? = nil, styles: String? = nil, moreSheets: String = "",
    _ addSheet: (inout ZipWriter) throws -> Void
  ) throws -> [UInt8] {
    var writer = try ZipWriter()
    func relationships(_ items: [(type: String, target: String)]) -> [UInt8] {
      let list = items.map {
        "<Relationship Id=\"\($0.target)\" Type=\"\(relations)/\($0.type)\" Target=\"\($0.target)\"/>"
      }
      return Array("<Relationships xmlns=\"\(package)\">\(list.joined())</Relationships>".utf8)
    }
    try writer.addEntry("[Content_Types].xml", Array("<Types/>".utf8))
    try writer.addEntry("_rels/.rels", relationships([("officeDocument", "w.xml")]))
    try writer.addEntry(
      "_rels/w.xml.rels",
      relationships([
        ("worksheet", "s.xml"), ("sharedStrings", "t.xml"), ("styles", "y.xml"),
      ]))
    let sheets = "<sheet name=\"典型做法清单\" r:id=\"s.xml\"/>\(moreSheets)"
    try writer.addEntry(
      "w.xml",
      Array(
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relations)\"><sheets>\(sheets)</sheets></workbook>"
          .utf8))
    if let strings { try writer.addEntry("t.xml", Array(strings.utf8)) }
    if let styles { try writer.addEntry("y.xml", Array(styles.utf8)) }
    try addSheet(&writer)
    return writer.finish()
  }

  /// Adds a sheet of a million blanks a piece, compressed as they come.
  private static func addSheet(
    to writer: inout ZipWriter, _ body: (inout ZipWriter) throws -> Void
  ) throws {
    writer.beginEntry("s.xml")
    writer.write(Array("<worksheet xmlns=\"\(main)\"><sheetData/>".utf8))
    try body(&writer)
    writer.write(Array("</worksheet>".utf8))
    try writer.endEntry()
  }
}
