import Ledger
import Testing
import Values

@Suite struct LedgerMonthTests {
  let id = "320500-202205-0001"

  @Test(arguments: [
    ("未整改", "2022-06-29", "true"), ("整改中", "2022-06-29", "true"),
    ("未整改", "2022-06-30", "false"), ("未整改", "2022-07-01", "false"),
    ("已整改", "2022-06-01", "false"), ("已销号", "2022-06-01", "false"),
  ])
  func overdueIsADueDayBeforeTheLast(status: String, due: String, expected: String) throws {
    let june = try advance(
      "2022-06", [hazard("甲", [.status: .text(status), .dueOn: .text(due)])])
    #expect(june.text(.overdue, of: id) == expected)
    #expect(june.history.text(.overdue, at: 0) == expected)
  }

  @Test func overdueComesWithTheMonthWhereNothingIsReported() throws {
    let may = try advance("2022-05", [hazard("甲")])
    #expect(may.text(.overdue, of: id) == "false")
    let july = try advance("2022-07", from: may, reported: [], [])
    #expect(july.text(.overdue, of: id) == "true")
    #expect(july.text(.lastPeriod, of: id) == "2022-05")
    #expect(july.history.count == 1)
  }

  @Test func unreadableDueDayOrStatusIsNotOverdue() throws {
    for field in [LedgerField.dueOn, .status] {
      let june = try advance(
        "2022-08", [hazard("甲", [field: .unreadable])])
      #expect(june.ledger.isOverdue(at: 0) == false)
    }
  }

  @Test func monthsAndSourceFollowTheHazard() throws {
    let may = try advance("2022-05", [hazard("甲")])
    var row = hazard("甲", number: id, [.status: .text("已销号")])
    row.sourceFile = "苏州市/问题隐患清单.csv"
    row.sourceRow = 12
    let june = try advance("2022-06", from: may, [row])
    let fields: [LedgerField] = [
      .firstPeriod, .lastPeriod, .closedPeriod, .sourceFile, .sourceRow, .bureauName,
    ]
    #expect(
      fields.map { june.text($0, of: id) } == [
        "2022-05", "2022-06", "2022-06", "苏州市/问题隐患清单.csv", "12", "苏州市",
      ])
    #expect(may.text(.closedPeriod, of: id) == "")
  }

  @Test func historyTellsWhatChangedMonthByMonth() throws {
    let may = try advance("2022-05", [hazard("甲")])
    let june = try advance(
      "2022-06", from: may,
      [
        hazard("乙", [.foundOn: .text("2022-04-01")]),
        hazard("甲", number: id, [.status: .text("整改中"), .dueOn: .text("2022-07-31")]),
      ])
    let july = try advance("2022-07", from: june, [hazard("甲", number: id)])
    let rows = july.history.rows(of: number(id)).map { row in
      [HistoryField.period, .status, .dueOn, .changed].map { july.history.text($0, at: row) }
    }
    #expect(
      rows == [
        ["2022-05", "未整改", "2022-06-30", ""],
        ["2022-06", "整改中", "2022-07-31", "due_on;status"],
        ["2022-07", "未整改", "2022-06-30", "due_on;status"],
      ])
    #expect(july.history.count == 4)
    #expect(july.history.number(at: 0) == number("320500-202204-0001"))
  }

  @Test func balanceCountsWhatEntersClosedAsNewAndClosed() throws {
    let may = try advance(
      "2022-05", [hazard("甲"), hazard("乙", [.status: .text("已销号")]), hazard("丙")])
    #expect(may.total.new == 3 && may.total.closed == 1 && may.total.closing == 2)
    let june = try advance(
      "2022-06", from: may,
      [
        hazard("甲", number: id, [.status: .text("已销号")]),
        hazard("乙", number: "320500-202205-0002", [.status: .text("已销号")]),
        hazard("丁", bureau: nanjing),
      ])
    #expect(june.balance[suzhou]?.opening == 2)
    #expect(june.balance[suzhou]?.closed == 1)
    #expect(june.balance[suzhou]?.closing == 1)
    #expect(june.balance[nanjing]?.new == 1)
    #expect(june.total.isHeld)
  }

  @Test func aGapOfMonthsIsCarriedOver() throws {
    let may = try advance("2022-05", [hazard("甲"), hazard("乙")])
    let august = try advance(
      "2022-08", from: may, [hazard("甲", number: id, [.status: .text("已销号")])])
    #expect(august.faults == ["L001 320500-202205-0002"])
    #expect(august.balance[suzhou]?.opening == 2 && august.balance[suzhou]?.closing == 1)
  }

  @Test func ledgersOfTheWrongMonthAreRefused() throws {
    let may = try advance("2022-05", [hazard("甲")])
    #expect(
      throws: CarryForwardError.previousNotEarlier(
        previous: month("2022-05"), period: month("2022-05"))
    ) { try advance("2022-05", from: may, []) }
    #expect(
      throws: CarryForwardError.earlierRunOfAnotherMonth(
        earlierRun: month("2022-05"), period: month("2022-06"))
    ) { try advance("2022-06", earlierRun: may, []) }
  }

  @Test func anEmptyMonthIsAMonth() throws {
    let may = try advance("2022-05", [])
    #expect(may.ledger.count == 0 && may.events.isEmpty && may.reportCount == 0)
    #expect(may.balance == [suzhou: LedgerBalance(), nanjing: LedgerBalance()])
  }
}

