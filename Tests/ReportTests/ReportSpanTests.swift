import Testing
import Values

@testable import Report

@Suite struct ReportSpanTests {
  @Test(arguments: [
    ("2022Q1", ["2022-01", "2022-02", "2022-03"], "2022年第一季度"),
    ("2022q2", ["2022-04", "2022-05", "2022-06"], "2022年第二季度"),
    ("2023Q4", ["2023-10", "2023-11", "2023-12"], "2023年第四季度"),
  ])
  func quarterIsThreeMonths(text: String, months: [String], chinese: String) throws {
    let span = try #require(ReportSpan(quarter: text))
    #expect(span.months.map(\.description) == months)
    #expect(span.chinese == chinese && span.name == text.uppercased())
    #expect(span.fileName == "季度评估-\(text.uppercased())")
  }

  @Test(arguments: [
    "", "Q2", "2022", "2022Q", "2022Q0", "2022Q5", "2022Q12", "22Q1", "2022-Q1", "2022Q2Q3",
    "2022Q+1",
    "2022Q２", "0000Q1", "季度",
  ])
  func anythingElseIsNone(text: String) {
    #expect(ReportSpan(quarter: text) == nil)
  }

  @Test(arguments: [
    ("2022-05", "2022-05_06", "2022年5—6月"), ("2022-06", "2022-05_06", "2022年5—6月"),
    ("2022-01", "2022-01_02", "2022年1—2月"), ("2022-12", "2022-11_12", "2022年11—12月"),
  ])
  func twoMonthsBeginWithAnOddOne(month: String, name: String, chinese: String) throws {
    let span = ReportSpan(twoMonthsWith: try #require(Period(month)))
    #expect(span.name == name && span.chinese == chinese)
    #expect(span.fileName == "双月督查-\(name)")
  }

  @Test func monthsBeforeCrossTheYear() throws {
    let span = try #require(ReportSpan(quarter: "2022Q1"))
    #expect(span.monthsBefore.map(\.description) == ["2021-10", "2021-11", "2021-12"])
  }
}
