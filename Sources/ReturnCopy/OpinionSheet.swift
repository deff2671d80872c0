import Table

/// What stands above the notes on the 校验意见 sheet.
public struct ReturnHead: Sendable {
  /// Name of the file as it was received.
  public var file: String
  /// The month reported, as printed.
  public var period: String
  /// What the check comes to.
  public var verdict: String
  /// Who sends it back, `江苏省商务厅`.
  public var issuer: String

  /// A head.
  public init(file: String, period: String, verdict: String, issuer: String) {
    self.issuer = issuer
    self.file = file
    self.period = period
    self.verdict = verdict
  }
}

/// The 校验意见 sheet: every note with a link to its cell, to be printed on A4 across.
struct OpinionSheet {
  /// Name of the sheet.
  static let name = "校验意见"
  /// What its first line ends with, by which a sheet of an earlier copy is known.
  static let titleEnd = "商务厅校验意见"
  private static let severities = "错误必须改，核实类改正或在“核实说明”栏写明原因。"

  /// What the filer is to do with the workbook.
  private static func guide(_ notes: [ReturnNote], isAlone: Bool) -> String {
    if isAlone {
      return "请按“改法”处理原文件，改好后重新报送原文件；" + severities + "本工作簿只列校验意见，不要在这里填报，也不必报送。"
    }
    if !notes.contains(where: { $0.cell != nil && $0.weight != .explained }) {
      return "请按“改法”修改，改完重新报送本工作簿；" + severities + "本表不参加汇总。"
    }
    return "请在标色的单元格上按“改法”修改，改完重新报送本工作簿；" + severities
      + "点“单元格”一栏跳到该处。批注和颜色下次校验时自动更新，不必删除；本表不参加汇总。"
  }
  /// Headings and column widths.
  static let columns: [(heading: String, width: Int)] = [
    ("序号", 6), ("级别", 8), ("规则", 8), ("工作表", 16), ("单元格", 11), ("内容", 22), ("问题", 38), ("改法", 38),
    ("依据", 28),
  ]
  /// Row of the headings.
  static let headRow = 4
  /// UTF-16 units that a cell holds.
  private static let textLimit = 32_767

  private let formats: OpinionFormats
  private let prefix = ""
  private var text = ""
  private var row = 0

  init(formats: OpinionFormats) { self.formats = formats }

  /// The sheet's part.
  ///
  /// - Parameters:
  ///   - head: What stands above.
  ///   - notes: The notes that are listed, in order.
  ///   - omitted: Number of notes that are not.
  ///   - sheets: Names of the workbook's worksheets, to which cells can be linked.
  ///   - isAlone: Whether the workbook holds nothing of the filer's.
  ///   - formats: The formats of its cells.
  ///   - namespace: Namespace of worksheets.
  /// - Returns: The part.
  static func part(
    _ head: ReturnHead, notes: [ReturnNote], omitted: Int, sheets: Set<String>, isAlone: Bool,
    formats: OpinionFormats, namespace: String
  ) -> [UInt8] {
    var sheet = OpinionSheet(formats: formats)
    sheet.writeHead(head, guide: guide(notes, isAlone: isAlone), omitted: omitted)
    for (index, note) in notes.enumerated() { sheet.write(note, number: index + 1) }
    if notes.isEmpty { sheet.writeLine("没有发现问题。", format: formats.text) }
    let merged = (1..<headRow).map { "<mergeCell ref=\"A\($0):I\($0)\"/>" }.joined()
    let links = Self.links(notes, sheets: sheets)
    let widths = columns.enumerated().map { index, column in
      "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(column.width)\" customWidth=\"1\"/>"
    }.joined()
    let last = max(sheet.row, headRow)
    return Array(
      """
      \(xmlDeclaration)<worksheet xmlns="\(namespace)"><sheetPr><tabColor rgb="FFC00000"/>\
      <pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:I\(last)"/>\
      <sheetViews><sheetView showGridLines="0" workbookViewId="0">\
      <pane ySplit="\(headRow)" topLeftCell="A\(headRow + 1)" activePane="bottomLeft" \
      state="frozen"/><selection pane="bottomLeft" activeCell="A\(headRow + 1)" \
      sqref="A\(headRow + 1)"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>\
      <cols>\(widths)</cols><sheetData>\(sheet.text)</sheetData>\
      <mergeCells count="\(headRow - 1)">\(merged)</mergeCells>\(links)\
      <printOptions horizontalCentered="1"/>\
      <pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>\
      <pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>\
      <headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>
      """.utf8)
  }

  private mutating func writeHead(_ head: ReturnHead, guide: String, omitted: Int) {
    writeLine(head.issuer + "校验意见", format: formats.title, height: 30)
    var line = "文件：\(head.file)　　报告期：\(head.period)　　\(head.verdict)"
    if omitted > 0 { line += "　　问题太多，另有 \(omitted) 处没有列出，请先改正已列出的" }
    writeLine(line, format: formats.text)
    writeLine(guide, format: formats.text)
    writeRow(Self.columns.map { ($0.heading, formats.heading) }, height: 22)
  }

  private mutating func write(_ note: ReturnNote, number: Int) {
    let body = formats.body
    writeRow([
      (String(number), formats.centred),
      (note.weight.chinese, formats.weights[note.weight] ?? formats.centred),
      (note.rule, formats.centred), (note.sheet ?? "", body),
      (note.cell.map(\.description) ?? note.wider, note.cell == nil ? body : formats.link),
      (note.content, body), (note.title == note.message ? note.title : note.message, body),
      (note.fix, body), (note.basis, body),
    ])
  }