@Suite struct EarlierRunTests {
  @Test func rowsKeepTheirNumbersWhenOthersAreInserted() throws {
    let first = try advance("2022-05", [hazard("甲"), hazard("乙")])
    let again = try advance(
      "2022-05", earlierRun: first, [hazard("丙"), hazard("乙"), hazard("丁"), hazard("甲")])
    #expect(
      again.numbers == [
        "320500-202205-0003", "320500-202205-0002", "320500-202205-0004", "320500-202205-0001",
      ])
    #expect((0..<4).allSatisfy(again.isNew(report:)))
    #expect(again.total.new == 4)
  }

  @Test func amongEqualRowsTheKthKeepsTheKthNumber() throws {
    let first = try advance("2022-05", [hazard("甲"), hazard("甲")])
    let again = try advance(
      "2022-05", earlierRun: first, [hazard("乙"), hazard("甲"), hazard("甲"), hazard("甲")])
    #expect(
      again.numbers == [
        "320500-202205-0003", "320500-202205-0001", "320500-202205-0002", "320500-202205-0004",
      ])
  }

  @Test func aVanishedRowsNumberGoesToNoOtherHazard() throws {
    let first = try advance("2022-05", [hazard("甲"), hazard("乙")])
    let again = try advance("2022-05", earlierRun: first, [hazard("甲"), hazard("丙")])
    #expect(again.numbers == ["320500-202205-0001", "320500-202205-0003"])
    #expect(again.ledger.count == 2)
  }

  @Test func aRowMayComeBackWithTheNumberGiven() throws {
    let april = try advance("2022-04", [])
    let may = try advance("2022-05", from: april, [hazard("甲"), hazard("乙")])
    let again = try advance(
      "2022-05", from: april, earlierRun: may,
      [
        hazard("改了的乙", number: "320500-202205-0002"), hazard("甲"),
        hazard("甲", bureau: nanjing, number: "320500-202205-0001"),
        hazard("丙", number: "320500-202205-0003"), hazard("丁", number: "320500-202205-0002"),
      ])
    #expect(again.numbers == ["320500-202205-0002", "320500-202205-0001", "-", "-", "-"])
    #expect(
      again.faults == ["L007 2 hazard_id", "L005 3 hazard_id", "H012 4 hazard_id"])
  }

  @Test func aGuessedNumberTakesNothingFromTheRowItWasGivenTo() throws {
    let april = try advance("2022-04", [])
    let may = try advance("2022-05", from: april, [hazard("甲")])
    let again = try advance(
      "2022-05", from: april, earlierRun: may,
      [hazard("乙", number: "320500-202205-0001"), hazard("甲")])
    #expect(again.numbers == ["-", "320500-202205-0001"])
    #expect(again.faults == ["L005 0 hazard_id"])
  }

  @Test func aGuessedNumberIsGivenToNobody() throws {
    let april = try advance("2022-04", [])
    let rows = [hazard("乙", number: "320500-202205-0001"), hazard("甲")]
    let may = try advance("2022-05", from: april, rows)
    #expect(may.numbers == ["-", "320500-202205-0002"])
    let again = try advance("2022-05", from: april, earlierRun: may, rows)
    #expect(again.numbers == may.numbers)
  }

  @Test func theKthKeepsItsNumberWhateverItSaysOfClosing() throws {
    let first = try advance("2022-05", [hazard("甲", [.status: .text("已销号")])])
    let again = try advance(
      "2022-05", earlierRun: first, [hazard("甲", [.status: .text("已销号")]), hazard("甲")])
    #expect(again.numbers == ["320500-202205-0001", "320500-202205-0002"])
  }

  @Test func aMendedDayKeepsTheNumber() throws {
    let first = try advance("2022-05", [hazard("甲", [.foundOn: .unreadable]), hazard("乙")])
    let again = try advance(
      "2022-05", earlierRun: first, [hazard("乙", [.foundOn: .unreadable]), hazard("甲")])
    #expect(again.numbers == ["320500-202205-0002", "320500-202205-0001"])
  }

  @Test func aPreviousLedgerMadeAnewWinsItsNumbers() throws {
    let old = try advance("2022-05", [hazard("甲")])
    let june = try advance("2022-06", from: old, [hazard("甲"), hazard("乙")])
    let anew = try advance("2022-05", earlierRun: old, [hazard("甲"), hazard("丙")])
    let again = try advance(
      "2022-06", from: anew, earlierRun: june, [hazard("甲"), hazard("乙"), hazard("丙")])
    #expect(
      again.numbers == ["320500-202205-0001", "320500-202205-0003", "320500-202205-0002"])
  }
}
