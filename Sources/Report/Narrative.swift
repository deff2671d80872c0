import ListSchema
import Values

/// What the person who runs the merge reads first.
public enum MonthSummary {
  /// What happened this month, who was late and who is missing, one sentence a line.
  public static func sentences(_ month: MergedMonth, _ figures: MonthlyFigures) -> [String] {
    let shortfalls = Shortfalls(month)
    let narrative = Narrative(month, figures, shortfalls)
    var lines = narrative.sentences
    for (title, named) in [
      ("迟报", shortfalls.late), ("漏报", shortfalls.missing), ("无法读取", shortfalls.unreadable),
    ] where !named.isEmpty {
      lines.append("\(title)：" + named.map(\.text).joined(separator: "、"))
    }
    if !narrative.notReported.isEmpty { lines.append(narrative.notReported) }
    if !narrative.notComparable.isEmpty { lines.append(narrative.notComparable) }
    if !narrative.notCounted.isEmpty { lines.append(narrative.notCounted) }
    return lines
  }
}

/// What happened this month, in sentences made from the figures.
struct Narrative: Sendable {
  /// Three to six sentences, the most important first.
  let sentences: [String]
  /// Whose lists the figures lack; empty where all came.
  let notReported: String
  /// How many rows entered no total; empty where all did.
  let notCounted: String
  /// Whose figures are in 累计 and not in 上年同期, so that 同比 compares unlike sets; empty where
  /// there are none.
  let notComparable: String

  init(_ month: MergedMonth, _ figures: MonthlyFigures, _ shortfalls: Shortfalls) {
    let province = figures.province
    var sentences = [Self.reporting(month, province, shortfalls)]
    if let hazards = Self.hazards(province) { sentences.append(hazards) }
    sentences.append(Self.ledger(figures.totalBalance))
    if let untold = UntoldHazards(month).sentence { sentences.append(untold) }
    if let accidents = Self.accidents(month, figures) { sentences.append(accidents) }
    if let measures = Self.measures(province) { sentences.append(measures) }
    self.sentences = sentences
    notReported = Self.notReported(month, figures)
    notCounted = Self.notCounted(province)
    notComparable = Self.notComparable(month, figures)
  }

  private static func reporting(
    _ month: MergedMonth, _ province: ScopeFigures, _ shortfalls: Shortfalls
  ) -> String {
    let due = province.display(.submissionsDue)
    let received = province.display(.submissionsReceived)
    let onTime = province.display(.submissionsOnTime)
    var text =
      "\(month.period.chinese)，全省 \(month.bureaus.count) 个设区市应报清单 \(due) 项，实报 \(received) 项，"
      + "按期 \(onTime) 项，按期率 \(percent(province, .onTimeRate))"
    let counts = [
      ("有迟报", shortfalls.late.count), ("有漏报", shortfalls.missing.count),
      ("有清单无法读取", shortfalls.unreadable.count),
    ].filter { $0.1 > 0 }
    if counts.isEmpty {
      text += "，无迟报、漏报"
    } else {
      text += "；" + counts.map { "\($0.1) 个市\($0.0)" }.joined(separator: "，")
    }
    return text + "。"
  }

  private static func hazards(_ province: ScopeFigures) -> String? {
    guard let count = province[.hazards]?.count else { return nil }
    if count == 0 { return "报送问题隐患 0 条。" }
    let supervision =
      province[.supervisionRate]?.rate?.percentage.map { "，重大隐患督办率 \($0)%" } ?? ""
    return "报送问题隐患 \(count) 条（本月新增 \(province.display(.hazardsNew)) 条），"
      + "其中一般 \(province.display(.hazardsOrdinary)) 条、重大 \(province.display(.hazardsMajor)) 条；"
      + "整改率 \(percent(province, .rectificationRate))，逾期未完成 \(province.display(.overdue)) 条"
      + supervision + "。"
  }

  private static func ledger(_ balance: BalanceRow) -> String {
    "隐患台账期初未销号 \(balance.opening) 条，本期新增 \(balance.new) 条，"
      + "本期销号 \(balance.closed) 条，期末未销号 \(balance.closing) 条。"
  }

