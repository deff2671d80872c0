internal import Values

/// Findings of one rule in one column of one sheet: a clerk mends them in one go.
public struct FindingGroup: Sendable {
  /// The findings, in order; never empty.
  public let findings: [Finding]

  /// The first of them, which stands for all.
  public var first: Finding { findings[0] }

  private struct Key: Hashable {
    var rule: RuleCode
    var severity: Severity
    var file, sheet, field, heading: String?
    var list: Int?
    var isExplained: Bool
  }

  /// Groups equal findings; groups stand where their first finding stood.
  public static func groups(of findings: [Finding]) -> [FindingGroup] {
    var places: [Key: Int] = [:]
    var groups: [[Finding]] = []
    for finding in findings {
      let key = Key(
        rule: finding.rule, severity: finding.severity, file: finding.place.file,
        sheet: finding.place.sheet, field: finding.place.field, heading: finding.place.heading,
        list: finding.place.list?.order, isExplained: finding.isExplained)
      if let place = places[key] {
        groups[place].append(finding)
      } else {
        places[key] = groups.count
        groups.append([finding])
      }
    }
    return groups.map(FindingGroup.init)
  }

  /// Addresses of all findings but the first, runs of rows drawn together: `P14–P17、P22`.
  public func otherAddresses() -> [String] {
    var runs: [(first: Finding, last: Finding)] = []
    for finding in findings.dropFirst() {
      if let run = runs.last, let last = run.last.place.row, let row = finding.place.row,
        row == last + 1, finding.place.column == run.last.place.column
      {
        runs[runs.count - 1].last = finding
      } else {
        runs.append((finding, finding))
      }
    }
    return runs.map { run in
      run.first.place.row == run.last.place.row
        ? Self.address(run.first) : Self.address(run.first) + "–" + Self.address(run.last)
    }
  }

  private static func address(_ finding: Finding) -> String {
    finding.place.cell ?? finding.place.row.map { "第 \($0) 行" } ?? finding.value ?? "整表"
  }
}
