import Values

/// Counts of hazards.
struct HazardTally: Sendable {
  var rows = 0
  var new = 0
  var ordinary = 0
  var major = 0
  var rectifiedOrdinary = 0
  var rectifiedMajor = 0
  var closedOrdinary = 0
  var closedMajor = 0
  var open = 0
  var overdue = 0
  var supervisedMajor = 0
  var notCounted = 0

  mutating func add(_ hazard: HazardFacts, isNew: Bool) {
    rows += 1
    if isNew { new += 1 }
    if hazard.isRectified == false { open += 1 }
    if hazard.isOverdue { overdue += 1 }
    if hazard.isNotCounted { notCounted += 1 }
    let isRectified = hazard.isRectified == true
    switch hazard.isMajor {
    case true?:
      major += 1
      if isRectified { rectifiedMajor += 1 }
      if hazard.isClosed { closedMajor += 1 }
      if hazard.isSupervised { supervisedMajor += 1 }
    case false?:
      ordinary += 1
      if isRectified { rectifiedOrdinary += 1 }
      if hazard.isClosed { closedOrdinary += 1 }
    case nil: break
    }
  }

  static func + (left: HazardTally, right: HazardTally) -> HazardTally {
    var sum = left
    sum.rows += right.rows
    sum.new += right.new
    sum.ordinary += right.ordinary
    sum.major += right.major
    sum.rectifiedOrdinary += right.rectifiedOrdinary
    sum.rectifiedMajor += right.rectifiedMajor
    sum.closedOrdinary += right.closedOrdinary
    sum.closedMajor += right.closedMajor
    sum.open += right.open
    sum.overdue += right.overdue
    sum.supervisedMajor += right.supervisedMajor
    sum.notCounted += right.notCounted
    return sum
  }
}

/// Sums of the accident table's columns; `nil` where no row gave a figure.
struct AccidentTally: Sendable {
  /// One a column of ``Figure/accidentSums``.
  var sums: [Amount?]
  var notCounted = 0

  /// Nothing known yet.
  init() { sums = Array(repeating: nil, count: Figure.accidentSums.count) }

  /// 零报告: none this month. What the months before came to is not said.
  static let noneStated: AccidentTally = {
    var tally = AccidentTally()
    for (place, figure) in Figure.accidentSums.enumerated() where figure.isOfTheMonth {
      tally.sums[place] = .zero
    }
    return tally
  }()

  static func + (left: AccidentTally, right: AccidentTally) -> AccidentTally {
    var sum = left
    for place in sum.sums.indices { sum.sums[place] = total(left.sums[place], right.sums[place]) }
    sum.notCounted += right.notCounted
    return sum
  }

  private static func total(_ left: Amount?, _ right: Amount?) -> Amount? {
    guard let left else { return right }
    return right.map { left + $0 } ?? left
  }
}

extension Figure {
  /// The columns of the accident table; their names are the keys of its fields.
  static let accidentSums: [Figure] = [
    .accidents, .deaths, .seriousInjuries, .directLoss, .accidentsOrdinary,
    .accidentsConsiderable, .accidentsMajor, .accidentsExtraordinary, .accidentsYTD, .deathsYTD,
    .seriousInjuriesYTD, .directLossYTD, .accidentsYTDPrior, .deathsYTDPrior,
  ]

  fileprivate var isOfTheMonth: Bool {
    switch self {
    case .accidentsYTD, .deathsYTD, .seriousInjuriesYTD, .directLossYTD, .accidentsYTDPrior,
      .deathsYTDPrior:
      false
    default: true
    }
  }
}

/// Who has sent what.
struct SubmissionTally: Sendable {
  var due = 0
  var received = 0
  var onTime = 0
}

/// What one scope's figures are made from; a part is `nil` where its list was not reported.
struct ScopeTally: Sendable {
  var hazards: HazardTally?
  var measures: Int?
  var practices: Int?
  var accidents: AccidentTally?
  var submissions: SubmissionTally?
  /// This month less last month, where both are known.
  var accidentsMonthOnMonth: Int?
  var deathsMonthOnMonth: Int?

  /// The scope that holds two others; what one of them did not report is the other's.
  static func + (left: ScopeTally, right: ScopeTally) -> ScopeTally {
    ScopeTally(
      hazards: either(left.hazards, right.hazards, +),
      measures: either(left.measures, right.measures, +),
      practices: either(left.practices, right.practices, +),
      accidents: either(left.accidents, right.accidents, +),
      submissions: either(left.submissions, right.submissions) {
        SubmissionTally(
          due: $0.due + $1.due, received: $0.received + $1.received, onTime: $0.onTime + $1.onTime)
      },
      accidentsMonthOnMonth: either(left.accidentsMonthOnMonth, right.accidentsMonthOnMonth, +),
      deathsMonthOnMonth: either(left.deathsMonthOnMonth, right.deathsMonthOnMonth, +))
  }

