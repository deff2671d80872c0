import Findings
import ListRecords
import ListSchema
import Values

/// 死亡、重伤或损失超出所报等级的上限（国务院令第493号第三条）。
struct A003BeyondLevels: RowRule {
  static let code: RuleCode = "A003"
  private let accidents: Int
  /// 一般, 较大, 重大, 特别重大.
  private let levels: [Int]
  private let bounds: [Bound]

  /// The most that one accident of each level can do: 一般, 较大, 重大.
  private struct Bound {
    var field: Int
    var perAccident: [Int]
    /// Whether the bound itself is out of reach (loss “以下”), or the last figure allowed.
    var isExclusive: Bool
  }

  init?(_ scope: RuleScope) {
    guard let accidents = scope[.accidents], let deaths = scope[.deaths],
      let injuries = scope[.seriousInjuries], let loss = scope[.directLoss],
      let ordinary = scope[.accidentsOrdinary],
      let considerable = scope[.accidentsConsiderable], let major = scope[.accidentsMajor],
      let extraordinary = scope[.accidentsExtraordinary]
    else { return nil }
    self.accidents = accidents
    levels = [ordinary, considerable, major, extraordinary]
    bounds = [
      Bound(field: deaths, perAccident: [2, 9, 29], isExclusive: false),
      Bound(field: injuries, perAccident: [9, 49, 99], isExclusive: false),
      Bound(field: loss, perAccident: [1_000, 5_000, 10_000], isExclusive: true),
    ]
  }

  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink) {
    let counts = levels.compactMap(record.count)
    // Where no level is stated there is nothing to compare with: that is A002's finding.
    guard let total = record.count(accidents), total > 0, counts.count == 4, counts[3] == 0,
      counts.contains(where: { $0 > 0 })
    else { return }
    for bound in bounds {
      guard let figure = record.figure(bound.field) else { continue }
      let limit = zip(counts, bound.perAccident).map { $0 * $1 }.reduce(0, +)
      if bound.isExclusive ? figure < Amount(limit) : figure <= Amount(limit) { continue }
      sink.emit(
        Self.code, at: record, bound.field, related: levels,
        values: [.init("limit", (bound.isExclusive ? "不足 " : "至多 ") + "\(limit)")])
    }
  }
}
