import Findings
import ListRecords
import ListSchema
import Values

/// 名录中的开发区没有一行（既无数字，也无 0）。
struct A008ZoneWithoutRow: SetRule {
  static let code: RuleCode = "A008"
  private let zone: Int

  init?(_ scope: RuleScope) {
    guard let zone = scope[.zone] else { return nil }
    self.zone = zone
  }

  func check(
    _ records: RecordTable, totals: RecordTable, _ context: ValidationContext,
    _ sink: inout FindingSink
  ) {
    // An empty list is T006's finding or a nil.
    guard let bureau = context.bureau, records.count > 0 else { return }
    var seen: Set<Int> = []
    for index in 0..<records.count {
      if let code = records[index].code(zone) { seen.insert(code) }
    }
    let sheet = records.sheet(0).sheet
    for index in context.definitions.roster.indices(of: bureau) where !seen.contains(index) {
      let name = context.definitions.roster.zones[index].name
      sink.emit(
        Self.code, at: Place(list: records.list.name, sheet: sheet), value: name,
        values: [.init("zone", name)])
    }
  }
}
