import ListSchema
import Values

/// The charts of a month, each with the table of the numbers that it shows.
struct MonthCharts {
  private let month: MergedMonth
  private let figures: MonthlyFigures
  private let links: FigureLinks
  private let points: [LedgerTrend.Point]
  private let accidentTrend: AccidentTrend

  init(
    _ month: MergedMonth, _ figures: MonthlyFigures, _ trend: LedgerTrend, _ links: FigureLinks
  ) {
    points = trend.points
    accidentTrend = AccidentTrend(month, figures)
    self.month = month
    self.figures = figures
    self.links = links
  }

  private static let states = [
    BarChart.Series(name: "已完成整改", style: "done"),
    BarChart.Series(name: "未完成（未逾期）", style: "waiting"),
    BarChart.Series(name: "逾期未完成", style: "overdue"),
    BarChart.Series(name: "等级或状态不明", style: "unknown"),
  ]

  /// The charts in the order of the page; one without figures is left out.
  var page: [PageRow] {
    [hazards, accidents, states, accidentMonths, trend].compactMap { $0 }
  }

  // MARK: Hazards

  /// Parts of a scope's hazards, one a series of ``states``; they add up to all of them.
  private func parts(of scope: ScopeFigures) -> [Int?] {
    guard let states = HazardStates(scope) else { return [nil, nil, nil, nil] }
    return [states.done, states.waiting, states.overdue, states.unknown]
  }

  private var hazards: PageRow? {
    guard let all = figures.province[.hazards]?.count else { return nil }
    let parts = figures.bureaus.map(parts)
    let province = self.parts(of: figures.province).map { $0 ?? 0 }
    let hasUnknown = province[3] > 0
    let series = hasUnknown ? Self.states : Array(Self.states.dropLast())
    let categories = zip(month.bureaus, parts).map { bureau, parts in
      BarChart.Category(name: bureau.name, values: Array(parts.prefix(series.count)))
    }
    let chart = BarChart(series: series, categories: categories, arrangement: .stacked)
    let most = figures.bureaus.enumerated().max { left, right in
      (left.element[.hazards]?.count ?? 0, right.offset)
        < (right.element[.hazards]?.count ?? 0, left.offset)
    }
    var description =
      "全省 \(all) 条："
      + zip(series, province).map { "\($0.name) \($1)" }
      .joined(separator: "，") + "。"
    if let most, let count = most.element[.hazards]?.count, count > 0 {
      description += "\(month.bureaus[most.offset].name)最多，\(count) 条。"
    }
    let rows = figures.bureaus.enumerated().map { index, scope in
      row(
        month.bureaus[index].name, month.bureaus[index].code,
        parts[index].prefix(series.count).map { cell($0) } + [links.cell(.hazards, of: scope)])
    }
    return page(
      "chart-hazards", "各市问题隐患整改情况（条）", description, chart.drawing,
      head: ["设区市"] + series.map(\.name) + ["合计"], rows: rows)
  }

  private var states: PageRow? {
    let scope = figures.province
    guard let all = scope[.hazards]?.count, all > 0 else { return nil }
    func count(_ figure: Figure) -> Int { scope[figure]?.count ?? 0 }
    let closed = count(.closedOrdinary) + count(.closedMajor)
    let rectified = count(.rectifiedOrdinary) + count(.rectifiedMajor)
    let parts = parts(of: scope).map { $0 ?? 0 }
    let values = [
      ("已销号", closed), ("已整改（未销号）", rectified - closed), ("未完成（未逾期）", parts[1]),
      ("逾期未完成", parts[2]), ("等级或状态不明", parts[3]),
    ].filter { $0.1 > 0 || $0.0 != "等级或状态不明" }
    let chart = BarChart(
      series: [BarChart.Series(name: "条数", style: "done")],
      categories: values.map { BarChart.Category(name: $0.0, values: [$0.1]) },
      arrangement: .stacked)
    let shares = values.map { ($0.0, $0.1, Rate($0.1, of: all).percentage ?? "") }
    return page(
      "chart-states", "全省问题隐患状态（条）",
      shares.map { "\($0.0) \($0.1) 条，占 \($0.2)%" }.joined(separator: "；") + "。", chart.drawing,
      head: ["状态", "条数", "占比（%）"],
      rows: shares.map { name, count, share in
        row(name, nil, [cell(count), PageRow(["text": share, "is_link": false, "figure": ""])])
      })
  }

  // MARK: Accidents

