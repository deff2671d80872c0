import Findings
import ListRecords
import ListSchema
import Values

/// 整改完成日期早于排查日期。
struct H004RectifiedBeforeFound: RowRule {
  static let code: RuleCode = "H004"
  private let found: Int
  private let rectified: Int

  init?(_ scope: RuleScope) {
    guard let found = scope[.foundOn], let rectified = scope[.rectifiedOn] else { return nil }
    self.found = found
    self.rectified = rectified
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    guard let foundOn = record.day(found), let rectifiedOn = record.day(rectified),
      rectifiedOn < foundOn
    else { return }
    sink.emit(Self.code, at: record, rectified, related: [found])
  }
}
