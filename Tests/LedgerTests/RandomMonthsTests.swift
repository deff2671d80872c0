import Ledger
import Testing
import Values

/// A hazard as the world knows it, told apart by its description.
private struct Truth {
  var report: HazardReport
  var knownNumber: HazardNumber?
  var isClosed = false
}

/// What bureaus send month by month: rows inserted, moved, sent again with and without their
/// number, retyped, put off, closed.
private struct World {
  var random: Seeded
  var hazards: [Truth] = []

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  /// The next month's rows, and the hazard of each.
  mutating func rows(_ period: Period) -> (reports: [HazardReport], truths: [Int]) {
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let bureau = chance(50) ? suzhou : nanjing
      var report = hazard("隐患\(hazards.count)", bureau: bureau)
      report[.foundOn] = .text(period.day(Int.random(in: 1...28, using: &random)).description)
      report[.dueOn] = .text(period.next.lastDay.description)
      hazards.append(Truth(report: report))
    }
    var truths = hazards.indices.filter { !hazards[$0].isClosed }
    truths.shuffle(using: &random)
    truths.sort { hazards[$0].report.bureau < hazards[$1].report.bureau }
    let reports = truths.map { truth in
      if chance(20) {
        hazards[truth].report[.status] = .text("已销号")
        hazards[truth].isClosed = true
      } else if chance(30) {
        hazards[truth].report[.status] = .text("整改中")
      }
      var report = hazards[truth].report
      report.number = chance(60) ? hazards[truth].knownNumber : nil
      if report.number != nil, chance(30) { report[.responsiblePerson] = .unreadable }
      if chance(20), case .text(let text) = report[.description] {
        report[.description] = .text(" \(text.prefix(1)) \(text.dropFirst())")
      }
      return report
    }
    return (reports, truths)
  }
}

