import Testing

/// The pages of `--help`.
@Suite struct HelpPageTests {
  private static let commands = [
    "merge", "form", "receive", "status", "scheduled", "quarter", "bimonthly", "package", "cells",
    "fill", "schema", "templates",
  ]

  private static func columns(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2000 ? 1 : 2) }
  }

  private func check(_ page: Program.Ended, _ name: String) {
    #expect(page.status == 0 && page.errors.isEmpty)
    #expect(page.text.contains("\n用法：\(name) "), "\(name)")
    for word in [
      "OVERVIEW", "USAGE", "ARGUMENTS", "OPTIONS", "default", "help information", "See ",
    ] {
      #expect(!page.text.contains(word), "\(name): \(word)")
    }
    #expect(page.text.contains("\n  -h, --help              显示这份说明\n"), "\(name)")
    let lists = page.lines.drop { !["参数：", "选项："].contains($0) }
    for line in lists where line.hasPrefix("  ") && !line.hasPrefix("  各子命令") {
      // Every explanation begins in the same column, and no line is wider than a terminal.
      var head = ""
      while Self.columns(head) < 26, head.count < line.count {
        head = String(line.prefix(head.count + 1))
      }
      #expect(Self.columns(head) == 26 && head.last == " ", "\(name): \(line)")
      #expect(line.dropFirst(head.count).first.map { $0 != " " } == true, "\(name): \(line)")
      #expect(Self.columns(line) <= 80, "\(name): \(line)")
    }
  }

  @Test(arguments: commands) func pageOfACommand(name: String) throws {
    let page = try Program.merge.run(["help", name])
    check(page, "monthly-merge \(name)")
    #expect(page.output == (try Program.merge.run([name, "--help"])).output)
  }

  @Test func pagesOfThePrograms() throws {
    check(try Program.validate.run(["--help"]), "validate")
    let page = try Program.merge.run(["--help"])
    check(page, "monthly-merge")
    for name in Self.commands {
      #expect(page.lines.contains { $0.hasPrefix("  \(name)") }, "\(name)")
    }
  }

  /// Manual pages and completions are made of these.
  @Test(arguments: [
    ["--experimental-dump-help"], ["--generate-completion-script", "zsh"],
    ["--generate-completion-script", "fish"],
  ])
  func explanationsForOtherProgramsAreInChineseToo(arguments: [String]) throws {
    let made = try Program.validate.run(arguments)
    #expect(made.status == 0)
    #expect(made.text.contains("显示这份说明") && made.text.contains("只查一张清单"))
    #expect(!made.text.contains("Show "))
  }

  @Test func columnsAreEvenAndDefaultsAreSaidOnce() throws {
    let page = try Program.merge.run(["help", "quarter"])
    #expect(page.lines.contains("  --root <文件夹>         各月文件夹所在的文件夹（默认当前文件夹）"))
    #expect(page.lines.contains("  -o, --output <文件夹>   结果文件夹（默认在各月文件夹旁边）"))
    let status = try Program.merge.run(["help", "status"])
    #expect(status.lines.contains("  --format <形式>         输出形式：text、jsonl（默认 text）"))
    let fill = try Program.merge.run(["help", "fill"])
    #expect(fill.text.contains(#"[{"zone": "昆山", "found_on": "2022-05-03"}, …]}"#))
  }
}
