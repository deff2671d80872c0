import Receipts
import Values

/// 季度评估 or 双月督查 as a page: one file, complete without scripts or network.
public struct SpanPage {
  private let figures: SpanFigures
  private let tables: SpanTables
  private let template: PageTemplate

  /// A page.
  ///
  /// - Parameters:
  ///   - figures: The figures of the span.
  ///   - template: `quarter.html.mustache` with `report.css`.
  public init(_ figures: SpanFigures, template: PageTemplate) {
    self.figures = figures
    tables = SpanTables(figures)
    self.template = template
  }

  /// The page.
  public var bytes: [UInt8] {
    let data = figures.data
    let narrative = SpanNarrative(figures)
    var root = PageRow([
      "purpose": data.span.purpose, "span": data.span.name, "span_chinese": data.span.chinese,
      "file": data.span.fileName, "is_quarter": data.span.kind == .quarter,
      "issuer": data.province.name + "商务厅", "tool": data.tool.name, "version": data.tool.version,
      "now": String(data.now.registerText.dropLast(3)),
      "months_at_hand": data.months.map(\.period.chinese).joined(separator: "、"),
      "province": data.province.name,
      "ytd_title": CumulationTitle.text(data.months.last?.period),
      "months_missing": data.missing.map(\.chinese).joined(separator: "、"),
      "is_partial": !data.missing.isEmpty,
      "opening_month": data.months.first?.period.chinese ?? "",
      "closing_month": data.months.last?.period.chinese ?? "",
      "sentences": narrative.sentences, "cautions": narrative.cautions,
      "has_cautions": !narrative.cautions.isEmpty,
      "months": figures.months.map { month in
        var row = tables.months.page(month)
        row["name"] = month.period.chinese
        row["is_missing"] = month.tally == nil
        return row
      },
      "bureaus": (figures.bureaus + [figures.province]).map(bureau),
      "total": bureau(figures.province),
      "by_time": figures.bureaus.sorted {
        ($0.timeRank ?? 0, $0.bureau) < ($1.timeRank ?? 0, $1.bureau)
      }
      .map(bureau),
      "by_quality": figures.bureaus.sorted {
        ($0.qualityRank ?? .max, $0.bureau) < ($1.qualityRank ?? .max, $1.bureau)
      }.map(bureau),
      "charts": charts,
      "focus": figures.bureaus.map(focus),
      "inputs": data.inputs.map {
        PageRow(["file": $0.file, "bytes": $0.bytes, "sha256": $0.sha256])
      },
    ])
    addLists(to: &root)
    return template.page(root)
  }

  private func bureau(_ row: SpanFigures.Row) -> PageRow {
    var page = tables.bureaus.page(row)
    let isTotal = row.bureau.isProvince
    page["name"] = row.name
    page["class"] = isTotal ? "total" : ""
    page["is_total"] = isTotal
    page["has_accidents"] = row.tally.accidents != nil
    page["quality_place"] = row.qualityRank.map(String.init) ?? (isTotal ? "" : "—")
    page["time_place"] = row.timeRank.map(String.init) ?? ""
    let isShort = row.tally.accidentTables < row.tally.accidentTablesDue
    page["accident_note"] =
      isShort ? "（\(row.tally.accidentTables)/\(row.tally.accidentTablesDue)）" : ""
    for (name, rate) in [
      ("on_time_rate", row.tally.onTimeRate), ("rectification_rate", row.tally.rectificationRate),
      ("supervision_rate", row.tally.supervisionRate),
    ] { page[name + "_unit"] = rate.percentage == nil ? "" : "%" }
    return page
  }

  private func focus(_ row: SpanFigures.Row) -> PageRow {
    let points = SpanFocus(row, figures).points
    return PageRow([
      "bureau": row.bureau.description, "name": row.name, "points": points,
      "has_points": !points.isEmpty,
    ])
  }

