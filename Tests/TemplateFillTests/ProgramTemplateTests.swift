import Files
import FillData
import PackageRules
import Table
import Testing
import XMLStream
import ZipArchive

@testable import TemplateFill

/// Templates that other programs wrote, and `data.json`, as `make_templates.py` left them.
private struct ProgramTemplate {
  private static let folder =
    "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/Files/"

  let name: String

  func filled(rows: Int = 3) throws -> [UInt8] {
    var data = try FillData(FileInPieces(Self.folder + "data.json")).templateData
    if rows == 0 {
      data.lists = data.lists.mapValues { TemplateTable(fields: $0.fields, rows: []) }
    } else if rows > 3 {
      let fields = ["no", "unit", "count", "price", "date"]
      data.lists["items"] = TemplateTable(
        fields: fields,
        rows: (1...rows).map {
          [.integer($0), .text("单位\($0)"), .integer($0 % 5), .decimal("\($0 % 4).25"), .blank]
        })
    }
    return try TemplateFiller(template: try readFile(Self.folder + name + ".xlsx")).fill(data)
  }

  /// The cells of a sheet with shared strings looked up, by their address.
  func cells(_ number: Int, of bytes: [UInt8]) throws -> [String: String] {
    let book = FilledWorkbook(zip: try ZipReader(bytes: bytes))
    let sheet = try TemplatePackage(bytes: bytes, limits: ZipLimits()).sheets[number - 1].part
    var strings: [RichText] = []
    let table = Array(try book.part("xl/sharedStrings.xml").utf8)
    if !table.isEmpty { strings = try RichText.table(part: "", bytes: table) }
    var reader = PartReader(part: sheet, bytes: Array(try book.part(sheet).utf8))
    var rows = SheetRowReader(sharedStrings: strings)
    var cells: [String: String] = [:]
    while let kind = try reader.next() {
      guard kind == .start, reader.local == "row" else { continue }
      for cell in try rows.row(&reader).cells {
        let text = cell.text ?? cell.value
        let formula = cell.formula.map { "=" + String(decoding: $0.text, as: UTF8.self) + "→" }
        let shown = (formula ?? "") + String(decoding: text, as: UTF8.self)
        if !shown.isEmpty { cells[cell.reference.description] = shown }
      }
    }
    return cells
  }
}

private let programs = ["openpyxl", "xlsxwriter", "libreoffice"]

@Test(arguments: programs, [0, 3, 40])
func templateOfAnotherProgramFills(program: String, rows: Int) throws {
  let bytes = try ProgramTemplate(name: program).filled(rows: rows)
  #expect(try PackageCheck(bytes).faults == [])
  for entry in try ZipReader(bytes: bytes).entries where entry.text.hasPrefix("xl/worksheets/sheet")
  {
    let text = String(decoding: try ZipReader(bytes: bytes).read(entry), as: UTF8.self)
    #expect(!text.contains("{items") && !text.contains("{notes"))
  }
}

@Test(arguments: programs)
func templatesOfAllProgramsGiveTheSameCells(program: String) throws {
  let template = ProgramTemplate(name: program)
  let bytes = try template.filled()
  let cells = try template.cells(1, of: bytes)
  let expected = [
    "A1": "安全生产 & 月报", "A2": "报告期：2022-05　共 3 项　{说明}", "A3": "序号", "A4": "1", "B4": "苏州市",
    "C4": "3",
    "D4": "1.25", "E4": "=C4*D4→", "F4": "44684", "B6": "=1+1", "E6": "=C6*D6→", "A7": "合计",
    "C7": "=SUM(C4:C6)→12", "D7": "=MAX(D4:D6)→10", "E7": "=SUM(E4:E6)→", "A9": "说明清单", "A10": "1",
    "B10": "其一", "B11": "配电箱无漏电保护", "A12": "2", "B13": "消防通道堵塞\n已清理", "A14": "以上共 3 项",
    "A15": "见清单",
  ]
  for (address, text) in expected { #expect(cells[address] == text, "\(address)") }
  #expect(cells["F6"] == nil)
  let summary = try template.cells(2, of: bytes)
  #expect(summary["B1"] == "=SUM(月报!C4:C6)→12")
  #expect(summary["B2"] == "=AVERAGE(月报!D4:D6)→3.9166666666666665")
  #expect(summary["B4"] == "=COUNTIF(月报!C4:C6,\">2\")→")
  #expect(summary["B5"] == "=月报!C7→")
  #expect(summary["B9"] == "=SUMPRODUCT(月报!C4:C6*月报!D4:D6)→")
}
