import ListSchema
import Table
import Values
import Workbook

/// Looks for the header of a list among the first rows of a sheet.
///
/// A header has one to three rows of labels. Merged parents spread over their columns; where
/// nothing is merged, as in a text file, a blank cell to the right of a parent continues it.
struct HeaderFinder {
  /// The lists, their headings folded.
  let indices: [(list: ListDefinition, index: HeadingIndex)]
  let folding: TextFolding
  /// First rows of the sheet.
  let rows: [HeadRow]
  /// Merged ranges of the sheet.
  let merged: [CellRange]

  /// A header that was found.
  struct Header {
    var list: ListName
    /// Index of the first label row among the rows, and number of label rows.
    var start: Int
    var height: Int
    var columns: [HeadColumn]
    var score: Int
    /// Fields found that tell one list from another.
    var distinct: Int
    /// Whether every required field has a column.
    var isComplete: Bool
  }

  /// A column of a header: its cells from the top row down, and the field they name.
  struct HeadColumn {
    var column: Int
    var path: [String]
    /// Row number of the cell that holds the lowest text.
    var row: Int
    var match: HeadingMatch?
  }

  private static let heights = 1...3

  /// The header most likely meant.
  ///
  /// - Parameters:
  ///   - hinted: Lists that the sheet's name, title or file name speaks of.
  ///   - isNamedOtherwise: Whether the sheet is named as something that is no list, such as 字典.
  /// - Returns: `nil` if no row is a header.
  func find(hinted: [ListName], isNamedOtherwise: Bool) -> Header? {
    let ordered =
      indices.filter { hinted.contains($0.list.name) }
      + indices.filter { !hinted.contains($0.list.name) }
    for place in rows.indices where canBeLabels(rows[place]) {
      var best: Header?
      /// Whether the row alone is the whole header of a list: then it is no other's upper row.
      var isWhole = false
      for (list, index) in ordered {
        guard countMatches(in: rows[place], index) >= 2 else { continue }
        for header in candidates(around: place, list, index)
        where isLikely(header, list, isHinted: hinted.contains(list.name), isNamedOtherwise) {
          let gain = hinted.contains(list.name) ? 6 : 0
          var header = header
          header.score += gain
          let fills = header.isComplete && header.height == 1
          if isWhole, !fills { continue }
          if header.score > best?.score ?? 0 || fills && !isWhole { best = header }
          isWhole = isWhole || fills
        }
        // The list that the sheet speaks of, and nothing lacking: no other can be meant.
        if let best, best.isComplete, hinted == [list.name] { return best }
      }
      if let best { return best }
    }
    return nil
  }

  /// A title has one text, a data row has numbers and long texts.
  private func canBeLabels(_ row: HeadRow) -> Bool {
    row.cells.count >= 2 && row.cells.contains { isLabel($0.text) }
  }

  private func isLabel(_ text: String) -> Bool {
    text.utf8.count <= 120 && text.unicodeScalars.contains { $0.properties.isAlphabetic }
  }

  private func countMatches(in row: HeadRow, _ index: HeadingIndex) -> Int {
    var fields: Set<Int> = []
    for cell in row.cells where isLabel(cell.text) {
      if let match = index.match([cell.text]) { fields.insert(match.field) }
    }
    return fields.count
  }

  /// Headers of one to three rows that hold the row at `place`.
  private func candidates(
    around place: Int, _ list: ListDefinition, _ index: HeadingIndex
  ) -> [Header] {
    var found = [header(from: place, height: 1, list, index)]
    // More rows can't tell more than a row with every required column.
    if found[0].isComplete { return found }
    for height in Self.heights.dropFirst() {
      for start in max(0, place - height + 1)...place where start + height <= rows.count {
        let isRun = (0..<height).allSatisfy { rows[start + $0].number == rows[start].number + $0 }
        guard isRun, rows[start].cells.count >= 2 else { continue }
        found.append(header(from: start, height: height, list, index))
      }
    }
    return found
  }

