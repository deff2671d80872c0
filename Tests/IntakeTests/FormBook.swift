import Table
import ZipArchive

/// A workbook made of hand-written parts.
struct FormBook {
  /// A sheet of texts; a cell that is a number is written as one.
  struct Sheet {
    var name: String
    var rows: [[String]]
    /// `hidden` or `veryHidden`.
    var state = ""
    var merged: [String] = []
    var hiddenRows: Set<Int> = []
    var hiddenColumns: [Int] = []
  }

  var sheets: [Sheet]

  /// A workbook of one sheet.
  static func sheet(
    _ name: String = "问题隐患清单", _ rows: [[String]], merged: [String] = [],
    hiddenRows: Set<Int> = [], hiddenColumns: [Int] = [], state: String = ""
  ) throws -> [UInt8] {
    try FormBook(sheets: [
      Sheet(
        name: name, rows: rows, state: state, merged: merged, hiddenRows: hiddenRows,
        hiddenColumns: hiddenColumns)
    ]).bytes()
  }

  func bytes() throws -> [UInt8] {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    var parts: [(name: String, text: String)] = []
    func add(_ name: String, _ text: String) { parts.append((name, text)) }
    func relationships(_ items: [(id: Int, type: String, target: String)]) -> String {
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + items.map {
          "<Relationship Id=\"r\($0.id)\" Type=\"\(office)/\($0.type)\" Target=\"\($0.target)\"/>"
        }.joined() + "</Relationships>"
    }
    add("[Content_Types].xml", "<Types/>")
    add("_rels/.rels", relationships([(1, "officeDocument", "xl/workbook.xml")]))
    let tabs = sheets.enumerated().map { place, sheet in
      "<sheet name=\"\(sheet.name)\" sheetId=\"\(place + 1)\" r:id=\"r\(place + 1)\""
        + (sheet.state.isEmpty ? "/>" : " state=\"\(sheet.state)\"/>")
    }
    add(
      "xl/workbook.xml",
      "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>\(tabs.joined())</sheets>"
        + "</workbook>")
    add(
      "xl/_rels/workbook.xml.rels",
      relationships(sheets.indices.map { ($0 + 1, "worksheet", "sheet\($0 + 1).xml") }))
    for (place, sheet) in sheets.enumerated() {
      add("xl/sheet\(place + 1).xml", Self.part(sheet, main))
    }
    var writer = try ZipWriter()
    for part in parts { try writer.addEntry(part.name, [UInt8](part.text.utf8)) }
    return writer.finish()
  }

  private static func part(_ sheet: Sheet, _ main: String) -> String {
    var text = "<worksheet xmlns=\"\(main)\">"
    if !sheet.hiddenColumns.isEmpty {
      let columns = sheet.hiddenColumns.map { "<col min=\"\($0)\" max=\"\($0)\" hidden=\"1\"/>" }
      text += "<cols>\(columns.joined())</cols>"
    }
    text += "<sheetData>"
    for (place, row) in sheet.rows.enumerated() {
      let number = place + 1
      text += "<row r=\"\(number)\"\(sheet.hiddenRows.contains(number) ? " hidden=\"1\"" : "")>"
      for (column, value) in row.enumerated() where !value.isEmpty {
        let address = CellReference(row: number, column: column + 1)
        text +=
          Double(value) != nil
          ? "<c r=\"\(address)\"><v>\(value)</v></c>"
          : "<c r=\"\(address)\" t=\"inlineStr\"><is><t>\(value)</t></is></c>"
      }
      text += "</row>"
    }
    text += "</sheetData>"
    if !sheet.merged.isEmpty {
      text +=
        "<mergeCells>\(sheet.merged.map { "<mergeCell ref=\"\($0)\"/>" }.joined())</mergeCells>"
    }
    return text + "</worksheet>"
  }
}

/// Headings and rows of the forms that the tests fill.
enum Form {
  static let practices = ["序号", "开发区", "做法名称", "主要做法", "取得成效", "推广情况", "联系人", "联系电话", "备注"]
  static let measures = ["序号", "开发区", "制度措施名称", "文号", "类别", "主要内容", "制定单位", "状态", "印发日期"]
  static let accidentGroups = [
    "序号", "开发区", "行业领域", "本月", "", "", "", "其中", "", "", "", "1—本月累计", "", "", "", "上年同期累计", "",
  ]
  static let accidentLeaves = [
    "", "", "", "事故起数", "死亡人数", "重伤人数", "直接经济损失（万元）", "一般事故", "较大事故", "重大事故", "特别重大事故", "事故起数",
    "死亡人数",
    "重伤人数", "直接经济损失（万元）", "事故起数", "死亡人数",
  ]
  /// Ranges that a form with the groups in `row` merges.
  static func accidentMerges(_ row: Int) -> [String] {
    ["A\(row):A\(row + 1)", "B\(row):B\(row + 1)", "C\(row):C\(row + 1)"]
      + ["D\(row):G\(row)", "H\(row):K\(row)", "L\(row):O\(row)", "P\(row):Q\(row)"]
  }
  static let accidentsJoined = [
    "序号", "开发区", "行业领域", "本月事故起数", "本月死亡人数", "本月重伤人数", "本月直接经济损失（万元）", "其中：一般事故", "其中：较大事故",
    "其中：重大事故", "其中：特别重大事故", "累计事故起数", "累计死亡人数", "累计重伤人数", "累计直接经济损失（万元）", "上年同期事故起数", "上年同期死亡人数",
  ]

  static func practice(_ seq: Int) -> [String] {
    ["\(seq)", "昆山经济技术开发区", "做法\(seq)", "一二三四五", "成效明显", "未推广", "赵某", "13800000001", ""]
  }

  static func accident(_ seq: Int, _ zone: String) -> [String] {
    ["\(seq)", zone, ""] + [String](repeating: "0", count: 14)
  }

  static func csv(_ rows: [[String]]) -> String {
    rows.map { $0.joined(separator: ",") + "\r\n" }.joined()
  }
}
