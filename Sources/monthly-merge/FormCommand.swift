import ArgumentParser
import Commands
import ListSchema
import MonthlyRun
import Values

/// Makes the workbooks that bureaus fill in.
struct FormCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "form", abstract: "生成各市填报用的工作簿，可带入上月未销号的隐患。",
    discussion: """
      例：
        monthly-merge form 苏州市 2022-06                            空白填报表
        monthly-merge form 苏州市 2022-06 --ledger 2022-05/汇总      带入上月台账中未销号的隐患
        monthly-merge form --all 2022-06 --ledger 2022-05/汇总       十三个市各一份
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
        bureaus: try name.map { [try bureau($0, directory)] } ?? directory.bureaus,
        period: period, ledger: ledger, output: output, replaces: force)
      do {
        try report(FormRun(request, resources: resources).run())
      } catch FormError.exists(let paths) {
        Console.fail("没能完成：\(paths.joined(separator: "、")) 已经存在；要替换请加 --force，或用 -o 另指文件夹")
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
    guard let period = Period(month) else { throw UsageError("“\(month)”不是月份；应如 2022-06") }
    return (all ? nil : words[0], period)
  }

  private func bureau(_ name: String, _ directory: BureauDirectory) throws -> Bureau {
    let codes = directory.recognise(name)
    guard codes.count == 1, let bureau = directory[codes[0]] else {
      throw UsageError("“\(name)”不是设区市；要写 苏州市 这样的名字")
    }
    return bureau
  }

  private func report(_ forms: [FormRun.Form]) {
    for form in forms {
      let carried = form.carried.map { "（带入未销号隐患 \($0) 条）" } ?? ""
      Console.print("已生成  \(form.path)\(carried)\n")
    }
    if ledger == nil {
      Console.warn("没有给出 --ledger，没有带入上月未销号的隐患")
    }
  }
}
