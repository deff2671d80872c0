import Values

/// What one bureau, or the province, came to over the months that were merged.
struct SpanTally: Sendable {
  /// A figure of the span and what it is compared with, where both are whole.
  struct Comparison: Sendable {
    var now: Int
    var base: Int

    var difference: Int { now - base }
    var rate: Rate { Rate(difference, of: base) }

    static func + (left: Comparison, right: Comparison) -> Comparison {
      Comparison(now: left.now + right.now, base: left.base + right.base)
    }
  }

  var due = 0
  var received = 0
  var onTime = 0
  var late = 0
  var daysLate = 0
  var missing = 0
  var unreadable = 0
  var resubmitted = 0
  var nils = 0
  var returned = 0
  var errors = 0
  var warnings = 0
  var explained = 0
  var balance = SpanBalance(opening: 0, new: 0, closed: 0, closing: 0)
  /// Hazards that stood in the ledger at any time of the span, as they are at its end.
  var hazards = HazardTally()
  /// `nil` where no month's list was received.
  var measures: Int?
  var practices: Int?
  var repeatedPractices = 0
  var accidents: Int?
  var deaths: Int?
  var seriousInjuries: Int?
  var directLoss: Amount?
  /// 较大 and above.
  var graveAccidents: Int?
  /// 事故统计表 due and received, so that a sum over fewer months is seen to be one.
  var accidentTablesDue = 0
  var accidentTables = 0
  /// 1—本月累计 of the last month, with the same of last year.
  var accidentsYTD: Int?
  var deathsYTD: Int?
  var accidentsToDate: Comparison?
  var deathsToDate: Comparison?
  /// The span against the same months of last year.
  var accidentsYearOnYear: Comparison?
  var deathsYearOnYear: Comparison?
  /// The span against as many months before it.
  var accidentsOnBefore: Comparison?
  var deathsOnBefore: Comparison?

  var onTimeRate: Rate { Rate(onTime, of: due) }
  var rectificationRate: Rate {
    Rate(
      hazards.rectifiedOrdinary + hazards.closedMajor, of: hazards.ordinary + hazards.major)
  }
  var majorRate: Rate { Rate(hazards.closedMajor, of: hazards.major) }
  var supervisionRate: Rate { Rate(hazards.supervisedMajor, of: hazards.major) }

  /// Better in time: more on time, then fewer missing, then fewer days late; as in the 通报.
  var timeKey: [Int] { [onTime - due, -missing - unreadable, -daysLate] }
  /// Whether every list due came and could be read, so that the quality of all is known.
  var isWhole: Bool { due > 0 && missing + unreadable == 0 }
  /// Better in quality: fewer lists sent back, then fewer errors, then fewer open questions; as in
  /// the 通报.
  var qualityKey: [Int] { [-returned, -errors, -warnings] }

  static func + (left: SpanTally, right: SpanTally) -> SpanTally {
    var sum = left
    sum.due += right.due
    sum.received += right.received
    sum.onTime += right.onTime
    sum.late += right.late
    sum.daysLate += right.daysLate
    sum.missing += right.missing
    sum.unreadable += right.unreadable
    sum.resubmitted += right.resubmitted
    sum.nils += right.nils
    sum.returned += right.returned
    sum.errors += right.errors
    sum.warnings += right.warnings
    sum.explained += right.explained
    sum.balance = SpanBalance(
      opening: left.balance.opening + right.balance.opening,
      new: left.balance.new + right.balance.new, closed: left.balance.closed + right.balance.closed,
      closing: left.balance.closing + right.balance.closing)
    sum.hazards = left.hazards + right.hazards
    sum.measures = total(left.measures, right.measures)
    sum.practices = total(left.practices, right.practices)
    sum.repeatedPractices += right.repeatedPractices
    sum.addAccidents(of: right)
    return sum
  }

  private mutating func addAccidents(of right: SpanTally) {
    accidents = Self.total(accidents, right.accidents)
    deaths = Self.total(deaths, right.deaths)
    seriousInjuries = Self.total(seriousInjuries, right.seriousInjuries)
    directLoss = Self.total(directLoss, right.directLoss, +)
    graveAccidents = Self.total(graveAccidents, right.graveAccidents)
    accidentTablesDue += right.accidentTablesDue
    accidentTables += right.accidentTables
    accidentsYTD = Self.total(accidentsYTD, right.accidentsYTD)
    deathsYTD = Self.total(deathsYTD, right.deathsYTD)
    accidentsToDate = Self.total(accidentsToDate, right.accidentsToDate, +)
    deathsToDate = Self.total(deathsToDate, right.deathsToDate, +)
    accidentsYearOnYear = Self.total(accidentsYearOnYear, right.accidentsYearOnYear, +)
    deathsYearOnYear = Self.total(deathsYearOnYear, right.deathsYearOnYear, +)
    accidentsOnBefore = Self.total(accidentsOnBefore, right.accidentsOnBefore, +)
    deathsOnBefore = Self.total(deathsOnBefore, right.deathsOnBefore, +)
  }

  /// The sum of what is known; `nil` where neither is.
  static func total(_ left: Int?, _ right: Int?) -> Int? { total(left, right, +) }

  static func total<Value>(
    _ left: Value?, _ right: Value?, _ sum: (Value, Value) -> Value
  ) -> Value? {
    guard let left else { return right }
    return right.map { sum(left, $0) } ?? left
  }
}
