import Findings
import ListRecords
import ListSchema
import Values

/// 逾期：整改时限已过，尚未整改。
struct H010Overdue: RowRule {
  static let code: RuleCode = "H010"
  private let found: Int
  private let due: Int
  private let status: Int
  private let untouched: Int
  private let underway: Int

  init?(_ scope: RuleScope) {
    guard let found = scope[.foundOn], let due = scope[.dueOn], let status = scope[.status],
      let untouched = scope.code("未整改", of: .status), let underway = scope.code("整改中", of: .status)
    else { return nil }
    self.found = found
    self.due = due
    self.status = status
    self.untouched = untouched
    self.underway = underway
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    guard let code = record.code(status), code == untouched || code == underway,
      let dueOn = record.day(due), dueOn < context.period.lastDay
    else { return }
    // A 时限 before 排查日期 is H001's finding: it says nothing about being late.
    if let foundOn = record.day(found), dueOn < foundOn { return }
    sink.emit(
      Self.code, at: record, due, related: [status],
      values: [.init("days", "\(context.period.lastDay - dueOn)")])
  }
}
