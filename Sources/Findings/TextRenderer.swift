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
    let text = catalogue[finding.rule]
    var lines = [heading(finding, text)]
    lines.append("  位置  " + place(finding))
    if let content = content(finding) { lines.append("  内容  " + content) }
    let message = catalogue.message(of: finding)
    if finding.related.isEmpty, message != text?.title { lines.append("  说明  " + message) }
    if let text {
      lines.append("  改法  " + text.fix)
      lines.append("  依据  " + text.basis)
    }
    if group.findings.count > 1 {
      let others = group.otherAddresses().joined(separator: "、")
      lines.append("  同类  另有 \(group.findings.count - 1) 处：\(others)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ finding: Finding, _ text: RuleText?) -> String {
    let word = finding.isExplained ? "已说明" : finding.severity.chinese
    return colour(word, finding.severity) + " \(finding.rule)  \(text?.title ?? "")"
  }

  private func place(_ finding: Finding) -> String {
    let place = finding.place
    var parts: [String] = []
    if namesFiles, let file = place.file { parts.append(file) }
    let sheet = place.sheet ?? (namesFiles ? nil : place.file)
    switch (sheet, place.cell) {
    case (let sheet?, let cell?): parts.append("\(sheet)!\(cell)")
    case (nil, let cell?): parts.append(cell)
    case (let sheet?, nil): parts.append(sheet)
    case (nil, nil):
      if place.file == nil, let list = place.list { parts.append(list.chinese) }
    }
    var words: [String] = []
    if let row = place.row { words.append("第 \(row) 行") }
    if let heading = place.heading { words.append("“\(heading)”") }
    let detail = words.isEmpty ? "" : "（\(words.joined())）"
    return parts.joined(separator: " ") + detail
  }

  private func content(_ finding: Finding) -> String? {
    guard let value = finding.value, !finding.related.isEmpty || finding.place.cell != nil else {
      return nil
    }
    let shown = value.isEmpty ? "（空）" : Self.shortened(value)
    let compared = finding.related.prefix(4).map { cell in
      "\(cell.address)“\(cell.heading)”= \(cell.value.isEmpty ? "（空）" : Self.shortened(cell.value))"
    }
    if compared.isEmpty { return shown }
    return DisplayWidth.padded(shown, to: 18) + "对照  " + compared.joined(separator: "，")
  }

  /// A long text cut for the screen; the machine formats have all of it.
  private static func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 60 ? line.prefix(60) + "…" : line
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
