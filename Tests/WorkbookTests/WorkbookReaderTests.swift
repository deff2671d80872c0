import Testing
import ZipArchive

@testable import Workbook

@Suite struct WorkbookReaderTests {
  private let row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"

  @Test func sheetsComeInTabOrderWithTheirVisibility() throws {
    var builder = WorkbookBuilder(sheet: row)
    builder.add(
      "xl/workbook.xml",
      """
      <workbook xmlns="\(WorkbookBuilder.main)" xmlns:r="\(WorkbookBuilder.relationships)"><sheets>\
      <sheet name="二" sheetId="9" state="hidden" r:id="b"/><sheet name="一" sheetId="1" r:id="a"/>\
      <sheet name="图" sheetId="2" r:id="c"/><sheet name="三" sheetId="3" state="veryHidden" r:id="d"/>\
      <sheet name="空" sheetId="4" r:id=""/></sheets></workbook>
      """)
    builder.add(
      "xl/_rels/workbook.xml.rels",
      WorkbookBuilder.relationshipsPart([
        ("a", "worksheet", "worksheets/sheet1.xml"), ("b", "worksheet", "worksheets/sheet2.xml"),
        ("c", "chartsheet", "chartsheets/sheet1.xml"), ("d", "worksheet", "/xl/other.xml"),
      ]))
    let sheets = try builder.open().sheets
    #expect(sheets.map(\.name) == ["二", "一", "图", "三", "空"])
    #expect(
      sheets.map(\.visibility) == [.hidden, .visible, .visible, .veryHidden, .visible])
    #expect(sheets.map(\.kind) == [.worksheet, .worksheet, .other, .worksheet, .other])
    #expect(sheets[3].part == "xl/other.xml")
  }

  @Test(arguments: [
    "worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "WorkSheets/Sheet1.XML",
    "worksheets\\sheet1.xml", "./worksheets/../worksheets/sheet1.xml", "worksheets/sheet%31.xml",
  ])
  func partIsFoundByItsTarget(target: String) throws {
    var builder = WorkbookBuilder(sheet: row)
    builder.add(
      "xl/_rels/workbook.xml.rels",
      WorkbookBuilder.relationshipsPart([("rId1", "worksheet", target)]))
    #expect(try builder.cells() == ["A1=number:1"])
  }

  @Test func partsMayStandAnywhereUnderAnyName() throws {
    var builder = WorkbookBuilder(sheet: row)
    let sheet = try #require(builder.parts.first { $0.name.hasSuffix("sheet1.xml") }).bytes
    let workbook = try #require(builder.parts.first { $0.name == "xl/workbook.xml" }).bytes
    builder.parts = []
    builder.add(
      "_rels/.rels", WorkbookBuilder.relationshipsPart([("x", "officeDocument", "/book")]))
    builder.set("book", workbook)
    builder.add(
      "_rels/book.rels", WorkbookBuilder.relationshipsPart([("rId1", "worksheet", "table.bin")]))
    builder.set("table.bin", sheet)
    #expect(try builder.cells() == ["A1=number:1"])
  }

  @Test func strictNamespacesAndPrefixesAreRead() throws {
    var builder = WorkbookBuilder()
    let main = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    let relationships = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    builder.add(
      "xl/workbook.xml",
      """
      <x:workbook xmlns:x="\(main)" xmlns:q="\(relationships)"><x:sheets>\
      <x:sheet name="清单" sheetId="1" q:id="rId1"/></x:sheets></x:workbook>
      """)
    builder.add(
      "xl/worksheets/sheet1.xml",
      "<x:worksheet xmlns:x=\"\(main)\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"d\">"
        + "<x:v>2022-05-03</x:v></x:c></x:row></x:sheetData></x:worksheet>")
    #expect(try builder.cells() == ["A1=date:2022-05-03"])
  }

  @Test func utf16PartIsRead() throws {
    var builder = WorkbookBuilder()
    let text =
      "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
      + WorkbookBuilder.worksheet(
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>中</v></c></row>",
        after: "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>")
    builder.set(
      "xl/worksheets/sheet1.xml",
      text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] })
    #expect(try builder.cells() == ["A1=text:中"])
    let workbook = try builder.open()
    #expect(try workbook.rows(of: workbook.sheets[0]).facts.mergedRanges.count == 1)
  }

  // MARK: Refused

  @Test func whatIsNoWorkbookIsNamed() throws {
    func refusal(_ bytes: [UInt8]) -> WorkbookError? {
      do throws(WorkbookError) {
        _ = try WorkbookReader(bytes: bytes)
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal([]) == .notAnArchive)
    #expect(refusal([UInt8]("%PDF-1.7".utf8)) == .notAnArchive)
    var compound: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
    compound += [UInt8](repeating: 0, count: 1_500 - compound.count)
    #expect(refusal(compound) == .compoundFile)
    let name = "EncryptedPackage".utf8.flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
    compound.replaceSubrange(1_024..<1_024 + name.count, with: name)
    #expect(refusal(compound) == .encrypted)

    var other = WorkbookBuilder()
    other.parts = []
    other.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    #expect(try refusal(other.archive()) == .notAWorkbook)
    other = WorkbookBuilder()
    other.add("xl/workbook.xml", "<document/>")
    #expect(try refusal(other.archive()) == .notAWorkbook)
    other.add(
      "_rels/.rels", WorkbookBuilder.relationshipsPart([("r", "officeDocument", "xl/workbook.bin")])
    )
    other.add("xl/workbook.bin", "")
    #expect(try refusal(other.archive()) == .binaryWorkbook)
    other = WorkbookBuilder()
    other.add("xl/workbook.xml", "<workbook><sheets/></workbook>")
    #expect(try refusal(other.archive()) == .noWorksheet)
  }

  @Test func missingSharedAndForeignPartsAreNamed() {
    var builder = WorkbookBuilder()
    builder.parts.removeAll { $0.name == "xl/worksheets/sheet1.xml" }
    #expect(builder.refusal() == .missingPart(name: "xl/worksheets/sheet1.xml"))
    builder.add("xl/worksheets/sheet1.xml", "<chartsheet/>")
    #expect(builder.refusal() == .wrongPart(name: "xl/worksheets/sheet1.xml"))
    builder.add(
      "xl/_rels/workbook.xml.rels",
      WorkbookBuilder.relationshipsPart([("rId1", "worksheet", "../../../etc/passwd")]))
    #expect(builder.refusal() == .missingPart(name: "etc/passwd"))
    builder.add("xl/_rels/workbook.xml.rels", WorkbookBuilder.relationshipsPart([]))
    #expect(builder.refusal() == .missingPart(name: "rId1"))
    builder = WorkbookBuilder()
    builder.add(
      "xl/workbook.xml",
      """
      <workbook xmlns:r="\(WorkbookBuilder.relationships)"><sheets><sheet name="a" r:id="rId1"/>\
      <sheet name="b" r:id="rId1"/></sheets></workbook>
      """)
    #expect(builder.refusal() == .sharedPart(name: "xl/worksheets/sheet1.xml"))
  }

  @Test(arguments: [
    "xl/workbook.xml", "xl/strings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml",
    "xl/_rels/workbook.xml.rels", "_rels/.rels",
  ])
  func documentTypeAndBrokenPartAreNamed(part: String) {
    var builder = WorkbookBuilder(sheet: row, strings: "<si><t>a</t></si>", styles: "")
    builder.add(part, "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")
    #expect(builder.refusal() == .documentType(part: part, line: 1))
    builder.add(part, "")
    #expect(
      builder.refusal()
        == .malformed(part: part, line: 1, column: 1, reason: "Document is empty"))
  }

  @Test func everyTruncationIsRefused() throws {
    let whole = try WorkbookBuilder(sheet: row, strings: "<si><t>a</t></si>").archive()
    for length in 0..<whole.count {
      #expect(throws: WorkbookError.self, "cut at \(length)") {
        _ = try WorkbookReader(bytes: [UInt8](whole[..<length]))
      }
    }
  }

  @Test func truncatedWorksheetIsRefused() throws {
    var builder = WorkbookBuilder()
    let whole = WorkbookBuilder.worksheet(row + "<row r=\"2\"><c r=\"A2\"><v>2</v></c></row>")
    let cut = try #require(whole.firstRange(of: "</row></sheetData>"))
    builder.add("xl/worksheets/sheet1.xml", String(whole[..<cut.lowerBound]))
    guard case .malformed("xl/worksheets/sheet1.xml", 1, _, _) = builder.refusal() else {
      Issue.record("not refused as malformed: \(String(describing: builder.refusal()))")
      return
    }
  }

  @Test func smallFileThatAsksForGigabytesIsRefused() throws {
    // 3 GiB of blanks within a part deflate to 3 MiB; here the directory merely claims them.
    var bytes = try WorkbookBuilder(sheet: row).archive()
    let name = [UInt8]("xl/worksheets/sheet1.xml".utf8)
    let start = try #require(
      (0..<bytes.count - name.count).last { bytes[$0...].starts(with: name) })
    bytes.replaceSubrange(start - 46 + 24..<start - 46 + 28, with: [0, 0, 0, 0x60])
    let limits = ZipLimits()
    #expect(
      throws: WorkbookError.archive(
        .entryTooLarge(name: "xl/worksheets/sheet1.xml", bytes: 0x6000_0000, limit: 1 << 30))
    ) {
      let workbook = try WorkbookReader(bytes: bytes, limits: WorkbookLimits(archive: limits))
      _ = try workbook.rows(of: workbook.sheets[0])
    }
  }

  @Test func bombIsRefusedAsALimit() throws {
    let builder = WorkbookBuilder(sheet: row + String(repeating: " ", count: 12 << 20))
    let error = try #require(builder.refusal())
    guard case .archive(.ratioTooHigh("xl/worksheets/sheet1.xml", _, _, limit: 200)) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(error.cause == .limit)
  }
}
