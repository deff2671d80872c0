import XMLStream
import ZipArchive

/// The relationships of one part (ECMA-376 Part 2, 6.5).
package struct Relationships {
  struct Relationship {
    var id: String
    /// Last word of the type URI: `worksheet`, `styles`, `sharedStrings`, `officeDocument`.
    var type: Substring
    /// Name of the part that is meant, without a leading slash.
    var part: String
  }

  private(set) var all: [Relationship] = []

  /// Reads the relationships of `part`, the empty name for those of the package. None if the
  /// archive has no such part; relationships to things outside are left out.
  init(of part: String, in archive: ZipReader, limits: WorkbookLimits) throws(WorkbookError) {
    let slash = part.lastIndex(of: "/")
    let folder = slash.map { part[...$0] } ?? ""
    let file = slash.map { part[part.index(after: $0)...] } ?? part[...]
    guard let entry = archive.entry(named: "\(folder)_rels/\(file).rels") else { return }
    var cursor = try PartCursor(entry, of: archive, limits: limits)
    while let kind = try cursor.next() {
      guard kind == .start, cursor.word == .relationship, let id = cursor.string(.relationshipID),
        let type = cursor.string(.type), let target = cursor.string(.target)
      else { continue }
      if cursor.string(.targetMode) == "External" { continue }
      let word = type.split(separator: "/").last ?? ""
      all.append(
        Relationship(id: id, type: word, part: Self.resolve(target, from: folder)))
      // A relationship has a part, and the archive has so many at most.
      guard all.count <= max(1_000, limits.sheets) * 16 else {
        throw .tooMuchMemory(limit: limits.memoryBytes)
      }
    }
  }

  /// The first relationship of a type.
  func first(ofType type: String) -> Relationship? { all.first { $0.type == type } }

  /// The relationship of an id.
  func relationship(id: String) -> Relationship? { all.first { $0.id == id } }

  /// A part's name from a target: absolute, or relative to the folder of the part that refers to
  /// it; with `\` for `/`; percent-encoded or not.
  package static func resolve(_ target: String, from folder: some StringProtocol) -> String {
    let target = decoded(target.utf8.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 })
    let path = target.hasPrefix("/") ? target : folder + target
    var segments: [Substring] = []
    for segment in path.split(separator: "/") where segment != "." {
      if segment == ".." {
        _ = segments.popLast()
      } else {
        segments.append(segment)
      }
    }
    return segments.joined(separator: "/")
  }

  private static func decoded(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = hexDigit(bytes[index + 1]), let low = hexDigit(bytes[index + 2])
      {
        result.append(UInt8(high * 16 + low))
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// The value of a hexadecimal digit.
func hexDigit(_ byte: UInt8) -> Int? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 0x30
  case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte) - 0x37
  case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte) - 0x57
  default: nil
  }
}
