import Embedded
import Receipts
import Testing
import Values

/// The calendar that the program carries.
func shippedCalendar() throws -> WorkCalendar {
  try WorkCalendar(json: TemplateStore().bytes(of: "holidays.json"))
}

func day(_ text: String) throws -> Day { try #require(Day(text)) }

@Suite struct WorkCalendarTests {
  @Test func shippedCalendarKnowsFiveYears() throws {
    let calendar = try shippedCalendar()
    #expect(calendar.years == [2022, 2023, 2024, 2025, 2026])
    #expect(calendar.covers(try day("2026-12-31")))
    #expect(try !calendar.covers(day("2027-01-01")))
    // Statutory days a year: 11 by the rules of 2013, 13 by those of 2024.
    for year in calendar.years {
      let days = calendar.holidays.flatMap(\.statutory).filter { $0.components.year == year }
      #expect(days.count == (year < 2025 ? 11 : 13), "\(year)")
    }
  }

  /// 2022: the State Council's notice of 2021-10-25.
  @Test(arguments: [
    ("2022-05-03", WorkCalendar.DayKind.holiday(name: "劳动节", isStatutory: false)),
    ("2022-10-03", .holiday(name: "国庆节", isStatutory: true)),
    ("2022-06-03", .holiday(name: "端午节", isStatutory: true)),
    ("2022-12-31", .holiday(name: "元旦", isStatutory: false)),
    ("2022-01-29", .workingWeekend),
    ("2022-06-11", .weekend),
    ("2022-06-06", .workday),
    // A year that is not known.
    ("2027-10-01", .workday),
    ("2027-10-02", .weekend),
  ])
  func kindOfADay(text: String, kind: WorkCalendar.DayKind) throws {
    let found = try shippedCalendar().kind(of: day(text))
    #expect(found == kind)
  }

  /// Each statutory day takes one workday off the year, and no other day off does: a moved weekend
  /// has its working weekend. A day lost from the calendar would show here.
  @Test func workdaysOfAYearAddUp() throws {
    let calendar = try shippedCalendar()
    for (year, count) in [(2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)] {
      let first = try day("\(year)-01-01")
      let last = try day("\(year)-12-31")
      let workdays = (0...(last - first)).filter { calendar.kind(of: first + $0).isWorkday }
      #expect(workdays.count == count, "\(year)")
    }
  }

  private static func file(_ holidays: String, workdays: String = "") -> [UInt8] {
    Array(
      #"{"years":[{"year":2022,"holidays":[\#(holidays)],"workdays":[\#(workdays)]}]}"#.utf8)
  }

  @Test func contradictionIsRefused() throws {
    let may = #"{"name":"劳动节","from":"2022-04-30","to":"2022-05-04","statutory":["2022-05-01"]}"#
    #expect(try WorkCalendar(json: Self.file(may)).holidays.count == 1)
    #expect(throws: CalendarError.overlap(try day("2022-04-30"))) {
      try WorkCalendar(json: Self.file(may + "," + may))
    }
    #expect(throws: CalendarError.notAWorkingWeekend(try day("2022-04-30"))) {
      try WorkCalendar(json: Self.file(may, workdays: #""2022-04-30""#))
    }
    #expect(throws: CalendarError.notAWorkingWeekend(try day("2022-05-09"))) {
      try WorkCalendar(json: Self.file(may, workdays: #""2022-05-09""#))
    }
    #expect(throws: CalendarError.notADay(text: "5月7日", year: 2022)) {
      try WorkCalendar(json: Self.file(may, workdays: #""5月7日""#))
    }
    #expect(throws: CalendarError.statutoryOutside(try day("2022-05-01"))) {
      try WorkCalendar(json: Self.file(may.replacing("05-04", with: "04-30")))
    }
    #expect(throws: CalendarError.self) {
      try WorkCalendar(json: Self.file(may.replacing("05-04", with: "04-29")))
    }
  }

  @Test func placeOfAFaultIsTold() {
    #expect {
      try WorkCalendar(json: Self.file(#"{"name":1,"from":"","to":"","statutory":[]}"#))
    } throws: { error in
      guard case .malformed(let place, _) = error as? CalendarError else { return false }
      return place.hasSuffix("name")
    }
    for text in ["", "[]", "{", #"{"years":null}"#] {
      #expect(throws: CalendarError.self) { try WorkCalendar(json: Array(text.utf8)) }
    }
  }
}
