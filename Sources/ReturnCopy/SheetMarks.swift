import Table
import Workbook

/// The marks of one worksheet, and the sheet's part with them.
struct SheetMarks {
  /// The cells to be marked, and how; of a merged range the first cell, as no other is shown.
  private(set) var weights: [CellReference: ReturnNote.Weight]
  private let part: String
  private let bytes: [UInt8]

  /// The marks of a sheet.
  ///
  /// - Parameters:
  ///   - notes: The notes on cells of this sheet.
  ///   - part: Name of the sheet's part.
  ///   - bytes: The part.
  /// - Throws: ``ReturnCopyError`` if the part is damaged.
  init(_ notes: [ReturnNote], part: String, bytes: [UInt8]) throws(ReturnCopyError) {
    self.part = part
    self.bytes = bytes
    weights = [:]
    anchors = [:]
    for note in notes where note.weight != .explained {
      guard let cell = note.cell else { continue }
      weights[cell] = max(weights[cell] ?? .explained, note.weight)
    }
    anchors = try anchorsOfMerged()
    for (cell, anchor) in anchors {
      guard let weight = weights.removeValue(forKey: cell) else { continue }
      weights[anchor] = max(weights[anchor] ?? .explained, weight)
    }
  }

  /// The first cells of the merged ranges that marked cells lie in.
  private var anchors: [CellReference: CellReference]

  /// The cell at which a note on `cell` is shown.
  func shown(_ cell: CellReference) -> CellReference { anchors[cell] ?? cell }

  private func anchorsOfMerged() throws(ReturnCopyError) -> [CellReference: CellReference] {
    let cells = weights.keys.sorted()
    guard !cells.isEmpty, bytes.place(of: "mergeCell", from: 0) != nil else { return [:] }
    var scanner = MarkupScanner(part: part, bytes: bytes)
    var result: [CellReference: CellReference] = [:]
    while let token = try scanner.next() {
      guard scanner.level == 3, token == .empty || token == .start, scanner.isNamed("mergeCell"),
        let range = CellRange((try scanner.text("ref") ?? "").utf8)
      else { continue }
      var index = Self.index(ofRow: range.first.row, in: cells)
      while index < cells.count, cells[index].row <= range.last.row {
        let cell = cells[index]
        if cell != range.first, range.contains(cell) { result[cell] = range.first }
        index += 1
      }
    }
    return result
  }

  /// Index of the first of the sorted cells that stands in `row` or below.
  private static func index(ofRow row: Int, in cells: [CellReference]) -> Int {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].row < row { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: Writing

  /// Elements of a worksheet that stand behind `legacyDrawing` (18.3.1.99 `worksheet`).
  private static let behindDrawing: Set<String> = [
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst", "AlternateContent",
  ]

  /// The part with the marked cells in their new formats, and nothing else changed but what a new
  /// cell asks for.
  ///
  /// - Parameters:
  ///   - styles: Where the formats are made.
  ///   - drawing: Identifier of the relationship to the comments' shapes, where the sheet has none
  ///     yet; `nil` to add none.
  ///   - office: Namespace of relationship identifiers.
  /// - Returns: The part, and the sizes of columns and rows.
  /// - Throws: ``ReturnCopyError`` if the part is damaged, or its rows are out of order.
  func written(
    styles: inout StyleSheet, drawing: String?, office: String
  ) throws(ReturnCopyError) -> (bytes: [UInt8], grid: SheetGrid) {
    var scanner = MarkupScanner(part: part, bytes: bytes)
    var copy = MarkupCopy(of: bytes)
    var rows = RowMarks(weights)
    var prefix = ""
    var drawing = drawing
    func draw(before place: Int) {
      guard let id = drawing else { return }
      copy.insert(
        "<\(prefix)legacyDrawing xmlns:r=\"\(office)\" r:id=\"\(id)\"/>", at: place)
      drawing = nil
    }
    while let token = try scanner.next() {
      switch (scanner.level, token) {
      case (1, .start):
        guard scanner.isNamed("worksheet") else { throw scanner.damage(at: 0) }
        prefix = String(decoding: scanner.prefix, as: UTF8.self)
      case (1, .end): draw(before: scanner.range.lowerBound)
      case (2, .start), (2, .empty):
        if scanner.isNamed("sheetData") {
          try rows.write(&scanner, token, styles: &styles, to: &copy)
        } else if scanner.isNamed("dimension") {
          try rows.writeDimension(scanner, to: &copy)
        } else if rows.isDone {
          let name = String(decoding: scanner.local, as: UTF8.self)
          if Self.behindDrawing.contains(name) { draw(before: scanner.range.lowerBound) }
        } else {
          try rows.grid.read(scanner)
        }
      case (3, .start), (3, .empty):
        if !rows.isDone { try rows.grid.read(scanner) }
      default: break
      }
    }
    return (copy.finish(), rows.grid)
  }
}
