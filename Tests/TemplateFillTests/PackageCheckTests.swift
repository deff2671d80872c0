import PackageRules
import Testing
import ZipArchive

/// A sound workbook of one sheet, with something of it replaced.
private func faults(_ text: String, by other: String, in part: String) throws -> [String] {
  var book = TestWorkbook(
    rows: row(1, "头", "=SUM(A2:A3)")
      + #"<row r="2"><c r="A2" s="1"><v>5</v></c><c r="B2" t="s"><v>0</v></c></row>"#,
    tail:
      #"<mergeCells count="1"><mergeCell ref="A4:B4"/></mergeCells><tableParts count="1"><tablePart r:id="rId1"/></tableParts>"#,
    head: #"<dimension ref="A1:B2"/>"#)
  book.strings = ["<t>一</t>"]
  book.workbookTail = "<definedNames><definedName name=\"名\">表!$A$1</definedName></definedNames>"
  book.links = [1: [("table", "../tables/table1.xml")]]
  book.parts = [
    (
      "xl/tables/table1.xml",
      "<table xmlns=\"\(TestWorkbook.main)\" id=\"1\" displayName=\"表一\" ref=\"A1:A2\"><tableColumns count=\"1\"><tableColumn id=\"1\" name=\"头\"/></tableColumns></table>"
    )
  ]
  let zip = try ZipReader(bytes: book.bytes())
  var copy = try ZipWriter()
  for entry in zip.entries {
    var bytes = try zip.read(entry)
    if entry.text == part {
      let whole = String(decoding: bytes, as: UTF8.self)
      #expect(whole.contains(text))
      bytes = Array(whole.replacing(text, with: other).utf8)
    }
    try copy.addEntry(entry.text, bytes)
  }
  return try PackageCheck(copy.finish()).faults
}

@Test func soundWorkbookBreaksNoRule() throws {
  #expect(try faults("表", by: "表", in: "xl/workbook.xml") == [])
}

private let sheet = "xl/worksheets/sheet1.xml"
private let book = "xl/workbook.xml"

@Test(arguments: [
  (sheet, #"<row r="2">"#, #"<row r="1">"#, "row 1 after row 1"),
  (sheet, #"<c r="B2""#, #"<c r="A2""#, "cell A2 out of order"),
  (sheet, #"s="1""#, #"s="9""#, "A2: no format 9"),
  (sheet, "<v>0</v>", "<v>4</v>", "B2: no string 4"),
  (sheet, "<v>5</v>", "<v>x</v>", "A2: number x"),
  (sheet, "A1:B2", "A1:A2", "dimension A1:A2 leaves out cells"),
  (sheet, "SUM(A2:A3)", "SUM(#REF!)", "B1: lost cell in SUM(#REF!)"),
  (sheet, "SUM(A2:A3)", "无!A1", "B1: no sheet 无 in 无!A1"),
  (
    sheet, #"<mergeCell ref="A4:B4"/>"#, #"<mergeCell ref="A4:B4"/><mergeCell ref="B4:B5"/>"#,
    "mergeCells says 1 of 2"
  ),
  (sheet, "<tableParts", "<sheetPr/><tableParts", "sheetPr stands too late"),
  (sheet, "rId1", "rId7", "names relationship rId7, which is missing"),
  (
    book, #"sheetId="1""#, #"sheetId="1" r:id="rId1"/><sheet name="表" sheetId="2""#, "sheet 表 twice"
  ),
  (book, #"name="名""#, #"name="A1""#, "A1 is no name"),
  (book, "表!$A$1", "无!$A$1", "name 名: no sheet 无 in 无!$A$1"),
  ("xl/tables/table1.xml", #"name="头""#, #"name="别""#, "A1 is not called 别"),
  ("xl/tables/table1.xml", "A1:A2", "A1:A1", "table A1:A1 has no row of data"),
  (
    "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/sheet8.xml",
    "rId1 leads to xl/worksheets/sheet8.xml, which is missing"
  ),
  ("xl/styles.xml", #"count="1""#, #"count="3""#, "fonts says 3 of 1"),
  (
    "xl/styles.xml", #"<xf numFmtId="14" fontId="0"/>"#, #"<xf numFmtId="14" fontId="4"/>"#,
    "cellXfs: fontId 4 of 1"
  ),
  (
    "[Content_Types].xml", #"<Default Extension="rels" ContentType="x"/>"#, "",
    "no type of _rels/.rels"
  ),
])
func brokenRuleIsSeen(part: String, text: String, other: String, fault: String) throws {
  let found = try faults(text, by: other, in: part)
  #expect(found.contains { $0.hasSuffix(": " + fault) }, "\(found)")
}
