import Table

/// A piece of a formula of a repeated row.
enum FormulaPiece: Equatable {
  /// The same in every copy.
  case text([UInt8])
  /// A row number: that of the first copy, and how far it moves from copy to copy.
  case row(Int, step: Int)
}

/// Moves a formula's references to where the rows of the template stand in the result.
struct FormulaShift {
  /// The row maps of the workbook's sheets, by folded name.
  let maps: [String: RowMap]
  /// Folded name of the sheet in which the formula stands; `nil` where it stands in none.
  var sheet: String?
  /// The template's row that the formula stands in, or is worded for.
  var row: Int?
  /// Whether a single cell of a repeated row stands for all its copies, as in names and charts.
  var growsCells = false
  /// Sheets that go on with a list, by the folded name of the first of them.
  var continued: [String: [(name: String, map: RowMap)]] = [:]
  /// What sheets are called in the result, by folded name in the template, where that differs.
  var titles: [String: String] = [:]
  /// Cells right above a repeated row that reckon over it; every copy refers to the one cell.
  var totals: Set<CellReference> = []

  /// A sheet's name as formulas compare it: without regard to case.
  static func folded(_ name: some Sequence<UInt8>) -> String {
    String(decoding: Array(name), as: UTF8.self).lowercased()
  }

  /// The formula as it stands in the first copy.
  func shifted(_ formula: some Sequence<UInt8>) -> [UInt8] {
    Self.text(of: pieces(of: Array(formula)), copy: 0)
  }

