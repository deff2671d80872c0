import Testing
import ZipArchive

@testable import TemplateFill

/// A sheet whose row 2 stands three times, with something before and behind its rows.
private func sheet(head: String = "", tail: String = "") throws -> String {
  let rows = #"<row r="1"/><row r="2">\#(cell("A2", "{a.n}"))</row><row r="3"/>"#
  let book = TestWorkbook(rows: rows, tail: tail, head: head)
  return try book.filled(TemplateData(lists: ["a": numbers([1, 2, 3])])).sheet()
}

@Test(arguments: [
  (#"<dimension ref="A1:C3"/>"#, #"<dimension ref="A2:A4"/>"#),
  (
    #"<sheetViews><sheetView topLeftCell="A3"><pane ySplit="1" topLeftCell="A2" state="frozen"/>"#
      + #"<selection activeCell="B3" sqref="B3 A2"/></sheetView></sheetViews>"#,
    #"<sheetViews><sheetView topLeftCell="A5"><pane ySplit="1" topLeftCell="A2" state="frozen"/>"#
      + #"<selection activeCell="B5" sqref="B5 A2:A4"/></sheetView></sheetViews>"#
  ),
])
func whatStandsBeforeTheRowsFollows(template: String, expected: String) throws {
  #expect(try sheet(head: template).contains(expected))
}

@Test(arguments: [
  (#"<autoFilter ref="A1:B2"/>"#, #"<autoFilter ref="A1:B4"/>"#),
  (#"<sortState ref="A2:B2"/>"#, #"<sortState ref="A2:B4"/>"#),
  (
    #"<mergeCells count="3"><mergeCell ref="B2:C2"/><mergeCell ref="A3:B3"/><mergeCell ref="D1:D3"/></mergeCells>"#,
    #"<mergeCells count="5"><mergeCell ref="B2:C2"/><mergeCell ref="B3:C3"/><mergeCell ref="B4:C4"/>"#
      + #"<mergeCell ref="A5:B5"/><mergeCell ref="D1:D5"/></mergeCells>"#
  ),
  (
    #"<conditionalFormatting sqref="A2:B2 C3"><cfRule type="expression"><formula>$A2&gt;$B$3</formula></cfRule></conditionalFormatting>"#,
    #"<conditionalFormatting sqref="A2:B4 C5"><cfRule type="expression"><formula>$A2&gt;$B$5</formula></cfRule></conditionalFormatting>"#
  ),
  (
    #"<conditionalFormatting sqref="A2"><cfRule><formula>COUNTIF($A$2:$A$2,A2)&gt;1</formula></cfRule></conditionalFormatting>"#,
    #"<conditionalFormatting sqref="A2:A4"><cfRule><formula>COUNTIF($A$2:$A$4,A2)&gt;1</formula></cfRule></conditionalFormatting>"#
  ),
  (
    #"<conditionalFormatting sqref="A3"><cfRule><colorScale><cfvo type="formula" val="$A$3"/></colorScale></cfRule></conditionalFormatting>"#,
    #"<conditionalFormatting sqref="A5"><cfRule><colorScale><cfvo type="formula" val="$A$5"/></colorScale></cfRule></conditionalFormatting>"#
  ),
  (
    #"<dataValidations><dataValidation sqref="B2"><formula1>$A$3</formula1><formula2>A2</formula2></dataValidation></dataValidations>"#,
    #"<dataValidations><dataValidation sqref="B2:B4"><formula1>$A$5</formula1><formula2>A2</formula2></dataValidation></dataValidations>"#
  ),
  (
    ##"<hyperlinks><hyperlink ref="A2" location="表!A3"/><hyperlink ref="A3" r:id="rId1"/></hyperlinks>"##,
    ##"<hyperlinks><hyperlink ref="A2:A4" location="表!A5"/><hyperlink ref="A5" r:id="rId1"/></hyperlinks>"##
  ),
  (
    #"<headerFooter><oddFooter>&amp;L{u}第 &amp;P 页</oddFooter></headerFooter><rowBreaks><brk id="1"/><brk id="2"/><brk id="3"/></rowBreaks><colBreaks><brk id="2"/></colBreaks>"#,
    #"<headerFooter><oddFooter>&amp;L省厅第 &amp;P 页</oddFooter></headerFooter><rowBreaks><brk id="1"/><brk id="4"/><brk id="5"/></rowBreaks><colBreaks><brk id="2"/></colBreaks>"#
  ),
  (#"<ignoredErrors><ignoredError sqref="A2:A3"/></ignoredErrors>"#, #"sqref="A2:A5""#),
  (#"<protectedRanges><protectedRange sqref="A2"/></protectedRanges>"#, #"sqref="A2:A4""#),
  (
    #"<extLst><ext><x:conditionalFormatting xmlns:x="u:x" xmlns:m="u:m"><x:cfRule><m:f>$A2&gt;$A$3</m:f></x:cfRule><m:sqref>A2:B2</m:sqref></x:conditionalFormatting></ext></extLst>"#,
    #"<m:f>$A2&gt;$A$5</m:f></x:cfRule><m:sqref>A2:B4</m:sqref>"#
  ),
])
func whatStandsBehindTheRowsFollows(template: String, expected: String) throws {
  let rows = #"<row r="1"/><row r="2">\#(cell("A2", "{a.n}"))</row><row r="3"/>"#
  let book = TestWorkbook(rows: rows, tail: template)
  let data = TemplateData(values: ["u": .text("省厅")], lists: ["a": numbers([1, 2, 3])])
  let text = try book.filled(data).sheet()
  #expect(text.contains(expected))
}

@Test func arrayFormulaAndItsRangeFollow() throws {
  let rows =
    #"<row r="2">\#(cell("A2", "{a.n}"))<c r="B2"><f t="array" ref="B2:C2">A2:A2*2</f></c></row>"#
    + #"<row r="3"><c r="B3" cm="1"><f t="array" ref="B3:B4">A2:A2*2</f><v>1</v></c></row>"#
  let result = try TestWorkbook(rows: rows).filled(TemplateData(lists: ["a": numbers([1, 2])]))
  let text = try result.rows()
  #expect(text.contains(#"<c r="B3"><f t="array" ref="B3:C3">A3:A3*2</f></c>"#))
  #expect(text.contains(#"<c r="B4" cm="1"><f t="array" ref="B4:B5">A2:A3*2</f></c>"#))
}

@Test func namesOfTheWorkbookFollow() throws {
  var book = TestWorkbook(rows: #"<row r="2">\#(cell("A2", "{a.n}"))</row>"#)
  book.sheets.append(("其 他", "<sheetData/>"))
  book.workbookTail = """
    <definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">表!$A$1:$C$3</definedName>\
    <definedName name="_xlnm.Print_Titles" localSheetId="0">表!$A:$B,表!$1:$1</definedName>\
    <definedName name="_xlnm._FilterDatabase" hidden="1">表!$A$1:$C$2</definedName>\
    <definedName name="合计">表!$A$3*2</definedName><definedName name="数">表!$A$2</definedName>\
    <definedName name="x">'其 他'!$A$3</definedName></definedNames><calcPr calcId="1"/><extLst/>
    """
  let text = try book.filled(TemplateData(lists: ["a": numbers([1, 2, 3])])).part("xl/workbook.xml")
  for expected in [
    ">表!$A$1:$C$5<", ">表!$A:$B,表!$1:$1<", ">表!$A$1:$C$4<", ">表!$A$5*2<", ">表!$A$2:$A$4<",
    ">'其 他'!$A$3<", "<calcPr calcId=\"1\"/>",
  ] { #expect(text.contains(expected)) }
}

@Test func partsOfTheSheetFollow() throws {
  var book = TestWorkbook(
    rows: #"<row r="2">\#(cell("A2", "{a.n}"))<c r="B2"><f>A2</f></c></row>"#,
    tail: #"<drawing r:id="rId1"/>"#)
  book.links = [
    1: [
      ("drawing", "../drawings/drawing1.xml"), ("table", "/xl/tables/table1.xml"),
      ("comments", "../comments1.xml"), ("vmlDrawing", "../drawings/vml.vml"),
    ]
  ]
  book.workbookLinks = [("calcChain", "calcChain.xml")]
  let marker = { (name: String, row: Int) in
    "<x:\(name)><x:col>1</x:col><x:row>\(row)</x:row></x:\(name)>"
  }
  let anchor = { (attribute: String, from: Int, to: Int) in
    "<x:twoCellAnchor\(attribute)>\(marker("from", from))\(marker("to", to))<x:pic/></x:twoCellAnchor>"
  }
  let kept = " editAs=\"oneCell\""
  book.parts = [
    (
      "xl/drawings/drawing1.xml",
      "<x:wsDr xmlns:x=\"u:x\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\(anchor("", 2, 4))\(anchor("", 0, 4))\(anchor(kept, 0, 4))<a:t>{u}</a:t></x:wsDr>"
    ),
    (
      "xl/drawings/_rels/drawing1.xml.rels",
      "<Relationships xmlns=\"\(TestWorkbook.package)\"><Relationship Id=\"rId1\" Type=\"\(TestWorkbook.office)/chart\" Target=\"../charts/chart1.xml\"/></Relationships>"
    ),
    (
      "xl/charts/chart1.xml",
      "<c:c xmlns:c=\"u:c\"><c:numRef><c:f>表!$A$2</c:f><c:numCache><c:pt/></c:numCache></c:numRef><c:f>表!$A$2:$A$2</c:f></c:c>"
    ),
    (
      "xl/tables/table1.xml",
      "<table ref=\"A1:B2\"><autoFilter ref=\"A1:B2\"/><totalsRowFormula>A3</totalsRowFormula></table>"
    ),
    ("xl/comments1.xml", "<comments><comment ref=\"A3\"/><comment ref=\"A2\"/></comments>"),
    (
      "xl/drawings/vml.vml",
      "<xml><v:s xmlns:v=\"u:v\"><v:Anchor>1, 15, 3, 2, 3, 15, 6, 4</v:Anchor><v:Row>2</v:Row></v:s></xml>"
    ),
    ("xl/calcChain.xml", "<calcChain/>"), ("xl/media/image1.png", "raw{"),
  ]
  let data = TemplateData(values: ["u": .text("省厅")], lists: ["a": numbers([1, 2, 3])])
  let result = try book.filled(data)
  let drawing = try result.part("xl/drawings/drawing1.xml")
  #expect(
    drawing.contains(anchor("", 4, 6) + anchor("", 0, 6) + anchor(kept, 0, 4) + "<a:t>省厅</a:t>"))
  #expect(
    try result.part("xl/charts/chart1.xml").contains(
      "<c:numRef><c:f>表!$A$2:$A$4</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        + "<c:ptCount val=\"3\"/><c:pt idx=\"0\"><c:v>1</c:v></c:pt><c:pt idx=\"1\"><c:v>2</c:v></c:pt>"
        + "<c:pt idx=\"2\"><c:v>3</c:v></c:pt></c:numCache></c:numRef><c:f>表!$A$2:$A$4</c:f>"))
  #expect(
    try result.part("xl/tables/table1.xml")
      == "<table ref=\"A1:B4\"><autoFilter ref=\"A1:B4\"/><totalsRowFormula>A5</totalsRowFormula></table>"
  )
  #expect(
    try result.part("xl/comments1.xml")
      == "<comments><comment ref=\"A5\"/><comment ref=\"A2\"/></comments>")
  let vml = try result.part("xl/drawings/vml.vml")
  #expect(vml.contains("<v:Anchor>1, 15, 5, 2, 3, 15, 8, 4</v:Anchor><v:Row>4</v:Row>"))
  #expect(result.zip.entry(named: "xl/calcChain.xml") == nil)
  #expect(try !result.part("xl/_rels/workbook.xml.rels").contains("calcChain"))
  #expect(try !result.part("[Content_Types].xml").contains("calcChain"))
  #expect(try result.part("xl/media/image1.png") == "raw{")
}

@Test func pivotCacheFollows() throws {
  var book = TestWorkbook(rows: #"<row r="2">\#(cell("A2", "{a.n}"))</row>"#)
  book.workbookLinks = [("pivotCacheDefinition", "pivotCache/p1.xml")]
  book.parts = [
    (
      "xl/pivotCache/p1.xml",
      "<pivotCacheDefinition><worksheetSource ref=\"A1:B2\" sheet=\"表\"/></pivotCacheDefinition>"
    )
  ]
  let text = try book.filled(TemplateData(lists: ["a": numbers([1, 2])])).part(
    "xl/pivotCache/p1.xml")
  #expect(text.contains("<worksheetSource ref=\"A1:B3\" sheet=\"表\"/>"))
  #expect(text.contains("refreshOnLoad=\"1\""))
}

@Test func partsThatNothingConcernsAreCopied() throws {
  var book = TestWorkbook(rows: #"<row r="1">\#(cell("A1", "{a.n}"))</row>"#)
  book.sheets.append(("二", "<sheetData><row r=\"1\"  ><c r=\"A1\"><v>1</v></c></row></sheetData>"))
  let template = try ZipReader(bytes: try book.bytes())
  let result = try book.filled(TemplateData(lists: ["a": numbers([1, 2])]))
  for name in ["xl/worksheets/sheet2.xml", "xl/styles.xml", "_rels/.rels", "[Content_Types].xml"] {
    let before = try #require(template.entry(named: name))
    let after = try #require(result.zip.entry(named: name))
    #expect(try template.rawData(before) == result.zip.rawData(after))
  }
}

@Test func prefixesOfTheTemplateAreKept() throws {
  var book = TestWorkbook(rows: "")
  let text = "<x:is><x:t>{a.n}</x:t></x:is>"
  book.sheets[0].content = """
    <x:sheetData xmlns:x="\(TestWorkbook.main)"><x:row r="1"><x:c r="A1" t="inlineStr">\(text)</x:c>\
    <x:c r="B1"><x:v>1</x:v></x:c></x:row></x:sheetData>
    """
  let result = try book.filled(TemplateData(lists: ["a": numbers([1, 2])]))
  #expect(
    try result.sheet().contains(
      "<x:sheetData xmlns:x=\"\(TestWorkbook.main)\" xmlns=\"\(TestWorkbook.main)\">"
        + #"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><x:v>1</x:v></c></row><row r="2">"#))
}

@Test func extendedFormatsAreWordedForTheirOwnRanges() throws {
  let format = { (area: String, formula: String) in
    "<x:conditionalFormatting><x:cfRule><m:f>\(formula)</m:f></x:cfRule><m:sqref>\(area)</m:sqref></x:conditionalFormatting>"
  }
  let ignored = "<x:ignoredError><m:sqref>A1</m:sqref></x:ignoredError>"
  let extensions = { (body: String) in
    "<extLst><ext xmlns:x=\"u:x\" xmlns:m=\"u:m\">\(body)</ext></extLst>"
  }
  let rows = #"<row r="1"/><row r="2">\#(cell("A2", "{a.n}"))</row><row r="3"/>"#
  let book = TestWorkbook(
    rows: rows, tail: extensions(ignored + format("A3", "A2:A3") + format("A2", "A2:B2")))
  let text = try book.filled(TemplateData(lists: ["a": numbers([1, 2])])).sheet()
  #expect(text.contains(format("A4", "A2:A4") + format("A2:A3", "A2:B2")))
}
