import Testing

/// `monthly-merge quarter` and `bimonthly`, and `schema --sql`, as staff run them.
@Suite struct QuarterCommandTests {
  private let sandbox: Sandbox
  init() throws { sandbox = try Sandbox() }

  private func run(_ arguments: String...) throws -> Program.Ended {
    try Program.merge.run(arguments, in: sandbox.root)
  }

  @Test func oneMonthOfTheQuarterIsDoneAndToldOf() throws {
    try sandbox.addMonth("2022-04", beginning: ["南京市", "收件登记"])
    _ = try run("2022-04", "--now", clock["2022-04"] ?? "")
    let ended = try run("quarter", "2022Q2", "--now", "2022-07-08T09:00:00+08:00")
    #expect(ended.status == 1 && ended.errors.isEmpty)
    #expect(ended.lines.first == "2022年第二季度  季度评估")
    #expect(ended.text.contains("注意：2022年5月、2022年6月没有汇总"))
    #expect(ended.text.contains("  结果  ./季度评估-2022Q2/季度评估-2022Q2.html\n"))
    #expect(ended.lines.last == "结论  做好了，但缺2022年5月、2022年6月；先汇总缺的月份，再重新运行")
    let files = try sandbox.files(in: "季度评估-2022Q2")
    #expect(files.keys.contains("data/bureaus.csv") && files.keys.contains("run.json"))
    let quiet = try run(
      "quarter", "2022Q2", "--quiet", "--root", ".", "--now", "2022-07-08T09:00:00+08:00")
    #expect(quiet.status == 1 && quiet.output.isEmpty)
    #expect(try sandbox.files(in: "季度评估-2022Q2") == files)
  }

  @Test func nothingMergedIsSaid() throws {
    let ended = try run("bimonthly", "2022-06")
    #expect(ended.status == 2 && ended.output.isEmpty)
    #expect(
      ended.errors
        == "没能完成：. 下的 2022-05、2022-06 都没有汇总结果；请先逐月汇总，如 monthly-merge 2022-05/\n")
    #expect(try sandbox.files(in: "").isEmpty)
  }

  @Test(arguments: [
    (["quarter"], "请写明季度，如 monthly-merge quarter 2022Q2"),
    (["quarter", "2022Q5"], "“2022Q5”不是季度；应如 2022Q2，Q 后面是 1 到 4"),
    (["bimonthly"], "请写明月份，如 monthly-merge bimonthly 2022-06"),
    (["bimonthly", "2022-13"], "“2022-13”不是月份；应如 2022-06"),
    (["schema", "--sql", "oracle"], "--sql“oracle”不支持；可用 duckdb、spark"),
  ])
  func badUseIsSaid(arguments: [String], message: String) throws {
    let ended = try Program.merge.run(arguments, in: sandbox.root)
    #expect(ended.status == 64 && ended.output.isEmpty)
    #expect(ended.errors.contains(message))
  }

  @Test(arguments: ["duckdb", "spark"])
  func queriesComeAsOneScript(engine: String) throws {
    let ended = try run("schema", "--sql", engine)
    #expect(ended.status == 0 && ended.errors.isEmpty)
    for view in [
      "loaded_hazards", "hazards", "reporting_again", "balance_again", "statistics_again",
    ] {
      #expect(ended.text.contains("CREATE OR REPLACE TEMPORARY VIEW \(view) AS"))
    }
    #expect(ended.text.contains("read_csv") == (engine == "duckdb"))
  }
}
