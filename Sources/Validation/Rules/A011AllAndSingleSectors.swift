import Findings
import ListRecords
import ListSchema
import Values

/// 同一开发区既有“全部”一行，又有分行业领域的行：合计会重复。
struct A011AllAndSingleSectors: SetRule {
  static let code: RuleCode = "A011"
  private let zone, sector: Int

  init?(_ scope: RuleScope) {
    guard let zone = scope[.zone], let sector = scope[.sector] else { return nil }
    (self.zone, self.sector) = (zone, sector)
  }

  func check(
    _ records: RecordTable, totals: RecordTable, _ context: ValidationContext,
    _ sink: inout FindingSink
  ) {
    var whole: [String: Int] = [:]
    var split: Set<String> = []
    for index in 0..<records.count {
      let record = records[index]
      if !record.isKnown(zone) || record.isUnreadable(sector) { continue }
      let name = context.definitions.folding.text(
        record.canonical(zone, context.definitions).text)
      if record.isBlank(sector) {
        whole[name] = whole[name] ?? index
      } else {
        split.insert(name)
      }
    }
    for index in whole.filter({ split.contains($0.key) }).values.sorted() {
      let record = records[index]
      sink.emit(
        Self.code, at: record.place, values: [.init("zone", record.trimmed(zone))])
    }
  }
}
