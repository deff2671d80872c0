import PackageRules
import Testing
import ZipArchive

@testable import TemplateFill

/// A sheet whose second row repeats, with one link.
private func filled(
  _ link: String, _ target: String? = nil, count: Int = 2, values: [String: TemplateValue] = [:]
) throws -> (links: String, targets: [String]) {
  var book = TestWorkbook(
    rows: row(1, "头") + row(2, "{a.n}") + row(3, "尾"),
    tail: "<hyperlinks><hyperlink \(link)/></hyperlinks>")
  if let target { book.links[1] = [("hyperlink", target)] }
  let data = TemplateData(
    values: values.merging(["v": .text("值"), "n": .integer(3)]) { given, _ in given },
    lists: ["a": numbers(Array(0..<count))])
  let bytes = try book.filledBytes(data)
  #expect(try PackageCheck(bytes).faults == [])
  let result = FilledWorkbook(zip: try ZipReader(bytes: bytes))
  let links = try result.sheet(1).firstMatch(of: /<hyperlinks>(.*)<\/hyperlinks>/)
  guard target != nil else { return (links.map { String($0.1) } ?? "", []) }
  let part = try result.part("xl/worksheets/_rels/sheet1.xml.rels")
  let targets = part.matches(of: /Id="([^"]*)"[^>]*Target="([^"]*)"/).map { "\($0.1) \($0.2)" }
  return (links.map { String($0.1) } ?? "", targets)
}

