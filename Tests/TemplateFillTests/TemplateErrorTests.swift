import Testing
import XMLStream
import ZipArchive

@testable import TemplateFill

private let data = TemplateData(
  values: ["period": .text("2022-05"), "province": .text("江苏省")],
  lists: ["hazards": numbers([1]), "major": numbers([1])])

private func error(_ book: TestWorkbook, _ data: TemplateData = data) -> TemplateError? {
  do {
    _ = try book.filled(data)
    return nil
  } catch {
    return error as? TemplateError
  }
}

private func error(cells: String) -> TemplateError? {
  error(TestWorkbook(rows: "<row r=\"3\">\(cells)</row>"))
}

@Test(arguments: [
  ("{perod}", TemplateError.unknownValue("perod", at: place, nearest: ["period"])),
  ("{zzzzzzzz}", .unknownValue("zzzzzzzz", at: place, nearest: [])),
  ("{hazard.n}", .unknownList("hazard", at: place, nearest: ["hazards"])),
  ("{hazards.m}", .unknownField("m", list: "hazards", at: place, nearest: ["n", "t"])),
  ("{.n}", .ambiguousList(field: "n", at: place, lists: ["hazards", "major"])),
  ("a{period", .malformedPlaceholder("{period", at: place)),
  ("{}", .malformedPlaceholder("{}", at: place)),
  ("{a b}", .malformedPlaceholder("{a b}", at: place)),
  ("{a{b}", .malformedPlaceholder("{a{b}", at: place)),
  ("{hazards.}", .malformedPlaceholder("{hazards.}", at: place)),
  ("{hazards.n}{major.n}", .severalLists(sheet: "表", row: 3, lists: ["hazards", "major"])),
])
func wrongPlaceholderIsNamedWithItsPlace(text: String, expected: TemplateError) {
  #expect(error(cells: cell("B3", text)) == expected)
}

private let place = TemplatePlace(sheet: "表", cell: "B3")

@Test func listOutsideCellsIsRefused() {
  let book = TestWorkbook(
    rows: "", tail: "<headerFooter><oddHeader>{hazards.n}</oddHeader></headerFooter>")
  #expect(error(book) == .listOutsideRow(list: "hazards", at: TemplatePlace(sheet: "表")))
}

@Test func errorTellsPlaceAndNearestNames() {
  let text = TemplateError.unknownValue("perod", at: place, nearest: ["period"]).description
  #expect(text == "表!B3：没有名为“perod”的值，您是否指 period？")
}

/// A list that states one number of rows and gives another.
private struct LyingList: TemplateList {
  var fields = ["n"]
  var rowCount: Int
  var given: Int
  var values = 1

  func makeRows() -> any TemplateRows { Rows(list: self) }

  private struct Rows: TemplateRows {
    var list: LyingList

    mutating func next(into row: inout TemplateRow) -> Bool {
      guard list.given > 0 else { return false }
      list.given -= 1
      for _ in 0..<list.values { row.append(integer: 1) }
      return true
    }
  }
}

@Test(arguments: [
  (LyingList(rowCount: 2, given: 1), TemplateError.rowCountDiffers(list: "a", stated: 2, given: 1)),
  (LyingList(rowCount: 2, given: 3), .rowCountDiffers(list: "a", stated: 2, given: 3)),
  (
    LyingList(rowCount: 1, given: 1, values: 0),
    .valueCountDiffers(list: "a", row: 1, fields: 1, values: 0)
  ),
  (
    LyingList(rowCount: 200_000_000, given: 0),
    .tooManyRows(sheet: "表", list: "a", rows: 200_000_000, limit: 1_048_576)
  ),
  (
    LyingList(rowCount: .max, given: 0),
    .tooManyRows(sheet: "表", list: "a", rows: .max, limit: 1_048_576)
  ),
])
private func listThatIsNotAsStatedIsRefused(list: LyingList, expected: TemplateError) {
  let book = TestWorkbook(rows: "<row r=\"2\">\(cell("A2", "{a.n}"))</row>")
  #expect(error(book, TemplateData(lists: ["a": list])) == expected)
}

