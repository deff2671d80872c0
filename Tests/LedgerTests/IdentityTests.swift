import Ledger
import Testing
import Values

@Suite struct IdentityTests {
  @Test func newHazardsTakeTheNextSerialOfTheirBureauAndMonthInMergedOrder() throws {
    let may = try advance(
      "2022-05",
      [
        hazard("甲", bureau: nanjing), hazard("甲"),
        hazard("乙", [.foundOn: .text("2022-04-30")]), hazard("丙"),
        hazard("丁", [.foundOn: .unreadable]), hazard("戊", [.foundOn: .text("2022-06-01")]),
        hazard("己", [.foundOn: .text("0999-06-01")]),
      ])
    #expect(
      may.numbers == [
        "320100-202205-0001", "320500-202205-0001", "320500-202204-0001", "320500-202205-0002",
        "320500-202205-0003", "320500-202205-0004", "320500-202205-0005",
      ])
    #expect((0..<7).allSatisfy(may.isNew(report:)))
    #expect(may.events.isEmpty)
  }

  @Test func serialsGoOnAfterLastMonths() throws {
    let may = try advance("2022-05", [hazard("甲")])
    let june = try advance(
      "2022-06", from: may, [hazard("乙"), hazard("甲", number: "320500-202205-0001")])
    #expect(june.numbers == ["320500-202205-0002", "320500-202205-0001"])
    #expect(june.isNew(report: 0) && !june.isNew(report: 1))
  }

  @Test func numbersFiledInAFirstMonthEnterAsNewAndAreNotGivenTwice() throws {
    let may = try advance(
      "2022-05",
      [
        hazard("甲"), hazard("乙", number: "320500-202205-0007"),
        hazard("丙", number: "320100-202205-0001"), hazard("丁", bureau: nanjing),
      ])
    #expect(
      may.numbers == [
        "320500-202205-0008", "320500-202205-0007", "320100-202205-0001", "320100-202205-0002",
      ])
    #expect(may.events.isEmpty)
    #expect(may.text(.bureau, of: "320100-202205-0001") == "320500")
  }

  @Test func aSerialAtTheEndLeavesTheGapsBelow() throws {
    let may = try advance(
      "2022-05",
      [
        hazard("甲", number: "320500-202205-99999999"),
        hazard("乙", number: "320500-202205-0002"), hazard("丙"), hazard("丁"),
      ])
    #expect(Array(may.numbers[2...]) == ["320500-202205-0001", "320500-202205-0003"])
  }

  @Test func aNumberOfAnotherBureauOutranksAnUnknownOne() throws {
    let may = try advance("2022-05", [hazard("甲"), hazard("乙", bureau: nanjing)])
    let june = try advance(
      "2022-06", from: may,
      [
        hazard("甲", bureau: nanjing, number: "320500-202205-0001"),
        hazard("丙", bureau: nanjing, number: "320500-202205-0099"),
        hazard("乙", bureau: nanjing, number: "320100-202205-0099"),
        hazard("甲", number: "320500-202205-0001"),
      ])
    #expect(june.numbers == ["-", "-", "-", "320500-202205-0001"])
    #expect(
      june.faults == ["L007 0 hazard_id", "L007 1 hazard_id", "L005 2 hazard_id"])
    #expect(june.events[0].old == "320500")
    #expect(june.balance[nanjing]?.refused == 3)
    #expect(june.ledger.count == 2)
  }

  @Test func theLaterOfTwoRowsWithOneNumberIsRefused() throws {
    for isFirst in [true, false] {
      let may = try advance("2022-05", [hazard("甲")])
      let june = try advance(
        "2022-06", from: isFirst ? nil : may,
        [
          hazard("甲", number: "320500-202205-0001"), hazard("乙", number: "320500-202205-0001"),
        ])
      #expect(june.numbers == ["320500-202205-0001", "-"])
      #expect(june.faults == ["H012 1 hazard_id"])
      #expect(june.ledger.count == 1)
    }
  }

  @Test func aRefusedRowEntersNoLedger() throws {
    var refused = hazard("甲")
    refused.isRefused = true
    let may = try advance("2022-05", [refused])
    #expect(may.numbers == ["-"])
    #expect(may.ledger.count == 0 && may.history.count == 0)
    #expect(may.balance[suzhou]?.refused == 1)
  }

  @Test func aCarriedHazardWithoutItsNumberIsKnownByItsFoldedTexts() throws {
    let may = try advance("2022-05", [hazard("阀门A渗漏"), hazard("乙")])
    let june = try advance(
      "2022-06", from: may,
      [hazard("乙"), hazard(" 阀门Ａ渗漏", [.place: .text("二号仓库"), .status: .text("已整改")])])
    #expect(june.numbers == ["320500-202205-0002", "320500-202205-0001"])
    #expect(june.events.isEmpty)
    #expect(june.text(.status, of: "320500-202205-0001") == "已整改")
  }

  @Test(arguments: [LedgerField.zone, .enterprise, .description, .foundOn])
  func aDifferenceInAnyOfTheFourMakesANewHazard(field: LedgerField) throws {
    let may = try advance("2022-05", [hazard("甲")])
    let other: FiledValue = .text(field == .foundOn ? "2022-05-13" : "别的")
    let june = try advance("2022-06", from: may, [hazard("甲", [field: other])])
    #expect(june.numbers == ["320500-202205-0002"])
    #expect(june.faults == ["L001 320500-202205-0001"])
  }

  @Test func anotherBureausHazardOfTheSameWordsIsAnother() throws {
    let may = try advance("2022-05", [hazard("甲")])
    let june = try advance("2022-06", from: may, [hazard("甲", bureau: nanjing), hazard("甲")])
    #expect(june.numbers == ["320100-202205-0001", "320500-202205-0001"])
  }

  @Test func amongEqualRowsTheKthIsTheKth() throws {
    let rows = ["张", "李", "王"].map { hazard("甲", [.responsiblePerson: .text($0)]) }
    let may = try advance("2022-05", rows)
    let june = try advance("2022-06", from: may, rows)
    #expect(june.numbers == may.numbers)
    #expect(june.events.isEmpty)
  }

  @Test func thePlaceTellsEqualRowsApart() throws {
    let rows = ["一", "二", "三"].map { hazard("甲", [.place: .text($0)]) }
    let may = try advance("2022-05", rows)
    let june = try advance("2022-06", from: may, rows.reversed())
    #expect(june.numbers == may.numbers.reversed())
  }

  @Test func oneRowTooManyTellsOfTheSameHazardAgain() throws {
    let may = try advance("2022-05", [hazard("甲")])
    for numbered in [0, 1, 2] {
      var rows = [hazard("甲"), hazard("甲", [.status: .text("已销号")])]
      if numbered < 2 { rows[numbered].number = number("320500-202205-0001") }
      let june = try advance("2022-06", from: may, rows)
      #expect(june.numbers == ["320500-202205-0001", "320500-202205-0001"])
      #expect(june.ledger.count == 1)
      #expect(june.isRepeat(report: 1) == (numbered != 1))
      #expect(june.text(.status, of: "320500-202205-0001") == (numbered == 1 ? "已销号" : "未整改"))
      #expect(june.balance[suzhou]?.new == 0)
    }
  }

  @Test func anOpenHazardIsPreferredToAClosedOneOfTheSameWords() throws {
    let may = try advance("2022-05", [hazard("甲", [.status: .text("已销号")]), hazard("甲")])
    let alone = try advance("2022-06", from: may, [hazard("甲")])
    #expect(alone.numbers == ["320500-202205-0002"])
    #expect(alone.events.isEmpty)
    let both = try advance(
      "2022-06", from: may, [hazard("甲", [.status: .text("已销号")]), hazard("甲")])
    #expect(both.numbers == ["320500-202205-0001", "320500-202205-0002"])
    #expect(both.events.isEmpty)
  }

  @Test func anUnreadableDayDoesNotMakeAHazardAnew() throws {
    let may = try advance("2022-05", [hazard("甲"), hazard("乙", [.foundOn: .unreadable])])
    let june = try advance(
      "2022-06", from: may, [hazard("甲", [.foundOn: .unreadable]), hazard("乙")])
    #expect(june.numbers == may.numbers)
    #expect(june.events.isEmpty)
    #expect(june.text(.foundOn, of: "320500-202205-0001") == "2022-05-12")
    #expect(june.text(.foundOn, of: "320500-202205-0002") == "2022-05-12")
  }

  @Test func anUnreadableDayTakesNothingFromARowThatSaysMore() throws {
    let may = try advance("2022-05", [hazard("甲")])
    let june = try advance(
      "2022-06", from: may, [hazard("甲", [.foundOn: .unreadable]), hazard("甲")])
    #expect(june.numbers == ["320500-202206-0001", "320500-202205-0001"])
  }

  @Test func rowsOfWhichTooLittleIsKnownAreNotTakenForOne() throws {
    let rows = [hazard("", [.description: .unreadable]), hazard("", [.description: .unreadable])]
    let may = try advance("2022-05", [rows[0]])
    let june = try advance("2022-06", from: may, rows)
    #expect(june.numbers == ["320500-202205-0001", "320500-202205-0002"])
    #expect(june.isNew(report: 1))
  }
}
