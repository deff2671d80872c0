import Table
import XMLStream
import ZipArchive

/// Puts the sheets of a form into a package (ECMA-376 Part 2).
struct FormPackage {
  let sheets: [SheetContent]
  let definedNames: [(name: String, area: String)]

  /// The workbook's bytes, always the same for the same sheets.
  ///
  /// - Throws: `ZipError.outOfMemory`.
  func bytes() throws(ZipError) -> [UInt8] {
    var styles = FormStyles()
    let parts = sheets.enumerated().map { $0.element.part(&styles, isActive: $0.offset == 0) }
    var zip = try ZipWriter()
    try zip.addEntry("[Content_Types].xml", contentTypes)
    try zip.addEntry(
      "_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")]))
    try zip.addEntry("xl/workbook.xml", workbook)
    try zip.addEntry(
      "xl/_rels/workbook.xml.rels",
      relationships(
        sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
          + [("styles", "styles.xml")]))
    for (index, part) in parts.enumerated() {
      try zip.addEntry("xl/worksheets/sheet\(index + 1).xml", part)
    }
    try zip.addEntry("xl/styles.xml", styles.part)
    return zip.finish()
  }

  private var workbook: [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.start("workbook")
    xml.attribute("xmlns", SpreadsheetNamespace.main)
    xml.attribute("xmlns:r", SpreadsheetNamespace.relationships)
    xml.raw("<bookViews><workbookView activeTab=\"0\"/></bookViews>")
    xml.start("sheets")
    for (index, sheet) in sheets.enumerated() {
      xml.start("sheet")
      xml.attribute("name", sheet.name)
      xml.attribute("sheetId", index + 1)
      if sheet.isHidden { xml.attribute("state", "hidden") }
      xml.attribute("r:id", "rId\(index + 1)")
      xml.end("sheet")
    }
    xml.end("sheets")
    xml.start("definedNames")
    for (index, sheet) in sheets.enumerated() {
      guard let rows = sheet.printTitles else { continue }
      xml.start("definedName")
      xml.attribute("name", "_xlnm.Print_Titles")
      xml.attribute("localSheetId", index)
      xml.text("'\(sheet.name)'!$\(rows.lowerBound):$\(rows.upperBound)")
      xml.end("definedName")
    }
    for (name, area) in definedNames {
      xml.start("definedName")
      xml.attribute("name", name)
      xml.text(area)
      xml.end("definedName")
    }
    xml.end("definedNames")
    // The program that opens a form reckons it anew: stored results are those of the blank form.
    xml.raw("<calcPr calcId=\"191029\" fullCalcOnLoad=\"1\"/>")
    xml.end("workbook")
    return xml.bytes
  }

  private var contentTypes: [UInt8] {
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    var xml = XMLWriter()
    xml.declaration()
    xml.start("Types")
    xml.attribute("xmlns", SpreadsheetNamespace.contentTypes)
    for (suffix, type) in [
      ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
      ("xml", "application/xml"),
    ] {
      xml.start("Default")
      xml.attribute("Extension", suffix)
      xml.attribute("ContentType", type)
      xml.end("Default")
    }
    let overrides =
      [("/xl/workbook.xml", "sheet.main+xml"), ("/xl/styles.xml", "styles+xml")]
      + sheets.indices.map { ("/xl/worksheets/sheet\($0 + 1).xml", "worksheet+xml") }
    for (part, kind) in overrides {
      xml.start("Override")
      xml.attribute("PartName", part)
      xml.attribute("ContentType", type + kind)
      xml.end("Override")
    }
    xml.end("Types")
    return xml.bytes
  }

  private func relationships(_ targets: [(kind: String, target: String)]) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.start("Relationships")
    xml.attribute("xmlns", SpreadsheetNamespace.packageRelationships)
    for (index, (kind, target)) in targets.enumerated() {
      xml.start("Relationship")
      xml.attribute("Id", "rId\(index + 1)")
      xml.attribute("Type", "\(SpreadsheetNamespace.relationships)/\(kind)")
      xml.attribute("Target", target)
      xml.end("Relationship")
    }
    xml.end("Relationships")
    return xml.bytes
  }
}
