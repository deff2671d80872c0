import Testing

@testable import TemplateFill

/// Lists of so many rows that their cells leave their addresses out (ECMA-376 Part 1, 18.3.1.4).
@Suite struct LongListTests {
  /// A row of the list with a gap, a formula and a date of a format that shows none.
  private static let book = TestWorkbook(
    rows: #"<row r="1"><c r="A1"><v>7</v></c><c r="B1"><v>8</v></c></row><row r="2">"#
      + cell("A2", "{l.n}") + cell("B2", "{l.d}", style: 0)
      + cell("D2", "第{l.n}条", style: 2) + #"<c r="E2" s="2"><f>A2*2</f></c><c r="F2" s="2"/></row>"#
  )

  private func rows(_ count: Int) throws -> String {
    let date = try #require(TemplateDate(year: 2022, month: 5, day: 3))
    let list = TemplateTable(
      fields: ["n", "d"], rows: (1...count).map { [.integer($0), .date(date)] })
    return try Self.book.filled(TemplateData(lists: ["l": list])).rows()
  }

  @Test func cellThatFollowsAnotherLeavesItsAddressOut() throws {
    let rows = try rows(10_000)
    // Rows that are not the list's state all addresses.
    #expect(rows.hasPrefix(#"<row r="1"><c r="A1"><v>7</v></c><c r="B1"><v>8</v></c></row>"#))
    // Every row states its own, and its first cell; so does the cell behind a gap.
    #expect(
      rows.hasSuffix(
        #"<row r="10001"><c r="A10001"><v>10000</v></c><c s="3"><v>44684</v></c>"#
          + #"<c r="D10001" s="2" t="inlineStr"><is><t>第10000条</t></is></c>"#
          + #"<c s="2"><f>A10001*2</f></c><c s="2"/></row>"#))
  }

  @Test func shorterListStatesAllAddresses() throws {
    let rows = try rows(9_999)
    #expect(!rows.contains("<c s=") && !rows.contains("<c t="))
    #expect(rows.contains(#"<c r="B10000" s="3"><v>44684</v></c>"#))
    #expect(rows.contains(#"<c r="F10000" s="2"/></row>"#))
  }
}
