import Files
import MonthlyRun
import Receipts
import Report
import Testing
import Values

/// 季度评估 and 双月督查 from what the merges left.
@Suite struct QuarterRunTests {
  private static let folder = "季度评估-2022Q2"

  private func run(
    _ span: ReportSpan? = ReportSpan(quarter: "2022Q2"), in workspace: Workspace,
    output: String? = nil, progress: (@Sendable (RunProgress) -> Void)? = nil
  ) throws -> QuarterRun.Outcome {
    var settings = RunSettings(now: try #require(Instant("2022-07-08T09:00:00+08:00")))
    settings.progress = progress
    return try QuarterRun(
      try #require(span), root: workspace.root, output: output.map { "\(workspace.root)/\($0)" },
      settings: settings, tool: ("monthly-merge", "test")
    ).run()
  }

  private func table(_ name: String, in workspace: Workspace) throws -> OutputTable {
    OutputTable(try workspace.read("\(Self.folder)/data/\(name).csv"))
  }

  private func refuses(
    in workspace: Workspace, _ isMeant: (RunError) -> Bool
  ) throws {
    let before = try workspace.files(in: "")
    let error = #expect(throws: RunError.self) { try run(in: workspace) }
    #expect(isMeant(try #require(error)), "\(String(describing: error))")
    #expect(try workspace.files(in: "") == before)
  }

  @Test func progressIsToldMonthByMonth() async throws {
    let workspace = try await Workspace.merged()
    let told = ToldSteps()
    _ = try run(in: workspace, progress: told.take)
    #expect(told.steps == (0..<3).map { .gathering(done: $0, of: 3) } + [.writing])
  }

  @Test func figuresAreTheSumsOfTheMonths() async throws {
    let workspace = try await Workspace.merged()
    #expect(try run(in: workspace).data.exitStatus == 0)
    let bureaus = try table("bureaus", in: workspace)
    #expect(bureaus.rows.count == 14)
    var months: [(statistics: OutputTable, balance: OutputTable)] = []
    for month in Expectation.months {
      let merged = try await MergedFixtures.month(month)
      months.append((try merged.table("statistics"), try merged.table("balance")))
    }
    for row in bureaus.rows {
      let code = try #require(row["bureau"])
      let scope = code == "320000" ? "province" : "bureau"
      let statistics = try months.map {
        try #require($0.statistics.row(["scope": scope, "bureau": code]))
      }
      for figure in [
        "submissions_due", "submissions_received", "submissions_on_time", "accidents", "deaths",
        "serious_injuries", "measures", "practices",
      ] {
        let known = statistics.compactMap { Int($0[figure] ?? "") }
        let sum = known.isEmpty ? "" : String(known.reduce(0, +))
        #expect(row[figure] == sum, "\(code) \(figure)")
      }
      let balance = try months.map { try #require($0.balance.row(["bureau": code])) }
      #expect(row["opening"] == balance.first?["opening"])
      #expect(row["closing"] == balance.last?["closing"])
      for part in ["new", "closed"] {
        #expect(Int(row[part] ?? "") == balance.reduce(0) { $0 + (Int($1[part] ?? "") ?? 0) })
      }
      // 累计 is that of the last month, as its report gave it.
      for figure in ["accidents_ytd", "deaths_ytd", "accidents_yoy", "accidents_yoy_rate"] {
        #expect(row[figure] == statistics.last?[figure], "\(code) \(figure)")
      }
    }
  }

  @Test func hazardsAreThoseOfTheLedgerAtTheEnd() async throws {
    let workspace = try await Workspace.merged()
    _ = try run(in: workspace)
    let ledger = try await MergedFixtures.month("2022-06").table("ledger").rows
    for row in try table("bureaus", in: workspace).rows {
      let code = try #require(row["bureau"])
      let own = code == "320000" ? ledger : ledger.filter { $0["bureau"] == code }
      let ordinary = own.filter { $0["level"] == "一般" }
      let major = own.filter { $0["level"] == "重大" }
      let rectified = ordinary.count { ["已整改", "已销号"].contains($0["status"]) }
      let closed = major.count { $0["status"] == "已销号" }
      #expect(row["hazards"] == "\(own.count)")
      #expect(row["hazards_major"] == "\(major.count)" && row["closed_major"] == "\(closed)")
      #expect(row["overdue"] == "\(own.count { $0["overdue"] == "true" })")
      let rate = Rate(rectified + closed, of: ordinary.count + major.count).percentage
      #expect(row["rectification_rate"] == rate ?? "", "\(code)")
    }
    let major = try table("major", in: workspace).rows
    #expect(major.count == ledger.count { $0["level"] == "重大" } && major.count > 10)
    let sectors = try table("sectors", in: workspace)
    #expect(sectors.sum("hazards") == ledger.count { $0["sector"] != "" })
  }

  /// What the 通报 of the months counted, and no more: being late is no error.
  @Test func qualityIsWhatTheMonthsFound() async throws {
    let workspace = try await Workspace.merged()
    _ = try run(in: workspace)
    var findings: [[String: String]] = []
    for month in Expectation.months {
      findings += try await MergedFixtures.month(month).table("findings").rows
    }
    for row in try table("bureaus", in: workspace).rows where row["bureau"] != "320000" {
      let own = findings.filter { finding in
        let rule = finding["rule"] ?? ""
        return finding["bureau"] == row["bureau"] && !rule.hasPrefix("D") && rule != "T001"
          && rule != "T006"
      }
      #expect(row["errors"] == "\(own.count { $0["severity"] == "error" })")
      let warnings = own.filter { $0["severity"] == "warning" }
      #expect(row["warnings"] == "\(warnings.count { $0["explained"] == "false" })")
      #expect(row["explained"] == "\(warnings.count { $0["explained"] == "true" })")
    }
  }

  @Test func pageSaysWhatTheDataSay() async throws {
    let workspace = try await Workspace.merged()
    let outcome = try run(in: workspace)
    let page = try workspace.read("\(Self.folder)/\(Self.folder).html")
    let bureaus = try table("bureaus", in: workspace)
    var compared = 0
    for figure in PageFigure.all(in: page) where figure.scope == "bureau" {
      let row = try #require(bureaus.row(["bureau": figure.key]))
      #expect(figure.written == row[figure.name], "\(figure)")
      compared += 1
    }
    #expect(compared > 14 * 50)
    let text = String(decoding: page, as: UTF8.self)
    #expect(!text.contains("{{") && !text.contains("http:") && !text.contains("<script"))
    #expect(text.contains("镇江市事故累计数比逐月相加多 1 起"))
    #expect(text.contains("宿迁市（2/3）"))
    #expect(page.count < 500_000)
    #expect(outcome.summary.contains("结论  3 个月都已计入"))
  }

  @Test func workbookSaysWhatTheDataSay() async throws {
    let workspace = try await Workspace.merged()
    _ = try run(in: workspace)
    let book = try WorkbookCells.sheets(workspace.read("\(Self.folder)/\(Self.folder).xlsx"))
    let sheet = try #require(book["隐患整改"])
    let titles = [
      3: "新增", 5: "期末未销号", 6: "合计", 13: "督办率（%）", 14: "整改率（%）", 16: "逾期",
    ]
    let names = [
      3: "new", 5: "closing", 6: "hazards", 13: "supervision_rate", 14: "rectification_rate",
      16: "overdue",
    ]
    let heading = try #require(sheet.row(where: 3, is: "新增"))
    for (column, title) in titles { #expect(sheet.rows[heading]?[column] == title) }
    var blanks = 0
    for row in try table("bureaus", in: workspace).rows {
      let name = row["bureau"] == "320000" ? "全省" : row["bureau_name"] ?? ""
      let cells = try #require(sheet.row(where: 1, is: name).flatMap { sheet.rows[$0] })
      for (column, figure) in names {
        let text = try #require(cells[column])
        if text == "/" { blanks += 1 }
        #expect(Double(text == "/" ? "" : text) == Double(row[figure] ?? ""), "\(name) \(figure)")
      }
    }
    #expect(blanks > 0)
  }

  @Test func sameMonthsGiveTheSameBytes() async throws {
    let workspace = try await Workspace.merged()
    _ = try run(in: workspace)
    let first = try workspace.files(in: Self.folder)
    try workspace.write("x", to: "\(Self.folder)/left over.txt")
    _ = try run(in: workspace)
    #expect(try workspace.files(in: Self.folder) == first)
    #expect(first.count == 8)
  }

  @Test func monthNotMergedIsNamedAndIsNoZero() async throws {
    let workspace = try await Workspace.merged(["2022-04", "2022-06"])
    try workspace.write("x", to: "2022-05/苏州市.xlsx")
    let outcome = try run(in: workspace)
    #expect(outcome.data.exitStatus == 1)
    #expect(outcome.summary.contains("结论  做好了，但缺2022年5月；"))
    let row = try #require(try table("months", in: workspace).row(["period": "2022-05"]))
    #expect(row["merged"] == "false")
    #expect(row.filter { !["period", "merged"].contains($0.key) }.values.allSatisfy { $0 == "" })
    let province = try #require(try table("bureaus", in: workspace).row(["bureau": "320000"]))
    #expect(province["submissions_due"] == "104")
    // Its hazards are in the ledger of June.
    let number = { (name: String) in Int(province[name] ?? "") ?? -1 }
    #expect(number("opening") + number("new") - number("closed") == number("closing"))
    #expect(number("closing") == 63 && number("hazards") == 169)
    #expect(province["accidents_span_yoy"] == "")
    let page = try workspace.text("\(Self.folder)/\(Self.folder).html")
    #expect(page.contains("2022年5月没有汇总，以下是其余 2 个月的数"))
    #expect(page.contains(#"<td colspan="14" class="caution">没有汇总</td>"#))
  }

  @Test func monthsThatDoNotFollowFromEachOtherAreRefused() async throws {
    let workspace = try await Workspace.merged()
    let path = "2022-05/汇总/data/balance.csv"
    let good = try workspace.text(path)
    let first = try #require(good.split(separator: "\r\n").dropFirst().first)
    var cells = first.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for place in [3, 6] { cells[place] = String((Int(cells[place]) ?? 0) + 1) }
    try workspace.write(
      good.replacing(first, with: cells.joined(separator: ",")), to: path)
    try refuses(in: workspace) {
      if case .ledger(let reason) = $0 {
        reason.contains("请从2022年5月起按月份顺序重新汇总")
      } else {
        false
      }
    }
    // The last ledger is that of another month.
    try workspace.write(good, to: path)
    try workspace.write(
      try workspace.read("2022-05/汇总/data/ledger.csv"), to: "2022-06/汇总/data/ledger.csv")
    try refuses(in: workspace) { if case .ledger = $0 { true } else { false } }
  }

  @Test(arguments: [
    ("statistics", ",bureau,320100,", ",bureau,南京,"), ("balance", "opening", "opened"),
    ("reporting", ",on_time,", ",in_time,"), ("findings", ",error,", ",Fehler,"),
    ("statistics", "2022-05,bureau", "2022-04,bureau"),
  ])
  func fileThatWasAlteredIsRefused(name: String, text: String, altered: String) async throws {
    let workspace = try await Workspace.merged()
    let path = "2022-05/汇总/data/\(name).csv"
    let good = try workspace.text(path)
    try #require(good.contains(text))
    try workspace.write(good.replacing(text, with: altered, maxReplacements: 1), to: path)
    try refuses(in: workspace) {
      if case .earlier(.damaged(let path, _)) = $0 { path.hasSuffix("\(name).csv") } else { false }
    }
  }

  @Test func fileThatIsGoneIsRefused() async throws {
    let workspace = try await Workspace.merged()
    try workspace.remove("2022-06/汇总/data/ledger.csv")
    try refuses(in: workspace) {
      if case .earlier(.damaged(_, "文件不见了")) = $0 { true } else { false }
    }
  }

  @Test func nothingMergedIsRefused() async throws {
    let workspace = try await Workspace.merged([])
    try workspace.addMonth("2022-04") { $0.hasPrefix("南京市") }
    try refuses(in: workspace) { if case .notMerged = $0 { true } else { false } }
  }

  /// The output of a month, named by mistake, is not replaced.
  @Test func anotherFolderIsNotReplaced() async throws {
    let workspace = try await Workspace.merged()
    let before = try workspace.files(in: "2022-05")
    let error = #expect(throws: RunError.self) {
      try run(in: workspace, output: "2022-05/汇总")
    }
    guard case .foreignFolder? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try workspace.files(in: "2022-05") == before)
  }

  @Test func twoMonthsStandInAFolderOfTheirOwn() async throws {
    let workspace = try await Workspace.merged()
    let june = try #require(Period("2022-06"))
    let outcome = try run(ReportSpan(twoMonthsWith: june), in: workspace)
    #expect(outcome.data.exitStatus == 0)
    let page = try workspace.text("双月督查-2022-05_06/双月督查-2022-05_06.html")
    #expect(
      page.contains("江苏省经济开发区安全生产双月督查")
        && page.contains("<th scope=\"col\" rowspan=\"2\">督查情况</th>"))
    let bureaus = OutputTable(try workspace.read("双月督查-2022-05_06/data/bureaus.csv"))
    #expect(bureaus.row(["bureau": "320000"])?["opening"] == "54")
  }
}
