import Files
import Testing

/// What people write who do not know the commands by heart, and what they are told.
@Suite struct UsageTests {
  private let sandbox: Sandbox
  init() throws { sandbox = try Sandbox() }

  private func merge(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> Program.Ended {
    try Program.merge.run(arguments, environment: environment, in: sandbox.root)
  }

  @Test(arguments: [
    ("recieve", "receive"), ("from", "form"), ("Status", "status"), ("quater", "quarter"),
    ("templets", "templates"), ("forms", "form"),
  ])
  func mistypedCommandIsToldFromAFolder(word: String, meant: String) throws {
    let ended = try merge(word, "2022-05")
    #expect(ended.status == 64)
    #expect(
      ended.errors == "用法有误：没有 \(word) 这个命令；您是否要用 \(meant)？\n查看用法：monthly-merge --help\n")
    // A folder of that name is a folder.
    try sandbox.write("x", to: "\(word)/苏州市.csv")
    #expect(try merge(word).errors.contains("文件夹名“\(word)”不是月份"))
  }

  @Test func folderThatIsNotThereIsNoMistypedCommand() throws {
    let ended = try merge("五月")
    #expect(ended.status == 2 && ended.errors == "没能完成：找不到 五月\n")
  }

  @Test(arguments: ["2022-4", "2022年4月", "202204", "2022.4", "2022/4", "2022-4/"])
  func folderInAnotherSpellingIsAskedAbout(name: String) throws {
    try sandbox.write("x", to: "2022-04/苏州市.csv")
    let path = name.hasSuffix("/") ? String(name.dropLast()) : name
    for command in [[], ["receive"], ["status"], ["package"]] {
      let ended = try Program.merge.run(command + [name], in: sandbox.root)
      #expect(ended.status == 2)
      #expect(ended.errors.hasSuffix("；您是否要用 2022-04？\n"), "\(command)")
    }
    let absolute = try merge("\(sandbox.root)/\(path)")
    #expect(
      absolute.errors
        == "没能完成：找不到 \(sandbox.root)/\(path)；您是否要用 \(sandbox.root)/2022-04？\n")
    // Nothing is asked that would lead nowhere.
    #expect(try merge("2022-6").errors == "没能完成：找不到 2022-6\n")
  }

  @Test func folderOfAMonthInAnotherSpellingIsToBeRenamed() throws {
    try sandbox.write("x", to: "2022年5月/苏州市.csv")
    let ended = try merge("2022年5月")
    #expect(ended.status == 2)
    #expect(ended.errors == "没能完成：月份文件夹要叫 2022-05 这样的名字；请把“2022年5月”改名为 2022-05\n")
  }

  @Test(arguments: [
    (["form", "苏州市", "2022-06", "--job", "2"], "'--job'；您是否要用 '--jobs'？", "form"),
    (["form", "苏州市", "2022-06", "--jobs", "x"], "取值不对：'x' 不能用于 '--jobs <个数>'", "form"),
    (["form"], "请写明设区市和月份", "form"), (["status"], "缺少参数：'<文件夹>'", "status"),
    (["quarter", "2022"], "“2022”不是季度", "quarter"), ([], "请给出月份文件夹", ""),
  ])
  func helpOfTheCommandIsNamed(_ arguments: [String], _ words: String, _ command: String) throws {
    let ended = try Program.merge.run(arguments, in: sandbox.root)
    #expect(ended.status == 64)
    #expect(ended.errors.contains(words))
    let help = ["monthly-merge", command, "--help"].filter { !$0.isEmpty }
    #expect(ended.errors.hasSuffix("\n查看用法：\(help.joined(separator: " "))\n"))
    // What it names is there.
    #expect(try Program.merge.run(Array(help.dropFirst())).status == 0)
  }

  @Test(arguments: [
    (["--bureau", "苏洲"], "“苏洲”不是设区市；您是否要用 苏州市？可用 南京市、无锡市、"),
    (["--bureau", "昆山"], "“昆山”不是设区市；可用 南京市、无锡市、"), (["--only", "隐患"], "问题隐患清单（hazards）"),
    (["--period", "5月"], "--period“5月”不是月份；应如 2022-05"), (["--lang", "en"], "还没有英文"),
    (["--lang", "de"], "--lang“de”不支持；可用 zh"),
  ])
  func badUseOfValidateNamesWhatThereIs(_ arguments: [String], _ words: String) throws {
    let ended = try Program.validate.run(["\(Sandbox.fixtures)/2022-04/常州市.xlsx"] + arguments)
    #expect(ended.status == 64 && ended.output.isEmpty)
    #expect(ended.errors.contains(words))
    #expect(ended.errors.hasSuffix("\n查看用法：validate --help\n"))
  }

  @Test func listAndMonthMayBeNamedAsFormsNameThem() throws {
    let file = "\(Sandbox.fixtures)/2022-04/常州市.xlsx"
    let now = ["--now", clock["2022-04"] ?? ""]
    let keyed = try Program.validate.run(
      [file, "--only", "accidents", "--period", "2022-04", "--lang", "zh"] + now)
    let titled = try Program.validate.run(
      [file, "--only", "事故统计表", "--period", "2022年4月"] + now)
    #expect(keyed.status == 0 && keyed.output == titled.output)
    #expect(titled.text.contains("事故统计表  读入") && !titled.text.contains("问题隐患清单  读入"))
    let schema = try merge("schema", "事故统计表")
    let keyedSchema = try merge("schema", "accidents")
    #expect(schema.status == 0 && schema.output == keyedSchema.output)
  }
}
