import ListSchema
import Testing
import Values

@testable import Validation

@Suite struct DateTextTests {
  @Test(arguments: [
    "2022-05-03", "2022/5/3", "2022.5.3", "2022年5月3日", "２０２２－０５－０３", "2022年05月03日",
    "2022-05-03 10:20", "2022-05-03T10:20:00", "2022-05-03 10:20:30.5", " 2022-5-3 ",
    "2022 年 5 月 3 日", "2022年5月3号", "2022．5．3", "2022／05／03", "2022年5月3日 10:20", "2022/5/3 0:00:00",
    "2022-05-03T10:20:00+08:00", "2022-05-03T02:20:00Z", "2022-05-03T10:20:00+0800", "２０２２年５月３日",
    "\u{3000}2022年5月3日\n", "2022-5-03", "2022年\n5月3日",
  ])
  func spellingsOfOneDay(text: String) {
    #expect(DateText(text, forms: []).map { "\($0)" } == "day(2022-05-03)")
  }

  /// A serial counts from the workbook's own first day (ECMA-376 Part 1, 18.2.28); eight digits are
  /// a date whatever it is.
  @Test(arguments: [("44684", false), ("43222", true), ("43222.5", true), ("20220503", true)])
  func serialsCountFromTheWorkbooksFirstDay(text: String, is1904: Bool) {
    let reading = DateText(text, forms: [], is1904: is1904)
    #expect(reading.map { "\($0)" } == "fromNumber(2022-05-03)")
    #expect(DateText("18537", forms: [], is1904: is1904) == nil)
  }

  @Test func timeBehindADateWhereMonthEndsAreAllowed() {
    let reading = DateText("2022-05-03 10:20", forms: [.monthEnd, .immediate])
    #expect(reading.map { "\($0)" } == "day(2022-05-03)")
  }

  @Test(arguments: ["44684", "20220503", "２０２２０５０３", "44684.0", "44684.430556"])
  func plainNumberIsADateWithANote(text: String) {
    #expect(DateText(text, forms: []).map { "\($0)" } == "fromNumber(2022-05-03)")
  }

  @Test func yearlessDatesWaitForTheMonth() {
    #expect(DateText("5月3日", forms: []) == .yearless(month: 5, day: 3))
    #expect(DateText("2月29日", forms: []) == .yearless(month: 2, day: 29))
    #expect(DateText("6月底", forms: [.monthEnd]) == .yearless(month: 6, day: 0))
    #expect(DateText("6月底前", forms: [.monthEnd]) == .yearless(month: 6, day: 0))
  }

  @Test(arguments: [
    ("2022年6月", "2022-06-30"), ("2022年6月底", "2022-06-30"), ("2022年底", "2022-12-31"),
    ("2022年底前", "2022-12-31"), ("2022-02", "2022-02-28"), ("2022年6月15日前", "2022-06-15"),
    ("2022年6月份", "2022-06-30"), ("2022年6月末", "2022-06-30"), ("2022/6", "2022-06-30"),
    ("２０２２年６月底前", "2022-06-30"), ("2022.6", "2022-06-30"),
  ])
  func monthsAreDatesOnlyWhereAllowed(text: String, day: String) throws {
    let reading = try #require(DateText(text, forms: [.monthEnd]))
    #expect("\(reading)".contains(day))
    #expect(DateText(text, forms: []) == nil)
  }

  @Test(arguments: [
    "", "5/3", "2022-02-30", "2022-13-01", "22-5-3", "2022-05-03abc", "2022年5", "长期坚持",
    "10:20:30", "第二季度", "13月1日", "5月", "2022", "123", "2022-05/03", "2022-05-03 25:00",
    "202205033", "2月30日", "44684.", "44684.5.1", "123.5", "20220503.5", "05/03/2022", "3/5/2022",
    "2022-05-03T10:20:00+99:00", "2022-05-03 +08:00", "2022年5月3日左右", "立即整改并于6月完成", "2022年5月上旬",
    "二〇二二年五月三日", "99999", "6月份", "长期", "2022年第二季度", "１０：２０",
  ])
  func anythingElseIsNoDate(text: String) {
    #expect(DateText(text, forms: [.monthEnd, .immediate]) == nil)
  }

  @Test func immediateOnlyWhereAllowed() {
    for text in ["立行立改", "立即整改", " 立即 整改。", "（立即整改）", "即查即改"] {
      #expect(DateText(text, forms: [.immediate]) == .immediate)
    }
    #expect(DateText("立即整改", forms: []) == nil)
  }

  @Test func yearlessDatesAreSettledByTheRule() throws {
    let december = try #require(Day("2022-12-20"))
    #expect(YearlessDate.first(month: 1, day: 5, from: december)?.description == "2023-01-05")
    #expect(YearlessDate.first(month: 12, day: 20, from: december) == december)
    #expect(YearlessDate.last(month: 12, day: 25, until: december)?.description == "2021-12-25")
    #expect(YearlessDate.first(month: 2, day: 0, from: december)?.description == "2023-02-28")
    #expect(YearlessDate.last(month: 2, day: 29, until: december)?.description == "2020-02-29")
  }
}

@Suite struct NumberTextTests {
  @Test(arguments: [
    ("1,234.5", "1234.5"), ("１２", "12"), ("3.5万元", "3.5"), (" 7 ", "7"), ("-2", "-2"),
    ("1E3", "1000"), ("12,345,678", "12345678"), ("３．５万元", "3.5"), ("0", "0"), ("0.5", "0.5"),
  ])
  func numbersAreRead(text: String, expected: String) throws {
    let amount = try #require(Amount(decimal: expected.utf8))
    #expect(NumberText(text, unit: "万元") == .amount(amount))
  }

  @Test(arguments: [
    "", "5000元", "约3", "3万", "1,23", "12,34,567", "1.2.3", "三", "3-5", "1,234,5", "万元", "NaN",
    "0,500", "-0,500", "00,500", "0,500.5", "０，５００",
  ])
  func anythingElseIsNotGuessed(text: String) {
    #expect(NumberText(text, unit: "万元") == .unreadable)
  }

  @Test func unitOfAnotherColumnIsRefused() {
    #expect(NumberText("3.5万元", unit: nil) == .unreadable)
  }
}

@Suite struct PhoneTextTests {
  @Test(arguments: [
    "13800000001", "025-80000000", "0512-6880000", "80000000", "+86 138 0000 0001",
    "400-800-1234", "（025）80000000", "０２５－８０００００００",
  ])
  func numbersAreTaken(text: String) { #expect(PhoneText.isNumber(text)) }

  @Test(arguments: [
    "", "1380000000", "12000000000", "12345", "电话", "138000000011", "138-0000-000a",
  ])
  func othersAreRefused(text: String) { #expect(!PhoneText.isNumber(text)) }
}

@Suite struct CharacterCountTests {
  @Test(arguments: [
    "", "消防通道堵塞，长度 12 米。", "a\r\nb", "e\u{301}tude", "👩‍👩‍👧", "葛\u{E0100}", "１２３\u{3099}",
    "\u{1F1E8}\u{1F1F3}",
  ])
  func charactersAreThoseAReaderSees(text: String) {
    #expect(FieldReader.characters(in: text) == text.count)
  }
}
