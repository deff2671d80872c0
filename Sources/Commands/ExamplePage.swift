import Findings
import ListSchema
import Values

/// An example of a rule as a clerk reads it: headings for keys, and words where the file of rules
/// has signs.
struct ExamplePage {
  private static let register = "收件登记.csv"
  /// Columns of the terminal that a text of the example may take.
  private static let width = 40

  private let example: RuleExample
  private let list: ListDefinition?
  /// What points at the cell, row or file; a hint does not speak of faults.
  private let pointer: String
  private var lines: [String] = []

  /// The page of an example whose rows are of a list, for a rule of a weight.
  init(_ example: RuleExample, of list: ListDefinition?, _ severity: Severity) {
    self.example = example
    self.list = list
    pointer = severity == .info ? "  ←指此处" : "  ←此处有误"
    addSettings()
    add(example.previousRows, title: "上月报的")
    add(example.rows, title: example.previousRows.isEmpty ? nil : "本月报的")
    if let sheet = example.sheet { add(sheet) }
    for sheet in example.beside { add(sheet) }
    addFiles()
    addPlace()
  }

  /// The lines of the page, indented.
  var text: String { lines.map { "    \($0)\n" }.joined() }

  private mutating func addSettings() {
    if let period = example.period { lines.append("报告期    \(period.chinese)") }
    if let received = example.received { lines.append("收件时间  \(received)") }
    for (name, limit) in example.limits.sorted(by: { $0.key < $1.key }) {
      lines.append("设定限度  \(name) = \(limit)")
    }
  }

  /// Says where the fault lies if no line of the page is it.
  private mutating func addPlace() {
    switch example.place {
    case .sheet where !isMarked: lines.append("（问题在整张工作表，不在某一格）")
    case .list where !isMarked: lines.append("（问题在整张清单，不在某一格）")
    case .bureau: lines.append("（问题在报送单位，不在某个文件）")
    case .file where !isMarked: lines.append("（问题在整个文件，不在某一格）")
    default: break
    }
    let others = example.also.map(\.rawValue).joined(separator: "、")
    if !others.isEmpty { lines.append("（本例还会报出 \(others)）") }
  }

  private var isMarked: Bool { lines.contains { $0.hasSuffix(pointer) } }

  // MARK: Rows

  private mutating func add(_ rows: [[String: String?]], title: String?) {
    guard let list, !rows.isEmpty else { return }
    if let title { lines.append(title) }
    for (index, row) in rows.enumerated() {
      // As the sheet numbers them: the headings stand in the first row.
      let number = "第 \(index + 2) 行"
      let isFaulty =
        example.place == .row && row.values.contains { $0?.first == RuleExample.mark }
      let cells = list.fields.compactMap { field -> (heading: String, value: String)? in
        guard field.kind != .sequence, let value = row[field.key.rawValue] else { return nil }
        return (field.heading, value ?? "")
      }
      let isAlone = rows.count == 1 && title == nil
      var lead = isAlone ? "" : number + (isFaulty ? pointer : "")
      if cells.isEmpty { lead = number + "  全按表样的样例填写" + (isFaulty ? pointer : "") }
      // A row of one cell takes one line.
      let isShort = cells.count == 1 && !isAlone && !isFaulty
      if !lead.isEmpty, !isShort { lines.append(lead) }
      let widest = cells.map { DisplayWidth.of($0.heading) }.max() ?? 0
      for cell in cells {
        lines.append(
          (isShort ? number + "  " : isAlone ? "" : "  ")
            + DisplayWidth.padded(cell.heading, to: widest) + "  "
            + shown(cell.value, marks: !isFaulty))
      }
    }
    if rows.contains(where: { $0.count < list.fields.count }), title != "上月报的" {
      lines.append("（没有列出的各栏均已正确填写）")
    }
  }

  // MARK: Sheets

  private mutating func add(_ sheet: RuleExample.Sheet) {
    lines.append("工作表“\(sheet.name)”" + (sheet.isHidden ? "（隐藏）" : ""))
    for range in sheet.merged { lines.append("  合并单元格 \(range)") }
    for column in sheet.hiddenColumns { lines.append("  隐藏 \(column) 列") }
    for (index, row) in sheet.cells.enumerated() {
      let isHidden = sheet.hiddenRows.contains(index + 1)
      let isFaulty = example.place == .row && row.contains { $0.text.first == RuleExample.mark }
      let cells = row.map { shown($0.text, marks: example.place == nil) }
      lines.append(
        "  第 \(index + 1) 行\(isHidden ? "（隐藏）" : "")  " + cells.joined(separator: " | ")
          + (isFaulty ? pointer : ""))
    }
    if example.place == .sheet,
      sheet.cells.joined().contains(where: { $0.text.first == RuleExample.mark })
    {
      lines.append("  （问题在这张工作表）" + pointer)
    }
  }

  // MARK: Files

  /// One file with what it holds; of several their names, and when they were received.
  private mutating func addFiles() {
    for file in example.files {
      let isFaulty = file.path.first == RuleExample.mark
      let path = isFaulty ? String(file.path.dropFirst()) : file.path
      lines.append("文件 \(path)" + (isFaulty ? pointer : ""))
      guard case .text(let text) = file.file else { continue }
      for row in text.split(separator: "\n") {
        let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if path == Self.register, cells.count > 3 {
          lines.append("  \(cells[1])  \(cells[3])")
        } else if example.files.count == 1 {
          lines.append("  " + cells.map { shown($0, marks: true) }.joined(separator: " | "))
        }
      }
    }
  }

  // MARK: Cells

  /// A cell's text in words, cut for the screen.
  private func shown(_ text: String, marks: Bool) -> String {
    let isFaulty = text.first == RuleExample.mark
    let content = isFaulty ? String(text.dropFirst()) : text
    let words =
      switch content {
      case "": "（空）"
      case "=无值": "（公式，没有计算结果）"
      case "[图片]": "（图片）"
      default: Self.shortened(content)
      }
    return words + (isFaulty && marks ? pointer : "")
  }

  private static func shortened(_ text: String) -> String {
    if DisplayWidth.of(text) <= width { return text }
    var cut = ""
    for character in text {
      if DisplayWidth.of(cut + String(character)) > width - 2 { break }
      cut.append(character)
    }
    return cut + "…"
  }
}

extension RuleExample.Cell {
  fileprivate var text: String {
    switch self {
    case .text(let text), .number(let text): text
    }
  }
}
