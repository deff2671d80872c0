import Findings
import ListRecords
import ListSchema
import Values

/// 有较大以上事故，须由核实说明确认。
struct A010GraveAccident: RowRule {
  static let code: RuleCode = "A010"
  private let considerable: Int
  private let major: Int
  private let extraordinary: Int

  init?(_ scope: RuleScope) {
    guard let considerable = scope[.accidentsConsiderable], let major = scope[.accidentsMajor],
      let extraordinary = scope[.accidentsExtraordinary]
    else { return nil }
    self.considerable = considerable
    self.major = major
    self.extraordinary = extraordinary
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    for field in [considerable, major, extraordinary] {
      guard let count = record.count(field), count > 0 else { continue }
      sink.emit(Self.code, at: record, field, values: [.init("count", "\(count)")])
    }
  }
}
