import Table
import XMLStream
import ZipArchive

// What stands behind the rows of a sheet and is copied with them.
extension SheetFiller {
  /// Writes the merged ranges: those inside a repeated row once for each copy.
  mutating func writeMerges(
    _ reader: inout PartReader, to zip: inout ZipWriter,
    flush: (inout ZipWriter) throws(TemplateError) -> Void
  ) throws(TemplateError) {
    var tag = reader.tag
    var name = Array("mergeCell".utf8)
    name.insert(contentsOf: tag.prefix, at: 0)
    try reader.skipElement()
    let last = planner.outline.endsWithList ? map.blocks.last?.rows.upperBound : nil
    let merges = planner.outline.merges.filter { $0.to.row <= last ?? $0.to.row }
    let count = merges.reduce(0) { $0 + (home(of: $1)?.copies ?? 1) }
    if tag["count"] != nil { tag["count"] = Array(String(count).utf8) }
    output.start(tag)
    for merge in merges {
      let block = home(of: merge)
      let area = block == nil ? map.mapped(merge) : merge
      let start = block.map { map.first($0.rows.lowerBound) - $0.rows.lowerBound } ?? 0
      for copy in 0..<(block?.copies ?? 1) {
        let distance = start + copy * (block?.rows.count ?? 0)
        output.start(name)
        output.attribute("ref", area.moved(down: distance).text)
        output.end(name)
        try handOn(to: &zip, flush: flush)
      }
    }
    output.end(tag.name)
  }

  /// The block whose copies each have the merged range.
  private func home(of merge: CellArea) -> RowBlock? {
    guard let block = map.block(at: merge.from.row), block.rows.contains(merge.to.row) else {
      return nil
    }
    return block
  }

  /// Writes a sparkline: one in a repeated row once for each copy, since each is of one cell
  /// ([MS-XLSX] 2.6.52 `CT_Sparkline`).
  mutating func writeSparklines(
    _ reader: inout PartReader, to zip: inout ZipWriter,
    flush: (inout ZipWriter) throws(TemplateError) -> Void
  ) throws(TemplateError) {
    extensions += 1
    let tag = reader.tag
    var formula: (tag: StartTag, text: [UInt8])?
    var place: (tag: StartTag, text: [UInt8])?
    while let kind = try reader.next(), kind != .end {
      guard kind == .start else { continue }
      let inner = reader.tag
      let text = try reader.elementText()
      if inner.local == "f" { formula = (inner, text) } else { place = (inner, text) }
    }
    guard let place, let cell = CellReference(place.text) else { return }
    let block = map.block(at: cell.row)
    var shift = planner.shift
    shift.row = cell.row
    let pieces = formula.map { shift.pieces(of: $0.text) }
    for copy in 0..<(block?.copies ?? 1) {
      output.start(tag)
      if let formula, let pieces {
        output.start(formula.tag)
        output.text(FormulaShift.text(of: pieces, copy: copy))
        output.end(formula.tag.name)
      }
      let row = map.first(cell.row) + copy * (block?.rows.count ?? 0)
      output.start(place.tag)
      output.text(CellReference(row: row, column: cell.column).description)
      output.end(place.tag.name)
      output.end(tag.name)
      try handOn(to: &zip, flush: flush)
    }
  }
}

extension CellArea {
  /// The area `rows` further down.
  func moved(down rows: Int) -> CellArea {
    CellArea(
      from: CellReference(row: from.row + rows, column: from.column),
      to: CellReference(row: to.row + rows, column: to.column))
  }
}
