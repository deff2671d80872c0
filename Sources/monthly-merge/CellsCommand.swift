import ArgumentParser
import Commands

/// Shows what the reader sees in a file.
struct CellsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cells", abstract: "逐格列出程序从一个文件里读到的内容（JSON Lines）。",
    usage: "monthly-merge cells <文件> [选项]",
    discussion: """
      每格一行：{"sheet":"问题隐患清单","cell":"B2","type":"number","value":3.5}
      type 为 number、string、boolean、error、date；文本文件的 sheet 为 null，各格都是 string。
      分隔符、引号、编码不写时由内容判断。
      """)

  @OptionGroup var shared: SharedOptions

  @Argument(help: ArgumentHelp("工作簿（.xlsx、.xlsm）或文本表格（.csv、.tsv）", valueName: "文件"))
  var file: String?

  @Option(help: ArgumentHelp("文本表格的分隔符：一个字符，或 tab", valueName: "字符"))
  var delimiter: String?

  @Option(help: ArgumentHelp("文本表格的引号：一个字符；没有则写 none", valueName: "字符"))
  var quote: String?

  @Option(help: ArgumentHelp("文本表格的编码，如 GB18030、UTF-16LE、Big5", valueName: "编码"))
  var encoding: String?

  func run() async throws {
    guard let file else { throw UsageError("请给出要读的文件，如 monthly-merge cells 苏州市.xlsx") }
    let settings = try shared.settings()
    let hints = try CellPages.hints(delimiter: delimiter, quote: quote, encoding: encoding)
    try await Failures.reported { try CellPages.print(file, hints: hints, settings: settings) }
  }
}
