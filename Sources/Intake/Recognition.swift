import Findings
import ListSchema
import Values

/// What a file's path tells: bureau and lists.
struct PathEvidence {
  /// The bureaus that the folders above the file name, an archive counted as a folder.
  var folder: [BureauCode] = []
  /// The bureaus that the file's own name names.
  var file: [BureauCode] = []
  /// The lists that the file's own name names.
  var lists: [ListName] = []

  /// Reads a path relative to the month's folder.
  init(_ path: String, _ definitions: Definitions) {
    var parts = path.split(separator: "/").map(String.init)
    let name = parts.popLast() ?? path
    for part in parts {
      for code in definitions.bureaus.recognise(part) where !folder.contains(code) {
        folder.append(code)
      }
    }
    file = definitions.bureaus.recognise(name)
    lists = definitions.lists(namedIn: name)
  }

  /// Whether the path tells a bureau or a list.
  var tellsAnything: Bool { !folder.isEmpty || !file.isEmpty || !lists.isEmpty }
}

/// Settles whose a file is from what folder, file name and lines in the file say.
enum BureauRecognition {
  /// What was found.
  enum Result: Equatable {
    /// All that speak of a bureau name this one.
    case bureau(BureauCode)
    /// Nothing names a bureau.
    case unknown
    /// Two sources name different bureaus.
    case disagreement([Source])
  }

  /// A source and the bureaus that it names.
  struct Source: Equatable {
    /// 文件夹, 文件名, 填报单位.
    var title: String
    var codes: [BureauCode]
  }

  /// The bureau of a file.
  ///
  /// - Parameter sources: What names a bureau, the strongest first; those without codes are silent.
  /// - Returns: The bureau that every source names, if there is one.
  static func settle(_ sources: [Source]) -> Result {
    let speaking = sources.filter { !$0.codes.isEmpty }
    guard let first = speaking.first else { return .unknown }
    // A name may hold another city's beside its own, `苏州宿迁工业园区`.
    let common = first.codes.filter { code in speaking.allSatisfy { $0.codes.contains(code) } }
    if common.count == 1 { return .bureau(common[0]) }
    return .disagreement(speaking)
  }
}
