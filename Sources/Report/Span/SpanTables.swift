import Ledger
import Values

/// The tables of a span: what the data files hold and the page shows.
struct SpanTables: Sendable {
  /// 重大隐患 of the ledger.
  struct Major: Sendable {
    /// Its position in the ledger.
    let position: Int
    let bureauName: String
  }

  let bureaus: SpanTable<SpanFigures.Row>
  let months: SpanTable<SpanFigures.Month>
  let sectors: SpanTable<SpanLedger.Sector>
  let major: SpanTable<Major>

  init(_ figures: SpanFigures) {
    let data = figures.data
    let span = data.span.name
    bureaus = SpanTable(
      "bureaus", "\(data.span.purpose)分市统计", Self.bureauColumns(span),
      rows: figures.bureaus + [figures.province], sample: figures.province)
    months = SpanTable(
      "months", "逐月情况", Self.monthColumns, rows: figures.months, sample: figures.months[0])
    sectors = SpanTable(
      "sectors", "分行业领域", Self.sectorColumns(span), rows: figures.ledger.sectors,
      sample: SpanLedger.Sector(name: ""))
    let names = Dictionary(
      figures.bureaus.map { ($0.bureau, $0.name) }, uniquingKeysWith: { first, _ in first })
    let ledger = data.ledger
    major = SpanTable(
      "major", "重大隐患督办", Self.majorColumns(ledger),
      rows: figures.ledger.major.map {
        Major(position: $0, bureauName: names[ledger.bureau(at: $0)] ?? "")
      }, sample: Major(position: -1, bureauName: ""))
  }

  // MARK: 分市

  private static func bureauColumns(_ span: String) -> [SpanColumn<SpanFigures.Row>] {
    [
      SpanColumn("span", "评估期") { _ in .text(span) },
      SpanColumn("bureau", "设区市代码") { .text($0.bureau.description) },
      SpanColumn("bureau_name", "设区市") { .text($0.name) },
    ] + reportingColumns + hazardColumns + paperColumns + accidentColumns
  }

  private static let reportingColumns: [SpanColumn<SpanFigures.Row>] = [
    SpanColumn("time_rank", "时效名次") { .count($0.timeRank) },
    SpanColumn("submissions_due", "应报") { .count($0.tally.due) },
    SpanColumn("submissions_received", "实报") { .count($0.tally.received) },
    SpanColumn("submissions_on_time", "按期") { .count($0.tally.onTime) },
    SpanColumn("on_time_rate", "按期率（%）") { .share($0.tally.onTimeRate) },
    SpanColumn("late", "迟报") { .count($0.tally.late) },
    SpanColumn("days_late", "迟报天数") { .count($0.tally.daysLate) },
    SpanColumn("missing", "漏报") { .count($0.tally.missing) },
    SpanColumn("unreadable", "无法读取") { .count($0.tally.unreadable) },
    SpanColumn("resubmitted", "补报") { .count($0.tally.resubmitted) },
    SpanColumn("nils", "零报告") { .count($0.tally.nils) },
    SpanColumn("quality_rank", "质量名次") { .count($0.qualityRank) },
    SpanColumn("returned", "退回") { .count($0.tally.returned) },
    SpanColumn("errors", "错误") { .count($0.tally.errors) },
    SpanColumn("warnings", "待核实") { .count($0.tally.warnings) },
    SpanColumn("explained", "已说明") { .count($0.tally.explained) },
  ]

