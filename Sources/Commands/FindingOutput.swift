import Findings
public import MonthlyRun
import Receipts
import Report
import Values

/// Prints what a check found, as text, as a page or for programs.
public struct FindingOutput: Sendable {
  private enum Format { case text, lines, page, sarif }
  private let format: Format
  private let usesColour: Bool

  /// An output of the form that the flags name.
  ///
  /// - Parameters:
  ///   - format: `text`, `jsonl`, `html` or `sarif`.
  ///   - color: `auto`, `always` or `never`.
  /// - Throws: ``UsageError`` for any other.
  public init(format: String, color: String) throws {
    switch format {
    case "text": self.format = .text
    case "jsonl": self.format = .lines
    case "html": self.format = .page
    case "sarif": self.format = .sarif
    default: throw UsageError("--format“\(format)”不支持；可用 text、jsonl、html、sarif")
    }
    guard let choice = ColourChoice(rawValue: color) else {
      throw UsageError("--color“\(color)”不支持；可用 auto、always、never")
    }
    usesColour = Console.usesColour(choice)
  }

  /// Prints findings and verdict.
  ///
  /// - Parameters:
  ///   - outcome: What the check found.
  ///   - settings: The run's settings.
  ///   - resources: Rules and templates.
  /// - Throws: ``ResourceError`` where the template of the page can't be used.
  public func print(
    _ outcome: ValidateRun.Outcome, settings: RunSettings, resources: Resources
  ) throws {
    let rules = resources.rules
    switch format {
    case .text: Console.print(text(outcome, rules))
    case .lines:
      Console.print(
        outcome.lines(tool: ("validate", Product.version), settings: settings, rules: rules))
    case .page: Console.print(try page(outcome, resources))
    case .sarif:
      Console.print(SARIFText(rules, version: Product.version).bytes(outcome.findings))
    }
  }

  private func page(
    _ outcome: ValidateRun.Outcome, _ resources: Resources
  ) throws -> [UInt8] {
    let lines = outcome.verdict.lines(outcome.findings)
    let head = FindingPage.Head(
      period: outcome.period, files: outcome.files.map(\.path),
      isSendable: outcome.verdict.isSendable, verdict: lines + outcome.foldings.map { "归并  " + $0 },
      tool: "validate \(Product.version)")
    return FindingPage(
      head, outcome.findings, rules: resources.rules,
      template: try resources.pageTemplate("findings.html.mustache")
    ).bytes
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
