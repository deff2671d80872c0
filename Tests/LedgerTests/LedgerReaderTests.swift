import Ledger
import Table
import Testing
import Values

/// A `ledger.csv` of one hazard, as text by column.
private let good: [LedgerField: String] = [
  .hazardID: "320500-202205-0001", .bureau: "320500", .bureauName: "苏州市",
  .zone: "昆山经济技术开发区", .enterprise: "'=某公司", .description: "阀门渗漏", .level: "一般",
  .foundOn: "2022-05-12", .dueOn: "2022-06-30", .status: "未整改", .funds: "3.5",
  .overdue: "false", .firstPeriod: "2022-05", .lastPeriod: "2022-05",
  .sourceFile: "苏州市.xlsx", .sourceRow: "9",
]

private func read(
  _ rows: [[LedgerField: String]], columns: [LedgerField] = LedgerField.allCases,
  depth: LedgerReader.Depth = .everything
) throws(LedgerFileError) -> HazardLedger {
  var reader = try LedgerReader(
    header: rawRow(columns.map(\.name)), period: month("2022-05"), depth: depth)
  for (index, row) in rows.enumerated() {
    try reader.read(rawRow(columns.map { row[$0] ?? "" }, number: index + 2))
  }
  return try reader.finish()
}

private func with(_ changes: [LedgerField: String]) -> [LedgerField: String] {
  good.merging(changes) { $1 }
}

@Suite struct LedgerReaderTests {
  @Test func everyFieldReadsBackInAnyOrderOfRowsAndColumns() throws {
    let second = with([.hazardID: "320100-202112-10000", .bureau: "320100", .bureauName: "南京市"])
    let ledger = try read([good, second], columns: LedgerField.allCases.reversed())
    #expect(ledger.count == 2)
    #expect(ledger.number(at: 0) == number("320100-202112-10000"))
    #expect(ledger.position(of: number("320500-202205-0001")) == 1)
    #expect(ledger.position(of: number("320500-202205-0002")) == nil)
    for field in LedgerField.allCases {
      let expected = field == .enterprise ? "=某公司" : good[field] ?? ""
      #expect(ledger.text(field, at: 1) == expected)
    }
    #expect(ledger.status(at: 1) == .unrectified && ledger.level(at: 1) == .ordinary)
  }

  /// Only the sign that guards a text is no part of it; what staff wrote themselves is.
  @Test(arguments: [
    ("'=1", "=1"), ("'-1", "-1"), ("''甲", "'甲"), ("'甲", "'甲"), ("'", "'"), ("甲'", "甲'"),
  ])
  func onlyAGuardIsTakenOff(filed: String, text: String) throws {
    #expect(try read([with([.enterprise: filed])]).text(.enterprise, at: 0) == text)
  }

  @Test func whatTheLedgerWritesItReads() throws {
    let may = try advance(
      "2022-05",
      [
        hazard("甲"), hazard("乙", [.status: .text("已销号"), .closedOn: .text("2022-05-20")]),
        hazard("丙", bureau: nanjing, [.status: .unreadable, .level: .unreadable]),
      ])
    let rows = (0..<may.ledger.count).map { position in
      LedgerField.allCases.reduce(into: [:]) { $0[$1] = may.ledger.text($1, at: position) }
    }
    let again = try read(rows)
    for position in 0..<may.ledger.count {
      for field in LedgerField.allCases {
        #expect(again.text(field, at: position) == may.ledger.text(field, at: position))
      }
    }
  }

  @Test func unknownColumnsAndEmptyRowsArePassedOver() throws {
    var header = LedgerField.allCases.map(\.name)
    header.insert("note", at: 3)
    var texts = LedgerField.allCases.map { good[$0] ?? "" }
    texts.insert("别的", at: 3)
    var reader = try LedgerReader(header: rawRow(header), period: month("2022-05"))
    try reader.read(rawRow([], number: 2))
    try reader.read(rawRow(texts + ["更多"], number: 3))
    #expect(try reader.finish().text(.zone, at: 0) == "昆山经济技术开发区")
  }

  @Test func theIdentityAloneCanBeRead() throws {
    let ledger = try read([with([.status: "坏"])], depth: .identity)
    #expect(ledger.text(.description, at: 0) == "阀门渗漏")
    #expect(ledger.status(at: 0) == nil && ledger.text(.sourceFile, at: 0) == "")
  }

