import Table

/// Writes planned rows as XML.
struct CellWriter {
  /// Name of the sheet, for errors.
  let sheet: String
  /// The values that stand for themselves.
  let values: TemplateRow
  let is1904: Bool
  var styles: DateStyles
  var shared: SharedTexts
  var recent = RecentTexts()
  /// Number of the row that is being written.
  private(set) var number = RowNumber(1)
  /// Texts put together from parts.
  var text: [UInt8] = []
  private let rowEnd = Array("</row>".utf8)

  init(
    sheet: String, values: TemplateRow, is1904: Bool, styles: DateStyles, shared: SharedTexts
  ) {
    self.sheet = sheet
    self.values = values
    self.is1904 = is1904
    self.styles = styles
    self.shared = shared
  }

  /// Writes a row.
  ///
  /// - Parameters:
  ///   - plan: The row.
  ///   - number: Its number in the result.
  ///   - copy: Which copy of the template's row it is, from 0.
  ///   - row: The row of the list that the copy is for.
  ///   - output: Where it is written.
  /// - Throws: ``TemplateError`` if a value can't stand in a cell.
  mutating func write(
    _ plan: RowPlan, number: Int, copy: Int, row: TemplateRow, to output: inout [UInt8]
  ) throws(TemplateError) {
    self.number = RowNumber(number)
    let tag = RowTag(number: self.number, height: height(of: plan, row: row))
    var index = putShort(from: 0, of: plan, row: row, after: tag, to: &output)
    while index < plan.cells.count {
      try write(plan.cells[index], of: plan, copy: copy, row: row, to: &output)
      index = putShort(from: index + 1, of: plan, row: row, after: nil, to: &output)
    }
    output.append(contentsOf: rowEnd)
  }

  /// Writes the cells from `index` on as far as they are short.
  ///
  /// - Returns: The first cell that is not.
  private mutating func putShort(
    from index: Int, of plan: RowPlan, row: TemplateRow, after tag: RowTag?,
    to output: inout [UInt8]
  ) -> Int {
    var place = output.count
    var index = index
    output.makeRoom(plan.room + Self.textRoom)
    do {
      // No closure, which would count all references that it takes along, a row.
      var bytes = output.mutableSpan
      // Any eight bits are a byte.
      var room = unsafe bytes.mutableBytes
      tag?.put(plan, in: &room, at: &place)
      putShort(from: &index, of: plan, row: row, in: &room, at: &place)
    }
    output.removeLast(output.count - place)
    return index
  }

  private mutating func write(
    _ cell: CellPlan, of plan: RowPlan, copy: Int, row: TemplateRow, to output: inout [UInt8]
  ) throws(TemplateError) {
    output.append(contentsOf: plan.bytes[cell.head])
    if cell.isPlaced { number.append(to: &output) }
    switch cell.content {
    case .empty: appendEmpty(cell, of: plan, to: &output)
    case .fixed(let content):
      output.append(contentsOf: plan.bytes[cell.tail])
      output.append(contentsOf: plan.bytes[content])
    case .field(let index):
      try write(row.cells[index], of: row, in: cell, of: plan, to: &output)
    case .value(let index):
      try write(values.cells[index], of: values, in: cell, of: plan, to: &output)
    case .mixed(let index):
      join(plan.mixed[index], row: row)
      // Lent, since the writer changes while it is written.
      var joined: [UInt8] = []
      swap(&joined, &text)
      defer { swap(&joined, &text) }
      try writeText(joined.span, in: cell, of: plan, to: &output)
    case .rich(let index):
      try writeRich(plan.rich[index], in: cell, of: plan, row: row, to: &output)
    case .formula(let index):
      let formula = plan.formulas[index]
      output.append(contentsOf: plan.bytes[cell.tail])
      let (type, value) = try result(of: formula.result, row: row, in: cell)
      if !type.isEmpty { output.append(contentsOf: " t=\"\(type)\"".utf8) }
      output.append(UInt8(ascii: ">"))
      for piece in formula.pieces {
        switch piece {
        case .text(let bytes): output.append(contentsOf: bytes)
        case .row(let row, let step): output.appendDecimal(row + step * copy)
        }
      }
      if let value {
        output.append(contentsOf: "<v>".utf8)
        output.append(contentsOf: value)
        output.append(contentsOf: "</v>".utf8)
      }
      output.append(contentsOf: "</c>".utf8)
    }
  }

  private func appendEmpty(_ cell: CellPlan, of plan: RowPlan, to output: inout [UInt8]) {
    output.append(contentsOf: plan.bytes[cell.empty])
  }

  /// Puts the text of a cell's parts into ``text``.
  mutating func join(_ parts: [CellPlan.Part], row: TemplateRow) {
    text.removeAll(keepingCapacity: true)
    for part in parts {
      switch part {
      case .text(let bytes): text += bytes
      case .value(let index): values.appendText(at: index, to: &text)
      case .field(let index): row.appendText(at: index, to: &text)
      }
    }
  }

