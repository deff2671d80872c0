import Findings
import ListRecords
import ListSchema
import Values

/// 整改状态为已销号，未填销号日期，或销号日期早于整改完成日期。
struct H011ClosedWithoutDate: RowRule {
  static let code: RuleCode = "H011"
  private let status: Int
  private let rectified: Int
  private let date: Int
  private let closed: Int

  init?(_ scope: RuleScope) {
    guard let status = scope[.status], let rectified = scope[.rectifiedOn],
      let date = scope[.closedOn], let closed = scope.code("已销号", of: .status)
    else { return nil }
    self.status = status
    self.rectified = rectified
    self.date = date
    self.closed = closed
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    guard record.code(status) == closed else { return }
    if record.isBlank(date) {
      sink.emit(
        Self.code, at: record, date, related: [status], values: [.init("actual", "销号日期没有填")])
    } else if let closedOn = record.day(date), let rectifiedOn = record.day(rectified),
      closedOn < rectifiedOn
    {
      sink.emit(
        Self.code, at: record, date, related: [rectified],
        values: [.init("actual", "销号日期 \(closedOn) 早于整改完成日期 \(rectifiedOn)")])
    }
  }
}