  @Test(arguments: [
    (LedgerField.hazardID, "320500-202205-1"), (.hazardID, ""), (.bureau, "苏州市"),
    (.level, "重大隐患"), (.status, "已完成"), (.foundOn, "2022/05/12"), (.dueOn, "2022-02-30"),
    (.rectifiedOn, "44684"), (.closedOn, "２０２２"), (.firstPeriod, ""), (.lastPeriod, "2022-13"),
    (.closedPeriod, "五月"), (.sourceRow, "-1"), (.sourceRow, "99999999999999999999"),
  ])
  func abrokenCellIsNamed(field: LedgerField, value: String) {
    #expect(throws: LedgerFileError.unreadable(row: 3, column: field.name, value: value)) {
      try read([with([.hazardID: "320500-202205-0002"]), with([field: value])])
    }
  }

  @Test func aMonthAfterTheFilesOwnIsNamed() {
    #expect(
      throws: LedgerFileError.later(row: 2, column: "last_period", value: "2022-06")
    ) { try read([with([.lastPeriod: "2022-06"])]) }
  }

  @Test func aNumberThatStandsTwiceIsNamed() {
    #expect(
      throws: LedgerFileError.repeatedNumber(row: 4, number: number("320500-202205-0001"))
    ) { try read([good, with([.hazardID: "320500-202205-0002"]), good]) }
  }

  @Test func aHeaderWithoutAColumnOrWithOneTwiceIsNamed() throws {
    for field in LedgerField.allCases {
      let columns = LedgerField.allCases.filter { $0 != field }
      if field == .bureauName || field == .overdue {
        #expect(try read([good], columns: columns).count == 1)
      } else {
        #expect(throws: LedgerFileError.missingColumn(field.name)) {
          try read([], columns: columns)
        }
      }
    }
    #expect(throws: LedgerFileError.repeatedColumn("zone")) {
      try read([], columns: LedgerField.allCases + [.zone])
    }
    #expect(throws: LedgerFileError.missingColumn("hazard_id")) { try read([], columns: []) }
  }
}

@Suite struct HistoryReaderTests {
  private let good = [
    "320500-202205-0001", "2022-05", "整改中", "重大", "2022-06-30", "false", "due_on;status",
    "'=1.xlsx", "9",
  ]

  private func read(_ rows: [[String]]) throws(LedgerFileError) -> HazardHistory {
    var reader = try HistoryReader(
      header: rawRow(HistoryField.allCases.map(\.rawValue)), period: month("2022-06"))
    for (index, row) in rows.enumerated() { try reader.read(rawRow(row, number: index + 2)) }
    return try reader.finish()
  }

  private func with(_ field: HistoryField, _ value: String) -> [String] {
    HistoryField.allCases.enumerated().map { $1 == field ? value : good[$0] }
  }

  @Test func everyFieldReadsBackByNumberAndMonth() throws {
    let history = try read([
      with(.period, "2022-06"), good, with(.hazardID, "320500-202204-0001"),
    ])
    let rows = history.rows(of: number("320500-202205-0001"))
    #expect(rows == 1..<3)
    #expect(history.period(at: 1) == month("2022-05"))
    #expect(
      HistoryField.allCases.map { history.text($0, at: 1) }
        == good.map { $0 == "'=1.xlsx" ? "=1.xlsx" : $0 })
    #expect(history.rows(of: number("320500-202203-0001")).isEmpty)
  }

  @Test(arguments: [
    (HistoryField.hazardID, "1"), (.period, "五月"), (.status, "重大"), (.level, "已整改"),
    (.dueOn, "2022-6-30"), (.overdue, ""), (.changed, "due_on;overdue"), (.sourceRow, "x"),
  ])
  func aBrokenCellIsNamed(field: HistoryField, value: String) {
    #expect(throws: LedgerFileError.unreadable(row: 2, column: field.rawValue, value: value)) {
      try read([with(field, value)])
    }
  }

  @Test func aMonthTooLateAndAMonthTwiceAreNamed() {
    #expect(throws: LedgerFileError.later(row: 2, column: "period", value: "2022-07")) {
      try read([with(.period, "2022-07")])
    }
    #expect(
      throws: LedgerFileError.repeatedNumber(row: 3, number: number("320500-202205-0001"))
    ) { try read([good, good]) }
  }
}
