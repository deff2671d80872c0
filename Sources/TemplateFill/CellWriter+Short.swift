import Table

// Cells with short values, which nearly all of a large list are: written into room that was made
// for the whole row, without a call to grow the output or to count references.
extension CellWriter {
  /// Room for texts beside ``RowPlan/room``.
  static let textRoom = 4_096

  /// Writes the cells from `index` on as far as they are short, and moves it past them.
  mutating func writeShort(
    from index: inout Int, of plan: RowPlan, row: TemplateRow, to output: inout OutputSpan<UInt8>
  ) {
    let pieces = plan.bytes.span
    while index < plan.cells.count {
      let start = output.count
      let cell = plan.cells[index]
      output.append(pieces, cell.head)
      if cell.isPlaced { number.append(to: &output) }
      guard writeShort(cell, of: plan, pieces, row: row, to: &output) else {
        output.removeLast(output.count - start)
        return
      }
      index += 1
    }
  }

  /// Writes what stands behind the address of a cell; `false` and nothing of use if it is not
  /// short.
  @inline(__always)
  private mutating func writeShort(
    _ cell: CellPlan, of plan: RowPlan, _ pieces: Span<UInt8>, row: TemplateRow,
    to output: inout OutputSpan<UInt8>
  ) -> Bool {
    switch cell.content {
    case .empty: writeEmpty(cell, pieces, to: &output)
    case .fixed(let content):
      output.append(pieces, cell.tail)
      output.append(pieces, content)
    case .field(let field):
      return writeShort(row.cells[field], of: row, in: cell, of: plan, pieces, to: &output)
    case .value(let field):
      return writeShort(values.cells[field], of: values, in: cell, of: plan, pieces, to: &output)
    case .mixed, .rich, .formula: return false
    }
    return true
  }

  private mutating func writeShort(
    _ value: TemplateRow.Cell, of row: TemplateRow, in cell: CellPlan, of plan: RowPlan,
    _ pieces: Span<UInt8>, to output: inout OutputSpan<UInt8>
  ) -> Bool {
    switch value {
    case .pooled(let id, let pool):
      let place = recent.place(of: id, pool: pool)
      if case .number(let item) = recent[place].item {
        writeShared(item, in: cell, of: plan, pieces, to: &output)
        return true
      }
      let text = row.pools[pool].texts[id]
      guard fits(text.count, of: plan, in: output) else { return false }
      let item = settledItem(of: text.span, at: place)
      write(text.span, item, in: cell, of: plan, pieces, to: &output)
    case .blank: writeEmpty(cell, pieces, to: &output)
    case .integer(let integer):
      output.append(pieces, cell.numberHead)
      output.appendDecimal(integer)
      output.append(pieces, plan.valueEnd)
    case .date(let date):
      guard cell.showsDate, date.second == 0, let serial = date.serial(from1904: is1904) else {
        return false
      }
      output.append(pieces, cell.numberHead)
      output.appendDecimal(serial)
      output.append(pieces, plan.valueEnd)
    case .code(let range):
      guard range.count <= CellPlan.short else { return false }
      write(row.bytes.span.extracting(range), .none, in: cell, of: plan, pieces, to: &output)
    case .number(let range):
      guard range.count <= CellPlan.short, CellText.isNumber(row.bytes.span.extracting(range))
      else { return false }
      output.append(pieces, cell.numberHead)
      output.append(row.bytes.span, range)
      output.append(pieces, plan.valueEnd)
    case .boolean(let truth):
      output.append(pieces, cell.tail)
      output.append(#" t="b"><v>"#)
      output.append(UInt8(ascii: truth ? "1" : "0"))
      output.append(pieces, plan.valueEnd)
    case .written where cell.showsDate: return false
    case .text(let range), .written(let range):
      guard fits(range.count, of: plan, in: output) else { return false }
      let text = row.bytes.span.extracting(range)
      let item = shared.item(of: text)
      write(text, item, in: cell, of: plan, pieces, to: &output)
    }
    return true
  }

  /// Whether there is room for a text in its cell, and then for the rest of the row.
  private func fits(_ count: Int, of plan: RowPlan, in output: borrowing OutputSpan<UInt8>) -> Bool
  {
    count * CellText.mostBytes + plan.room <= output.freeCapacity
  }

  /// Where a text of a pool stands, kept where that is settled for good.
  mutating func settledItem(of text: Span<UInt8>, at place: Int) -> RecentTexts.Item {
    let known = recent[place].item
    guard known == .unknown else { return known }
    let item = shared.item(of: text)
    if item != .unknown { recent[place].item = item }
    return item
  }

  private func write(
    _ text: Span<UInt8>, _ item: RecentTexts.Item, in cell: CellPlan, of plan: RowPlan,
    _ pieces: Span<UInt8>, to output: inout OutputSpan<UInt8>
  ) {
    if case .number(let item) = item {
      return writeShared(item, in: cell, of: plan, pieces, to: &output)
    }
    output.append(pieces, cell.textHead)
    if CellText.needsSpaceKept(text) { output.append(#" xml:space="preserve""#) }
    output.append(UInt8(ascii: ">"))
    CellText.append(text, to: &output)
    output.append(pieces, plan.textEnd)
  }

  @inline(__always)
  private func writeShared(
    _ item: Int32, in cell: CellPlan, of plan: RowPlan, _ pieces: Span<UInt8>,
    to output: inout OutputSpan<UInt8>
  ) {
    output.append(pieces, cell.sharedHead)
    output.appendDecimal(Int(item))
    output.append(pieces, plan.valueEnd)
  }

  @inline(__always)
  private func writeEmpty(
    _ cell: CellPlan, _ pieces: Span<UInt8>, to output: inout OutputSpan<UInt8>
  ) {
    output.append(pieces, cell.tail)
    output.append(UInt8(ascii: "/"))
    output.append(UInt8(ascii: ">"))
  }
}
