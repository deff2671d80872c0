import Testing

@testable import Report

@Suite struct PhoneMaskTests {
  @Test(arguments: [
    ("13800000001", "138****0001"), ("0512-66778899", "051*-****8899"),
    ("+86 138 0000 0001", "+86 1** **** 0001"), ("１３８００００１２３４", "１３８****１２３４"),
    ("8899001", "****001"), ("12", "*2"), ("", ""), ("无", "无"),
  ])
  func middleDigitsAreHidden(number: String, expected: String) {
    #expect(PhoneMask.masked(number) == expected)
  }

  @Test(arguments: [
    ("王五 13800000001", "王五 138****0001"), ("13800000001、13900000002", "138****0001、139****0002"),
    ("320500-202205-0001", "320500-202205-0001"), ("投资 13800000001234 元", "投资 13800000001234 元"),
    ("12345678901", "12345678901"), ("二楼疏散通道", "二楼疏散通道"),
  ])
  func mobilesInTextAreHiddenAndNothingElse(text: String, expected: String) {
    #expect(PhoneMask.maskedMobiles(in: text) == expected)
  }
}
