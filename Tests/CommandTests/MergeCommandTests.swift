import Files
import Foundation
import Testing

/// `monthly-merge`, as the province and the timer run it.
@Suite struct MergeCommandTests {
  private let sandbox: Sandbox
  init() throws { sandbox = try Sandbox() }

  @Test func lateBureauEndsWithOne() throws {
    try sandbox.addMonth("2022-04")
    let ended = try Program.merge.run(
      ["2022-04/", "--now", clock["2022-04"] ?? ""], in: sandbox.root)
    #expect(ended.status == 1)
    #expect(ended.errors == "")
    #expect(ended.lines.first == "2022年4月  全省汇总")
    #expect(ended.lines.last?.hasPrefix("结论  汇总完成，但有缺口：错误 5 处") == true)
    #expect(ended.text.contains("  结果  2022-04/汇总/全省汇总-2022-04.xlsx\n"))
    let files = try sandbox.files(in: "2022-04/汇总")
    #expect(files["run.json"] != nil && files["全省汇总-2022-04.html"] != nil)
    #expect(files["通报-2022-04.html"] != nil)
  }

  @Test func nothingToMendEndsWithZero() throws {
    try sandbox.addMonth("2022-04", beginning: ["南京市", "收件登记"])
    try sandbox.write("bureaus: [\"320100\"]\n", to: "monthly-merge.yaml")
    let arguments = ["2022-04", "--now", clock["2022-04"] ?? ""]
    let ended = try Program.merge.run(arguments, in: sandbox.root)
    #expect(ended.status == 0)
    #expect(ended.errors == "")
    #expect(ended.lines.last == "结论  汇总完成，没有发现问题")
    let quiet = try Program.merge.run(arguments + ["--quiet"], in: sandbox.root)
    #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.errors.isEmpty)
  }

  @Test func zoneLocaleAndFolderDoNotMatter() throws {
    try sandbox.addMonth("2022-05")
    let now = ["--now", clock["2022-05"] ?? ""]
    let plain = try Program.merge.run(
      ["2022-05", "-o", "one"] + now, environment: ["TZ": "UTC", "LC_ALL": "C"], in: sandbox.root)
    let other = try Program.merge.run(
      ["\(sandbox.root)/2022-05/", "--output", "\(sandbox.root)/two"] + now,
      environment: [
        "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE", "HOME": "/nowhere",
      ])
    let here = try Program.merge.run(
      [".", "-o", "../three"] + now, environment: ["TZ": "Asia/Shanghai"],
      in: "\(sandbox.root)/2022-05")
    #expect([plain.status, other.status, here.status] == [1, 1, 1])
    let files = try sandbox.files(in: "one")
    #expect(files.count > 10)
    #expect(try sandbox.files(in: "two") == files)
    #expect(try sandbox.files(in: "three") == files)
  }

