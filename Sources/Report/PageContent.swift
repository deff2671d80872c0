import Findings
import ListRecords
import ListSchema
import Receipts
import Values

/// Everything the page's template is filled with.
struct PageContent {
  private let month: MergedMonth
  private let figures: MonthlyFigures
  private let names: [BureauCode: String]
  private let links: FigureLinks

  init(_ month: MergedMonth, _ figures: MonthlyFigures) {
    self.month = month
    self.figures = figures
    names = month.bureauNames
    links = FigureLinks(month)
  }

  /// The outermost names.
  var root: PageRow {
    let shortfalls = Shortfalls(month)
    let narrative = Narrative(month, figures, shortfalls)
    var root = PageRow([
      "period": month.period.description,
      "period_chinese": month.period.chinese,
      "issuer": month.issuer,
      "province": month.province.name,
      "ytd_title": CumulationTitle.text(month.period),
      "tool": month.tool.name,
      "version": month.tool.version,
      "now": String(month.now.registerText.dropLast(3)),
      "sentences": narrative.sentences,
      "not_reported_note": narrative.notReported,
      "has_not_reported": !narrative.notReported.isEmpty,
      "not_comparable_note": narrative.notComparable,
      "not_counted_note": narrative.notCounted,
      "has_not_counted": !narrative.notCounted.isEmpty,
      "has_not_comparable": !narrative.notComparable.isEmpty,
      "late": shortfalls.late.map(Self.page(of:)),
      "has_late": !shortfalls.late.isEmpty,
      "missing": shortfalls.missing.map(Self.page(of:)),
      "has_missing": !shortfalls.missing.isEmpty,
      "unreadable": shortfalls.unreadable.map(Self.page(of:)),
      "has_unreadable": !shortfalls.unreadable.isEmpty,
      "list_titles": month.definitions.lists.map(\.title),
      "bureaus": figures.bureaus.enumerated().map { bureau($0.element, at: $0.offset) } + [total],
      "total": total,
      "sectors": sectors,
      "zones": Array(zones.prefix(HTMLReport.zoneLimit)),
      "zone_count": zones.count,
      "zones_are_cut": zones.count > HTMLReport.zoneLimit,
    ])
    addDeadlines(to: &root)
    addCharts(to: &root)
    addLists(to: &root)
    addChecks(to: &root)
    return root
  }

  private static func page(of shortfall: NamedShortfall) -> PageRow {
    PageRow([
      "bureau": shortfall.bureau.description, "name": shortfall.bureauName,
      "lists": shortfall.lists,
    ])
  }

  private func addCharts(to root: inout PageRow) {
    let trend = LedgerTrend(month)
    let charts = MonthCharts(month, figures, trend, links).page
    root["charts"] = charts
    root["has_charts"] = !charts.isEmpty
    root["has_trend"] = trend.points.count > 1
    let heat = HeatTable(month, figures, links).page
    root["heat"] = heat
    root["has_heat"] = (figures.province[.hazards]?.count ?? 0) > 0
  }

  private func addDeadlines(to root: inout PageRow) {
    let deadline = month.reporting.first?.deadline
    let nominal = deadline.map { deadlineText($0.nominal) } ?? ""
    let effective = deadline.map { deadlineText($0.effective) } ?? ""
    root["nominal_due"] = nominal
    root["effective_due"] = effective
    root["is_extended"] = nominal != effective
  }

  private func bureau(_ scope: ScopeFigures, at index: Int) -> PageRow {
    let code = month.bureaus[index].code
    var row = scope.page(in: month.province.code)
    row["name"] = month.bureaus[index].name
    row["class"] = ""
    row["is_total"] = false
    let submissions = month.reporting.filter { $0.bureau == code }
    // A bureau that is not due has a row for what it sent only: the other cells stay empty.
    row["submissions"] = ListName.allCases.sorted().map { list in
      guard let submission = submissions.first(where: { $0.list == list }) else {
        return PageRow([
          "list": list.rawValue, "state": "", "title": "", "received_at": "", "evidence": "",
        ])
      }
      return PageRow([
        "list": submission.list.rawValue, "state": submission.state.rawValue,
        "title": submission.title,
        "received_at": submission.receivedAt.map { String($0.registerText.dropLast(3)) } ?? "",
        "evidence": submission.evidence?.title ?? "",
      ])
    }
    figures.balance[index].enter(into: &row)
    let counts = figures.findings.byBureau[code] ?? SeverityCounts()
    counts.enter(into: &row)
    enterCells(scope, code, counts, into: &row)
    return row
  }

  private var total: PageRow {
    var row = figures.province.page(in: month.province.code)
    row["name"] = "全省"
    row["class"] = "total"
    row["is_total"] = true
    row["submissions"] = [PageRow]()
    row["has_hazards"] = figures.province[.hazards] != nil
    row["has_accidents"] = figures.province[.accidents] != nil
    for figure in Figure.allCases where figure.kind == .share {
      let hasRate = figures.province[figure]?.rate?.percentage != nil
      row[figure.rawValue + "_unit"] = hasRate ? "%" : ""
    }
    figures.totalBalance.enter(into: &row)
    figures.findings.total.enter(into: &row)
    enterCells(figures.province, month.province.code, figures.findings.total, into: &row)
    return row
  }

  /// The cells of the tables by bureau, in the order of their columns.
  private func enterCells(
    _ scope: ScopeFigures, _ bureau: BureauCode, _ counts: SeverityCounts, into row: inout PageRow
  ) {
    row["hazard_cells"] = Self.hazardColumns.map { links.cell($0, of: scope) }
    row["accident_cells"] = Self.accidentColumns.map { links.cell($0, of: scope) }
    row["finding_cells"] = [
      links.findings(counts.errors, "errors", of: bureau, pick: "error"),
      links.findings(counts.warnings, "warnings", of: bureau, pick: "warning"),
      links.findings(counts.explained, "explained", of: bureau, pick: "explained"),
      links.findings(counts.infos, "infos", of: bureau, pick: "info"),
      links.findings(counts.total, "findings", of: bureau, pick: ""),
    ]
  }

