public import Values

/// A figure of the statistics; its raw value is its column in `statistics.csv`, its name in the
/// page's `data-figure` and, after `total_`, in the workbook's template.
public enum Figure: String, CaseIterable, Sendable {
  case hazards
  case hazardsNew = "hazards_new"
  case hazardsOrdinary = "hazards_ordinary"
  case hazardsMajor = "hazards_major"
  case rectifiedOrdinary = "rectified_ordinary"
  case rectifiedMajor = "rectified_major"
  case closedOrdinary = "closed_ordinary"
  case closedMajor = "closed_major"
  case open
  case overdue
  case supervisedMajor = "supervised_major"
  case rectificationRateOrdinary = "rectification_rate_ordinary"
  case rectificationRateMajor = "rectification_rate_major"
  case rectificationRate = "rectification_rate"
  case supervisionRate = "supervision_rate"
  case measures
  case practices
  case accidents
  case deaths
  case seriousInjuries = "serious_injuries"
  case directLoss = "direct_loss"
  case accidentsOrdinary = "accidents_ordinary"
  case accidentsConsiderable = "accidents_considerable"
  case accidentsMajor = "accidents_major"
  case accidentsExtraordinary = "accidents_extraordinary"
  case accidentsYTD = "accidents_ytd"
  case deathsYTD = "deaths_ytd"
  case seriousInjuriesYTD = "serious_injuries_ytd"
  case directLossYTD = "direct_loss_ytd"
  case accidentsYTDPrior = "accidents_ytd_prior"
  case deathsYTDPrior = "deaths_ytd_prior"
  case accidentsYearOnYear = "accidents_yoy"
  case deathsYearOnYear = "deaths_yoy"
  case accidentsYearOnYearRate = "accidents_yoy_rate"
  case deathsYearOnYearRate = "deaths_yoy_rate"
  case accidentsMonthOnMonth = "accidents_mom"
  case deathsMonthOnMonth = "deaths_mom"
  case submissionsDue = "submissions_due"
  case submissionsReceived = "submissions_received"
  case submissionsOnTime = "submissions_on_time"
  case onTimeRate = "on_time_rate"
  case notCounted = "not_counted"
}

extension Figure {
  /// How a figure comes about.
  enum Kind: Sendable {
    /// Counted or summed row by row; the province is the sum of its bureaus.
    case count
    /// The same, of amounts with decimals.
    case amount
    /// The difference of two sums.
    case difference
    /// A share, as a percentage.
    case share
    /// A change against a base, as a percentage.
    case change
  }

  var kind: Kind {
    switch self {
    case .directLoss, .directLossYTD: .amount
    case .accidentsYearOnYear, .deathsYearOnYear, .accidentsMonthOnMonth, .deathsMonthOnMonth:
      .difference
    case .rectificationRateOrdinary, .rectificationRateMajor, .rectificationRate,
      .supervisionRate, .onTimeRate:
      .share
    case .accidentsYearOnYearRate, .deathsYearOnYearRate: .change
    default: .count
    }
  }

  /// The figure's heading.
  public var title: String {
    switch self {
    case .hazards: "隐患总数"
    case .hazardsNew: "本月新增"
    case .hazardsOrdinary: "一般隐患"
    case .hazardsMajor: "重大隐患"
    case .rectifiedOrdinary: "一般已整改"
    case .rectifiedMajor: "重大已整改"
    case .closedOrdinary: "一般已销号"
    case .closedMajor: "重大已销号"
    case .open: "未完成"
    case .overdue: "逾期未完成"
    case .supervisedMajor: "已督办重大隐患"
    case .rectificationRateOrdinary: "一般整改率（%）"
    case .rectificationRateMajor: "重大整改率（%）"
    case .rectificationRate: "整改率（%）"
    case .supervisionRate: "督办率（%）"
    case .measures: "制度措施"
    case .practices: "典型做法"
    case .accidents: "本月事故起数"
    case .deaths: "本月死亡人数"
    case .seriousInjuries: "本月重伤人数"
    case .directLoss: "本月直接经济损失（万元）"
    case .accidentsOrdinary: "一般事故"
    case .accidentsConsiderable: "较大事故"
    case .accidentsMajor: "重大事故"
    case .accidentsExtraordinary: "特别重大事故"
    case .accidentsYTD: "累计事故起数"
    case .deathsYTD: "累计死亡人数"
    case .seriousInjuriesYTD: "累计重伤人数"
    case .directLossYTD: "累计直接经济损失（万元）"
    case .accidentsYTDPrior: "上年同期事故起数"
    case .deathsYTDPrior: "上年同期死亡人数"
    case .accidentsYearOnYear: "事故起数同比"
    case .deathsYearOnYear: "死亡人数同比"
    case .accidentsYearOnYearRate: "事故起数同比（%）"
    case .deathsYearOnYearRate: "死亡人数同比（%）"
    case .accidentsMonthOnMonth: "事故起数环比"
    case .deathsMonthOnMonth: "死亡人数环比"
    case .submissionsDue: "应报"
    case .submissionsReceived: "实报"
    case .submissionsOnTime: "按期"
    case .onTimeRate: "按期率（%）"
    case .notCounted: "未计入行数"
    }
  }
}

/// What a figure came to.
public enum FigureValue: Hashable, Sendable {
  /// A count, or the difference of two.
  case count(Int)
  /// An amount, in 万元.
  case amount(Amount)
  /// A percentage, with what it was taken of.
  case rate(Rate)

  /// Digits, without grouping or exponent; empty for a rate on a zero base.
  public var text: String {
    switch self {
    case .count(let count): String(count)
    case .amount(let amount): amount.description
    case .rate(let rate): rate.percentage ?? ""
    }
  }

  /// The count, where it is one.
  public var count: Int? {
    if case .count(let count) = self { count } else { nil }
  }

  /// The rate, where it is one.
  public var rate: Rate? {
    if case .rate(let rate) = self { rate } else { nil }
  }
}

extension Figure {
  /// A value as a reader sees it: blank where nothing was reported, `/` for a share and `—` for a
  /// change on a zero base, a sign before a difference.
  ///
  /// - Parameter value: What the figure came to, `nil` where nothing was reported.
  /// - Returns: The text of a table's cell.
  public func display(_ value: FigureValue?) -> String {
    guard let value else { return "" }
    switch kind {
    case .count, .amount: return value.text
    case .share: return value.text.isEmpty ? "/" : value.text
    case .difference, .change:
      if value.text.isEmpty { return "—" }
      let isPositive = value.text.first != "-" && value.text.contains { ("1"..."9").contains($0) }
      return (isPositive ? "+" : "") + value.text
    }
  }
}