@Suite struct RandomMonthsTests {
  @Test(arguments: 0..<24)
  func noHazardIsLostDoubledOrRenumbered(seed: Int) throws {
    var world = World(random: Seeded(seed))
    var period = month("2022-01")
    var last: LedgerMonth?
    for _ in 0..<8 {
      let (reports, truths) = world.rows(period)
      let made = try advance(period.description, from: last, reports)
      for (report, truth) in truths.enumerated() {
        let number = try #require(made.number(ofReport: report))
        if let known = world.hazards[truth].knownNumber { #expect(number == known) }
        #expect(made.isNew(report: report) == (world.hazards[truth].knownNumber == nil))
        world.hazards[truth].knownNumber = number
      }
      #expect(made.events.isEmpty)
      #expect(made.ledger.count == world.hazards.count)
      #expect(Set(world.hazards.map(\.knownNumber)).count == world.hazards.count)
      #expect(made.total.closing == world.hazards.count { !$0.isClosed })
      #expect(made.isBalanced)
      let opening = last?.total.closing ?? 0
      #expect(made.total.opening == opening)
      #expect(try advance(period.description, from: last, reports).dump == made.dump)
      let again = try advance(period.description, from: last, earlierRun: made, reports)
      #expect(again.dump == made.dump)
      #expect(again.numbers == made.numbers)

      // The month is run again with rows inserted, and later once more as it was.
      let extra = (0..<3).map { hazard("补报\($0)", bureau: $0 == 1 ? nanjing : suzhou) }
      let more = try advance(
        period.description, from: last, earlierRun: made, Array(extra[..<2]) + reports + [extra[2]])
      #expect(Array(more.numbers[2..<2 + reports.count]) == made.numbers)
      #expect(Set(more.numbers).count == more.numbers.count)
      let back = try advance(period.description, from: last, earlierRun: more, reports)
      #expect(back.dump == made.dump)

      last = made
      period = period.next
    }
  }

  /// Every list of up to four rows out of two hazards' words, with last month's and the re-run's
  /// lists out of the same: few words, so that equal rows meet in every way.
  @Test func smallMonthsBalanceAndStayAsTheyAre() throws {
    let choices: [HazardReport] = ["未整改", "已销号"].flatMap { status in
      ["甲", "乙"].map { hazard($0, [.status: .text(status)]) }
    }
    var lists: [[HazardReport]] = [[]]
    for length in 1...3 {
      lists += lists.filter { $0.count == length - 1 }.flatMap { list in
        choices.map { list + [$0] }
      }
    }
    for before in lists where before.count < 3 {
      let may = try advance("2022-05", before)
      for now in lists {
        let june = try advance("2022-06", from: may, now)
        let total = june.total
        #expect(total.isHeld && total.opening == may.total.closing)
        #expect(june.ledger.count == may.ledger.count + total.new)
        #expect(june.numbers.allSatisfy { $0 != "-" })
        let repeats = now.indices.count(where: june.isRepeat(report:))
        #expect(Set(june.numbers).count == now.count - repeats)
        // A hazard is reopened or missing only if the rows of its words leave no other way.
        for word in ["甲", "乙"] {
          func count(_ list: [HazardReport], _ status: String) -> Int {
            list.count { $0[.description] == .text(word) && $0[.status] == .text(status) }
          }
          let rows = count(now, "未整改") + count(now, "已销号")
          let open = count(before, "未整改")
          let entries = open + count(before, "已销号")
          let missing = june.events.count { event in
            event.fault == .missing && may.text(.description, of: event.number.description) == word
          }
          #expect(missing == max(0, open - rows))
          let reopened = june.events.count { event in
            event.fault == .reopened
              && may.text(.description, of: event.number.description) == word
          }
          #expect(
            reopened <= max(0, min(count(now, "未整改"), entries) - min(open, count(now, "未整改"))))
        }
        #expect(
          try advance("2022-06", from: may, earlierRun: june, now).dump == june.dump)
      }
    }
  }

  /// Numbers filed at random, known and unknown, of both bureaus, twice and refused.
  @Test(arguments: 0..<80)
  func anyNumbersFiledKeepTheBalance(seed: Int) throws {
    var random = Seeded(seed)
    var last: LedgerMonth?
    for period in ["2022-05", "2022-06", "2022-08"] {
      let reports = (0..<12).map { _ in
        let bureau = Bool.random(using: &random) ? suzhou : nanjing
        let owner = Int.random(in: 0..<5, using: &random) == 0 ? nanjing : bureau
        let number = HazardNumber(
          bureau: owner, found: month("2022-05"), serial: Int.random(in: 0...6, using: &random))
        var row = hazard(
          "\(Int.random(in: 0..<3, using: &random))", bureau: bureau,
          number: Bool.random(using: &random) ? number.description : nil,
          [
            .status: [.text("未整改"), .text("已销号"), .unreadable, .blank][
              Int.random(in: 0..<4, using: &random)],
            .foundOn: Int.random(in: 0..<4, using: &random) == 0
              ? .unreadable : .text("2022-05-12"),
          ])
        row.isRefused = Int.random(in: 0..<10, using: &random) == 0
        return row
      }
      let made = try advance(period, from: last, reports)
      #expect(made.isBalanced)
      let opening = last?.total.closing ?? 0
      #expect(made.total.opening == opening)
      let entered = reports.indices.filter(made.isNew(report:))
      #expect(made.ledger.count == (last?.ledger.count ?? 0) + entered.count)
      let refused = made.numbers.count { $0 == "-" }
      #expect(made.total.refused == refused)
      let told = made.events.count {
        [.unknownNumber, .foreignNumber, .repeatedNumber].contains($0.fault)
      }
      #expect(told == refused - reports.count(where: \.isRefused))
      let updated = reports.indices.filter {
        made.numbers[$0] != "-" && !made.isRepeat(report: $0)
      }
      #expect(made.history.count == (last?.history.count ?? 0) + updated.count)
      #expect(Set(updated.map { made.numbers[$0] }).count == updated.count)
      let again = try advance(period, from: last, earlierRun: made, reports)
      #expect(again.dump == made.dump && again.events == made.events)
      last = made
    }
  }
}
