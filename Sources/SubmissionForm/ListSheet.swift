import Findings
import ListSchema
import Table
import Values

/// Makes the sheet of a list.
struct ListSheet {
  let layout: FormLayout
  let head: FormHead
  let template: FormulaTemplate
  /// The checks, with the weight of their rules.
  let checks: [(check: FormCheck, severity: Severity)]
  /// Rows filled in beforehand.
  let filled: [[FieldKey: String]]
  /// Says in the row above the headings how far the check is; a formula on the 自检 sheet.
  let state: SheetContent.Value

  /// The sheet.
  var content: SheetContent {
    var sheet = SheetContent(name: layout.sheetName)
    sheet.columns = layout.columns.map {
      SheetContent.Column(width: $0.width, format: $0.format)
    }
    sheet.showsGrid = true
    sheet.footer = "\(head.bureau)　\(head.period)"
    sheet.frozenAt = CellReference(row: layout.rows.lowerBound, column: frozenColumns + 1)
    sheet.printTitles = layout.headRow...(layout.headRow + layout.headHeight - 1)
    addTitle(to: &sheet)
    addHeadings(to: &sheet)
    addSums(to: &sheet)
    addRows(to: &sheet)
    let columnGuard = ColumnGuard(layout: layout, template: template)
    sheet.validations =
      layout.columns.map(columnGuard.headingPrompt) + layout.columns.map(columnGuard.validation)
    addConditions(to: &sheet)
    return sheet
  }

  /// Columns that stay when the sheet is scrolled: up to the one that tells whom a row is of.
  private var frozenColumns: Int { layout.zone?.number ?? 0 }

  // MARK: Above the headings

  private func addTitle(to sheet: inout SheetContent) {
    let title = "\(head.city)经济开发区\(layout.list.title)（\(head.period)）"
    sheet.addBanner(row: 1, height: 40, columns: layout.allColumns, .text(title), .title)
    for (row, pairs) in head.lines.enumerated() {
      addLine(row: row + 2, pairs, to: &sheet)
    }
    let half = columns(upTo: 46)
    sheet.addBanner(row: 4, height: 26, columns: 1...half, state, .section)
    let note =
      "标 * 的栏必填。红色：须改正；黄色：请核实，属实的在“核实说明”栏写明。没有可报的，在首行“\(zoneTitle)”栏选“\(WordTable.nilWord)”。"
    let place = (half + 1)...max(half + 1, columns(upTo: 200))
    sheet.rows[sheet.rows.count - 1].cells.append(
      SheetContent.Cell(column: place.lowerBound, format: .note, value: .text(note)))
    sheet.merge(row: 4, columns: place)
  }

  private var zoneTitle: String { layout.zone?.field.title ?? layout.columns[0].field.title }

  /// Number of columns that are so wide together, at least one.
  private func columns(upTo width: Double) -> Int {
    var total = 0.0
    for column in layout.columns {
      total += column.width
      if total >= width { return column.number }
    }
    return layout.columns.count
  }

  /// Labels and the places to fill in beside them, over as many columns as they need.
  private func addLine(row: Int, _ pairs: [FormHead.Pair], to sheet: inout SheetContent) {
    var cells: [SheetContent.Cell] = []
    var next = 1
    func take(_ width: Double, keeping reserve: Int) -> ClosedRange<Int> {
      let first = next
      var total = 0.0
      let end = max(first, layout.columns.count - reserve)
      repeat {
        total += layout.columns[next - 1].width
        next += 1
      } while next <= end && total < width
      return first...(next - 1)
    }
    for (index, pair) in pairs.enumerated() {
      let following = 2 * (pairs.count - 1 - index)
      guard next + following < layout.columns.count else { break }
      let label = take(13, keeping: following + 1)
      let value = take(24, keeping: following)
      cells.append(
        SheetContent.Cell(
          column: label.lowerBound, format: .label, value: .text(pair.label + "：")))
      for column in value {
        let isFirst = column == value.lowerBound
        cells.append(
          SheetContent.Cell(
            column: column, format: pair.format,
            value: isFirst && !pair.value.isEmpty ? .text(pair.value) : .blank))
      }
      sheet.merge(row: row, columns: label)
      sheet.merge(row: row, columns: value)
    }
    sheet.rows.append(SheetContent.Row(number: row, height: 24, cells: cells))
  }

