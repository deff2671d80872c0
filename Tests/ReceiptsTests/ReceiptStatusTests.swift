import Receipts
import Testing
import Values

@Suite struct ReceiptStatusTests {
  /// May 2022: nominal 06-03 端午节, effective 06-06.
  private static func status(
    _ versions: [String], hasUnreadable: Bool = false, policy: DeadlinePolicy = .nextWorkday,
    time: String = "24:00"
  ) throws -> ReceiptStatus {
    let rule = try #require(DeadlineRule(time: time, policy: policy))
    let may = try #require(Period("2022-05"))
    return ReceiptStatus(
      versions: try versions.map { try #require(Instant($0)) }, hasUnreadable: hasUnreadable,
      deadline: rule.deadline(of: may, in: try shippedCalendar()))
  }

  @Test(arguments: [
    (["2022-06-02 16:20"], "on_time", 0),
    (["2022-06-03 23:59:59"], "on_time", 0),
    (["2022-06-04 00:00"], "on_time_extended", 0),
    (["2022-06-06 23:59:59"], "on_time_extended", 0),
    (["2022-06-03 24:00"], "on_time_extended", 0),
    (["2022-06-07 00:00"], "late", 1),
    (["2022-06-16 09:00"], "late", 10),
    // Two versions: the last counts.
    (["2022-06-02 10:00", "2022-06-03 10:00"], "on_time", 0),
    (["2022-06-05 10:00", "2022-06-02 10:00"], "on_time_extended", 0),
    (["2022-06-09 10:00", "2022-06-02 10:00"], "resubmitted", 0),
    (["2022-06-06 10:00", "2022-06-09 10:00"], "resubmitted", 0),
    (["2022-06-07 10:00", "2022-06-09 10:00"], "late", 3),
    // The same moment in another zone.
    (["2022-06-06T16:00:00Z"], "late", 1),
    (["2022-06-06T15:59:59Z"], "on_time_extended", 0),
  ])
  func stateAndDays(versions: [String], state: String, days: Int) throws {
    let status = try Self.status(versions)
    #expect(status.state.rawValue == state)
    #expect(status.daysLate == days)
    #expect(status.received == versions.compactMap { Instant($0) }.max())
  }

  @Test func nothingThatCanBeReadIsMissingOrUnreadable() throws {
    let missing = try Self.status([])
    #expect(missing.state == .missing)
    #expect(missing.daysLate == nil)
    #expect(missing.received == nil)
    let unreadable = try Self.status([], hasUnreadable: true)
    #expect(unreadable.state == .unreadable)
    #expect(!unreadable.state.isReceived)
    // A scan beside the workbook changes nothing.
    #expect(try Self.status(["2022-06-02 16:20"], hasUnreadable: true).state == .onTime)
  }

  @Test func withoutRollOverTheFourthIsLate() throws {
    let status = try Self.status(["2022-06-04 00:00"], policy: .none)
    #expect(status.state == .late)
    #expect(status.daysLate == 1)
    #expect(status.chinese == "迟报 1 天")
  }

  @Test func hourMissedOnTheDayDueIsLateByNoDay() throws {
    #expect(try Self.status(["2022-06-06 17:30"], time: "17:30").state == .onTimeExtended)
    let status = try Self.status(["2022-06-06 17:30:01"], time: "17:30")
    #expect(status.state == .late)
    #expect(status.daysLate == 0)
    #expect(status.chinese == "迟报")
  }

  @Test func statesCountAsReceivedAndInTime() {
    #expect(
      ReceiptState.allCases.filter(\.isOnTime) == [.onTime, .onTimeExtended, .resubmitted])
    #expect(ReceiptState.allCases.filter { !$0.isReceived } == [.missing, .unreadable])
  }
}
