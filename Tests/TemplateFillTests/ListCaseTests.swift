import Testing

@testable import TemplateFill

/// Rows that repeat, one list and several.
private let cases: [TemplateCase] = [
  TemplateCase(
    "list between heading and total", count: 0,
    rows: row(1, "序号", "名称") + row(2, "{a.n}", "{a.t}") + row(3, "合计", "=SUM(A2)"),
    cells: "A1=序号 B1=名称 A3=合计 B3==SUM(A2)→0"),
  TemplateCase(
    "list between heading and total", count: 1,
    rows: row(1, "序号", "名称") + row(2, "{a.n}", "{a.t}") + row(3, "合计", "=SUM(A2)"),
    cells: "A1=序号 B1=名称 A2=1 B2=t1 A3=合计 B3==SUM(A2)→1"),
  TemplateCase(
    "list between heading and total", count: 3,
    rows: row(1, "序号", "名称") + row(2, "{a.n}", "{a.t}") + row(3, "合计", "=SUM(A2)"),
    cells: "A1=序号 B1=名称 A2=1 B2=t1 A3=2 B3=t2 A4=3 B4=t3 A5=合计 B5==SUM(A2:A4)→6"),
  TemplateCase(
    "total above the list", count: 3, rows: row(1, "合计", "=SUM(B2:B2)") + row(2, "{a.t}", "{a.n}"),
    cells: "A1=合计 B1==SUM(B2:B4)→6 A2=t1 B2=1 A3=t2 B3=2 A4=t3 B4=3"),
  TemplateCase(
    "same list twice", count: 2, rows: row(1, "{a.n}") + row(2, "其二") + row(3, "{a.t}"),
    cells: "A1=1 A2=2 A3=其二 A4=t1 A5=t2"),
  TemplateCase(
    "same list twice", count: 0, rows: row(1, "{a.n}") + row(2, "其二") + row(3, "{a.t}"),
    cells: "A2=其二"),
  TemplateCase(
    "fixed text in the repeated row", count: 2, rows: row(1, "第", "{a.n}", "条") + row(2, "完"),
    cells: "A1=第 B1=1 C1=条 A2=第 B2=2 C2=条 A3=完"),
  TemplateCase(
    "fixed text in the repeated row", count: 0, rows: row(1, "第", "{a.n}", "条") + row(2, "完"),
    cells: "A2=完"),
  TemplateCase(
    "record of two rows", count: 2, rows: row(1, "{a.n}") + row(2, "{a.t}") + row(3, "完"),
    cells: "A1=1 A2=t1 A3=2 A4=t2 A5=完"),
  TemplateCase(
    "record of three rows that a merge joins, with labels in between", count: 2,
    rows: row(1, "卡", "{a.n}") + row(2, "说明", from: "B") + row(3, "{a.t}", from: "B") + row(4, "完"),
    tail: #"<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>"#,
    cells: "A1=卡 B1=1 B2=说明 B3=t1 A4=卡 B4=2 B5=说明 B6=t2 A7=完",
    has: [#"<mergeCells count="2"><mergeCell ref="A1:A3"/><mergeCell ref="A4:A6"/></mergeCells>"#]),
  TemplateCase(
    "record of two rows with a merge across columns", count: 0,
    rows: row(1, "{a.n}") + row(2, "{a.t}") + row(3, "完"),
    tail: #"<mergeCells count="2"><mergeCell ref="A2:C2"/><mergeCell ref="A3:C3"/></mergeCells>"#,
    cells: "A3=完",
    has: [#"<mergeCells count="2"><mergeCell ref="A2:C2"/><mergeCell ref="A3:C3"/></mergeCells>"#]),
  TemplateCase(
    "blank row that a merge joins to the record", count: 2, rows: row(1, "", "{a.n}") + row(3, "完"),
    tail: #"<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>"#,
    cells: "B1=1 B3=2 A5=完"),
  TemplateCase(
    "label that is merged beside the list", count: 3,
    rows: row(1, "甲", "头") + row(2, "", "{a.n}") + row(3, "", "尾"),
    tail: #"<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>"#,
    cells: "A1=甲 B1=头 B2=1 B3=2 B4=3 B5=尾", has: [#"<mergeCell ref="A1:A5"/>"#]),
  TemplateCase(
    "height, hiding and outline of the row", count: 2,
    rows: row(1, "{a.n}", more: #" ht="33" customHeight="1" hidden="1" outlineLevel="1""#),
    has: [
      #"<row r="1" ht="33" customHeight="1" hidden="1" outlineLevel="1">"#,
      #"<row r="2" ht="33" customHeight="1" hidden="1" outlineLevel="1">"#,
    ]),
  TemplateCase(
    "gap below the list", count: 3, rows: row(1, "{a.n}") + row(9, "完"),
    cells: "A1=1 A2=2 A3=3 A11=完"),
]

@Test("Lists", arguments: cases)
func rowsRepeat(case: TemplateCase) throws { try `case`.check() }

/// Two lists below each other, by their rows.
@Test(arguments: [
  (0, 0, "A1=头 A3=中 A5=尾"), (0, 2, "A1=头 A3=中 A4=1 A5=2 A6=尾"),
  (2, 0, "A1=头 A2=1 A3=2 A4=中 A6=尾"), (1, 1, "A1=头 A2=1 A3=中 A4=1 A5=尾"),
  (3, 2, "A1=头 A2=1 A3=2 A4=3 A5=中 A6=1 A7=2 A8=尾"),
])
func twoListsStandBelowEachOther(first: Int, second: Int, cells: String) throws {
  let book = TestWorkbook(
    rows: row(1, "头") + row(2, "{a.n}") + row(3, "中") + row(4, "{b.n}") + row(5, "尾"))
  let data = TemplateData(lists: [
    "a": numbers(Array(0..<first).map { $0 + 1 }), "b": numbers(Array(0..<second).map { $0 + 1 }),
  ])
  #expect(try book.filled(data).cells() == cells)
}

@Test func listsOfNeighbouringRowsStayApart() throws {
  let book = TestWorkbook(rows: row(1, "{a.n}") + row(2, "{b.n}") + row(3, "=SUM(A1)", "=SUM(A2)"))
  let data = TemplateData(lists: ["a": numbers([1, 2]), "b": numbers([5, 6, 7])])
  #expect(
    try book.filled(data).cells()
      == "A1=1 A2=2 A3=5 A4=6 A5=7 A6==SUM(A1:A2)→3 B6==SUM(A3:A5)→18")
}

@Test func listThatNamesNoFieldsIsEmptyWhateverIsAskedOfIt() throws {
  struct Nothing: TemplateList {
    var fields: [String] { [] }
    var rowCount: Int { 0 }
    var isOpen: Bool { true }
    func makeRows() -> any TemplateRows { TemplateTable(fields: [], rows: []).makeRows() }
  }
  let book = TestWorkbook(rows: row(1, "{a.x}", "{a.y}") + row(2, "完"))
  #expect(try book.filled(TemplateData(lists: ["a": Nothing()])).cells() == "A2=完")
}