  private static let hazardColumns: [SpanColumn<SpanFigures.Row>] = [
    SpanColumn("opening", "期初未销号") { .count($0.tally.balance.opening) },
    SpanColumn("new", "新增") { .count($0.tally.balance.new) },
    SpanColumn("closed", "销号") { .count($0.tally.balance.closed) },
    SpanColumn("closing", "期末未销号") { .count($0.tally.balance.closing) },
    SpanColumn("hazards", "在账隐患") { .count($0.tally.hazards.rows) },
    SpanColumn("hazards_ordinary", "一般隐患") { .count($0.tally.hazards.ordinary) },
    SpanColumn("rectified_ordinary", "一般已整改") { .count($0.tally.hazards.rectifiedOrdinary) },
    SpanColumn("hazards_major", "重大隐患") { .count($0.tally.hazards.major) },
    SpanColumn("closed_major", "重大已销号") { .count($0.tally.hazards.closedMajor) },
    SpanColumn("rectification_rate_major", "重大整改率（%）") { .share($0.tally.majorRate) },
    SpanColumn("supervised_major", "已督办重大隐患") { .count($0.tally.hazards.supervisedMajor) },
    SpanColumn("supervision_rate", "督办率（%）") { .share($0.tally.supervisionRate) },
    SpanColumn("rectification_rate", "整改率（%）") { .share($0.tally.rectificationRate) },
    SpanColumn("open", "未完成") { .count($0.tally.hazards.open) },
    SpanColumn("overdue", "逾期未完成") { .count($0.tally.hazards.overdue) },
  ]

  private static let paperColumns: [SpanColumn<SpanFigures.Row>] = [
    SpanColumn("measures", "制度措施") { .count($0.tally.measures) },
    SpanColumn("practices", "典型做法") { .count($0.tally.practices) },
    SpanColumn("practices_repeated", "与以前重复的典型做法") { .count($0.tally.repeatedPractices) },
  ]

  private static let accidentColumns: [SpanColumn<SpanFigures.Row>] = [
    SpanColumn("accident_tables_due", "应报事故统计表") { .count($0.tally.accidentTablesDue) },
    SpanColumn("accident_tables", "实报事故统计表") { .count($0.tally.accidentTables) },
    SpanColumn("accidents", "事故起数") { .count($0.tally.accidents) },
    SpanColumn("deaths", "死亡人数") { .count($0.tally.deaths) },
    SpanColumn("serious_injuries", "重伤人数") { .count($0.tally.seriousInjuries) },
    SpanColumn("direct_loss", "直接经济损失（万元）") { .amount($0.tally.directLoss) },
    SpanColumn("accidents_grave", "较大及以上事故") { .count($0.tally.graveAccidents) },
    SpanColumn("accidents_span_yoy", "事故起数同比") {
      .difference($0.tally.accidentsYearOnYear?.difference)
    },
    SpanColumn("accidents_span_yoy_rate", "事故起数同比（%）") {
      .change($0.tally.accidentsYearOnYear?.rate)
    },
    SpanColumn("deaths_span_yoy", "死亡人数同比") {
      .difference($0.tally.deathsYearOnYear?.difference)
    },
    SpanColumn("deaths_span_yoy_rate", "死亡人数同比（%）") {
      .change($0.tally.deathsYearOnYear?.rate)
    },
    SpanColumn("accidents_span_before", "事故起数环比") {
      .difference($0.tally.accidentsOnBefore?.difference)
    },
    SpanColumn("deaths_span_before", "死亡人数环比") {
      .difference($0.tally.deathsOnBefore?.difference)
    },
    SpanColumn("accidents_ytd", "累计事故起数") { .count($0.tally.accidentsYTD) },
    SpanColumn("accidents_yoy", "累计事故起数同比") { .difference($0.tally.accidentsToDate?.difference) },
    SpanColumn("accidents_yoy_rate", "累计事故起数同比（%）") { .change($0.tally.accidentsToDate?.rate) },
    SpanColumn("deaths_ytd", "累计死亡人数") { .count($0.tally.deathsYTD) },
    SpanColumn("deaths_yoy", "累计死亡人数同比") { .difference($0.tally.deathsToDate?.difference) },
    SpanColumn("deaths_yoy_rate", "累计死亡人数同比（%）") { .change($0.tally.deathsToDate?.rate) },
  ]

  // MARK: 逐月

