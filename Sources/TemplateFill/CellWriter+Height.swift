import Table

// How high a row must be for its texts.
extension CellWriter {
  /// Height of a row in which a text takes more than one line, in tenths of a point; 0 where none
  /// does.
  mutating func height(of plan: RowPlan, row: TemplateRow) -> Int {
    var height = 0
    for index in plan.wrapped.indices {
      let cell = plan.wrapped[index]
      if let field = cell.field, isOneLine(row.cells[field], capacity: cell.capacity) { continue }
      let lines = lines(
        of: plan.cells[cell.index].content, in: plan, row: row, capacity: cell.capacity)
      if lines > 1 { height = max(height, lines * cell.line + WrappedHeight.margin) }
    }
    return min(height, WrappedHeight.limit)
  }

  /// Whether a value is seen to take one line at a glance, as nearly all do.
  @inline(__always)
  private func isOneLine(_ value: TemplateRow.Cell, capacity: Int) -> Bool {
    switch value {
    case .blank, .number, .integer, .date, .boolean: true
    // Letters, digits and hyphens.
    case .code(let range): range.count <= capacity
    case .pooled(let id, let pool): recent.isKnown(id, pool: pool, within: capacity)
    case .text, .written: false
    }
  }

  private mutating func lines(
    of content: CellPlan.Content, in plan: RowPlan, row: TemplateRow, capacity: Int
  ) -> Int {
    switch content {
    case .field(let index):
      return lines(of: row.cells[index], in: row, capacity: capacity)
    case .value(let index):
      return lines(of: values.cells[index], in: values, capacity: capacity)
    case .mixed(let index):
      join(plan.mixed[index], row: row)
      return WrappedHeight.lines(of: text.span, plainWidth: nil, capacity: capacity)
    case .rich(let index):
      join(plan.rich[index].flatMap(\.parts), row: row)
      return WrappedHeight.lines(of: text.span, plainWidth: nil, capacity: capacity)
    case .empty, .fixed, .formula: return 1
    }
  }

  private mutating func lines(
    of value: TemplateRow.Cell, in row: TemplateRow, capacity: Int
  ) -> Int {
    switch value {
    case .text(let range), .written(let range), .code(let range):
      let text = row.bytes.span.extracting(range)
      return WrappedHeight.lines(of: text, plainWidth: PlainWidth.of(text), capacity: capacity)
    case .pooled(let id, let pool):
      let place = recent.place(of: id, pool: pool)
      if let width = recent.knownWidth(at: place),
        let lines = WrappedHeight.lines(ofWidth: width, capacity: capacity)
      {
        return lines
      }
      return lines(of: id, in: row.pools[pool], at: place, capacity: capacity)
    case .blank, .number, .integer, .date, .boolean: return 1
    }
  }

  private mutating func lines(
    of id: TextID, in pool: FinishedPool, at place: Int, capacity: Int
  ) -> Int {
    let bytes = pool.bytes
    let text = bytes.span.extracting(pool.range(of: id))
    let width = recent.width(of: text, at: place)
    return WrappedHeight.lines(of: text, plainWidth: width, capacity: capacity)
  }
}
