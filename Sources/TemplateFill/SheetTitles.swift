/// Why a sheet can't bear a name (ECMA-376 Part 1, 18.2.19 `sheet`).
public enum SheetNameFault: Hashable, Sendable {
  /// Nothing is left of it.
  case blank
  /// It has more than 31 characters.
  case tooLong
  /// It has one of `[ ] : * ? / \`, or an apostrophe at an end.
  case character
  /// Another sheet has it, whatever the case of its letters.
  case taken
}

extension FillPlan {
  /// The names of the tabs whose names in the template have placeholders, by that name.
  ///
  /// - Parameters:
  ///   - tabs: The names of all tabs in the template.
  ///   - names: The names of the data.
  /// - Returns: The names in the result.
  /// - Throws: ``TemplateError`` if a placeholder is wrong or a name can't be a sheet's.
  static func titles(
    of tabs: [String], names: NameResolver
  ) throws(TemplateError) -> [String: String] {
    var titles: [String: String] = [:]
    var taken = Set(tabs.filter { !PlaceholderText.isNeeded(for: $0.utf8) }.map { $0.lowercased() })
    for tab in tabs where PlaceholderText.isNeeded(for: tab.utf8) {
      let place = TemplatePlace(sheet: tab)
      let bytes = try names.filled(tab.utf8, at: place)
      let title = String(decoding: bytes, as: UTF8.self)
      let fault: SheetNameFault? =
        if title.isEmpty {
          .blank
        } else if title.utf16.count > 31 {
          .tooLong
        } else if title.contains(where: { "[]:*?/\\".contains($0) || $0 < " " })
          || title.first == "'" || title.last == "'"
        {
          .character
        } else {
          taken.insert(title.lowercased()).inserted ? nil : .taken
        }
      if let fault { throw .unusableSheetName(title, at: place, fault) }
      titles[tab] = title
    }
    return titles
  }

  /// What a sheet of the template, or one that goes on with its list, is called in the result.
  func title(of name: String) -> String { titles[FormulaShift.folded(name.utf8)] ?? name }
}
