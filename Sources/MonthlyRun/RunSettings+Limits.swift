import Findings
import Intake
import ListSchema
import Workbook
import ZipArchive

extension RunSettings {
  /// The limits that `limits:` may change, by their names there.
  private static let changeable:
    [(name: String, limit: any WritableKeyPath<IntakeLimits, Int> & Sendable)] = [
      ("file_bytes", \.fileBytes),
      ("rows", \.rows),
      ("columns", \.columns),
      ("cells", \.workbook.cells),
      ("text_length", \.workbook.textLength),
      ("shared_strings", \.workbook.sharedStrings),
      ("xml_depth", \.workbook.depth),
      ("zip_entries", \.workbook.archive.entries),
      ("inflated_bytes", \.workbook.archive.totalBytes),
      ("part_bytes", \.workbook.archive.entryBytes),
    ]

  /// Whether there is a limit of this name.
  static func hasLimit(_ name: String) -> Bool { changeable.contains { $0.name == name } }

  /// Limits of the intake, changed where the settings say so.
  var intakeLimits: IntakeLimits {
    var changed = IntakeLimits()
    for (name, limit) in Self.changeable {
      if let value = limits[name] { changed[keyPath: limit] = value }
    }
    return changed
  }

  /// Refuses names that no rule or bureau has: a misspelt one would otherwise change nothing,
  /// unseen.
  ///
  /// - Parameter resources: The rules and bureaus.
  /// - Throws: ``SettingsError`` naming the key.
  func check(against resources: Resources) throws(SettingsError) {
    for code in severities.keys.sorted() where resources.rules[code] == nil {
      throw .unknown(key: "severities.\(code)")
    }
    for code in bureaus ?? [] where resources.definitions.bureaus[code] == nil {
      throw .wrongForm(key: "bureaus")
    }
  }
}
