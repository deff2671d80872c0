import Files
import ReturnCopy
import Table
import Testing
import Workbook
import XMLStream
import ZipArchive

/// A workbook of these tests, made by other people's programs (`Files/make.py`).
enum TestFile {
  static let names = ["xlsxwriter.xlsm", "openpyxl.xlsx", "libreoffice.xlsx", "strict.xlsx"]

  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/")
    return try readFile("\(folder)/Files/\(name)")
  }
}

let head = ReturnHead(
  file: "苏州市.xlsx", period: "2022年5月", verdict: "错误 1 处", issuer: "江苏省商务厅")

/// A note on a cell.
func note(
  _ cell: String?, on sheet: String?, _ weight: ReturnNote.Weight = .error, rule: String = "H001",
  message: String = "整改时限 2022-05-01 早于 <排查日期> & 其他", content: String = "=HYPERLINK(\"x\")"
) -> ReturnNote {
  ReturnNote(
    weight: weight, rule: rule, title: "整改时限早于排查日期", message: message, fix: "核对两个日期。",
    basis: "任务清单（九）", sheet: sheet, cell: cell.flatMap { CellReference($0.utf8) },
    content: content)
}

/// The parts of an archive, inflated, by name.
func parts(of bytes: [UInt8]) throws -> [String: [UInt8]] {
  let zip = try ZipReader(bytes: bytes)
  return Dictionary(
    uniqueKeysWithValues: try zip.entries.map { ($0.text, try zip.read($0)) })
}

/// The text of a part.
func text(of part: String, in bytes: [UInt8]) throws -> String {
  let zip = try ZipReader(bytes: bytes)
  return String(decoding: try zip.read(try #require(zip.entry(named: part))), as: UTF8.self)
}

/// The cells of a sheet by address, as text.
func cells(of sheet: String, in bytes: [UInt8]) throws -> [String: String] {
  let book = try WorkbookReader(bytes: bytes)
  var rows = try book.rows(of: try #require(book.sheets.first { $0.name == sheet }))
  var row = RawRow()
  var result: [String: String] = [:]
  while try rows.read(into: &row) {
    for cell in row.cells {
      let text =
        cell.sharedString >= 0
        ? rows.sharedTexts[Int(cell.sharedString)]
        : row.bytes[Int(cell.text.lowerBound)..<Int(cell.text.upperBound)]
      let address = CellReference(row: row.number, column: Int(cell.column))
      result[address.description] = String(decoding: text, as: UTF8.self)
    }
  }
  return result
}

/// The foreground of a cell's fill, found through the style sheet with the XML reader; `nil` for a
/// cell that is not there.
func colour(of cell: String, in part: String, of bytes: [UInt8]) throws -> String? {
  var reader = XMLReader(bytes: Array(try text(of: part, in: bytes).utf8))
  var format: Int?
  while let kind = try reader.next() {
    guard kind == .start, local(reader) == "c", attribute("r", reader) == cell else { continue }
    format = attribute("s", reader).flatMap(Int.init) ?? 0
  }
  guard let format else { return nil }
  let zip = try ZipReader(bytes: bytes)
  let styles = try #require(zip.entries.first { $0.text.hasSuffix("styles.xml") })
  reader = XMLReader(bytes: try zip.read(styles))
  var section = ""
  var fills: [String] = []
  var formats: [Int] = []
  while let kind = try reader.next() {
    guard kind == .start else { continue }
    switch local(reader) {
    case "fills", "cellXfs", "cellStyleXfs", "dxfs": section = local(reader)
    case "fill" where section == "fills": fills.append("")
    case "fgColor" where section == "fills":
      fills[fills.count - 1] =
        attribute("rgb", reader) ?? attribute("theme", reader).map { "theme \($0)" } ?? ""
    case "xf" where section == "cellXfs":
      formats.append(attribute("fillId", reader).flatMap(Int.init) ?? 0)
    default: break
    }
  }
  return fills[formats[format]]
}

private func local(_ reader: borrowing XMLReader) -> String {
  String(decoding: reader.name.local, as: UTF8.self)
}

private func attribute(_ name: String, _ reader: borrowing XMLReader) -> String? {
  for index in 0..<reader.attributeCount
  where reader.attributeName(index).qualified.elementsEqual(name.utf8) {
    return String(decoding: reader.attributeValue(index), as: UTF8.self)
  }
  return nil
}
