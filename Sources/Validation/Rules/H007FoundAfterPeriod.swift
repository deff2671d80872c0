import Findings
import ListRecords
import ListSchema
import Values

/// 排查日期晚于报告期最后一天。
struct H007FoundAfterPeriod: RowRule {
  static let code: RuleCode = "H007"
  private let found: Int

  init?(_ scope: RuleScope) {
    guard let found = scope[.foundOn] else { return nil }
    self.found = found
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    guard let foundOn = record.day(found), foundOn > context.period.lastDay else { return }
    sink.emit(
      Self.code, at: record, found, values: [.init("limit", context.period.lastDay.description)])
  }
}
