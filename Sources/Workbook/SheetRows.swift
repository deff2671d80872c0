import Table

/// Reads the rows of a worksheet; copies of a ``SheetReader`` share it, and whichever is asked
/// takes the next row.
///
/// This is where one way of reading is chosen; a ``SheetReader`` knows none of them.
final class SheetRows {
  private var events: SheetEvents

  init(_ events: consuming SheetEvents) { self.events = events }

  /// Reads the next row; `false` after the last.
  func read(into row: inout RawRow) throws(WorkbookError) -> Bool { try events.read(into: &row) }
}
