import Table
import XMLStream

extension SheetContent {
  /// The worksheet's part, children in the order of ECMA-376 Part 1, 18.3.1.99.
  ///
  /// - Parameters:
  ///   - styles: Where formats get their numbers.
  ///   - isActive: Whether it is the sheet that is shown first.
  /// - Returns: The part's bytes.
  func part(_ styles: inout FormStyles, isActive: Bool) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.start("worksheet")
    xml.attribute("xmlns", SpreadsheetNamespace.main)
    xml.raw("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>")
    writeView(isActive: isActive, to: &xml)
    xml.raw("<sheetFormatPr defaultRowHeight=\"20\"/>")
    writeColumns(&styles, to: &xml)
    writeRows(&styles, to: &xml)
    writeMerges(to: &xml)
    writeConditions(to: &xml)
    writeValidations(to: &xml)
    writePage(to: &xml)
    xml.end("worksheet")
    return xml.bytes
  }

  private func writeView(isActive: Bool, to xml: inout XMLWriter) {
    xml.start("sheetViews")
    xml.start("sheetView")
    if !showsGrid { xml.attribute("showGridLines", 0) }
    if isActive { xml.attribute("tabSelected", 1) }
    xml.attribute("zoomScale", 85)
    xml.attribute("workbookViewId", 0)
    if let frozenAt {
      xml.start("pane")
      if frozenAt.column > 1 { xml.attribute("xSplit", frozenAt.column - 1) }
      if frozenAt.row > 1 { xml.attribute("ySplit", frozenAt.row - 1) }
      xml.attribute("topLeftCell", frozenAt.description)
      let pane = frozenAt.column > 1 ? "bottomRight" : "bottomLeft"
      xml.attribute("activePane", pane)
      xml.attribute("state", "frozen")
      xml.end("pane")
      xml.start("selection")
      xml.attribute("pane", pane)
      xml.attribute("activeCell", frozenAt.description)
      xml.attribute("sqref", frozenAt.description)
      xml.end("selection")
    }
    xml.end("sheetView")
    xml.end("sheetViews")
  }

  private func writeColumns(_ styles: inout FormStyles, to xml: inout XMLWriter) {
    guard !columns.isEmpty else { return }
    xml.start("cols")
    for (index, column) in columns.enumerated() {
      xml.start("col")
      xml.attribute("min", index + 1)
      xml.attribute("max", index + 1)
      xml.attribute("width", "\(column.width)")
      if let format = column.format { xml.attribute("style", styles.index(of: format)) }
      xml.attribute("customWidth", 1)
      xml.end("col")
    }
    xml.end("cols")
  }

  private func writeRows(_ styles: inout FormStyles, to xml: inout XMLWriter) {
    xml.start("sheetData")
    for row in rows {
      xml.start("row")
      xml.attribute("r", row.number)
      if let height = row.height {
        xml.attribute("ht", "\(height)")
        if row.isFixed { xml.attribute("customHeight", 1) }
      }
      for cell in row.cells { write(cell, row: row.number, &styles, to: &xml) }
      xml.end("row")
    }
    xml.end("sheetData")
  }

  private func write(
    _ cell: Cell, row: Int, _ styles: inout FormStyles, to xml: inout XMLWriter
  ) {
    xml.start("c")
    xml.attribute("r", CellReference(row: row, column: cell.column).description)
    xml.attribute("s", styles.index(of: cell.format))
    switch cell.value {
    case .blank: break
    case .text(let text):
      xml.attribute("t", "inlineStr")
      xml.start("is")
      xml.start("t")
      xml.attribute("xml:space", "preserve")
      xml.text(text)
      xml.end("t")
      xml.end("is")
    case .number(let number):
      xml.element("v", number)
    case .formula(let formula, let stored):
      if case .text = stored { xml.attribute("t", "str") }
      xml.element("f", formula)
      switch stored {
      case .text(let text): xml.element("v", text)
      case .number(let number): xml.element("v", "\(number)")
      case nil: break
      }
    }
    xml.end("c")
  }

  private func writeMerges(to xml: inout XMLWriter) {
    guard !merges.isEmpty else { return }
    xml.start("mergeCells")
    xml.attribute("count", merges.count)
    for merge in merges {
      xml.start("mergeCell")
      xml.attribute("ref", merge)
      xml.end("mergeCell")
    }
    xml.end("mergeCells")
  }

  private func writeConditions(to xml: inout XMLWriter) {
    for (index, condition) in conditions.enumerated() {
      xml.start("conditionalFormatting")
      xml.attribute("sqref", condition.areas.joined(separator: " "))
      xml.start("cfRule")
      xml.attribute("type", "expression")
      xml.attribute("dxfId", condition.highlight.rawValue)
      xml.attribute("priority", index + 1)
      xml.element("formula", condition.formula)
      xml.end("cfRule")
      xml.end("conditionalFormatting")
    }
  }

  private func writeValidations(to xml: inout XMLWriter) {
    guard !validations.isEmpty else { return }
    xml.start("dataValidations")
    xml.attribute("count", validations.count)
    for validation in validations { validation.write(to: &xml) }
    xml.end("dataValidations")
  }

  private func writePage(to xml: inout XMLWriter) {
    xml.raw("<printOptions horizontalCentered=\"1\"/>")
    xml.raw(
      "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.65\" header=\"0.3\" footer=\"0.3\"/>"
    )
    xml.start("pageSetup")
    // 9 is A4 (18.18.51).
    xml.attribute("paperSize", 9)
    xml.attribute("fitToHeight", 0)
    xml.attribute("orientation", "landscape")
    xml.end("pageSetup")
    xml.start("headerFooter")
    xml.element("oddFooter", "&L\(footer)&C第 &P 页　共 &N 页&R&A")
    xml.end("headerFooter")
  }
}

