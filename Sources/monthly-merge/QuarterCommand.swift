import ArgumentParser
import Commands
import MonthlyRun
import Report
import Values

/// 季度评估 of three merged months.
struct QuarterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarter", abstract: "季度评估：把一个季度已汇总的各月合起来，分市评估。",
    usage: "monthly-merge quarter <季度> [选项]",
    discussion: """
      例：
        monthly-merge quarter 2022Q2                  在各月文件夹所在处运行；结果在 季度评估-2022Q2/
        monthly-merge quarter 2022Q2 --root 报送/     各月文件夹在 报送/ 下
      只用各月“汇总”里的数据，不再读报送文件；没有汇总的月份写明，不当作零。
      退出码：0 各月齐全；1 已完成，但缺月份；2 没能完成；64 用法有误。
      """)

  @OptionGroup var options: SpanOptions

  @Argument(help: ArgumentHelp("季度，如 2022Q2", valueName: "季度"))
  var quarter: String?

  func run() async throws {
    guard let quarter else { throw UsageError("请写明季度，如 monthly-merge quarter 2022Q2") }
    guard let span = ReportSpan(quarter: quarter) else {
      throw UsageError("“\(quarter)”不是季度；应如 2022Q2，Q 后面是 1 到 4")
    }
    try await options.run(span)
  }
}

/// 双月督查 of two merged months.
struct BimonthlyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bimonthly", abstract: "双月督查：把两个月合起来，列出各市的督查重点。",
    usage: "monthly-merge bimonthly <月份> [选项]",
    discussion: """
      例：
        monthly-merge bimonthly 2022-06               5、6 两月；结果在 双月督查-2022-05_06/
      两月按 1—2、3—4 … 11—12 月分，写其中哪一个月都可以。其余与 quarter 相同。
      """)

  @OptionGroup var options: SpanOptions

  @Argument(help: ArgumentHelp("其中一个月，如 2022-06", valueName: "月份"))
  var month: String?

  func run() async throws {
    guard let month else { throw UsageError("请写明月份，如 monthly-merge bimonthly 2022-06") }
    let period = try WrittenArguments.month(month)
    try await options.run(ReportSpan(twoMonthsWith: period))
  }
}

/// Flags of the commands that put months together.
struct SpanOptions: ParsableArguments {
  @OptionGroup var shared: SharedOptions

  @Option(help: ArgumentHelp("各月文件夹所在的文件夹（默认当前文件夹）", valueName: "文件夹"))
  var root = "."

  @Option(name: .shortAndLong, help: ArgumentHelp("结果文件夹（默认在各月文件夹旁边）", valueName: "文件夹"))
  var output: String?

  @Flag(help: "只在出错时说话")
  var quiet = false

  func run(_ span: ReportSpan) async throws {
    try GivenPath.assure([root], "--root ")
    try GivenPath.assure([output], "-o ")
    var settings = try shared.settings()
    settings.progress = ProgressLine.follow(quietly: quiet)
    try await Failures.reported { [settings] in
      let outcome = try QuarterRun(
        span, root: root, output: output, settings: settings,
        tool: ("monthly-merge", Product.version)
      ).run()
      for notice in outcome.notices { Console.warn(notice) }
      if !quiet { Console.print(outcome.summary) }
      if outcome.data.exitStatus != 0 { throw EndedWith(.errors) }
    }
  }
}