  private func header(
    from start: Int, height: Int, _ list: ListDefinition, _ index: HeadingIndex
  ) -> Header {
    var columns = paths(from: start, height: height)
    var fields: Set<Int> = []
    var unknown = 0
    for place in columns.indices {
      let path = columns[place].path
      // A path whose lowest cell is no label is a label over a row of data.
      if let leaf = path.last, isLabel(leaf), let match = index.match(path) {
        columns[place].match = match
        fields.insert(match.field)
      } else {
        unknown += 1
      }
    }
    let required = list.fields.indices.filter { list.fields[$0].isRequired }
    let covered = required.filter(fields.contains).count
    let distinct = fields.filter { !Self.isGeneral(list.fields[$0]) }.count
    return Header(
      list: list.name, start: start, height: height, columns: columns,
      score: 6 * distinct + 2 * covered + fields.count - unknown - height,
      distinct: distinct, isComplete: covered == required.count)
  }

  /// Columns that many tables have, which tell nothing.
  private static func isGeneral(_ field: Field) -> Bool {
    switch field.kind {
    case .sequence, .bureau, .explanation: true
    default: field.key == "remarks"
    }
  }

  /// Whether a header is this list's and not that of a table which shares some headings.
  private func isLikely(
    _ header: Header, _ list: ListDefinition, isHinted: Bool, _ isNamedOtherwise: Bool
  ) -> Bool {
    if isNamedOtherwise { return header.isComplete }
    if isHinted { return header.distinct >= 2 }
    let required = list.fields.filter(\.isRequired).count
    let covered = Set(header.columns.compactMap(\.match?.field))
      .filter { list.fields[$0].isRequired }.count
    return header.distinct >= 3 && covered * 2 > required
  }
}

extension HeaderFinder {
  /// The heading cells of each column, from the top row to the lowest.
  private func paths(from start: Int, height: Int) -> [HeadColumn] {
    let block = rows[start..<start + height]
    let numbers = rows[start].number...rows[start].number + height - 1
    var texts = block.map { row in
      Dictionary(row.cells.map { ($0.column, $0.text) }, uniquingKeysWith: { first, _ in first })
    }
    var places = texts.enumerated().map { offset, row in row.mapValues { _ in offset } }
    spreadMerged(in: numbers, &texts, &places)
    for row in texts.indices.dropLast() where !hasWideMerge(in: numbers.lowerBound + row) {
      continueParents(of: row, &texts)
    }
    let columns = Set(texts.flatMap(\.keys)).sorted()
    return columns.map { column in
      var path: [String] = []
      var row = 0
      for (offset, cells) in texts.enumerated() {
        guard let text = cells[column] else { continue }
        if path.last != text || places[offset][column] == offset { path.append(text) }
        row = places[offset][column] ?? offset
      }
      return HeadColumn(column: column, path: path, row: numbers.lowerBound + row, match: nil)
    }
  }

  /// Gives every cell of a merged range inside the header the range's text.
  private func spreadMerged(
    in numbers: ClosedRange<Int>, _ texts: inout [[Int: String]], _ places: inout [[Int: Int]]
  ) {
    for range in merged
    where numbers.contains(range.first.row) && range.last.row <= numbers.upperBound {
      let top = range.first.row - numbers.lowerBound
      guard let text = texts[top][range.first.column] else { continue }
      for row in range.first.row...range.last.row {
        for column in range.first.column...min(range.last.column, range.first.column + 255) {
          texts[row - numbers.lowerBound][column] = text
          places[row - numbers.lowerBound][column] = top
        }
      }
    }
  }

  private func hasWideMerge(in row: Int) -> Bool {
    merged.contains {
      $0.first.row <= row && row <= $0.last.row && $0.first.column < $0.last.column
    }
  }

  /// Without merged cells: a blank right of a parent, with a label below, belongs to the parent.
  private func continueParents(of row: Int, _ texts: inout [[Int: String]]) {
    let below = texts[row + 1]
    var parent: String?
    for column in Set(texts[row].keys).union(below.keys).sorted() {
      if let text = texts[row][column] {
        parent = below[column] == nil ? nil : text
      } else if let parent {
        texts[row][column] = parent
      }
    }
  }
}
