import Testing

@testable import TemplateFill

/// A sheet with heading, list, formula and total.
private func sheet(_ formula: String, total: String = "") -> String {
  row(1, "数", "式") + row(2, "{a.n}", "=\(formula)") + row(3, "尾", total.isEmpty ? "" : "=\(total)")
}

private let cases: [TemplateCase] = [
  TemplateCase(
    "formula of the row", count: 2, rows: sheet("A2*2"),
    cells: "A1=数 B1=式 A2=1 B2==A2*2 A3=2 B3==A3*2 A4=尾"),
  TemplateCase("formula of the row", count: 0, rows: sheet("A2*2"), cells: "A1=数 B1=式 A3=尾"),
  TemplateCase(
    "running sum by a fixed start", count: 3, rows: sheet("SUM(A$2:A2)"),
    cells: "A1=数 B1=式 A2=1 B2==SUM(A$2:A2) A3=2 B3==SUM(A$2:A3) A4=3 B4==SUM(A$2:A4) A5=尾"),
  TemplateCase(
    "running sum from the row above", count: 3, rows: sheet("N(B1)+A2"),
    cells: "A1=数 B1=式 A2=1 B2==N(B1)+A2 A3=2 B3==N(B2)+A3 A4=3 B4==N(B3)+A4 A5=尾"),
  TemplateCase(
    "share of a total above stays with the total", count: 2,
    rows: row(1, "=SUM(A2)") + row(2, "{a.n}", "=A2/A1"),
    cells: "A1==SUM(A2:A3)→3 A2=1 B2==A2/A1 A3=2 B3==A3/A1"),
  TemplateCase(
    "share of the whole", count: 2, rows: sheet("A2/SUM(A$2:A$2)"),
    cells: "A1=数 B1=式 A2=1 B2==A2/SUM(A$2:A$3) A3=2 B3==A3/SUM(A$2:A$3) A4=尾"),
  TemplateCase(
    "rank in the list", count: 2, rows: sheet("RANK(A2,A$2:A$2)"),
    cells: "A1=数 B1=式 A2=1 B2==RANK(A2,A$2:A$3) A3=2 B3==RANK(A3,A$2:A$3) A4=尾"),
  TemplateCase(
    "reference to what stands below", count: 2, rows: sheet("A2/$A$3"),
    cells: "A1=数 B1=式 A2=1 B2==A2/$A$4 A3=2 B3==A3/$A$4 A4=尾"),
  TemplateCase(
    "results that are known", count: 3,
    rows: row(1, "{a.n}")
      + row(2, "=SUM(A1)", "=AVERAGE(A1:A1)", "=COUNT(A1)", "=COUNTA(A1)", "=MIN(A1)", "=MAX($A$1)"),
    cells: "A1=1 A2=2 A3=3 A4==SUM(A1:A3)→6 B4==AVERAGE(A1:A3)→2.0 C4==COUNT(A1:A3)→3"
      + " D4==COUNTA(A1:A3)→3 E4==MIN(A1:A3)→1 F4==MAX($A$1:$A$3)→3"),
  TemplateCase(
    "results of an empty list", count: 0,
    rows: row(1, "{a.n}") + row(2, "=SUM(A1)", "=AVERAGE(A1)", "=COUNT(A1)", "=MAX(A1)"),
    cells: "A2==SUM(A1)→0 B2==AVERAGE(A1) C2==COUNT(A1)→0 D2==MAX(A1)→0"),
  TemplateCase(
    "sum over more than the list", count: 2,
    rows: row(1, "4") + row(2, "{a.n}") + row(3, "5") + row(4, "=SUM(A1:A3)"),
    cells: "A1=4 A2=1 A3=2 A4=5 A5==SUM(A1:A4)"),
  TemplateCase(
    "conditional sums", count: 2,
    rows: row(1, "{a.t}", "{a.n}")
      + row(2, #"=SUMIF(A1,"t1",B1)"#, #"=COUNTIFS(A1,"t1",B1,1)"#, "=SUMPRODUCT(B1*2)"),
    cells:
      #"A1=t1 B1=1 A2=t2 B2=2 A3==SUMIF(A1:A2,"t1",B1:B2) B3==COUNTIFS(A1:A2,"t1",B1:B2,1) C3==SUMPRODUCT(B1:B2*2)"#
  ),
  TemplateCase(
    "range written from below", count: 2,
    rows: row(1, "{a.n}") + row(2, "1") + row(3, "=SUM(A2:A1)"),
    cells: "A1=1 A2=2 A3=1 A4==SUM(A3:A1)"),
  TemplateCase(
    "whole columns and rows", count: 2, rows: row(1, "{a.n}") + row(2, "", "=SUM(A:A)+SUM(1:1)"),
    cells: "A1=1 A2=2 B3==SUM(A:A)+SUM(1:2)"),
  TemplateCase(
    "shared formula", count: 2,
    rows: row(1, "{a.n}")
      + #"<row r="2"><c r="B2"><f t="shared" ref="B2:B3" si="0">A2+1</f><v>1</v></c></row>"#
      + #"<row r="3"><c r="B3"><f t="shared" si="0"/><v>1</v></c></row>"#,
    cells: "A1=1 A2=2 B3==A3+1 B4==A4+1"),
  TemplateCase(
    "array formula", count: 2,
    rows: row(1, "{a.n}")
      + #"<row r="2"><c r="B2"><f t="array" ref="B2">SUM(A1:A1*2)</f></c></row>"#,
    has: [#"<f t="array" ref="B3">SUM(A1:A2*2)</f>"#]),
  TemplateCase(
    "texts and names that look like cells", count: 2,
    rows: row(1, "{a.n}") + row(2, #"="A2"&amp;LOG10(A2)&amp;A2_x"#),
    cells: #"A1=1 A2=2 A3=="A2"&LOG10(A3)&A2_x"#),
]

@Test("Formulas", arguments: cases)
func formulasFollow(case: TemplateCase) throws { try `case`.check() }

/// Formulas of another sheet.
@Test(arguments: [
  ("SUM(一!A2)", "SUM(一!A2:A4)→6"), ("SUM('一'!$A$2:$A$2)", "SUM('一'!$A$2:$A$4)→6"),
  ("一!A3", "一!A5"), ("一!A1", "一!A1"), ("INDEX(一!A2,2)", "INDEX(一!A2:A4,2)"),
  ("VLOOKUP(1,一!A2:B2,2,0)", "VLOOKUP(1,一!A2:B4,2,0)"), ("[1]一!A3", "[1]一!A3"),
])
func formulaOfAnotherSheetFollows(formula: String, expected: String) throws {
  let book = TestWorkbook(sheets: [
    ("一", "<sheetData>\(row(1, "头") + row(2, "{a.n}", "{a.t}") + row(3, "9"))</sheetData>"),
    ("二", "<sheetData>\(row(1, "=\(formula)"))</sheetData>"),
  ])
  let data = TemplateData(lists: ["a": numbers([1, 2, 3])])
  #expect(try book.filled(data).cells(2) == "A1==\(expected)")
}

@Test func rowsOfOneListOnTwoSheetsReferToEachOther() throws {
  let book = TestWorkbook(sheets: [
    ("一", "<sheetData>\(row(3, "{a.n}"))</sheetData>"),
    ("二", "<sheetData>\(row(1, "{a.t}", "=一!A3*2", "=一!A$3", "=SUM(一!A3)"))</sheetData>"),
  ])
  let cells = try book.filled(TemplateData(lists: ["a": numbers([1, 2])])).cells(2)
  #expect(
    cells
      == "A1=t1 B1==一!A3*2 C1==一!A$3 D1==SUM(一!A3:A4) A2=t2 B2==一!A4*2 C2==一!A$3 D2==SUM(一!A3:A4)")
}
