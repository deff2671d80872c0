import Receipts
public import Values

/// Why months can't be put together: their data files contradict each other.
public enum SpanError: Error, Hashable, Sendable {
  /// A month does not open with what the month before it closed with.
  case brokenChain(bureau: String, closing: Int, of: Period, opening: Int, in: Period)
  /// The ledger of the last month does not hold what the balance of a month says.
  case ledgerDiffers(bureau: String, month: Period)
}

/// Every number of a 季度评估 or 双月督查, computed once.
public struct SpanFigures: Sendable {
  /// A bureau, or the province.
  struct Row: Sendable {
    let bureau: BureauCode
    let name: String
    var tally: SpanTally
    /// Places among the bureaus, shared by equals; none for the province, none by quality where a
    /// list is missing or could not be read.
    var timeRank: Int?
    var qualityRank: Int?
  }

  /// A month of the span.
  struct Month: Sendable {
    let period: Period
    /// `nil` where it was not merged.
    let tally: SpanTally?
    /// 整改率 of the month's own list, as its report gave it.
    let rectificationRate: Rate?
    let hazards: Int?
  }

  let data: SpanData
  /// The bureaus, in code order.
  let bureaus: [Row]
  let province: Row
  let months: [Month]
  let ledger: SpanLedger
  /// Where 累计 and the months' sum differ, in words.
  let restated: [String]

  /// The figures of a span.
  ///
  /// - Parameter data: What the months' data files tell.
  /// - Throws: ``SpanError`` where they contradict each other.
  public init(_ data: SpanData) throws(SpanError) {
    self.data = data
    try Self.checkChain(data.months)
    ledger = SpanLedger(data.ledger, from: data.months[0].period)
    var names: [BureauCode: String] = [:]
    for bureau in data.months.flatMap(\.bureaus) { names[bureau.bureau] = bureau.name }
    var rows: [Row] = []
    for (code, name) in names.sorted(by: { $0.key < $1.key }) {
      var tally = data.months.reduce(SpanTally()) { sum, month in
        month[code].map { sum + Self.tally($0, month) } ?? sum
      }
      try Self.checkFlows(of: code, name, ledger, data.months)
      tally.balance = Self.balance(of: code, ledger, data.months)
      tally.hazards = ledger.bureaus[code] ?? HazardTally()
      Self.compare(&tally, of: code, data)
      rows.append(Row(bureau: code, name: name, tally: tally))
    }
    let times = rows.map(\.tally.timeKey)
    let qualities = rows.filter(\.tally.isWhole).map(\.tally.qualityKey)
    for place in rows.indices {
      rows[place].timeRank = Circular.rank(rows[place].tally.timeKey, among: times)
      if rows[place].tally.isWhole {
        rows[place].qualityRank = Circular.rank(rows[place].tally.qualityKey, among: qualities)
      }
    }
    bureaus = rows
    province = Row(
      bureau: data.province.code, name: "全省", tally: rows.map(\.tally).reduce(SpanTally(), +))
    months = data.span.months.map { period in
      Self.month(period, data.months.first { $0.period == period })
    }
    restated = rows.compactMap { Self.restatement(of: $0, data.months) }
  }

  /// A month opens with what the month just before it closed with.
  private static func checkChain(_ months: [SpanMonth]) throws(SpanError) {
    for (before, after) in zip(months, months.dropFirst())
    where before.period.next == after.period {
      for bureau in after.bureaus {
        let closing = before[bureau.bureau]?.balance.closing
        guard let closing, closing != bureau.balance.opening else { continue }
        throw .brokenChain(
          bureau: bureau.name, closing: closing, of: before.period,
          opening: bureau.balance.opening, in: after.period)
      }
    }
  }

