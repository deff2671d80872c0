import DelimitedText
public import Files
import Ledger
import Report
import Table
import Validation
public import Values

/// What earlier merges left that this one goes on from. Everything is read from `data/` of their
/// output folders; nothing there is ever changed.
struct EarlierOutputs {
  /// The ledger of the last month before this one that has one.
  var ledger: HazardLedger?
  /// That month.
  var ledgerMonth: Period?
  /// Its history.
  var history: HazardHistory?
  /// The ledger that the last run of this same month wrote, so that numbers given stay given.
  var sameMonth: HazardLedger?
  /// Digests of what the last run of this month left of ledger and history, by name.
  var sameMonthDigests: [String: String] = [:]
  /// The ledger of the latest month after this one, where an old month is run again.
  var later: HazardLedger?
  /// The months after this one that have a ledger.
  var laterMonths: [Period] = []
  /// The ledgers of this month and of later ones that numbers may rest on, as files read.
  var numberInputs: [InputFile] = []
  /// Last month's figures by zone, and texts of practices.
  var months: EarlierMonths?
  /// Last month's accidents of bureaus and zones, for 环比.
  var accidents: [Scope: PreviousAccidents] = [:]
  /// The province's accidents of the year before, month by month.
  var accidentMonths: [MonthAccidents] = []
  /// The files read, relative to the folder of the months.
  var inputs: [InputFile] = []
}

/// Why an earlier output can't be gone on from.
public enum EarlierOutputError: Error {
  /// The file can't be read.
  case unreadable(path: String, cause: FileError)
  /// The file is no such table any more.
  case damaged(path: String, reason: String)
  /// The ledger of this same month, or of a `later` one, is no such table any more. Nothing is gone on
  /// from it, but it keeps the numbers that were given; it lies in `output`.
  case damagedNumbers(path: String, reason: String, output: String, later: Period?)
  /// The ledger given for a check is that of this month or of a later one.
  case notEarlier(month: Period, period: Period)
}

/// Reads a table that an earlier run wrote.
struct WrittenTable {
  private var reader: CSVReader
  private var row = RawRow()
  private(set) var columns: [String: Int] = [:]

  /// The table of a file; `nil` if the file is not there.
  init?(_ bytes: [UInt8]) {
    reader = CSVReader(bytes, dialect: CSVDialect())
    guard reader.read(into: &row) else { return nil }
    for cell in row.cells { columns[text(cell)] = Int(cell.column) }
  }

  /// Reads the next row; `false` after the last.
  mutating func next() -> Bool {
    while reader.read(into: &row) {
      if !row.cells.isEmpty { return true }
    }
    return false
  }

  /// The row read last.
  var current: RawRow { row }

  /// A column's text in the current row, the guarding `'` taken off; empty where blank.
  subscript(name: String) -> String {
    guard let column = columns[name],
      let cell = row.cells.first(where: { Int($0.column) == column })
    else { return "" }
    return text(cell)
  }

  private func text(_ cell: RawCell) -> String {
    let bytes = row.bytes[Int(cell.text.lowerBound)..<Int(cell.text.upperBound)]
    return String(decoding: CSVGuard.removed(from: bytes), as: UTF8.self)
  }
}
