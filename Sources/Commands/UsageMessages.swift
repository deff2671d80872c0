public import ArgumentParser
internal import Files

/// Runs a command line: parse, run, say in Chinese what is wrong, end with the right status.
public enum CommandRunner {
  /// Runs a command with the process's arguments and ends the process; what a program's main
  /// thread does from first to last.
  ///
  /// A signal that ends the process meanwhile leaves nothing half done.
  ///
  /// - Parameter command: The command.
  public static func main<Command: AsyncParsableCommand & SendableMetatype>(
    _ command: Command.Type
  ) -> Never {
    guard Interruption.hasThreads() else {
      Console.fail("没能完成：系统不让程序再开线程（用户的进程数已到上限，见 ulimit -u）；请结束多余的进程，或请管理员调高上限")
      Process.end(with: .failed)
    }
    Interruption.hold()
    // The main thread of an asynchronous `main` would let signals through again.
    Task.detached {
      Process.end(with: await run(command, Array(CommandLine.arguments.dropFirst())))
    }
    Interruption.wait(saying: "已中断；没有留下写了一半的结果")
  }

  /// Runs a command with arguments and gives its exit status.
  ///
  /// - Parameters:
  ///   - command: The command.
  ///   - arguments: The arguments without the program's name.
  /// - Returns: What the process is to end with.
  public static func run<Command: AsyncParsableCommand>(
    _ command: Command.Type, _ arguments: [String]
  ) async -> ExitStatus {
    do {
      var parsed = try Command.parseAsRoot(arguments)
      if var asynchronous = parsed as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try parsed.run()
      }
      return .clean
    } catch let status as EndedWith {
      return status.status
    } catch let error as UsageError {
      Console.fail("用法有误：\(error)\n查看用法：\(Command._commandName) --help")
      return .usage
    } catch {
      let code = Command.exitCode(for: error)
      if code.isSuccess {
        Console.print(UsageMessages.help(Command.fullMessage(for: error)) + "\n")
        return .clean
      }
      Console.fail(
        "用法有误：\(UsageMessages.chinese(Command.message(for: error)))\n"
          + "查看用法：\(Command._commandName) --help")
      return .usage
    }
  }
}

/// Thrown by a command that is done, to end with a status other than 0.
public struct EndedWith: Error {
  /// The status.
  public let status: ExitStatus

  /// An end with a status.
  public init(_ status: ExitStatus) { self.status = status }
}

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
  static func help(_ page: String) -> String {
    headings.reduce(page) { page, heading in
      page.replacing(heading.english, with: heading.chinese)
    }.replacing(/\(default: ([^)]*)\)/) { "（默认 \($0.1)）" }
  }

  static func chinese(_ message: String) -> String {
    let line = message.split(separator: "\n").first.map(String.init) ?? message
    for opening in openings where line.hasPrefix(opening.english) {
      let rest = line.dropFirst(opening.english.count)
      return opening.chinese
        + rest.replacing(". Did you mean ", with: "；您是否要用 ")
        .replacing(" is invalid for ", with: " 不能用于 ")
        .replacing(" does not take any value, but ", with: " 后面不带取值，却写了 ")
        .replacing(" was specified.", with: "")
    }
    return line
  }
}
