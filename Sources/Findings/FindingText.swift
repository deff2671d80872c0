/// A group of equal findings in the words that a clerk reads, line by line (SPEC §3); terminal and
/// page show the same.
public struct FindingText: Sendable {
  /// The weight, 错误, or 已说明 for a warning that 核实说明 answers.
  public let severity: String
  /// What is wrong, without values.
  public let title: String
  /// Sheet, cell, row and column: 位置.
  public let place: String
  /// The cell's text: 内容.
  public let content: String?
  /// The cells that it is compared with: 对照.
  public let compared: String?
  /// What is wrong, with values, where that says more than title and cells: 说明.
  public let message: String?
  /// How to mend it: 改法.
  public let fix: String?
  /// The clause it rests on: 依据.
  public let basis: String?
  /// Where else: 同类.
  public let others: String?

  /// The words for a group.
  ///
  /// - Parameters:
  ///   - group: Equal findings.
  ///   - catalogue: What the rules say.
  ///   - namesFiles: Whether findings of several files stand together.
  public init(_ group: FindingGroup, _ catalogue: RuleCatalogue, namesFiles: Bool) {
    let finding = group.first
    let rule = catalogue[finding.rule]
    severity = finding.isExplained ? "已说明" : finding.severity.chinese
    title = rule?.title ?? ""
    place = Self.place(finding, namesFiles: namesFiles)
    let hasCells = !finding.related.isEmpty || finding.place.cell != nil
    content = hasCells ? finding.value.map(Self.shown) : nil
    compared =
      content == nil || finding.related.isEmpty
      ? nil
      : finding.related.prefix(4)
        .map { "\($0.address)“\($0.heading)”= \(Self.shown($0.value))" }.joined(separator: "，")
    let message = catalogue.message(of: finding)
    self.message = finding.related.isEmpty && message != rule?.title ? message : nil
    fix = rule?.fix
    basis = rule?.basis
    others =
      group.findings.count == 1
      ? nil
      : "另有 \(group.findings.count - 1) 处：" + group.otherAddresses().joined(separator: "、")
  }

  private static func place(_ finding: Finding, namesFiles: Bool) -> String {
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

  /// A cell's text, a long one cut for reading; the machine formats have all of it.
  private static func shown(_ text: String) -> String {
    if text.isEmpty { return "（空）" }
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 60 ? line.prefix(60) + "…" : line
  }
}
