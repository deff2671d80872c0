import ReturnCopy
import Testing
import Workbook
import XMLStream
import ZipArchive

/// Workbooks of legal but odd parts, and of damaged ones.
@Suite struct OddWorkbookTests {
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  /// A workbook of one sheet, 表, whose parts may be replaced.
  private func workbook(
    sheet: String, styles: String? = nil, others: [(String, [UInt8])] = [],
    sheetBytes: [UInt8]? = nil
  ) throws -> [UInt8] {
    var zip = try ZipWriter()
    let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    try zip.addEntry(
      "[Content_Types].xml",
      Array(
        """
        <t:Types xmlns:t="\(Self.package)/content-types"><t:Default Extension="xml" \
        ContentType="application/xml"/><t:Default Extension="rels" \
        ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <t:Override PartName="/book.xml" ContentType="\(types).sheet.main+xml"/></t:Types>
        """.utf8))
    try zip.addEntry(
      "_rels/.rels",
      Array(
        """
        <Relationships xmlns="\(Self.package)/relationships"><Relationship Id="a" \
        Type="\(Self.office)/officeDocument" Target="book.xml"/></Relationships>
        """.utf8))
    try zip.addEntry(
      "book.xml",
      Array(
        """
        <x:workbook xmlns:x="\(Self.main)" xmlns:q="\(Self.office)"><x:sheets>\
        <x:sheet name="表" sheetId="7" q:id="s"/></x:sheets></x:workbook>
        """.utf8))
    let styleLink =
      styles == nil
      ? "" : "<Relationship Id=\"t\" Type=\"\(Self.office)/styles\" Target=\"styles.xml\"/>"
    try zip.addEntry(
      "_rels/book.xml.rels",
      Array(
        """
        <Relationships xmlns="\(Self.package)/relationships"><Relationship Id="s" \
        Type="\(Self.office)/worksheet" Target="sheet.xml"/>\(styleLink)</Relationships>
        """.utf8))
    try zip.addEntry("sheet.xml", sheetBytes ?? Array(sheet.utf8))
    if let styles { try zip.addEntry("styles.xml", Array(styles.utf8)) }
    for (name, bytes) in others { try zip.addEntry(name, bytes) }
    return zip.finish()
  }

  private func marked(
    _ bytes: [UInt8], _ cells: [String]
  ) throws -> (copy: [UInt8], sheet: String) {
    let copy = try ReturnCopy(head, cells.map { note($0, on: "表") }).annotate(bytes)
    return (copy, try text(of: "sheet.xml", in: copy))
  }

