/// The parser's messages in the words of our users.
enum UsageMessages {
  private static let openings: [(english: String, chinese: String)] = [
    ("Unknown option ", "没有这个选项："), ("Unexpected argument ", "多出的参数："),
    ("Missing value for ", "缺少取值："), ("Missing expected argument ", "缺少参数："),
    ("The value ", "取值不对："), ("The option ", "选项不对："), ("Option ", "选项不对："),
  ]

  private static let headings: [(english: String, chinese: String)] = [
    ("OVERVIEW: ", ""), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
    ("SUBCOMMANDS:", "子命令："), ("Show the version.", "显示版本号"),
    ("Show help information.", "显示这份说明"), (" (default) ", "（默认）"),
    (" help <subcommand>' for detailed help.", " help <子命令>"), ("See '", "各子命令的用法："),
  ]

  /// The parser's help page in the words of our users.
  static func page(_ page: String) -> String {
    headings.reduce(page) { page, heading in
      page.replacing(heading.english, with: heading.chinese)
    }.replacing(/\(default: ([^)]*)\)/) { "（默认 \($0.1)）" }
  }

  /// The message of a fault.
  static func chinese(_ message: String) -> String {
    let line = message.split(separator: "\n").first.map(String.init) ?? message
    for opening in openings where line.hasPrefix(opening.english) {
      let rest = line.dropFirst(opening.english.count)
      return opening.chinese
        + rest.replacing(/\. Did you mean (.*)\?/) { "；您是否要用 \($0.1)？" }
        .replacing(" is invalid for ", with: " 不能用于 ")
        .replacing(" does not take any value, but ", with: " 后面不带取值，却写了 ")
        .replacing(" was specified.", with: "")
    }
    return line
  }

  /// How the page that explains the command is shown, as the parser's full message has it.
  static func help(in page: String) -> String? {
    page.firstMatch(of: /See '([^']*)' for more information/).map { String($0.1) }
  }
}
