import ArgumentParser
import Commands
import MonthlyRun

/// Registers what has arrived.
struct ReceiveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receive", abstract: "登记收件：把新到的文件记入 收件登记.csv。",
    usage: "monthly-merge receive <文件夹> [选项]",
    discussion: """
      例：
        monthly-merge receive 2022-05/                登记新到的文件，收件时间为现在
        monthly-merge receive 2022-05/ --method 邮件  同时写明登记方式
      登记过的文件不再登记；内容改了的，按新版本登记，并说明改正了哪些。
      """)

  @OptionGroup var shared: SharedOptions

  @Argument(help: ArgumentHelp("月份文件夹，如 2022-05", valueName: "文件夹"))
  var folder: String

  @Option(help: ArgumentHelp("登记方式，如 邮件、当面", valueName: "方式"))
  var method = "登记"

  @Option(help: ArgumentHelp("输出形式：text、jsonl", valueName: "形式"))
  var format = "text"

  func run() async throws {
    try GivenPath.assure([folder], "月份文件夹")
    var settings = try shared.settings()
    settings.progress = ProgressLine.follow(quietly: false)
    let output = try MonthPages(format: format)
    let method = try MonthPages.method(method)
    try await Failures.reported {
      let run = try ReceiveRun(folder: folder, method: method, settings: settings)
      let outcome = try await run.run()
      output.print(outcome, run.rules)
      if outcome.hasErrors { throw EndedWith(.errors) }
    }
  }
}
