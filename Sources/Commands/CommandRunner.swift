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
    Console.settled(await ended(command, arguments))
  }

  private static func ended<Command: AsyncParsableCommand>(
    _ command: Command.Type, _ arguments: [String]
  ) async -> ExitStatus {
    var entered: any ParsableCommand.Type = command
    do {
      if let hint = MisspeltCommand.hint(arguments, command) { throw UsageError(hint) }
      let parsed = try Command.parseAsRoot(arguments)
      entered = type(of: parsed)
      try await Failures.reported {
        var parsed = parsed
        if var asynchronous = parsed as? any AsyncParsableCommand {
          try await asynchronous.run()
        } else {
          try parsed.run()
        }
      }
      return .clean
    } catch let status as EndedWith {
      return status.status
    } catch let error as UsageError {
      return misused("\(error)", help: "\(name(of: entered, in: command)) --help")
    } catch {
      let page = Command.fullMessage(for: error)
      switch Command.exitCode(for: error) {
      case .success:
        Console.print(HelpPage.of(command, shown: page) + "\n")
        return .clean
      case .validationFailure:
        // The parser's own words: no other error ends so.
        return misused(
          UsageMessages.chinese(Command.message(for: error)),
          help: UsageMessages.help(in: page) ?? "\(Command._commandName) --help")
      default:
        Console.fail("没能完成：程序出了错，这不是您的操作有误，请把这一行和所用的文件交给维护人员（\(error)）")
        return .failed
      }
    }
  }

  private static func misused(_ message: String, help: String) -> ExitStatus {
    Console.fail("用法有误：\(message)\n查看用法：\(help)")
    return .usage
  }

  /// How a command is called. The one that needs no name is explained by the program's own page.
  private static func name<Command: AsyncParsableCommand>(
    of entered: any ParsableCommand.Type, in command: Command.Type
  ) -> String {
    let isNamed = entered != command && entered != command.configuration.defaultSubcommand
    return Command._commandName + (isNamed ? " " + entered._commandName : "")
  }
}

/// Thrown by a command that is done, to end with a status other than 0.
public struct EndedWith: Error {
  /// The status.
  public let status: ExitStatus

  /// An end with a status.
  public init(_ status: ExitStatus) { self.status = status }
}
