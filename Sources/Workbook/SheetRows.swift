import Table

/// Reads the rows of a worksheet; copies of a ``SheetReader`` share it, and whichever is asked
/// takes the next row.
///
/// This is where one way of reading is chosen; a ``SheetReader`` knows none of them. Rows of the
/// plain shape are read by their bytes. At the first surprise the parser reads the part from its
/// start, passes over the rows that have been given, which are the same, and goes on; so every
/// error is the parser's, or found among its tags.
final class SheetRows {
  /// A part in memory, and where its rows stand.
  struct Part {
    let bytes: [UInt8]
    let rows: Range<Int>
  }

  /// Nesting that plain rows may need, more than any has.
  private static let plainDepth = 32

  private let part: Part?
  private let converter: CellConverter
  private var plain: PlainRows?
  private var events: SheetEvents?
  private var given = 0

  /// Rows from the tags of a part.
  init(_ events: consuming SheetEvents, converter: CellConverter) {
    part = nil
    self.converter = converter
    self.events = consume events
  }

  /// Rows of a part that is well-formed around them.
  init(_ part: Part, converter: CellConverter) {
    self.part = part
    self.converter = converter
    if converter.limits.depth >= Self.plainDepth {
      plain = PlainRows(from: part.rows.lowerBound, converter: converter)
    }
  }

  /// Whether the rows have been read by their bytes so far.
  var isPlain: Bool { plain != nil }

  /// Reads the next row; `false` after the last.
  func read(into row: inout RawRow) throws(WorkbookError) -> Bool {
    if let part {
      if plain != nil {
        do throws(Surprise) {
          let isRead = try plain?.read(
            part.bytes.span.extracting(..<part.rows.upperBound), into: &row)
          given += 1
          return isRead ?? false
        } catch {
          plain = nil
        }
      }
      if events == nil { try startParser(part, &row) }
    }
    return try events?.read(into: &row) ?? false
  }

  private func startParser(_ part: Part, _ row: inout RawRow) throws(WorkbookError) {
    events = SheetEvents(
      PartCursor(part: converter.part, bytes: part.bytes, limits: converter.limits),
      converter: converter)
    for _ in 0..<given {
      guard try events?.read(into: &row) ?? false else { break }
    }
  }
}
