import Findings
import ListRecords
import ListSchema
import Values

/// 累计数小于本月数。
struct A004CumulativeBelowMonth: RowRule {
  static let code: RuleCode = "A004"
  private let figures: CumulativeFigures

  init?(_ scope: RuleScope) {
    guard let figures = CumulativeFigures(scope) else { return nil }
    self.figures = figures
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    for (pair, month, cumulative) in figures.readable(record) where cumulative < month {
      sink.emit(
        Self.code, at: record, pair.cumulative, related: [pair.month],
        values: [.init("actual", "\(cumulative)"), .init("expected", "\(month)")])
    }
  }
}
