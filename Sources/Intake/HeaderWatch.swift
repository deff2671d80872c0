import ListSchema
import Table
import Values
import Workbook

/// A header below the first table of a sheet: of another list, or of the same one with its columns
/// in other places.
struct FurtherHeader {
  /// The header; its start counts from the row that follows the caption.
  var header: HeaderFinder.Header
  /// Number of rows that are read before it.
  var distance: Int
  /// Rows right above it that may be its title, 填报单位 and the like.
  var caption: [RawRow]
}

/// Watches the rows of a table for the header of the next one.
///
/// Headers begin with a heading, titles with a text alone, and tables mostly stand apart: only
/// such rows are looked at, so that ordinary records cost a glance at their first cell.
struct HeaderWatch {
  /// What a look ahead found.
  enum Found {
    /// The header of another table.
    case further(FurtherHeader)
    /// The table's own header again, by its row numbers, with the rows above it that may be a title.
    case repeated(ClosedRange<Int>, caption: [RawRow])
  }

  /// Rows that are looked at ahead of a title or a gap.
  static let window = 12
  /// Rows needed below the first heading to tell how high a header is.
  private static let headerRows = 6
  private static let captionRows = 6

  private let definitions: Definitions
  private let indices: [(list: ListDefinition, index: HeadingIndex)]
  private let merged: [CellRange]
  private let list: ListDefinition
  private let signature: [Int: String]
  private var lastRow: Int
  /// Rows up to this one were looked at.
  private var lookedUntil = 0
  /// Texts of the first row of the header, once it was found repeated.
  private var repeated: (texts: [ArraySlice<UInt8>], height: Int)?

  init(
    _ layout: SheetLayout, merged: [CellRange],
    _ indices: [(list: ListDefinition, index: HeadingIndex)], _ definitions: Definitions
  ) {
    self.definitions = definitions
    self.indices = indices
    self.merged = merged
    list = definitions[layout.list]
    signature = layout.signature
    lastRow = layout.lastHeaderRow
  }

  /// Whether the rows from this one on should be looked at.
  ///
  /// - Parameters:
  ///   - row: The row being read.
  ///   - filled: Its cells that are not blank.
  ///   - shared: The texts that shared-string cells refer to.
  /// - Returns: `false` for ordinary records.
  mutating func isDue(_ row: RawRow, _ filled: [RawCell], _ shared: any SharedTexts) -> Bool {
    let isApart = row.number > lastRow + 1
    lastRow = row.number
    guard row.number > lookedUntil, let first = filled.first, first.kind == .text else {
      return false
    }
    return isApart || filled.count <= 2 || isHeading(row.text(of: first, shared))
  }

  /// The rows of the header if it is repeated in the same words as before, which needs no search.
  mutating func repetition(at row: RawRow, _ shared: any SharedTexts) -> ClosedRange<Int>? {
    guard let repeated, Self.texts(row, shared) == repeated.texts else { return nil }
    lookedUntil = row.number + repeated.height - 1
    return row.number...lookedUntil
  }

  /// Place of the first row that begins with headings; without one there is nothing to find.
  mutating func firstHeading(in rows: [RawRow], _ shared: any SharedTexts) -> Int? {
    let place = rows.firstIndex { row in
      HeaderSearch.beginsWithHeadings(
        row.cells.lazy.filter { !isBlank(row.text(of: $0, shared)) }
          .map { $0.kind == .text ? row.text(of: $0, shared) : [] }, indices)
    }
    lookedUntil = (place.map { rows[$0] } ?? rows.last)?.number ?? lookedUntil
    return place
  }

  private static func texts(_ row: RawRow, _ shared: any SharedTexts) -> [ArraySlice<UInt8>] {
    row.cells.map { row.text(of: $0, shared) }
  }

  /// Rows to be at hand below a heading.
  static func rowsNeeded(forHeadingAt place: Int) -> Int { place + 1 + headerRows }

  /// Looks for a header.
  ///
  /// - Parameters:
  ///   - rows: The row being read and those that follow it, none blank.
  ///   - shared: The texts that shared-string cells refer to.
  /// - Returns: What was found; `nil` for rows of the table itself.
  mutating func search(_ rows: [RawRow], _ shared: any SharedTexts) -> Found? {
    let heads = rows.map { HeadRow($0, shared) }
    guard let header = HeaderSearch(indices, definitions, merged).first(in: heads) else {
      return nil
    }
    var first = header.start
    while first > 0, header.start - first < Self.captionRows, isCaption(heads[first - 1]) {
      first -= 1
    }
    let numbers = heads[header.start].number...heads[header.start + header.height - 1].number
    if header.list == list.name, header.signature == signature {
      lookedUntil = numbers.upperBound
      repeated = (Self.texts(rows[header.start], shared), header.height)
      return .repeated(numbers, caption: Array(rows[first..<header.start]))
    }
    var own = header
    own.start -= first
    return .further(
      FurtherHeader(
        header: own, distance: header.start, caption: Array(rows[first..<header.start])))
  }

