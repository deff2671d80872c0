import Ledger
import Testing
import Values

/// A hazard as the world knows it, told apart by its description.
private struct Truth {
  var report: HazardReport
  var number: HazardNumber?
  var isClosed = false
}

/// What the bureaus send in one month, and what the ledger is to find in it.
private struct Sent {
  var reports: [HazardReport] = []
  /// The hazard of each row.
  var truths: [Int] = []
  var reported: Set<BureauCode> = []
  /// Fault and hazard of each event expected.
  var faults: [String] = []
}

/// Bureaus that send months of rows: inserted, moved, sent twice, retyped, without their numbers,
/// put off, closed, reopened, left out, and sometimes nothing at all.
private struct Bureaus {
  var random: Seeded
  var hazards: [Truth] = []

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  mutating func send(_ period: Period) -> Sent {
    var sent = Sent()
    for bureau in [nanjing, suzhou] where !chance(10) {
      sent.reported.insert(bureau)
      find(in: period, bureau)
      var rows: [(truth: Int, report: HazardReport)] = []
      for truth in hazards.indices where hazards[truth].report.bureau == bureau {
        rows += self.rows(of: truth, period, &sent)
      }
      rows.shuffle(using: &random)
      refuseRepeats(&rows, &sent)
      sent.reports += rows.map(\.report)
      sent.truths += rows.map(\.truth)
    }
    sent.faults.sort()
    return sent
  }

  private mutating func find(in period: Period, _ bureau: BureauCode) {
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      var report = hazard("渗漏 No\(hazards.count) 处", bureau: bureau)
      let found = chance(80) ? period : period.previous
      report[.foundOn] = .text(found.day(Int.random(in: 1...28, using: &random)).description)
      report[.dueOn] = .text(period.next.lastDay.description)
      hazards.append(Truth(report: report))
    }
  }

  /// The rows that tell of a hazard this month.
  private mutating func rows(
    of truth: Int, _ period: Period, _ sent: inout Sent
  ) -> [(truth: Int, report: HazardReport)] {
    let number = hazards[truth].number
    if hazards[truth].isClosed {
      // Closed ones are left out as a rule, or listed once more, and some come back open.
      guard chance(20) else { return [] }
      var report = hazards[truth].report
      if chance(50) {
        report[.status] = .text("整改中")
        sent.faults.append("L002 \(truth)")
      }
      return [(truth, retyped(report, number))]
    }
    if number != nil, chance(10) {
      sent.faults.append("L001 \(truth)")
      return []
    }
    if number != nil, chance(10) {
      hazards[truth].report[.dueOn] = .text(period.next.next.lastDay.description)
      sent.faults.append("L004 \(truth)")
    }
    if chance(20) {
      hazards[truth].report[.status] = .text("已销号")
      hazards[truth].isClosed = true
    } else if chance(30) {
      hazards[truth].report[.status] = .text("整改中")
    }
    let row = (truth, retyped(hazards[truth].report, number))
    return number != nil && chance(8)
      ? [row, (truth, retyped(hazards[truth].report, number))] : [row]
  }

  /// The row as it is typed this time, with or without its number.
  private mutating func retyped(_ report: HazardReport, _ number: HazardNumber?) -> HazardReport {
    var report = report
    report.number = chance(70) ? number : nil
    if chance(25), case .text(let text) = report[.description] {
      report[.description] = .text(" " + text.replacing("No", with: "Ｎｏ") + "　")
    }
    if chance(25) { report[.place] = .blank }
    if report.number != nil, chance(20) { report[.responsiblePerson] = .unreadable }
    return report
  }

  /// Of two rows with one number the later is refused.
  private func refuseRepeats(
    _ rows: inout [(truth: Int, report: HazardReport)], _ sent: inout Sent
  ) {
    var seen: Set<Int> = []
    for row in rows where row.report.number != nil && !seen.insert(row.truth).inserted {
      sent.faults.append("H012 \(row.truth)")
    }
  }
}

@Suite struct RandomHistoriesTests {
  private struct Past {
    var period: Period
    var sent: Sent
    var made: LedgerMonth
  }

  private func run(
    _ sent: Sent, _ period: Period, from last: LedgerMonth?, earlierRun: LedgerMonth? = nil,
    later: LedgerMonth? = nil
  ) throws -> LedgerMonth {
    try CarryForward.advance(
      previous: last?.ledger, history: last?.history ?? HazardHistory(),
      earlierRun: earlierRun?.ledger, later: later?.ledger, period: period, reports: sent.reports,
      reported: sent.reported, bureauNames: names, fold: fold)
  }

