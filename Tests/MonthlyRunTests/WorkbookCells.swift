import Table
import Testing
import Workbook

/// The texts of a worksheet's cells, by address.
struct WorkbookCells {

  private(set) var rows: [Int: [Int: String]] = [:]

  /// The sheets of a workbook, by name.
  static func sheets(_ bytes: [UInt8]) throws -> [String: WorkbookCells] {
    let book = try WorkbookReader(bytes: bytes)
    var sheets: [String: WorkbookCells] = [:]
    for sheet in book.sheets where sheet.kind == .worksheet {
      sheets[sheet.name] = try WorkbookCells(book.rows(of: sheet))
    }
    return sheets
  }

  private init(_ reader: consuming SheetReader) throws {
    var reader = reader
    var row = RawRow()
    while try reader.read(into: &row) {
      for cell in row.cells {
        let bytes =
          cell.sharedString >= 0
          ? reader.sharedTexts[Int(cell.sharedString)]
          : row.bytes[Int(cell.text.lowerBound)..<Int(cell.text.upperBound)]
        let text = String(decoding: bytes, as: UTF8.self)
        rows[row.number, default: [:]][Int(cell.column)] = text
      }
    }
  }

  /// The text of a cell, empty where there is none.
  subscript(row: Int, column: Int) -> String { rows[row]?[column] ?? "" }

  /// The first row with a cell of this text in this column.
  func row(where column: Int, is text: String) -> Int? {
    rows.filter { $0.value[column] == text }.keys.min()
  }
}
