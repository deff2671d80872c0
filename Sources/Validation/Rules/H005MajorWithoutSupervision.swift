import Findings
import ListRecords
import ListSchema
import Values

/// 重大隐患未填督办级别或督办单位，一格一条。
struct H005MajorWithoutSupervision: RowRule {
  static let code: RuleCode = "H005"
  private let level: Int
  private let supervisionLevel: Int
  private let supervisionUnit: Int
  private let major: Int

  init?(_ scope: RuleScope) {
    guard let level = scope[.level], let supervisionLevel = scope[.supervisionLevel],
      let supervisionUnit = scope[.supervisionUnit], let major = scope.code("重大", of: .level)
    else { return nil }
    self.level = level
    self.supervisionLevel = supervisionLevel
    self.supervisionUnit = supervisionUnit
    self.major = major
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    guard record.code(level) == major else { return }
    for field in [supervisionLevel, supervisionUnit] where record.isBlank(field) {
      sink.emit(Self.code, at: record, field, related: [level])
    }
  }
}
