import Table
import Testing

@testable import Workbook

/// Which shapes are read by their bytes to the end, and which are left to the parser.
@Suite struct PlainRowsTests {
  private func isPlain(
    _ rows: String, before: String = "", after: String = ""
  ) throws -> Bool {
    let workbook = try WorkbookBuilder(
      sheet: rows, before: before, after: after, strings: "<si><t>一</t></si>"
    ).open()
    var reader = try workbook.rows(of: workbook.sheets[0])
    var row = RawRow()
    do throws(WorkbookError) {
      while try reader.read(into: &row) {}
    } catch {
      return false
    }
    return reader.isPlain
  }

  @Test(arguments: [
    "<row r=\"1\" spans=\"1:2\" ht=\"15\" x14ac:dyDescent=\"0.25\"><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> 文 </t></is></c></row>",
    "\n  <row>\r\n<c><v>1</v></c> <c/>\n</row>\n", "<row r=\"1\" hidden=\"1\"/>",
    "<row r=\"1\"><c r=\"A1\" t=\"str\"><f>A2&amp;\"x\"</f><v>a &lt; b > &#20013;</v></c></row>",
    "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" si=\"0\"/><v>1</v></c></row>",
    "<row r='1'><c t='b' r='A1'><v>1</v></c><c r=\"B1\" cm=\"1\"><v/></c></row>", "",
  ])
  func shapeThatProgramsWriteIsPlain(rows: String) throws {
    #expect(try isPlain(rows, before: "<cols/>", after: "<pageSetup r:id=\"rId1\"/>"))
  }

  @Test(arguments: [
    "<!-- 注 --><row/>", "<row><c><v><![CDATA[1]]></v></c></row>", "<row><?p?></row>",
    "<row><c t=\"str\"><v>a\r\nb</v></c></row>", "<row><c t=\"str\"><v>]]></v></c></row>",
    "<row><c><v>&#0;</v></c></row>", "<row><c><v>&n;</v></c></row>",
    "<row><c r=\"A1\" r=\"A1\"/></row>",
    "<row q:r=\"1\"/>", "<row xmlns:q=\"urn:q\"/>", "<row a=\"&lt;\"/>", "<row a=\"1\"b=\"2\"/>",
    "<row><c><v>1</v><v>2</v></c></row>", "<row><c><extLst/></c></row>", "<row>文</row>",
    "<row><c r=\"A0\"/></row>", "<row r=\"2\"><c r=\"A1\"/></row>",
    "<row><c t=\"s\"><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" t=\"\"\"><v>0</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" t=\"&\"><v>0</v></c></row>",
    "<row r=\"1\"><c r=\"A1\"t=\"s\"><v>0</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" s=\"1\" s=\"1\"><v>0</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" t=\"s\" s=\"1\" r=\"A1\"><v>0</v></c></row>",
    "<row><c></row></c>", "<row", "<x:row xmlns:x=\"urn:x\"/>",
    "<row><c><is><r><t>a</t></r></is></c></row>",
  ])
  func anythingElseIsLeftToTheParser(rows: String) throws {
    #expect(try !isPlain(rows))
  }

  @Test(arguments: [("<!-- 注 -->", ""), ("", "<?p i?>"), ("", "<sheetData/>")])
  func surroundingsThatHideTagsAreLeftToTheParser(before: String, after: String) throws {
    #expect(try !isPlain("<row/>", before: before, after: after))
  }