  /// What each month said of the ledger is what the last month's ledger still says.
  private static func checkFlows(
    of code: BureauCode, _ name: String, _ ledger: SpanLedger, _ months: [SpanMonth]
  ) throws(SpanError) {
    for month in months {
      guard let balance = month[code]?.balance else { continue }
      let flow = ledger.flows[code]?[month.period] ?? SpanLedger.Flow()
      guard flow.new == balance.new, flow.closed == balance.closed else {
        throw .ledgerDiffers(bureau: name, month: month.period)
      }
    }
    if let first = months.compactMap({ $0[code]?.balance }).first {
      let flows = ledger.flows[code] ?? [:]
      let opening =
        (ledger.bureaus[code]?.rows ?? 0) - flows.values.reduce(0) { $0 + $1.new }
      guard opening == first.opening else {
        throw .ledgerDiffers(bureau: name, month: months[0].period)
      }
    }
    if let last = months.last, let balance = last[code]?.balance {
      guard balance.closing == ledger.standing[code] ?? 0 else {
        throw .ledgerDiffers(bureau: name, month: last.period)
      }
    }
  }

  /// What entered and left is the ledger's to say: a month that was not merged, or lies elsewhere,
  /// is in the ledger of those after it.
  private static func balance(
    of code: BureauCode, _ ledger: SpanLedger, _ months: [SpanMonth]
  ) -> SpanBalance {
    let flows = (ledger.flows[code] ?? [:]).values
    let new = flows.reduce(0) { $0 + $1.new }
    let opening = (ledger.bureaus[code]?.rows ?? 0) - new
    let closed = flows.reduce(0) { $0 + $1.closed }
    return SpanBalance(
      opening: opening, new: new, closed: closed, closing: opening + new - closed)
  }

  /// A bureau's month, its ledger left out.
  private static func tally(_ bureau: SpanBureauMonth, _ month: SpanMonth) -> SpanTally {
    var tally = SpanTally()
    tally.due = bureau.lists.count
    for list in bureau.lists {
      if list.state.isReceived { tally.received += 1 }
      if list.state.isOnTime { tally.onTime += 1 }
      if list.isNil { tally.nils += 1 }
      switch list.state {
      case .late:
        tally.late += 1
        tally.daysLate += list.daysLate
      case .missing: tally.missing += 1
      case .unreadable: tally.unreadable += 1
      case .resubmitted: tally.resubmitted += 1
      case .onTime, .onTimeExtended: break
      }
    }
    tally.returned = bureau.returned
    tally.errors = bureau.counts.errors
    tally.warnings = bureau.counts.warnings
    tally.explained = bureau.counts.explained
    tally.measures = bureau.count(.measures)
    tally.practices = bureau.count(.practices)
    tally.repeatedPractices = month.practices.count {
      $0.bureau == bureau.bureau && $0.isRepeated
    }
    tally.accidents = bureau.count(.accidents)
    tally.deaths = bureau.count(.deaths)
    tally.seriousInjuries = bureau.count(.seriousInjuries)
    tally.directLoss = bureau.figures[.directLoss]
    tally.graveAccidents = [.accidentsConsiderable, .accidentsMajor, .accidentsExtraordinary]
      .map { bureau.count($0) }.reduce(nil, SpanTally.total)
    tally.accidentTablesDue = bureau.lists.contains { $0.list == .accidents } ? 1 : 0
    tally.accidentTables = bureau.lists.count { $0.list == .accidents && $0.state.isReceived }
    return tally
  }

  private static func month(_ period: Period, _ month: SpanMonth?) -> Month {
    guard let month else {
      return Month(period: period, tally: nil, rectificationRate: nil, hazards: nil)
    }
    func sum(_ figure: Figure) -> Int? {
      month.bureaus.map { $0.count(figure) }.reduce(nil, SpanTally.total)
    }
    var tally = month.bureaus.reduce(SpanTally()) { $0 + Self.tally($1, month) }
    tally.balance = month.bureaus.map(\.balance).reduce(tally.balance) { sum, row in
      SpanBalance(
        opening: sum.opening + row.opening, new: sum.new + row.new,
        closed: sum.closed + row.closed, closing: sum.closing + row.closing)
    }
    let levels = SpanTally.total(sum(.hazardsOrdinary), sum(.hazardsMajor))
    let done = SpanTally.total(sum(.rectifiedOrdinary), sum(.closedMajor))
    return Month(
      period: period, tally: tally, rectificationRate: levels.map { Rate(done ?? 0, of: $0) },
      hazards: sum(.hazards))
  }
}
