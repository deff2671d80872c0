/// Weight of each rule under a run's settings; a rule that is off has none.
public struct RuleSeverities: Sendable {
  private let severities: [RuleCode: Severity]

  /// The weights; a rule that is absent is off.
  public init(_ severities: [RuleCode: Severity]) { self.severities = severities }

  /// A rule's weight, `nil` where it is off.
  public subscript(code: RuleCode) -> Severity? { severities[code] }
}

/// Collects findings: the one place where a rule's weight is settled.
public struct FindingSink: Sendable {
  private let severities: RuleSeverities
  /// What was found, in the order of finding.
  public private(set) var findings: [Finding] = []

  /// An empty collection under a run's settings.
  public init(_ severities: RuleSeverities) { self.severities = severities }

  /// Records a finding, unless its rule is off; `severity` is a weight that the rule gives this
  /// one case, else the rule's own holds. A warning may be explained by 核实说明 of its row.
  public mutating func emit(
    _ rule: RuleCode, severity: Severity? = nil, at place: Place, value: String? = nil,
    related: [RelatedCell] = [], values: [MessageValue] = [], isExplained: Bool = false
  ) {
    guard let usual = severities[rule] else { return }
    let severity = severity ?? usual
    findings.append(
      Finding(
        rule: rule, severity: severity, place: place, value: value, related: related,
        values: values, isExplained: isExplained && severity == .warning))
  }

  /// Takes over what another sink found.
  public mutating func append(_ found: [Finding]) { findings += found }
}
