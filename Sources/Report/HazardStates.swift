/// A scope's hazards by how far they are: the parts that its charts are made of.
struct HazardStates: Equatable {
  /// 已完成整改.
  var done: Int
  /// 未完成（未逾期）.
  var waiting: Int
  /// 逾期未完成.
  var overdue: Int
  /// 等级或状态不明.
  var unknown: Int

  /// The parts, which add up to all hazards; `nil` where none were reported.
  init?(_ scope: ScopeFigures) {
    guard let all = scope[.hazards]?.count else { return nil }
    func count(_ figure: Figure) -> Int { scope[figure]?.count ?? 0 }
    done = count(.rectifiedOrdinary) + count(.rectifiedMajor)
    overdue = count(.overdue)
    waiting = count(.open) - overdue
    unknown = max(all - done - count(.open), 0)
  }
}
