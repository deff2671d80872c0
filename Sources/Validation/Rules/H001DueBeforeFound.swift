import Findings
import ListRecords
import ListSchema
import Values

/// 整改时限早于排查日期。
struct H001DueBeforeFound: RowRule {
  static let code: RuleCode = "H001"
  private let found: Int
  private let due: Int

  init?(_ scope: RuleScope) {
    guard let found = scope[.foundOn], let due = scope[.dueOn] else { return nil }
    self.found = found
    self.due = due
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    // An unreadable date is V002's finding, not ours.
    guard let foundOn = record.day(found), let dueOn = record.day(due), dueOn < foundOn else {
      return
    }
    sink.emit(Self.code, at: record, due, related: [found])
  }
}
