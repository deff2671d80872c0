import Testing
import ZipArchive

@testable import TemplateFill

@Test(arguments: [
  (TemplateValue.text("甲"), #"<c r="A1" s="2" t="inlineStr"><is><t>甲</t></is></c>"#),
  (.text("=1+1"), #"<c r="A1" s="2" t="inlineStr"><is><t>=1+1</t></is></c>"#),
  (.text("a<b>&\"c\""), #"<c r="A1" s="2" t="inlineStr"><is><t>a&lt;b&gt;&amp;"c"</t></is></c>"#),
  (
    .text(" a\n"),
    "<c r=\"A1\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> a\n</t></is></c>"
  ),
  (
    .text("\u{1}_x0041_\r_x_"),
    #"<c r="A1" s="2" t="inlineStr"><is><t xml:space="preserve">_x0001__x005F_x0041__x000D__x_</t></is></c>"#
  ),
  (.text("\u{FFFF}"), #"<c r="A1" s="2" t="inlineStr"><is><t>_xFFFF_</t></is></c>"#),
  (.text(""), #"<c r="A1" s="2"/>"#), (.blank, #"<c r="A1" s="2"/>"#),
  (.integer(-120), #"<c r="A1" s="2"><v>-120</v></c>"#),
  (.integer(.min), #"<c r="A1" s="2"><v>-9223372036854775808</v></c>"#),
  (.decimal("0.10"), #"<c r="A1" s="2"><v>0.10</v></c>"#),
  (.boolean(true), #"<c r="A1" s="2" t="b"><v>1</v></c>"#),
])
func cellOfOnePlaceholderTakesTypeOfValue(value: TemplateValue, expected: String) throws {
  let book = TestWorkbook(rows: "<row r=\"1\">\(cell("A1", "{v}", style: 2))</row>")
  let result = try book.filled(TemplateData(values: ["v": value]))
  #expect(try result.rows() == "<row r=\"1\">\(expected)</row>")
}

@Test func dateGetsFormatThatShowsIt() throws {
  let day = try #require(TemplateDate(year: 2022, month: 5, day: 3))
  let noon = try #require(TemplateDate(year: 2022, month: 5, day: 3, secondOfDay: 43_200))
  let cells =
    cell("A1", "{d}", style: 0) + cell("B1", "{d}", style: 1) + cell("C1", "{t}", style: 2)
  let book = TestWorkbook(rows: "<row r=\"1\">\(cells)</row>")
  let result = try book.filled(TemplateData(values: ["d": .date(day), "t": .date(noon)]))
  #expect(
    try result.rows()
      == #"<row r="1"><c r="A1" s="3"><v>44684</v></c><c r="B1" s="1"><v>44684</v></c>"#
      + #"<c r="C1" s="4"><v>44684.50000000000</v></c></row>"#)
  let styles = try result.part("xl/styles.xml")
  #expect(
    styles.contains(#"<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/>"#))
  #expect(styles.contains(#"<cellXfs count="5">"#))
  #expect(styles.contains(#"<xf numFmtId="164" fontId="0" applyNumberFormat="1"/>"#))
}

@Test(arguments: [
  (1900, 1, 1, false, "<v>1</v>"), (1900, 2, 28, false, "<v>59</v>"),
  (1900, 3, 1, false, "<v>61</v>"), (1899, 12, 31, false, "<is><t>1899-12-31</t></is>"),
  (9999, 12, 31, false, "<v>2958465</v>"), (1904, 1, 1, true, "<v>0</v>"),
  (2022, 5, 3, true, "<v>43222</v>"),
])
func dateIsNumberInWorkbooksCalendar(
  year: Int, month: Int, day: Int, is1904: Bool, expected: String
) throws {
  var book = TestWorkbook(rows: "<row r=\"1\">\(cell("A1", "{d}", style: 1))</row>")
  book.workbookTail = is1904 ? #"<workbookPr date1904="1"/>"# : ""
  let date = try #require(TemplateDate(year: year, month: month, day: day))
  #expect(try book.filled(TemplateData(values: ["d": .date(date)])).rows().contains(expected))
}

@Test(arguments: [(2022, 2, 29), (2022, 13, 1), (0, 1, 1), (2022, 4, 31), (2022, 1, 0)])
func dateThatIsNoneIsRefused(year: Int, month: Int, day: Int) {
  #expect(TemplateDate(year: year, month: month, day: day) == nil)
}

@Test(arguments: [
  ("共{n}件，{t}", "共3件，t"), (#"\{n\}"#, "{n}"), (#"\{{n}\}"#, "{3}"), ("a}b", "a}b"),
  ("{ n }件", "3件"), (#"C:\{n}"#, "C:{n}"), ("{d}止", "2022-05-03止"), ("{x}/{b}", "/TRUE"),
])
func cellThatMixesTextAndPlaceholdersIsText(template: String, expected: String) throws {
  let date = try #require(TemplateDate(year: 2022, month: 5, day: 3))
  let book = TestWorkbook(rows: "<row r=\"1\">\(cell("A1", template))</row>")
  let values: [String: TemplateValue] = [
    "n": .integer(3), "t": .text("t"), "d": .date(date), "x": .blank, "b": .boolean(true),
  ]
  let result = try book.filled(TemplateData(values: values))
  #expect(try result.rows() == "<row r=\"1\">\(cell("A1", expected))</row>")
}

@Test func textsThatRepeatAreShared() throws {
  var book = TestWorkbook(
    rows: #"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1" t="s"><v>1</v></c></row>"#)
  book.strings = ["<t>{l.a}</t>", "<t>{l.b}</t>", "<t>{l.a}</t>"]
  let rows = ["南京市", "南京市", " 无<", "南京市", " 无<"]
  let long = String(repeating: "长", count: 40)
  let list = TemplateTable(fields: ["a", "b"], rows: rows.map { [.text($0), .text(long)] })
  let result = try book.filled(TemplateData(lists: ["l": list]))
  func inline(_ cell: String, _ text: String) -> String {
    #"<c r="\#(cell)" t="inlineStr"><is>\#(text)</is></c>"#
  }
  let texts = [
    inline("A1", "<t>南京市</t>"), #"<c r="A2" t="s"><v>3</v></c>"#,
    inline("A3", #"<t xml:space="preserve"> 无&lt;</t>"#), #"<c r="A4" t="s"><v>3</v></c>"#,
    #"<c r="A5" t="s"><v>4</v></c>"#,
  ]
  let expected = texts.enumerated().map { index, text in
    let second = #"<c r="B\#(index + 1)" s="1" t="inlineStr"><is><t>\#(long)</t></is></c>"#
    return #"<row r="\#(index + 1)">\#(text)\#(second)</row>"#
  }
  #expect(try result.rows() == expected.joined())
  #expect(
    try result.part("xl/sharedStrings.xml").hasSuffix(
      #"uniqueCount="5"><si><t/></si><si><t/></si><si><t/></si><si><t>南京市</t></si>"#
        + #"<si><t xml:space="preserve"> 无&lt;</t></si></sst>"#))
}

@Test func placeholderIsFoundInSharedAndRichText() throws {
  var book = TestWorkbook(
    rows: #"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>"#
      + #"<c r="C1" t="s"><v>2</v></c></row>"#)
  book.strings = [
    "<t>{n}</t>", "<r><t>{</t></r><r><rPr><b/></rPr><t>n}_x0041_</t></r><rPh><t>音</t></rPh>",
    "<t>fixed</t>",
  ]
  let result = try book.filled(TemplateData(values: ["n": .integer(7)]))
  #expect(
    try result.rows() == #"<row r="1"><c r="A1"><v>7</v></c><c r="B1" t="inlineStr"><is>"#
      + #"<r><t xml:space="preserve">7</t></r><r><rPr><b/></rPr><t xml:space="preserve">A</t></r></is></c>"#
      + #"<c r="C1" t="s"><v>2</v></c></row>"#)
  #expect(
    try result.part("xl/sharedStrings.xml").hasSuffix(
      "<si><t/></si><si><t/></si><si><t>fixed</t></si></sst>"))
}

@Test(arguments: [
  ([], #"<row r="2" ht="30" customHeight="1"><c r="A2" s="1"/><c r="B2" s="2"/></row>"#, 3),
  (
    [5],
    #"<row r="2" ht="30" customHeight="1"><c r="A2" s="1"><v>5</v></c>"#
      + #"<c r="B2" s="2" t="inlineStr"><is><t>t5!</t></is></c></row>"#, 3
  ),
  (
    [5, 6],
    #"<row r="2" ht="30" customHeight="1"><c r="A2" s="1"><v>5</v></c>"#
      + #"<c r="B2" s="2" t="inlineStr"><is><t>t5!</t></is></c></row>"#
      + #"<row r="3" ht="30" customHeight="1"><c r="A3" s="1"><v>6</v></c>"#
      + #"<c r="B3" s="2" t="inlineStr"><is><t>t6!</t></is></c></row>"#, 4
  ),
])
func rowRepeatsWithItsStyles(values: [Int], expected: String, below: Int) throws {
  let book = TestWorkbook(
    rows: #"<row r="1"><c r="A1"><v>1</v></c></row>"#
      + #"<row r="2" ht="30" customHeight="1">\#(cell("A2", "{a.n}", style: 1))"#
      + #"\#(cell("B2", "{.t}!", style: 2))</row><row r="3" ht="9"><c r="A3"><v>9</v></c></row>"#)
  let result = try book.filled(TemplateData(lists: ["a": numbers(values)]))
  #expect(
    try result.rows() == #"<row r="1"><c r="A1"><v>1</v></c></row>"# + expected
      + "<row r=\"\(below)\" ht=\"9\"><c r=\"A\(below)\"><v>9</v></c></row>")
}

@Test func heightThatNobodySetIsNotRepeated() throws {
  let book = TestWorkbook(rows: #"<row r="1" ht="30">\#(cell("A1", "{a.n}"))</row>"#)
  let result = try book.filled(TemplateData(lists: ["a": numbers([1])]))
  #expect(try result.rows() == #"<row r="1"><c r="A1"><v>1</v></c></row>"#)
}

@Test func severalListsStandBelowEachOther() throws {
  let book = TestWorkbook(
    rows: #"<row r="1">\#(cell("A1", "{a.n}"))</row><row r="2">\#(cell("A2", "{b.n}"))</row>"#
      + #"<row r="5">\#(cell("A5", "{a.n}"))</row><row r="6"><c r="A6"><v>0</v></c></row>"#)
  let result = try book.filled(
    TemplateData(lists: ["a": numbers([1, 2]), "b": numbers([3, 4, 5])]))
  let numbered = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (8, 1), (9, 2), (10, 0)]
  let expected = numbered.map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($1)</v></c></row>" }
  #expect(try result.rows() == expected.joined())
}

@Test func rowsOfOneRecordRepeatTogether() throws {
  let book = TestWorkbook(
    rows: #"<row r="2">\#(cell("A2", "{a.n}"))</row><row r="3">\#(cell("A3", "{a.t}"))"#
      + #"<c r="B3"><f>A2*2</f><v>1</v></c></row><row r="4"><c r="A4"><f>SUM(A2:A3)</f></c></row>"#,
    tail: #"<mergeCells count="2"><mergeCell ref="C2:C3"/><mergeCell ref="A4:B4"/></mergeCells>"#)
  let result = try book.filled(TemplateData(lists: ["a": numbers([1, 2])]))
  #expect(
    try result.rows() == #"<row r="2"><c r="A2"><v>1</v></c></row><row r="3">\#(cell("A3", "t1"))"#
      + #"<c r="B3"><f>A2*2</f></c></row><row r="4"><c r="A4"><v>2</v></c></row>"#
      + #"<row r="5">\#(cell("A5", "t2"))<c r="B5"><f>A4*2</f></c></row>"#
      + #"<row r="6"><c r="A6"><f>SUM(A2:A5)</f></c></row>"#)
  #expect(
    try result.sheet().contains(
      #"<mergeCells count="3"><mergeCell ref="C2:C3"/><mergeCell ref="C4:C5"/>"#
        + #"<mergeCell ref="A6:B6"/></mergeCells>"#))
}

@Test func mergedRowsBelongToTheRecord() throws {
  let book = TestWorkbook(
    rows: #"<row r="1">\#(cell("A1", "{a.n}"))</row><row r="2"><c r="B2" s="1"/></row>"#,
    tail: #"<mergeCells><mergeCell ref="A1:A2"/></mergeCells>"#)
  let result = try book.filled(TemplateData(lists: ["a": numbers([1, 2])]))
  #expect(
    try result.rows()
      == #"<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2" s="1"/></row>"#
      + #"<row r="3"><c r="A3"><v>2</v></c></row><row r="4"><c r="B4" s="1"/></row>"#)
}

@Test func sumsOverListAreStoredAndOtherResultsDropped() throws {
  let book = TestWorkbook(sheets: [
    (
      "一",
      #"<sheetData><row r="1"><c r="A1" t="str"><f>SUM(A2:A2)</f><v>9</v></c></row><row r="2">"#
        + cell("A2", "{a.n}") + cell("B2", "{a.t}")
        + #"<c r="C2"><f>A2*2</f><v>1</v></c></row><row r="3"><c r="A3"><f>sum(A2)</f></c>"#
        + #"<c r="B3"><f>SUM(B2:B2)</f></c><c r="C3"><f>SUM(C2:C2)</f><v>1</v></c></row></sheetData>"#
    ), ("二", #"<sheetData><row r="1"><c r="A1"><f>SUM(一!A2)</f></c></row></sheetData>"#),
  ])
  let list = TemplateTable(
    fields: ["n", "t"],
    rows: [
      [.decimal("0.1"), .text("5")], [.decimal("0.2"), .blank], [.blank, .blank],
      [.decimal("-10"), .boolean(true)],
    ])
  let result = try book.filled(TemplateData(lists: ["a": list]))
  let rows = try result.rows()
  #expect(rows.contains(#"<c r="A1"><f>SUM(A2:A5)</f><v>-9.7</v></c>"#))
  #expect(rows.contains(#"<c r="C4"><f>A4*2</f></c>"#))
  #expect(rows.contains(#"<c r="A6"><f>sum(A2:A5)</f><v>-9.7</v></c>"#))
  #expect(rows.contains(#"<c r="B6"><f>SUM(B2:B5)</f><v>0</v></c>"#))
  #expect(rows.contains(#"<c r="C6"><f>SUM(C2:C5)</f></c>"#))
  #expect(try result.rows(2).contains(#"<f>SUM(一!A2:A5)</f><v>-9.7</v>"#))
  #expect(try result.part("xl/workbook.xml").contains(#"<calcPr fullCalcOnLoad="1"/></workbook>"#))
}

@Test(arguments: ["1e3", "1.0000000000001", "99999999999999999999999999"])
func sumThatIsNotExactIsLeftToTheReader(number: String) throws {
  let book = TestWorkbook(
    rows: #"<row r="1">\#(cell("A1", "{a.n}"))</row><row r="2"><c r="A2"><f>SUM(A1)</f></c></row>"#)
  let list = TemplateTable(fields: ["n"], rows: [[.decimal(number)], [.integer(1)]])
  let result = try book.filled(TemplateData(lists: ["a": list]))
  #expect(try result.rows().hasSuffix(#"<c r="A3"><f>SUM(A1:A2)</f></c></row>"#))
}

@Test func formulaOfEmptyListIsLeftOut() throws {
  let book = TestWorkbook(
    rows: #"<row r="1">\#(cell("A1", "{a.n}"))<c r="B1" s="1"><f>1/A1</f></c></row>"#
      + #"<row r="2"><c r="A2"><f>SUM(A1:A1)</f></c></row>"#)
  let result = try book.filled(TemplateData(lists: ["a": numbers([])]))
  #expect(
    try result.rows() == #"<row r="1"><c r="A1"/><c r="B1" s="1"/></row>"#
      + #"<row r="2"><c r="A2"><f>SUM(A1:A1)</f><v>0</v></c></row>"#)
}

@Test func sharedFormulasStandByThemselves() throws {
  let book = TestWorkbook(
    rows: #"<row r="1">\#(cell("A1", "{a.n}"))</row>"#
      + #"<row r="2"><c r="B2"><f t="shared" ref="B2:B3" si="0">A2&amp;"&lt;"</f></c></row>"#
      + #"<row r="3"><c r="B3"><f t="shared" si="0"/><v>5</v></c></row>"#)
  let result = try book.filled(TemplateData(lists: ["a": numbers([1, 2])]))
  #expect(
    try result.rows().hasSuffix(
      #"<row r="3"><c r="B3"><f>A3&amp;"&lt;"</f></c></row><row r="4"><c r="B4"><f>A4&amp;"&lt;"</f></c></row>"#
    ))
}

@Test func cellsWithoutAddressesAreCounted() throws {
  let book = TestWorkbook(
    rows:
      #"<row><c t="inlineStr"><is><t>{a.n}</t></is></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"#
  )
  let result = try book.filled(TemplateData(lists: ["a": numbers([1, 2])]))
  #expect(
    try result.rows() == #"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>"#
      + #"<row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>2</v></c></row><row r="3"><c r="A3"><v>3</v></c></row>"#
  )
}

@Test func textOfAFormulasResultIsNoPlaceholderButPlainTextIs() throws {
  let book = TestWorkbook(
    rows: #"<row r="1"><c r="A1" t="str"><v>{n}</v></c>"#
      + #"<c r="B1" t="str"><f>"{n}"</f><v>{n}</v></c></row>"#)
  let result = try book.filled(TemplateData(values: ["n": .integer(7)]))
  #expect(
    try result.rows() == #"<row r="1"><c r="A1"><v>7</v></c><c r="B1"><f>"{n}"</f></c></row>"#)
}