  private static let monthColumns: [SpanColumn<SpanFigures.Month>] = [
    SpanColumn("period", "报告期") { .month($0.period) },
    SpanColumn("merged", "已汇总") { .flag($0.tally != nil) },
    SpanColumn("submissions_due", "应报") { .count($0.tally?.due) },
    SpanColumn("submissions_received", "实报") { .count($0.tally?.received) },
    SpanColumn("submissions_on_time", "按期") { .count($0.tally?.onTime) },
    SpanColumn("on_time_rate", "按期率（%）") { .share($0.tally?.onTimeRate) },
    SpanColumn("hazards", "报送隐患") { .count($0.hazards) },
    SpanColumn("opening", "期初未销号") { .count($0.tally?.balance.opening) },
    SpanColumn("new", "新增") { .count($0.tally?.balance.new) },
    SpanColumn("closed", "销号") { .count($0.tally?.balance.closed) },
    SpanColumn("closing", "期末未销号") { .count($0.tally?.balance.closing) },
    SpanColumn("rectification_rate", "整改率（%）") { .share($0.rectificationRate) },
    SpanColumn("accidents", "事故起数") { .count($0.tally?.accidents) },
    SpanColumn("deaths", "死亡人数") { .count($0.tally?.deaths) },
    SpanColumn("measures", "制度措施") { .count($0.tally?.measures) },
    SpanColumn("practices", "典型做法") { .count($0.tally?.practices) },
  ]

  // MARK: 行业领域

  private static func sectorColumns(_ span: String) -> [SpanColumn<SpanLedger.Sector>] {
    [
      SpanColumn("span", "评估期") { _ in .text(span) },
      SpanColumn("sector", "行业领域") { .text($0.name) },
      SpanColumn("bureaus", "涉及设区市") { .count($0.bureaus.count) },
      SpanColumn("hazards", "在账隐患") { .count($0.tally.rows) },
      SpanColumn("hazards_new", "新增") { .count($0.tally.new) },
      SpanColumn("hazards_major", "重大隐患") { .count($0.tally.major) },
      SpanColumn("rectification_rate", "整改率（%）") {
        .share(
          Rate(
            $0.tally.rectifiedOrdinary + $0.tally.closedMajor,
            of: $0.tally.ordinary + $0.tally.major))
      },
      SpanColumn("overdue", "逾期未完成") { .count($0.tally.overdue) },
    ]
  }

  // MARK: 重大隐患

  private static func majorColumns(_ ledger: HazardLedger) -> [SpanColumn<Major>] {
    func text(_ field: LedgerField, _ title: String) -> SpanColumn<Major> {
      SpanColumn(field.name, title) {
        .text($0.position < 0 ? "" : ledger.text(field, at: $0.position))
      }
    }
    func day(_ field: LedgerField, _ title: String) -> SpanColumn<Major> {
      SpanColumn(field.name, title) {
        .day($0.position < 0 ? nil : Day(ledger.text(field, at: $0.position)))
      }
    }
    return [
      text(.hazardID, "隐患编号"), text(.bureau, "设区市代码"),
      SpanColumn("bureau_name", "设区市") { .text($0.bureauName) }, text(.zone, "开发区"),
      text(.enterprise, "企业（单位）名称"), text(.description, "问题隐患描述"),
      text(.supervisionLevel, "督办级别"), text(.supervisionUnit, "督办单位"),
      text(.supervisionDoc, "督办文号"), text(.responsiblePerson, "责任人"),
      day(.foundOn, "排查日期"), day(.dueOn, "整改时限"), text(.status, "整改状态"),
      SpanColumn("closed_period", "销号月份") {
        .month($0.position < 0 ? nil : Period(ledger.text(.closedPeriod, at: $0.position)))
      },
      SpanColumn("overdue", "是否逾期") {
        .flag($0.position >= 0 && ledger.isOverdue(at: $0.position))
      },
    ]
  }
}
