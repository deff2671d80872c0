import Files
import Foundation
import Testing

/// `--templates DIR`: the province changes rules, words and looks without code.
@Suite struct TemplatesFolderTests {
  private let sandbox: Sandbox
  private static let own = Sandbox.fixtures.replacing("/Fixtures", with: "/Templates")
  private static let faulty = "\(Sandbox.fixtures)/2022-05/徐州市.xlsx"

  init() throws { sandbox = try Sandbox() }

  /// Puts a changed copy of a template into the folder `模板`.
  private func change(_ name: String, _ old: String, to new: String) throws {
    let text = String(decoding: try readFile("\(Self.own)/\(name)"), as: UTF8.self)
    try #require(text.contains(old))
    try sandbox.write(text.replacing(old, with: new), to: "模板/\(name)")
  }

  private func validate(_ arguments: [String] = []) throws -> Program.Ended {
    try Program.validate.run(
      [Self.faulty, "--period", "2022-05", "--now", clock["2022-05"] ?? ""] + arguments,
      in: sandbox.root)
  }

  @Test func templatesAreLaidOutAsTheyAreAndNothingIsReplaced() throws {
    let one = try Program.merge.run(["templates", "consolidated.xlsx"], in: sandbox.root)
    #expect(one.status == 0 && one.lines == ["已写出  模板/consolidated.xlsx"])
    let all = try Program.merge.run(["templates", "-o", "全部"], in: sandbox.root)
    #expect(all.status == 0)
    #expect(all.lines.contains("已写出  全部/lists/hazards.schema.json"))
    for line in all.lines {
      let name = line.replacing("已写出  全部/", with: "")
      #expect(try readFile("\(sandbox.root)/全部/\(name)") == readFile("\(Self.own)/\(name)"))
    }
    // Two of the folder's files are the program's own source, and one folder is for installing it.
    let files = try Folder.walk(Self.own).filter { !["embed.inc", "embedded.c"].contains($0.path) }
    #expect(
      all.lines.count
        == files.count { !$0.path.hasPrefix("include/") && !$0.path.hasPrefix("install/") })
    try sandbox.write("改过的", to: "全部/report.css")
    let again = try Program.merge.run(
      ["templates", "report.css", "rules.json", "-o", "全部"], in: sandbox.root)
    #expect(again.status == 2 && again.errors.contains("全部/report.css"))
    #expect(try readFile("\(sandbox.root)/全部/report.css") == Array("改过的".utf8))
    let unknown = try Program.merge.run(["templates", "report.xlsx"], in: sandbox.root)
    #expect(unknown.status == 64 && unknown.errors.contains("consolidated.xlsx"))
  }

  @Test func changedRulesSpeakInEveryOutput() throws {
    try change("rules.json", "补填整改完成日期；尚未完成的，改整改状态。", to: "按新办法补填。")
    let changed = try validate(["--templates", "模板"])
    let plain = try validate()
    #expect(changed.status == 1 && plain.status == 1)
    #expect(changed.text.contains("  改法  按新办法补填。"))
    let fix = "补填整改完成日期；尚未完成的，改整改状态。"
    #expect(changed.text.replacing("按新办法补填。", with: fix) == plain.text)
    let explained = try Program.validate.run(
      ["--explain", "H002", "--templates", "模板"], in: sandbox.root)
    #expect(explained.text.contains("按新办法补填。"))
  }

  @Test func newWordOfAVocabularyIsAccepted() throws {
    try sandbox.addMonth("2022-05", beginning: ["泰州市-问题隐患清单", "收件登记"])
    let path = "2022-05/泰州市-问题隐患清单.csv"
    let file = try decodeText(try readFile("\(sandbox.root)/\(path)"))
    let text = String(decoding: file.bytes, as: UTF8.self)
    try #require(text.contains(",企业自查,"))
    try sandbox.write(text.replacing(",企业自查,", with: ",无人机巡查,"), to: path)
    try change("vocabularies.json", "\"企业自查\",", to: "\"企业自查\", \"无人机巡查\",")
    let arguments = [path, "--period", "2022-05", "--now", clock["2022-05"] ?? ""]
    let plain = try Program.validate.run(arguments, in: sandbox.root)
    let changed = try Program.validate.run(arguments + ["--templates", "模板"], in: sandbox.root)
    #expect(plain.text.contains("无人机巡查"))
    #expect(!changed.text.contains("无人机巡查"))
  }

  @Test func mergeWearsTheProvincesLooks() throws {
    try sandbox.addMonth("2022-05", beginning: ["泰州市", "收件登记"])
    try change(
      "report.html.mustache", "<p class=\"issuer\">{{issuer}}</p>",
      to: "<p class=\"issuer\">试点省商务厅</p>")
    try change("report.css", "--mark: #a8151b;", to: "--mark: #123456;")
    try sandbox.write("x", to: "模板/report.html")
    let ended = try Program.merge.run(
      ["2022-05", "--templates", "模板", "--now", clock["2022-05"] ?? ""], in: sandbox.root)
    #expect(ended.status == 1)
    #expect((ended.text + ended.errors).contains("report.html 不是模板"))
    let files = try sandbox.files(in: "2022-05/汇总")
    let page = String(decoding: try #require(files["全省汇总-2022-05.html"]), as: UTF8.self)
    #expect(page.contains("试点省商务厅") && page.contains("--mark: #123456;"))
  }

  @Test(arguments: [
    ("rules.json", "{"), ("lists/hazards.schema.json", "[]"), ("vocabularies.json", "{\"a\":1}"),
    ("holidays.json", "{\"years\":[{}]}"), ("report.html.mustache", "{{#a}}"),
    ("consolidated.xlsx", "no workbook"), ("roster.csv", "a,b"), ("report.css", "</style>"),
    ("report.js", "</script>"), ("circular.html.mustache", "{{&x}}"),
  ])
  func damagedTemplateIsNamed(name: String, text: String) throws {
    try sandbox.addMonth("2022-05", beginning: ["泰州市", "收件登记"])
    try sandbox.write(text, to: "模板/\(name)")
    let ended = try Program.merge.run(
      ["2022-05", "--templates", "模板", "--now", clock["2022-05"] ?? ""], in: sandbox.root)
    #expect(ended.status == 2)
    #expect(ended.errors.contains(name), "\(ended.errors)")
    #expect(try Folder.list("\(sandbox.root)/2022-05").allSatisfy { $0.path != "汇总" })
  }
}
