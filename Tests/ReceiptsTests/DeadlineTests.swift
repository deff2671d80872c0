import Receipts
import Testing
import Values

@Suite struct DeadlineTests {
  /// Where the 3rd of each month goes by `next-workday`: `W` stays, a number is the day it moves
  /// to; `H` marks a State Council holiday, `E` a plain weekend.
  static let thirds = [
    2022: "H4 H7 W H6 H5 H6 E4 W E5 H8 W E5",
    2023: "W W W W H4 E5 W W E4 H7 W E4",
    2024: "W E4 E4 W H6 W W E5 W H8 E4 W",
    2025: "W H5 W W H6 W W E4 W H9 W W",
    2026: "H4 W W W H6 W W W W H8 W W",
  ]

  /// Due month by due month.
  private static func expected() throws -> [(due: Period, mark: Character, day: Int)] {
    try thirds.sorted { $0.key < $1.key }.flatMap { year, line in
      try line.split(separator: " ").enumerated().map { index, entry in
        let mark = try #require(entry.first)
        let day = mark == "W" ? 3 : try #require(Int(entry.dropFirst()))
        return (try #require(Period(year: year, month: index + 1)), mark, day)
      }
    }
  }

  @Test(arguments: DeadlinePolicy.allCases)
  func thirdOfEveryMonth(policy: DeadlinePolicy) throws {
    let calendar = try shippedCalendar()
    let rule = try #require(DeadlineRule(policy: policy))
    let months = try Self.expected()
    #expect(months.count == 60)
    for (due, mark, day) in months {
      let deadline = rule.deadline(of: due.previous, in: calendar)
      #expect(deadline.nominalDay == due.day(3))
      let moves =
        switch policy {
        case .none: false
        case .statutoryHolidays: mark == "H"
        case .nextWorkday: mark != "W"
        }
      #expect(deadline.effectiveDay == due.day(moves ? day : 3), "\(due) \(policy)")
      #expect(deadline.isCalendarKnown)
    }
  }

  @Test func dayDueCountsWhole() throws {
    let may = try #require(Period("2022-05"))
    let deadline = DeadlineRule.taskList.deadline(of: may, in: try shippedCalendar())
    #expect(deadline.nominal.description == "2022-06-03T23:59:59+08:00")
    #expect(deadline.effective == deadline.nominal)
    #expect(DeadlineRule() == .taskList)
    let december = try #require(Period("2022-12"))
    let rolled = DeadlineRule.taskList.deadline(of: december, in: try shippedCalendar())
    #expect(rolled.nominal.description == "2023-01-03T23:59:59+08:00")
  }

  @Test func dayAndTimeAreSettings() throws {
    let january = try #require(Period("2022-01"))
    let rule = try #require(DeadlineRule(day: 31, time: "17:30", policy: .nextWorkday))
    let deadline = rule.deadline(of: january, in: try shippedCalendar())
    #expect(deadline.nominal.description == "2022-02-28T17:30:00+08:00")
    for (day, time) in [(0, "24:00"), (32, "24:00"), (3, "00:00"), (3, "24:01"), (3, "noon")] {
      #expect(DeadlineRule(day: day, time: time) == nil)
    }
  }

  @Test func yearWithoutCalendarIsTold() throws {
    let december = try #require(Period("2026-12"))
    let calendar = try shippedCalendar()
    let rule = try #require(DeadlineRule(policy: .nextWorkday))
    let deadline = rule.deadline(of: december, in: calendar)
    #expect(!deadline.isCalendarKnown)
    #expect(deadline.effectiveDay == Day("2027-01-04"))
    #expect(DeadlineRule.taskList.deadline(of: december, in: calendar).isCalendarKnown)
  }

  @Test func policyHasTheNameOfTheSetting() {
    #expect(
      DeadlinePolicy.allCases.map(\.rawValue) == ["none", "statutory-holidays", "next-workday"])
  }
}