@Test(arguments: ["", "-", "１２", "1,000", "NaN", "0x10", "1e", ".", "1 "])
func numberThatIsNoneIsRefused(digits: String) {
  let book = TestWorkbook(rows: "<row r=\"3\">\(cell("B3", "{v}"))</row>")
  #expect(
    error(book, TemplateData(values: ["v": .decimal(digits)])) == .notANumber(digits, at: place))
}

@Test func textThatNoCellHoldsIsRefused() {
  let book = TestWorkbook(rows: "<row r=\"3\">\(cell("B3", "{v}"))</row>")
  let fits = String(repeating: "安", count: 32_767)
  #expect(error(book, TemplateData(values: ["v": .text(fits)])) == nil)
  #expect(
    error(book, TemplateData(values: ["v": .text(fits + "全")]))
      == .textTooLong(at: place, characters: 32_768, limit: 32_767))
}

@Test func rowsOutOfOrderAreRefused() {
  let book = TestWorkbook(rows: #"<row r="2"/><row r="1"/>"#)
  #expect(
    error(book) == .damagedPart("xl/worksheets/sheet1.xml", reason: "row 1 after row 2"))
  #expect(
    error(TestWorkbook(rows: #"<row r="1"><c r="A2"/></row>"#))
      == .damagedPart("xl/worksheets/sheet1.xml", reason: "cell A2 in row 1"))
}

@Test func brokenPartIsNamed() {
  guard case .xml(part: "xl/worksheets/sheet1.xml", .malformed) = error(TestWorkbook(rows: "<row>"))
  else {
    Issue.record("not refused")
    return
  }
}

@Test func whatIsNoWorkbookIsRefused() throws {
  #expect(throws: TemplateError.archive(.notAnArchive)) { try TemplateFiller(template: [1, 2, 3]) }
  var zip = try ZipWriter()
  try zip.addEntry("a", [1])
  let bytes = zip.finish()
  #expect(throws: TemplateError.missingPart("xl/workbook.xml")) {
    try TemplateFiller(template: bytes)
  }
}

@Test func cutTemplateIsRefusedAtEveryLength() throws {
  let bytes = try TestWorkbook(rows: "<row r=\"1\">\(cell("A1", "{period}"))</row>").bytes()
  for length in stride(from: 0, to: bytes.count, by: 7) {
    #expect(throws: TemplateError.self) {
      try TemplateFiller(template: Array(bytes.prefix(length))).fill(data)
    }
  }
}

@Test func receiverThatHasEnoughStopsTheFilling() throws {
  let book = try TestWorkbook(rows: "<row r=\"1\">\(cell("A1", "{period}"))</row>").bytes()
  let filler = try TemplateFiller(template: book)
  #expect(throws: TemplateError.stopped) { try filler.fill(data) { _ in false } }
}

@Test func largeListIsHandedOutAsItGrowsAndIsTheSame() throws {
  let book = try TestWorkbook(
    rows:
      "<row r=\"1\">\(cell("A1", "{a.n}"))</row><row r=\"2\"><c r=\"A2\"><f>SUM(A1)</f></c></row>"
  ).bytes()
  let filler = try TemplateFiller(template: book)
  let long = TemplateData(lists: ["a": LyingList(rowCount: 60_000, given: 60_000)])
  var chunks: [[UInt8]] = []
  try filler.fill(long) {
    if !$0.isEmpty { chunks.append($0) }
    return true
  }
  #expect(chunks.count > 5)
  let whole = try filler.fill(long)
  #expect(Array(chunks.joined()) == whole)
  let rows = try FilledWorkbook(zip: ZipReader(bytes: whole)).rows()
  #expect(
    rows.hasSuffix(#"<row r="60001"><c r="A60001"><f>SUM(A1:A60000)</f><v>60000</v></c></row>"#))
}