  private var accidents: PageRow? {
    let (now, prior) = (Figure.accidentsYTD, Figure.accidentsYTDPrior)
    guard figures.province[now] != nil || figures.province[prior] != nil else { return nil }
    let span = month.period.month == 1 ? "1 月" : "1—\(month.period.month) 月"
    let chart = BarChart(
      series: [
        BarChart.Series(name: "\(month.period.year) 年 \(span)", style: "done"),
        BarChart.Series(name: "上年同期", style: "prior"),
      ],
      categories: zip(month.bureaus, figures.bureaus).map { bureau, scope in
        BarChart.Category(name: bureau.name, values: [scope[now]?.count, scope[prior]?.count])
      }, arrangement: .grouped)
    let shown: [Figure] = [now, prior, .accidentsYearOnYear, .deathsYTD, .deathsYTDPrior]
    let rows = zip(month.bureaus, figures.bureaus).map { bureau, scope in
      row(bureau.name, bureau.code, shown.map { links.cell($0, of: scope) })
    }
    let total = row("全省", month.province.code, shown.map { links.cell($0, of: figures.province) })
    return page(
      "chart-accidents", "各市事故起数：今年与上年同期（起）",
      "\(span)累计全省 \(words(now)) 起，上年同期 \(words(prior)) 起。", chart.drawing,
      head: ["设区市", "事故起数", "上年同期", "增减", "死亡人数", "上年同期死亡"], rows: rows + [total])
  }

  private func words(_ figure: Figure) -> String {
    figures.province[figure]?.text ?? "未报"
  }

  // MARK: Months

  private var trend: PageRow? {
    // One month is no curve; the page says what is missing.
    guard points.count > 1, let last = points.last else { return nil }
    let chart = LineChart(
      months: points.map { "\($0.period.month)月" },
      series: [
        LineChart.Series(name: "期末未销号", style: "standing", values: points.map(\.closing)),
        LineChart.Series(name: "本期新增", style: "new", values: points.map(\.new)),
        LineChart.Series(name: "本期销号", style: "closed", values: points.map(\.closed)),
      ])
    return page(
      "chart-trend", "台账逐月变化（条）",
      "\(points[0].period.chinese)至\(last.period.chinese)；期末未销号由 \(points[0].closing) 条变为 "
        + "\(last.closing) 条。", chart.drawing, head: ["月份", "本期新增", "本期销号", "期末未销号"],
      rows: points.map {
        row($0.period.chinese, nil, [cell($0.new), cell($0.closed), cell($0.closing)])
      })
  }

  private var accidentMonths: PageRow? {
    guard accidentTrend.isDrawn, let last = accidentTrend.points.last else { return nil }
    let points = accidentTrend.points
    let chart = LineChart(
      months: points.map { "\($0.period.month)月" },
      series: [
        LineChart.Series(
          name: "事故起数", style: "accidents", values: points.map { $0.month?.accidents }),
        LineChart.Series(name: "死亡人数", style: "deaths", values: points.map { $0.month?.deaths }),
      ])
    let missing = points.filter { $0.month == nil }.map(\.period.chinese)
    var description = "\(points[0].period.chinese)至\(last.period.chinese)，各月报告当时的数"
    if !missing.isEmpty { description += "；\(missing.joined(separator: "、"))没有汇总" }
    return page(
      "chart-accident-months", "逐月事故（起、人）", description + "。", chart.drawing,
      head: ["月份", "事故起数", "死亡人数", "已报市数"],
      rows: points.map {
        row(
          $0.period.chinese, nil,
          [cell($0.month?.accidents), cell($0.month?.deaths), cell($0.month?.bureaus)])
      })
  }

  // MARK: Parts of the page

  private func page(
    _ id: String, _ title: String, _ description: String, _ drawing: ChartDrawing,
    head: [String], rows: [PageRow]
  ) -> PageRow {
    PageRow([
      "id": id, "title": title, "description": description, "drawing": drawing.page,
      "first_head": head.first ?? "", "heads": Array(head.dropFirst()), "rows": rows,
    ])
  }

  private func row(_ name: String, _ bureau: BureauCode?, _ cells: [PageRow]) -> PageRow {
    PageRow(["name": name, "bureau": bureau?.description ?? "", "cells": cells])
  }

  private func cell(_ count: Int?) -> PageRow {
    PageRow(["text": count.map(String.init) ?? "", "is_link": false, "figure": ""])
  }
}
