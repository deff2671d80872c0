import PackageRules
import TemplateFill
import Testing
import XMLStream
import ZipArchive

/// A template, what it is filled with, and what Excel users would expect of the result.
struct TemplateCase: CustomTestStringConvertible, Sendable {
  /// What it is a case of.
  var name: String
  var book: TestWorkbook
  var data: TemplateData
  /// Texts that stand in parts of the result, by the part's name.
  var expected: [(part: String, text: String)] = []
  /// The cells of sheets as a reader shows them: `A1=1 B1=t`, sheets from 1.
  var cells: [Int: String] = [:]

  var testDescription: String { name }

  /// A case of one sheet, whose list `a` has as many rows as is said: 1, 2, 3 …
  init(
    _ name: String, count: Int, rows: String, head: String = "", tail: String = "",
    cells: String? = nil, has expected: [String] = []
  ) {
    self.name = "\(name)，\(count) 行"
    book = TestWorkbook(rows: rows, tail: tail, head: head)
    data = TemplateData(
      values: ["v": .text("值"), "n": .integer(7)],
      lists: ["a": numbers(Array(1...max(count, 1)).filter { $0 <= count })])
    self.expected = expected.map { ("xl/worksheets/sheet1.xml", $0) }
    if let cells { self.cells = [1: cells] }
  }

  /// Fills the template and compares.
  func check() throws {
    let bytes = try book.filledBytes(data)
    #expect(try PackageCheck(bytes).faults == [])
    let result = FilledWorkbook(zip: try ZipReader(bytes: bytes))
    for (part, text) in expected {
      let found = try result.part(part)
      #expect(found.contains(text), "\(part): \(found.prefix(3_000))")
    }
    for (sheet, text) in cells { #expect(try result.cells(sheet) == text) }
  }
}

extension FilledWorkbook {
  /// The cells of a sheet that hold something: address and value, formulas with `=`.
  func cells(_ number: Int = 1) throws -> String {
    var reader = XMLReader(bytes: Array(try sheet(number).utf8))
    var cells: [String] = []
    var (address, element, text) = ("", "", "")
    while let kind = try reader.next() {
      switch kind {
      case .start:
        element = String(decoding: reader.name.local, as: UTF8.self)
        text = ""
        guard element == "c" else { continue }
        for index in 0..<reader.attributeCount
        where String(decoding: reader.attributeName(index).local, as: UTF8.self) == "r" {
          address = String(decoding: reader.attributeValue(index), as: UTF8.self)
        }
      case .text: text += String(decoding: reader.text, as: UTF8.self)
      case .end:
        let isSame = cells.last?.hasPrefix("\(address)=") == true
        switch element {
        case "f": cells.append("\(address)==\(text)")
        case "v" where isSame: cells[cells.count - 1] += "→\(text)"
        case "t" where isSame: cells[cells.count - 1] += text
        case "v", "t": cells.append("\(address)=\(text)")
        default: break
        }
        element = ""
      }
    }
    return cells.joined(separator: " ")
  }
}

/// A row of cells: `=` begins a formula, digits are a number, the rest is text.
func row(_ number: Int, _ cells: String..., from column: String = "A", more: String = "") -> String
{
  let first = Int(column.utf8.first ?? 65)
  let list = cells.enumerated().filter { !$0.element.isEmpty }.map { index, text in
    let address = "\(Character(Unicode.Scalar(UInt8(first + index))))\(number)"
    if text.hasPrefix("=") { return "<c r=\"\(address)\"><f>\(text.dropFirst())</f></c>" }
    return Int(text) == nil ? cell(address, text) : "<c r=\"\(address)\"><v>\(text)</v></c>"
  }
  return "<row r=\"\(number)\"\(more)>\(list.joined())</row>"
}
