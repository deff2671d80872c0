import Findings
import ListRecords
import ListSchema
import Values

/// 同一制度措施重复：开发区、名称都相同。
struct M003MeasureTwice: SetRule {
  static let code: RuleCode = "M003"
  private let zone, title: Int

  init?(_ scope: RuleScope) {
    guard let zone = scope[.zone], let title = scope[.title] else { return nil }
    (self.zone, self.title) = (zone, title)
  }

  func check(
    _ records: RecordTable, totals: RecordTable, _ context: ValidationContext,
    _ sink: inout FindingSink
  ) {
    var first: [[String]: Int] = [:]
    for index in 0..<records.count {
      let record = records[index]
      guard record.isKnown(zone), record.isKnown(title) else { continue }
      let folding = context.definitions.folding
      let identity = [
        folding.text(record.canonical(zone, context.definitions).text),
        folding.text(record.raw(title)),
      ]
      guard let earlier = first[identity] else {
        first[identity] = index
        continue
      }
      sink.emit(
        Self.code, at: record.place, related: records[earlier].related(title).map { [$0] } ?? [],
        values: [.init("other", "\(records[earlier].row)")])
    }
  }
}
