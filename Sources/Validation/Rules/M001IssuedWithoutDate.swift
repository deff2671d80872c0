import Findings
import ListRecords
import ListSchema
import Values

/// 状态为已印发或已修订，未填印发日期。
struct M001IssuedWithoutDate: RowRule {
  static let code: RuleCode = "M001"
  private let status: Int
  private let date: Int
  private let issued: Int
  private let revised: Int

  init?(_ scope: RuleScope) {
    guard let status = scope[.status], let date = scope[.issuedOn],
      let issued = scope.code("已印发", of: .status), let revised = scope.code("已修订", of: .status)
    else { return nil }
    self.status = status
    self.date = date
    self.issued = issued
    self.revised = revised
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    guard let code = record.code(status), code == issued || code == revised,
      record.isBlank(date)
    else { return }
    sink.emit(Self.code, at: record, date, related: [status])
  }
}
