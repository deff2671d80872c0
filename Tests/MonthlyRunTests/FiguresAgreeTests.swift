import MonthlyRun
import Report
import Testing

/// The same number, wherever it is printed.
@Suite struct FiguresAgreeTests {
  @Test(arguments: Expectation.months)
  func pageSaysWhatTheStatisticsSay(month: String) async throws {
    let merged = try await MergedFixtures.month(month)
    let statistics = try merged.table("statistics")
    let figures = PageFigure.all(in: try #require(merged.files["全省汇总-\(month).html"]))
    var compared = 0
    for figure in figures where ["bureau", "sector"].contains(figure.scope) {
      guard statistics.columns.contains(figure.name) else { continue }
      let row = try #require(
        figure.scope == "sector"
          ? statistics.row(["scope": "sector", "sector": figure.key])
          : statistics.row([
            "scope": figure.key == "320000" ? "province" : "bureau", "bureau": figure.key,
          ]))
      #expect(figure.written == row[figure.name], "\(month) \(figure)")
      compared += 1
    }
    // 14 scopes of some 30 figures each, 12 sectors of five.
    #expect(compared > 400)
  }

  /// 市本级 stands for several bureaus, so zones are compared in their order. The page leaves out
  /// those with nothing to tell.
  @Test(arguments: Expectation.months)
  func pageSaysWhatTheStatisticsSayOfZones(month: String) async throws {
    let merged = try await MergedFixtures.month(month)
    let figures = PageFigure.all(in: try #require(merged.files["全省汇总-\(month).html"]))
      .filter { $0.scope == "zone" }
    let names = Set(figures.map(\.name))
    #expect(names.count >= 7)
    let zones = try merged.table("statistics").rows.filter { row in
      row["scope"] == "zone" && names.contains { !["", "0"].contains(row[$0] ?? "") }
    }
    #expect(zones.count > 30)
    for name in names {
      let page = figures.filter { $0.name == name }.map { [$0.key, $0.written] }
      #expect(
        page == zones.map { [$0["zone"] ?? "", $0[name] ?? "no column"] }, "\(month) \(name)")
    }
  }

  @Test(arguments: Expectation.months)
  func pageSaysWhatBalanceFindingsAndAccountingSay(month: String) async throws {
    let merged = try await MergedFixtures.month(month)
    let balance = try merged.table("balance")
    let findings = try merged.table("findings").rows
    let accounting = try merged.table("accounting")
    var seen: Set<String> = []
    for figure in PageFigure.all(in: try #require(merged.files["全省汇总-\(month).html"])) {
      let expected: String?
      switch (figure.scope, figure.name) {
      case ("bureau", let name) where name.hasPrefix("balance_"):
        expected = balance.row(["bureau": figure.key])?[String(name.dropFirst(8))]
      case ("bureau", "errors"), ("bureau", "warnings"), ("bureau", "explained"),
        ("bureau", "infos"):
        let own = figure.key == "320000" ? findings : findings.filter { $0["bureau"] == figure.key }
        expected = "\(own.count { Self.kind($0) == figure.name })"
      case ("rule", "findings"):
        expected = "\(findings.count { $0["rule"] == figure.key })"
      case ("list", let name):
        var own = accounting
        own.rows.removeAll { $0["list"] != figure.key }
        expected = "\(own.sum(name))"
      default: continue
      }
      seen.insert(figure.name)
      #expect(figure.text == expected, "\(month) \(figure)")
    }
    #expect(
      seen.isSuperset(of: [
        "balance_opening", "balance_new", "balance_closed", "balance_closing", "errors",
        "warnings", "explained", "infos", "findings", "rows_read", "rows_merged",
        "rows_superseded", "rows_set_aside",
      ]))
  }

  /// A finding's column of counts: a warning that is explained is counted apart.
  private static func kind(_ finding: [String: String]) -> String {
    finding["explained"] == "true" ? "explained" : (finding["severity"] ?? "") + "s"
  }

  private static let overview: [String: String] = [
    "隐患总数": "hazards", "其中新增": "hazards_new", "一般": "hazards_ordinary", "重大": "hazards_major",
    "未完成": "open", "其中逾期": "overdue", "整改率（%）": "rectification_rate",
    "重大督办率（%）": "supervision_rate", "制度措施": "measures", "典型做法": "practices",
    "本月起数": "accidents", "本月死亡": "deaths", "本月重伤": "serious_injuries",
    "直接损失（万元）": "direct_loss", "累计起数": "accidents_ytd", "累计死亡": "deaths_ytd",
    "起数同比": "accidents_yoy", "起数同比（%）": "accidents_yoy_rate", "应报": "submissions_due",
    "实报": "submissions_received", "按期": "submissions_on_time", "按期率（%）": "on_time_rate",
  ]

  @Test(arguments: Expectation.months)
  func workbookSaysWhatTheStatisticsSay(month: String) async throws {
    let merged = try await MergedFixtures.month(month)
    let statistics = try merged.table("statistics")
    let book = try WorkbookCells.sheets(try #require(merged.files["全省汇总-\(month).xlsx"]))
    let sheet = try #require(book["综合情况"])
    let heading = try #require(sheet.row(where: 2, is: "隐患总数"))
    let columns = try #require(sheet.rows[heading]).mapValues { title in
      Self.overview[title.filter { !$0.isWhitespace }] ?? title
    }
    #expect(Set(columns.values) == Set(Self.overview.values))
    for row in statistics.rows where row["scope"] == "bureau" || row["scope"] == "province" {
      let isProvince = row["scope"] == "province"
      let name = isProvince ? "全省" : row["bureau_name"] ?? ""
      let cells = try #require(sheet.row(where: 1, is: name).flatMap { sheet.rows[$0] })
      for (column, figure) in columns {
        let text = cells[column] ?? ""
        let shown = text == "/" || text == "—" ? "" : text
        let expected = try #require(row[figure])
        #expect(Double(shown) == Double(expected), "\(month) \(name) \(figure)")
        #expect(shown.isEmpty == expected.isEmpty, "\(month) \(name) \(figure)")
      }
    }
  }

  @Test(arguments: Expectation.months)
  func manifestSaysWhatFindingsAndAccountingSay(month: String) async throws {
    let merged = try await MergedFixtures.month(month)
    let manifest = try merged.manifest()
    let findings = try merged.table("findings").rows
    let counts = try #require(manifest["counts"])
    #expect(counts["errors"]?.int == findings.count { $0["severity"] == "error" })
    let warnings = findings.filter { $0["severity"] == "warning" }
    #expect(counts["warnings"]?.int == warnings.count)
    #expect(counts["explained"]?.int == warnings.count { $0["explained"] == "true" })
    #expect(counts["infos"]?.int == findings.count { $0["severity"] == "info" })
    let accounting = try merged.table("accounting")
    for list in ["hazards", "measures", "practices", "accidents"] {
      var own = accounting
      own.rows.removeAll { $0["list"] != list }
      let rows = try #require(counts["rows"]?[list])
      for figure in ["read", "merged", "superseded", "set_aside"] {
        #expect(rows[figure]?.int == own.sum("rows_\(figure)"), "\(month) \(list) \(figure)")
      }
      #expect(try merged.table(list).rows.count == rows["merged"]?.int)
    }
    #expect(manifest["balanced"] == .boolean(true))
    #expect(manifest["exit_status"]?.int == merged.outcome.month.exitStatus)
    #expect(manifest["period"]?.text == month)
  }
}
