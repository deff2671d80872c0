import DelimitedText
import Table
import Testing

@Suite struct CSVWriterTests {
  private func written(_ body: (inout CSVWriter) -> Void) -> String {
    var writer = CSVWriter(isContinued: true)
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func fileBeginsWithAMarkAndRowsEndInCRLF() {
    var writer = CSVWriter()
    writer.text("甲")
    writer.number(-42)
    writer.blank()
    writer.plain("-3.50")
    writer.endRow()
    #expect(writer.drain() == [0xEF, 0xBB, 0xBF] + Array("甲,-42,,-3.50\r\n".utf8))
    writer.number(0)
    writer.endRow()
    #expect(writer.drain() == Array("0\r\n".utf8))
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+86", "'+86"), ("-", "'-"), ("@x", "'@x"), ("'q", "''q"),
    ("\ta", "'\ta"), ("\ra", "\"'\ra\""), ("=\"a\"", "\"'=\"\"a\"\"\""),
    ("a=b", "a=b"), (" =a", " =a"), ("", ""), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
    ("a\nb", "\"a\nb\""),
  ])
  func textIsGuardedAndQuoted(text: String, field: String) {
    #expect(written { $0.text(text) } == field)
    #expect(written { $0.text(Array(text.utf8)[...]) } == field)
    #expect(Array(CSVGuard.removed(from: Array(field.utf8))).count <= field.utf8.count)
  }

  @Test(arguments: [
    Int.min, Int.max, 0, 9, 10, 99, 100, -1, 1_000_000,
  ])
  func wholeNumbersAreWritten(number: Int) {
    #expect(written { $0.number(number) } == String(number))
  }

  @Test func rowOfOneBlankFieldIsARow() {
    let text = written { writer in
      writer.blank()
      writer.endRow()
      writer.text("a")
      writer.endRow()
    }
    #expect(text == "\"\"\r\na\r\n")
  }

  /// What is written is read back, whatever the texts hold.
  @Test func everyTextReadsBack() {
    let signs = ["\"", ",", "\r", "\n", "'", "=", "甲", ""]
    var texts: [String] = []
    for a in signs {
      for b in signs { for c in signs { texts.append(a + b + c) } }
    }
    var writer = CSVWriter()
    for text in texts {
      writer.text("x")
      writer.text(text)
      writer.text("y")
      writer.endRow()
    }
    var reader = CSVReader(writer.bytes, dialect: CSVDialect())
    var row = RawRow()
    for (index, text) in texts.enumerated() {
      let isRow = reader.read(into: &row)
      #expect(isRow)
      #expect(row.number == index + 1)
      #expect(row.cells.last?.column == 3)
      let cell = row.cells.first { $0.column == 2 }
      let field = cell.map { row.bytes[Int($0.text.lowerBound)..<Int($0.text.upperBound)] } ?? []
      #expect(Array(CSVGuard.removed(from: field)) == Array(text.utf8), "\(text.debugDescription)")
    }
    let isRow = reader.read(into: &row)
    #expect(!isRow)
  }

  @Test func onlyAGuardIsTakenOff() {
    #expect(Array(CSVGuard.removed(from: Array("'abc".utf8))) == Array("'abc".utf8))
    #expect(Array(CSVGuard.removed(from: Array("'".utf8))) == Array("'".utf8))
    #expect(Array(CSVGuard.removed(from: Array("''=".utf8))) == Array("'=".utf8))
  }
}

@Suite struct PooledFieldTests {
  @Test func textOfAPoolIsWrittenAsItStands() {
    var pool = TextPool()
    let (one, two) = (pool.intern("工贸"), pool.intern("甲 乙"))
    var writer = CSVWriter(isContinued: true)
    writer.plain(one, of: pool)
    writer.plain(0, of: pool)
    writer.plain(two, of: pool)
    writer.number(100_000_000)
    writer.number(-1)
    writer.plain { $0 += "x".utf8 }
    writer.endRow()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == "工贸,,甲 乙,100000000,-1,x\r\n")
  }

  @Test(arguments: [
    ("", true), ("工贸", true), ("a b", true), ("a,b", false), ("\"", false), ("=1", false),
    ("-", false), ("a-", true), ("a\n", false), ("'", false), ("\t", false),
  ])
  func textIsPlainWithoutQuotesAndGuard(text: String, isPlain: Bool) {
    #expect(CSVWriter.isPlain(Array(text.utf8).span) == isPlain)
  }
}
