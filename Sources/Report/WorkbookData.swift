import Findings
import Ledger
import ListSchema
import Receipts
public import TemplateFill
import Values

/// What the consolidated workbook's template may name, `{name}` and `{list.field}`.
public struct WorkbookData {
  private let month: MergedMonth
  private let figures: MonthlyFigures
  private let names: [BureauCode: String]

  /// The workbook's data of a month.
  ///
  /// - Parameters:
  ///   - month: The month as merged.
  ///   - figures: Its figures.
  public init(_ month: MergedMonth, _ figures: MonthlyFigures) {
    self.month = month
    self.figures = figures
    names = month.bureauNames
  }

  /// The data to fill a template with. Lists are read from the month row by row.
  public var templateData: TemplateData { TemplateData(values: values, lists: lists) }

  private var values: [String: TemplateValue] {
    let shortfalls = Shortfalls(month)
    let narrative = Narrative(month, figures, shortfalls)
    let deadline = month.reporting.first?.deadline
    let province = figures.province
    var values: [String: TemplateValue] = [
      "province": .text(month.province.name),
      "period": .text(month.period.description),
      "period_chinese": .text(month.period.chinese),
      "period_end": Self.day(month.period.lastDay),
      "nominal_due": Self.day(deadline?.nominalDay),
      "effective_due": Self.day(deadline?.effectiveDay),
      "generated_at": Self.time(month.now),
      "tool_version": .text(month.tool.version),
      "headline": .text(narrative.sentences.dropFirst().joined()),
      "on_time_summary": .text(
        "应报 \(province.display(.submissionsDue)) 项，实报 \(province.display(.submissionsReceived)) 项，"
          + "按期 \(province.display(.submissionsOnTime)) 项，按期率 \(province.display(.onTimeRate))%"),
      "late_names": .text(shortfalls.late.line),
      "missing_names": .text((shortfalls.missing + shortfalls.unreadable.marked("无法读取")).line),
      "not_reported_note": narrative.notReported.isEmpty ? .blank : .text(narrative.notReported),
      "not_counted_note": narrative.notCounted.isEmpty ? .blank : .text(narrative.notCounted),
      "filler": .blank,
      "reviewer": .blank,
      "total_opening": .integer(figures.totalBalance.opening),
      "total_new": .integer(figures.totalBalance.new),
      "total_closed": .integer(figures.totalBalance.closed),
      "total_closing": .integer(figures.totalBalance.closing),
    ]
    for figure in Figure.allCases {
      values["total_" + figure.rawValue] = Self.value(figure, province)
    }
    values["total_rectified_counted"] =
      province[.rectificationRate]?.rate.map { .integer($0.numerator) } ?? .blank
    for list in month.definitions.lists {
      values["title_" + list.name.rawValue] = .text(list.title)
    }
    return values
  }

  private var lists: [String: any TemplateList] {
    let merged = figures.lists
    let accounting = month.accounting
    let findings = month.findings
    let dossiers = HazardDossiers(month)
    let names = names
    let titles = month.definitions.lists.map(\.title)
    var lists: [String: any TemplateList] = [
      "bureaus": bureaus,
      "reporting": reporting,
      "balance": balance,
      "major": TableList(MajorHazards(merged[0], of: month)),
      "ledger": TableList(
        LedgerTable(month), extra: ["overdue_title", "history"], words: dossiers.words
      ) { rows, sink in dossiers.write(rows, into: &sink) },
      "findings": TableList(
        FindingTable(month), extra: ["severity_title", "bureau_name", "list_title"]
      ) { rows, sink in
        for finding in findings[rows] {
          sink.text(finding.isExplained ? "核实（已说明）" : finding.severity.chinese)
          sink.text(finding.place.bureau.flatMap { names[$0] })
          sink.text(finding.place.list.map { titles[$0.order] })
          sink.endRow()
        }
      },
      "accounting": TableList(
        AccountingTable(month), extra: ["bureau_name", "list_title", "balanced_title"]
      ) { rows, sink in
        for row in accounting[rows] {
          sink.text(row.bureau.flatMap { names[$0] })
          sink.text(row.list.map { titles[$0.order] } ?? "未读")
          sink.text(row.isBalanced ? "相符" : "不相符")
          sink.endRow()
        }
      },
    ]
    for list in merged {
      lists[list.name] = TableList(list, extra: ["overdue_title", "new_title"]) { rows, sink in
        list.writeTitles(rows: rows, into: &sink)
      }
    }
    return lists
  }

