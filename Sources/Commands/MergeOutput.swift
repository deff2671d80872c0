public import MonthlyRun
import Report
import Values

/// Prints what a merge came to.
public struct MergeOutput: Sendable {
  private let isLines: Bool
  private let isQuiet: Bool

  /// An output of the form that the flags name.
  ///
  /// - Parameters:
  ///   - format: `text` or `jsonl`.
  ///   - isQuiet: Whether only failures are told.
  /// - Throws: ``UsageError`` for any other format.
  public init(format: String, isQuiet: Bool) throws {
    guard format == "text" || format == "jsonl" else {
      throw UsageError("--format“\(format)”不支持；可用 text、jsonl")
    }
    isLines = format == "jsonl"
    self.isQuiet = isQuiet
  }

  /// Prints the summary, the verdict last.
  public func print(_ outcome: MergeRun.Outcome) {
    for notice in outcome.notices { Console.warn("\(notice)") }
    if isQuiet { return }
    if isLines {
      Console.print(outcome.lines)
    } else {
      Console.print(outcome.summary)
    }
  }
}
