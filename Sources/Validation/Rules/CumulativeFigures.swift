import Findings
import ListRecords
import ListSchema
import Values

/// The month's figures of an accident table with their cumulative ones.
struct CumulativeFigures {
  /// Field of the month's figure and of the cumulative one.
  typealias Pair = (month: Int, cumulative: Int)

  let pairs: [Pair]

  init?(_ scope: RuleScope) {
    let keys: [(FieldKey, FieldKey)] = [
      (.accidents, .accidentsYTD), (.deaths, .deathsYTD),
      (.seriousInjuries, .seriousInjuriesYTD), (.directLoss, .directLossYTD),
    ]
    pairs = keys.compactMap { month, cumulative in
      guard let month = scope[month], let cumulative = scope[cumulative] else { return nil }
      return (month, cumulative)
    }
    if pairs.isEmpty { return nil }
  }

  /// Pairs of readable figures of a record.
  func readable(_ record: Record) -> [(pair: Pair, month: Amount, cumulative: Amount)] {
    pairs.compactMap { pair in
      guard let month = record.figure(pair.month),
        let cumulative = record.figure(pair.cumulative)
      else { return nil }
      return (pair, month, cumulative)
    }
  }
}
