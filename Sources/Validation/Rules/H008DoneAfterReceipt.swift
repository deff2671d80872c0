import Findings
import ListRecords
import ListSchema
import Values

/// 整改完成日期或销号日期晚于收件之日。
struct H008DoneAfterReceipt: RowRule {
  static let code: RuleCode = "H008"
  private let rectified: Int
  private let closed: Int

  init?(_ scope: RuleScope) {
    guard let rectified = scope[.rectifiedOn], let closed = scope[.closedOn] else { return nil }
    self.rectified = rectified
    self.closed = closed
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    check(rectified, of: record, context, &sink)
    check(closed, of: record, context, &sink)
  }

  private func check(
    _ field: Int, of record: Record, _ context: ValidationContext, _ sink: inout FindingSink
  ) {
    guard let day = record.day(field), day > context.receivedOn else { return }
    sink.emit(
      Self.code, at: record, field, values: [.init("limit", context.receivedOn.description)])
  }
}
