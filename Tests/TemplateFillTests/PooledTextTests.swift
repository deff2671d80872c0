import Table
import Testing

@testable import TemplateFill

/// Rows that name texts of a pool come out as rows that hold them.
@Suite struct PooledTextTests {
  private struct PooledList: TemplateList {
    let texts: TextPool
    let ids: [TextID]
    var fields: [String] { ["t", "n"] }
    var rowCount: Int { ids.count }

    func makeRows() -> any TemplateRows { Rows(list: self) }

    private struct Rows: TemplateRows {
      let list: PooledList
      var next = 0

      mutating func next(into row: inout TemplateRow) -> Bool {
        guard next < list.ids.count else { return false }
        row.pools = [FinishedPool(list.texts)]
        row.append(text: list.ids[next], ofPool: 0)
        row.append(integer: next)
        next += 1
        return true
      }
    }
  }

  private func book(strings: [String]) -> TestWorkbook {
    var book = TestWorkbook(
      rows: #"<row r="1">"# + cell("A1", "{l.t}", style: 1) + cell("B1", "{l.n}")
        + cell("C1", "共{l.t}。") + "</row>",
      head: #"<cols><col min="1" max="3" width="10"/></cols>"#)
    book.styles = """
      <fonts count="1"><font><sz val="11"/></font></fonts><cellXfs count="3">\
      <xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="0"><alignment wrapText="1"/></xf>\
      <xf numFmtId="0" fontId="0"/></cellXfs>
      """
    book.strings = strings
    return book
  }

  private static let texts = [
    "工贸", "", "<&>", "_x0041_", " 前", "后\n", "\u{1}\u{FFFF}", "安全生产责任制落实情况",
    String(repeating: "长", count: 33), String(repeating: "甲", count: 900),
    String(repeating: "&", count: 2_000), "=1+1", "a\tb",
  ]

  @Test(arguments: [[], ["<t>x</t>"]])
  func pooledTextIsWrittenAsAnyOther(strings: [String]) throws {
    var pool = TextPool()
    // Every text thrice, so that it is met, enters the table, and is found there.
    let words = Self.texts + Self.texts + Self.texts.reversed()
    let ids = words.map { pool.intern($0) }
    let pooled = try book(strings: strings)
      .filled(TemplateData(lists: ["l": PooledList(texts: pool, ids: ids)]))
    let plain = try book(strings: strings).filled(
      TemplateData(lists: [
        "l": TemplateTable(
          fields: ["t", "n"],
          rows: words.enumerated().map { [.text($0.element), .integer($0.offset)] })
      ]))
    #expect(try pooled.rows() == plain.rows())
    if !strings.isEmpty {
      #expect(try pooled.part("xl/sharedStrings.xml") == plain.part("xl/sharedStrings.xml"))
      #expect(try pooled.rows().contains(#" t="s"><v>"#))
    }
  }

  /// Texts whose numbers lie so far apart that each pushes the other out of what is remembered.
  @Test func textsThatPushEachOtherOutStayApart() throws {
    var pool = TextPool()
    let ids = (0..<9_000).map { pool.intern("第\($0)处") }
    let list = PooledList(texts: pool, ids: [ids[0], ids[8_192], ids[0], ids[8_192], ids[0]])
    let rows = try book(strings: ["<t>x</t>"]).filled(TemplateData(lists: ["l": list])).rows()
    let inCells = rows.split(separator: "<row").map { $0.contains("<t>第0处</t>") }
    #expect(inCells == [true, false, false, false, false])
    #expect(rows.contains("<t>第8192处</t>") && rows.contains(#"t="s"><v>1</v>"#))
  }

  @Test func textTooLongForACellIsRefusedWithItsPlace() throws {
    var pool = TextPool()
    let id = pool.intern(String(repeating: "长", count: 32_768))
    let list = PooledList(texts: pool, ids: [id])
    #expect(throws: TemplateError.self) {
      try book(strings: []).filled(TemplateData(lists: ["l": list]))
    }
  }

  @Test(arguments: [0, 7, 99_999_999, 100_000_000, -5, Int.max, Int.min])
  func numberIsWrittenInDigits(number: Int) {
    var bytes: [UInt8] = []
    bytes.appendDecimal(number)
    #expect(String(decoding: bytes, as: UTF8.self) == String(number))
  }
}
