import Table
import Testing

@testable import Workbook

@Suite struct SheetReaderTests {
  /// The cells of one row `1` with the content given.
  private func cells(
    _ content: String, strings: String? = nil, styles: String? = nil, workbookPr: String = ""
  ) throws -> [String] {
    try WorkbookBuilder(
      sheet: "<row r=\"1\">\(content)</row>", strings: strings, styles: styles,
      workbookPr: workbookPr
    ).cells()
  }

  // MARK: Types

  @Test func everyTypeOfCellIsTold() throws {
    let found = try cells(
      """
      <c r="A1"><v>1.5</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="str"><f>A1</f><v>文</v></c>\
      <c r="D1" t="inlineStr"><is><t>行内</t></is></c><c r="E1" t="b"><v>1</v></c>\
      <c r="F1" t="b"><v>false</v></c><c r="G1" t="e"><v>#REF!</v></c>\
      <c r="H1" t="d"><v>2022-05-03T00:00:00Z</v></c><c r="I1" t="n"><v>7</v></c><c r="J1"/>
      """, strings: "<si><t>零</t></si><si><t>一</t></si>")
    #expect(
      found == [
        "A1=number:1.5", "B1=text:一", "C1=text:文", "D1=text:行内", "E1=boolean:true",
        "F1=boolean:false", "G1=error:#REF!", "H1=date:2022-05-03", "I1=number:7",
      ])
  }

  @Test func formulaWithoutStoredValueIsTold() throws {
    let found = try cells(
      """
      <c r="A1"><f>B1+1</f></c><c r="B1"><f>B1+1</f><v/></c><c r="C1"><f>B1</f><v>3</v></c>\
      <c r="D1" t="str"><f>IF(A1,"","")</f><v></v></c><c r="E1"><f t="shared" si="0"/></c>\
      <c r="F1" t="str"><f>A1</f></c>
      """)
    #expect(
      found == [
        "A1=formulaWithoutValue:", "B1=formulaWithoutValue:", "C1=number:3",
        "E1=formulaWithoutValue:", "F1=formulaWithoutValue:",
      ])
  }

  @Test func pictureInACellIsTold() throws {
    let found = try cells(
      """
      <c r="A1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>\
      <c r="B1" t="e"><f>_xlfn.DISPIMG("ID_2",1)</f><v>#NAME?</v></c>
      """)
    #expect(
      found == ["A1=picture:=DISPIMG(\"ID_1\",1)", "B1=picture:_xlfn.DISPIMG(\"ID_2\",1)"])
  }

  /// Excel's picture placed in a cell is an error value for programs that can't show it; another
  /// error value is one, also beside a picture, and so is a richer value where there are no pictures.
  @Test(arguments: [true, false])
  func pictureThatExcelPlacedInACellIsTold(hasPictures: Bool) throws {
    var builder = WorkbookBuilder(
      sheet: """
        <row r="1"><c r="A1" t="e" vm="1"><v>#VALUE!</v></c><c r="B1" t="e"><v>#VALUE!</v></c>\
        <c t="e" vm="2" r="C1"><v>#VALUE!</v></c><c r="D1" vm="3"><v>5</v></c></row>
        """)
    builder.add(
      "xl/_rels/workbook.xml.rels",
      WorkbookBuilder.relationshipsPart(
        [("rId1", "worksheet", "worksheets/sheet1.xml")]
          + (hasPictures ? [("rId2", "richValueRel", "richData/richValueRel.xml")] : [])))
    let kind = hasPictures ? "picture" : "error"
    let expected = [
      "A1=\(kind):#VALUE!", "B1=error:#VALUE!", "C1=\(kind):#VALUE!", "D1=number:5",
    ]
    #expect(try builder.cells() == expected)
    #expect(try WorkbookReader.differenceBetweenReaders(workbook: builder.archive()) == nil)
  }

  @Test func textThatIsNoNumberIsKept() throws {
    let found = try cells(
      "<c r=\"A1\"><v>1,5</v></c><c r=\"B1\" t=\"d\"><v>PT10M</v></c><c r=\"C1\" t=\"b\"><v>2</v></c>"
    )
    #expect(found == ["A1=text:1,5", "B1=text:PT10M", "C1=text:2"])
  }

  // MARK: Texts

  @Test func richTextIsJoinedAndPhoneticRunsAreLeftOut() throws {
    let found = try cells(
      """
      <c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><rPr><b/></rPr><t>甲</t></r>\
      <rPh sb="0" eb="1"><t>no</t></rPh><r><t xml:space="preserve"> 乙</t></r></is></c>
      """,
      strings: "<si><r><t>一</t></r><r><rPr><sz val=\"9\"/></rPr><t>二 </t></r>"
        + "<rPh sb=\"0\" eb=\"1\"><t>no</t></rPh><phoneticPr fontId=\"1\"/></si>")
    #expect(found == ["A1=text:一二 ", "B1=text:甲 乙"])
  }

  @Test(arguments: [
    ("a_x000D_b", "a\rb"), ("_x005F_x000D_", "_x000D_"), ("_x4e2D_", "中"), ("_x000d", "_x000d"),
    ("_X000D_", "_X000D_"), ("_xD83D__xDE00_", "😀"), ("_xD83D_", "\u{FFFD}"),
    ("_x00G0_", "_x00G0_"),
    ("__x0041__", "_A_"),
  ])
  func escapesAreDecodedOnce(stored: String, text: String) throws {
    let found = try cells(
      "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"str\"><v>\(stored)</v></c>",
      strings: "<si><t>\(stored)</t></si>")
    #expect(found == ["A1=text:\(text)", "B1=text:\(text)"])
  }

  @Test func emptyTextIsNoCell() throws {
    let found = try cells(
      "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t/></is></c>",
      strings: "<si><t></t></si>")
    #expect(found.isEmpty)
  }

  @Test func equalStringsKeepTheirIndex() throws {
    let workbook = try WorkbookBuilder(
      sheet: "<row><c t=\"s\"><v>1</v></c><c t=\"s\"><v>1</v></c></row>",
      strings: "<si><t>a</t></si><si><t>b</t></si>"
    ).open()
    var reader = try workbook.rows(of: workbook.sheets[0])
    var row = RawRow()
    #expect(try reader.read(into: &row))
    #expect(row.cells.map(\.sharedString) == [1, 1])
    #expect(row.bytes.isEmpty)
    #expect([UInt8](reader.sharedTexts[1]) == [UInt8("b".utf8.first ?? 0)])
    #expect(reader.sharedTexts.count == 2)
    #expect(reader.sharedTexts[2].isEmpty && reader.sharedTexts[-1].isEmpty)
  }

  // MARK: Numbers and dates

  @Test(arguments: [
    ("274.65999999999997", "274.66"), ("0.30000000000000004", "0.3"), ("1E3", "1000"),
    ("1.5E-7", "0.00000015"), ("-0.5", "-0.5"), ("3.0", "3"), ("1e2", "100"), ("0", "0"),
    ("-0", "0"),
    ("+7", "7"), ("007", "7"), (".5", "0.5"), ("5.", "5"),
    ("123456789012345678", "123456789012345678"),
    ("1.2345678901234567E+17", "123456789012346000"), ("9.9999999999999999E2", "1000"),
    ("99999.999999999985", "100000"), (" 12 ", "12"), ("1E400", nil), ("1E", nil), ("--1", nil),
    ("NaN", nil), ("0x10", nil), ("1E3.5", nil), (".", nil),
  ])
  func numberIsShownAsSpreadsheetProgramsDo(stored: String, shown: String?) throws {
    let found = try cells("<c r=\"A1\"><v>\(stored)</v></c>")
    #expect(found == [shown.map { "A1=number:\($0)" } ?? "A1=text:\(stored)"])
  }

  private let dateStyles = """
    <numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>\
    <numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/>\
    </cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>\
    <xf numFmtId="20"/><xf numFmtId="165"/><xf/></cellXfs>\
    <dxfs><dxf><numFmt numFmtId="0" formatCode="yyyy"/></dxf></dxfs>
    """

  @Test(arguments: [
    ("0", "44684", "number:44684"), ("1", "44684", "date:2022-05-03"),
    ("2", "44684", "date:2022-05-03"),
    ("1", "44684.430555555555", "date:2022-05-03T10:20:00"), ("1", "4.4684E4", "date:2022-05-03"),
    ("3", "0.43055555555555558", "date:10:20:00"), ("3", "44684.5", "date:2022-05-03T12:00:00"),
    ("4", "1.5", "number:1.5"), ("5", "44684", "number:44684"), ("9", "44684", "number:44684"),
    ("-1", "44684", "number:44684"), ("1", "1", "date:1900-01-01"), ("1", "59", "date:1900-02-28"),
    ("1", "60", "date:1900-02-29"), ("1", "61", "date:1900-03-01"), ("1", "0", "date:00:00:00"),
    ("1", "2958465", "date:9999-12-31"), ("1", "2958466", "number:2958466"),
    ("1", "-1", "number:-1"), ("1", "1E300", "number:1" + String(repeating: "0", count: 300)),
    ("1", "44684.99999999999", "date:2022-05-04"),
    ("1", "0.0000000000000000000001", "date:00:00:00"),
    ("1", "44620", "date:2022-02-28"), ("1", "43890", "date:2020-02-29"),
    ("1", "text", "text:text"),
  ])
  func numberUnderADateFormatIsADate(style: String, serial: String, cell: String) throws {
    let found = try cells("<c r=\"A1\" s=\"\(style)\"><v>\(serial)</v></c>", styles: dateStyles)
    #expect(found == ["A1=\(cell)"])
  }

  @Test(arguments: [
    ("1", "0", "1904-01-01"), ("1", "43222", "2022-05-03"), ("3", "0.5", "12:00:00"),
  ])
  func datesMayCountFrom1904(style: String, serial: String, date: String) throws {
    let found = try cells(
      "<c r=\"A1\" s=\"\(style)\"><v>\(serial)</v></c>", styles: dateStyles,
      workbookPr: "date1904=\"1\"")
    #expect(found == ["A1=date:\(date)"])
  }

  // MARK: Addresses

  @Test func missingAddressesFollowTheOnesBefore() throws {
    let sheet = """
      <row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>\
      <row r="9"><c><v>5</v></c></row><row><c r="B12"><v>6</v></c></row><row><c><v>7</v></c></row>
      """
    #expect(
      try WorkbookBuilder(sheet: sheet).cells() == [
        "A1=number:1", "D1=number:2", "E1=number:3", "A2=number:4", "A9=number:5", "B12=number:6",
        "A13=number:7",
      ])
  }

  @Test func cellsOutOfOrderAreSortedAndTheLaterTwinCounts() throws {
    let found = try cells(
      "<c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c><c r=\"C1\"><v>4</v></c>")
    #expect(found == ["A1=number:1", "C1=number:4"])
  }

  @Test func lastCellOfTheSheetAloneTakesNoRoom() throws {
    let sheet =
      "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c><c r=\"XFD1048576\"><v>2</v></c></row>"
    #expect(
      try WorkbookBuilder(sheet: sheet).cells() == ["A1048576=number:1", "XFD1048576=number:2"])
  }

  @Test(arguments: [
    ("<row r=\"1\"><c r=\"XFE1\"/></row>", 1, "XFE1"), ("<row r=\"0\"/>", 1, "0"),
    ("<row r=\"1\"/><row r=\"1048577\"/>", 2, "1048577"), ("<row r=\"-1\"/>", 1, "-1"),
    ("<row r=\"2\"><c r=\"A3\"/></row>", 2, "A3"), ("<row r=\"1\"><c r=\"\"/></row>", 1, ""),
    ("<row r=\"1\"><c r=\"XFD1\"/><c/></row>", 1, ""),
    ("<row r=\"1048576\"/><row><c/></row>", 1_048_577, ""),
  ])
  func impossibleAddressIsRefused(sheet: String, row: Int, address: String) {
    #expect(
      WorkbookBuilder(sheet: sheet).refusal()
        == .badAddress(part: "xl/worksheets/sheet1.xml", row: row, address: address))
  }

  @Test func missingSharedStringIsRefused() {
    let builder = WorkbookBuilder(
      sheet: "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c></row>", strings: "<si><t>a</t></si>")
    #expect(
      builder.refusal()
        == .missingSharedString(part: "xl/worksheets/sheet1.xml", row: 3, column: 2))
  }

  @Test func foreignElementsHoldNoCells() throws {
    let found = try cells(
      """
      <c r="A1"><x:v xmlns:x="other">9</x:v><v>1</v><extLst><ext><v>8</v></ext></extLst></c>\
      <x:c xmlns:x="other" r="B1"><v>2</v></x:c><!-- <c/> --><c r="C1"><v><![CDATA[3]]></v></c>
      """)
    #expect(found == ["A1=number:1", "C1=number:3"])
  }

  // MARK: Rows and facts

  @Test func hiddenRowsAndEmptyRowsAreTold() throws {
    let workbook = try WorkbookBuilder(
      sheet: "<row r=\"2\" hidden=\"1\"><c><v>1</v></c></row><row r=\"5\"/><row hidden=\"false\"/>"
    ).open()
    var reader = try workbook.rows(of: workbook.sheets[0])
    var row = RawRow()
    var found: [(number: Int, isHidden: Bool, cells: Int)] = []
    while try reader.read(into: &row) { found.append((row.number, row.isHidden, row.cells.count)) }
    #expect(found.map(\.number) == [2, 5, 6])
    #expect(found.map(\.isHidden) == [true, false, false])
    #expect(found.map(\.cells) == [1, 0, 0])
    #expect(row.number == 0)
    #expect(try !reader.read(into: &row))
  }

  @Test(arguments: ["", "<!-- </sheetData> -->"]) func factsAreKnownBeforeTheRows(
    comment: String
  ) throws {
    let workbook = try WorkbookBuilder(
      sheet: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
      before: "<cols><col min=\"2\" max=\"4\" hidden=\"1\"/><col min=\"5\" max=\"5\"/></cols>",
      after: "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>\(comment)<mergeCells>"
        + "<mergeCell ref=\"D9:C3\"/><mergeCell ref=\"none\"/></mergeCells><drawing r:id=\"rId1\"/>"
    ).open()
    let facts = try workbook.rows(of: workbook.sheets[0]).facts
    #expect(facts.mergedRanges.map(\.description) == ["A1:B2", "C3:D9"])
    #expect(facts.hiddenColumns == [2...4])
    #expect(facts.isHidden(column: 4) && !facts.isHidden(column: 5))
    #expect(facts.hasDrawing)
  }

  @Test func tagsWithAngleBracketsInTheirAttributesAreRead() throws {
    var builder = WorkbookBuilder()
    builder.add(
      "xl/worksheets/sheet1.xml",
      "<worksheet a=\">\"><sheetData b=\"x>y\"><row><c><v>1</v></c></row></sheetData>"
        + "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>")
    let workbook = try builder.open()
    #expect(try workbook.cells(of: workbook.sheets[0]) == ["A1=number:1"])
    #expect(try workbook.rows(of: workbook.sheets[0]).facts.mergedRanges.count == 1)
  }

  @Test func errorsTellThePlaceInTheWholePart() throws {
    let builder = WorkbookBuilder(
      sheet: "<row>\n</row>\n", after: "\n<mergeCells>\n<mergeCell></mergeCells>")
    guard case .malformed(_, 5, _, _) = builder.refusal() else {
      Issue.record("\(String(describing: builder.refusal()))")
      return
    }
  }

  @Test func sheetWithoutRowsHasItsFacts() throws {
    var builder = WorkbookBuilder()
    builder.add(
      "xl/worksheets/sheet1.xml",
      "<worksheet><sheetData/><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>")
    let workbook = try builder.open()
    #expect(try workbook.cells(of: workbook.sheets[0]).isEmpty)
    #expect(try workbook.rows(of: workbook.sheets[0]).facts.mergedRanges.count == 1)
  }

  // MARK: Limits

  @Test func limitsNameTheirFigures() {
    let long = String(repeating: "字", count: 11)
    let builder = WorkbookBuilder(
      sheet: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"str\"><v>\(long)</v></c>"
        + "</row>", strings: "<si><t>a</t></si><si><t>b</t></si>")
    let part = "xl/worksheets/sheet1.xml"
    #expect(builder.refusal() == nil)
    #expect(builder.refusal(WorkbookLimits(cells: 1)) == .tooManyCells(limit: 1))
    #expect(builder.refusal(WorkbookLimits(cells: 2)) == nil)
    #expect(
      builder.refusal(WorkbookLimits(textLength: 10))
        == .textTooLong(part: part, row: 1, column: 2, limit: 10))
    #expect(builder.refusal(WorkbookLimits(textLength: 11)) == nil)
    #expect(
      builder.refusal(WorkbookLimits(sharedStrings: 1)) == .tooManySharedStrings(limit: 1))
    #expect(
      builder.refusal(WorkbookLimits(depth: 3))
        == .tooDeep(part: part, limit: 3))
    let shared = WorkbookBuilder(strings: "<si><t>\(long)</t></si>")
    #expect(
      shared.refusal(WorkbookLimits(textLength: 10))
        == .textTooLong(part: "xl/strings.xml", row: 0, column: 0, limit: 10))
  }

  @Test func repeatedAddressesAreBounded() {
    let cell = "<c r=\"A1\"><v>1E300</v></c>"
    let builder = WorkbookBuilder(
      sheet: "<row r=\"1\">\(String(repeating: cell, count: 16_385))</row>")
    #expect(
      builder.refusal()
        == .tooManyColumns(part: "xl/worksheets/sheet1.xml", row: 1, limit: 16_384))
  }

  @Test func charactersOutsideTheBasicPlaneCountTwice() {
    let builder = WorkbookBuilder(
      sheet: "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>😀😀</v></c></row>")
    #expect(builder.refusal(WorkbookLimits(textLength: 4)) == nil)
    #expect(
      builder.refusal(WorkbookLimits(textLength: 3))
        == .textTooLong(part: "xl/worksheets/sheet1.xml", row: 1, column: 1, limit: 3))
  }
}
