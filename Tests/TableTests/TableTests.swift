import Table
import Testing

@Suite struct CellReferenceTests {
  @Test(arguments: [
    ("A1", 1, 1), ("P9", 9, 16), ("$AA$10", 10, 27), ("xfd1048576", 1_048_576, 16_384),
  ])
  func addressIsRead(text: String, row: Int, column: Int) {
    #expect(CellReference(text.utf8) == CellReference(row: row, column: column))
  }

  @Test(arguments: [
    "", "9", "A", "A0", "1A", "A1B", "XFE1", "A1048577", "A1:B2", "A99999999999999999999",
  ])
  func nonAddressIsRefused(text: String) {
    #expect(CellReference(text.utf8) == nil)
  }

  @Test(arguments: [1, 26, 27, 702, 703, 16_384])
  func lettersReadBack(column: Int) {
    let address = CellReference(row: 7, column: column)
    #expect(CellReference(address.description.utf8) == address)
  }
}

@Suite struct TextPoolTests {
  @Test func equalTextsShareANumberAcrossGrowth() {
    var pool = TextPool()
    let first = (0..<5_000).map { pool.intern("隐患\($0)") }
    let second = (0..<5_000).map { pool.intern("隐患\($0)") }
    #expect(first == second)
    #expect(pool.count == 5_001)
    #expect(pool.string(first[4_321]) == "隐患4321")
    #expect(pool.intern("") == 0)
    #expect(pool.string(0) == "")
  }
}
