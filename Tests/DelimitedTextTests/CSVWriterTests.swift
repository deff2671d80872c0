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
    let header = [0xEF, 0xBB, 0xBF] + Array("甲,-42,,-3.50\r\n".utf8)
    #expect(writer.count == header.count)
    #expect(writer.drain { $0 } == header)
    #expect(writer.count == 0)
    writer.number(0)
    writer.endRow()
    #expect(writer.drain { $0 } == Array("0\r\n".utf8))
    #expect(writer.drain { $0 } == [])
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+86", "'+86"), ("-", "'-"), ("@x", "'@x"), ("'q", "''q"),
    ("\ta", "'\ta"), ("\ra", "\"'\ra\""), ("=\"a\"", "\"'=\"\"a\"\"\""),
    ("a=b", "a=b"), (" =a", " =a"), ("", ""), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
    ("a\nb", "\"a\nb\""),
  ])
  func textIsGuardedAndQuoted(text: String, field: String) {
    #expect(written { $0.text(text) } == field)
    #expect(written { $0.text(Array(text.utf8).span) } == field)
    // Among other texts of a pool, with signs before and behind it.
    var pool = TextPool()
    _ = pool.intern("=,\"")
    let id = pool.intern(text)
    _ = pool.intern(",\",\",\",\"")
    #expect(written { $0.text(id, of: pool) } == field)
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

@Suite struct FieldLengthTests {
  /// Texts are copied eight bytes at a time: each length, with what follows in the pool written
  /// over, and a sign at each place of it.
  @Test func textsOfEachLengthAreWrittenWithASignAnywhere() {
    for length in 0...20 {
      let plain = String(repeating: "a", count: length)
      #expect(row(plain) == "\(plain),7\r\n")
      for sign in [",", "\"", "\r", "\n", "!", "(", " ", "-", "+", "/", "\u{1}", "\u{7F}"] {
        for place in 0..<length {
          let text = plain.prefix(place) + "b" + sign + plain.suffix(length - place)
          let isQuoted = [",", "\"", "\r", "\n"].contains(sign)
          let field = text.replacing("\"", with: "\"\"")
          #expect(row(String(text)) == (isQuoted ? "\"\(field)\"" : field) + ",7\r\n")
        }
      }
    }
  }

  private func row(_ text: String) -> String {
    var pool = TextPool()
    let id = pool.intern(text)
    _ = pool.intern("\",=")
    var (first, second) = (CSVWriter(isContinued: true), CSVWriter(isContinued: true))
    first.text(id, of: pool)
    first.number(7)
    first.endRow()
    second.text(Array(text.utf8).span)
    second.plain("7")
    second.endRow()
    #expect(first.bytes == second.bytes)
    return String(decoding: first.bytes, as: UTF8.self)
  }

  @Test func valuesAreWrittenIntoRoom() {
    var writer = CSVWriter(isContinued: true)
    writer.number(100_000_000)
    writer.blank()
    writer.plain(room: 16) { room, place in room.put(Array("2022-05".utf8).span, at: &place) }
    writer.endRow()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "100000000,,2022-05\r\n")
  }

  /// Rows go on where the last ones were handed over, whether their bytes are kept or not.
  @Test func rowsAreHandedOnInPieces() {
    var (writer, whole, pieces) = (CSVWriter(), CSVWriter(), [UInt8]())
    for number in 0..<3_000 {
      for text in ["x\(number)", String(repeating: "甲,", count: number % 90)] {
        writer.text(text)
        whole.text(text)
      }
      writer.endRow()
      whole.endRow()
      if number % 7 == 0 { writer.drain { pieces += $0 } }
      if number % 500 == 0 { pieces += writer.drain { $0 } }
    }
    writer.drain { pieces += $0 }
    #expect(pieces == whole.bytes)
  }
}
