import Findings
import ListRecords
import ListSchema
import Values

/// 两行填了同一个隐患编号。
struct H012NumberTwice: SetRule {
  static let code: RuleCode = "H012"
  private let number: Int

  init?(_ scope: RuleScope) {
    guard let number = scope[.hazardID] else { return nil }
    self.number = number
  }

  func check(
    _ records: RecordTable, totals: RecordTable, _ context: ValidationContext,
    _ sink: inout FindingSink
  ) {
    var first: [HazardNumber: Int] = [:]
    for index in 0..<records.count {
      let record = records[index]
      guard !record.isBlank(number), !record.isUnreadable(number),
        let filed = HazardNumber(filed: record.trimmed(number))
      else { continue }
      guard let earlier = first[filed] else {
        first[filed] = index
        continue
      }
      sink.emit(
        Self.code, at: record.place(number), value: record.raw(number),
        related: records[earlier].related(number).map { [$0] } ?? [],
        values: [.init("other", "第 \(records[earlier].row) 行")])
    }
  }
}
