public import Findings
public import Values

/// What a check before sending found, as a page to read, print and hand on.
public struct FindingPage {
  /// What the page says besides the findings.
  public struct Head: Sendable {
    /// The month checked against.
    public var period: Period
    /// The files, by path.
    public var files: [String]
    /// Whether it may be sent.
    public var isSendable: Bool
    /// The verdict, line by line, the conclusion first.
    public var verdict: [String]
    /// Name and version of the program.
    public var tool: String

    /// What the page says besides the findings.
    public init(
      period: Period, files: [String], isSendable: Bool, verdict: [String], tool: String
    ) {
      self.period = period
      self.files = files
      self.isSendable = isSendable
      self.verdict = verdict
      self.tool = tool
    }
  }

  private let head: Head
  private let findings: [Finding]
  private let rules: RuleCatalogue
  private let template: PageTemplate

  /// A page of findings.
  ///
  /// - Parameters:
  ///   - head: What was checked, and what it comes to.
  ///   - findings: What was found, in order.
  ///   - rules: What the rules say.
  ///   - template: `findings.html.mustache` with `report.css`.
  public init(
    _ head: Head, _ findings: [Finding], rules: RuleCatalogue, template: PageTemplate
  ) {
    self.head = head
    self.findings = findings
    self.rules = rules
    self.template = template
  }

  /// The page.
  public var bytes: [UInt8] {
    let groups = FindingGroup.groups(of: findings).map(row)
    return template.page(
      PageRow([
        "period_chinese": head.period.chinese, "tool": head.tool,
        "files": head.files.joined(separator: "、"),
        "verdict": head.verdict.first ?? "", "details": Array(head.verdict.dropFirst()),
        "verdict_class": head.isSendable ? "sendable" : "refused",
        "has_findings": !groups.isEmpty, "findings": groups,
      ]))
  }

  private func row(_ group: FindingGroup) -> PageRow {
    let text = FindingText(group, rules, namesFiles: head.files.count > 1)
    var row = PageRow([
      "class": group.first.severity.rawValue, "severity": text.severity,
      "rule": group.first.rule.rawValue, "title": text.title, "place": text.place,
    ])
    row.enter("content", text.content)
    row.enter("compared", text.compared)
    row.enter("message", text.message)
    row.enter("fix", text.fix)
    row.enter("basis", text.basis)
    row.enter("others", text.others)
    return row
  }
}

extension PageRow {
  /// A text that may be absent, and whether it is there, as `has_name`.
  fileprivate mutating func enter(_ name: String, _ text: String?) {
    self[name] = text ?? ""
    self["has_" + name] = text != nil
  }
}