  /// Bytes that are not UTF-8, or stand for what XML may not hold (XML 1.0, 2.2).
  @Test(
    arguments: [
      [0x80], [0xc0, 0x80], [0xc1, 0xbf], [0xe0, 0x9f, 0xbf], [0xed, 0xa0, 0x80],
      [0xef, 0xbf, 0xbe],
      [0xf0, 0x8f, 0xbf, 0xbf], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe4, 0xb8],
      [0xff], [0x01], [0xc3, 0x28],
    ] as [[UInt8]])
  func wrongCharacterIsRefused(bytes: [UInt8]) throws {
    var builder = WorkbookBuilder(
      sheet: "<row><c t=\"str\"><v>@</v></c></row><row><c a=\"@\"/></row>")
    let part = try #require(builder.parts.first { $0.name == "xl/worksheets/sheet1.xml" })
    for turn in 0..<2 {
      var whole = part.bytes
      let places = whole.indices.filter { whole[$0] == UInt8(ascii: "@") }
      whole.replaceSubrange(places[turn]...places[turn], with: bytes)
      builder.set(part.name, whole)
      guard case .malformed = builder.refusal() else {
        Issue.record("read")
        continue
      }
      #expect(WorkbookReader.differenceBetweenReaders(workbook: try builder.archive()) == nil)
    }
  }

  @Test(arguments: ["中", "é", "\u{10FFFF}", "𠮷", "\u{E000}", "\u{FFFD}", "\u{D7FF}", "\u{7F}"])
  func everyOtherCharacterIsPlain(text: String) throws {
    let rows = "<row a=\"\(text)\"><c r=\"A1\" t=\"str\"><v>\(text)</v></c></row>"
    #expect(try isPlain(rows))
    #expect(try WorkbookBuilder(sheet: rows).cells() == ["A1=text:\(text)"])
  }

  /// Addresses, styles and numbers of every length, which are read eight bytes at a time, and what
  /// all but looks like them.
  @Test(arguments: [
    "<c r=\"Z@\" s=\"1\"><v>1</v></c><c r=\"AA@\"/><c r=\"ZZ@\"><v>12</v></c><c r=\"AAA@\"><v>1</v></c>",
    "<c r=\"A@\" s=\"0000001\"><v>1</v></c><c r=\"B@\" s=\"99999999\"><v>2</v></c>",
    "<c r=\"A@\" s=\"\" t=\"s\"><v>0</v></c><c r=\"B@\" s=\"x\"><v>2</v></c>",
    "<c r=\"A@\"><v>0</v></c><c r=\"B@\"><v>00</v></c><c r=\"C@\"><v>007</v></c>",
    "<c r=\"A@\"><v>9999999</v></c><c r=\"B@\"><v>12345678</v></c><c r=\"C@\"><v>-1</v></c>",
    "<c r=\"A@\" t=\"s\"><v>00</v></c><c r=\"B@\" t=\"s\"><v>1</v></c><c r=\"C@\" t=\"s\"/>",
    "<c r=\"A@\" t=\"s\"><v>2</v></c>", "<c r=\"A@\" t=\"s\"><v>0 </v></c>",
    "<c r=\"A@\" t=\"n\"><v>1</v></c><c r=\"B@\" t=\"e\"><v>1</v></c><c r=\"C@\" t=\"zz\"><v>1</v></c>",
    "<c r=\"B@\"><v>1</v></c><c r=\"A@\"><v>2</v></c><c r=\"B@\"><v>3</v></c>",
    "<c r=\"A1@\"><v>1</v></c>", "<c r=\"A@1\"><v>1</v></c>", "<c r=\"A@\"><v>1</v ></c >",
  ])
  func readersAgreeOnShortCells(cells: String) throws {
    for number in [1, 12, 1_234_567, 1_048_576] {
      for spans in ["", " spans=\"1:24\"", " spans=\"1:\"", " spans=\"1:2\" ht=\"1\""] {
        let row = cells.replacing("@", with: "\(number)")
        let builder = WorkbookBuilder(
          sheet: "<row r=\"\(number)\"\(spans)>\(row)</row>",
          strings: "<si><t>一</t></si><si><t/></si>")
        #expect(WorkbookReader.differenceBetweenReaders(workbook: try builder.archive()) == nil)
      }
    }
  }

  /// What the rows before a surprise gave is not given again.
  @Test func rowsGoOnBehindASurprise() throws {
    let found = try WorkbookBuilder(
      sheet: """
        <row r="1"><c r="A1"><v>1</v></c></row><row><c><v>2</v></c></row>\
        <row><c><v><![CDATA[3]]></v></c></row><row r="9"><c r="B9"><v>4</v></c></row>
        """
    ).cells()
    #expect(found == ["A1=number:1", "A2=number:2", "A3=number:3", "B9=number:4"])
  }

  @Test func namesOfAnotherNamespaceAreNoRows() throws {
    var builder = WorkbookBuilder()
    builder.add(
      "xl/worksheets/sheet1.xml",
      "<x:worksheet xmlns:x=\"\(WorkbookBuilder.main)\" xmlns=\"urn:other\"><x:sheetData>"
        + "<row><c><v>1</v></c></row></x:sheetData></x:worksheet>")
    #expect(try builder.cells().isEmpty)
  }
}
