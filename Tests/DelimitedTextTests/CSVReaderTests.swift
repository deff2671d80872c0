import DelimitedText
import Table
import Testing

/// Rows as a test writes them: `number: column=text …`.
private func rows(_ reader: CSVReader) -> [String] {
  var reader = reader
  var row = RawRow()
  var lines: [String] = []
  while reader.read(into: &row) {
    let cells = row.cells.map { cell in
      let text = row.bytes[Int(cell.text.lowerBound)..<Int(cell.text.upperBound)]
      return "\(cell.column)=\(String(decoding: text, as: UTF8.self))"
    }
    lines.append("\(row.number): " + cells.joined(separator: " "))
  }
  return lines
}

private func rows(_ text: String, _ dialect: CSVDialect? = CSVDialect()) -> [String] {
  rows(CSVReader(Array(text.utf8), dialect: dialect))
}

@Suite struct CSVReaderTests {
  @Test(arguments: ["\r\n", "\n", "\r"])
  func linesEndInAnyWay(end: String) {
    let text = ["甲,乙", "", ",1", ",,", "x", ""].joined(separator: end)
    #expect(rows(text) == ["1: 1=甲 2=乙", "3: 2=1", "5: 1=x"])
    #expect(rows(text + "last") == ["1: 1=甲 2=乙", "3: 2=1", "5: 1=x", "6: 1=last"])
  }

  @Test(arguments: [
    ("\"a,b\",c", ["1: 1=a,b 2=c"]),
    ("\"a\r\nb\",c\r\nd", ["1: 1=a\r\nb 2=c", "2: 1=d"]),
    ("\"a\"\"b\",\"\",\"\"\"\"", ["1: 1=a\"b 3=\""]),
    // Not RFC 4180, read as spreadsheet programs do.
    ("a\"b,c\"\nd", ["1: 1=a\"b 2=c\"", "2: 1=d"]),
    ("\"a\"b,c", ["1: 1=ab 2=c"]),
    ("\"a\"b\"c\",d", ["1: 1=ab\"c\" 2=d"]),
    (" \"a,b\"", ["1: 1= \"a 2=b\""]),
    ("=\"001\",x", ["1: 1==\"001\" 2=x"]),
  ])
  func quotesAreRead(text: String, expected: [String]) {
    #expect(rows(text) == expected)
  }

  @Test func emptyTextsHaveNoRows() {
    for text in ["", "\n", "\r\n\r\n", ",,,\n", "\"\"", "\u{FEFF}", "sep=;\r\n"] {
      #expect(rows(text) == [], "\(text.debugDescription)")
      #expect(rows(text, nil) == [], "\(text.debugDescription)")
    }
  }

  @Test func unclosedQuoteIsReportedWhereItBegan() {
    var reader = CSVReader(Array("a,b\r\n\"x\r\ny\",1\r\n\r\nc,\"d\r\ne,f\r\n".utf8))
    #expect(reader.unclosedQuote == nil)
    #expect(rows(reader) == ["1: 1=a 2=b", "2: 1=x\r\ny 2=1", "4: 1=c 2=d\r\ne,f\r\n"])
    var row = RawRow()
    while reader.read(into: &row) {}
    #expect(reader.unclosedQuote?.line == 5)
    #expect(reader.unclosedQuote?.row == 4)
  }

  @Test func raggedRowsTellTheirLength() {
    var reader = CSVReader(Array("a,b,c\n1\n1,,,,\n".utf8))
    var row = RawRow()
    var counts: [Int] = []
    while reader.read(into: &row) { counts.append(reader.fieldCount) }
    #expect(counts == [3, 1, 5])
    #expect(row.cells.isEmpty)
  }

  @Test func zeroBytesAreKept() {
    let reader = CSVReader([0x61, 0, 0x2C, 0, 0x0A])
    #expect(reader.hasZeroBytes)
    #expect(rows(reader) == ["1: 1=a\0 2=\0"])
  }

  @Test func quoteCanBeAnotherOrNone() {
    #expect(rows("'a,b','it''s'", CSVDialect(quote: 0x27)) == ["1: 1=a,b 2=it's"])
    #expect(rows("\"a,b\"", CSVDialect(quote: nil)) == ["1: 1=\"a 2=b\""])
  }

  @Test(arguments: [
    ("序号;开发区;备注\n1;甲,乙,丙;x\n2;丁;y,z\n", Delimiter.semicolon),
    ("序号\t开发区\n1\t\"a\tb\"\n", .tab),
    ("序号|开发区\n1|a,b\n2|c\n", .bar),
    ("标题行\n单位：苏州市;\n序号,开发区,备注\n1,a;b;c,d\n2,b,e\n", .comma),
    ("只有一列\n甲\n", .comma),
    ("\"a;b;c;d\";1\n\"e\";2\n", .semicolon),
  ])
  func delimiterIsToldFromTheContent(text: String, delimiter: Delimiter) {
    #expect(CSVReader(Array(text.utf8)).dialect.delimiter == delimiter.rawValue)
  }

  @Test(arguments: ["sep=;\r\n", "SEP=;\n", "\"sep=;\"\r\n", "\u{FEFF}sep=;\n"])
  func separatorLineNamesTheDelimiterAndIsNoRow(line: String) {
    #expect(rows(line + "a,1;b\n", nil) == ["1: 1=a,1 2=b"])
  }

  @Test func lineThatOnlyLooksLikeASeparatorLineIsARow() {
    #expect(rows("sep=,x\n", nil) == ["1: 1=sep= 2=x"])
    #expect(rows("sep=\nx\n", nil) == ["1: 1=sep=", "2: 1=x"])
  }

  /// Any bytes are some table: every text of five of these signs is read to its end.
  @Test func noTextHangsOrCrashes() {
    let signs: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0xFF]
    for number in 0..<7_776 {
      var rest = number
      let text = (0..<5).map { _ in
        defer { rest /= signs.count }
        return signs[rest % signs.count]
      }
      var reader = CSVReader(text)
      var row = RawRow()
      var fields = 0
      while reader.read(into: &row) { fields += row.cells.count }
      #expect(reader.isAtEnd)
      #expect(fields <= text.count)
    }
  }
}
