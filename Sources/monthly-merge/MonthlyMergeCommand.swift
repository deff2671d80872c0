import ArgumentParser
import Commands
import MonthlyRun
import Report

/// `monthly-merge`: what the province runs. Without the name of a sub-command it merges a month.
struct MonthlyMergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monthly-merge",
    abstract: "汇总一个月的报送：校验、合并、台账、全省汇总报告。",
    usage: """
      monthly-merge [选项] <文件夹>
      monthly-merge form <设区市> <月份> [--ledger <文件夹>]
      monthly-merge receive <文件夹>
      monthly-merge status <文件夹>
      monthly-merge scheduled --root <文件夹>
      monthly-merge quarter <季度>
      monthly-merge bimonthly <月份>
      monthly-merge package <月份文件夹>… [-o <文件夹>]
      monthly-merge cells <文件>
      monthly-merge fill <模板> <数据> <结果>
      monthly-merge schema [<清单>]
      monthly-merge templates [<模板>]
      """,
    discussion: """
      例：
        monthly-merge 2022-05/               汇总 2022-05 文件夹，结果在 2022-05/汇总/
        monthly-merge form 苏州市 2022-06    生成苏州市 6 月的填报表
        monthly-merge receive 2022-05/       登记新到的文件
        monthly-merge status 2022-05/        谁报了、谁没报、还有几天
        monthly-merge scheduled --root /srv/monthly
                                             定时汇总上个月
        monthly-merge quarter 2022Q2         季度评估：三个月合起来
        monthly-merge bimonthly 2022-06      双月督查：5、6 两月合起来
        monthly-merge package 2022-0? -o 数据包
                                             多个月、多个省的数据合成一个数据包
        monthly-merge cells 苏州市.xlsx      逐格列出程序读到的内容
        monthly-merge fill 模板.xlsx 数据.json 结果.xlsx    用数据填写 Excel 模板
        monthly-merge schema                 打印四张清单的定义（Table Schema）
        monthly-merge templates -o 模板      把内置的模板拿出来改样式
        monthly-merge help merge             看汇总的全部选项
      退出码：0 没有问题；1 已完成，但有错误、迟报或漏报；2 没能完成；64 用法有误。
      """,
    version: Product.version,
    subcommands: [
      MergeCommand.self, FormCommand.self, ReceiveCommand.self, StatusCommand.self,
      ScheduledCommand.self, QuarterCommand.self, BimonthlyCommand.self, PackageCommand.self,
      CellsCommand.self, FillCommand.self, SchemaCommand.self, TemplatesCommand.self,
    ],
    defaultSubcommand: MergeCommand.self)
}

/// Merges one month.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "汇总一个月（默认）。",
    usage: """
      monthly-merge merge <文件夹> [选项]
      monthly-merge <文件夹> [选项]
      """)

  @OptionGroup var shared: SharedOptions

  @Argument(help: ArgumentHelp("月份文件夹，如 2022-05", valueName: "文件夹"))
  var folder: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("结果文件夹（默认在月份文件夹下的“汇总”）", valueName: "文件夹"))
  var output: String?

  @Option(help: ArgumentHelp("输出形式：text、jsonl", valueName: "形式"))
  var format = "text"

  @Flag(help: "不打印汇总情况和进度，只报提醒和错误")
  var quiet = false

  func run() async throws {
    guard let folder else { throw UsageError("请给出月份文件夹，如 monthly-merge 2022-05/") }
    try GivenPath.assure([folder], "月份文件夹")
    try GivenPath.assure([output], "-o ")
    var settings = try shared.settings()
    settings.progress = ProgressLine.follow(quietly: quiet)
    let summary = try MergeOutput(format: format, isQuiet: quiet)
    try await Failures.reported {
      let run = try MergeRun(
        folder: folder, output: output, settings: settings,
        tool: ("monthly-merge", Product.version))
      let outcome = try await run.run()
      summary.print(outcome)
      if outcome.month.exitStatus != 0 { throw EndedWith(.errors) }
    }
  }
}

/// Prints the definitions of the lists.
struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "打印清单的定义（Frictionless Table Schema），或核算数据的 SQL。",
    usage: "monthly-merge schema [<清单>] [选项]",
    discussion: """
      例：
        monthly-merge schema hazards               问题隐患清单的定义
        monthly-merge schema --sql duckdb > 核算.sql
        duckdb -init 核算.sql                      在各月文件夹所在处运行，从明细重算统计、台账平衡、报送情况
        monthly-merge schema --sql spark --package 同上，在 package 做的数据包文件夹里运行，多省一起算
      """)

  @OptionGroup var shared: SharedOptions

  @Argument(help: ArgumentHelp("清单：问题隐患清单、制度措施清单、典型做法清单、事故统计表；不写则全部", valueName: "清单"))
  var list: String?

  @Option(help: ArgumentHelp("打印装入各月 data/ 并重算合计的 SQL：duckdb、spark", valueName: "引擎"))
  var sql: String?

  @Flag(help: "与 --sql 同用：从 package 做的数据包装入，而不是从各月的“汇总”")
  var package = false

  func run() async throws {
    try await Failures.reported {
      let resources = try Resources(templates: shared.templates)
      if package, sql == nil {
        throw UsageError("--package 要与 --sql 同用，如 schema --sql duckdb --package")
      }
      if let sql { return try QueryPages.print(sql, isPackage: package, resources) }
      try SchemaPages.print(resources.definitions, only: list)
    }
  }
}
