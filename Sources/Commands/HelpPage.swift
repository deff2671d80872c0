import ArgumentParser
import Files
import Findings

/// The parser's help pages in the words of our users, in columns that stay even where characters
/// are two columns wide.
enum HelpPage {
  /// A page that the parser shows of a command or one of its sub-commands. In what is no such page,
  /// as a script for completion, nothing but the parser's own explanations is put in Chinese.
  ///
  /// - Parameters:
  ///   - command: The command.
  ///   - page: What the parser shows.
  /// - Returns: The page.
  static func of<Command: ParsableCommand>(_ command: Command.Type, shown page: String) -> String {
    guard let usage = page.firstMatch(of: /(?m)^USAGE: \S+ ?(\S*)/) else {
      return texts.reduce(page) { $0.replacing($1.key, with: $1.value) }
    }
    let shown =
      command.configuration.subcommands.first { $0._commandName == usage.1 } ?? command
    // The parser counts characters, not columns: it is left no line to break.
    let unbroken = command.helpMessage(for: shown, includeHidden: false, columns: 100_000)
    return chinese(unbroken, columns: max(60, Terminal.columns(of: .output) ?? 80))
  }

  private static let overview = "OVERVIEW: "
  private static let usage = "USAGE: "
  /// What the parser says of the flags that it adds.
  static let texts = [
    "Show the version.": "显示版本号", "Show help information.": "显示这份说明",
    "Show subcommand help information.": "显示子命令的说明",
  ]
  private static let headings = [
    "ARGUMENTS:": "参数：", "OPTIONS:": "选项：", "SUBCOMMANDS:": "子命令：",
  ]

  /// A page of unbroken lines in Chinese, its explanations broken at so many columns.
  ///
  /// Only whole lines and their beginnings are taken for the parser's words: the rest is ours.
  static func chinese(_ page: String, columns: Int) -> String {
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = lines.firstIndex { $0.hasPrefix(usage) } ?? lines.endIndex
    let end = lines[start...].firstIndex { headings[$0] != nil } ?? lines.endIndex
    var text = lines[..<start].joined(separator: "\n")
    if text.hasPrefix(overview) { text.removeFirst(overview.count) }
    for line in lines[start..<end] {
      text += "\n"
      // The lines below are set as far in as the first one's beginning is wide.
      if line.hasPrefix(usage) {
        text += "用法：" + line.dropFirst(usage.count)
      } else {
        text += line.hasPrefix("       ") ? String(line.dropFirst()) : line
      }
    }
    var place = end
    while place < lines.endIndex {
      let line = lines[place]
      place += 1
      if let heading = headings[line] {
        text += "\n" + heading
      } else if line.hasPrefix("  See '") {
        text += "\n  各子命令的用法：monthly-merge help <子命令>"
      } else if line.hasPrefix("  ") {
        var entry = HelpEntry(line)
        if place < lines.endIndex, entry.takes(lines[place]) { place += 1 }
        text += "\n" + entry.lines(columns: columns).joined(separator: "\n")
      } else {
        text += "\n" + line
      }
    }
    return text
  }
}

/// An argument, option or sub-command of a help page, with its explanation.
private struct HelpEntry {
  /// Columns before an explanation, those of the parser.
  private static let indent = 26

  private var label: String
  private var explanation: String

  /// The entry of a line: an explanation stands behind a short label.
  init(_ line: String) {
    label = line.prefix(Self.indent).trimmingBlanks
    explanation = line.dropFirst(Self.indent).trimmingBlanks
    if line.prefix(Self.indent).last != " " { (label, explanation) = (line.trimmingBlanks, "") }
  }

  /// Takes a line that holds nothing but the explanation, as it stands below a long label.
  mutating func takes(_ line: String) -> Bool {
    guard line.hasPrefix(String(repeating: " ", count: Self.indent)) else { return false }
    label = (label + " " + explanation).trimmingBlanks
    explanation = line.trimmingBlanks
    return true
  }

  func lines(columns: Int) -> [String] {
    let label = "  " + label.replacing(" (default)", with: "（默认）")
    let blank = String(repeating: " ", count: Self.indent)
    let lines = BrokenText.lines(of: chinese, columns: columns - Self.indent)
    guard let first = lines.first else { return [label] }
    let isShort = DisplayWidth.of(label) < Self.indent
    return
      (isShort ? [DisplayWidth.padded(label, to: Self.indent) + first] : [label, blank + first])
      + lines.dropFirst().map { blank + $0 }
  }

  /// The explanation, with what holds if nothing is given; said once.
  private var chinese: String {
    let text = HelpPage.texts[explanation] ?? explanation
    guard let stated = text.firstMatch(of: /\ \(default: ([^)]*)\)$/) else { return text }
    let own = text[..<stated.range.lowerBound]
    return own.contains("默认") ? String(own) : own + "（默认 \(stated.1)）"
  }
}

/// Text broken into lines by the columns that its characters take.
enum BrokenText {
  private static let closing = Set("，。；、：！？）》”’…")
  private static let opening = Set("（《“‘")

  /// The lines of a text: Chinese is broken between any two characters that punctuation does not
  /// hold together, Latin between words.
  ///
  /// - Parameters:
  ///   - text: The text, without line feeds.
  ///   - columns: Columns of a line; a longer word stands out.
  /// - Returns: The lines; none of an empty text.
  static func lines(of text: String, columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces(of: text) {
      let width = DisplayWidth.of(line) + DisplayWidth.of(piece.trimmingBlanks)
      if !line.isEmpty, width > columns {
        lines.append(line.trimmingBlanks)
        line = ""
      }
      line += piece
    }
    return line.isEmpty ? lines : lines + [line.trimmingBlanks]
  }

  /// The text in pieces that are not to be broken.
  private static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var last: Character?
    for character in text {
      if let last, !isBroken(between: last, and: character) {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
      last = character
    }
    return pieces
  }

  private static func isBroken(between left: Character, and right: Character) -> Bool {
    if right == " " || closing.contains(right) || opening.contains(left) { return false }
    return left == " " || isWide(left) || isWide(right)
  }

  private static func isWide(_ character: Character) -> Bool {
    DisplayWidth.of(String(character)) > 1
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
