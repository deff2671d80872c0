import Testing

@testable import Workbook

@Suite struct PartOutlineTests {
  private func cut(_ part: String) -> String? {
    PartOutline(of: [UInt8](part.utf8), around: "sheetData").map {
      String(decoding: $0.around, as: UTF8.self)
    }
  }

  @Test func rowsAreCutOut() {
    #expect(
      cut("<?xml version=\"1.0\"?><w><cols/><sheetData x=\"1\"><row/></sheetData><m/></w>")
        == "<?xml version=\"1.0\"?><w><cols/><sheetData x=\"1\"></sheetData><m/></w>")
    #expect(
      cut("<x:w><x:sheetData><x:row/></x:sheetData ></x:w>")
        == "<x:w><x:sheetData></x:sheetData ></x:w>")
  }

  @Test(arguments: [
    "", "<w></w>", "<w><sheetData/></w>", "<w><sheetData", "<w><sheetData><row/></w>",
    "<w><!-- <sheetData> --><sheetData></sheetData></w>",
    "<w><sheetData></sheetData><!-- </sheetData> --></w>",
    "<w><sheetData></sheetData><a><![CDATA[</sheetData>]]></a></w>",
    "<!DOCTYPE w><w><sheetData></sheetData></w>",
    "<w><sheetData><c><!-- </sheetData> --></c></w>",
    "<w><?x a> <sheetData></sheetData> ?><sheetData/></w>",
    "<w><sheetData></sheetData><?x </sheetData>?></w>",
    "<?xml version=\"1.0\" encoding=\"GBK\"?><w><sheetData></sheetData></w>",
  ])
  func doubtfulPartIsNotCut(part: String) {
    #expect(cut(part) == nil)
  }
}
