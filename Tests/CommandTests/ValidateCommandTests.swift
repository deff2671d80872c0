import Files
import Foundation
import Testing

/// `validate`, as a bureau runs it before it sends.
@Suite struct ValidateCommandTests {
  private static let faulty = "\(Sandbox.fixtures)/2022-05/徐州市.xlsx"
  private static let clean = "\(Sandbox.fixtures)/2022-04/常州市.xlsx"
  private let now = ["--now", "2022-06-04T06:00:00+08:00"]

  @Test func cleanFileMayBeSent() throws {
    let ended = try Program.validate.run([Self.clean, "--now", clock["2022-04"] ?? ""])
    #expect(ended.status == 0)
    #expect(ended.errors == "")
    #expect(ended.text.contains("结论  可以报送"))
    #expect(!ended.text.contains("错误"))
  }

  @Test func faultyFileIsNotToBeSent() throws {
    let ended = try Program.validate.run([Self.faulty, "--period", "2022-05"] + now)
    #expect(ended.status == 1)
    #expect(ended.errors == "")
    let verdict = try #require(ended.lines.firstIndex { $0.hasPrefix("结论  不能报送：错误 ") })
    let findings = ended.lines.indices.filter {
      ended.lines[$0].hasPrefix("错误 ") || ended.lines[$0].hasPrefix("核实 ")
        || ended.lines[$0].hasPrefix("提示 ")
    }
    #expect(findings.count > 3 && findings.allSatisfy { $0 < verdict })
    #expect(ended.lines.last?.hasPrefix("      说明    validate --explain ") == true)
    for label in ["  位置  ", "  内容  ", "  改法  ", "  依据  "] {
      #expect(ended.text.contains("\n" + label), "\(label)")
    }
  }

  @Test func nilThatIsStatedIsCalledOne() throws {
    let ended = try Program.validate.run(
      ["\(Sandbox.fixtures)/2022-04/扬州市.xlsx", "--now", clock["2022-04"] ?? ""])
    #expect(ended.lines.contains("      问题隐患清单  零报告（读入 1 行，没有数据行）；表头 22 列与表样相同"))
    // A total is none.
    #expect(ended.text.contains("      事故统计表  读入 8 行，其中数据 7 行，合计、零报告、说明等 1 行另列；"))
  }

  /// It is nothing to mend, but who sends it has sent nothing.
  @Test func fileThatIsNoSubmissionIsNotSaidToBeSendable() throws {
    let sandbox = try Sandbox()
    try sandbox.write("会议在二楼开", to: "通知.txt")
    let ended = try Program.validate.run(["通知.txt"] + now, in: sandbox.root)
    #expect(ended.status == 0)
    #expect(ended.text.contains("提示 F010"))
    #expect(ended.text.contains("结论  没有可报送的内容，没有认出单位和清单：提示 1 处"))
    #expect(!ended.text.contains("可以报送"))
  }

