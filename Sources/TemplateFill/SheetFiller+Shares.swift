import Table

// Which elements stand on which of the sheets that a list goes on over.
extension SheetFiller {
  /// Elements that may not be empty, and what stands in them.
  private static let members = [
    "hyperlinks": "hyperlink", "dataValidations": "dataValidation",
    "protectedRanges": "protectedRange", "ignoredErrors": "ignoredError",
  ]

  /// Whether an element stands on this sheet.
  func isKept(_ tag: StartTag) -> Bool {
    if let member = Self.members[tag.local] {
      let listed = planner.outline.listed.filter { $0.local == member }
      return listed.isEmpty || listed.contains { isKept($0) }
    }
    if plan.package.sheets[index].turn > 0, Self.isOfOneSheet(tag) { return false }
    return !isBelow(tag)
  }

  /// Whether an element is of the first sheet alone: another part goes with it.
  private static func isOfOneSheet(_ tag: StartTag) -> Bool {
    switch tag.local {
    case "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "tableParts", "oleObjects",
      "controls", "customProperties", "webPublishItems", "customSheetViews":
      true
    case "hyperlink": tag.attributes.contains { $0.name.hasSuffix(":id") }
    default: false
    }
  }

  /// Whether an element is for rows that stand on a later sheet.
  private func isBelow(_ tag: StartTag) -> Bool {
    let names = [
      "conditionalFormatting", "dataValidation", "hyperlink", "protectedRange", "ignoredError",
    ]
    guard planner.outline.endsWithList, names.contains(tag.local),
      let last = map.blocks.last?.rows.upperBound, let text = tag["sqref"] ?? tag["ref"]
    else { return false }
    return text.split(separator: UInt8(ascii: " ")).allSatisfy { part in
      CellArea(part).map { $0.from.row > last } ?? false
    }
  }
}
