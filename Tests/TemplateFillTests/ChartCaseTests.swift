import PackageRules
import Testing
import ZipArchive

@testable import TemplateFill

private let drawingML = "http://schemas.openxmlformats.org/drawingml/2006"

/// A workbook with a chart of 表!B2 by 表!A2, whose second row repeats.
private struct ChartBook {
  var categories = "<c:strRef><c:f>表!$A$2</c:f></c:strRef>"
  var values = "<c:numRef><c:f>表!$B$2</c:f></c:numRef>"
  var title = ""
  var anchor = (from: 4, to: 9, edit: "")
  var isOwnSheet = false

  func filled(_ list: any TemplateList) throws -> FilledWorkbook {
    var book = TestWorkbook(
      rows: row(1, "市", "数") + row(2, "{a.t}", "{a.n}", "=B2") + row(3, "尾", "=SUM(B2)", "=B3"),
      tail: isOwnSheet ? "" : #"<drawing r:id="rId1"/>"#)
    let main = TestWorkbook.office
    let corner = { (name: String, row: Int) in
      "<x:\(name)><x:col>0</x:col><x:colOff>0</x:colOff><x:row>\(row)</x:row><x:rowOff>0</x:rowOff></x:\(name)>"
    }
    book.links[1] = isOwnSheet ? nil : [("drawing", "../drawings/drawing1.xml")]
    book.parts = [
      (
        "xl/drawings/drawing1.xml",
        "<x:wsDr xmlns:x=\"\(drawingML)/spreadsheetDrawing\"><x:twoCellAnchor\(anchor.edit)>"
          + corner("from", anchor.from) + corner("to", anchor.to)
          + "<x:graphicFrame/><x:clientData/></x:twoCellAnchor></x:wsDr>"
      ),
      (
        "xl/drawings/_rels/drawing1.xml.rels",
        "<Relationships xmlns=\"\(TestWorkbook.package)\"><Relationship Id=\"rId1\" Type=\"\(main)/chart\" Target=\"../charts/chart1.xml\"/></Relationships>"
      ),
      (
        "xl/charts/chart1.xml",
        "<c:chartSpace xmlns:c=\"\(drawingML)/chart\" xmlns:a=\"\(drawingML)/main\"><a:t>\(title)</a:t><c:ser>"
          + "<c:idx val=\"0\"/><c:order val=\"0\"/><c:tx><c:strRef><c:f>表!$B$1</c:f></c:strRef></c:tx>"
          + "<c:cat>\(categories)</c:cat><c:val>\(values)</c:val></c:ser></c:chartSpace>"
      ),
    ]
    if isOwnSheet {
      book.workbookLinks = [("chartsheet", "chartsheets/sheet1.xml")]
      book.parts += [
        (
          "xl/chartsheets/sheet1.xml",
          "<chartsheet xmlns=\"\(TestWorkbook.main)\" xmlns:r=\"\(main)\"><drawing r:id=\"rId1\"/></chartsheet>"
        ),
        (
          "xl/chartsheets/_rels/sheet1.xml.rels",
          "<Relationships xmlns=\"\(TestWorkbook.package)\"><Relationship Id=\"rId1\" Type=\"\(main)/drawing\" Target=\"../drawings/drawing1.xml\"/></Relationships>"
        ),
      ]
      book.extraSheets = #"<sheet name="图" sheetId="9" r:id="rId2"/>"#
    }
    let data = TemplateData(values: ["v": .text("题 & 目")], lists: ["a": list])
    let bytes = try book.filledBytes(data)
    #expect(try PackageCheck(bytes).faults == [])
    return FilledWorkbook(zip: try ZipReader(bytes: bytes))
  }
}

private func points(_ values: [String]) -> String {
  values.enumerated().map { "<c:pt idx=\"\($0)\"><c:v>\($1)</c:v></c:pt>" }.joined()
}

@Test(arguments: [0, 1, 3])
func seriesGrowAndRememberTheirValues(count: Int) throws {
  let chart = try ChartBook().filled(numbers(Array(0..<count))).part("xl/charts/chart1.xml")
  let end = count > 1 ? ":$A$\(count + 1)" : ""
  let names = points((0..<count).map { "t\($0)" })
  let figures = points((0..<count).map(String.init))
  let size = "<c:ptCount val=\"\(max(count, 1))\"/>"
  #expect(
    chart.contains(
      "<c:cat><c:strRef><c:f>表!$A$2\(end)</c:f><c:strCache>\(size)\(names)</c:strCache></c:strRef></c:cat>"
    ))
  #expect(
    chart.contains(
      "<c:numCache><c:formatCode>General</c:formatCode>\(size)\(figures)</c:numCache>"))
  #expect(
    chart.contains(
      "<c:f>表!$B$1</c:f><c:strCache><c:ptCount val=\"1\"/>\(points(["数"]))</c:strCache>"))
}