  // MARK: Headings and rows

  private func addHeadings(to sheet: inout SheetContent) {
    let last = layout.headRow + layout.headHeight - 1
    for row in layout.headRow...last {
      let cells = layout.columns.map { column in
        SheetContent.Cell(
          column: column.number, format: .heading, value: heading(column, row, isLast: row == last))
      }
      sheet.addFitted(row: row, least: row == last ? 36 : 22, cells)
    }
    guard layout.headHeight > 1 else { return }
    for column in layout.columns {
      if column.field.group == nil {
        sheet.merges.append(
          SheetContent.area(
            rows: layout.headRow...last, columns: column.number...column.number))
      } else if isFirstOfGroup(column) {
        let members = layout.columns[column.number...].prefix {
          $0.field.group == column.field.group
        }
        sheet.merge(row: layout.headRow, columns: column.number...(column.number + members.count))
      }
    }
  }

  private func heading(
    _ column: FormLayout.Column, _ row: Int, isLast: Bool
  ) -> SheetContent.Value {
    guard layout.headHeight > 1 else { return .text(column.label) }
    guard let group = column.field.group else { return isLast ? .blank : .text(column.label) }
    if isLast { return .text(column.label) }
    return isFirstOfGroup(column) ? .text(group) : .blank
  }

  private func isFirstOfGroup(_ column: FormLayout.Column) -> Bool {
    column.number == 1 || layout.columns[column.number - 2].field.group != column.field.group
  }

  /// The row of sums stands above the rows, where its formulas hold however many rows there are.
  private func addSums(to sheet: inout SheetContent) {
    guard let row = layout.sumRow else { return }
    let cells = layout.columns.map { column -> SheetContent.Cell in
      var format = column.format.gridded
      format.font = .bold
      format.fill = .sum
      switch column.field.kind {
      case .integer, .number:
        let area = layout.area(column)
        return SheetContent.Cell(
          column: column.number, format: format,
          value: .formula("SUM(\(area))", stored: .number(0)))
      case .zone:
        format.horizontal = .center
        return SheetContent.Cell(column: column.number, format: format, value: .text("合计"))
      default: return SheetContent.Cell(column: column.number, format: format)
      }
    }
    sheet.rows.append(SheetContent.Row(number: row, height: 24, cells: cells))
  }

  private func addRows(to sheet: inout SheetContent) {
    for index in 0..<(filled.count + FormLayout.ruledRows) {
      let values = index < filled.count ? filled[index] : [:]
      let cells = layout.columns.map { column in
        SheetContent.Cell(
          column: column.number, format: column.format.gridded,
          value: value(values[column.field.key] ?? "", column.field))
      }
      sheet.addFitted(row: layout.rows.lowerBound + index, least: 24, cells)
    }
  }

  private func value(_ text: String, _ field: Field) -> SheetContent.Value {
    if text.isEmpty { return .blank }
    switch field.kind {
    case .date:
      return Day(text).map { .number("\($0.serial)") } ?? .text(text)
    case .integer, .number, .sequence:
      return Amount(decimal: text.utf8).map { .number($0.description) } ?? .text(text)
    default: return .text(text)
    }
  }

  // MARK: What lights up

  private func addConditions(to sheet: inout SheetContent) {
    for severity in [Severity.error, .warning] {
      for (check, weight) in checks where weight == severity {
        let areas = check.marks.compactMap { layout[$0].map(layout.area) }
        guard !areas.isEmpty, let formula = check.highlight(template) else { continue }
        sheet.conditions.append(
          SheetContent.Condition(
            areas: areas, formula: formula, highlight: severity == .error ? .error : .warning))
      }
    }
    let first = "$A\(layout.rows.lowerBound)"
    let last = "$\(CellReference.letters(ofColumn: layout.columns.count))\(layout.rows.lowerBound)"
    sheet.conditions.append(
      SheetContent.Condition(
        areas: [SheetContent.area(rows: layout.rows, columns: layout.allColumns)],
        formula: "COUNTA(\(first):\(last))>0", highlight: .grid))
  }
}
