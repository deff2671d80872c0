import ArgumentParser
import Commands
import Files
import Testing

/// A command that goes wrong in a way that nobody has thought of.
private struct FailingCommand: AsyncParsableCommand {
  struct Fault: Error {}

  static let configuration = CommandConfiguration(commandName: "failing")

  @Argument var word = ""

  func run() async throws {
    if word == "bad" { throw UsageError("不能写 bad") }
    if word == "file" { throw FileError.notFound(path: "file") }
    throw Fault()
  }
}

@Suite struct UnknownFaultTests {
  /// Nobody is told that they used the program badly where the program is at fault.
  @Test(arguments: [("", 2), ("file", 2), ("bad", 64), ("--no", 64), ("--help", 0)])
  func faultIsNoBadUse(word: String, status: Int32) async {
    let arguments = word.isEmpty ? [] : [word]
    #expect(await CommandRunner.run(FailingCommand.self, arguments).rawValue == status)
  }
}
