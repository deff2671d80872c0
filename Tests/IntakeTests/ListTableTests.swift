import Findings
import ListRecords
import Table
import Testing
import Values

@testable import Intake

@Suite struct ListTableTests {
  private func read(
    _ rows: [[String]], merged: [String] = [], hiddenRows: Set<Int> = [],
    hiddenColumns: [Int] = [], state: String = ""
  ) throws -> Reading {
    Reading(
      try FormBook.sheet(
        "典型做法清单", rows, merged: merged, hiddenRows: hiddenRows, hiddenColumns: hiddenColumns,
        state: state))
  }

  /// Texts of the records, cells joined by `|`.
  private func records(_ bytes: [UInt8]) throws -> [String] {
    var sink = FindingSink(everyRule)
    var submission = SubmissionReader(shipped).open(bytes, path: "苏州市.xlsx", into: &sink)[0]
    var records: [String] = []
    var row = RawRow()
    while let kind = try submission.tables[0].read(into: &row) {
      guard kind == .data else { continue }
      let shared = submission.tables[0].sharedTexts
      let texts = row.cells.map { cell in
        "\(CellReference(row: row.number, column: Int(cell.column)))="
          + String(decoding: row.text(of: cell, shared), as: UTF8.self)
      }
      records.append(texts.joined(separator: " "))
    }
    return records
  }

  @Test func rowsBeyondTheFirstComeOnceEach() throws {
    let reading = try read([Form.practices] + (1...200).map(Form.practice))
    #expect(reading.first.tables[0].account.data == 200)
    #expect(reading.rules == [])
  }

  @Test func mergedCellsAreReadInEveryRow() throws {
    let rows = [["序号", "开发区", "做法名称"], ["1", "昆山", "甲"], ["2", "", "乙"], ["3", "吴江", "丙"]]
    let bytes = try FormBook.sheet("典型做法清单", rows, merged: ["B2:B3"])
    #expect(
      try records(bytes)
        == ["A2=1 B2=昆山 C2=甲", "A3=2 C3=乙 B3=昆山", "A4=3 B4=吴江 C4=丙"]
        .map { $0.replacing("A3=2 C3=乙 B3=昆山", with: "A3=2 B3=昆山 C3=乙") })
  }

  @Test func mergedRangeIsReportedOnce() throws {
    var rows = [Form.practices] + (1...4).map(Form.practice)
    rows[2][1] = ""
    rows[3][1] = ""
    let reading = try read(rows, merged: ["B2:B4", "C5:D5"])
    #expect(reading.places == ["T009 B2"])
    #expect(reading.findings[0].value == "昆山经济技术开发区")
    #expect(reading.findings[0].place.field == "zone")
    #expect(reading.values(of: "T009")["other"] == "B2:B4")
  }

  @Test func rangeOverSumsCoversNoRecord() throws {
    let rows = [Form.practices, Form.practice(1), ["合计", "", "1项"], ["", "", "其中重点1项"]]
    let reading = try read(rows, merged: ["A3:A4"])
    #expect(reading.first.tables[0].account.totals == 2)
    #expect(reading.rules == [])
  }

  @Test func noteMergedOverRowsIsOneRow() throws {
    let reading = try read([Form.practices, Form.practice(1), ["本表由市局汇总"]], merged: ["A3:I6"])
    #expect(reading.first.tables[0].account.notes == 1)
    #expect(reading.first.tables[0].account.read == 2)
  }

  @Test func hiddenRowsAndColumnsAreReported() throws {
    let rows = [Form.practices, Form.practice(1), Form.practice(2), ["", "无"], ["注：无"]]
    let reading = try read(rows, hiddenRows: [3, 5], hiddenColumns: [5, 9])
    // Column 9, 备注, is hidden but blank.
    #expect(reading.places == ["T008 E", "T008 3", "T007 4"])
    #expect(reading.findings[0].place.field == "effect")
  }

  @Test func hiddenSheetIsReportedOnce() throws {
    let reading = try read(
      [Form.practices, Form.practice(1)], hiddenRows: [2], state: "veryHidden")
    #expect(reading.places == ["T008"])
    #expect(reading.findings[0].place.sheet == "典型做法清单")
  }

  @Test func listWithoutRecordsOrNilIsEmpty() throws {
    let reading = try read([Form.practices, ["1"], ["填表人：赵某"]])
    #expect(reading.places == ["T006"])
    #expect(reading.findings[0].place.list == .practices)
    let account = reading.first.tables[0].account
    #expect([account.read, account.blanks, account.notes] == [2, 1, 1])
  }

  @Test func nilIsNoEmptyList() throws {
    let reading = try read([Form.practices, ["", "本月无"]])
    #expect(reading.rules == [])
    #expect(reading.first.isNil(.practices))
  }

  @Test func listOnTwoSheetsIsEmptyOnlyIfBothAre() throws {
    let sheets = [
      FormBook.Sheet(name: "典型做法清单", rows: [Form.practices, Form.practice(1)]),
      FormBook.Sheet(name: "典型做法清单（续）", rows: [Form.practices]),
    ]
    let reading = Reading(try FormBook(sheets: sheets).bytes())
    #expect(reading.rules == [])
    #expect(reading.first.tables.count == 2)
    #expect(reading.first.lists == [.practices])
  }

  @Test func explanationAnswersTheWarningsOfItsRow() throws {
    let severities = RuleSeverities(["T008": .warning])
    var rows = [Form.practices + ["核实说明"], Form.practice(1) + ["已核实"], Form.practice(2)]
    rows.append(Form.practice(3))
    let bytes = try FormBook.sheet("典型做法清单", rows, hiddenRows: [2, 3])
    var sink = FindingSink(severities)
    var submission = SubmissionReader(shipped).open(bytes, path: "苏州市.xlsx", into: &sink)[0]
    var row = RawRow()
    while try submission.tables[0].read(into: &row) != nil {}
    submission.reportRows(of: .practices, into: &sink)
    #expect(submission.explained(sink.findings).map(\.isExplained) == [true, false])
  }

  @Test func damageFarDownIsTold() throws {
    let text = Form.csv([Form.practices] + (1...100).map(Form.practice)) + "101,\"昆山\r\n102,吴江\r\n"
    let reading = Reading(csv: text, path: "苏州市-典型做法清单.csv")
    #expect(reading.rules == ["F001"])
    #expect(reading.values(of: "F001")["actual"] == "第 102 行的引号没有闭合")
  }
}
