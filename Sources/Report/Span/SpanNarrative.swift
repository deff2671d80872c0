import Findings
import ListSchema
import Receipts
import Values

/// A span in sentences made from its figures.
struct SpanNarrative: Sendable {
  /// The most important first.
  let sentences: [String]
  /// What keeps the figures from being whole: months that were not merged, tables that did not
  /// come, corrections. Empty where nothing does.
  let cautions: [String]

  init(_ figures: SpanFigures) {
    let (data, all) = (figures.data, figures.province.tally)
    let span = data.span
    var sentences = [Self.reporting(all, figures), Self.hazards(all, span)]
    if let major = Self.major(all, figures) { sentences.append(major) }
    if let sectors = Self.sectors(figures.ledger.sectors) { sentences.append(sectors) }
    if let accidents = Self.accidents(all, figures) { sentences.append(accidents) }
    sentences.append(Self.papers(all, figures))
    self.sentences = sentences
    cautions = Self.cautions(figures)
  }

  private static func reporting(_ all: SpanTally, _ figures: SpanFigures) -> String {
    let gaps = [
      ("迟报", all.late), ("漏报", all.missing), ("无法读取", all.unreadable), ("退回修改", all.returned),
      ("零报告", all.nils),
    ].filter { $0.1 > 0 }.map { "\($0.0) \($0.1) 项" }
    return "\(figures.data.span.chinese)，全省 \(figures.bureaus.count) 个设区市应报清单 \(all.due) 项，"
      + "实报 \(all.received) 项，按期 \(all.onTime) 项，按期率 \(percent(all.onTimeRate))"
      + (gaps.isEmpty ? "，无迟报、漏报。" : "；其中" + gaps.joined(separator: "，") + "。")
  }

  private static func hazards(_ all: SpanTally, _ span: ReportSpan) -> String {
    let balance = all.balance
    return "隐患台账期初未销号 \(balance.opening) 条，\(span.short)新增 \(balance.new) 条，"
      + "销号 \(balance.closed) 条，期末未销号 \(balance.closing) 条；"
      + "在账隐患 \(all.hazards.rows) 条的整改率为 \(percent(all.rectificationRate))，"
      + "期末逾期未完成 \(all.hazards.overdue) 条。"
  }

  private static func major(_ all: SpanTally, _ figures: SpanFigures) -> String? {
    if all.hazards.major == 0 { return "在账隐患中没有重大隐患。" }
    let open = figures.bureaus.filter { $0.tally.hazards.supervisedMajor < $0.tally.hazards.major }
    return "在账重大隐患 \(all.hazards.major) 条，已销号 \(all.hazards.closedMajor) 条，"
      + "督办级别和督办单位齐备 \(all.hazards.supervisedMajor) 条，督办率 \(percent(all.supervisionRate))"
      + (open.isEmpty ? "" : "（\(open.map(\.name).joined(separator: "、"))未全部督办）") + "。"
  }

  private static func sectors(_ sectors: [SpanLedger.Sector]) -> String? {
    let most = sectors.prefix(3).filter { $0.tally.rows > 0 }
    if most.isEmpty { return nil }
    return "问题较集中的行业领域为"
      + most.map { "\($0.name) \($0.tally.rows) 条（\($0.bureaus.count) 个市）" }
      .joined(separator: "、") + "。"
  }

  private static func accidents(_ all: SpanTally, _ figures: SpanFigures) -> String? {
    guard let count = all.accidents else { return "各市都没有报送事故统计表。" }
    let span = figures.data.span
    var text =
      count == 0 ? "\(span.short)未报告生产安全事故" : "\(span.short)报告生产安全事故 \(count) 起"
    if count > 0 || (all.deaths ?? 0) > 0 { text += "，死亡 \(all.deaths ?? 0) 人" }
    if let grave = all.graveAccidents, grave > 0 { text += "，其中较大及以上 \(grave) 起" }
    let changes = [
      change("起数同比", all.accidentsYearOnYear, "起"), change("死亡人数同比", all.deathsYearOnYear, "人"),
      change("起数环比", all.accidentsOnBefore, "起"),
    ].compactMap { $0 }
    if !changes.isEmpty { text += "，" + changes.joined(separator: "，") }
    if let last = figures.data.months.last?.period, let total = all.accidentsYTD {
      text += "；" + CumulationTitle.text(last)
      text += "事故 \(total) 起，死亡 \(all.deathsYTD ?? 0) 人"
      let changes = [
        change("起数同比", all.accidentsToDate, "起"), change("死亡人数同比", all.deathsToDate, "人"),
      ].compactMap { $0 }
      if !changes.isEmpty { text += "，" + changes.joined(separator: "，") }
    }
    return text + "。"
  }

