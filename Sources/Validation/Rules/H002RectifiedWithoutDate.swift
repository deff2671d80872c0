import Findings
import ListRecords
import ListSchema
import Values

/// 整改状态为已整改或已销号，未填整改完成日期。
struct H002RectifiedWithoutDate: RowRule {
  static let code: RuleCode = "H002"
  private let status: Int
  private let date: Int
  private let rectified: Int
  private let closed: Int

  init?(_ scope: RuleScope) {
    guard let status = scope[.status], let date = scope[.rectifiedOn],
      let rectified = scope.code("已整改", of: .status), let closed = scope.code("已销号", of: .status)
    else { return nil }
    self.status = status
    self.date = date
    self.rectified = rectified
    self.closed = closed
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    guard let code = record.code(status), code == rectified || code == closed,
      record.isBlank(date)
    else { return }
    sink.emit(Self.code, at: record, date, related: [status])
  }
}
