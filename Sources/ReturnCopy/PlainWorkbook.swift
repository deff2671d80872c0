public import Table
import ZipArchive

extension ReturnCopy {
  /// Makes a workbook of a text table and marks it.
  ///
  /// - Parameters:
  ///   - rows: The rows; their cells become text, as they are.
  ///   - sheet: Name of the worksheet; notes without a sheet are taken to be on it.
  /// - Returns: The workbook.
  /// - Throws: ``ReturnCopyError`` where the table does not fit a worksheet.
  public func workbook<Rows: RowSource>(
    of rows: inout Rows, sheet: String
  ) throws(ReturnCopyError) -> [UInt8] where Rows.Failure == Never {
    var plain = PlainSheet()
    var row = RawRow()
    while rows.read(into: &row) {
      guard row.number <= CellReference.lastRow else {
        throw .unordered(part: sheet, row: row.number)
      }
      var cells: [(column: Int, text: String)] = []
      for cell in row.cells {
        guard cell.column <= CellReference.lastColumn else {
          throw .unordered(part: sheet, row: row.number)
        }
        let bytes =
          cell.sharedString >= 0
          ? rows.sharedTexts[Int(cell.sharedString)]
          : row.bytes[Int(cell.text.lowerBound)..<Int(cell.text.upperBound)]
        cells.append((Int(cell.column), String(decoding: bytes, as: UTF8.self)))
      }
      plain.append(row: row.number, cells: cells)
    }
    return try placed(on: sheet).annotate(try PlainWorkbook.bytes(sheet: (sheet, plain)))
  }

  /// A workbook with the 校验意见 sheet alone, for a file that can't be read or marked.
  ///
  /// - Returns: The workbook.
  /// - Throws: ``ReturnCopyError``.
  public func opinion() throws(ReturnCopyError) -> [UInt8] {
    try annotate(try PlainWorkbook.bytes(sheet: nil))
  }
}

/// The fewest parts that make a workbook.
private enum PlainWorkbook {
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let media = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  /// A workbook of one sheet with the rows given, or of none, to which one is added.
  static func bytes(sheet: (name: String, rows: PlainSheet)?) throws(ReturnCopyError) -> [UInt8] {
    let listed = sheet.map {
      "<sheet name=\"\(Markup.attribute($0.name))\" sheetId=\"1\" r:id=\"rId2\"/>"
    }
    var parts = [
      (
        "[Content_Types].xml",
        """
        <Types xmlns="\(package)/content-types"><Default Extension="rels" \
        ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <Default Extension="xml" ContentType="application/xml"/>\
        <Override PartName="/xl/workbook.xml" ContentType="\(media).sheet.main+xml"/>\
        <Override PartName="/xl/styles.xml" ContentType="\(media).styles+xml"/>\
        \(sheet == nil ? "" : "<Override PartName=\"/xl/worksheets/sheet1.xml\" "
          + "ContentType=\"\(media).worksheet+xml\"/>")</Types>
        """
      ),
      ("_rels/.rels", relationships([("officeDocument", "/xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        """
        <workbook xmlns="\(main)" xmlns:r="\(office)"><bookViews>\
        <workbookView activeTab="\(sheet == nil ? 0 : 1)"/></bookViews>\
        <sheets>\(listed ?? "")</sheets></workbook>
        """
      ),
      (
        "xl/_rels/workbook.xml.rels",
        relationships(
          [("styles", "/xl/styles.xml")]
            + (sheet == nil ? [] : [("worksheet", "/xl/worksheets/sheet1.xml")]))
      ),
      (
        "xl/styles.xml",
        """
        <styleSheet xmlns="\(main)"><fonts count="2"><font><sz val="11"/><name val="宋体"/>\
        <charset val="134"/></font><font><b/><sz val="11"/><name val="宋体"/>\
        <charset val="134"/></font></fonts><fills count="2"><fill><patternFill \
        patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>\
        </cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" \
        xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" \
        applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>\
        <xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" \
        applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center" \
        wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" \
        applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" \
        builtinId="0"/></cellStyles></styleSheet>
        """
      ),
    ]
    if let sheet {
      parts.append(
        (
          "xl/worksheets/sheet1.xml",
          sheet.rows.part(namespace: main)
        ))
    }
    do throws(ZipError) {
      var writer = try ZipWriter(level: 1)
      for (name, text) in parts {
        try writer.addEntry(name, Array((xmlDeclaration + text).utf8))
      }
      return writer.finish()
    } catch {
      throw .archive(part: "")
    }
  }

  private static func relationships(_ targets: [(kind: String, part: String)]) -> String {
    "<Relationships xmlns=\"\(package)/relationships\">"
      + targets.enumerated().map { index, target in
        "<Relationship Id=\"rId\(index + 1)\" Type=\"\(office)/\(target.kind)\""
          + " Target=\"\(target.part)\"/>"
      }.joined() + "</Relationships>"
  }
}
