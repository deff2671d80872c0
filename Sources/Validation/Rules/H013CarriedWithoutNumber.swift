import Findings
import ListRecords
import ListSchema
import Values

/// 报告期之前排查出的隐患没有隐患编号。
struct H013CarriedWithoutNumber: RowRule {
  static let code: RuleCode = "H013"
  private let number: Int
  private let found: Int

  init?(_ scope: RuleScope) {
    guard let number = scope[.hazardID], let found = scope[.foundOn] else { return nil }
    self.number = number
    self.found = found
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    guard record.isBlank(number), let foundOn = record.day(found),
      foundOn < context.period.firstDay
    else { return }
    sink.emit(Self.code, at: record, number, related: [found])
  }
}