@Test func labelsTakenForNumbersBecomeTexts() throws {
  var book = ChartBook()
  book.categories =
    "<c:numRef><c:f>表!$A$2:$A$2</c:f><c:numCache><c:ptCount val=\"0\"/></c:numCache></c:numRef>"
  let chart = try book.filled(numbers([5, 6])).part("xl/charts/chart1.xml")
  #expect(
    chart.contains(
      "<c:cat><c:strRef><c:f>表!$A$2:$A$3</c:f><c:strCache><c:ptCount val=\"2\"/>\(points(["t5", "t6"]))"
    ))
}

@Test(arguments: [
  // A result that is known, one that is not, and what is no single range.
  (
    "表!$B$3",
    "<c:f>表!$B$4</c:f><c:numCache><c:formatCode>0.0</c:formatCode><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>11</c:v></c:pt></c:numCache>"
  ),
  ("表!$C$2", "<c:f>表!$C$2:$C$3</c:f></c:numRef>"),
  ("表!$A$2:$B$2", "<c:f>表!$A$2:$B$3</c:f></c:numRef>"),
  ("(表!$B$2,表!$B$3)", "<c:f>(表!$B$2:$B$3,表!$B$4)</c:f></c:numRef>"),
  (
    "表!$B$1:$B$3",
    "<c:ptCount val=\"4\"/><c:pt idx=\"1\"><c:v>5</c:v></c:pt><c:pt idx=\"2\"><c:v>6</c:v></c:pt><c:pt idx=\"3\"><c:v>11</c:v></c:pt>"
  ),
])
func seriesRemembersWhatIsKnown(formula: String, expected: String) throws {
  var book = ChartBook()
  book.values =
    "<c:numRef><c:f>\(formula)</c:f><c:numCache><c:formatCode>0.0</c:formatCode><c:ptCount val=\"1\"/></c:numCache></c:numRef>"
  #expect(try book.filled(numbers([5, 6])).part("xl/charts/chart1.xml").contains(expected))
}

@Test func chartOnASheetOfItsOwnFollows() throws {
  var book = ChartBook()
  book.isOwnSheet = true
  book.title = "{v}"
  let chart = try book.filled(numbers([5, 6])).part("xl/charts/chart1.xml")
  #expect(chart.contains("<a:t>题 &amp; 目</a:t>") && chart.contains("<c:f>表!$B$2:$B$3</c:f>"))
}

@Test func wrongNameInAChartTellsItsSheet() throws {
  var book = ChartBook()
  book.title = "{w}"
  #expect(
    throws: TemplateError.unknownValue("w", at: TemplatePlace(sheet: "表"), nearest: ["v"])
  ) { try book.filled(numbers([])) }
}

/// Rows that a chart hangs on, from 0, before and after row 2 stands four times.
@Test(arguments: [
  (4, 9, "", 7, 12), (0, 9, "", 0, 12), (0, 9, #" editAs="oneCell""#, 0, 9),
  (4, 9, #" editAs="oneCell""#, 7, 12), (4, 9, #" editAs="absolute""#, 4, 9),
])
func chartBelowTheListMoves(from: Int, to: Int, edit: String, first: Int, last: Int) throws {
  var book = ChartBook()
  book.anchor = (from, to, edit)
  let drawing = try book.filled(numbers([1, 2, 3, 4])).part("xl/drawings/drawing1.xml")
  let rows = drawing.matches(of: /<x:row>(\d+)</).map { String($0.1) }
  #expect(rows == ["\(first)", "\(last)"])
}

@Test func longSeriesRemembersNothing() throws {
  let list = numbers(Array(0...ChartPoints.limit))
  let chart = try ChartBook().filled(list).part("xl/charts/chart1.xml")
  #expect(chart.contains("<c:f>表!$B$2:$B$20002</c:f></c:numRef>"))
}
