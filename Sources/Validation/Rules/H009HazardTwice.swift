import Findings
import ListRecords
import ListSchema
import Table
import Values

/// 同一隐患在一份清单中重复：开发区、企业、描述、排查日期都相同。
struct H009HazardTwice: SetRule {
  static let code: RuleCode = "H009"
  private let zone, enterprise, description, found: Int

  /// Folded texts by their numbers in a pool: hashing strings would normalise them each time.
  private struct Identity: Hashable {
    var zone, enterprise, description: TextID
    var found: Day
  }

  init?(_ scope: RuleScope) {
    guard let zone = scope[.zone], let enterprise = scope[.enterprise],
      let description = scope[.description], let found = scope[.foundOn]
    else { return nil }
    (self.zone, self.enterprise, self.description, self.found) =
      (zone, enterprise, description, found)
  }

  func check(
    _ records: RecordTable, totals: RecordTable, _ context: ValidationContext,
    _ sink: inout FindingSink
  ) {
    var first: [Identity: Int] = [:]
    var texts = TextPool()
    for index in 0..<records.count {
      let record = records[index]
      guard let identity = identity(of: record, context.definitions, &texts) else { continue }
      guard let earlier = first[identity] else {
        first[identity] = index
        continue
      }
      sink.emit(
        Self.code, at: record.place,
        related: records[earlier].related(description).map { [$0] } ?? [],
        values: [.init("other", "\(records[earlier].row)")])
    }
  }

  private func identity(
    of record: Record, _ definitions: Definitions, _ texts: inout TextPool
  ) -> Identity? {
    guard let day = record.day(found), !record.isBlank(description), !record.isBlank(zone),
      !record.isBlank(enterprise)
    else { return nil }
    let folding = definitions.folding
    return Identity(
      zone: texts.intern(folding.text(record.canonical(zone, definitions).text)),
      enterprise: texts.intern(folding.text(record.raw(enterprise))),
      description: texts.intern(folding.text(record.raw(description))), found: day)
  }
}
