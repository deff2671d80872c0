import ListSchema
import Testing
import Values

@testable import Report

@Suite struct LedgerTrendTests {
  @Test func aMonthIsToldAsTheBalanceTellsIt() throws {
    var sample = SampleMonth()
    sample.add(
      .hazards, 320_100,
      [
        hazard(["description": "甲"]), hazard(["description": "乙"]),
        hazard([
          "description": "丙", "status": "已销号", "rectified_on": "2022-05-20",
          "closed_on": "2022-05-21",
        ]),
      ])
    let month = try sample.merged()
    let point = try #require(LedgerTrend(month).points.last)
    let balance = MonthlyFigures(month).totalBalance
    #expect(LedgerTrend(month).points.count == 1)
    #expect(point.new == 3 && point.closed == 1 && point.closing == 2)
    #expect(
      point.new == balance.new && point.closed == balance.closed
        && point.closing == balance.closing)
  }

  @Test func anEmptyLedgerIsOneMonthOfNothing() throws {
    let month = try SampleMonth().merged()
    #expect(LedgerTrend(month).points.map(\.closing) == [0])
    #expect(LedgerTrend(month).points.map(\.period) == [month.period])
  }
}
