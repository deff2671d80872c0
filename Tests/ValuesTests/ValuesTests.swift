import Testing

@testable import Values

@Suite struct DayTests {
  @Test func everyDayOfFourCenturiesReadsBack() throws {
    var expected = try #require(Day(year: 1800, month: 1, day: 1))
    for year in 1800...2200 {
      for month in 1...12 {
        for day in 1...Day.length(ofMonth: month, year: year) {
          let made = try #require(Day(year: year, month: month, day: day))
          #expect(made == expected)
          #expect(made.components == (year, month, day))
          expected = expected + 1
        }
      }
    }
  }

  @Test func knownDays() {
    #expect(Day(year: 1970, month: 1, day: 1)?.number == 0)
    #expect(Day(year: 2022, month: 6, day: 3)?.weekday == 5)
    #expect(Day("2022-05-03")?.description == "2022-05-03")
  }

  @Test(arguments: [
    "2022-02-29", "2022-13-01", "2022-5-3", "20220503", "", "2022-05-00", "2022-+5-03",
  ])
  func noSuchDay(text: String) { #expect(Day(text) == nil) }
}

@Suite struct PeriodTests {
  @Test func neighboursAcrossTheYear() throws {
    let december = try #require(Period("2022-12"))
    #expect(december.next.description == "2023-01")
    #expect(december.next.previous == december)
    #expect(december.lastDay.description == "2022-12-31")
    #expect(Period(containing: december.firstDay) == december)
  }

  @Test(arguments: ["2022-13", "2022-00", "2022-5", "202205", "2022-05-01", "一月", "2022-+5"])
  func noSuchMonth(text: String) { #expect(Period(text) == nil) }
}

@Suite struct AmountTests {
  @Test(arguments: [
    ("0", "0"), ("12.50", "12.5"), ("-3.1", "-3.1"), ("1234567.891234", "1234567.891234"),
    ("0.0000005", "0.000001"), ("+7", "7"), (".5", "0.5"),
  ])
  func decimalsAreExact(text: String, expected: String) {
    #expect(Amount(decimal: text.utf8)?.description == expected)
  }

  @Test(arguments: ["", "-", ".", "1.2.3", "1e5", "９", "1,234", "9999999999999"])
  func nonDecimalsAreRefused(text: String) { #expect(Amount(decimal: text.utf8) == nil) }
}

@Suite struct HazardNumberTests {
  @Test(arguments: ["320500-202205-0001", "321300-202112-9999", "320100-202205-10000"])
  func numbersReadBack(text: String) {
    #expect(HazardNumber(text.utf8)?.description == text)
  }

  @Test(arguments: [
    "320500-202213-0001", "320500-202205-001", "320500-202205-00001", "32050-202205-00010",
    "320500 202205 0001", "320500-202205-0001 ", "",
  ])
  func otherShapesAreRefused(text: String) { #expect(HazardNumber(text.utf8) == nil) }
}

@Suite struct DigitTests {
  private func appended(_ append: (inout [UInt8]) -> Void) -> String {
    var bytes = Array("|".utf8)
    append(&bytes)
    append(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    0, 1, 10, 1_500_000, 12_500_000, -3_250_000, -1, 1_000_001, 100_100_000,
    999_999_999_999_999_999,
  ])
  func amountIsAppendedAsItIsDescribed(millionths: Int64) {
    let amount = Amount(millionths: millionths)
    #expect(appended { amount.append(to: &$0) } == "|\(amount)\(amount)")
  }

  /// A leap year, the ends of the years of four digits, and days that no year of these has.
  @Test func daysAreAppendedAsTheyAreDescribed() {
    let ends = [(999, 12, 31), (1_000, 1, 1), (9_999, 12, 31), (1, 1, 1), (2_024, 2, 29)]
    var days = ends.compactMap { Day(year: $0, month: $1, day: $2) }
    days += (18_000..<18_800).map { Day(number: $0) }
    days += [Day(number: .max), Day(number: -800_000), Day(number: 2_932_897)]
    for day in days { #expect(appended { day.append(to: &$0) } == "|\(day)\(day)") }
  }

  @Test(arguments: [1, 9, 10, 999, 1_000, 9_999, 10_000, 99_999, 12_345_678, 99_999_999])
  func numberOfAHazardIsAppendedAsItIsDescribed(serial: Int) throws {
    for (year, month) in [(1_900, 1), (2_022, 12), (9_998, 9)] {
      let found = try #require(Period(year: year, month: month))
      let number = HazardNumber(
        bureau: BureauCode(rawValue: 320_100), found: found, serial: serial)
      #expect(appended { number.append(to: &$0) } == "|\(number)\(number)")
      #expect(appended { found.append(to: &$0) } == "|\(found)\(found)")
    }
    #expect(appended { BureauCode(rawValue: 7).append(to: &$0) } == "|77")
  }
}

@Suite struct WrittenValueTests {
  @Test(arguments: ["+32050", "-32050", "３２０５００", "32050", "3205000", "000000", "32050a", ""])
  func codeIsSixDigits(text: String) {
    #expect(BureauCode(text) == nil)
    #expect(BureauCode("320500")?.rawValue == 320_500)
  }

  @Test(arguments: [
    "2022-05", "2022-5", "2022/5", "2022/05", "2022.5", "2022.05", "202205", "2022年5月",
    "2022年05月", "2022年5月份", "2022年5",
  ])
  func monthInAnyUsualSpelling(text: String) {
    #expect(Period(written: text)?.description == "2022-05")
  }

  @Test(arguments: [
    "", "2022", "20225", "2022-", "2022-13", "2022-0", "2022-005", "2022_05", "5月", "22-05",
    "2022-05-03", "2022-5月", "2022年", "2022年月", "+022-05", "2022-+5", "2022--5", "２０２２-05",
    "202213", "五月",
  ])
  func whatIsNoMonth(text: String) { #expect(Period(written: text) == nil) }
}
