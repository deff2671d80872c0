import Testing

@testable import TemplateFill

private let rows = row(1, "头", "值") + row(2, "{a.n}", "{a.t}") + row(3, "尾")

private func conditional(_ area: String, _ formula: String) -> String {
  "<conditionalFormatting sqref=\"\(area)\"><cfRule type=\"expression\" priority=\"1\">"
    + "<formula>\(formula)</formula></cfRule></conditionalFormatting>"
}

private func validation(_ area: String, _ type: String, _ formula: String) -> String {
  "<dataValidations count=\"1\"><dataValidation type=\"\(type)\" sqref=\"\(area)\">"
    + "<formula1>\(formula)</formula1></dataValidation></dataValidations>"
}

/// What applies to rows grows with them, and what is below moves.
private let cases: [TemplateCase] =
  [0, 1, 3].flatMap { count in
    let (last, below) = (1 + max(count, 1), 2 + max(count, 1))
    let area = last == 2 ? "A2" : "A2:A\(last)"
    return [
      TemplateCase(
        "conditional format over the row", count: count, rows: rows,
        tail: conditional("A2:B2 A3", "$A2&gt;$A$3"),
        has: [conditional("A2:B\(last) A\(below)", "$A2&gt;$A$\(below)")]),
      TemplateCase(
        "validation of a column", count: count, rows: rows,
        tail: validation("A2", "whole", "$A$3"), has: [validation(area, "whole", "$A$\(below)")]),
      TemplateCase(
        "hyperlinks", count: count, rows: rows,
        tail:
          #"<hyperlinks><hyperlink ref="A2" location="表!A3"/><hyperlink ref="A3" location="表!A2"/></hyperlinks>"#,
        has: [
          "<hyperlinks><hyperlink ref=\"\(area)\" location=\"表!A\(below)\"/>"
            + "<hyperlink ref=\"A\(below)\" location=\"表!A2\"/></hyperlinks>"
        ]),
      TemplateCase(
        "filter and its order", count: count, rows: rows,
        tail:
          #"<autoFilter ref="A1:B2"><sortState ref="A2:B2"><sortCondition ref="A2"/></sortState></autoFilter>"#,
        has: [
          "<autoFilter ref=\"A1:B\(last)\"><sortState ref=\"A2:B\(last)\"><sortCondition ref=\"\(area)\"/>"
        ]),
      TemplateCase(
        "extent of the sheet", count: count, rows: rows, head: #"<dimension ref="A1:Z99"/>"#,
        has: ["<dimension ref=\"A1:B\(below)\"/>"]),
    ]
  } + [
    TemplateCase(
      "choices that a list gives", count: 3, rows: rows, tail: validation("B3", "list", "$A$2"),
      has: [validation("B5", "list", "$A$2:$A$4")]),
    TemplateCase(
      "panes and selection", count: 3, rows: rows,
      head:
        #"<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/><selection activeCell="A3" sqref="A3"/></sheetView></sheetViews>"#,
      has: [#"topLeftCell="A2""#, #"<selection activeCell="A5" sqref="A5"/>"#]),
    TemplateCase(
      "page breaks", count: 3, rows: rows,
      tail:
        #"<rowBreaks count="2" manualBreakCount="2"><brk id="1" man="1"/><brk id="2" man="1"/></rowBreaks>"#,
      has: [#"<brk id="1" man="1"/><brk id="4" man="1"/>"#]),
    TemplateCase(
      "value in a page's footer", count: 1, rows: rows,
      tail: "<headerFooter><oddFooter>&amp;L{v}&amp;R第 &amp;P 页 \\{n\\}</oddFooter></headerFooter>",
      has: ["<oddFooter>&amp;L值&amp;R第 &amp;P 页 {n}</oddFooter>"]),
    TemplateCase(
      "sparkline of each row", count: 2, rows: row(1, "{a.n}", "{a.n}"),
      tail:
        #"<extLst><ext uri="u" xmlns:x="u:x" xmlns:m="u:m"><x:sparklineGroups><x:sparklineGroup><x:sparklines><x:sparkline><m:f>表!A1:B1</m:f><m:sqref>C1</m:sqref></x:sparkline></x:sparklines></x:sparklineGroup></x:sparklineGroups></ext></extLst>"#,
      has: [
        "<x:sparkline><m:f>表!A1:B1</m:f><m:sqref>C1</m:sqref></x:sparkline>"
          + "<x:sparkline><m:f>表!A2:B2</m:f><m:sqref>C2</m:sqref></x:sparkline></x:sparklines>"
      ]),
  ]

@Test("Formats and the rest of a sheet", arguments: cases)
func whatAppliesToRowsGrows(case: TemplateCase) throws { try `case`.check() }

@Test func ampersandOfAValueIsNoCodeOfAPage() throws {
  let book = TestWorkbook(
    rows: row(1, "1"), tail: "<headerFooter><oddHeader>&amp;C{v}</oddHeader></headerFooter>")
  let text = try book.filled(TemplateData(values: ["v": .text("甲&P乙")])).sheet()
  #expect(text.contains("<oddHeader>&amp;C甲&amp;&amp;P乙</oddHeader>"))
}

/// Names of a workbook whose second row repeats.
@Test(arguments: [
  ("_xlnm.Print_Area", "表!$A$1:$B$3", 0, "表!$A$1:$B$3"),
  ("_xlnm.Print_Area", "表!$A$1:$B$3", 3, "表!$A$1:$B$5"),
  ("_xlnm.Print_Area", "表!$A$1:$B$2,表!$A$3", 3, "表!$A$1:$B$4,表!$A$5"),
  ("_xlnm.Print_Titles", "表!$1:$1", 3, "表!$1:$1"),
  ("_xlnm._FilterDatabase", "表!$A$1:$B$2", 3, "表!$A$1:$B$4"), ("名", "表!$A$2", 3, "表!$A$2:$A$4"),
  ("名", "表!$A$2", 1, "表!$A$2"), ("名", "表!$A$3", 3, "表!$A$5"),
  ("名", "\"A3\"&amp;1", 3, "\"A3\"&amp;1"),
  ("名", "OFFSET(表!$A$2,0,0,COUNTA(表!$A$2:$A$2))", 3, "OFFSET(表!$A$2,0,0,COUNTA(表!$A$2:$A$4))"),
])
func nameFollows(name: String, text: String, count: Int, expected: String) throws {
  var book = TestWorkbook(rows: rows)
  book.workbookTail =
    "<definedNames><definedName name=\"\(name)\" localSheetId=\"0\">\(text)</definedName></definedNames>"
  let data = TemplateData(lists: ["a": numbers(Array(0..<count))])
  #expect(try book.filled(data).part("xl/workbook.xml").contains(">\(expected)</definedName>"))
}
