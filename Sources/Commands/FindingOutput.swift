public import Findings
public import MonthlyRun
import Receipts
import Values

/// Prints what a check found, as text or as JSON Lines.
public struct FindingOutput: Sendable {
  private enum Format { case text, lines, sarif }
  private let format: Format
  private let usesColour: Bool

  /// An output of the form that the flags name.
  ///
  /// - Parameters:
  ///   - format: `text`, `jsonl` or `sarif`.
  ///   - color: `auto`, `always` or `never`.
  /// - Throws: ``UsageError`` for any other.
  public init(format: String, color: String) throws {
    switch format {
    case "text": self.format = .text
    case "jsonl": self.format = .lines
    case "sarif": self.format = .sarif
    default: throw UsageError("--format“\(format)”不支持；可用 text、jsonl、sarif")
    }
    guard let choice = ColourChoice(rawValue: color) else {
      throw UsageError("--color“\(color)”不支持；可用 auto、always、never")
    }
    usesColour = Console.usesColour(choice)
  }

  /// Prints findings and verdict.
  public func print(_ outcome: ValidateRun.Outcome, settings: RunSettings, rules: RuleCatalogue) {
    switch format {
    case .text: Console.print(text(outcome, rules))
    case .lines:
      Console.print(
        outcome.lines(tool: ("validate", Product.version), settings: settings, rules: rules))
    case .sarif:
      Console.print(SARIFText(rules, version: Product.version).bytes(outcome.findings))
    }
  }

  private func text(_ outcome: ValidateRun.Outcome, _ rules: RuleCatalogue) -> String {
    let renderer = TextRenderer(
      rules, usesColour: usesColour, namesFiles: outcome.files.count > 1)
    var text = renderer.render(outcome.findings)
    text += String(repeating: "─", count: 44) + "\n"
    for folding in outcome.foldings { text += "归并  \(folding)\n" }
    return text + outcome.verdict.text(outcome.findings)
  }
}
