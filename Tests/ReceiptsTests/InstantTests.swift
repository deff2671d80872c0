import Receipts
import Testing
import Values

@Suite struct InstantTests {
  @Test(arguments: [
    "2022-06-02T16:20:00+08:00", "2022-06-02 16:20:00", "2022-06-02 16:20", "2022-06-02T16:20",
    "2022-06-02T08:20:00Z", "2022-06-02t08:20:00z", "2022-06-02T16:20:00.999+08:00",
    "2022-06-02T10:20:00+0200", "2022-06-02T10:20:00+02", "2022-06-01T22:50:00-09:30",
    "2022/6/2 16:20", "2022/06/02 16:20:00", "  2022-06-02  16:20 ",
  ])
  func timeIsRead(text: String) throws {
    let instant = try #require(Instant(text))
    #expect(instant.seconds == 1_654_158_000)
    #expect(instant.description == "2022-06-02T16:20:00+08:00")
    #expect(instant.registerText == "2022-06-02 16:20:00")
  }

  @Test(arguments: [
    "", "2022-06-02", "16:20", "2022-06-31 10:00", "2022-13-01 10:00", "2022-06-02 24:01",
    "2022-06-02 10:60", "2022-06-02 10:00:60", "2022-06-02 10", "2022-6-2 10:00",
    "2022-06/02 10:00", "20220602 10:00", "2022-06-02 10:00+", "2022-06-02 10:00+15:00",
    "2022-06-02 10:00+08:00x", "2022-06-02 10:00:00.", "2022-06-02 10:00 下午", "２０２２-06-02 10:00",
    "2022-06-02T10:00:00+08:0", "2022-06-0210:00", "99999-06-02 10:00", "2022-06-02 100:00",
  ])
  func otherTextIsRefused(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func midnightIsTheNextDays() throws {
    let midnight = try #require(Instant("2022-06-03 24:00"))
    #expect(midnight == Instant("2022-06-04 00:00"))
    #expect(midnight.day == Day("2022-06-04"))
    #expect(midnight.secondOfDay == 0)
    #expect(midnight == Instant(day: try #require(Day("2022-06-03")), secondOfDay: 86_400))
  }

  @Test func dayIsThatOfChina() throws {
    #expect(Instant("2022-06-02T15:59:59Z")?.day == Day("2022-06-02"))
    #expect(Instant("2022-06-02T16:00:00Z")?.day == Day("2022-06-03"))
    #expect(Instant(seconds: 0).description == "1970-01-01T08:00:00+08:00")
    #expect(Instant(seconds: -28_801).description == "1969-12-31T23:59:59+08:00")
  }

  @Test func everySecondOfADayReadsBack() throws {
    for second in stride(from: 0, to: 86_400, by: 61) {
      let instant = Instant(seconds: 1_654_099_200 + Int64(second))
      #expect(Instant(instant.description) == instant)
      #expect(Instant(instant.registerText) == instant)
    }
  }
}
