public import Values

/// What a month's ledger goes on from, and what that means for the months after it.
public struct LedgerOrigin: Sendable {
  /// The month whose ledger was carried forward; `nil` where no earlier month has one.
  public let previous: Period?
  /// The months after this one that were merged already.
  public let later: [Period]
  /// Whether the month was merged before.
  public let isAgain: Bool
  /// Whether ledger or history differ from those that the last run of the month left; known once
  /// the output is made.
  public private(set) var isChanged = false

  private let period: Period
  private let digests: [String: String]

  /// The files that the months after this one go on from, below the output folder.
  static let files = ["data/ledger.csv", "data/ledger_history.csv"]

  init(
    of period: Period, previous: Period?, later: [Period], digests: [String: String]
  ) {
    self.period = period
    self.previous = previous
    self.later = later
    self.digests = digests
    isAgain = digests[Self.files[0]] != nil
  }

  /// Compares the digests of ``files``, as made now, with those of what the last run left.
  mutating func compare(_ made: [String]) {
    isChanged = !isAgain || zip(Self.files, made).contains { digests[$0] != $1 }
  }

  /// What the person who runs the merge is told of the ledger.
  public var sentences: [String] {
    var sentences: [String] = []
    if let previous {
      let gap = monthsBetween(previous)
      sentences.append(
        gap.isEmpty
          ? "接\(previous.chinese)的台账"
          : "接\(previous.chinese)的台账；\(gap.map(\.chinese).joined(separator: "、"))没有汇总过，其间的新增和销号都计入本月"
      )
    } else {
      sentences.append("没有往月的台账，从本月起建立；各市填的隐患编号照收")
    }
    if isAgain {
      sentences.append(isChanged ? "本月汇总过，已给出的编号不变，台账有更新" : "本月汇总过，台账与上次相同")
    }
    return sentences
  }

  /// What must not be missed: later months that stand on a ledger which is no more.
  var notices: [String] {
    guard isChanged, !later.isEmpty else { return [] }
    let names = later.map(\.description).joined(separator: "、")
    return ["\(period) 的台账变了，其后的 \(names) 是接着旧台账汇总的，请按月份顺序重新汇总"]
  }

  private func monthsBetween(_ previous: Period) -> [Period] {
    var months: [Period] = []
    var month = previous.next
    while month < period {
      months.append(month)
      month = month.next
    }
    return months
  }
}

extension EarlierOutputs {
  /// What the ledger of a month goes on from.
  func origin(of period: Period) -> LedgerOrigin {
    LedgerOrigin(
      of: period, previous: ledgerMonth, later: laterMonths, digests: sameMonthDigests)
  }
}
