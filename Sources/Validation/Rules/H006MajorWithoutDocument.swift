import Findings
import ListRecords
import ListSchema
import Values

/// 重大隐患未填督办文号。
struct H006MajorWithoutDocument: RowRule {
  static let code: RuleCode = "H006"
  private let level: Int
  private let document: Int
  private let major: Int

  init?(_ scope: RuleScope) {
    guard let level = scope[.level], let document = scope[.supervisionDoc],
      let major = scope.code("重大", of: .level)
    else { return nil }
    self.level = level
    self.document = document
    self.major = major
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    guard record.code(level) == major, record.isBlank(document) else { return }
    sink.emit(Self.code, at: record, document, related: [level])
  }
}
