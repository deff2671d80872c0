import ArgumentParser
import Commands
import MonthlyRun
import Report

/// What the timer calls.
struct ScheduledCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scheduled", abstract: "定时汇总：汇总上个月，漏下的月份先补上。",
    usage: "monthly-merge scheduled --root <文件夹> [选项]",
    discussion: """
      例：
        monthly-merge scheduled --root /srv/monthly     由定时器每月 4 日运行
      上个月按中国时间算。已经汇总过、文件和登记以后没有变动的，不再汇总。漏下的月份按顺序补上；
      后面的月份已经汇总过的，不补，只提醒。
      退出码：0 没有问题或无事可做；1 已汇总，但有错误、迟报或漏报；2 没能完成（旧结果不动）。
      """)

  @OptionGroup var shared: SharedOptions

  @Option(help: ArgumentHelp("放各月份文件夹的文件夹", valueName: "文件夹"))
  var root: String

  @Flag(help: "只打印结论、提醒和错误")
  var quiet = false

  func run() async throws {
    try GivenPath.assure([root], "--root ")
    var settings = try shared.settings()
    settings.progress = ProgressLine.follow(quietly: quiet)
    let summary = try MergeOutput(format: "text", isQuiet: quiet)
    try await Failures.reported {
      let run = ScheduledRun(root: root, settings: settings)
      let plan = try run.plan()
      for notice in plan.notices { Console.warn(notice) }
      if let done = plan.done { return Console.print(run.nothingToDo(done) + "\n") }
      var outcomes: [MergeRun.Outcome] = []
      var isAllMerged = true
      for step in plan.steps {
        if !quiet { Console.tell(step.chinese) }
        do {
          let outcome = try await merge(step, run)
          summary.print(outcome)
          outcomes.append(outcome)
        } catch let ended as EndedWith where step.reason == .missed && ended.status == .failed {
          // Said already. It keeps last month from nothing.
          Console.warn(step.notMadeUpFor)
          isAllMerged = false
        }
      }
      Console.print(run.conclusion(outcomes) + "\n")
      if !isAllMerged || outcomes.contains(where: { $0.month.exitStatus != 0 }) {
        throw EndedWith(.errors)
      }
    }
  }

  private func merge(
    _ step: ScheduledRun.Step, _ run: ScheduledRun
  ) async throws -> MergeRun.Outcome {
    var outcome: MergeRun.Outcome?
    try await Failures.reported {
      outcome = try await run.merge(step, tool: ("monthly-merge", Product.version))
    }
    guard let outcome else { throw EndedWith(.failed) }
    return outcome
  }
}