  private static let hazardColumns: [Figure] = [
    .hazards, .hazardsNew, .hazardsOrdinary, .rectifiedOrdinary, .rectificationRateOrdinary,
    .hazardsMajor, .rectifiedMajor, .closedMajor, .rectificationRateMajor, .supervisionRate,
    .rectificationRate, .open, .overdue, .notCounted,
  ]
  private static let accidentColumns: [Figure] = [
    .accidents, .deaths, .seriousInjuries, .directLoss, .accidentsMonthOnMonth,
    .deathsMonthOnMonth, .accidentsYTD, .deathsYTD, .seriousInjuriesYTD, .directLossYTD,
    .accidentsYearOnYear,
    .accidentsYearOnYearRate, .deathsYearOnYear, .deathsYearOnYearRate, .measures, .practices,
  ]
  private static let sectorColumns: [Figure] = [
    .hazards, .hazardsMajor, .rectificationRate, .overdue, .supervisionRate, .accidents, .deaths,
  ]

  private var sectors: [PageRow] {
    figures.scopes.compactMap { scope in
      guard case .sector = scope.scope else { return nil }
      var row = scope.page(in: month.province.code)
      row["cells"] = Self.sectorColumns.map { links.cell($0, of: scope) }
      return row
    }
  }

  /// The zones that reported anything.
  private var zones: [PageRow] {
    let kinds: [Figure] = [.hazards, .measures, .practices, .accidents]
    return figures.scopes.compactMap { scope in
      guard case .zone(let bureau, let name) = scope.scope,
        kinds.contains(where: { (scope[$0]?.count ?? 0) > 0 })
      else { return nil }
      var row = scope.page(in: month.province.code)
      row["name"] = PageList.shown(name)
      row["zone"] = PageList.shown(name)
      row["bureau_name"] = names[bureau] ?? ""
      row["cells"] = (Self.sectorColumns + [.measures, .practices]).map {
        links.cell($0, of: scope)
      }
      return row
    }
  }

  private func addLists(to root: inout PageRow) {
    let lists = figures.lists
    root["lists"] = lists.map { PageList($0, names).page(limit: HTMLReport.rowLimit) }
    root["checks"] = PageList(findingsOf: month, names).page(limit: HTMLReport.rowLimit)
    let major = MajorHazards(lists[0], of: month)
    let rows = PageList.leading(major.rowCount) { row in
      var sink = PageSink()
      major.write(rows: row..<row + 1, into: &sink)
      return PageRow(
        Dictionary(
          zip(major.columns.map(\.name), sink.values.map(PageList.shown)),
          uniquingKeysWith: { first, _ in first }))
    }
    root["major"] = rows
    root["major_count"] = major.rowCount
    root["major_remark"] = major.remark
    root["major_shown"] = rows.count
    root["major_is_cut"] = rows.count < major.rowCount
    root["has_major"] = major.rowCount > 0
  }

  private func addChecks(to root: inout PageRow) {
    root["rules"] = figures.findings.byRule.map { count in
      PageRow([
        "rule": count.rule.rawValue, "severity": count.severity.rawValue,
        "severity_title": count.severity.chinese, "title": month.rules[count.rule]?.title ?? "",
        "fix": month.rules[count.rule]?.fix ?? "",
        "cell": links.cell(
          String(count.count), "findings", list: FigureLinks.checks, find: count.rule.rawValue),
        "bureaus": count.bureaus.map { names[$0] ?? $0.description }.joined(separator: "、"),
      ])
    }
    root["rows"] = ListName.allCases.sorted().map { list in
      let rows = figures.rows[list] ?? RowTotals()
      return PageRow([
        "list": list.rawValue, "title": month.definitions[list].title, "read": rows.read,
        "merged": rows.merged, "superseded": rows.superseded, "set_aside": rows.setAside,
        "is_balanced": rows.read == rows.merged + rows.superseded + rows.setAside,
      ])
    }
    root["files"] = month.accounting.prefix(HTMLReport.rowLimit).map(file)
    root["file_count"] = month.accounting.count
    root["files_are_cut"] = month.accounting.count > HTMLReport.rowLimit
    root["is_balanced"] = month.accounting.allSatisfy(\.isBalanced)
    root["input_count"] = month.inputs.count
    root["inputs_are_cut"] = month.inputs.count > HTMLReport.rowLimit
    root["inputs"] = month.inputs.prefix(HTMLReport.rowLimit).map { input in
      PageRow([
        "file": input.file, "sha256": input.sha256, "bytes": input.bytes,
        "name": input.bureau.flatMap { names[$0] } ?? "",
        "received_at": input.receivedAt.map { String($0.registerText.dropLast(3)) } ?? "",
        "evidence": input.evidence?.title ?? "",
      ])
    }
    root["settings"] = SettingWords.facts(month).map {
      PageRow(["key": $0.title, "value": $0.text])
    }
  }

  private func file(_ row: AccountingRow) -> PageRow {
    PageRow([
      "file": row.file, "sheet": row.sheet ?? "", "name": row.bureau.flatMap { names[$0] } ?? "",
      "list_title": row.list.map { month.definitions[$0].title } ?? "未读",
      "read": row.rows.read, "merged": row.merged, "superseded": row.superseded,
      "set_aside": row.rows.setAside, "is_balanced": row.isBalanced,
    ])
  }
}
