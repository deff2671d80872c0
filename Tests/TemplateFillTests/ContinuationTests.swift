import PackageRules
import Testing
import ZipArchive

@testable import TemplateFill

/// A list under a heading of two rows, with a total and a note, on sheets of at most ten rows.
private struct Continued {
  var total = "=SUM(A3:A3)"
  var others = ""
  var tail = ""
  var names = #"""
    <definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">一!$A$1:$B$5</definedName>\#
    <definedName name="_xlnm.Print_Titles" localSheetId="0">一!$1:$2</definedName>\#
    <definedName name="_xlnm.Print_Area" localSheetId="1">二!$A$1</definedName></definedNames>
    """#

  func filled(_ count: Int) throws -> (faults: [String], book: FilledWorkbook) {
    var book = TestWorkbook(sheets: [
      (
        "一",
        #"<dimension ref="A1:B5"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetData>"#
          + row(1, "题") + row(2, "数", "倍") + row(3, "{a.n}", "=A3*2") + row(4, total)
          + row(5, "注")
          + #"</sheetData><autoFilter ref="A2:B3"/><mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A5:B5"/></mergeCells>"#
          + tail
      ), ("二", "<sheetData>\(row(1, others))</sheetData>"),
    ])
    book.workbookTail = names
    let template = try book.bytes()
    let data = TemplateData(lists: ["a": numbers(Array(0..<count).map { $0 + 1 })])
    let bytes = try TemplateFiller(template: template, rowLimit: 10).fill(data)
    return (
      try PackageCheck(bytes).faults, FilledWorkbook(zip: try ZipReader(bytes: bytes))
    )
  }
}

@Test func listThatFitsStaysOnItsSheet() throws {
  let (faults, book) = try Continued().filled(6)
  #expect(faults == [] && book.zip.entry(named: "xl/worksheets/sheet1_2.xml") == nil)
}

@Test(arguments: [(7, 1), (14, 1), (15, 2), (22, 2), (23, 3)])
func listGoesOnOnTheNextSheet(count: Int, further: Int) throws {
  let (faults, book) = try Continued().filled(count)
  #expect(faults == [])
  let last = "xl/worksheets/sheet1_\(further + 1).xml"
  #expect(book.zip.entry(named: last) != nil)
  #expect(book.zip.entry(named: "xl/worksheets/sheet1_\(further + 2).xml") == nil)
  // Every row once, in its order.
  let parts =
    ["xl/worksheets/sheet1.xml"] + (2...(further + 1)).map { "xl/worksheets/sheet1_\($0).xml" }
  var values: [Int] = []
  for part in parts {
    let text = try book.part(part)
    #expect(text.contains("<t>题</t>") && text.contains("<t>数</t>"))
    #expect(text.contains("<t>注</t>") == (part == last))
    #expect(text.contains("tabSelected") == (part == parts[0]))
    values += text.matches(of: /<c r="A\d+"><v>(\d+)<\/v>/).compactMap { Int($0.1) }
  }
  #expect(values == Array(1...count))
}

@Test func sumGoesOverAllSheets() throws {
  var template = Continued()
  template.others = "=SUM(一!A3)"
  let (faults, book) = try template.filled(12)
  #expect(faults == [])
  let sum = "SUM('一'!A3:A10,'一(2)'!A3:A6)"
  #expect(try book.part("xl/worksheets/sheet1_2.xml").contains("<f>\(sum)</f><v>78</v>"))
  #expect(try book.part("xl/worksheets/sheet2.xml").contains("<f>\(sum)</f><v>78</v>"))
}

@Test func settingsOfTheSheetAreThoseOfAll() throws {
  let workbook = try Continued().filled(12).book.part("xl/workbook.xml")
  for text in [
    #"<sheet name="一" sheetId="1" r:id="rId1"/><sheet name="一(2)" sheetId="3" r:id="rId1_2"/><sheet name="二""#,
    #"localSheetId="0">一!$A$1:$B$10<"#, #"localSheetId="1">'一(2)'!$A$1:$B$8<"#,
    #"localSheetId="0">一!$1:$2<"#, #"localSheetId="1">'一(2)'!$1:$2<"#, #"localSheetId="2">二!$A$1<"#,
  ] { #expect(workbook.contains(text), "\(text) in \(workbook)") }
}

@Test func conditionalSumStandsOnceForEachSheet() throws {
  var template = Continued()
  template.total = "=SUMIF(A3:A3,\">2\",B3:B3)+1"
  template.others = "=COUNTIFS(一!$A$3:$A$3,A2,一!B3,\"一!A3)\")/COUNTA(一!A3)+COUNTIF(B1:B2,A2)"
  let (faults, book) = try template.filled(12)
  #expect(faults == [])
  let sum = "(SUMIF('一'!A3:A10,\"&gt;2\",'一'!B3:B10)+SUMIF('一(2)'!A3:A6,\"&gt;2\",'一(2)'!B3:B6))+1"
  let last = try book.part("xl/worksheets/sheet1_2.xml")
  #expect(last.replacing("&quot;", with: "\"").contains("<f>\(sum)</f>"), "\(last)")
  let call = { (sheet: String, end: Int) in
    "COUNTIFS('\(sheet)'!$A$3:$A$\(end),A2,'\(sheet)'!B3:B\(end),\"一!A3)\")"
  }
  let count =
    "(\(call("一", 10))+\(call("一(2)", 6)))/COUNTA('一'!A3:A10,'一(2)'!A3:A6)+COUNTIF(B1:B2,A2)"
  let other = try book.part("xl/worksheets/sheet2.xml")
  #expect(other.replacing("&quot;", with: "\"").contains("<f>\(count)</f>"), "\(other)")
}

@Test(arguments: ["=A3", "=SUM(A3:A3)/LARGE(A3:A3,1)", "=SUMPRODUCT(A3:A3*2)"])
func formulaThatCannotGoOverSheetsIsRefused(total: String) throws {
  var template = Continued()
  template.total = total
  #expect(
    throws: TemplateError.tooManyRows(sheet: "一", list: "a", rows: 12, limit: 1_048_576)
  ) { try template.filled(12) }
}

@Test func whatIsForRowsOfAnotherSheetIsLeftOut() throws {
  let format = { (area: String) in
    "<conditionalFormatting sqref=\"\(area)\"><cfRule type=\"expression\" priority=\"1\"><formula>TRUE</formula></cfRule></conditionalFormatting>"
  }
  var template = Continued()
  template.tail =
    format("A3") + format("A5")
    + #"<dataValidations count="1"><dataValidation type="whole" sqref="A4"><formula1>1</formula1></dataValidation></dataValidations>"#
    + #"<hyperlinks><hyperlink ref="A3" location="二!A1"/><hyperlink ref="A5" location="二!A1"/></hyperlinks>"#
  let (faults, book) = try template.filled(12)
  #expect(faults == [])
  let first = try book.part("xl/worksheets/sheet1.xml")
  #expect(first.contains(format("A3:A10")) && !first.contains("dataValidation"))
  #expect(first.contains(#"<hyperlinks><hyperlink ref="A3:A10" location="二!A1"/></hyperlinks>"#))
  let second = try book.part("xl/worksheets/sheet1_2.xml")
  #expect(second.contains(format("A3:A6") + format("A8")))
  #expect(second.contains(#"<dataValidation type="whole" sqref="A7">"#))
}

@Test func nameOverTheListIsRefused() throws {
  var template = Continued()
  template.names = "<definedNames><definedName name=\"数\">一!$A$3</definedName></definedNames>"
  #expect(throws: TemplateError.self) { try template.filled(12) }
  #expect(try template.filled(6).faults == [])
}