  private mutating func write(
    _ value: TemplateRow.Cell, of row: TemplateRow, in cell: CellPlan, of plan: RowPlan,
    to output: inout [UInt8]
  ) throws(TemplateError) {
    switch value {
    case .blank: appendEmpty(cell, of: plan, to: &output)
    case .text(let range), .code(let range):
      try writeText(row.bytes.span.extracting(range), in: cell, of: plan, to: &output)
    case .pooled(let id, let pool):
      let text = row.pools[pool].texts[id]
      let item = settledItem(of: text.span, at: recent.place(of: id, pool: pool))
      try writeText(text.span, item, in: cell, of: plan, to: &output)
    case .written(let range):
      if cell.showsDate, let date = TemplateDate(written: row.bytes[range]) {
        try write(date, in: cell, of: plan, to: &output)
      } else {
        try writeText(row.bytes.span.extracting(range), in: cell, of: plan, to: &output)
      }
    case .integer(let number):
      output.append(contentsOf: plan.bytes[cell.numberHead])
      output.appendDecimal(number)
      output.append(contentsOf: plan.bytes[plan.valueEnd])
    case .number(let range):
      try checkNumber(row.bytes.span.extracting(range), in: cell)
      output.append(contentsOf: plan.bytes[cell.numberHead])
      output.append(contentsOf: row.bytes[range])
      output.append(contentsOf: plan.bytes[plan.valueEnd])
    case .boolean(let truth):
      output.append(contentsOf: plan.bytes[cell.booleanHead])
      output.append(UInt8(ascii: truth ? "1" : "0"))
      output.append(contentsOf: plan.bytes[plan.valueEnd])
    case .date(let date):
      try write(date, in: cell, of: plan, to: &output)
    }
  }

  private mutating func writeRich(
    _ runs: [(properties: [UInt8], parts: [CellPlan.Part])], in cell: CellPlan, of plan: RowPlan,
    row: TemplateRow, to output: inout [UInt8]
  ) throws(TemplateError) {
    join(runs.flatMap(\.parts), row: row)
    try checkLength(text.span, in: cell)
    guard !text.isEmpty else { return appendEmpty(cell, of: plan, to: &output) }
    output.append(contentsOf: plan.bytes[cell.tail])
    output.append(contentsOf: #" t="inlineStr"><is>"#.utf8)
    for run in runs {
      join(run.parts, row: row)
      if text.isEmpty { continue }
      output.append(contentsOf: "<r>".utf8)
      output.append(contentsOf: run.properties)
      output.append(contentsOf: #"<t xml:space="preserve">"#.utf8)
      CellText.append(text.span, to: &output)
      output.append(contentsOf: "</t></r>".utf8)
    }
    output.append(contentsOf: "</is></c>".utf8)
  }

  private mutating func writeText(
    _ text: Span<UInt8>, in cell: CellPlan, of plan: RowPlan, to output: inout [UInt8]
  ) throws(TemplateError) {
    guard !text.isEmpty else { return appendEmpty(cell, of: plan, to: &output) }
    try writeText(text, shared.item(of: text), in: cell, of: plan, to: &output)
  }

  private func writeText(
    _ text: Span<UInt8>, _ item: RecentTexts.Item, in cell: CellPlan, of plan: RowPlan,
    to output: inout [UInt8]
  ) throws(TemplateError) {
    try checkLength(text, in: cell)
    if case .number(let item) = item {
      output.append(contentsOf: plan.bytes[cell.sharedHead])
      output.appendDecimal(Int(item))
      output.append(contentsOf: plan.bytes[plan.valueEnd])
      return
    }
    output.append(contentsOf: plan.bytes[cell.textHead.dropLast()])
    if CellText.needsSpaceKept(text) { output.append(contentsOf: #" xml:space="preserve""#.utf8) }
    output.append(UInt8(ascii: ">"))
    CellText.append(text, to: &output)
    output.append(contentsOf: plan.bytes[plan.textEnd])
  }

  private mutating func write(
    _ date: TemplateDate, in cell: CellPlan, of plan: RowPlan, to output: inout [UInt8]
  ) throws(TemplateError) {
    guard date.serial(from1904: is1904) != nil else {
      return try writeText(Array(date.description.utf8).span, in: cell, of: plan, to: &output)
    }
    let style = styles.style(for: date, in: cell.style)
    if style == cell.style {
      output.append(contentsOf: plan.bytes[cell.numberHead])
    } else {
      output.append(contentsOf: (cell.isPlaced ? #"" s=""# : #"<c s=""#).utf8)
      output.appendDecimal(style)
      output.append(UInt8(ascii: "\""))
      output.append(contentsOf: plan.bytes[cell.further])
      output.append(contentsOf: "><v>".utf8)
    }
    append(date, to: &output)
    output.append(contentsOf: plan.bytes[plan.valueEnd])
  }
}