extension CellValidation {
  /// Titles of more than 32 and texts of more than 255 characters keep a workbook from opening.
  private static let longestTitle = 32
  private static let longestText = 225

  fileprivate func write(to xml: inout XMLWriter) {
    let (type, comparison, formulas) = condition
    xml.start("dataValidation")
    if let type { xml.attribute("type", type) }
    if let comparison { xml.attribute("operator", comparison) }
    if isAdvice { xml.attribute("errorStyle", "warning") }
    xml.attribute("allowBlank", 1)
    xml.attribute("showInputMessage", 1)
    if type != nil {
      xml.attribute("showErrorMessage", 1)
      xml.attribute("errorTitle", title.prefix(Self.longestTitle))
      xml.attribute("error", fault.prefix(Self.longestText))
    }
    xml.attribute("promptTitle", title.prefix(Self.longestTitle))
    xml.attribute("prompt", prompt.prefix(Self.longestText))
    xml.attribute("sqref", area)
    if let first = formulas.first { xml.element("formula1", first) }
    if formulas.count > 1 { xml.element("formula2", formulas[1]) }
    xml.end("dataValidation")
  }

  private var condition: (type: String?, comparison: String?, formulas: [String]) {
    switch kind {
    case .any: (nil, nil, [])
    case .list(let name): ("list", nil, [name])
    case .whole: ("whole", "greaterThanOrEqual", ["0"])
    case .decimal: ("decimal", "greaterThanOrEqual", ["0"])
    case .date(let days): ("date", nil, ["\(days.lowerBound)", "\(days.upperBound)"])
    case .length(let lengths):
      ("textLength", nil, ["\(lengths.lowerBound)", "\(lengths.upperBound)"])
    case .formula(let formula): ("custom", nil, [formula])
    }
  }
}

extension XMLWriter {
  /// Writes an element that holds a text.
  mutating func element(_ name: StaticString, _ text: String) {
    start(name)
    self.text(text)
    end(name)
  }
}
