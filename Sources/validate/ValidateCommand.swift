import ArgumentParser
import Commands
import Findings
import MonthlyRun
import Values

/// `validate`: what a bureau runs before it sends.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "报送前自查：四张清单哪一格要改、怎么改。",
    usage: """
      validate [选项] <文件或文件夹>…
      validate --rules
      validate --explain <规则>
      """,
    discussion: """
      例：
        validate 苏州市.xlsx                 检查一个工作簿
        validate 南京市/                     检查一个文件夹里的四张清单
        validate 苏州市.xlsx --annotate 苏州市-校验.xlsx
                                             另写一个标出问题的副本
        validate 苏州市.xlsx --only 问题隐患清单
                                             只查一张清单
        validate --explain H004              看一条规则的说明
      退出码：0 可以报送；1 有错误；2 没能检查；64 用法有误。
      """,
    version: Product.version)

  @OptionGroup var shared: SharedOptions

  @Argument(help: ArgumentHelp("要检查的文件或文件夹", valueName: "文件"))
  var inputs: [String] = []

  @Option(help: ArgumentHelp("只查一张清单：问题隐患清单、制度措施清单、典型做法清单、事故统计表", valueName: "清单"))
  var only: String?

  @Option(help: ArgumentHelp("报告期，如 2022-05", valueName: "月份"))
  var period: String?

  @Option(help: ArgumentHelp("报送单位，如 苏州市", valueName: "设区市"))
  var bureau: String?

  @Option(help: ArgumentHelp("输出形式：text、jsonl、html、sarif", valueName: "形式"))
  var format = "text"

  @Option(help: ArgumentHelp("上月的“汇总”文件夹，用来对照台账和累计数", valueName: "文件夹"))
  var ledger: String?

  @Option(help: ArgumentHelp("另写一个副本：标出有问题的单元格并加批注", valueName: "副本.xlsx"))
  var annotate: String?

  @Option(help: ArgumentHelp("颜色：auto、always、never", valueName: "方式"))
  var color = "auto"

  @Option(help: ArgumentHelp("语言：zh；规则说明还没有英文的", valueName: "语言"))
  var lang = "zh"

  @Flag(help: "列出全部规则")
  var rules = false

  @Option(help: ArgumentHelp("说明一条规则：含义、正反例、改法、依据", valueName: "规则"))
  var explain: String?

  func run() async throws {
    let settings = try shared.settings()
    if lang == "en" {
      throw UsageError("--lang en：规则说明还没有英文的；请用 --lang zh，或不写 --lang")
    }
    guard lang == "zh" else { throw UsageError("--lang“\(lang)”不支持；可用 zh") }
    if rules || explain != nil {
      return try RulePages.print(explain, templates: shared.templates)
    }
    let request = try self.request()
    let output = try FindingOutput(format: format, color: color)
    let annotated = try annotate.map { try AnnotatedFile($0, inputs: request.inputs) }
    try await Failures.reported {
      let resources = try Resources(templates: settings.templates)
      for notice in resources.notices { Console.warn(notice) }
      let run = try ValidateRun(request, settings: settings, resources: resources)
      let outcome = try await run.run()
      try annotated?.write(outcome, of: run)
      try output.print(outcome, settings: settings, resources: resources)
      if !outcome.verdict.isSendable { throw EndedWith(.errors) }
    }
  }

  private func request() throws -> ValidateRun.Request {
    if inputs.isEmpty { throw UsageError("请给出要检查的文件，如 validate 苏州市.xlsx") }
    return ValidateRun.Request(
      inputs: inputs,
      only: try only.map { try WrittenArguments.list($0, of: "--only") },
      period: try period.map { try WrittenArguments.month($0, of: "--period") },
      bureau: bureau, ledgerFolder: ledger)
  }
}
