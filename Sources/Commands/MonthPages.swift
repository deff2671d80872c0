public import Findings
public import MonthlyRun
import Receipts
import Values

/// Prints how a month in progress stands, and what was registered, as text or for programs.
public struct MonthPages: Sendable {
  private let isLines: Bool

  /// An output of the form that the flags name.
  ///
  /// - Parameter format: `text` or `jsonl`.
  /// - Throws: ``UsageError`` for any other format.
  public init(format: String) throws {
    guard format == "text" || format == "jsonl" else {
      throw UsageError("--format“\(format)”不支持；可用 text、jsonl")
    }
    isLines = format == "jsonl"
  }

  /// A way of registering as given on the command line.
  ///
  /// - Parameter text: Such as 邮件.
  /// - Returns: The text.
  /// - Throws: ``UsageError`` where it is empty, or means that nobody has registered the file.
  public static func method(_ text: String) throws -> String {
    if text.isEmpty || text == RegisterRow.modificationTimeMethod {
      throw UsageError("--method 要写怎样收到的，如 邮件；不能是“\(text)”")
    }
    return text
  }

  /// Prints how a month stands.
  public func print(_ outcome: StatusRun.Outcome) {
    for notice in outcome.notices { Console.warn("\(notice)") }
    if isLines { Console.print(outcome.lines) } else { Console.print(outcome.text) }
  }

  /// Prints what was registered.
  ///
  /// - Parameters:
  ///   - outcome: What was registered.
  ///   - rules: The texts of the findings.
  public func print(_ outcome: ReceiveRun.Outcome, _ rules: RuleCatalogue) {
    for notice in outcome.notices { Console.warn("\(notice)") }
    if isLines { Console.print(outcome.lines) } else { Console.print(outcome.text(rules)) }
  }
}
