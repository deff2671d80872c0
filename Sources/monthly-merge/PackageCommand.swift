import ArgumentParser
import Commands
import MonthlyRun

/// Gathers merged months into one data package for data engines.
struct PackageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "package", abstract: "把多个月、多个省的汇总数据合成一个分区数据包，供 DuckDB、Spark 查询。",
    usage: "monthly-merge package <月份文件夹>… [选项]",
    discussion: """
      例：
        monthly-merge package 2022-04 2022-05 2022-06      放进“数据包”文件夹
        monthly-merge package 江苏/2022-?? 浙江/2022-?? -o 全国数据包
        monthly-merge package 2022-07 -o 数据包            再放入一个月；已有的同一个月被替换，其余不动
        monthly-merge schema --sql duckdb --package        从数据包重算各省合计的 SQL
      清单按月和市分区，其余表按月和省分区：
        数据包/data/hazards/period=2022-05/bureau=320500/hazards.csv
        数据包/data/statistics/period=2022-05/province=320000/statistics.csv
      每个文件自带表头，列与“汇总/data”里的相同；datapackage.json 说明各表。
      """)

  @Argument(help: ArgumentHelp("已汇总的月份文件夹，可写多个", valueName: "月份文件夹"))
  var months: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("数据包放到哪个文件夹（默认“数据包”）", valueName: "文件夹"))
  var output = "数据包"

  @Flag(help: "只在出错时说话")
  var quiet = false

  func run() async throws {
    guard !months.isEmpty else {
      throw UsageError("请给出已汇总的月份文件夹，如 monthly-merge package 2022-04 2022-05 -o 数据包")
    }
    try GivenPath.assure(months, "月份文件夹")
    try GivenPath.assure([output], "-o ")
    try await Failures.reported {
      let outcome = try PackageRun(
        months: months, output: output, progress: ProgressLine.follow(quietly: quiet)
      ).run()
      if !quiet { Console.print(outcome.summary) }
    }
  }
}
