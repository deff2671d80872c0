import Findings
import Intake
import ListSchema

extension RunSettings {
  /// Whether there is a limit of this name.
  static func hasLimit(_ name: String) -> Bool { Limit(rawValue: name) != nil }

  /// Limits of the intake, changed where the settings say so.
  var intakeLimits: IntakeLimits {
    var changed = IntakeLimits()
    for limit in Limit.allCases {
      if let figure = limits[limit.rawValue] { changed[limit] = figure }
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