  private static func papers(_ all: SpanTally, _ figures: SpanFigures) -> String {
    let practices = figures.data.months.flatMap(\.practices)
    let wide = practices.count { $0.promotion == "全省推广" || $0.promotion == "全市推广" }
    var text = "报送制度措施 \(all.measures ?? 0) 项、典型做法 \(all.practices ?? 0) 个"
    if wide > 0 { text += "（全市以上推广 \(wide) 个）" }
    if all.repeatedPractices > 0 { text += "，其中 \(all.repeatedPractices) 个与以前报送的相同" }
    return text + "。"
  }

  private static func change(
    _ name: String, _ comparison: SpanTally.Comparison?, _ unit: String
  ) -> String? {
    guard let comparison else { return nil }
    let difference = comparison.difference
    if difference == 0 { return "\(name)持平" }
    let isRise = difference > 0
    let rate = comparison.rate.percentage.map { text in
      "（\(isRise ? "上升" : "下降") \(text.drop { $0 == "-" })%）"
    }
    return "\(name)\(isRise ? "增加" : "减少") \(difference.magnitude) \(unit)" + (rate ?? "")
  }

  private static func cautions(_ figures: SpanFigures) -> [String] {
    let data = figures.data
    var cautions: [String] = []
    if !data.missing.isEmpty {
      let names = data.missing.map(\.chinese).joined(separator: "、")
      cautions.append(
        "\(names)没有汇总，以下是其余 \(data.months.count) 个月的数，不是整个\(data.span.chinese)的；"
          + "台账新增和销号以最后一个月的台账为准。")
    }
    let short = figures.bureaus.filter { $0.tally.accidentTables < $0.tally.accidentTablesDue }
    if !short.isEmpty {
      let names = short.map {
        "\($0.name)（\($0.tally.accidentTables)/\($0.tally.accidentTablesDue)）"
      }
      cautions.append("事故统计表没有收齐：\(names.joined(separator: "、"))，缺的月份未计入事故数。")
    }
    if !figures.restated.isEmpty {
      cautions.append("\(figures.restated.joined(separator: "；"))，属更正或补报，引用前请核实。")
    }
    return cautions
  }

  private static func percent(_ rate: Rate) -> String { rate.percentage.map { $0 + "%" } ?? "/" }
}

/// What a bureau is to be visited or asked for, from its figures.
struct SpanFocus: Sendable {
  /// The points, the gravest first; empty where there are none.
  let points: [String]

  private static let zones = 3

  init(_ row: SpanFigures.Row, _ figures: SpanFigures) {
    let (tally, hazards) = (row.tally, row.tally.hazards)
    var points: [String] = []
    if let deaths = tally.deaths, deaths > 0 { points.append("死亡事故：死亡 \(deaths) 人") }
    if let grave = tally.graveAccidents, grave > 0 { points.append("较大及以上事故 \(grave) 起") }
    let openMajor = hazards.major - hazards.closedMajor
    if openMajor > 0 { points.append("重大隐患未销号 \(openMajor) 条") }
    let loose = hazards.major - hazards.supervisedMajor
    if loose > 0 { points.append("重大隐患未督办 \(loose) 条") }
    if hazards.overdue > 0 {
      let zones = (figures.ledger.overdueZones[row.bureau] ?? []).prefix(Self.zones)
      let named = zones.map {
        "\($0.name.isEmpty ? "未填开发区" : PageList.shown($0.name)) \($0.overdue) 条"
      }
      points.append(
        "逾期未完成 \(hazards.overdue) 条（\(named.joined(separator: "、"))"
          + ((figures.ledger.overdueZones[row.bureau]?.count ?? 0) > Self.zones ? "等" : "") + "）")
    }
    for (name, state) in [("漏报", ReceiptState.missing), ("无法读取", .unreadable), ("迟报", .late)] {
      let lists = Self.lists(state, of: row.bureau, figures)
      if !lists.isEmpty { points.append("\(name)：\(lists.joined(separator: "、"))") }
    }
    if tally.returned > 0 {
      points.append("退回修改 \(tally.returned) 项，错误 \(tally.errors) 处")
    }
    self.points = points
  }

  /// `5月典型做法清单`; a month in which all lists were so is named once.
  private static func lists(
    _ state: ReceiptState, of bureau: BureauCode, _ figures: SpanFigures
  ) -> [String] {
    figures.data.months.flatMap { month -> [String] in
      guard let own = month[bureau] else { return [] }
      let lists = own.lists.filter { $0.state == state }
      let name = "\(month.period.month)月"
      if lists.count == own.lists.count, lists.count > 1 { return [name + "全部清单"] }
      return lists.map { name + $0.list.chinese }
    }
  }
}
