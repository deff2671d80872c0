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
      try checkNumber(source.bytes[range], in: cell)
      return ("", Array(source.bytes[range]))
    case .date(let date):
      if append(date, to: &output) { return ("", output) }
    case .written(let range):
      if cell.showsDate, let date = TemplateDate(written: source.bytes[range]),
        append(date, to: &output)
      {
        return ("", output)
      }
    case .text: break
    }
    var text: [UInt8] = []
    source.appendText(at: place, to: &text)
    try checkLength(text[...], in: cell)
    CellText.append(text[...], to: &output)
    return ("str", output)
  }

  func checkNumber(
    _ digits: ArraySlice<UInt8>, in cell: CellPlan
  ) throws(TemplateError) {
    guard CellText.isNumber(digits) else {
      throw .notANumber(String(decoding: digits, as: UTF8.self), at: place(cell))
    }
  }

  func checkLength(
    _ text: ArraySlice<UInt8>, in cell: CellPlan
  ) throws(TemplateError) {
    if let characters = CellText.excessLength(text) {
      throw .textTooLong(at: place(cell), characters: characters, limit: CellText.limit)
    }
  }
}
