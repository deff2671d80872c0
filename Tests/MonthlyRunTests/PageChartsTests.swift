import Report
import Testing

/// What charts and 通报 say is what the data files say.
@Suite struct PageChartsTests {
  private func page(_ name: String, of month: String) async throws -> String {
    let files = try await MergedFixtures.month(month).files
    return String(decoding: try #require(files["\(name)-\(month).html"]), as: UTF8.self)
  }

  @Test func trendIsTheBalanceOfEachMonth() async throws {
    let page = try await page("全省汇总", of: "2022-06")
    let open = try #require(page.firstRange(of: "<figure id=\"chart-trend\">"))
    let rest = page[open.upperBound...]
    let chart = rest[..<(try #require(rest.firstRange(of: "</figure>")).lowerBound)]
    var told: [[String]] = []
    for row in chart.matches(of: /<th scope="row">([^<]+)<\/th>(.*?)<\/tr>/) {
      told.append(row.output.2.matches(of: /">([^<]*)<\/td>/).map { String($0.output.1) })
    }
    var expected: [[String]] = []
    for month in Expectation.months {
      let balance = try await MergedFixtures.month(month).table("balance")
      let row = try #require(balance.row(["bureau": "320000"]))
      expected.append(["new", "closed", "closing"].map { row[$0] ?? "" })
    }
    #expect(told == expected)
  }

  @Test(arguments: Expectation.months)
  func circularSaysWhatTheStatisticsSay(month: String) async throws {
    let merged = try await MergedFixtures.month(month)
    let statistics = try merged.table("statistics")
    let figures = PageFigure.all(in: try #require(merged.files["通报-\(month).html"]))
    #expect(figures.count == 14 * 4)
    for figure in figures {
      let row = try #require(
        statistics.row([
          "scope": figure.key == "320000" ? "province" : "bureau", "bureau": figure.key,
        ]))
      #expect(figure.written == row[figure.name], "\(month) \(figure)")
    }
  }

  @Test(arguments: Expectation.months)
  func whoFellShortIsReminded(month: String) async throws {
    let merged = try await MergedFixtures.month(month)
    let page = try await page("通报", of: month)
    let short = try merged.table("reporting").rows.filter {
      ["late", "missing", "unreadable"].contains($0["state"] ?? "")
    }
    #expect(!short.isEmpty)
    for row in short {
      #expect(page.contains("id=\"reminder-\(row["bureau"] ?? "")\""), "\(row)")
    }
  }
}
