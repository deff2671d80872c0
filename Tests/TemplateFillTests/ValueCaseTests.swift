import Testing
import ZipArchive

@testable import TemplateFill

/// A cell of format 0 General, 1 date or 2 text, filled with a value.
@Test(arguments: [
  (TemplateValue.written("2022-05-03"), 1, #"<c r="A1" s="1"><v>44684</v></c>"#),
  (.written("2022-05-03T12:00"), 1, #"<c r="A1" s="1"><v>44684.50000000000</v></c>"#),
  (.written("2022-05-03 12:00:00"), 1, #"<c r="A1" s="1"><v>44684.50000000000</v></c>"#),
  (.written("2022-05-03"), 0, #"<c r="A1" s="0" t="inlineStr"><is><t>2022-05-03</t></is></c>"#),
  (.written("2022-05-03"), 2, #"<c r="A1" s="2" t="inlineStr"><is><t>2022-05-03</t></is></c>"#),
  (.written("2022-05-32"), 1, #"<c r="A1" s="1" t="inlineStr"><is><t>2022-05-32</t></is></c>"#),
  (
    .written("2022-05-03T12:00:00Z"), 1,
    #"<c r="A1" s="1" t="inlineStr"><is><t>2022-05-03T12:00:00Z</t></is></c>"#
  ),
  (.written("五月"), 1, #"<c r="A1" s="1" t="inlineStr"><is><t>五月</t></is></c>"#),
  (.written(""), 1, #"<c r="A1" s="1"/>"#),
  (.text("2022-05-03"), 1, #"<c r="A1" s="1" t="inlineStr"><is><t>2022-05-03</t></is></c>"#),
  (.decimal("1.5e3"), 0, #"<c r="A1" s="0"><v>1.5e3</v></c>"#),
  (.boolean(false), 0, #"<c r="A1" s="0" t="b"><v>0</v></c>"#),
])
func valueIsTypedByItselfAndFormattedByItsCell(
  value: TemplateValue, style: Int, expected: String
) throws {
  let book = TestWorkbook(rows: "<row r=\"1\">\(cell("A1", "{v}", style: style))</row>")
  let result = try book.filled(TemplateData(values: ["v": value]))
  #expect(try result.rows() == "<row r=\"1\">\(expected)</row>")
}

@Test(arguments: [
  ("2022-05-03", true), ("2022-05-03T00:00", true), ("2022-05-03 23:59:59", true),
  ("2022-5-3", false), ("2022/05/03", false), ("2022-02-29", false), ("2022-05-03T24:00", false),
  ("2022-05-03T00:00:60", false), ("2022-05-03x00:00", false), ("２０22-05-03", false),
  ("2022-05-03T00:00:00.5", false), ("", false), ("0000-00-00", false),
])
func dateIsReadAsTheStandardWritesIt(text: String, isDate: Bool) {
  #expect((TemplateDate(written: Array(text.utf8)[...]) != nil) == isDate)
}

/// Texts of a cell, in which n is 3, t is 甲 and b is blank.
private let texts: [(String, String)] = [
  ("共{n}件", "A1=共3件"), ("{t}{n}", "A1=甲3"), ("{n}", "A1=3"), (" {n}", "A1= 3"),
  ("{b}", ""), ("({b})", "A1=()"), (#"\{n\}"#, "A1={n}"), (#"\{{n}\}"#, "A1={3}"),
  (#"{n}\}"#, "A1=3}"), (#"a\b"#, #"A1=a\b"#), ("{ n }", "A1=3"), ("a}", "A1=a}"),
]

@Test("Texts with placeholders", arguments: texts)
func textIsFilled(template: String, expected: String) throws {
  let book = TestWorkbook(rows: row(1, template))
  let data = TemplateData(values: ["n": .integer(3), "t": .text("甲"), "b": .blank])
  #expect(try book.filled(data).cells() == expected)
}

@Test(arguments: [
  // A part that is bold, and one in two runs that share a placeholder.
  (
    "<r><t>共</t></r><r><rPr><b/></rPr><t>{n}</t></r><r><t>件</t></r>",
    #"<r><t xml:space="preserve">共</t></r><r><rPr><b/></rPr><t xml:space="preserve">3</t></r><r><t xml:space="preserve">件</t></r>"#
  ),
  (
    "<r><rPr><b/></rPr><t>{</t></r><r><t>n} 件\\{</t></r>",
    #"<r><rPr><b/></rPr><t xml:space="preserve">3</t></r><r><t xml:space="preserve"> 件{</t></r>"#
  ),
  (
    "<r><rPr><i/></rPr><t>{b}</t></r><r><rPr><b/></rPr><t>a{n}b</t></r>",
    #"<r><rPr><b/></rPr><t xml:space="preserve">a3b</t></r>"#
  ),
])
func partsOfATextKeepTheirLooks(string: String, expected: String) throws {
  var book = TestWorkbook(rows: #"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#)
  book.strings = [string]
  let data = TemplateData(values: ["n": .integer(3), "b": .blank])
  #expect(
    try book.filled(data).rows()
      == #"<row r="1"><c r="A1" t="inlineStr"><is>\#(expected)</is></c></row>"#)
  // The same where the text stands in the cell.
  let inline = TestWorkbook(
    rows: "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>\(string)</is></c></row>")
  #expect(try inline.filled(data).rows().contains("<is>\(expected)</is>"))
}

@Test func richTextOfOnePlaceholderKeepsTheValuesType() throws {
  var book = TestWorkbook(rows: #"<row r="1"><c r="A1" s="2" t="s"><v>0</v></c></row>"#)
  book.strings = ["<r><rPr><b/></rPr><t>{n}</t></r>"]
  let result = try book.filled(TemplateData(values: ["n": .integer(3)]))
  #expect(try result.rows() == #"<row r="1"><c r="A1" s="2"><v>3</v></c></row>"#)
}
