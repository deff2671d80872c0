import Findings
import ListSchema
import Table
import Values

/// Makes the sheet 自检: formulas that count what is still wrong, list by list and rule by rule.
struct SelfCheckSheet {
  /// A line: a rule of a list.
  struct Line {
    var list: ListName
    var rule: String
    var title: String
    var severity: Severity
    var fix: String
    var formula: String
    /// The count of a form as it was made.
    var stored: Int
  }

  static let sheetName = "自检"
  /// First line of the summary, one a list, then their sum.
  private static let summary = 5
  private static let errorWord = "须改"
  private static let warningWord = "核实"

  let head: FormHead
  let layouts: [FormLayout]
  let lines: [Line]
  /// The formula that counts a list's filled rows.
  let rowCounts: [String]
  /// Whether results are stored: only those of a form with no row are known beforehand.
  let storesResults: Bool

  private var sumRow: Int { Self.summary + layouts.count }
  private var firstLine: Int { sumRow + 3 }
  private var lastLine: Int { firstLine + max(lines.count, 1) - 1 }

  /// Says on a list's own sheet how far the check is.
  func state(of list: Int) -> SheetContent.Value {
    let row = Self.summary + list
    let sheet = "'\(Self.sheetName)'!"
    let errors = storedCount(of: layouts[list].list.name, .error)
    return formula(
      "\"自检：\"&\(sheet)$C$\(row)&IF(\(sheet)$D$\(row)>0,\"（详见“自检”表）\",\"\")",
      .text("自检：" + verdict(errors: errors, warnings: 0, rows: 0) + (errors > 0 ? "（详见“自检”表）" : ""))
    )
  }

  /// The sheet.
  var content: SheetContent {
    var sheet = SheetContent(name: Self.sheetName)
    sheet.columns = [17, 11, 46, 9, 9, 10, 76].map { SheetContent.Column(width: $0) }
    sheet.footer = "\(head.bureau)　\(head.period)"
    // The verdict stays in sight.
    sheet.frozenAt = CellReference(row: 3, column: 1)
    sheet.printTitles = (firstLine - 1)...(firstLine - 1)
    sheet.addBanner(row: 1, height: 40, columns: 1...7, .text("报送前自检"), .title)
    sheet.addBanner(row: 2, height: 30, columns: 1...7, total, .verdict)
    sheet.addBanner(
      row: 3, height: 34, columns: 1...7,
      .text(
        "\(head.bureau)　\(head.period)。数字随填写自动更新；“须改”为 0 才能报送，“核实”请改正或在“核实说明”栏写明。需要对照上月台账、累计数的问题，由省商务厅汇总时核对。"
      ),
      .note)
    addSummary(to: &sheet)
    addLines(to: &sheet)
    addConditions(to: &sheet)
    return sheet
  }

  // MARK: Summary

  private func addSummary(to sheet: inout SheetContent) {
    addHeadings(["清单", "已填行数", "结论", "须改", "核实"], row: Self.summary - 1, to: &sheet)
    for (index, layout) in layouts.enumerated() {
      let row = Self.summary + index
      let errors = storedCount(of: layout.list.name, .error)
      addRow(
        row,
        [
          .text(layout.list.title), formula(rowCounts[index], .number(0)),
          verdict(row: row, errors: errors, rows: 0),
          formula(sum(row, Self.errorWord), .number(errors)),
          formula(sum(row, Self.warningWord), .number(0)),
        ], to: &sheet)
    }
    let rows = "\(Self.summary):"
    let errors = lines.filter { $0.severity == .error }.map(\.stored).reduce(0, +)
    func total(_ column: String) -> String {
      "SUM(\(column)\(rows)\(column)\(sumRow - 1))"
    }
    addRow(
      sumRow,
      [
        .text("合计"), formula(total("B"), .number(0)),
        verdict(row: sumRow, errors: errors, rows: 0), formula(total("D"), .number(errors)),
        formula(total("E"), .number(0)),
      ], to: &sheet)
  }

