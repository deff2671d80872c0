import Findings
import ListRecords
import ListSchema
import Values

/// 印发日期不在报告期内。
struct M002IssuedOutsidePeriod: RowRule {
  static let code: RuleCode = "M002"
  private let date: Int

  init?(_ scope: RuleScope) {
    guard let date = scope[.issuedOn] else { return nil }
    self.date = date
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    guard let issuedOn = record.day(date), !context.period.contains(issuedOn) else { return }
    sink.emit(Self.code, at: record, date, values: [.init("expected", context.period.chinese)])
  }
}
