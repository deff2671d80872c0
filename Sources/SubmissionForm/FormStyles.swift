import XMLStream

/// The formats in use, and `styles.xml` (ECMA-376 Part 1, 18.8) for them.
struct FormStyles {
  private var formats: [CellFormat] = [.plain]
  private var indices: [CellFormat: Int] = [.plain: 0]

  /// The index of a format in `cellXfs`, entered there when first asked for.
  mutating func index(of format: CellFormat) -> Int {
    if let index = indices[format] { return index }
    formats.append(format)
    indices[format] = formats.count - 1
    return formats.count - 1
  }

  /// The part, with every format asked for so far.
  var part: [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.start("styleSheet")
    xml.attribute("xmlns", SpreadsheetNamespace.main)
    xml.raw(Self.numbersAndFonts)
    xml.raw(Self.fillsAndBorders)
    xml.raw(
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
    )
    xml.start("cellXfs")
    xml.attribute("count", formats.count)
    for format in formats { write(format, to: &xml) }
    xml.end("cellXfs")
    xml.raw(
      "<cellStyles count=\"1\"><cellStyle name=\"常规\" xfId=\"0\" builtinId=\"0\"/></cellStyles>")
    xml.raw(Self.highlights)
    xml.end("styleSheet")
    return xml.bytes
  }

  private func write(_ format: CellFormat, to xml: inout XMLWriter) {
    xml.start("xf")
    xml.attribute("numFmtId", format.number.rawValue)
    xml.attribute("fontId", format.font.rawValue)
    xml.attribute("fillId", format.fill.rawValue)
    xml.attribute("borderId", format.border.rawValue)
    xml.attribute("xfId", 0)
    for name: StaticString in [
      "applyNumberFormat", "applyFont", "applyFill", "applyBorder", "applyAlignment",
    ] {
      xml.attribute(name, 1)
    }
    xml.start("alignment")
    xml.attribute("horizontal", format.horizontal.rawValue)
    xml.attribute("vertical", "center")
    xml.attribute("wrapText", 1)
    xml.end("alignment")
    xml.end("xf")
  }

  /// Order of fonts, fills and borders: that of the cases of ``CellFormat``.
  private static let numbersAndFonts: StaticString = """
    <numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>\
    <numFmt numFmtId="165" formatCode="0.00##"/></numFmts><fonts count="6">\
    <font><sz val="11"/><name val="仿宋_GB2312"/><family val="3"/><charset val="134"/></font>\
    <font><b/><sz val="11"/><name val="仿宋_GB2312"/><family val="3"/><charset val="134"/></font>\
    <font><sz val="11"/><name val="黑体"/><family val="3"/><charset val="134"/></font>\
    <font><sz val="20"/><name val="方正小标宋简体"/><family val="4"/><charset val="134"/></font>\
    <font><sz val="14"/><name val="黑体"/><family val="3"/><charset val="134"/></font>\
    <font><sz val="10"/><name val="仿宋_GB2312"/><family val="3"/><charset val="134"/></font></fonts>
    """

  private static let fillsAndBorders: StaticString = """
    <fills count="4"><fill><patternFill patternType="none"/></fill>\
    <fill><patternFill patternType="gray125"/></fill>\
    <fill><patternFill patternType="solid"><fgColor rgb="FFDDE6F0"/></patternFill></fill>\
    <fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/></patternFill></fill></fills>\
    <borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border>\
    <border><left style="thin"><color rgb="FF7F7F7F"/></left>\
    <right style="thin"><color rgb="FF7F7F7F"/></right>\
    <top style="thin"><color rgb="FF7F7F7F"/></top>\
    <bottom style="thin"><color rgb="FF7F7F7F"/></bottom><diagonal/></border>\
    <border><left/><right/><top/><bottom style="thin"><color rgb="FF7F7F7F"/></bottom>\
    <diagonal/></border></borders>
    """

  /// Order: that of the cases of ``Highlight``.
  private static let highlights: StaticString = """
    <dxfs count="4"><dxf><font><color rgb="FF9C0006"/></font>\
    <fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf>\
    <dxf><font><color rgb="FF7F6000"/></font>\
    <fill><patternFill><bgColor rgb="FFFFEB9C"/></patternFill></fill></dxf>\
    <dxf><font><color rgb="FF375623"/></font></dxf>\
    <dxf><border><left style="thin"><color rgb="FF7F7F7F"/></left>\
    <right style="thin"><color rgb="FF7F7F7F"/></right>\
    <top style="thin"><color rgb="FF7F7F7F"/></top>\
    <bottom style="thin"><color rgb="FF7F7F7F"/></bottom></border></dxf></dxfs>
    """
}

/// Namespaces of the parts (ECMA-376 Part 1, annex A; Part 2).
enum SpreadsheetNamespace {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relationships =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let packageRelationships =
    "http://schemas.openxmlformats.org/package/2006/relationships"
  static let contentTypes = "http://schemas.openxmlformats.org/package/2006/content-types"
}