  @Test func noEscapeCodesInAPipe() throws {
    let arguments = [Self.faulty, "--period", "2022-05"] + now
    let plain = try Program.validate.run(
      arguments, environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor"])
    #expect(!plain.output.contains(0x1B))
    let bare = try Program.validate.run(arguments, environment: ["NO_COLOR": "1"])
    #expect(bare.output == plain.output)
    let never = try Program.validate.run(arguments + ["--color", "never"])
    #expect(never.output == plain.output)
    let always = try Program.validate.run(arguments + ["--color", "always"])
    #expect(always.output.contains(0x1B))
    #expect(always.status == plain.status)
    let colours = /\u{1B}\[[0-9;]*m/
    #expect(always.text.replacing(colours, with: "") == plain.text)
  }

  @Test func zoneLocaleAndFolderDoNotMatter() throws {
    let arguments = ["--period", "2022-05", "--format", "jsonl"] + now
    let plain = try Program.validate.run(
      [Self.faulty] + arguments, environment: ["TZ": "UTC", "LC_ALL": "C"])
    let other = try Program.validate.run(
      ["徐州市.xlsx"] + arguments,
      environment: ["TZ": "Pacific/Kiritimati", "LC_ALL": "zh_CN.GB18030"],
      in: "\(Sandbox.fixtures)/2022-05")
    #expect(plain.status == 1 && other.status == 1)
    #expect(plain.output == other.output)
  }

  @Test func linesAreRunFindingsVerdict() throws {
    let ended = try Program.validate.run(
      [Self.faulty, "--period", "2022-05", "--format", "jsonl"] + now)
    #expect(ended.status == 1)
    let objects = try ended.objects()
    let run = try #require(objects.first)
    #expect(run["type"] as? String == "run")
    #expect(run["schema"] as? String == "monthly-findings/1")
    #expect(run["tool"] as? String == "validate")
    #expect(run["version"] is String)
    #expect(run["period"] as? String == "2022-05")
    #expect(run["now"] as? String == "2022-06-04T06:00:00+08:00")
    let input = try #require((run["inputs"] as? [[String: Any]])?.first)
    #expect(input["file"] as? String == "徐州市.xlsx")
    #expect((input["sha256"] as? String)?.count == 64)
    #expect(input["bytes"] as? Int == (try readFile(Self.faulty).count))
    #expect(input["bureau"] as? String == "320300")
    #expect(input["lists"] as? [String] != nil)

    let findings = objects.dropFirst().dropLast()
    let keys: Set<String> = [
      "type", "rule", "severity", "bureau", "file", "list", "sheet", "cell", "row", "column",
      "field", "value", "related", "message", "fix", "basis",
    ]
    for finding in findings {
      #expect(finding["type"] as? String == "finding")
      #expect(keys.isSubset(of: finding.keys))
      for key in ["message", "fix", "basis"] {
        #expect((finding[key] as? String)?.isEmpty == false, "\(key)")
      }
    }

    let verdict = try #require(objects.last)
    #expect(verdict["type"] as? String == "verdict")
    #expect(verdict["sendable"] as? Bool == false)
    for (key, severity) in [("errors", "error"), ("warnings", "warning"), ("infos", "info")] {
      let count = findings.count { $0["severity"] as? String == severity }
      #expect(verdict[key] as? Int == count, "\(key)")
    }
    let byRule = try #require(verdict["by_rule"] as? [String: Int])
    #expect(byRule.values.reduce(0, +) == findings.count)
    let rows = try #require(verdict["rows"] as? [String: [String: Int]])
    for account in rows.values {
      #expect(Set(account.keys) == ["read", "merged", "superseded", "set_aside"])
    }
    #expect(verdict["not_checked"] is [String])
  }

  @Test func sarifIsALogOfTheSameFindings() throws {
    let arguments = [Self.faulty, "--period", "2022-05"] + now
    let ended = try Program.validate.run(arguments + ["--format", "sarif"])
    let lines = try Program.validate.run(arguments + ["--format", "jsonl"]).objects()
    #expect(ended.status == 1)
    let log = try #require(
      try JSONSerialization.jsonObject(with: Data(ended.output)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(
      results.map { $0["ruleId"] as? String }
        == lines.dropFirst().dropLast().map {
          $0["rule"] as? String
        })
    let locations = results.compactMap { ($0["locations"] as? [[String: Any]])?.first }
    let files = locations.compactMap {
      ($0["physicalLocation"] as? [String: [String: Any]])?["artifactLocation"]?["uri"] as? String
    }
    // An address (SARIF 2.1.0, 3.4.3) that leads back to the file.
    #expect(files.count == results.count)
    #expect(Set(files) == ["%E5%BE%90%E5%B7%9E%E5%B8%82.xlsx"])
    #expect(files.first?.removingPercentEncoding == "徐州市.xlsx")
  }

  @Test func pageSaysWhatTheTextSays() throws {
    let arguments = [Self.faulty, "--period", "2022-05"] + now
    let text = try Program.validate.run(arguments)
    let ended = try Program.validate.run(arguments + ["--format", "html"])
    #expect(ended.status == 1 && ended.errors == "")
    #expect(ended.text.hasPrefix("<!DOCTYPE html>") && !ended.text.contains("<script"))
    let page = ended.text.replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    let labels = ["位置", "说明", "改法", "依据", "同类"]
    var count = 0
    for line in text.lines {
      guard let label = labels.first(where: { line.hasPrefix("  \($0)  ") }) else { continue }
      count += 1
      #expect(page.contains("<dt>\(label)</dt><dd>\(line.dropFirst(6))</dd>"), "\(line)")
    }
    #expect(count > 20)
    let verdict = try #require(text.lines.first { $0.hasPrefix("结论  ") })
    #expect(page.contains(">\(verdict.dropFirst(4))</p>"))
  }

  @Test func onlyOneList() throws {
    let ended = try Program.validate.run(
      [Self.faulty, "--only", "accidents", "--format", "jsonl", "--period", "2022-05"] + now)
    let lists = Set(try ended.objects().compactMap { $0["list"] as? String })
    #expect(lists.isSubset(of: ["accidents"]))
  }

  @Test func folderOfABureauLacksAList() throws {
    let sandbox = try Sandbox()
    try sandbox.addMonth("2022-04", beginning: ["南京市/问题隐患", "南京市/事故"])
    let ended = try Program.validate.run(
      ["南京市", "--period", "2022-04"] + now, in: "\(sandbox.root)/2022-04")
    #expect(ended.status == 1)
    #expect(ended.text.contains("  位置  制度措施清单\n  说明  南京市没有报送制度措施清单\n"))
    #expect(ended.text.contains("  位置  典型做法清单\n  说明  南京市没有报送典型做法清单\n"))
    let one = try Program.validate.run(
      ["南京市/事故统计表.csv", "--period", "2022-04"] + now, in: "\(sandbox.root)/2022-04")
    #expect(one.status == 0)
    #expect(one.text.contains("没有的清单：问题隐患清单、制度措施清单、典型做法清单"))
  }

  @Test func ledgerOfLastMonthIsComparedWith() throws {
    let sandbox = try Sandbox()
    try sandbox.addMonth("2022-05")
    try sandbox.addMonth("2022-06", beginning: ["南通市"])
    _ = try Program.merge.run(["2022-05"] + now, in: sandbox.root)
    let arguments = ["2022-06/南通市", "--now", clock["2022-06"] ?? "", "--format", "jsonl"]
    let alone = try Program.validate.run(arguments, in: sandbox.root)
    let compared = try Program.validate.run(
      arguments + ["--ledger", "2022-05/汇总"], in: sandbox.root)
    func rules(_ ended: Program.Ended) throws -> Set<String> {
      Set(try ended.objects().compactMap { $0["rule"] as? String })
    }
    #expect(try !rules(alone).contains("A005"))
    #expect(try rules(compared).contains("A005"))
    let none = try Program.validate.run(arguments + ["--ledger", "2022-03"], in: sandbox.root)
    #expect(none.status == 2)
    #expect(none.errors.hasPrefix("没能完成：往月的结果读不出来：找不到 "))
  }

  // MARK: What can't be done

  @Test func inputsThatCanNotBeRead() throws {
    let sandbox = try Sandbox()
    try Folder.make("\(sandbox.root)/空")
    let cases = [
      ("无.xlsx", "没能完成：找不到 无.xlsx\n"), ("空", "没能完成：空 里没有可检查的文件\n"),
    ]
    for (input, message) in cases {
      let ended = try Program.validate.run([input] + now, in: sandbox.root)
      #expect(ended.status == 2)
      #expect(ended.output.isEmpty)
      #expect(ended.errors == message)
    }
    let bureau = try Program.validate.run([Self.clean, "--bureau", "上海市"] + now)
    #expect(bureau.status == 2 || bureau.status == 64)
    #expect(bureau.errors.contains("“上海市”不是设区市"))
  }

  /// A damaged file is the filer's to mend: it is a finding, not a failure.
  @Test func damagedFileIsAFinding() throws {
    let sandbox = try Sandbox()
    try sandbox.write(Array(try readFile(Self.clean).prefix(3_000)), to: "苏州市.xlsx")
    let ended = try Program.validate.run(["苏州市.xlsx"] + now, in: sandbox.root)
    #expect(ended.status == 1)
    #expect(ended.text.contains("F001"))
    #expect(ended.text.contains("未检查  苏州市.xlsx 的内容（文件读不出来）"))
  }

  // MARK: Bad use

  @Test(arguments: [
    ([], "请给出要检查的文件"), (["a.xlsx", "--period", "2022-13"], "--period“2022-13”不是月份"),
    (["a.xlsx", "--now", "now"], "--now“now”不是时刻"),
    (["a.xlsx", "--format", "xml"], "--format“xml”不支持"),
    (["a.xlsx", "--only", "hazard"], "--only“hazard”不是清单名"),
    (["a.xlsx", "--color", "red"], "--color“red”不支持"), (["a.xlsx", "--strict"], "没有这个选项"),
    (["a.xlsx", "--period"], "缺少取值"), (["--explain", "H999"], "没有规则 H999"),
  ])
  func badUse(arguments: [String], message: String) throws {
    let ended = try Program.validate.run(arguments)
    #expect(ended.status == 64)
    #expect(ended.output.isEmpty)
    #expect(ended.errors.hasPrefix("用法有误："), "\(ended.errors)")
    #expect(ended.errors.contains(message), "\(ended.errors)")
    #expect(ended.errors.hasSuffix("查看用法：validate --help\n"), "\(ended.errors)")
    expectNoEnglishSentence(ended.errors)
  }

  @Test func helpIsChinese() throws {
    let ended = try Program.validate.run(["--help"])
    #expect(ended.status == 0 && ended.errors == "")
    expectChineseHelp(ended.text)
  }

  // MARK: Rules

  @Test func catalogueNamesEveryRule() throws {
    let ended = try Program.validate.run(["--rules"])
    #expect(ended.status == 0 && ended.errors == "")
    let codes = ended.lines.map { String($0.prefix(4)) }
    #expect(Set(codes).count == codes.count && codes.count >= 70)
    for code in ["F001", "T001", "V001", "H001", "M001", "P001", "A001", "L001", "D001"] {
      #expect(codes.contains(code))
    }
    for line in ended.lines {
      #expect(line.wholeMatch(of: /[A-Z]\d{3}  (错误|核实|提示)  \S.*/) != nil, "\(line)")
    }
  }

  @Test func ruleIsExplained() throws {
    let ended = try Program.validate.run(["--explain", "H001"])
    #expect(ended.status == 0)
    #expect(ended.lines.first == "错误 H001  整改时限早于排查日期")
    for label in ["  含义  ", "  改法  ", "  依据  ", "  反例", "  正例"] {
      #expect(ended.text.contains("\n" + label), "\(label)")
    }
    #expect(try Program.validate.run(["--explain", "h001"]).output == ended.output)
  }

  /// Every rule can be explained, and nothing in the text is left to be filled in.
  @Test func everyRuleIsExplained() throws {
    let codes = try Program.validate.run(["--rules"]).lines.map { String($0.prefix(4)) }
    for code in codes {
      let ended = try Program.validate.run(["--explain", code])
      #expect(ended.status == 0 && ended.errors == "", "\(code)")
      #expect(ended.lines.count > 6, "\(code)")
      #expect(!ended.text.contains("{"), "\(ended.text)")
    }
  }
}
