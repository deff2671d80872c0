import Findings
import Intake
import ListSchema

extension RunSettings {
  /// The largest figure that a limit may be set to; `nil` if there is none of this name.
  ///
  /// Within these no sum of sizes overflows, and no text outgrows the 32 bits that its cells are
  /// counted in, even where another encoding makes it half as long again.
  static func largestFigure(ofLimit name: String) -> Int? {
    guard let limit = Limit(rawValue: name) else { return nil }
    switch limit {
    case .fileBytes, .partBytes: return 1 << 30
    case .zipDepth: return 8
    default: break
    }
    switch limit.unit {
    case .bytes: return 1 << 40
    case .count: return 1_000_000_000
    case .ratio: return 1_000_000
    case .seconds: return 86_400
    }
  }

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
      throw .wrongForm(key: "bureaus", expected: "没有代码是 \(code) 的设区市")
    }
  }
}
