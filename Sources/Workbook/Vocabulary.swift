import XMLStream

/// Names of SpreadsheetML and of package relationships that this module knows; the raw value is
/// the name's symbol.
enum Word: Int, CaseIterable {
  case worksheet, sheetData, row, c, v, f, `is`, t, r, s, vm, hidden
  case sst, si, rPh
  case workbook, workbookPr, date1904, sheets, sheet, name, state, id
  case styleSheet, numFmts, numFmt, numFmtId, formatCode, cellXfs, xf
  case cols, col, min, max, mergeCells, mergeCell, ref, drawing, legacyDrawing, picture
  case relationship, relationshipID, type, target, targetMode

  /// Transitional and strict namespaces (ECMA-376 Part 4, 4.2.1 and Part 1, annex A).
  static let vocabulary = XMLVocabulary(
    names: allCases.map(\.name),
    namespaces: [
      "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
      "http://purl.oclc.org/ooxml/spreadsheetml/main",
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
      "http://purl.oclc.org/ooxml/officeDocument/relationships",
      "http://schemas.openxmlformats.org/package/2006/relationships",
    ])

  /// The name as the parts write it.
  private var name: String {
    switch self {
    case .relationship: "Relationship"
    case .relationshipID: "Id"
    case .type: "Type"
    case .target: "Target"
    case .targetMode: "TargetMode"
    default: "\(self)"
    }
  }
}
