import Findings
import ListRecords
import ListSchema
import Values

/// 累计数不等于上月累计数加本月数（核销、补报须说明）。
struct A005CumulativeBroken: RowRule {
  static let code: RuleCode = "A005"
  private let figures: CumulativeFigures
  private let zone: Int
  private let sector: Int?

  init?(_ scope: RuleScope) {
    guard let figures = CumulativeFigures(scope), let zone = scope[.zone] else { return nil }
    self.figures = figures
    self.zone = zone
    sector = scope[.sector]
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    // January's cumulative starts anew: A009.
    guard context.period.month > 1, let bureau = context.bureau,
      let earlier = context.earlier?.accidents,
      let last = earlier[key(of: record, bureau, context)]
    else { return }
    // A cumulative below the month's is A004's finding.
    for (pair, month, cumulative) in figures.readable(record) where cumulative >= month {
      let field = record.table.list.fields[pair.cumulative].key
      guard let before = last[field], cumulative != before + month else { continue }
      sink.emit(
        Self.code, at: record, pair.cumulative, related: [pair.month],
        values: [
          .init("actual", "\(cumulative)"), .init("expected", "\(before + month)"),
          .init("other", "\(before)"),
        ])
    }
  }

  private func key(
    of record: Record, _ bureau: BureauCode, _ context: ValidationContext
  ) -> EarlierMonths.AccidentKey {
    let definitions = context.definitions
    return EarlierMonths.AccidentKey(
      bureau: bureau, zone: definitions.folding.text(record.canonical(zone, definitions).text),
      sector: sector.map { record.canonical($0, definitions).text } ?? "")
  }
}
