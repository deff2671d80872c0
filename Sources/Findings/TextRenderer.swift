public import Values

/// Findings as a clerk reads them in a terminal or a text file (SPEC §3).
public struct TextRenderer: Sendable {
  private let catalogue: RuleCatalogue
  private let usesColour: Bool
  private let namesFiles: Bool

  /// A renderer.
  ///
  /// - Parameters:
  ///   - catalogue: What the rules say.
  ///   - usesColour: Whether the output is a terminal that shows colours.
  ///   - namesFiles: Whether findings of several files stand together.
  public init(_ catalogue: RuleCatalogue, usesColour: Bool, namesFiles: Bool) {
    self.catalogue = catalogue
    self.usesColour = usesColour
    self.namesFiles = namesFiles
  }

  /// The findings, equal ones grouped, in the order given.
  public func render(_ findings: [Finding]) -> String {
    FindingGroup.groups(of: findings).map(render).joined(separator: "\n")
  }

  private func render(_ group: FindingGroup) -> String {
    let finding = group.first
    let text = FindingText(group, catalogue, namesFiles: namesFiles)
    var lines = [
      "\(colour(text.severity, finding.severity)) \(finding.rule)  \(text.title)",
      "  位置  " + text.place,
    ]
    if let content = text.content {
      let compared = text.compared.map { "对照  " + $0 }
      lines.append(
        "  内容  " + (compared.map { DisplayWidth.padded(content, to: 18) + $0 } ?? content))
    }
    if let message = text.message { lines.append("  说明  " + message) }
    if let fix = text.fix { lines.append("  改法  " + fix) }
    if let basis = text.basis { lines.append("  依据  " + basis) }
    if let others = text.others { lines.append("  同类  " + others) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func colour(_ text: String, _ severity: Severity) -> String {
    guard usesColour else { return text }
    let code =
      switch severity {
      case .error: "31"
      case .warning: "33"
      case .info: "36"
      }
    return "\u{1B}[1;\(code)m\(text)\u{1B}[0m"
  }
}

extension Severity {
  /// As a clerk reads it.
  public var chinese: String {
    switch self {
    case .error: "错误"
    case .warning: "核实"
    case .info: "提示"
    }
  }
}

extension ListName {
  /// The list's name as clerks know it.
  public var chinese: String {
    switch self {
    case .hazards: "问题隐患清单"
    case .measures: "制度措施清单"
    case .practices: "典型做法清单"
    case .accidents: "事故统计表"
    }
  }
}
