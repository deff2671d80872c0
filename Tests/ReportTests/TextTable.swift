import DelimitedText
import Report
import Table
import Testing

/// A text table as another program would read it: rows by column name, guards taken off.
struct TextTable {
  var header: [String] = []
  var rows: [[String: String]] = []

  init(_ bytes: [UInt8]) throws {
    var reader = CSVReader(Array(bytes.dropFirst(3)), dialect: CSVDialect())
    var row = RawRow()
    while reader.read(into: &row) {
      var values = [String](
        repeating: "", count: max(header.count, Int(row.cells.last?.column ?? 0)))
      for cell in row.cells {
        let text = row.bytes[Int(cell.text.lowerBound)..<Int(cell.text.upperBound)]
        values[Int(cell.column) - 1] = String(
          decoding: CSVGuard.removed(from: text), as: UTF8.self)
      }
      if header.isEmpty {
        header = values
      } else {
        rows.append(Dictionary(uniqueKeysWithValues: zip(header, values)))
      }
    }
  }
}

extension DataPackage {
  func file(_ name: String) throws -> DataFile { try #require(files.first { $0.name == name }) }

  func table(_ name: String) throws -> TextTable { try TextTable(file(name + ".csv").bytes) }
}
