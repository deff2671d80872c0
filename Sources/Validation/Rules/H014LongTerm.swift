import Findings
import ListRecords
import ListSchema
import Values

/// 整改时限超过排查日期 365 天。
struct H014LongTerm: RowRule {
  static let code: RuleCode = "H014"
  private let found: Int
  private let due: Int

  init?(_ scope: RuleScope) {
    guard let found = scope[.foundOn], let due = scope[.dueOn] else { return nil }
    self.found = found
    self.due = due
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    guard let foundOn = record.day(found), let dueOn = record.day(due), dueOn - foundOn > 365
    else { return }
    sink.emit(
      Self.code, at: record, due, related: [found], values: [.init("days", "\(dueOn - foundOn)")])
  }
}
