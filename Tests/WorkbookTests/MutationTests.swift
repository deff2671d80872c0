import Testing

@testable import Workbook

/// Damages parts in many small ways, the same every time. Whatever comes of it is a value or an
/// error; a crash would end the run.
@Suite struct MutationTests {
  private static let sheet = """
    <row r="1" hidden="1"><c r="A1" s="1"><v>44684.5</v></c><c r="B1" t="s"><v>0</v></c></row>\
    <row r="3"><c r="C3" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>_x0041_</v></c>\
    <c r="D3" t="inlineStr"><is><r><t>一</t></r></is></c><c r="E3"><v>1.5E3</v></c></row>
    """
  private static let strings = "<si><t>二</t></si><si><r><t>a</t></r><rPh><t>b</t></rPh></si>"
  private static let styles = """
    <numFmts><numFmt numFmtId="164" formatCode="[h]:mm;@"/></numFmts>\
    <cellXfs><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>
    """
  private static let after = "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"
  /// Bytes that mean something to some reader.
  private static let pieces = [
    "<", ">", "/", "\"", "&", "!", "0", "9", "-", "E", "_x", ":", "\0", "中",
  ]

  @Test(arguments: [
    "xl/worksheets/sheet1.xml", "xl/strings.xml", "xl/styles.xml", "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
  ])
  func damagedPartIsSurvived(part: String) throws {
    let builder = WorkbookBuilder(
      sheet: Self.sheet, after: Self.after, strings: Self.strings, styles: Self.styles)
    let whole = try #require(builder.parts.first { $0.name == part }).bytes
    var random = SeededRandom(state: 20_220_225)
    var refused = 0
    for _ in 0..<120 {
      var bytes = whole
      for _ in 0...Int.random(in: 0...2, using: &random) {
        let start = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 0...8, using: &random))
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.removeSubrange(start..<end)
        case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
        default:
          let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
          bytes.replaceSubrange(start..<min(bytes.count, start + 1), with: piece.utf8)
        }
        if bytes.isEmpty { break }
      }
      var damaged = builder
      damaged.set(part, bytes)
      if damaged.refusal() != nil { refused += 1 }
    }
    #expect(refused > 30)
  }

  @Test func damagedArchiveIsSurvived() throws {
    let whole = try WorkbookBuilder(
      sheet: Self.sheet, after: Self.after, strings: Self.strings, styles: Self.styles
    ).archive()
    var random = SeededRandom(state: 42)
    var refused = 0
    for _ in 0..<300 {
      var bytes = whole
      for _ in 0...Int.random(in: 0...3, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      do throws(WorkbookError) {
        let workbook = try WorkbookReader(bytes: bytes)
        for sheet in workbook.sheets { _ = try workbook.cells(of: sheet) }
      } catch {
        refused += 1
      }
    }
    #expect(refused > 150)
  }
}
