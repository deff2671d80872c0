/// The parser's messages in the words of our users.
enum UsageMessages {
  private static let openings: [(english: String, chinese: String)] = [
    ("Unknown option ", "没有这个选项："), ("Unexpected argument ", "多出的参数："),
    ("Missing value for ", "缺少取值："), ("Missing expected argument ", "缺少参数："),
    ("The value ", "取值不对："), ("The option ", "选项不对："), ("Option ", "选项不对："),
  ]

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