@Test(arguments: [
  (#"ref="A1" location="表!A{n}" tooltip="见 {v}""#, #"ref="A1" location="表!A3" tooltip="见 值""#),
  (#"ref="A1" location="表!A3" display="\{v\}""#, #"ref="A1" location="表!A4" display="{v}""#),
  (#"ref="A3" location="'{v}'!A1""#, #"ref="A4" location="'值'!A1""#),
])
func linkOfACellIsFilled(link: String, expected: String) throws {
  #expect(try filled(link).links == "<hyperlink \(expected)/>")
}

@Test func linkOfARepeatedRowLeadsFromEachRow() throws {
  let link = #"ref="A2:B2" location="表!C{a.n}" tooltip="{v}{a.t}""#
  #expect(
    try filled(link).links
      == #"<hyperlink ref="A2:B2" location="表!C0" tooltip="值t0"/>"#
      + #"<hyperlink ref="A3:B3" location="表!C1" tooltip="值t1"/>"#)
  #expect(try filled(link, count: 0).links.isEmpty)
}

@Test(arguments: [
  ("https://a/?q={v}&amp;n={n}", "https://a/?q=%E5%80%BC&amp;n=3"),
  ("https://a/%7Bv%7d", "https://a/%E5%80%BC"), ("{u}", "https://b/c d?e=1"),
  // An address with such a part of its own.
  ("https://a/%7B01-02%7D/x", "https://a/%7B01-02%7D/x"),
])
func targetOutsideIsFilled(target: String, expected: String) throws {
  let result = try filled(
    #"ref="A1" r:id="rId1""#, target, values: ["u": .text("https://b/c d?e=1")])
  #expect(result.links == #"<hyperlink ref="A1" r:id="rId1"/>"#)
  #expect(result.targets == ["rId1 " + expected.replacing(" ", with: "%20")])
}

@Test func targetOutsideOfARepeatedRowHasARelationshipForEach() throws {
  let result = try filled(#"ref="A2" r:id="rId1""#, "https://a/{a.t}")
  #expect(
    result.links
      == #"<hyperlink ref="A2" r:id="rId1_1"/><hyperlink ref="A3" r:id="rId1_2"/>"#)
  #expect(result.targets == ["rId1_1 https://a/t0", "rId1_2 https://a/t1"])
  let none = try filled(#"ref="A2" r:id="rId1""#, "https://a/{a.t}", count: 0)
  #expect(none.links.isEmpty && none.targets.isEmpty)
}

@Test func linkThatCannotBeFilledNamesItsCell() throws {
  let first = TemplatePlace(sheet: "表", cell: "A1")
  #expect(throws: TemplateError.unknownValue("w", at: first, nearest: ["n", "v"])) {
    try filled(#"ref="A1" location="{w}""#)
  }
  #expect(throws: TemplateError.listOutsideRow(list: "a", at: first)) {
    try filled(#"ref="A1" r:id="rId1""#, "https://a/{a.t}")
  }
  #expect(throws: TemplateError.malformedPlaceholder("{v", at: first)) {
    try filled(#"ref="A1" r:id="rId1""#, "https://a/{v")
  }
  let place = TemplatePlace(sheet: "表", cell: "A2")
  #expect(throws: TemplateError.tooManyLinks(at: place, rows: 65_531, limit: 65_530)) {
    try filled(#"ref="A2" location="表!C{a.n}""#, count: 65_531)
  }
}

/// A sheet named `{month}`, and another that refers to it in every way.
private func titled(_ name: String, _ value: TemplateValue, count: Int = 2) throws
  -> FilledWorkbook
{
  var book = TestWorkbook(sheets: [
    (name, "<sheetData>\(row(1, "{a.n}", "=A1"))</sheetData>"),
    (
      "二",
      "<sheetData>\(row(1, "=\(count > 9 ? "" : "'\(name)'!B9+")SUM('\(name)'!A1)"))</sheetData>"
        + "<hyperlinks><hyperlink ref=\"A1\" location=\"'\(name)'!A1\"/></hyperlinks>"
    ),
  ])
  book.workbookTail =
    "<definedNames><definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">'\(name)'!$A$1:$B$1</definedName></definedNames>"
  let data = TemplateData(
    values: ["month": value], lists: ["a": numbers(Array(0..<count))])
  let bytes = try TemplateFiller(template: try book.bytes(), rowLimit: 10).fill(data)
  #expect(try PackageCheck(bytes).faults == [])
  return FilledWorkbook(zip: try ZipReader(bytes: bytes))
}

@Test func nameOfASheetIsFilledWhereverItStands() throws {
  let book = try titled("{month}汇总", .text("5月'A'"))
  let workbook = try book.part("xl/workbook.xml")
  #expect(workbook.contains(#"<sheet name="5月'A'汇总""#))
  #expect(
    workbook.contains(
      "<definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">'5月''A''汇总'!$A$1:$B$2<"))
  let sheet = try book.sheet(2)
  #expect(sheet.contains("<f>'5月''A''汇总'!B10+SUM('5月''A''汇总'!A1:A2)</f>"))
  #expect(sheet.contains("location=\"'5月''A''汇总'!A1\""))
}

@Test func nameOfASheetThatGoesOnIsFilledToo() throws {
  let book = try titled("{month}汇总", .text("5月"), count: 12)
  #expect(try book.part("xl/workbook.xml").contains(#"<sheet name="5月汇总(2)""#))
  #expect(try book.sheet(2).contains("SUM('5月汇总'!A1:A10,'5月汇总(2)'!A1:A2)"))
}

@Test(arguments: [
  ("", SheetNameFault.blank), (String(repeating: "长", count: 32), .tooLong),
  ("2022/05", .character), ("'05", .character), ("二", .taken),
])
func sheetThatCannotBeNamedSoIsRefused(value: String, fault: SheetNameFault) {
  let place = TemplatePlace(sheet: "{month}")
  #expect(throws: TemplateError.unusableSheetName(value, at: place, fault)) {
    try titled("{month}", value.isEmpty ? .blank : .text(value))
  }
}

@Test func listCannotNameASheet() {
  #expect(
    throws: TemplateError.listOutsideRow(list: "a", at: TemplatePlace(sheet: "{a.t}"))
  ) { try titled("{a.t}", .blank) }
  #expect(
    throws: TemplateError.unknownValue(
      "monht", at: TemplatePlace(sheet: "{monht}"), nearest: ["month"])
  ) { try titled("{monht}", .blank) }
}
