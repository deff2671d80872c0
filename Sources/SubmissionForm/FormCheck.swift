import Findings
import ListSchema

/// A rule as a formula: which cells light up, and how many are counted.
struct FormCheck {
  /// The rule, whose title, weight and mend are those of the catalogue.
  var rule: RuleCode
  /// The cells that light up.
  var marks: [FieldKey]
  /// Template of a row's fault: 0 or false where there is none.
  var fault: String
  /// Template of what must hold beside, shared by the checks of one rule and so reckoned once.
  var condition: String?
  /// Template of the count over all rows, where it is not the sum of the rows' faults.
  var count: String?

  init(
    _ rule: RuleCode, _ marks: [FieldKey], _ fault: String, condition: String? = nil,
    count: String? = nil
  ) {
    self.rule = rule
    self.marks = marks
    self.fault = fault
    self.condition = condition
    self.count = count
  }
}

extension FormCheck {
  /// The formula by which a row's cells light up.
  func highlight(_ template: FormulaTemplate) -> String? {
    let whole = condition.map { "\($0)*(\(fault))" } ?? fault
    return template.formula("(\(whole))>0", .row)
  }

  /// The formula that counts the faults of one rule.
  ///
  /// - Parameters:
  ///   - checks: Checks of the same rule and list.
  ///   - template: The list.
  /// - Returns: `nil` if the list lacks the fields.
  static func count(_ checks: [FormCheck], _ template: FormulaTemplate) -> String? {
    var terms: [String] = []
    var sums: [(condition: String?, faults: [String])] = []
    for check in checks {
      if let count = check.count {
        if let formula = template.formula(count, .column) { terms.append(formula) }
        continue
      }
      guard let fault = template.formula("(\(check.fault))", .column) else { continue }
      if let place = sums.firstIndex(where: { $0.condition == check.condition }) {
        sums[place].faults.append(fault)
      } else {
        sums.append((check.condition, [fault]))
      }
    }
    for (condition, faults) in sums {
      // `1*` makes a number of a single comparison, which SUMPRODUCT would take for nothing.
      let factor = condition.flatMap { template.formula($0, .column) } ?? "1"
      terms.append("SUMPRODUCT(\(factor)*(\(faults.joined(separator: "+"))))")
    }
    // An error value in a cell is a line of its own; it must not hide the others' results.
    return terms.isEmpty ? nil : "IFERROR(\(terms.joined(separator: "+")),0)"
  }
}