  private static func accidents(_ month: MergedMonth, _ figures: MonthlyFigures) -> String? {
    let province = figures.province
    guard let count = province[.accidents]?.count else { return nil }
    var text = count == 0 ? "本月未报告生产安全事故" : "本月发生生产安全事故 \(count) 起"
    if count > 0 || (province[.deaths]?.count ?? 0) > 0 {
      text += "，死亡 \(province.display(.deaths)) 人"
    }
    if let total = province[.accidentsYTD]?.count {
      text += "；" + CumulationTitle.text(month.period)
      text += "事故 \(total) 起，死亡 \(province.display(.deathsYTD)) 人"
      let lacking = figures.withoutCumulative.compactMap { month.bureauNames[$0] }
      if !lacking.isEmpty { text += "（不含未报累计数的\(lacking.joined(separator: "、"))）" }
      let changes = [
        change(province, .accidentsYearOnYear, .accidentsYearOnYearRate, "起", "事故起数"),
        change(province, .deathsYearOnYear, .deathsYearOnYearRate, "人", "死亡人数"),
      ].compactMap { $0 }
      if !changes.isEmpty { text += "，" + changes.joined(separator: "，") }
    }
    return text + "。"
  }

  private static func measures(_ province: ScopeFigures) -> String? {
    let parts = [(Figure.measures, "制度措施", "项"), (.practices, "典型做法", "个")]
      .compactMap { figure, name, unit in
        province[figure].map { "\(name) \($0.text) \(unit)" }
      }
    return parts.isEmpty ? nil : "报送" + parts.joined(separator: "、") + "。"
  }

  private static func change(
    _ province: ScopeFigures, _ difference: Figure, _ rate: Figure, _ unit: String, _ name: String
  ) -> String? {
    guard let count = province[difference]?.count else { return nil }
    if count == 0 { return "\(name)同比持平" }
    let isRise = count > 0
    let percentage = province[rate]?.rate?.percentage.map { text in
      "（\(isRise ? "上升" : "下降") \(text.drop { $0 == "-" })%）"
    }
    return "\(name)同比\(isRise ? "增加" : "减少") \(count.magnitude) \(unit)" + (percentage ?? "")
  }

  private static func notReported(_ month: MergedMonth, _ figures: MonthlyFigures) -> String {
    let named: [(kind: String, list: ListName, figure: Figure)] = [
      ("隐患", .hazards, .hazards), ("制度措施", .measures, .measures),
      ("典型做法", .practices, .practices), ("事故", .accidents, .accidents),
    ]
    var groups: [(kinds: [String], bureaus: [String])] = []
    for (kind, list, figure) in named where figures.province[figure] != nil {
      // A bureau that was not due has no row for what it did not send: that is no 漏报.
      let awaited = Set(month.reporting.filter { $0.list == list }.map(\.bureau))
      let bureaus = zip(month.bureaus, figures.bureaus)
        .filter { $0.1[figure] == nil && awaited.contains($0.0.code) }
        .map(\.0.name)
      if bureaus.isEmpty { continue }
      if let place = groups.firstIndex(where: { $0.bureaus == bureaus }) {
        groups[place].kinds.append(kind)
      } else {
        groups.append(([kind], bureaus))
      }
    }
    if groups.isEmpty { return "" }
    let parts = groups.map { kinds, bureaus in
      "\(kinds.joined(separator: "、"))数不含\(bureaus.joined(separator: "、"))"
    }
    return "以上\(parts.joined(separator: "，"))（漏报或无法读取）。"
  }

  private static func notComparable(_ month: MergedMonth, _ figures: MonthlyFigures) -> String {
    let names = zip(month.bureaus, figures.bureaus).filter { _, scope in
      (scope[.accidentsYTD] == nil) != (scope[.accidentsYTDPrior] == nil)
        || (scope[.deathsYTD] == nil) != (scope[.deathsYTDPrior] == nil)
    }.map(\.0.name)
    guard !names.isEmpty, figures.province[.accidentsYearOnYear] != nil else { return "" }
    return "同比口径不一致：\(names.joined(separator: "、"))只报了本年累计或只报了上年同期，全省同比含这些市的数，引用前请核实。"
  }

  private static func percent(_ province: ScopeFigures, _ figure: Figure) -> String {
    let text = province.display(figure)
    return text.last?.isNumber == true ? text + "%" : text.isEmpty ? "—" : text
  }

  private static func notCounted(_ province: ScopeFigures) -> String {
    guard let rows = province[.notCounted]?.count, rows > 0 else { return "" }
    return "合计中未计入 \(rows) 行：这些行的等级、状态、日期或数字空缺或无法识别，见校验结果。"
  }
}
