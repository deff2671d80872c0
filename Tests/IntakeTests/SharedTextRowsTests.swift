import Findings
import ListRecords
import ListSchema
import Table
import Testing
import Validation
import Values

/// Rows of a sheet whose texts are shared strings, with a sum among them.
@Suite struct SharedTextRowsTests {
  /// Rows as a table of a workbook gives them: each field in the column of its place.
  private struct Rows: ListRows {
    struct Texts: SharedTexts {
      let texts: [[UInt8]]
      var count: Int { texts.count }
      subscript(index: Int) -> ArraySlice<UInt8> { texts[index][...] }
    }

    let columns: SheetColumns
    let extraColumns: [Int] = []
    let sharedTexts: any SharedTexts
    var rows: [(kind: RowKind, cells: [(field: Int, text: Int)])]
    private var next = 0

    init(
      _ list: ListDefinition, _ texts: [String],
      _ rows: [(kind: RowKind, cells: [(field: Int, text: Int)])]
    ) {
      columns = SheetColumns(
        sheet: list.title, columns: list.fields.indices.map { $0 + 1 },
        headings: list.fields.map(\.heading))
      sharedTexts = Texts(texts: texts.map { Array($0.utf8) })
      self.rows = rows
    }

    mutating func read(into row: inout RawRow) throws(Never) -> RowKind? {
      row.clear()
      guard next < rows.count else { return nil }
      row.number = next + 2
      for cell in rows[next].cells.sorted(by: { $0.field < $1.field }) {
        row.append(column: cell.field + 1, sharedString: cell.text)
      }
      next += 1
      return rows[next - 1].kind
    }
  }

  /// The texts that a sum shares with records are the records' own: the first to hold one gives it
  /// no number that would be another text's among the others.
  @Test(arguments: [0, 1, 3])
  func textsOfASumAreNotTakenForThoseOfRecords(place: Int) throws {
    let list = shipped[.hazards]
    let city = try #require(list.index(of: .city))
    let zone = try #require(list.index(of: .zone))
    let enterprise = try #require(list.index(of: .enterprise))
    let texts = ["苏州市", "张家港经济技术开发区", "甲公司", "乙公司", "合计", "昆山经济技术开发区"]
    var rows: [(kind: RowKind, cells: [(field: Int, text: Int)])] = [
      (.data, [(city, 0), (zone, 1), (enterprise, 2)]),
      (.data, [(city, 0), (zone, 1), (enterprise, 3)]),
      (.data, [(city, 0), (zone, 5), (enterprise, 2)]),
    ]
    rows.insert((.total, [(zone, 4), (city, 0), (enterprise, 3)]), at: place)
    let period = try #require(Period("2022-05"))
    let received = try #require(Day("2022-06-02"))
    let context = ValidationContext(
      definitions: shipped, severities: RuleSeverities([:]), period: period,
      bureau: BureauCode("320500"), receivedOn: received)
    var checker = ListChecker(.hazards, context)
    var source = Rows(list, texts, rows)
    checker.read(&source)
    let records = checker.finish().records
    #expect((0..<records.count).map { records[$0].raw(city) } == ["苏州市", "苏州市", "苏州市"])
    #expect((0..<records.count).map { records[$0].raw(zone) } == [texts[1], texts[1], texts[5]])
    #expect((0..<records.count).map { records[$0].raw(enterprise) } == ["甲公司", "乙公司", "甲公司"])
  }

  /// Equal cells of a table are kept once, whatever the record.
  @Test func recordsShareTheirEqualCells() {
    let list = shipped[.hazards]
    var builder = RecordTableBuilder(list)
    builder.beginSheet(
      SheetColumns(
        sheet: nil, columns: list.fields.map { _ in 0 }, headings: list.fields.map(\.heading)))
    for row in 0..<1_000 {
      let text = builder.texts.intern("甲\(row % 7)")
      var cells = [RecordCell](repeating: .blank(), count: list.fields.count)
      cells[0] = .value(Int32(row), text: text)
      cells[1] = .value(0, text: text)
      cells[2] = .unreadable(text)
      builder.append(row: row + 2, cells: cells)
    }
    let table = builder.table()
    #expect(table.distinctCells.count == 1 + 1_000 + 14 - 1)
    #expect((0..<1_000).allSatisfy { table.cell($0, 0).number == Int32($0) })
    #expect((0..<1_000).allSatisfy { table[$0].raw(1) == "甲\($0 % 7)" })
    #expect((0..<1_000).allSatisfy { table.cell($0, 2).isUnreadable && table.cell($0, 3).isBlank })
    #expect(table.cellID(8, 1) == table.cellID(1, 1))
    #expect(table.row(999) == 1_001)
  }
}
