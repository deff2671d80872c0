import ArgumentParser
import Commands
import ListSchema
import MonthlyRun
import Values

/// Makes the workbooks that bureaus fill in.
struct FormCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "form", abstract: "生成各市填报用的工作簿，可带入上月未销号的隐患。",
    usage: """
      monthly-merge form <设区市> <月份> [选项]
      monthly-merge form --all <月份> [选项]
      """,
    discussion: """
      例：
        monthly-merge form 苏州市 2022-06                            空白填报表
        monthly-merge form 苏州市 2022-06 --ledger 2022-05/汇总      带入上月台账中未销号的隐患
        monthly-merge form --all 2022-06 --ledger 2022-05/汇总       十三个市各一份
      已有的文件原样保留，只做缺的。退出码：0 都做好了；1 有已经存在、没有重做的；2 没能完成，或要做的都已存在。
      """)

  @OptionGroup var shared: SharedOptions

  @Argument(help: ArgumentHelp("设区市和月份，如 苏州市 2022-06；用 --all 时只写月份", valueName: "设区市 月份"))
  var words: [String] = []

  @Flag(help: "给每个设区市各生成一份")
  var all = false

  @Option(help: ArgumentHelp("上月的“汇总”文件夹，或其中的 data/ledger.csv", valueName: "文件夹"))
  var ledger: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("放到哪个文件夹（默认“填报表-月份”）", valueName: "文件夹"))
  var output: String?

  @Flag(help: "已有同名文件时替换它")
  var force = false

  func run() async throws {
    try GivenPath.assure([ledger], "--ledger ")
    try GivenPath.assure([output], "-o ")
    let settings = try shared.settings()
    let (name, period) = try bureauAndPeriod()
    try await Failures.reported {
      let resources = try Resources(templates: settings.templates)
      let directory = resources.definitions.bureaus
      let request = FormRun.Request(
        bureaus: try name.map { [try WrittenArguments.bureau($0, directory)] }
          ?? directory.bureaus,
        period: period, ledger: ledger, output: output, replaces: force)
      do {
        let outcome = try FormRun(request, resources: resources).run()
        report(outcome)
        if !outcome.kept.isEmpty { throw EndedWith(.errors) }
      } catch FormError.exists(let paths) {
        Console.fail("没能完成：\(named(paths)) 已经存在；要替换请加 --force，或用 -o 另指文件夹")
        throw EndedWith(.failed)
      } catch FormError.run(let error) {
        throw error
      }
    }
  }

  private func bureauAndPeriod() throws -> (name: String?, period: Period) {
    guard words.count == (all ? 1 : 2), let month = words.last else {
      throw UsageError("请写明设区市和月份，如 monthly-merge form 苏州市 2022-06；全部设区市用 form --all 2022-06")
    }
    return (all ? nil : words[0], try WrittenArguments.month(month))
  }

  private func named(_ paths: [String]) -> String {
    paths.prefix(3).joined(separator: "、") + (paths.count > 3 ? " 等 \(paths.count) 个文件" : "")
  }

  private func report(_ outcome: FormRun.Outcome) {
    for form in outcome.forms {
      let carried = form.carried.map { "（带入未销号隐患 \($0) 条）" } ?? ""
      Console.print("已生成  \(form.path)\(carried)\n")
    }
    for path in outcome.kept { Console.print("已存在  \(path)，原样保留，没有重做\n") }
    if !outcome.kept.isEmpty { Console.warn("\(outcome.kept.count) 个文件已经存在，没有重做；要替换请加 --force") }
    if ledger == nil {
      Console.warn("没有给出 --ledger，没有带入上月未销号的隐患")
    } else if let notice = outcome.notice {
      Console.warn(notice)
    }
  }
}
