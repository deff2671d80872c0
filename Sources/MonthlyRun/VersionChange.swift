public import Findings
import ListRecords
import Validation
public import Values

/// What a version of a bureau's list has changed against the one before it: which faults are
/// mended, which are new, which are still there.
public struct VersionChange: Sendable {
  /// The bureau.
  public let bureau: BureauCode
  /// The list.
  public let list: ListName
  /// The file of the version before.
  public let before: String
  /// The file of the version compared.
  public let after: String
  /// Records of the version before.
  public let rowsBefore: Int
  /// Records of the version compared.
  public let rowsAfter: Int
  /// Faults of the version before that are gone.
  public let mended: [Finding]
  /// Faults that the version before did not have.
  public let new: [Finding]
  /// Faults of both.
  public let remaining: [Finding]

  /// The change between two versions of a list; `nil` unless both files hold it.
  ///
  /// Rows may have moved and words may have changed, so a fault is the same if rule and field are,
  /// and row and value; or else the value; or else the row. Hints are no faults, and neither is
  /// what 核实说明 answers.
  init?(of list: ListName, in bureau: BureauCode, from old: CheckedFile, to new: CheckedFile) {
    guard let before = list.checked(in: old), let after = list.checked(in: new) else { return nil }
    self.bureau = bureau
    self.list = list
    self.before = old.path
    self.after = new.path
    rowsBefore = before.records.count
    rowsAfter = after.records.count
    var gone = Self.faults(of: list, in: old)
    var fresh = Self.faults(of: list, in: new)
    var both: [Finding] = []
    for key in [Self.cell, Self.value, Self.row] {
      Self.pair(&gone, &fresh, into: &both, by: key)
    }
    mended = gone
    self.new = fresh
    remaining = both.sorted(by: Finding.precedes)
  }

  private static func faults(of list: ListName, in file: CheckedFile) -> [Finding] {
    file.findings.filter { finding in
      finding.place.list == list && finding.severity != .info && !finding.isExplained
    }
  }

  /// Takes the findings that have an equal key in both, each with one of the other.
  private static func pair(
    _ old: inout [Finding], _ new: inout [Finding], into both: inout [Finding],
    by key: (Finding) -> Key
  ) {
    var counts: [Key: Int] = [:]
    for finding in old { counts[key(finding), default: 0] += 1 }
    var taken: [Key: Int] = [:]
    new.removeAll { finding in
      let key = key(finding)
      guard let count = counts[key], count > 0 else { return false }
      counts[key] = count - 1
      taken[key, default: 0] += 1
      both.append(finding)
      return true
    }
    old.removeAll { finding in
      let key = key(finding)
      guard let count = taken[key], count > 0 else { return false }
      taken[key] = count - 1
      return true
    }
  }

  private struct Key: Hashable {
    var rule: RuleCode
    var field: String?
    var row: Int?
    var value: String?
  }

  private static func cell(_ finding: Finding) -> Key {
    Key(
      rule: finding.rule, field: finding.place.field, row: finding.place.row, value: finding.value)
  }

  private static func value(_ finding: Finding) -> Key {
    Key(rule: finding.rule, field: finding.place.field, row: nil, value: finding.value)
  }

  private static func row(_ finding: Finding) -> Key {
    Key(rule: finding.rule, field: finding.place.field, row: finding.place.row, value: nil)
  }
}

extension VersionChange {
  /// The change in words: `问题隐患清单（苏州市.xlsx → 苏州市-补报.xlsx）改正 5 处，新出现 1 处，仍有 2 处`.
  public var chinese: String {
    var parts = ["改正 \(mended.count) 处", "新出现 \(new.count) 处", "仍有 \(remaining.count) 处"]
    if rowsBefore != rowsAfter { parts.append("由 \(rowsBefore) 行变为 \(rowsAfter) 行") }
    return "\(list.chinese)（\(before) → \(after)）\(parts.joined(separator: "，"))"
  }
}