  private func sum(_ row: Int, _ word: String) -> String {
    "SUMIFS($E$\(firstLine):$E$\(lastLine),$A$\(firstLine):$A$\(lastLine),$A\(row),"
      + "$D$\(firstLine):$D$\(lastLine),\"\(word)\")"
  }

  private func verdict(row: Int, errors: Int, rows: Int) -> SheetContent.Value {
    formula(
      "IF(D\(row)>0,\"须改 \"&D\(row)&\" 处\",IF(E\(row)>0,\"请核实 \"&E\(row)&\" 处\",\"通过\"))",
      .text(verdict(errors: errors, warnings: 0, rows: rows)))
  }

  private func verdict(errors: Int, warnings: Int, rows: Int) -> String {
    errors > 0 ? "须改 \(errors) 处" : warnings > 0 ? "请核实 \(warnings) 处" : "通过"
  }

  private var total: SheetContent.Value {
    let errors = lines.filter { $0.severity == .error }.map(\.stored).reduce(0, +)
    return formula(
      """
      IF(D\(sumRow)>0,"还不能报送：须改 "&D\(sumRow)&" 处",\
      IF(E\(sumRow)>0,"可以报送；另有 "&E\(sumRow)&" 处请核实","可以报送"))
      """, .text(errors > 0 ? "还不能报送：须改 \(errors) 处" : "可以报送"))
  }

  private func storedCount(of list: ListName, _ severity: Severity) -> Int {
    lines.filter { $0.list == list && $0.severity == severity }.map(\.stored).reduce(0, +)
  }

  // MARK: Lines

  private func addLines(to sheet: inout SheetContent) {
    addHeadings(
      ["清单", "规则", "检查内容", "级别", "处数", "结果", "怎样改"], row: firstLine - 1, to: &sheet)
    for (index, line) in lines.enumerated() {
      let row = firstLine + index
      let word = line.severity == .error ? Self.errorWord : Self.warningWord
      let title = layouts.first { $0.list.name == line.list }?.list.title ?? ""
      addRow(
        row,
        [
          .text(title), .text(line.rule), .text(line.title), .text(word),
          formula(line.formula, .number(line.stored)),
          formula(
            "IF(E\(row)>0,D\(row),\"通过\")", .text(line.stored > 0 ? word : "通过")),
          .text(line.fix),
        ], to: &sheet)
    }
  }

  private func addHeadings(_ texts: [String], row: Int, to sheet: inout SheetContent) {
    let cells = texts.enumerated().map {
      SheetContent.Cell(column: $0.offset + 1, format: .heading, value: .text($0.element))
    }
    sheet.rows.append(SheetContent.Row(number: row, height: 26, cells: cells))
  }

  private func addRow(_ row: Int, _ values: [SheetContent.Value], to sheet: inout SheetContent) {
    let cells = values.enumerated().map { index, value in
      SheetContent.Cell(
        column: index + 1, format: [2, 6].contains(index) ? .cell : .centered, value: value)
    }
    sheet.addFitted(row: row, least: 20, cells)
  }

  private func formula(_ formula: String, _ stored: SheetContent.Stored) -> SheetContent.Value {
    .formula(formula, stored: storesResults ? stored : nil)
  }

  // MARK: What lights up

  private func addConditions(to sheet: inout SheetContent) {
    let first = Self.summary
    func add(_ area: String, _ formula: String, _ highlight: Highlight) {
      sheet.conditions.append(
        SheetContent.Condition(areas: [area], formula: formula, highlight: highlight))
    }
    add("A2", "$D$\(sumRow)>0", .error)
    add("A2", "$E$\(sumRow)>0", .warning)
    add("A2", "$D$\(sumRow)=0", .passed)
    add("C\(first):C\(sumRow)", "$D\(first)>0", .error)
    add("C\(first):C\(sumRow)", "$E\(first)>0", .warning)
    add("C\(first):C\(sumRow)", "$D\(first)=0", .passed)
    let results = "E\(firstLine):F\(lastLine)"
    add(results, "($E\(firstLine)>0)*($D\(firstLine)=\"\(Self.errorWord)\")>0", .error)
    add(results, "$E\(firstLine)>0", .warning)
    add(results, "$E\(firstLine)=0", .passed)
  }
}
