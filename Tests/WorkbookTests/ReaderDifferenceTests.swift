import Testing

@testable import Workbook

/// The two ways of reading a part give the same rows, facts and errors.
@Suite struct ReaderDifferenceTests {
  private static let styles = """
    <numFmts><numFmt numFmtId="164" formatCode="[h]:mm;@"/></numFmts>\
    <cellXfs><xf/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="21"/><xf numFmtId="22"/></cellXfs>
    """
  private static let around = [
    ("", ""), ("<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols>", ""),
    ("<sheetPr/><dimension ref=\"A1\"/>", "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"),
    ("\n", "<drawing r:id=\"rId1\"/>"), ("<!-- 注 -->", ""), ("", "<?p i?>"), ("", "<sheetData/>"),
    ("<sheetData/>", ""), ("", "<"), ("<a><sheetData/></a>", ""),
  ]

  private func workbook(_ maker: inout SheetMaker) -> WorkbookBuilder {
    let (before, after) =
      maker.random.chance(maker.oddity) ? maker.random.pick(Self.around) : Self.around[2]
    return WorkbookBuilder(
      sheet: maker.rows(), before: before, after: after, strings: maker.strings(),
      styles: Self.styles)
  }

  @Test(arguments: [0, 2, 10, 40])
  func readersAgreeOnSheetsByChance(oddity: Int) throws {
    var maker = SheetMaker(
      random: SeededRandom(state: UInt64(20_220_225 + oddity)), oddity: oddity)
    for turn in 0..<250 {
      let archive = try workbook(&maker).archive()
      let difference = WorkbookReader.differenceBetweenReaders(workbook: archive)
      #expect(difference == nil, "turn \(turn)")
    }
  }

  @Test func readersAgreeOnDamagedSheets() throws {
    var maker = SheetMaker(random: SeededRandom(state: 77), oddity: 3)
    let pieces = "<>/\"'&;!?0 :=_x-\r\n\u{0}中]".unicodeScalars.map { Array(String($0).utf8) }
    for turn in 0..<600 {
      var builder = workbook(&maker)
      let part = maker.random.pick(["xl/worksheets/sheet1.xml", "xl/strings.xml"])
      var bytes = try #require(builder.parts.first { $0.name == part }).bytes
      let start = Int.random(in: 0..<bytes.count, using: &maker.random)
      let end = min(bytes.count, start + Int.random(in: 0...6, using: &maker.random))
      switch Int.random(in: 0..<5, using: &maker.random) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
      case 2: bytes[start] = UInt8.random(in: 0...255, using: &maker.random)
      case 3: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &maker.random)
      default: bytes.replaceSubrange(start..<end, with: maker.random.pick(pieces))
      }
      builder.set(part, bytes)
      let difference = WorkbookReader.differenceBetweenReaders(workbook: try builder.archive())
      #expect(difference == nil, "turn \(turn)")
    }
  }

  @Test(arguments: [
    WorkbookLimits(cells: 9), WorkbookLimits(textLength: 3),
    WorkbookLimits(sharedStrings: 4), WorkbookLimits(depth: 5),
  ])
  func readersAgreeOnLimits(limits: WorkbookLimits) throws {
    var maker = SheetMaker(random: SeededRandom(state: 5), oddity: 2)
    for turn in 0..<40 {
      let archive = try workbook(&maker).archive()
      let difference = WorkbookReader.differenceBetweenReaders(workbook: archive, limits: limits)
      #expect(difference == nil, "turn \(turn)")
    }
  }

  /// Strings whose tags mean something else than their bytes seem to.
  @Test(arguments: [
    "<sst xmlns=\"M\" xmlns:x=\"M\"><si><x:t>一</x:t></si></sst>",
    "<sst xmlns=\"urn:q\" xmlns:x=\"M\"><si><t>一</t></si></sst>",
    "<x:sst xmlns=\"urn:q\" xmlns:x=\"M\"><si><t>一</t></si></x:sst>",
    "<sst xmlns=\"M\"><si><si><t>一</t></si></si></sst>", "<sst xmlns=\"M\"><t>一</t></sst>",
    "<sst xmlns=\"M\"><si><t>一</t></si></sst><!-- </sst> -->", "<sst xmlns=\"M\"/>",
    "<sst xmlns=\"M\"><si><t>一</si></sst>",
    "<sst xmlns=\"M\"><si><r><r><t>一</t></r></r></si></sst>",
    "<q><sst xmlns=\"M\"><si><t>一</t></si></sst></q>", "<sst xmlns=\"M\"><si/><si><t/></si></sst>",
  ])
  func readersAgreeOnStrings(part: String) throws {
    var builder = WorkbookBuilder(
      sheet: "<row><c t=\"s\"><v>0</v></c></row>", strings: "<si><t>一</t></si>")
    builder.add(
      "xl/strings.xml",
      part.split(separator: "\"M\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\(WorkbookBuilder.main)\""))
    let difference = WorkbookReader.differenceBetweenReaders(workbook: try builder.archive())
    #expect(difference == nil)
  }
}