  /// Links from addresses to their cells (18.3.1.47 `hyperlink`).
  private static func links(_ notes: [ReturnNote], sheets: Set<String>) -> String {
    let links = notes.enumerated().map { index, note in
      guard let cell = note.cell, let sheet = note.sheet, sheets.contains(sheet) else { return "" }
      let location = "'\(sheet.replacing("'", with: "''"))'!\(cell)"
      return "<hyperlink ref=\"E\(headRow + 1 + index)\" location=\"\(Markup.attribute(location))\""
        + " display=\"\(cell)\"/>"
    }.joined()
    return links.isEmpty ? "" : "<hyperlinks>\(links)</hyperlinks>"
  }

  // MARK: Rows

  private mutating func writeLine(_ line: String, format: Int, height: Int? = nil) {
    let width = Self.columns.reduce(0) { $0 + $1.width }
    let lines = (line.halfWidths + width - 1) / width
    writeRow([(line, format)], height: height ?? lines * 15 + 4)
  }

  /// Writes a row as high as its text needs, since not every program works that out.
  private mutating func writeRow(_ cells: [(text: String, format: Int)], height: Int? = nil) {
    row += 1
    let lines =
      zip(cells, Self.columns).map { cell, column in
        cell.text.split(separator: "\n", omittingEmptySubsequences: false)
          .reduce(0) { $0 + max(1, ($1.halfWidths + column.width - 2) / (column.width - 1)) }
      }.max() ?? 1
    let height = height ?? min(lines * 14 + 6, 400)
    text += "<row r=\"\(row)\" ht=\"\(height)\" customHeight=\"1\">"
    for (index, cell) in cells.enumerated() {
      let address = CellReference(row: row, column: index + 1)
      text += "<c r=\"\(address)\" s=\"\(cell.format)\""
      if cell.text.isEmpty {
        text += "/>"
      } else {
        text += " t=\"inlineStr\"><is><t xml:space=\"preserve\">"
        text += CellMarkup.escaped(Self.shortened(cell.text)) + "</t></is></c>"
      }
    }
    text += "</row>"
  }

  private static func shortened(_ text: String) -> String {
    guard text.utf16.count > 2_000 else { return text }
    return String(text.prefix(1_000)) + "…"
  }
}

/// The cell formats of the 校验意见 sheet.
struct OpinionFormats {
  let title, text, heading, body, centred, link: Int
  let weights: [ReturnNote.Weight: Int]

  /// Adds the formats to a style sheet.
  init(in styles: inout StyleSheet) throws(ReturnCopyError) {
    func font(_ size: Int, _ more: String = "") -> String {
      "<font>\(more)<sz val=\"\(size)\"/><name val=\"宋体\"/><charset val=\"134\"/></font>"
    }
    func solid(_ rgb: String) -> String {
      "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"\(rgb)\"/><bgColor indexed=\"64\"/>"
        + "</patternFill></fill>"
    }
    let plain = try styles.add(font(10), to: .fonts)
    let large = try styles.add(font(16, "<b/>"), to: .fonts)
    let white = try styles.add(
      "<font><b/><sz val=\"10\"/><color rgb=\"FFFFFFFF\"/><name val=\"宋体\"/>"
        + "<charset val=\"134\"/></font>", to: .fonts)
    let blue = try styles.add(
      "<font><u/><sz val=\"10\"/><color rgb=\"FF0563C1\"/><name val=\"宋体\"/>"
        + "<charset val=\"134\"/></font>", to: .fonts)
    let side = "style=\"thin\"><color rgb=\"FFBFBFBF\"/>"
    let boxed = try styles.add(
      "<border><left \(side)</left><right \(side)</right><top \(side)</top>"
        + "<bottom \(side)</bottom><diagonal/></border>", to: .borders)
    let none = try styles.add(
      "<border><left/><right/><top/><bottom/><diagonal/></border>", to: .borders)
    let dark = try styles.add(solid("FF1F4E78"), to: .fills)
    func format(
      _ styles: inout StyleSheet, font: Int, fill: Int = 0, border: Int, across: String,
      down: String = "top"
    ) throws(ReturnCopyError) -> Int {
      // Text format (49), so that a text which is edited here never turns into a formula.
      try styles.add(
        "<xf numFmtId=\"49\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"\(border)\""
          + " applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\""
          + " applyAlignment=\"1\"><alignment horizontal=\"\(across)\" vertical=\"\(down)\""
          + " wrapText=\"1\"/></xf>", to: .cellXfs)
    }
    title = try format(&styles, font: large, border: none, across: "center", down: "center")
    text = try format(&styles, font: plain, border: none, across: "left", down: "center")
    heading = try format(
      &styles, font: white, fill: dark, border: boxed, across: "center", down: "center")
    body = try format(&styles, font: plain, border: boxed, across: "left")
    centred = try format(&styles, font: plain, border: boxed, across: "center")
    link = try format(&styles, font: blue, border: boxed, across: "center")
    var weights: [ReturnNote.Weight: Int] = [:]
    for (weight, rgb) in [
      (ReturnNote.Weight.error, "FFFFC3CB"), (.warning, "FFFFE995"), (.info, "FFD7E7F6"),
    ] {
      let fill = try styles.add(solid(rgb), to: .fills)
      weights[weight] = try format(
        &styles, font: plain, fill: fill, border: boxed, across: "center")
    }
    self.weights = weights
  }
}
