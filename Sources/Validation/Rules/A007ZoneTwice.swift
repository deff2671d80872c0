import Findings
import ListRecords
import ListSchema
import Values

/// 同一开发区、同一行业领域有两行。
struct A007ZoneTwice: SetRule {
  static let code: RuleCode = "A007"
  private let zone: Int
  private let sector: Int?

  init?(_ scope: RuleScope) {
    guard let zone = scope[.zone] else { return nil }
    self.zone = zone
    sector = scope[.sector]
  }

  func check(
    _ records: RecordTable, totals: RecordTable, _ context: ValidationContext,
    _ sink: inout FindingSink
  ) {
    var first: [[String]: Int] = [:]
    for index in 0..<records.count {
      let record = records[index]
      if record.isBlank(zone) || record.isUnreadable(zone) { continue }
      if let sector, record.isUnreadable(sector) { continue }
      let identity = [
        context.definitions.folding.text(record.canonical(zone, context.definitions).text),
        sector.map { record.canonical($0, context.definitions).text } ?? "",
      ]
      guard let earlier = first[identity] else {
        first[identity] = index
        continue
      }
      sink.emit(
        Self.code, at: record.place, related: records[earlier].related(zone).map { [$0] } ?? [],
        values: [
          .init("zone", record.trimmed(zone)), .init("other", "\(records[earlier].row)"),
        ])
    }
  }
}
