import ListSchema
import Testing
import Values

@testable import Report

@Suite struct AccidentTrendTests {
  private func trend(
    _ earlier: [(Int, Int?, Int?)], accidents: String? = "3"
  ) throws -> (AccidentTrend, PageRow?) {
    var sample = SampleMonth()
    if let accidents {
      sample.add(
        .accidents, 320_200, [accident("锡山经济技术开发区", ["accidents": accidents, "deaths": "1"])])
    }
    sample.nils = [(320_100, .accidents)]
    var month = try sample.merged()
    month.earlierAccidents = try earlier.map { number, accidents, deaths in
      MonthAccidents(
        period: try #require(Period(year: 2022, month: number)), accidents: accidents,
        deaths: deaths, bureaus: 2)
    }
    let figures = MonthlyFigures(month)
    let charts = MonthCharts(month, figures, LedgerTrend(month), FigureLinks(month))
    let chart = charts.page.first { $0["id"] as? String == "chart-accident-months" }
    return (AccidentTrend(month, figures), chart)
  }

  private func rows(_ chart: PageRow?) throws -> [[String]] {
    try #require(chart?["rows"] as? [PageRow]).map { row in
      [row["name"] as? String ?? "?"]
        + (row["cells"] as? [PageRow] ?? []).map { $0["text"] as? String ?? "?" }
    }
  }

  @Test func oneMonthIsNoTrend() throws {
    let (trend, chart) = try trend([])
    #expect(trend.points.count == 1 && !trend.isDrawn && chart == nil)
  }

  @Test func monthNotMergedIsAGapAndNoZero() throws {
    let (trend, chart) = try trend([(2, 4, 0), (3, 5, 2)])
    #expect(trend.points.map { $0.month?.accidents } == [4, 5, nil, 3])
    #expect(
      try rows(chart) == [
        ["2022年2月", "4", "0", "2"], ["2022年3月", "5", "2", "2"], ["2022年4月", "", "", ""],
        ["2022年5月", "3", "1", "2"],
      ])
    let words = try #require(chart?["description"] as? String)
    #expect(words.contains("2022年4月没有汇总"))
    let drawing = try #require(chart?["drawing"] as? PageRow)
    let paths = try #require(drawing["paths"] as? [PageRow])
    let curve = try #require(paths.first { $0["class"] as? String == "curve accidents" })
    // One line from the first point to the second, and a start where the curve goes on.
    let commands = try #require(curve["d"] as? String)
    #expect(commands.filter { $0 == "M" }.count == 2 && commands.filter { $0 == "L" }.count == 1)
  }

  @Test func silenceOfAllIsAGapToo() throws {
    let (trend, _) = try trend([(4, nil, nil)])
    #expect(trend.points[0].month?.accidents == nil && !trend.isDrawn)
  }
}
