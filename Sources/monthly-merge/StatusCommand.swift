import ArgumentParser
import Commands
import MonthlyRun

/// Tells who has sent what, for a month in progress.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "看进度：哪个市报了什么，离期限还有几天。",
    usage: "monthly-merge status <文件夹> [选项]",
    discussion: """
      例：
        monthly-merge status 2022-05/
      只看不写。退出码：0 全部按期收齐且没有错误；1 还没收齐，或有错误、迟报；2 没能完成。
      """)

  @OptionGroup var shared: SharedOptions

  @Argument(help: ArgumentHelp("月份文件夹，如 2022-05", valueName: "文件夹"))
  var folder: String

  @Option(help: ArgumentHelp("输出形式：text、jsonl", valueName: "形式"))
  var format = "text"

  func run() async throws {
    try GivenPath.assure([folder], "月份文件夹")
    var settings = try shared.settings()
    settings.progress = ProgressLine.follow(quietly: false)
    let output = try MonthPages(format: format)
    try await Failures.reported {
      let outcome = try await StatusRun(
        folder: folder, settings: settings, tool: ("monthly-merge", Product.version)
      ).run()
      output.print(outcome)
      if !outcome.isClean { throw EndedWith(.errors) }
    }
  }
}
