import DelimitedText
import Table
import Workbook

/// Cells of a file that have been read, over all its sheets.
final class CellBudget {
  private var count = 0
  private var searches = 0
  private var rows = 0
  private let limits: IntakeLimits

  init(_ limits: IntakeLimits) { self.limits = limits }

  /// Times that rows of a file are looked at closely for a header: rows of headings that head
  /// nothing would cost more than the records.
  private static let searchLimit = 500

  /// Whether rows may be searched for a header once more.
  func maySearch() -> Bool {
    searches += 1
    return searches <= Self.searchLimit
  }

  /// Counts a row's cells.
  ///
  /// - Throws: ``ReadFailure/limit(_:figure:met:)`` where row, columns, texts or the sum of
  ///   cells go past a limit.
  func count(_ row: RawRow) throws(ReadFailure) {
    count += row.cells.count
    rows += 1
    if rows % 256 == 1, let deadline = limits.workbook.deadline, ContinuousClock.now > deadline {
      throw limits.failure(.seconds)
    }
    if count > limits.workbook.cells { throw limits.failure(.cells) }
    if row.number > limits.rows { throw limits.failure(.rows) }
    if let last = row.cells.last, Int(last.column) > limits.columns {
      throw limits.failure(.columns)
    }
    // Shared strings were measured when they were read. A character takes at least one byte.
    guard row.bytes.count > limits.workbook.textLength else { return }
    for cell in row.cells where cell.text.count > limits.workbook.textLength {
      let text = row.bytes[Int(cell.text.lowerBound)..<Int(cell.text.upperBound)]
      let length = String(decoding: text, as: UTF8.self).utf16.count
      if length > limits.workbook.textLength { throw limits.failure(.textLength, met: length) }
    }
  }
}

/// The rows of a worksheet or of a text file, under one type of failure.
struct TableSource {
  /// One of the two is there. They are read in place: a copy would share the file's bytes.
  private var worksheet: SheetReader?
  private var text: CSVReader?
  /// What the file may still ask for.
  let budget: CellBudget
  /// Merged ranges, hidden columns; nothing for a text file.
  let facts: SheetFacts
  /// Whether dates count from 1904.
  let is1904: Bool
  /// The texts that shared-string cells refer to.
  let sharedTexts: any SharedTexts

  /// The rows of a worksheet.
  init(_ reader: SheetReader, budget: CellBudget) {
    worksheet = reader
    facts = reader.facts
    is1904 = reader.is1904
    sharedTexts = reader.sharedTexts
    self.budget = budget
  }

  /// The rows of a text file.
  init(_ reader: CSVReader, budget: CellBudget) {
    text = reader
    facts = SheetFacts()
    is1904 = false
    sharedTexts = reader.sharedTexts
    self.budget = budget
  }

  /// Reads the next row that has a cell.
  ///
  /// - Parameter row: On return the row read; cleared after the last.
  /// - Returns: `false` after the last row.
  /// - Throws: `ReadFailure` if the file is damaged from here on, or breaks a limit.
  mutating func read(into row: inout RawRow) throws(ReadFailure) -> Bool {
    repeat {
      guard try readAny(into: &row) else { return false }
    } while row.cells.isEmpty
    try budget.count(row)
    return true
  }

  private mutating func readAny(into row: inout RawRow) throws(ReadFailure) -> Bool {
    if let isRead = text?.read(into: &row) {
      if !isRead, let quote = text?.unclosedQuote {
        // What stands behind the quote went into one cell, rows and all.
        throw .damaged(reason: "第 \(quote.line) 行的引号没有闭合")
      }
      return isRead
    }
    do throws(WorkbookError) {
      return try worksheet?.read(into: &row) ?? false
    } catch {
      throw ReadFailure(error)
    }
  }
}