  /// A formula as it stands in a copy, counted from 0.
  static func text(of pieces: [FormulaPiece], copy: Int) -> [UInt8] {
    var output: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .text(let bytes): output += bytes
      case .row(let row, let step): output.appendDecimal(row + step * copy)
      }
    }
    return output
  }

  /// The formula, with the row numbers that differ from copy to copy apart.
  func pieces(of formula: [UInt8]) -> [FormulaPiece] {
    var output = Output()
    for token in FormulaScanner.tokens(of: spread(formula)) {
      switch token {
      case .text(let bytes): output.text += bytes
      case .reference(let reference): append(reference, to: &output)
      }
    }
    output.flush()
    return output.pieces
  }

  private struct Output {
    var pieces: [FormulaPiece] = []
    var text: [UInt8] = []

    mutating func flush() {
      if !text.isEmpty { pieces.append(.text(text)) }
      text = []
    }

    /// Puts a sheet's name for the bytes that name it now.
    @discardableResult
    mutating func rename(_ bytes: Int, _ name: String) -> Int {
      text.removeLast(min(bytes, text.count))
      let quoted = Array("'\(name.replacing("'", with: "''"))'!".utf8)
      text += quoted
      return quoted.count
    }

    mutating func append(_ corner: FormulaCorner, row: Row) {
      corner.appendColumn(to: &text)
      switch row {
      case .none: break
      case .fixed(let row): text.appendDecimal(row)
      case .moving(let row, let step):
        flush()
        pieces.append(.row(row, step: step))
      }
    }
  }

  private enum Row {
    case none
    /// The same row in every copy.
    case fixed(Int)
    /// A row that moves with the copy: as it is in the first, and by how much.
    case moving(Int, step: Int)
  }

  private func append(_ reference: FormulaReference, to output: inout Output) {
    let name: String? =
      switch reference.sheet {
      case .own: sheet
      case .named(let name): Self.folded(name)
      case .foreign: nil
      }
    // The bytes that name the sheet now.
    var written = reference.prefix.count
    if written > 0, let title = name.flatMap({ titles[$0] }) {
      written = output.rename(written, title)
    }
    let map = name.flatMap { maps[$0] } ?? RowMap()
    let home = name == sheet ? row.flatMap { map.block(at: $0) } : nil
    let own = row.flatMap { sheet.flatMap { maps[$0] }?.block(at: $0) }
    guard let end = reference.end ?? grownEnd(of: reference, map: map, home: home) else {
      let row = moving(reference, map: map, own: own, isOwnSheet: name == sheet)
      output.append(reference.start, row: row ?? place(reference.start, map: map, home: home))
      return
    }
    // Both ends fixed in the formula's own row mean the whole list, `SUM(D$5:D$5)`.
    let isWhole = reference.start.isRowFixed && end.isRowFixed || reference.end == nil
    let inner = isWhole ? nil : home
    if inner == nil, reference.isSummed, let sheets = continuation(of: reference, in: name) {
      return append(reference, end, written: written, over: sheets, to: &output)
    }
    let isReversed = (reference.start.row ?? 0) > (end.row ?? 0)
    output.append(
      reference.start, row: place(reference.start, isEnd: isReversed, map: map, home: inner))
    output.text.append(UInt8(ascii: ":"))
    output.append(end, row: place(end, isEnd: !isReversed, map: map, home: inner))
  }

  /// The sheets over which a list that a reference covers goes on; `nil` if it stands on one.
  func continuation(
    of reference: FormulaReference, in name: String?
  ) -> [(name: String, map: RowMap)]? {
    let group = name.flatMap { name in
      continued[name]
        ?? continued.values.first { $0.contains { Self.folded($0.name.utf8) == name } }
    }
    guard let group, let block = group.first?.map.blocks.first, let start = reference.start.row
    else { return nil }
    let rows = min(start, reference.end?.row ?? start)...max(start, reference.end?.row ?? start)
    return rows.overlaps(block.rows) ? group : nil
  }

  /// Writes a range once for each sheet, `SUM(一!A2:A9,'一(2)'!A2:A7)`; the name of the first sheet
  /// stands before it already, if there is one.
  private func append(
    _ reference: FormulaReference, _ end: FormulaCorner, written: Int,
    over sheets: [(name: String, map: RowMap)], to output: inout Output
  ) {
    for (index, sheet) in sheets.enumerated() {
      if index > 0 { output.text.append(UInt8(ascii: ",")) }
      let title = titles[Self.folded(sheet.name.utf8)] ?? sheet.name
      output.rename(index == 0 ? written : 0, title)
      output.append(reference.start, row: place(reference.start, map: sheet.map, home: nil))
      output.text.append(UInt8(ascii: ":"))
      output.append(end, row: place(end, isEnd: true, map: sheet.map, home: nil))
    }
  }

  /// Where a single cell goes that a repeated row refers to outside itself, as when Excel copies
  /// the row downwards: to the same list's row elsewhere, or to the row above.
  private func moving(
    _ reference: FormulaReference, map: RowMap, own: RowBlock?, isOwnSheet: Bool
  ) -> Row? {
    guard let own, let row = reference.start.row, !reference.start.isRowFixed else { return nil }
    if let block = map.block(at: row) {
      guard block.list == own.list else { return nil }
      return .moving(map.first(row), step: block.rows.count)
    }
    guard isOwnSheet, row == own.rows.lowerBound - 1,
      !totals.contains(CellReference(row: row, column: reference.start.column ?? 0))
    else { return nil }
    return .moving(map.first(own.rows.lowerBound) - 1, step: own.rows.count)
  }

  /// The other end that a single cell gets where it stands for all the rows of a list.
  private func grownEnd(
    of reference: FormulaReference, map: RowMap, home: RowBlock?
  ) -> FormulaCorner? {
    guard let row = reference.start.row, let block = map.block(at: row), block.inserted > 0,
      growsCells && !reference.isArgument || reference.isAggregated
    else { return nil }
    if home == block, !reference.start.isRowFixed { return nil }
    return reference.start
  }

  private func place(
    _ corner: FormulaCorner, isEnd: Bool = false, map: RowMap, home: RowBlock?
  ) -> Row {
    guard let row = corner.row else { return .none }
    if let home, home.rows.contains(row), !corner.isRowFixed {
      return .moving(map.first(row), step: home.rows.count)
    }
    // A fixed start stays at the first copy while a relative end runs on: a running total.
    return .fixed(isEnd ? map.last(row) : map.first(row))
  }
}

extension FormulaShift {
  /// The formula of a cell that shares it with another (18.3.1.40 `f`, `t="shared"`).
  ///
  /// - Parameters:
  ///   - formula: The formula of the cell that holds it.
  ///   - rows: How far below that cell the sharing one stands.
  ///   - columns: How far to the right.
  /// - Returns: The formula of the sharing cell.
  static func shared(_ formula: [UInt8], rows: Int, columns: Int) -> [UInt8] {
    var output: [UInt8] = []
    func append(_ corner: FormulaCorner) {
      var moved = corner
      // A reference that leaves the sheet comes in on the other side, as in Excel.
      if let column = corner.column, !corner.isColumnFixed {
        moved.column = wrapped(column + columns, CellReference.lastColumn)
      }
      moved.appendColumn(to: &output)
      if let row = corner.row {
        output.appendDecimal(corner.isRowFixed ? row : wrapped(row + rows, CellReference.lastRow))
      }
    }
    for token in FormulaScanner.tokens(of: formula) {
      switch token {
      case .text(let bytes): output += bytes
      case .reference(let reference):
        append(reference.start)
        if let end = reference.end {
          output.append(UInt8(ascii: ":"))
          append(end)
        }
      }
    }
    return output
  }

  private static func wrapped(_ number: Int, _ last: Int) -> Int {
    ((number - 1) % last + last) % last + 1
  }
}