  private var bureaus: TemplateTable {
    TemplateTable(
      fields: ["bureau", "bureau_name"] + Figure.allCases.map(\.rawValue) + Self.stateFields
        + ListName.allCases.sorted().map { "reported_" + $0.rawValue } + ["nil_accidents"],
      rows: zip(month.bureaus, figures.bureaus).map { bureau, scope in
        [.text(bureau.code.description), .text(bureau.name)]
          + Figure.allCases.map { Self.value($0, scope) } + Self.states(of: scope)
          + reports(of: bureau.code)
      })
  }

  /// Which lists a bureau has sent, and whether that of accidents says 零报告.
  private func reports(of bureau: BureauCode) -> [TemplateValue] {
    let received = month.reporting.filter { $0.bureau == bureau && $0.state.isReceived }
    let lists = ListName.allCases.sorted().map { list in received.count { $0.list == list } }
    let nils = received.count { $0.list == .accidents && $0.isNil }
    return (lists + [nils]).map { .integer($0) }
  }

  /// Fields with the parts that a chart of the hazards stacks, and what 整改率 counts of them.
  private static let stateFields = [
    "state_done", "state_waiting", "state_overdue", "state_unknown", "rectified_counted",
  ]

  private static func states(of scope: ScopeFigures) -> [TemplateValue] {
    guard let states = HazardStates(scope) else { return stateFields.map { _ in .blank } }
    let counted = scope[.rectificationRate]?.rate?.numerator ?? 0
    return [states.done, states.waiting, states.overdue, states.unknown, counted]
      .map { .integer($0) }
  }

  private var reporting: TemplateTable {
    TemplateTable(
      fields: [
        "bureau", "bureau_name", "list", "list_title", "state", "state_title", "nil_title",
        "days_late", "received_at", "evidence_title", "file", "versions", "errors", "warnings",
      ],
      rows: month.reporting.map { row in
        let counts = figures.findings.counts(row.bureau, row.list)
        return [
          .text(row.bureau.description), .text(names[row.bureau] ?? ""), .text(row.list.rawValue),
          .text(month.definitions[row.list].title), .text(row.state.rawValue),
          .text(row.state.chinese), row.isNil ? .text("零报告") : .blank,
          row.daysLate.map(TemplateValue.integer) ?? .blank,
          row.receivedAt.map(Self.time) ?? .blank,
          row.evidence.map { .text($0.title) } ?? .blank,
          row.file.map(TemplateValue.text) ?? .blank,
          .integer(row.versions), .integer(counts.errors),
          .integer(counts.warnings + counts.explained),
        ]
      })
  }

  private var balance: TemplateTable {
    TemplateTable(
      fields: ["bureau", "bureau_name", "opening", "new", "closed", "closing", "refused"],
      rows: figures.balance.map { row in
        [
          .text(row.bureau.description), .text(names[row.bureau] ?? ""), .integer(row.opening),
          .integer(row.new), .integer(row.closed), .integer(row.closing), .integer(row.refused),
        ]
      })
  }

  /// A figure as a cell: a number where there is one, else what a reader sees.
  private static func value(_ figure: Figure, _ scope: ScopeFigures) -> TemplateValue {
    switch scope[figure] {
    case .count(let count): return .integer(count)
    case .amount(let amount): return .decimal(amount.description)
    case .rate(let rate):
      return rate.percentage.map(TemplateValue.decimal) ?? .text(scope.display(figure))
    case nil: return .blank
    }
  }

  private static func day(_ day: Day?) -> TemplateValue {
    day.flatMap { TemplateDate($0) }.map(TemplateValue.date) ?? .blank
  }

  private static func time(_ instant: Instant) -> TemplateValue {
    let (year, month, day) = instant.day.components
    return TemplateDate(year: year, month: month, day: day, secondOfDay: instant.secondOfDay)
      .map(TemplateValue.date) ?? .text(instant.registerText)
  }
}
