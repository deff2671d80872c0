import Findings
import ListSchema
import Values

/// The checks of one list, those of its rows and those of the list as a whole.
struct ListChecks {
  let layout: FormLayout
  let template: FormulaTemplate
  /// The checks of the rows that the catalogue knows, with the weights of their rules.
  let weighted: [(check: FormCheck, severity: Severity)]

  init(_ layout: FormLayout, _ words: WordTable, _ period: Period, _ rules: RuleCatalogue) {
    self.layout = layout
    template = FormulaTemplate(layout: layout, period: period)
    let values = ValueFormulas(layout: layout, words: words, period: period).checks
    let checks = values + RuleFormulas.checks(of: layout.list.name, in: period)
    let order = Dictionary(
      rules.rules.enumerated().map { ($0.element.code, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    let hasExplanation = layout.columns.contains { $0.field.kind == .explanation }
    weighted =
      checks.enumerated()
      .sorted {
        (order[$0.element.rule] ?? .max, $0.offset) < (order[$1.element.rule] ?? .max, $1.offset)
      }
      .compactMap { _, check in
        guard let severity = rules[check.rule]?.severity, severity != .info else { return nil }
        var check = check
        // A row that explains itself has answered its warnings.
        if severity == .warning, hasExplanation {
          check.condition = (check.condition.map { $0 + "*" } ?? "") + "{empty explanation}"
        }
        return (check, severity)
      }
  }

  /// The formula that counts the rows filled in.
  var rowCount: String {
    let rows = template.formula("SUMPRODUCT(1*{filled})", .column) ?? "0"
    // A row with an error value can't be looked into: then rows count that name a zone.
    return layout.zone.map { "IFERROR(\(rows),COUNTA(\(layout.reference($0))))" } ?? rows
  }

  /// The lines of the 自检 sheet, in the order of the catalogue.
  ///
  /// - Parameters:
  ///   - rules: Titles and mends.
  ///   - carries: Whether hazards are carried over.
  /// - Returns: A line a rule that the list can be checked for.
  func lines(_ rules: RuleCatalogue, carries: Bool) -> [SelfCheckSheet.Line] {
    var lines: [SelfCheckSheet.Line] = []
    for rule in rules.rules where rule.severity != .info {
      let checks = weighted.map(\.check).filter { $0.rule == rule.code }
      let formula = FormCheck.count(checks, template) ?? wholeList(rule.code, carries: carries)
      guard let formula else { continue }
      lines.append(
        SelfCheckSheet.Line(
          list: layout.list.name, rule: rule.code.rawValue, title: rule.title,
          severity: rule.severity, fix: rule.fix, formula: formula,
          stored: rule.code == "T006" ? 1 : 0))
    }
    lines.append(outside)
    return lines
  }

  /// The count of a rule on the list as a whole; `nil` if it is none, or not for this list.
  private func wholeList(_ rule: RuleCode, carries: Bool) -> String? {
    guard let zone = layout.zone.map(layout.reference) else { return nil }
    let nils = "COUNTIF(\(zone),\"\(WordTable.nilWord)\")"
    switch rule {
    case "T006": return "(\(rowCount)=0)*(\(nils)=0)"
    case "T007": return "(\(rowCount)>0)*\(nils)"
    case "A008" where layout.list.name == .accidents:
      return "(\(rowCount)>0)*SUMPRODUCT(1*(COUNTIF(\(zone),\(WordTable.roster))=0))"
    case "L001" where layout.list.name == .hazards && carries:
      guard let numbers = layout["hazard_id"].map(layout.reference) else { return nil }
      return "(\(rowCount)>0)*SUMPRODUCT(1*(COUNTIF(\(numbers),\(WordTable.carried))=0))"
    default: return nil
    }
  }

  /// Rows below those that are guarded and checked.
  private var outside: SelfCheckSheet.Line {
    let after = layout.rows.upperBound
    let area = SheetContent.area(rows: (after + 1)...1_048_576, columns: layout.allColumns)
    return SelfCheckSheet.Line(
      list: layout.list.name, rule: "—", title: "第 \(after) 行以下未自检的单元格", severity: .warning,
      fix: "自检查到第 \(after) 行为止；行数更多的，请移到前面的空行。",
      formula: "COUNTA(\(layout.quotedName)!\(area))", stored: 0)
  }
}
