import ArgumentParser
import Files

/// A sub-command that somebody has mistyped. The parser takes it for the folder to be merged, and
/// would find fault with whatever follows.
enum MisspeltCommand {
  /// What to say of the first argument, where it is no command and nearly one.
  ///
  /// - Parameters:
  ///   - arguments: The arguments.
  ///   - command: The command with its sub-commands.
  /// - Returns: `nil` where the argument is a command, a flag, something that exists, or unlike
  ///   any command.
  static func hint(_ arguments: [String], _ command: any ParsableCommand.Type) -> String? {
    guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
    let names = command.configuration.subcommands.map { $0._commandName }
    guard !names.isEmpty, word != "help", !names.contains(word),
      (try? FileStatus(of: word)) == nil
    else { return nil }
    let near = names.map { ($0, distance(word.lowercased(), $0)) }.filter { $0.1 <= 2 }
    guard let meant = near.min(by: { $0.1 < $1.1 })?.0 else { return nil }
    return "没有 \(word) 这个命令；您是否要用 \(meant)？"
  }

  /// How many letters must be put in, left out or changed to make one word of another.
  private static func distance(_ word: String, _ other: String) -> Int {
    let letters = Array(other)
    var row = Array(0...letters.count)
    for (index, letter) in word.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in letters.indices {
        let above = row[column + 1]
        row[column + 1] = min(
          diagonal + (letter == letters[column] ? 0 : 1), above + 1, row[column] + 1)
        diagonal = above
      }
    }
    return row[letters.count]
  }
}