  @Test(arguments: 0..<32)
  func historiesOfFourMonths(group: Int) throws {
    for seed in group * 10..<group * 10 + 10 {
      var bureaus = Bureaus(random: Seeded(seed))
      var past: [Past] = []
      var period = month("2022-03")
      for _ in 0..<4 {
        let sent = bureaus.send(period)
        let made = try run(sent, period, from: past.last?.made)
        try expect(made, of: sent, in: period, &bureaus, after: past.last?.made, "seed \(seed)")
        past.append(Past(period: period, sent: sent, made: made))
        period = period.next
      }
      try expectSameAgain(past, "seed \(seed)")
      try expectNumbersKept(past, &bureaus, "seed \(seed)")
    }
  }

  /// No hazard is lost, doubled or renumbered, every fault is told once, and the balance holds.
  private func expect(
    _ made: LedgerMonth, of sent: Sent, in period: Period, _ bureaus: inout Bureaus,
    after last: LedgerMonth?, _ seed: Comment
  ) throws {
    var faults: [String] = []
    for event in made.events {
      let truth =
        event.report.map { sent.truths[$0] }
        ?? bureaus.hazards.firstIndex { $0.number == event.number } ?? -1
      faults.append("\(event.fault.rawValue) \(truth)")
    }
    #expect(faults.sorted() == sent.faults, seed)
    for (row, truth) in sent.truths.enumerated() {
      guard let number = made.number(ofReport: row) else { continue }
      let known = bureaus.hazards[truth].number
      #expect(known == nil || known == number, seed)
      #expect(made.isNew(report: row) == (known == nil), seed)
      bureaus.hazards[truth].number = number
    }
    let numbered = bureaus.hazards.filter { $0.number != nil }
    #expect(Set(numbered.map(\.number)).count == numbered.count, seed)
    #expect(made.ledger.count == numbered.count, seed)
    for truth in numbered {
      let position = try #require(truth.number.flatMap { made.ledger.position(of: $0) })
      #expect((made.ledger.status(at: position) == .closed) == truth.isClosed, seed)
    }
    var total = LedgerBalance()
    for (bureau, balance) in made.balance {
      #expect(balance.isHeld, seed)
      #expect(balance.opening == last?.balance[bureau]?.closing ?? 0, seed)
      #expect(
        balance.closing == numbered.count { $0.report.bureau == bureau && !$0.isClosed }, seed)
      total = total + balance
    }
    #expect(total == made.total && total.isHeld, seed)
  }

  /// Each month again, in place and in any order, gives the same ledger.
  private func expectSameAgain(_ past: [Past], _ seed: Comment) throws {
    let latest = past.last?.made
    for place in past.indices.reversed() {
      let (month, last) = (past[place], place > 0 ? past[place - 1].made : nil)
      let afresh = try run(month.sent, month.period, from: last)
      #expect(afresh.dump == month.made.dump, seed)
      let again = try run(
        month.sent, month.period, from: last, earlierRun: month.made,
        later: place < past.count - 1 ? latest : nil)
      #expect(again.dump == month.made.dump && again.numbers == month.made.numbers, seed)
      #expect(again.events == month.made.events && !again.restsOnGivenNumbers, seed)
      // The output of the month has gone: what later months know of it is enough.
      if place < past.count - 1 {
        let found = try run(month.sent, month.period, from: last, later: latest)
        #expect(found.numbers == month.made.numbers, seed)
      }
    }
  }

  /// Rows are entered into the first month after all, and every month is run again: whatever had
  /// a number keeps it, and the rows get numbers of their own.
  private func expectNumbersKept(
    _ past: [Past], _ bureaus: inout Bureaus, _ seed: Comment
  ) throws {
    guard let first = past.first, let latest = past.last else { return }
    var sent = first.sent
    sent.reported = [nanjing, suzhou]
    for number in 0..<3 {
      let place = Int.random(in: 0...sent.reports.count, using: &bureaus.random)
      var row = hazard(
        "补录\(number)", bureau: Bool.random(using: &bureaus.random) ? suzhou : nanjing)
      row[.foundOn] = .text(first.period.day(5 + number).description)
      sent.reports.insert(row, at: place)
      sent.truths.insert(-1, at: place)
    }
    var last: LedgerMonth?
    for place in past.indices {
      let month = past[place]
      let now = try run(
        place == 0 ? sent : month.sent, month.period, from: last, earlierRun: month.made,
        later: place < past.count - 1 ? latest.made : nil)
      let kept = zip(place == 0 ? sent.truths : month.sent.truths, now.numbers).filter {
        $0.0 >= 0
      }.map(\.1)
      #expect(kept == month.made.numbers, seed)
      #expect(now.ledger.count == month.made.ledger.count + 3, seed)
      #expect(now.total.isHeld, seed)
      last = now
    }
  }
}
