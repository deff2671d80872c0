import Receipts
public import TemplateFill
import Values

/// What the workbook of 季度评估 and 双月督查 may name, `{name}` and `{list.field}`.
public struct SpanWorkbook {
  private let figures: SpanFigures
  private let tables: SpanTables

  /// The workbook's data of a span.
  ///
  /// - Parameter figures: Its figures.
  public init(_ figures: SpanFigures) {
    self.figures = figures
    tables = SpanTables(figures)
  }

  /// The data to fill a template with.
  public var templateData: TemplateData {
    TemplateData(
      values: values,
      lists: [
        "bureaus": tables.bureaus.list(
          of: figures.bureaus, extra: ["focus", "accidents_ytd_prior"]
        ) { row in
          [
            .text(SpanFocus(row, figures).points.joined(separator: "；")),
            row.tally.accidentsToDate.map { .integer($0.base) } ?? .blank,
          ]
        },
        "months": tables.months.list(of: figures.months, extra: ["state"]) { row in
          [row.tally == nil ? .text("没有汇总") : .blank]
        },
        "sectors": tables.sectors.list(of: tables.sectors.rows),
        "major": TableList(tables.major), "practices": practices,
      ])
  }

  private var values: [String: TemplateValue] {
    let data = figures.data
    let narrative = SpanNarrative(figures)
    let (year, month, day) = data.now.day.components
    let time = TemplateDate(
      year: year, month: month, day: day, secondOfDay: data.now.secondOfDay)
    var values: [String: TemplateValue] = [
      "province": .text(data.province.name), "purpose": .text(data.span.purpose),
      "period_chinese": .text(data.span.chinese),
      "generated_at": time.map(TemplateValue.date) ?? .text(data.now.registerText),
      "ytd_title": .text(CumulationTitle.text(data.months.last?.period)),
      "headline": .text(narrative.sentences.joined()),
      "cautions": narrative.cautions.isEmpty ? .blank : .text(narrative.cautions.joined()),
      "filler": .blank, "reviewer": .blank,
    ]
    for (name, value) in tables.bureaus.templateValues(figures.province) {
      values["total_" + name] = value
    }
    return values
  }

  private var practices: TemplateTable {
    let names = Dictionary(
      figures.bureaus.map { ($0.bureau, $0.name) }, uniquingKeysWith: { first, _ in first })
    return TemplateTable(
      fields: [
        "month", "bureau_name", "zone", "title", "content", "effect", "promotion", "repeated",
      ],
      rows: figures.data.months.flatMap { month in
        month.practices.map { practice in
          [
            month.period.description, names[practice.bureau] ?? "", practice.zone, practice.title,
            practice.content, practice.effect, practice.promotion,
            practice.isRepeated ? "与以前重复" : "",
          ].map { $0.isEmpty ? .blank : .text($0) }
        }
      })
  }
}

extension SpanTable {
  /// A row's values by column, as cells: a number where there is one, else what a reader sees.
  fileprivate func templateValues(_ row: Row) -> [(name: String, value: TemplateValue)] {
    zip(columns, values).map { ($0.name, $1(row).templateValue) }
  }

  /// Rows as a list of the workbook's template.
  fileprivate func list(
    of rows: [Row], extra: [String] = [], _ writeExtra: (Row) -> [TemplateValue] = { _ in [] }
  ) -> TemplateTable {
    TemplateTable(
      fields: columns.map(\.name) + extra,
      rows: rows.map { row in values.map { $0(row).templateValue } + writeExtra(row) })
  }
}

extension SpanValue {
  fileprivate var templateValue: TemplateValue {
    switch self {
    case .text(let text): text.isEmpty ? .blank : .text(text)
    case .count(let count): count.map(TemplateValue.integer) ?? .blank
    case .amount(let amount): amount.map { .decimal($0.description) } ?? .blank
    case .day(let day): day.flatMap { TemplateDate($0) }.map(TemplateValue.date) ?? .blank
    case .month(let period): period.map { .text($0.description) } ?? .blank
    case .flag(let flag): flag ? .text("是") : .blank
    case .difference(let count): count.map(TemplateValue.integer) ?? .text("—")
    case .share(nil): .blank
    case .share(let rate), .change(let rate):
      rate?.percentage.map(TemplateValue.decimal) ?? .text(display)
    }
  }
}