  @Test func clockMayComeFromTheEnvironment() throws {
    try sandbox.addMonth("2022-04", beginning: ["常州市"])
    let ended = try Program.merge.run(
      ["2022-04", "--jobs", "1"], environment: ["SOURCE_DATE_EPOCH": "1651615200"],
      in: sandbox.root)
    #expect(ended.status == 1)
    let bytes = try #require(try sandbox.files(in: "2022-04/汇总")["run.json"])
    let manifest = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(manifest["now"] as? String == "2022-05-04T06:00:00+08:00")
    #expect(manifest["tool"] as? String == "monthly-merge")
    let wrong = try Program.merge.run(
      ["2022-04"], environment: ["SOURCE_DATE_EPOCH": "soon"], in: sandbox.root)
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("SOURCE_DATE_EPOCH"))
  }

  @Test func linesAreObjects() throws {
    try sandbox.addMonth("2022-05")
    let ended = try Program.merge.run(
      ["2022-05", "--format", "jsonl", "--now", clock["2022-05"] ?? ""], in: sandbox.root)
    #expect(ended.status == 1)
    let objects = try ended.objects()
    let types = objects.map { $0["type"] as? String ?? "" }
    #expect(types.first == "run")
    #expect(types.last == "verdict")
    #expect(types.dropFirst().dropLast().allSatisfy { $0 == "finding" })
    #expect(types.count > 50)
    let run = try #require(objects.first)
    #expect(run["schema"] as? String == "monthly-findings/1")
    #expect(run["tool"] as? String == "monthly-merge")
    let verdict = try #require(objects.last)
    let errors = objects.count { $0["severity"] as? String == "error" }
    #expect(verdict["errors"] as? Int == errors)
    let rows = try #require(verdict["rows"] as? [String: [String: Int]])
    #expect(rows["hazards"]?["superseded"] == 10)
  }

  // MARK: What can't be done

  @Test func noFolder() throws {
    let ended = try Program.merge.run(["2022-05"], in: sandbox.root)
    expectFailed(ended, "没能完成：找不到 2022-05\n")
  }

  @Test func emptyFolder() throws {
    try Folder.make("\(sandbox.root)/2022-05")
    let ended = try Program.merge.run(["2022-05"], in: sandbox.root)
    expectFailed(ended, "没能完成：2022-05 里没有文件；请先把各市报送的清单放进去\n")
    #expect(try sandbox.files(in: "").isEmpty)
  }

  @Test func fileInsteadOfAFolder() throws {
    try sandbox.write("x", to: "2022-05")
    let ended = try Program.merge.run(["2022-05"], in: sandbox.root)
    expectFailed(ended, "没能完成：2022-05 是文件，这里要一个文件夹\n")
  }

  @Test func nameThatIsNoMonth() throws {
    try sandbox.write("x", to: "2022-13/苏州市.csv")
    let ended = try Program.merge.run(["2022-13/"], in: sandbox.root)
    expectFailed(ended, "没能完成：文件夹名“2022-13”不是月份；月份文件夹要叫 2022-05 这样的名字\n")
  }

  /// No user may make anything in the kernel's own folders, root included.
  @Test func noPermission() throws {
    try sandbox.addMonth("2022-04", beginning: ["常州市", "收件登记"])
    let before = try sandbox.files(in: "")
    let ended = try Program.merge.run(["2022-04", "-o", "/sys/monthly-merge"], in: sandbox.root)
    expectFailed(ended, "没能完成：没有权限读写 /sys", isWhole: false)
    #expect(try sandbox.files(in: "") == before)
  }

  @Test func unknownSetting() throws {
    try sandbox.write("x", to: "2022-05/苏州市.csv")
    try sandbox.write("dealine: {day: 3}\n", to: "monthly-merge.yaml")
    let ended = try Program.merge.run(["2022-05"], in: sandbox.root)
    expectFailed(ended, "没能完成：monthly-merge.yaml 里没有“dealine”这一项，请检查拼写\n")
  }

  @Test(arguments: [
    ("deadline:\n  day: [3\n", "monthly-merge.yaml 第 3 行第 1 列附近不是有效的 YAML"),
    ("a: 1\na: 2\n", "monthly-merge.yaml 第 1 行起的“a”写了两次，不是有效的 YAML"),
    ("deadline: 3\n", "“deadline”写法不对：下面要写 day、time、policy 中的几项"),
    ("deadline: {day: 32}\n", "“deadline.day”写法不对：要写 1 到 31 的整数"),
    ("deadline: {time: [17]}\n", "“deadline.time”写法不对：要写 \"24:00\"、\"17:30\" 这样的时刻"),
    (
      "deadline: {policy: weekend}\n",
      "“deadline.policy”写法不对：只能写 none、statutory-holidays、next-workday"
    ),
    ("bureaus: 320100\n", "“bureaus”写法不对：要写六位行政区划代码的列表，如 [320100, 320500]"),
    ("severities: {H006: low}\n", "“severities.H006”写法不对：只能写 error、warning、info、off"),
    ("limits: {file_bytes: many}\n", "“limits.file_bytes”写法不对：要写 1 到 1073741824 的整数"),
  ])
  func settingsThatCanNotBeRead(yaml: String, message: String) throws {
    try sandbox.write("x", to: "2022-05/苏州市.csv")
    try sandbox.write(yaml, to: "monthly-merge.yaml")
    let ended = try Program.merge.run(["2022-05"], in: sandbox.root)
    #expect(ended.status == 2)
    #expect(ended.errors.contains(message), "\(ended.errors)")
    #expect(ended.errors.firstMatch(of: /[a-z] [a-z]/) == nil)
  }

  @Test(arguments: ["2022-05/monthly-merge.yaml", "2022-05/monthly-merge.yml", "monthly-merge.yml"])
  func settingsThatAreNotRead(path: String) throws {
    try sandbox.addMonth("2022-05", beginning: ["常州市.xlsx", "收件登记"])
    try sandbox.write("bureaus: [\"320400\"]\n", to: path)
    let ended = try Program.merge.run(["2022-05", "--quiet"], in: sandbox.root)
    #expect(ended.errors == "注意：\(path) 没有采用；设置要写在月份文件夹旁边的 monthly-merge.yaml 里\n")
  }

  @Test func outputThatIsABrokenLink() throws {
    try sandbox.addMonth("2022-05", beginning: ["常州市.xlsx", "收件登记"])
    try FileManager.default.createSymbolicLink(
      atPath: "\(sandbox.root)/2022-05/汇总", withDestinationPath: "nowhere")
    let ended = try Program.merge.run(["2022-05"], in: sandbox.root)
    expectFailed(ended, "没能完成：2022-05/汇总 是失效的链接", isWhole: false)
  }

  /// The working folder by the name under which it was entered, not that of the disk behind it.
  @Test func monthEnteredThroughALink() throws {
    for month in ["2022-04", "2022-05"] {
      try sandbox.addMonth(month, beginning: ["常州市.xlsx", "收件登记"])
    }
    let now = ["--now", clock["2022-05"] ?? ""]
    #expect(try Program.merge.run(["2022-04"] + now, in: sandbox.root).status == 1)
    try Folder.make("\(sandbox.root)/disk")
    try FileManager.default.moveItem(
      atPath: "\(sandbox.root)/2022-05", toPath: "\(sandbox.root)/disk/2022-05")
    let link = "\(sandbox.root)/2022-05"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "disk/2022-05")
    for path in [".", "./", "\(link)/./"] {
      let ended = try Program.merge.run([path] + now, environment: ["PWD": link], in: link)
      #expect(ended.text.contains("接2022年4月的台账"), "\(path)")
    }
  }

  @Test func nameThatIsTooLong() throws {
    try sandbox.addMonth("2022-05", beginning: ["常州市.xlsx", "收件登记"])
    let name = String(repeating: "长", count: 90)
    let ended = try Program.merge.run(["2022-05", "-o", name], in: sandbox.root)
    expectFailed(ended, "没能完成：\(name) 的名字太长，系统不接受；请改短\n")
  }

  @Test(arguments: [
    (["2022-05", "-o", ""], "-o 的路径是空的"), ([""], "月份文件夹的路径是空的"),
    (["scheduled", "--root", ""], "--root 的路径是空的"), (["package", ""], "月份文件夹的路径是空的"),
    (["package", "2022-05", "-o", ""], "-o 的路径是空的"),
    (["quarter", "2022Q2", "--root", ""], "--root 的路径是空的"), (["status", ""], "月份文件夹的路径是空的"),
    (["receive", ""], "月份文件夹的路径是空的"),
  ])
  func emptyPaths(arguments: [String], message: String) throws {
    let ended = try Program.merge.run(arguments, in: sandbox.root)
    #expect(ended.status == 64)
    #expect(ended.errors.hasPrefix("用法有误：\(message)；请写出文件夹的名字"), "\(ended.errors)")
  }

  @Test func damagedLedgerNamesTheFile() throws {
    try sandbox.addMonth("2022-05", beginning: ["常州市.xlsx"])
    try sandbox.write("nothing\r\n", to: "2022-04/汇总/data/ledger.csv")
    let ended = try Program.merge.run(["2022-05"], in: sandbox.root)
    expectFailed(ended, "没能完成：往月的结果 2022-04/汇总/data/ledger.csv 已损坏（缺少 hazard_id 列）", isWhole: false)
    #expect(try sandbox.files(in: "2022-05").count == 1)
  }

  /// What is said of a ledger whose numbers have been given is what can be done.
  @Test func damagedLedgerOfTheMonthAndOfALaterOne() throws {
    for month in ["2022-04", "2022-05"] {
      try sandbox.addMonth(month, beginning: ["常州市.xlsx", "收件登记"])
    }
    let ledger = "2022-05/汇总/data/ledger.csv"
    _ = try Program.merge.run(["2022-05", "--now", clock["2022-05"] ?? ""], in: sandbox.root)
    try sandbox.write("", to: ledger)
    let same = try Program.merge.run(["2022-05"], in: sandbox.root)
    expectFailed(same, "没能完成：本月上次汇总的台账 \(ledger) 已损坏", isWhole: false)
    #expect(same.errors.contains("把 2022-05/汇总 移到别处再汇总，编号会重新给出"))
    let earlier = try Program.merge.run(["2022-04"], in: sandbox.root)
    expectFailed(earlier, "没能完成：2022年5月的台账 \(ledger) 已损坏", isWhole: false)
    #expect(earlier.errors.contains("把 2022-05/汇总 移到别处，汇总本月后再按顺序重新汇总 2022-05"))
  }

  private func expectFailed(_ ended: Program.Ended, _ errors: String, isWhole: Bool = true) {
    #expect(ended.status == 2)
    #expect(ended.output.isEmpty)
    if isWhole {
      #expect(ended.errors == errors)
    } else {
      #expect(ended.errors.hasPrefix(errors), "\(ended.errors)")
      #expect(ended.errors.split(separator: "\n").count == 1)
    }
  }

  // MARK: Bad use

  @Test(arguments: [
    ([], "请给出月份文件夹"), (["2022-05", "2022-06"], "多出的参数"), (["2022-05", "--fast"], "没有这个选项"),
    (["2022-05", "--now", "today"], "--now“today”不是时刻"), (["2022-05", "--now"], "缺少取值"),
    (["2022-05", "--format", "pdf"], "--format“pdf”不支持"), (["2022-05", "--jobs", "0"], "--jobs"),
    (["2022-05", "--jobs", "many"], "取值不对"), (["schema", "hazard"], "“hazard”不是清单名"),
  ])
  func badUse(arguments: [String], message: String) throws {
    let ended = try Program.merge.run(arguments, in: sandbox.root)
    #expect(ended.status == 64)
    #expect(ended.output.isEmpty)
    #expect(ended.errors.hasPrefix("用法有误："), "\(ended.errors)")
    #expect(ended.errors.contains(message), "\(ended.errors)")
    #expect(
      ended.errors.contains(/\n查看用法：monthly-merge( (merge|schema))? --help\n$/),
      "\(ended.errors)")
    expectNoEnglishSentence(ended.errors)
  }

  @Test func helpIsChinese() throws {
    for arguments in [["--help"], ["-h"], ["help"], ["schema", "--help"]] {
      let ended = try Program.merge.run(arguments)
      #expect(ended.status == 0 && ended.errors == "")
      expectChineseHelp(ended.text)
    }
  }

  @Test func version() throws {
    let ended = try Program.merge.run(["--version"])
    #expect(ended.status == 0)
    #expect(ended.text.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  // MARK: Schemas

  @Test(arguments: ["hazards", "measures", "practices", "accidents"])
  func schemaOfAList(list: String) throws {
    let ended = try Program.merge.run(["schema", list])
    #expect(ended.status == 0 && ended.errors == "")
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(ended.output)) as? [String: Any])
    let fields = try #require(schema["fields"] as? [[String: Any]])
    let names = fields.compactMap { $0["name"] as? String }
    #expect(names.count == fields.count && names.contains("zone") && names.contains("remarks"))
    #expect(fields.allSatisfy { $0["type"] is String && $0["title"] is String })
  }

  @Test func schemasOfAllLists() throws {
    let ended = try Program.merge.run(["schema"])
    let all = try #require(
      try JSONSerialization.jsonObject(with: Data(ended.output)) as? [String: Any])
    #expect(all.keys.sorted() == ["accidents", "hazards", "measures", "practices"])
  }
}

/// Words of the parser that a clerk should not have to read.
func expectNoEnglishSentence(_ text: String) {
  for word in [
    "Usage", "Error:", "Unknown", "Missing", "Unexpected", "invalid", "expected", "See ",
  ] {
    #expect(!text.contains(word), "\(word): \(text)")
  }
}

func expectChineseHelp(_ text: String) {
  for word in [
    "OVERVIEW", "USAGE", "ARGUMENTS", "OPTIONS", "SUBCOMMANDS", "Show", "default:", "See '",
  ] {
    #expect(!text.contains(word), "\(word)")
  }
  #expect(text.contains("用法") && text.contains("选项"))
}
