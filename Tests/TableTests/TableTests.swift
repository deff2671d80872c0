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

  /// Room may be made before any text, between texts, and for fewer than then come.
  @Test(arguments: [0, 300, 5_000]) func roomMadeBeforehandChangesNoNumber(_ count: Int) {
    var (plain, roomy) = (TextPool(), TextPool())
    for start in [0, 2_000] {
      roomy.reserve(texts: count, bytes: count * 13)
      for index in start..<start + 2_000 {
        #expect(roomy.intern("隐患\(index)") == plain.intern("隐患\(index)"))
      }
    }
    #expect(roomy.bytes == plain.bytes)
    #expect(roomy.intern("隐患3999") == 4_000)
  }

  /// Texts are compared eight bytes at a time: each length, and a difference at each place.
  @Test func textsThatDifferInOneByteHaveNumbersOfTheirOwn() {
    var pool = TextPool()
    var texts: [[UInt8]] = []
    for length in 1...20 {
      let plain = [UInt8](repeating: 0x61, count: length)
      texts.append(plain)
      for place in 0..<length {
        var other = plain
        other[place] = 0x62
        texts.append(other)
      }
    }
    let numbers = texts.map { pool.intern($0.span) }
    #expect(Set(numbers).count == texts.count)
    #expect(zip(numbers, texts).allSatisfy { Array(pool[$0]) == $1 })
    #expect(texts.map { pool.intern($0.span) } == numbers)
    #expect(texts.map { pool.number(of: $0.span, hash: TextPool.hash($0.span)) } == numbers)
    let other = Array("aab!".utf8)
    #expect(pool.number(of: other.span, hash: TextPool.hash(other.span)) == nil)
  }

  @Test func closedPoolKeepsItsTextsAndStillTakesOthers() {
    var open = TextPool()
    let numbers = (0..<500).map { open.intern("隐患\($0)") }
    var pool = open.closed()
    #expect(numbers.map { pool.string($0) } == (0..<500).map { "隐患\($0)" })
    let text = Array("隐患77".utf8)
    #expect(pool.number(of: text.span, hash: TextPool.hash(text.span)) == numbers[77])
    #expect(pool.intern("隐患77") == numbers[77])
    #expect(pool.intern("隐患500") == TextID(numbers.count + 1))
    #expect(pool.string(TextID(numbers.count + 1)) == "隐患500")
  }
}
