import DelimitedText
import Table
import Values

/// Where the columns of one of the ledger's files stand.
struct FileColumns: Sendable {
  let names: [String]
  /// Index of the name of each column of the file, from column 1; -1 for an unknown one.
  let fields: [Int]

  init(_ header: RawRow, names: [String], optional: Set<String>) throws(LedgerFileError) {
    self.names = names
    var fields: [Int] = []
    for cell in header.cells where cell.column > 0 {
      let heading = header.bytes[Int(cell.text.lowerBound)..<Int(cell.text.upperBound)]
      guard let field = names.firstIndex(where: { heading.elementsEqual($0.utf8) }) else {
        continue
      }
      guard !fields.contains(field) else { throw .repeatedColumn(names[field]) }
      while fields.count < Int(cell.column) { fields.append(-1) }
      fields[Int(cell.column) - 1] = field
    }
    if let name = names.indices.first(where: {
      !fields.contains($0) && !optional.contains(names[$0])
    }) {
      throw .missingColumn(names[name])
    }
    self.fields = fields
  }
}

/// The cells of a row of one of the ledger's files, by field.
struct FileCells {
  private let row: RawRow
  private let names: [String]
  /// Where the text of each field stands in the row's bytes.
  private var ranges: [Range<Int>]

  init(_ row: RawRow, _ columns: FileColumns) {
    self.row = row
    names = columns.names
    ranges = [Range<Int>](repeating: 0..<0, count: names.count)
    for cell in row.cells where cell.column > 0 && Int(cell.column) <= columns.fields.count {
      let field = columns.fields[Int(cell.column) - 1]
      guard field >= 0, !cell.text.isEmpty else { continue }
      let filed = Int(cell.text.lowerBound)..<Int(cell.text.upperBound)
      // Most cells have none; those that do are told by the one who writes them.
      ranges[field] =
        row.bytes[filed.lowerBound] == CSVGuard.sign
        ? CSVGuard.removed(from: row.bytes[filed]).indices : filed
    }
  }

  subscript(field: Int) -> ArraySlice<UInt8> { row.bytes[ranges[field]] }

  func string(_ field: Int) -> String { String(decoding: self[field], as: UTF8.self) }

  func unreadable(_ field: Int) -> LedgerFileError {
    .unreadable(row: row.number, column: names[field], value: String(string(field).prefix(80)))
  }

  func month(_ field: Int, notAfter period: Period) throws(LedgerFileError) -> Period {
    guard self[field].count == 7, let month = Period(leading: self[field]) else {
      throw unreadable(field)
    }
    guard month <= period else {
      throw .later(row: row.number, column: names[field], value: month.description)
    }
    return month
  }

  /// A row number, 0 where blank.
  func rowNumber(_ field: Int) throws(LedgerFileError) -> UInt32 {
    if self[field].isEmpty { return 0 }
    guard let number = UInt32(string(field)) else { throw unreadable(field) }
    return number
  }
}
