import DelimitedText
import Table

/// A data file of a merge: rows by column name, the guarding `'` taken off.
struct OutputTable {
  var columns: [String] = []
  var rows: [[String: String]] = []

  init(_ bytes: [UInt8]) {
    var reader = CSVReader(bytes, dialect: CSVDialect())
    var row = RawRow()
    while reader.read(into: &row) {
      if row.cells.isEmpty { continue }
      if columns.isEmpty {
        columns = row.cells.map { Self.text($0, row) }
        continue
      }
      var fields = Dictionary(uniqueKeysWithValues: columns.map { ($0, "") })
      for cell in row.cells { fields[columns[Int(cell.column) - 1]] = Self.text(cell, row) }
      rows.append(fields)
    }
  }

  /// The one row where the columns given hold these values.
  func row(_ values: [String: String]) -> [String: String]? {
    let found = rows.filter { row in values.allSatisfy { row[$0.key] == $0.value } }
    return found.count == 1 ? found.first : nil
  }

  /// The sum of a column of whole numbers.
  func sum(_ column: String) -> Int { rows.reduce(0) { $0 + (Int($1[column] ?? "") ?? 0) } }

  private static func text(_ cell: RawCell, _ row: RawRow) -> String {
    let bytes = row.bytes[Int(cell.text.lowerBound)..<Int(cell.text.upperBound)]
    return String(decoding: CSVGuard.removed(from: bytes), as: UTF8.self)
  }
}