  private static func either<Part>(
    _ left: Part?, _ right: Part?, _ sum: (Part, Part) -> Part
  ) -> Part? {
    guard let left else { return right }
    return right.map { sum(left, $0) } ?? left
  }
}

extension ScopeTally {
  /// Sets 环比 against last month's figures, where both are known.
  mutating func compare(with last: PreviousAccidents?) {
    guard let last else { return }
    if let now = accidentCount(.accidents), let before = last.accidents {
      accidentsMonthOnMonth = now - before
    }
    if let now = accidentCount(.deaths), let before = last.deaths {
      deathsMonthOnMonth = now - before
    }
  }

  /// A column's sum as a count.
  func accidentCount(_ figure: Figure) -> Int? {
    accidentSum(figure).map { Int($0.millionths / 1_000_000) }
  }

  private func accidentSum(_ figure: Figure) -> Amount? {
    Figure.accidentSums.firstIndex(of: figure).flatMap { accidents?.sums[$0] }
  }

  /// The figures of the scope.
  func figures() -> [Figure: FigureValue] {
    var values: [Figure: FigureValue] = [:]
    if let hazards { Self.enter(hazards, into: &values) }
    values[.measures] = measures.map(FigureValue.count)
    values[.practices] = practices.map(FigureValue.count)
    for figure in Figure.accidentSums {
      values[figure] =
        figure.kind == .amount
        ? accidentSum(figure).map(FigureValue.amount)
        : accidentCount(figure).map(FigureValue.count)
    }
    enterChanges(into: &values)
    if let submissions {
      values[.submissionsDue] = .count(submissions.due)
      values[.submissionsReceived] = .count(submissions.received)
      values[.submissionsOnTime] = .count(submissions.onTime)
      values[.onTimeRate] = .rate(Rate(submissions.onTime, of: submissions.due))
    }
    // A bureau that sent nothing has no row that lacks a figure.
    if submissions != nil || hazards != nil || accidents != nil {
      values[.notCounted] = .count((hazards?.notCounted ?? 0) + (accidents?.notCounted ?? 0))
    }
    return values
  }

  private static func enter(_ hazards: HazardTally, into values: inout [Figure: FigureValue]) {
    values[.hazards] = .count(hazards.rows)
    values[.hazardsNew] = .count(hazards.new)
    values[.hazardsOrdinary] = .count(hazards.ordinary)
    values[.hazardsMajor] = .count(hazards.major)
    values[.rectifiedOrdinary] = .count(hazards.rectifiedOrdinary)
    values[.rectifiedMajor] = .count(hazards.rectifiedMajor)
    values[.closedOrdinary] = .count(hazards.closedOrdinary)
    values[.closedMajor] = .count(hazards.closedMajor)
    values[.open] = .count(hazards.open)
    values[.overdue] = .count(hazards.overdue)
    values[.supervisedMajor] = .count(hazards.supervisedMajor)
    values[.rectificationRateOrdinary] =
      .rate(Rate(hazards.rectifiedOrdinary, of: hazards.ordinary))
    values[.rectificationRateMajor] = .rate(Rate(hazards.closedMajor, of: hazards.major))
    values[.rectificationRate] = .rate(
      Rate(hazards.rectifiedOrdinary + hazards.closedMajor, of: hazards.ordinary + hazards.major))
    values[.supervisionRate] = .rate(Rate(hazards.supervisedMajor, of: hazards.major))
  }

  private func enterChanges(into values: inout [Figure: FigureValue]) {
    if let now = accidentCount(.accidentsYTD), let prior = accidentCount(.accidentsYTDPrior) {
      values[.accidentsYearOnYear] = .count(now - prior)
      values[.accidentsYearOnYearRate] = .rate(Rate(now - prior, of: prior))
    }
    if let now = accidentCount(.deathsYTD), let prior = accidentCount(.deathsYTDPrior) {
      values[.deathsYearOnYear] = .count(now - prior)
      values[.deathsYearOnYearRate] = .rate(Rate(now - prior, of: prior))
    }
    values[.accidentsMonthOnMonth] = accidentsMonthOnMonth.map(FigureValue.count)
    values[.deathsMonthOnMonth] = deathsMonthOnMonth.map(FigureValue.count)
  }
}
