public import Findings
public import Values

/// Findings counted by weight.
public struct SeverityCounts: Hashable, Sendable {
  /// 错误.
  public var errors = 0
  /// 核实, those explained left out.
  public var warnings = 0
  /// 核实 that 核实说明 answers.
  public var explained = 0
  /// 提示.
  public var infos = 0

  /// All of them.
  public var total: Int { errors + warnings + explained + infos }

  /// None.
  public init() {}

  mutating func add(_ finding: Finding) {
    switch finding.severity {
    case .error: errors += 1
    case .warning: if finding.isExplained { explained += 1 } else { warnings += 1 }
    case .info: infos += 1
    }
  }
}

/// How many findings there are, of which bureau and of which rule.
public struct FindingTally: Sendable {
  /// A rule that spoke.
  public struct RuleCount: Hashable, Sendable {
    /// The rule.
    public let rule: RuleCode
    /// Its weight in this run.
    public let severity: Severity
    /// How often it spoke.
    public let count: Int
    /// The bureaus it spoke of, in code order.
    public let bureaus: [BureauCode]
  }

  /// All findings.
  public let total: SeverityCounts
  /// By bureau; findings on files of no known bureau are in ``total`` only.
  public let byBureau: [BureauCode: SeverityCounts]
  /// By bureau and list.
  let bySubmission: [Submission: SeverityCounts]
  /// The rules that spoke, in report order.
  public let byRule: [RuleCount]

  /// A bureau's list.
  struct Submission: Hashable, Sendable {
    let bureau: BureauCode
    let list: ListName
  }

  init(_ month: MergedMonth) {
    var total = SeverityCounts()
    var byBureau: [BureauCode: SeverityCounts] = [:]
    var bySubmission: [Submission: SeverityCounts] = [:]
    var counts: [RuleCode: Int] = [:]
    var weights: [RuleCode: Severity] = [:]
    var bureaus: [RuleCode: Set<BureauCode>] = [:]
    for finding in month.findings {
      total.add(finding)
      counts[finding.rule, default: 0] += 1
      weights[finding.rule] = finding.severity
      guard let bureau = finding.place.bureau else { continue }
      byBureau[bureau, default: SeverityCounts()].add(finding)
      bureaus[finding.rule, default: []].insert(bureau)
      if let list = finding.place.list {
        bySubmission[Submission(bureau: bureau, list: list), default: SeverityCounts()]
          .add(finding)
      }
    }
    self.total = total
    self.byBureau = byBureau
    self.bySubmission = bySubmission
    let known = month.rules.rules.map(\.code)
    let others = counts.keys.filter { month.rules[$0] == nil }.sorted()
    byRule = (known + others).compactMap { rule in
      counts[rule].map { count in
        RuleCount(
          rule: rule, severity: weights[rule] ?? .error, count: count,
          bureaus: (bureaus[rule] ?? []).sorted())
      }
    }
  }

  /// The findings of a bureau's list.
  func counts(_ bureau: BureauCode, _ list: ListName) -> SeverityCounts {
    bySubmission[Submission(bureau: bureau, list: list)] ?? SeverityCounts()
  }
}

extension RuleCode {
  /// Whether the rule speaks of what stands in a file: being late (D) or missing (T001, T006) is
  /// told by the state of the list.
  public var isOfContent: Bool { !rawValue.hasPrefix("D") && self != "T001" && self != "T006" }
}
