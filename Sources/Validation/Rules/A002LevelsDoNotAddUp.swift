import Findings
import ListRecords
import ListSchema
import Values

/// 事故起数不等于四个等级之和。
struct A002LevelsDoNotAddUp: RowRule {
  static let code: RuleCode = "A002"
  private let accidents: Int
  private let ordinary: Int
  private let considerable: Int
  private let major: Int
  private let extraordinary: Int

  init?(_ scope: RuleScope) {
    guard let accidents = scope[.accidents], let ordinary = scope[.accidentsOrdinary],
      let considerable = scope[.accidentsConsiderable], let major = scope[.accidentsMajor],
      let extraordinary = scope[.accidentsExtraordinary]
    else { return nil }
    self.accidents = accidents
    self.ordinary = ordinary
    self.considerable = considerable
    self.major = major
    self.extraordinary = extraordinary
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    let levels = [ordinary, considerable, major, extraordinary]
    let counts = levels.compactMap(record.count)
    guard let total = record.count(accidents), counts.count == levels.count,
      counts.reduce(0, +) != total
    else { return }
    sink.emit(
      Self.code, at: record, accidents, related: levels,
      values: [.init("actual", "\(total)"), .init("expected", "\(counts.reduce(0, +))")])
  }
}
