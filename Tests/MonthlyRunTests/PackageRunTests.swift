import Files
import MonthlyRun
import Testing
import Values

/// Months of the fixtures gathered into one partitioned data package.
@Suite struct PackageRunTests {
  private static let output = "数据包"
  private static let lists = ["hazards", "measures", "practices", "accidents"]

  @discardableResult
  private func gather(
    _ months: [String] = Expectation.months, in workspace: Workspace, output: String = output,
    progress: (@Sendable (RunProgress) -> Void)? = nil
  ) throws -> PackageRun.Outcome {
    try PackageRun(
      months: months.map { "\(workspace.root)/\($0)/" }, output: "\(workspace.root)/\(output)",
      progress: progress
    ).run()
  }

  private func refuses(
    _ months: [String] = Expectation.months, in workspace: Workspace, output: String = output,
    _ isMeant: (PackageError) -> Bool
  ) throws {
    let before = try workspace.files(in: "")
    let error = #expect(throws: PackageError.self) {
      try gather(months, in: workspace, output: output)
    }
    #expect(isMeant(try #require(error)), "\(String(describing: error))")
    #expect(try workspace.files(in: "") == before)
  }

  @Test func progressIsToldMonthByMonth() async throws {
    let workspace = try await Workspace.merged()
    let told = ToldSteps()
    try gather(in: workspace, progress: told.take)
    #expect(told.steps == (0..<3).map { .gathering(done: $0, of: 3) } + [.writing])
  }

  @Test func everyRowIsInThePartOfItsMonthAndBureau() async throws {
    let workspace = try await Workspace.merged()
    let outcome = try gather(in: workspace)
    #expect(outcome.gathered.map(\.period.description) == Expectation.months)
    #expect(outcome.gathered.allSatisfy { $0.province == "江苏省" && !$0.isReplaced })
    let files = try workspace.files(in: "\(Self.output)/data")
    #expect(outcome.files == files.count && outcome.months == 3)
    for month in Expectation.months {
      let merged = try await MergedFixtures.month(month)
      for list in Self.lists {
        let table = try merged.table(list)
        let bureaus = Set(table.rows.map { $0["bureau"] ?? "" })
        var rows: [[String: String]] = []
        for bureau in bureaus.sorted() {
          let part = OutputTable(
            try #require(files["\(list)/period=\(month)/bureau=\(bureau)/\(list).csv"]))
          #expect(part.rows.allSatisfy { $0["bureau"] == bureau && $0["period"] == month })
          rows += part.rows
        }
        #expect(rows == table.rows)
      }
      for table in ["statistics", "balance", "ledger", "reporting", "accounting", "findings"] {
        #expect(
          files["\(table)/period=\(month)/province=320000/\(table).csv"]
            == merged.files["data/\(table).csv"])
      }
    }
  }

  @Test func historyIsInThePartsOfItsMonths() async throws {
    let workspace = try await Workspace.merged()
    try gather(in: workspace)
    var rows: Set<[String: String]> = []
    for month in Expectation.months {
      let path = "ledger_history/period=\(month)/province=320000/ledger_history.csv"
      let part = OutputTable(try workspace.read("\(Self.output)/data/\(path)"))
      #expect(!part.rows.isEmpty && part.rows.allSatisfy { $0["period"] == month })
      rows.formUnion(part.rows)
    }
    #expect(rows == Set(try await MergedFixtures.month("2022-06").table("ledger_history").rows))
  }

  @Test func monthsAddedLaterComeToTheSameBytes() async throws {
    let workspace = try await Workspace.merged()
    try gather(in: workspace, output: "一次")
    try gather(["2022-06", "2022-04"], in: workspace)
    let outcome = try gather(["2022-05"], in: workspace)
    #expect(outcome.months == 3 && outcome.gathered.count == 1)
    #expect(try workspace.files(in: Self.output) == workspace.files(in: "一次"))
  }

  @Test func monthGatheredAnewIsReplacedAlone() async throws {
    let workspace = try await Workspace.merged()
    try gather(in: workspace)
    let before = try workspace.files(in: Self.output)
    let path = "2022-05/汇总/data/practices.csv"
    // Its last row is gone, as after a merge without it.
    var lines = try workspace.text(path).split(separator: "\r\n").map(String.init)
    let last = lines.removeLast()
    let bureau = last.split(separator: ",")[1]
    try workspace.write(lines.joined(separator: "\r\n") + "\r\n", to: path)
    let outcome = try gather(["2022-05"], in: workspace)
    #expect(outcome.gathered.map(\.isReplaced) == [true] && outcome.months == 3)
    let after = try workspace.files(in: Self.output)
    let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    let part = "data/practices/period=2022-05/bureau=\(bureau)/practices.csv"
    #expect(changed.contains(part))
    #expect(changed.isSubset(of: [part, "datapackage.json"]))
  }

  @Test func fieldsWithLineEndsAndQuotesStayWhole() async throws {
    let workspace = try await Workspace.merged(["2022-04"])
    let path = "2022-04/汇总/data/practices.csv"
    let text = try workspace.text(path)
    let heading = try #require(text.split(separator: "\r\n").first)
    let columns = heading.split(separator: ",").count
    let long = String(repeating: "长,\r\n\"\"", count: 200_000)
    let row =
      "2022-04,320500,苏州市,1,\"\(long)\"" + String(repeating: ",", count: columns - 5) + "\r\n"
    try workspace.write(heading + "\r\n" + row + row.dropLast(), to: path)
    try gather(["2022-04"], in: workspace)
    let part = "\(Self.output)/data/practices/period=2022-04/bureau=320500/practices.csv"
    #expect(try workspace.text(part) == heading + "\r\n" + row + row)
  }

  @Test func listWithoutRowsHasAnEmptyPart() async throws {
    let workspace = try await Workspace.merged(["2022-04"])
    let path = "2022-04/汇总/data/practices.csv"
    let heading = try #require(workspace.text(path).split(separator: "\r\n").first)
    try workspace.write(heading + "\r\n", to: path)
    try gather(["2022-04"], in: workspace)
    let parts = try workspace.files(in: "\(Self.output)/data/practices")
    #expect(parts == ["period=2022-04/bureau=320000/practices.csv": Array((heading + "\r\n").utf8)])
  }

  @Test func whatIsNoMergeIsRefused() async throws {
    let workspace = try await Workspace.merged(["2022-04", "2022-05"])
    try gather(["2022-04"], in: workspace)
    try workspace.write("x", to: "2022-06/苏州市.csv")
    try refuses(["2022-05", "2022-06"], in: workspace) {
      if case .notMerged(let folder) = $0 { folder.hasSuffix("2022-06") } else { false }
    }
    try refuses(["2022-07"], in: workspace) { if case .input = $0 { true } else { false } }
    try refuses(["2022-04", "2022-05", "2022-04"], in: workspace) {
      if case .twice = $0 { true } else { false }
    }
    try refuses(["2022-04"], in: workspace, output: "2022-05") {
      if case .foreignFolder = $0 { true } else { false }
    }
    try workspace.write("x", to: "\(Self.output)/说明.txt")
    try refuses(["2022-05"], in: workspace) {
      if case .foreignFolder = $0 { true } else { false }
    }
  }

  @Test(arguments: [
    ("hazards", "2022-04,320100", "2022-05,320100", "period 不是 2022-04"),
    ("hazards", "2022-04,320100", "2022-04,330100", "bureau 不在本省"),
    ("hazards", "2022-04,320100", "2022-04,南京", "bureau“南京”不是六位代码"),
    ("hazards", "2022-04,320100", "2022-04,321300", "没有按 bureau 排序"),
    ("hazards", "2022-04,320100", "2022-04,,320100", "列"),
    ("hazards", "period,bureau", "bureau,period", "表头与 datapackage.json 不符"),
    ("balance", "2022-04,320000", "2022-04,320001", "没有全省一行"),
    ("measures", "2022-04,320100", "\"2022-04,320100", "引号没有配对"),
    ("datapackage", "\"hazards\"", "\"../hazards\"", "不是程序写的样子"),
    ("datapackage", "{\"name\"", "{\"name", "第 1 行"),
  ])
  func damageIsNamed(
    _ table: String, _ old: String, _ new: String, _ reason: String
  ) async throws {
    let workspace = try await Workspace.merged(["2022-04"])
    let path = "2022-04/汇总/data/\(table)." + (table == "datapackage" ? "json" : "csv")
    let text = try workspace.text(path)
    try workspace.write(text.replacing(old, with: new, maxReplacements: 1), to: path)
    try refuses(["2022-04"], in: workspace) { error in
      guard case .damaged(let path, let told) = error else { return false }
      return path.contains("/\(table).") && told.contains(reason)
    }
  }

  @Test func otherColumnsAndLostFilesAreRefused() async throws {
    let workspace = try await Workspace.merged(["2022-04", "2022-05"])
    try gather(["2022-04"], in: workspace)
    for file in ["datapackage.json", "balance.csv"] {
      let path = "2022-05/汇总/data/\(file)"
      try workspace.write(
        try workspace.text(path).replacing("closing", with: "at_end"), to: path)
    }
    try refuses(["2022-05"], in: workspace) {
      if case .otherColumns(_, let table) = $0 { table == "balance" } else { false }
    }
    try workspace.remove("\(Self.output)/data/balance/period=2022-04")
    try refuses(["2022-04"], in: workspace) {
      if case .damaged(let path, "文件不见了") = $0 { path.hasSuffix("balance.csv") } else { false }
    }
  }
}
