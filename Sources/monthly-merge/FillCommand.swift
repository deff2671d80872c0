import ArgumentParser
import Commands
import MonthlyRun

/// Fills a template workbook with the data of a JSON file.
struct FillCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fill", abstract: "用数据文件（JSON）填写一个 Excel 模板。",
    usage: "monthly-merge fill <模板> <数据> <结果> [--force]",
    discussion: """
      例：
        monthly-merge fill 模板.xlsx 数据.json 结果.xlsx

      数据文件：{"period": "2022-05", "hazards": [{"zone": "昆山", "found_on": "2022-05-03"}, …]}
      模板里：{period} 是一个值；{hazards.zone} 所在的行按清单逐行重复，格式、合并、行高、公式、
      条件格式、数据验证、图表一起延伸，下面的内容下移；只有一张清单时可写 {.zone}；
      大括号本身写作 \\{ 和 \\}。
      单元格只有一个占位符时保留值的类型；模板单元格是日期格式时，2022-05-03 这样的文字按日期写入。
      """)

  @Argument(help: ArgumentHelp("模板（.xlsx、.xlsm）", valueName: "模板"))
  var template: String

  @Argument(help: ArgumentHelp("数据文件（JSON，UTF-8）", valueName: "数据"))
  var data: String

  @Argument(help: ArgumentHelp("要写出的工作簿", valueName: "结果"))
  var output: String

  @Flag(help: "已有同名文件时替换它")
  var force = false

  func run() async throws {
    try FillPages.report(
      FillRun(
        template: template, data: data, output: output, replaces: force,
        progress: ProgressLine.follow(quietly: false)), output: output)
  }
}
