import Testing

@testable import TemplateFill

@Test(arguments: [
  ("", 1), ("安全", 1), ("安全生产责", 1), ("安全生产责任", 2), ("0123456789", 1), ("01234567890", 2),
  ("a\nb", 2), ("安全生产责任制落实情况", 3), ("安全生产责\n", 2), ("a安全生产责", 2),
])
func linesAreCountedByWidth(text: String, lines: Int) {
  let text = Array(text.utf8)
  #expect(WrappedHeight.lines(of: text.span, plainWidth: nil, capacity: 10) == lines)
  let width = PlainWidth.of(text.span)
  #expect(WrappedHeight.lines(of: text.span, plainWidth: width, capacity: 10) == lines)
}

@Test(arguments: [
  // A column of 10 holds 9 half-width characters at 11 points.
  ("安全生产", "", #"<row r="1">"#), ("安全生产责", "", #"<row r="1" ht="34.6">"#),
  ("安全生产责", #" ht="20" customHeight="1""#, #"<row r="1" ht="20" customHeight="1">"#),
  ("安全生产责", #" ht="20""#, #"<row r="1" ht="34.6">"#),
  (String(repeating: "安", count: 900), "", #"<row r="1" ht="409.0">"#),
])
func rowIsHighEnoughForItsText(text: String, attributes: String, expected: String) throws {
  var book = TestWorkbook(
    rows: "<row r=\"1\"\(attributes)>\(cell("B1", "{v}", style: 1))</row>",
    head: #"<cols><col min="2" max="3" width="10"/></cols>"#)
  book.styles = """
    <fonts count="1"><font><sz val="11"/></font></fonts><cellXfs count="2">\
    <xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="0"><alignment wrapText="1"/></xf></cellXfs>
    """
  let result = try book.filled(TemplateData(values: ["v": .text(text)]))
  #expect(try result.rows().hasPrefix(expected))
}

@Test func mergedAndUnwrappedCellsDoNotSetTheHeight() throws {
  let book = TestWorkbook(
    rows: "<row r=\"1\">\(cell("A1", "{v}"))</row>",
    tail: "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>")
  let text = String(repeating: "安", count: 90)
  let result = try book.filled(TemplateData(values: ["v": .text(text)]))
  #expect(try result.rows().hasPrefix(#"<row r="1"><c"#))
}
