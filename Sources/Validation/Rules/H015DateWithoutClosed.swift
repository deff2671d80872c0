import Findings
import ListRecords
import ListSchema
import Values

/// 填了销号日期，整改状态却不是已销号。
struct H015DateWithoutClosed: RowRule {
  static let code: RuleCode = "H015"
  private let status: Int
  private let date: Int
  private let closed: Int

  init?(_ scope: RuleScope) {
    guard let status = scope[.status], let date = scope[.closedOn],
      let closed = scope.code("已销号", of: .status)
    else { return nil }
    self.status = status
    self.date = date
    self.closed = closed
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    guard let code = record.code(status), code != closed, record.day(date) != nil else { return }
    sink.emit(Self.code, at: record, date, related: [status])
  }
}
