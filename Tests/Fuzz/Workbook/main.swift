import Fuzzing
import Table
import Workbook
import ZipArchive

// Any bytes as a workbook: every cell of every sheet, in rows that hold together, and the same by
// every way of reading.
//
// A changed byte of an archive fails its checksum before it reaches a parser. So an input that is
// no archive is cut at bytes 0xFF, which no UTF-8 has, into the parts of a workbook.
Fuzzer.run { bytes in
  let isArchive = bytes.starts(with: [0x50, 0x4B])
  guard let file = isArchive ? bytes : try? Parts.archive(bytes),
    let workbook = try? WorkbookReader(bytes: file)
  else { return }
  if let difference = WorkbookReader.differenceBetweenReaders(workbook: file) {
    fatalError(difference)
  }
  var row = RawRow()
  for sheet in workbook.sheets where sheet.kind == .worksheet {
    guard var reader = try? workbook.rows(of: sheet) else { continue }
    while (try? reader.read(into: &row)) == true {
      precondition((1...CellReference.lastRow).contains(row.number))
      var column: Int32 = 0
      for cell in row.cells {
        precondition(cell.column >= column, "cells stand in order")
        column = cell.column
        if cell.sharedString >= 0 {
          precondition(Int(cell.sharedString) < workbook.sharedStrings.count)
        } else {
          precondition(Int(cell.text.upperBound) <= row.bytes.count)
        }
      }
      precondition(Int(column) <= CellReference.lastColumn)
    }
  }
}

/// The parts of a workbook, as an input holds them.
enum Parts {
  /// In the order of the input; those that it lacks are left out.
  private static let names = [
    "s.xml", "t.xml", "y.xml", "w.xml", "_rels/w.xml.rels", "_rels/.rels",
  ]

  /// An archive of the parts that an input holds.
  static func archive(_ bytes: [UInt8]) throws(ZipError) -> [UInt8] {
    var writer = try ZipWriter()
    let parts = bytes.split(separator: 0xFF, omittingEmptySubsequences: false)
    for (name, part) in zip(names, parts) { writer.addStored(name, [UInt8](part)) }
    return writer.finish()
  }
}