  @Test func prefixesAndMissingAddressesAreKept() throws {
    let sheet = """
      <?xml version="1.0"?><!-- 手工 --><x:worksheet xmlns:x="\(Self.main)"><x:sheetData>\
      <x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c><x:v>1</x:v></x:c></x:row>\
      <x:row/><x:row r='5' spans='1:2'><x:c r='B5'><x:v>2</x:v></x:c></x:row></x:sheetData>\
      <x:pageMargins left="0.5" right="0.5" top="1" bottom="1" header="0" footer="0"/>\
      <x:tableParts count="0"/></x:worksheet>
      """
    let (copy, after) = try marked(
      try workbook(sheet: sheet), ["B1", "C1", "A2", "A4", "A5", "C5"])
    let rows = """
      <x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c s="1"><x:v>1</x:v></x:c>\
      <x:c r="C1" s="1"/></x:row><x:row><x:c r="A2" s="1"/></x:row>\
      <x:row r="4"><x:c r="A4" s="1"/></x:row>\
      <x:row r='5'><x:c r="A5" s="1"/><x:c r='B5'><x:v>2</x:v></x:c><x:c r="C5" s="1"/></x:row>
      """
    #expect(after.contains("<!-- 手工 -->"))
    #expect(after.contains(rows))
    let link = try #require(after.firstRange(of: "<x:legacyDrawing ")?.lowerBound)
    #expect(after[link...].contains("<x:tableParts") && after[..<link].contains("<x:pageMargins"))
    for cell in ["C1", "A2", "A4", "A5", "C5"] {
      #expect(try colour(of: cell, in: "sheet.xml", of: copy) == "FFFFC2CA")
    }
    #expect(try cells(of: "表", in: copy) == ["A1": "甲", "B1": "1", "B5": "2"])
    #expect(try WorkbookReader(bytes: copy).sheets.map(\.name) == ["表", "校验意见"])
    let types = try text(of: "[Content_Types].xml", in: copy)
    #expect(
      types.contains("<t:Default Extension=\"vml\"")
        && types.contains("<t:Override PartName=\"/xl/styles.xml\""))
  }

  @Test func aPartInUTF16IsReadAndWrittenInUTF8() throws {
    let sheet =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet xmlns=\"\(Self.main)\"><sheetData>"
      + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>甲乙</t></is></c></row></sheetData></worksheet>"
    let wide: [UInt8] = [0xFF, 0xFE] + sheet.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let (copy, after) = try marked(try workbook(sheet: "", sheetBytes: wide), ["A1"])
    #expect(after.contains("<c r=\"A1\" t=\"inlineStr\"") || after.contains("s=\"1\""))
    #expect(try cells(of: "表", in: copy) == ["A1": "甲乙"])
    #expect(try colour(of: "A1", in: "sheet.xml", of: copy) == "FFFFC2CA")
  }

  @Test func newCellsTakeTheFormatOfRowAndColumn() throws {
    let styles = """
      <styleSheet xmlns="\(Self.main)"><fills count="1"><fill><patternFill patternType="none"/></fill>\
      </fills><cellXfs count="3"><xf/><xf numFmtId="14" fillId="0"/><xf numFmtId="49"><protection \
      locked="0"/></xf></cellXfs><dxfs count="1"><dxf><fill><patternFill><bgColor rgb="FFFF0000"/>\
      </patternFill></fill></dxf></dxfs></styleSheet>
      """
    let sheet = """
      <worksheet xmlns="\(Self.main)"><cols><col min="2" max="2" style="1" width="9"/></cols>\
      <sheetData><row r="3" s="2" customFormat="1"/></sheetData></worksheet>
      """
    let (copy, after) = try marked(try workbook(sheet: sheet, styles: styles), ["B1", "B3"])
    #expect(after.contains("<row r=\"1\"><c r=\"B1\" s=\"3\"/></row>"))
    #expect(after.contains("<c r=\"B3\" s=\"4\"/></row>"))
    let written = try text(of: "styles.xml", in: copy)
    #expect(written.contains("numFmtId=\"14\" fillId=\"1\""))
    #expect(
      written.contains("applyFill=\"1\" numFmtId=\"49\"><protection locked=\"0\"/></xf>")
        || written.contains("<protection locked=\"0\"/></xf>"))
    #expect(written.contains("<dxfs count=\"1\"><dxf><fill>"))
    // Collections that were missing come in the order of the schema.
    let places = ["<fonts", "<fills", "<borders", "<cellXfs", "<dxfs"].map {
      written.firstRange(of: $0)?.lowerBound
    }
    #expect(
      places.allSatisfy { $0 != nil }
        && places.compactMap(\.self) == places.compactMap(\.self).sorted())
  }

  @Test func anEmptySheetIsMarkedToo() throws {
    let (copy, after) = try marked(
      try workbook(
        sheet: "<worksheet xmlns=\"\(Self.main)\"><dimension ref=\"A1\"/><sheetData/></worksheet>"),
      ["C3"])
    #expect(after.contains("<dimension ref=\"A1:C3\"/>"))
    #expect(after.contains("<sheetData><row r=\"3\"><c r=\"C3\" s=\"1\"/></row></sheetData>"))
    #expect(try colour(of: "C3", in: "sheet.xml", of: copy) == "FFFFC2CA")
  }

  @Test(arguments: [
    "<worksheet><sheetData><row r=\"5\"/><row r=\"2\"/></sheetData></worksheet>",
    "<worksheet><sheetData><row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row></sheetData></worksheet>",
    "<worksheet><sheetData><row r=\"1\"></sheetData></worksheet>",
    "<worksheet><sheetData></worksheet></sheetData>", "<worksheet><sheetData", "", "甲",
    "<!DOCTYPE a><worksheet><sheetData/></worksheet>",
    "<worksheet><sheetData><row r=1/></sheetData></worksheet>",
    "<worksheet><sheetData><row r='1></row></sheetData></worksheet>", "<a/><b/>",
    "<worksheet><!-- <sheetData/></worksheet>", "<workbook><sheets></sheets></workbook>",
  ])
  func whatIsDamagedIsNotMarked(_ sheet: String) throws {
    let bytes = try workbook(sheet: sheet)
    #expect(throws: ReturnCopyError.self) {
      try ReturnCopy(head, [note("A1", on: "表"), note("C5", on: "表")]).annotate(bytes)
    }
  }

  @Test func aSignedWorkbookIsNotMarked() throws {
    let bytes = try workbook(
      sheet: "<worksheet><sheetData/></worksheet>", others: [("_xmlsignatures/origin.sigs", [])])
    #expect(throws: ReturnCopyError.signed) { try ReturnCopy(head, []).annotate(bytes) }
  }

  @Test func anythingElseIsRefused() throws {
    for bytes: [UInt8] in [[], Array("PK".utf8), Array("序号,说明".utf8)] {
      #expect(throws: ReturnCopyError.archive(part: "")) {
        try ReturnCopy(head, []).annotate(bytes)
      }
    }
    var zip = try ZipWriter()
    try zip.addEntry("a.txt", [65])
    let other = zip.finish()
    #expect(throws: ReturnCopyError.missingPart("xl/workbook.xml")) {
      try ReturnCopy(head, []).annotate(other)
    }
  }

  @Test func cutFilesNeverCrash() throws {
    let whole = try TestFile.bytes("openpyxl.xlsx")
    let original = try parts(of: whole)
    for part in [
      "xl/styles.xml", "xl/workbook.xml", "xl/comments/comment1.xml", "xl/worksheets/sheet1.xml",
    ] {
      let bytes = try #require(original[part])
      for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
        var zip = try ZipWriter(level: 1)
        for (name, data) in original.sorted(by: { $0.key < $1.key }) {
          try zip.addEntry(name, name == part ? Array(data.prefix(length)) : data)
        }
        let cut = zip.finish()
        let copy = try? ReturnCopy(head, [note("B2", on: "事故 统计'表")]).annotate(cut)
        #expect(copy == nil, "\(part) \(length)")
      }
    }
  }
}
