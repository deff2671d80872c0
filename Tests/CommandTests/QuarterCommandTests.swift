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

  @Test func monthsAreGathered() throws {
    try sandbox.addMonth("2022-04", beginning: ["南京市", "收件登记"])
    let refused = try run("package", "2022-04", "-o", "数据包")
    #expect(refused.status == 2 && refused.output.isEmpty)
    #expect(refused.errors == "没能完成：2022-04 还没有汇总结果；请先汇总，如 monthly-merge 2022-04/\n")
    _ = try run("2022-04", "--now", clock["2022-04"] ?? "")
    let ended = try run("package", "2022-04")
    #expect(ended.status == 0 && ended.errors.isEmpty)
    #expect(ended.lines.first?.hasPrefix("  放入  2022年4月 江苏省  ") == true)
    #expect(ended.lines.last?.hasPrefix("结论  数据包里有 1 个“省·月”，") == true)
    let files = try sandbox.files(in: "数据包")
    #expect(files.keys.contains("data/hazards/period=2022-04/bureau=320100/hazards.csv"))
    let again = try run("package", "2022-04/", "--quiet")
    #expect(again.status == 0 && again.output.isEmpty)
    #expect(try sandbox.files(in: "数据包") == files)
    let foreign = try run("package", "2022-04", "-o", ".")
    #expect(foreign.status == 2 && foreign.errors.contains("里有别的文件，不是数据包"))
  }

  @Test(arguments: [
    (["quarter"], "请写明季度，如 monthly-merge quarter 2022Q2"),
    (["quarter", "2022Q5"], "“2022Q5”不是季度；应如 2022Q2，Q 后面是 1 到 4"),
    (["bimonthly"], "请写明月份，如 monthly-merge bimonthly 2022-06"),
    (["bimonthly", "2022-13"], "“2022-13”不是月份；应如 2022-05"),
    (["schema", "--sql", "oracle"], "--sql“oracle”不支持；可用 duckdb、spark"),
    (["schema", "--package"], "--package 要与 --sql 同用"),
    (["package"], "请给出已汇总的月份文件夹，如 monthly-merge package 2022-04 2022-05 -o 数据包"),
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
    let package = try run("schema", "--sql", engine, "--package")
    #expect(package.status == 0 && package.text.contains("data/hazards"))
    #expect(!package.text.contains("汇总/data") && ended.text.contains("汇总/data"))
  }
}
