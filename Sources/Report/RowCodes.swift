import Findings
import ListRecords
import Table
import Values

/// The codes of the rules that speak of a record.
struct RowCodes: Sendable {
  private struct Key: Hashable {
    let part: Int
    let sheet: Int
    let row: Int
  }

  private var codes: [Key: TextID] = [:]
  /// The first sheet of the same name, by part and sheet.
  private let sheets: [[Int]]
  /// A bit for each row number of a part that some code speaks of: most rows have none, and are
  /// not looked up.
  private(set) var marks: [[UInt64]]

  /// The codes of a list's findings, as words of the list.
  init(
    _ findings: [Finding], of list: ListName, parts: [MergedPart], words: inout TextPool
  ) {
    sheets = parts.map { part in
      let names = part.table.sheets.map(\.sheet)
      return names.map { names.firstIndex(of: $0) ?? 0 }
    }
    marks = parts.map { _ in [] }
    let indices = Dictionary(
      parts.enumerated().map { ($0.element.file, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    var found: [Key: [RuleCode]] = [:]
    for finding in findings where finding.place.list == list {
      guard let row = finding.place.row, let part = finding.place.file.flatMap({ indices[$0] }),
        let sheet = parts[part].table.sheets.firstIndex(where: { $0.sheet == finding.place.sheet })
      else { continue }
      let key = Key(part: part, sheet: sheet, row: row)
      if found[key]?.contains(finding.rule) != true {
        found[key, default: []].append(finding.rule)
      }
    }
    for (key, rules) in found {
      codes[key] = words.intern(rules.sorted().map(\.rawValue).joined(separator: ";"))
      let word = key.row / 64
      if marks[key.part].count <= word {
        let missing = word + 1 - marks[key.part].count
        marks[key.part] += repeatElement(0, count: missing)
      }
      marks[key.part][word] |= 1 << UInt64(key.row % 64)
    }
  }

  /// The codes that speak of a row of a sheet of a part; 0 for none.
  subscript(part: Int, sheet: Int, row: Int) -> TextID {
    codes[Key(part: part, sheet: sheets[part][sheet], row: row)] ?? 0
  }

  /// Whether codes may speak of a row of a part with the given ``marks``.
  static func isMarked(_ row: Int, _ marks: [UInt64]) -> Bool {
    row / 64 < marks.count && marks[row / 64] & 1 << UInt64(row % 64) != 0
  }
}