  /// Whether a row may be a line of the next table's title.
  func isCaption(_ row: HeadRow) -> Bool {
    guard let first = row.cells.first, first.kind == .text else { return false }
    return row.cells.count <= 2 || LabelledText.begins(definitions.folding.key(first.text))
  }

  /// Whether a row above another table is no record for sure: it names a list, or begins with a
  /// label such as 填报单位.
  func isTitle(_ text: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: text, as: UTF8.self)
    return !definitions.lists(namedIn: text).isEmpty
      || LabelledText.begins(definitions.folding.key(text))
  }

  private func isHeading(_ text: ArraySlice<UInt8>) -> Bool {
    HeaderSearch.isHeading(text, indices.map(\.index))
  }
}

/// Looks for one header after another.
struct HeaderSearch {
  private let indices: [(list: ListDefinition, index: HeadingIndex)]
  private let definitions: Definitions
  private let merged: [CellRange]

  init(
    _ indices: [(list: ListDefinition, index: HeadingIndex)], _ definitions: Definitions,
    _ merged: [CellRange]
  ) {
    self.indices = indices
    self.definitions = definitions
    self.merged = merged
  }

  /// Whether a text is a heading of any list. Figures and sentences are told by a glance.
  static func isHeading(_ text: ArraySlice<UInt8>, _ indices: [HeadingIndex]) -> Bool {
    guard text.count <= 120, let lead = text.first, !(0x30...0x39).contains(lead) else {
      return false
    }
    return HeadingIndex.isHeading(String(decoding: text, as: UTF8.self), ofAny: indices)
  }

  /// Whether a row's first text is a heading, and another near it: a column may well hold a word
  /// such as 企业 that is one too.
  static func beginsWithHeadings(
    _ texts: some Sequence<ArraySlice<UInt8>>,
    _ lists: [(list: ListDefinition, index: HeadingIndex)]
  ) -> Bool {
    let indices = lists.map(\.index)
    var count = 0
    for (place, text) in texts.prefix(6).enumerated() {
      if isHeading(text, indices) { count += 1 } else if place == 0 { return false }
      if count == 2 { return true }
    }
    return false
  }

  /// The first header among rows, the lists that titles above it name being preferred.
  func first(in rows: [HeadRow]) -> HeaderFinder.Header? {
    guard let place = rows.firstIndex(where: beginsWithHeading) else { return nil }
    let titles = rows[..<place].filter { $0.cells.count <= 2 }.flatMap(\.cells).map(\.text)
    let named = titles.filter { $0.utf8.count < 200 }.flatMap(definitions.lists(namedIn:))
    let finder = HeaderFinder(
      indices: indices, folding: definitions.folding, rows: rows, merged: merged)
    return finder.find(
      hinted: ListName.allCases.sorted().filter(named.contains), isNamedOtherwise: false)
  }

  /// Place of the first header after `start` that is not the table's own; the end where there is
  /// none.
  func end(of header: HeaderFinder.Header, in rows: [HeadRow]) -> Int {
    var start = header.start + header.height
    while let place = rows[start...].firstIndex(where: beginsWithHeading) {
      // Parents may stand above the first heading.
      let from = max(start, place - 2)
      guard let next = first(in: Array(rows[from...])) else { return rows.endIndex }
      if next.list != header.list || next.signature != header.signature {
        return from + next.start
      }
      start = from + next.start + next.height
    }
    return rows.endIndex
  }

  private func beginsWithHeading(_ row: HeadRow) -> Bool {
    guard row.cells.first?.kind == .text else { return false }
    return Self.beginsWithHeadings(
      row.cells.lazy.map { $0.kind == .text ? ArraySlice($0.text.utf8) : [] }, indices)
  }
}

extension HeaderFinder.Header {
  /// What each column is: equal for a header and its repetition after a page.
  var signature: [Int: String] {
    var signature: [Int: String] = [:]
    for column in columns {
      signature[column.column] =
        column.match.map { "\($0.field)" } ?? column.path.joined().filter { !$0.isWhitespace }
    }
    return signature
  }
}
