import Ledger
import Testing
import Values

@Suite struct FaultTests {
  let id = "320500-202205-0001"

  /// June after a May with one hazard.
  func june(
    _ last: [LedgerField: FiledValue] = [:], _ now: [LedgerField: FiledValue]
  ) throws -> LedgerMonth {
    let may = try advance("2022-05", [hazard("甲", last)])
    return try advance("2022-06", from: may, [hazard("甲", number: id, now)])
  }

  @Test func missingSpeaksForEveryOpenHazardOfABureauThatReported() throws {
    let may = try advance(
      "2022-05",
      [
        hazard("甲"), hazard("乙", [.status: .text("已整改")]),
        hazard("丙", [.status: .text("已销号")]), hazard("丁", bureau: nanjing),
        hazard("戊", [.status: .unreadable]),
      ])
    let june = try advance("2022-06", from: may, reported: [suzhou], [])
    #expect(
      june.faults == [
        "L001 320500-202205-0001", "L001 320500-202205-0002", "L001 320500-202205-0004",
      ])
    #expect(june.balance[nanjing] == may.balance[nanjing].map(carried))
    let july = try advance("2022-07", from: june, reported: [], [])
    #expect(july.events.isEmpty)
    #expect(july.ledger.count == 5)
  }

  private func carried(_ balance: LedgerBalance) -> LedgerBalance {
    var carried = balance
    carried.opening = balance.closing
    carried.new = 0
    carried.closed = 0
    return carried
  }

  @Test func missingIsSilentWhereARefusedNumberIsTheFault() throws {
    let may = try advance("2022-05", [hazard("甲"), hazard("乙"), hazard("乙")])
    var garbled = hazard("甲")
    garbled.isRefused = true
    let june = try advance(
      "2022-06", from: may, [garbled, hazard("乙", number: "320500-202205-0099")])
    #expect(june.faults == ["L005 1 hazard_id", "L001 320500-202205-0003"])
    #expect(june.text(.lastPeriod, of: id) == "2022-05")
  }

  @Test func reopenedLeavesTheLedgerClosed() throws {
    let june = try june(
      [.status: .text("已销号"), .closedOn: .text("2022-05-30")],
      [.status: .text("整改中"), .responsiblePerson: .text("李四")])
    #expect(june.faults == ["L002 0 status"])
    #expect(june.events[0].old == "已销号" && june.events[0].new == "整改中")
    #expect(june.text(.status, of: id) == "已销号")
    #expect(june.text(.closedOn, of: id) == "2022-05-30")
    #expect(june.text(.closedPeriod, of: id) == "2022-05")
    #expect(june.text(.responsiblePerson, of: id) == "张三")
    #expect(june.total == LedgerBalance())
  }

  @Test(arguments: [FiledValue.text("已销号"), .unreadable, .blank])
  func closedStaysClosedWithoutAFault(status: FiledValue) throws {
    let june = try june([.status: .text("已销号")], [.status: status])
    #expect(june.events.isEmpty)
    #expect(june.text(.status, of: id) == "已销号")
    #expect(june.text(.closedPeriod, of: id) == "2022-05")
  }

  @Test func downgradedKeepsTheLevel() throws {
    let june = try june([.level: .text("重大")], [.level: .text("一般")])
    #expect(june.faults == ["L003 0 level"])
    #expect(june.text(.level, of: id) == "重大")
    let july = try advance(
      "2022-07", from: june, [hazard("甲", number: id, [.level: .text("一般")])])
    #expect(july.faults == ["L003 0 level"])
  }

  @Test(arguments: [("一般", "重大"), ("一般", "一般"), ("重大", "重大"), ("", "一般")])
  func levelsThatAreNoDowngrade(last: String, now: String) throws {
    let june = try june([.level: last.isEmpty ? .unreadable : .text(last)], [.level: .text(now)])
    #expect(june.events.isEmpty)
    #expect(june.text(.level, of: id) == now)
  }

  @Test func putOffSpeaksForALaterDayOnly() throws {
    #expect(try june([:], [.dueOn: .text("2022-07-01")]).faults == ["L004 0 due_on"])
    for due in [FiledValue.text("2022-06-30"), .text("2022-06-29"), .unreadable, .blank] {
      #expect(try june([:], [.dueOn: due]).events.isEmpty)
    }
    #expect(try june([.dueOn: .unreadable], [.dueOn: .text("2022-07-01")]).events.isEmpty)
  }

  @Test(arguments: [LedgerField.enterprise, .description, .foundOn])
  func changedSpeaksOnceAField(field: LedgerField) throws {
    let other: FiledValue = .text(field == .foundOn ? "2022-05-13" : "别的")
    #expect(try june([:], [field: other]).faults == ["L006 0 \(field.name)"])
    #expect(try june([:], [field: .unreadable]).events.isEmpty)
    #expect(try june([:], [field: .blank]).events.isEmpty)
    #expect(try june([field: .unreadable], [field: other]).events.isEmpty)
  }

  @Test func changedNamesEachFieldAndPassesOverSpellings() throws {
    let june = try june(
      [:], [.enterprise: .text("别的公司"), .description: .text("别的"), .foundOn: .text("2022-05-13")])
    #expect(june.faults == ["L006 0 enterprise", "L006 0 description", "L006 0 found_on"])
    #expect(try self.june([.enterprise: .text("A厂")], [.enterprise: .text("Ａ 厂")]).events.isEmpty)
    #expect(try self.june([:], [.zone: .text("张家港保税区"), .place: .text("别处")]).events.isEmpty)
  }

  @Test func errorsKeepTheLastValueAndBlanksTakeWhatNeedNotBeFilled() throws {
    let june = try june(
      [.supervisionDoc: .text("苏安〔2022〕5号"), .funds: .text("3.5"), .source: .text("企业自查")],
      [.supervisionDoc: .blank, .funds: .unreadable, .source: .blank, .measures: .blank])
    #expect(june.text(.supervisionDoc, of: id) == "")
    #expect(june.text(.funds, of: id) == "3.5")
    #expect(june.text(.source, of: id) == "")
    #expect(june.text(.measures, of: id) == "更换管道")
  }

  @Test func withheldValuesTellOfTheHazardAndChangeNothing() throws {
    let may = try advance("2022-05", [hazard("甲", [.supervisionDoc: .text("苏安〔2022〕5号")])])
    var again = hazard(
      "甲", number: id,
      [.enterprise: .text("厂"), .supervisionDoc: .text("文号"), .place: .text("二号仓库")])
    for field in [LedgerField.enterprise, .supervisionDoc] { again.withhold(field) }
    var new = hazard("乙", [.enterprise: .text("厂")])
    new.withhold(.enterprise)
    let june = try advance("2022-06", from: may, [again, new])
    #expect(june.events.isEmpty)
    #expect(june.text(.enterprise, of: id) == "某化工有限公司")
    #expect(june.text(.supervisionDoc, of: id) == "苏安〔2022〕5号")
    #expect(june.text(.place, of: id) == "二号仓库")
    #expect(june.numbers == [id, "320500-202205-0002"])
    #expect(june.text(.enterprise, of: "320500-202205-0002") == "厂")
    // The same words again are the same hazard still.
    let july = try advance("2022-07", from: june, [hazard("甲", number: id), new])
    #expect(july.numbers == june.numbers)
  }

  @Test func whatIsNoWordOrDayOfItsFieldIsUnreadable() throws {
    let june = try june(
      [:],
      [.status: .text("一般"), .level: .text("未整改"), .dueOn: .text("2022-02-30")])
    #expect(june.text(.status, of: id) == "未整改")
    #expect(june.text(.level, of: id) == "一般")
    #expect(june.text(.dueOn, of: id) == "2022-06-30")
    #expect(june.events.isEmpty)
  }
}
