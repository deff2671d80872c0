import Testing
import ZipArchive

@testable import TemplateFill

/// A template with one of each thing that is rewritten.
private func richTemplate() -> TestWorkbook {
  var book = TestWorkbook(
    rows:
      #"<row r="1" ht="20"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><f>SUM(A2:A2)</f><v>1</v></c></row>"#
      + #"<row r="2">\#(cell("A2", "{a.n}", style: 2))\#(cell("B2", "{a.t}", style: 2))"#
      + #"<c r="C2"><f t="shared" ref="C2:C2" si="0">A2*2</f></c></row>"#
      + #"<row r="3"><c r="C3"><f t="shared" si="0"/></c></row>"#,
    tail: """
      <autoFilter ref="A1:B2"/><mergeCells count="1"><mergeCell ref="A3:B3"/></mergeCells>\
      <conditionalFormatting sqref="A2:B2"><cfRule><formula>$A2&gt;1</formula></cfRule></conditionalFormatting>\
      <dataValidations><dataValidation sqref="B2"><formula1>$A$3</formula1></dataValidation></dataValidations>\
      <rowBreaks><brk id="3"/></rowBreaks><drawing r:id="rId1"/>
      """,
    head:
      #"<dimension ref="A1:C3"/><sheetFormatPr defaultColWidth="9"/><cols><col min="1" max="2" width="9"/></cols>"#
  )
  book.strings = ["<t>{v}</t>"]
  book.styles = """
    <numFmts count="1"><numFmt numFmtId="170" formatCode="0.0"/></numFmts><fonts count="1"><font><sz val="11"/></font></fonts>\
    <cellXfs count="3"><xf numFmtId="170" fontId="0"/><xf numFmtId="14" fontId="0"/><xf numFmtId="0" fontId="0">\
    <alignment wrapText="1"/></xf></cellXfs>
    """
  book.workbookTail =
    #"<definedNames><definedName name="x">表!$A$2</definedName></definedNames><calcPr/>"#
  book.links = [
    1: [("drawing", "../drawings/drawing1.xml"), ("vmlDrawing", "../drawings/vml.vml")]
  ]
  book.parts = [
    (
      "xl/drawings/drawing1.xml",
      "<x:wsDr xmlns:x=\"u:x\"><x:twoCellAnchor><x:from><x:row>2</x:row></x:from><x:to><x:row>3</x:row></x:to></x:twoCellAnchor></x:wsDr>"
    ), ("xl/drawings/vml.vml", "<xml><Anchor>1, 15, 3, 2, 3, 15, 6, 4</Anchor><Row>2</Row></xml>"),
  ]
  return book
}

/// The template with some bytes of its parts changed.
private func damaged(_ template: ZipReader, seed: inout UInt64) throws -> [UInt8] {
  func random(_ bound: Int) -> Int {
    // Knuth's linear congruential generator: the same damage in every run.
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(seed >> 33) % bound
  }
  let pieces = [
    "9", "9223372036854775807", "-1", "A", "$", ":", "{", "}", "\"", "<", "&amp;", "", "1e99",
    "nan",
  ]
  var zip = try ZipWriter()
  for entry in template.entries {
    var bytes = try template.read(entry)
    for _ in 0..<(random(4) == 0 ? 1 + random(2) : 0) {
      let place = random(bytes.count)
      bytes.replaceSubrange(
        place..<min(place + random(2), bytes.count), with: pieces[random(pieces.count)].utf8)
    }
    try zip.addEntry(entry.text, bytes)
  }
  return zip.finish()
}

@Test func damagedTemplateIsFilledOrRefused() throws {
  let template = try ZipReader(bytes: try richTemplate().bytes())
  let date = try #require(TemplateDate(year: 2022, month: 5, day: 3))
  let list = TemplateTable(
    fields: ["n", "t"], rows: [[.date(date), .text("安全生产责任制")], [.integer(2), .text("t")]])
  let data = TemplateData(values: ["v": .text("v")], lists: ["a": list])
  var seed: UInt64 = 20_220_225
  var filled = 0
  for _ in 0..<150 {
    let bytes = try damaged(template, seed: &seed)
    do {
      let result = try TemplateFiller(template: bytes).fill(data)
      #expect(try ZipReader(bytes: result).entries.count > 4)
      filled += 1
    } catch is TemplateError {
      continue
    }
  }
  #expect(filled > 40)
}
