import Findings
import ListRecords
import ListSchema
import Values

/// 填了整改完成日期，整改状态却是未整改或整改中。
struct H003DateWithoutRectified: RowRule {
  static let code: RuleCode = "H003"
  private let status: Int
  private let date: Int
  private let untouched: Int
  private let underway: Int

  init?(_ scope: RuleScope) {
    guard let status = scope[.status], let date = scope[.rectifiedOn],
      let untouched = scope.code("未整改", of: .status), let underway = scope.code("整改中", of: .status)
    else { return nil }
    self.status = status
    self.date = date
    self.untouched = untouched
    self.underway = underway
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    guard let code = record.code(status), code == untouched || code == underway,
      record.day(date) != nil
    else { return }
    sink.emit(Self.code, at: record, date, related: [status])
  }
}