  private func addLists(to root: inout PageRow) {
    let limit = HTMLReport.rowLimit
    root["sectors"] = tables.sectors.rows.prefix(limit).map { tables.sectors.page($0) }
    root["has_sectors"] = !tables.sectors.rows.isEmpty
    let major = tables.major.rows
    let majorRows = PageList.leading(major.count) { index in
      var page = tables.major.page(major[index])
      page["seq"] = index + 1
      page["overdue_title"] = page["overdue"] as? String == "是" ? "逾期" : ""
      return page
    }
    root["major"] = majorRows
    root["major_count"] = major.count
    root["major_shown"] = majorRows.count
    root["has_major"] = !major.isEmpty
    root["major_is_cut"] = majorRows.count < major.count
    let names = Dictionary(
      figures.bureaus.map { ($0.bureau, $0.name) }, uniquingKeysWith: { first, _ in first })
    let practices = figures.data.months.flatMap { month in
      month.practices.map { (month.period, $0) }
    }
    let shown = PageList.shown
    let practiceRows = PageList.leading(practices.count) { index in
      let (period, practice) = practices[index]
      return PageRow([
        "seq": index + 1, "bureau": practice.bureau.description,
        "month": "\(period.month)月", "name": names[practice.bureau] ?? "",
        "zone": shown(practice.zone), "title": shown(practice.title),
        "content": shown(practice.content), "effect": shown(practice.effect),
        "promotion": shown(practice.promotion), "repeated": practice.isRepeated ? "与以前重复" : "",
      ])
    }
    root["practices"] = practiceRows
    root["practice_count"] = practices.count
    root["practice_shown"] = practiceRows.count
    root["has_practices"] = !practices.isEmpty
    root["practices_are_cut"] = practiceRows.count < practices.count
  }

  // MARK: Charts

  private var charts: [PageRow] { [hazardChart, accidentChart].compactMap { $0 } }

  private var hazardChart: PageRow? {
    let all = figures.province.tally.hazards
    guard all.rows > 0 else { return nil }
    let series = [
      BarChart.Series(name: "已完成整改", style: "done"),
      BarChart.Series(name: "未完成（未逾期）", style: "waiting"),
      BarChart.Series(name: "逾期未完成", style: "overdue"),
      BarChart.Series(name: "等级或状态不明", style: "unknown"),
    ]
    func parts(_ hazards: HazardTally) -> [Int] {
      let rectified = hazards.rectifiedOrdinary + hazards.rectifiedMajor
      return [
        rectified, hazards.open - hazards.overdue, hazards.overdue,
        hazards.rows - rectified - hazards.open,
      ]
    }
    let shown = parts(all)[3] > 0 ? series.count : series.count - 1
    let rows = figures.bureaus.map { ($0, Array(parts($0.tally.hazards).prefix(shown))) }
    let chart = BarChart(
      series: Array(series.prefix(shown)),
      categories: rows.map { BarChart.Category(name: $0.name, values: $1) }, arrangement: .stacked)
    return chartPage(
      "chart-hazards", "各市在账隐患整改情况（条）",
      "全省 \(all.rows) 条："
        + zip(series, parts(all)).prefix(shown)
        .map { "\($0.name) \($1)" }.joined(separator: "，") + "。",
      chart.drawing, head: ["设区市"] + series.prefix(shown).map(\.name) + ["合计"],
      rows: rows.map { row, parts in
        (row.name, (parts + [row.tally.hazards.rows]).map(String.init))
      })
  }

  private var accidentChart: PageRow? {
    guard let total = figures.province.tally.accidents else { return nil }
    let prior = figures.province.tally.accidentsYearOnYear
    var series = [BarChart.Series(name: figures.data.span.chinese, style: "done")]
    if prior != nil { series.append(BarChart.Series(name: "上年同期", style: "prior")) }
    let rows = figures.bureaus.map { row in
      (row, [row.tally.accidents, row.tally.accidentsYearOnYear?.base].prefix(series.count))
    }
    let chart = BarChart(
      series: series,
      categories: rows.map { BarChart.Category(name: $0.name, values: Array($1)) },
      arrangement: .grouped)
    return chartPage(
      "chart-accidents", "各市事故起数（起）",
      "全省 \(total) 起" + (prior.map { "，可比的市上年同期 \($0.base) 起" } ?? "") + "。", chart.drawing,
      head: ["设区市"] + series.map(\.name) + ["死亡人数"],
      rows: rows.map { row, values in
        (row.name, (values + [row.tally.deaths]).map { $0.map(String.init) ?? "" })
      })
  }

  private func chartPage(
    _ id: String, _ title: String, _ description: String, _ drawing: ChartDrawing,
    head: [String], rows: [(String, [String])]
  ) -> PageRow {
    PageRow([
      "id": id, "title": title, "description": description, "drawing": drawing.page,
      "first_head": head[0], "heads": Array(head.dropFirst()),
      "rows": rows.map { PageRow(["name": $0, "cells": $1]) },
    ])
  }
}
