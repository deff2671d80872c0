import XMLStream

/// What the tags around a worksheet's rows say.
struct SheetFrame {
  var facts = SheetFacts()
  /// Whether the rows stand where those of a worksheet stand, and their names, having no prefix,
  /// are names of SpreadsheetML.
  private(set) var hasPlainRows = false

  /// Reads a worksheet part, or what stands around its rows.
  init(reading cursor: consuming PartCursor) throws(WorkbookError) {
    var depth = 0
    var isWorksheet = false
    var tables = 0
    while let kind = try cursor.next() {
      switch kind {
      case .start:
        depth += 1
        facts.take(cursor)
        try cursor.limits.checkMemory(
          facts.mergedRanges.count * MemoryLayout<CellRange>.stride)
        if depth == 1 { isWorksheet = cursor.word == .worksheet }
        if cursor.isNamed(Self.name) {
          tables += 1
          hasPlainRows =
            isWorksheet && depth == 2 && cursor.word == .sheetData
            && !cursor.hasPrefix
        }
      case .end: depth -= 1
      case .text: break
      }
    }
    if tables != 1 { hasPlainRows = false }
  }

  private static let name = [UInt8]("sheetData".utf8)
}
