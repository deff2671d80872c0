import Findings
import ListRecords
import ListSchema
import Values

/// 一月的累计数不等于一月数。
struct A009JanuaryCumulative: RowRule {
  static let code: RuleCode = "A009"
  private let figures: CumulativeFigures

  init?(_ scope: RuleScope) {
    guard let figures = CumulativeFigures(scope) else { return nil }
    self.figures = figures
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    guard context.period.month == 1 else { return }
    // A cumulative below the month's is A004's finding.
    for (pair, month, cumulative) in figures.readable(record) where cumulative > month {
      sink.emit(
        Self.code, at: record, pair.cumulative, related: [pair.month],
        values: [.init("actual", "\(cumulative)"), .init("expected", "\(month)")])
    }
  }
}
