import ArgumentParser
import Commands
import MonthlyRun

/// Lays out the templates that the program carries.
struct TemplatesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates", abstract: "把内置的模板拿出来，供修改后用 --templates 换上。",
    usage: "monthly-merge templates [<模板>…] [选项]",
    discussion: """
      例：
        monthly-merge templates consolidated.xlsx -o 模板      只拿全省汇总工作簿的模板
        monthly-merge templates -o 模板                        全部拿出来
        monthly-merge 2022-05/ --templates 模板                用改过的模板汇总
      只留下改过的文件：没放进文件夹的，程序用自带的（升级后也是新的）。
      """)

  @Argument(help: ArgumentHelp("模板的名字，如 consolidated.xlsx；不写则全部", valueName: "模板"))
  var names: [String] = []

  @Option(name: .shortAndLong, help: ArgumentHelp("放到哪个文件夹（默认“模板”）", valueName: "文件夹"))
  var output = "模板"

  @Flag(help: "已有同名文件时替换它")
  var force = false

  func run() async throws {
    try await Failures.reported {
      do {
        for path in try TemplatesRun(names: names, folder: output, replaces: force).run() {
          Console.print("已写出  \(path)\n")
        }
      } catch TemplatesError.unknown(let name) {
        throw UsageError(
          "没有叫“\(name)”的模板；有 \(TemplatesRun.allNames.joined(separator: "、"))")
      } catch TemplatesError.exists(let paths) {
        Console.fail("没能完成：\(paths.joined(separator: "、")) 已经存在；要替换请加 --force，或用 -o 另指文件夹")
        throw EndedWith(.failed)
      } catch TemplatesError.output(let error) {
        throw RunError.output(error)
      }
    }
  }
}
