import Table

// What formulas come to, and what a cell can hold.
extension CellWriter {
  /// What is stored of a formula's value: the cell's type, nothing for a number, and the value.
  ///
  /// A value that is not known is the empty text, as formulas word it.
  func result(
    of result: FormulaResult, row: TemplateRow, in cell: CellPlan
  ) throws(TemplateError) -> (type: String, value: [UInt8]?) {
    let source: TemplateRow
    let place: Int
    switch result {
    case .unknown: return ("", nil)
    case .number(let digits): return ("", digits)
    case .stated(.value(let index)): (source, place) = (values, index)
    case .stated(.field(_, let index)): (source, place) = (row, index)
    }
    var output: [UInt8] = []
    switch source.cells[place] {
    case .blank: return ("str", [])
    case .boolean(let truth): return ("b", [UInt8(ascii: truth ? "1" : "0")])
    case .number(let range):
      let number = Array(source.bytes[range])
      try checkNumber(number.span, in: cell)
      return ("", number)
    case .date(let date):
      if append(date, to: &output) { return ("", output) }
    case .written(let range):
      if cell.showsDate, let date = TemplateDate(written: source.bytes[range]),
        append(date, to: &output)
      {
        return ("", output)
      }
    case .integer(let number):
      output.appendDecimal(number)
      return ("", output)
    case .text, .code, .pooled: break
    }
    var text: [UInt8] = []
    source.appendText(at: place, to: &text)
    try checkLength(text.span, in: cell)
    CellText.append(text.span, to: &output)
    return ("str", output)
  }

  func checkNumber(
    _ digits: Span<UInt8>, in cell: CellPlan
  ) throws(TemplateError) {
    guard CellText.isNumber(digits) else {
      let text = digits.indices.map { digits[$0] }
      throw .notANumber(String(decoding: text, as: UTF8.self), at: place(cell))
    }
  }

  func checkLength(
    _ text: Span<UInt8>, in cell: CellPlan
  ) throws(TemplateError) {
    if let characters = CellText.excessLength(text) {
      throw .textTooLong(at: place(cell), characters: characters, limit: CellText.limit)
    }
  }

  /// Appends a date's serial number; `false` where the workbook's calendar has none.
  @discardableResult
  func append(_ date: TemplateDate, to output: inout [UInt8]) -> Bool {
    guard let serial = date.serial(from1904: is1904) else { return false }
    output.appendDecimal(serial)
    if date.second != 0 {
      // Eleven decimals tell every second of a day apart.
      let fraction = (date.second * 100_000_000_000 + 43_200) / 86_400
      let decimals = String(fraction)
      output.append(UInt8(ascii: "."))
      output.append(contentsOf: String(repeating: "0", count: 11 - decimals.utf8.count).utf8)
      output.append(contentsOf: decimals.utf8)
    }
    return true
  }

  /// The address that is being written.
  func place(_ cell: CellPlan) -> TemplatePlace {
    let letters = CellReference.letters(ofColumn: cell.column)
    return TemplatePlace(sheet: sheet, cell: letters + String(number.value))
  }
}
