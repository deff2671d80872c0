internal import Table
public import Values

/// How much a finding weighs.
public enum Severity: String, Sendable {
  /// 强制性: must be mended.
  case error
  /// 核实性: mend it, or explain it in 核实说明.
  case warning
  /// 提示.
  case info
}

/// The code of a rule, such as `H001`. A code keeps its meaning and is never used again.
public struct RuleCode: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  /// A letter and three digits.
  public let rawValue: String

  /// The code of a rule.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The code of a rule, as code writes it.
  public init(stringLiteral value: String) { rawValue = value }
}

extension RuleCode: Comparable, CustomStringConvertible {
  /// By letters.
  public static func < (left: RuleCode, right: RuleCode) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The code.
  public var description: String { rawValue }
}

/// Where a finding points: the narrowest place that is at fault.
///
/// Each part is absent where the finding concerns something wider.
public struct Place: Hashable, Sendable {
  /// The bureau that filed.
  public var bureau: BureauCode?
  /// The file, relative to the folder given.
  public var file: String?
  /// The list.
  public var list: ListName?
  /// The worksheet's name; absent in text files.
  public var sheet: String?
  /// Row number, from 1, as a spreadsheet program shows.
  public var row: Int?
  /// Column number, from 1.
  public var column: Int?
  /// The column's heading.
  public var heading: String?
  /// The field's key in the list's schema.
  public var field: String?

  /// A place; parts not given are absent.
  public init(
    bureau: BureauCode? = nil, file: String? = nil, list: ListName? = nil, sheet: String? = nil,
    row: Int? = nil, column: Int? = nil, heading: String? = nil, field: String? = nil
  ) {
    self.bureau = bureau
    self.file = file
    self.list = list
    self.sheet = sheet
    self.row = row
    self.column = column
    self.heading = heading
    self.field = field
  }
}

extension Place {
  /// The cell's address as a spreadsheet program writes it, `P9`; `nil` for wider places.
  public var cell: String? {
    guard let row, let column else { return nil }
    return CellReference(row: row, column: column).description
  }
}

/// Another cell that a finding compares with.
public struct RelatedCell: Hashable, Sendable {
  /// Row number, from 1.
  public var row: Int
  /// Column number, from 1.
  public var column: Int
  /// The column's heading.
  public var heading: String
  /// The cell's text.
  public var value: String

  /// The cell's address, `J9`.
  public var address: String { CellReference(row: row, column: column).description }

  /// A cell to compare with.
  public init(row: Int, column: Int, heading: String, value: String) {
    self.row = row
    self.column = column
    self.heading = heading
    self.value = value
  }
}

/// A fault found in a submission: a value, collected and sorted, never thrown.
public struct Finding: Hashable, Sendable {
  /// The rule that speaks.
  public var rule: RuleCode
  /// Its weight, under the settings of the run.
  public var severity: Severity
  /// Where.
  public var place: Place
  /// The cell's raw text, or what the contract names for findings without a cell.
  public var value: String?
  /// Cells it compares with.
  public var related: [RelatedCell]
  /// What the message is filled with, by name.
  public var values: [MessageValue]
  /// Whether 核实说明 of the row answers this warning.
  public var isExplained: Bool

  /// A finding.
  public init(
    rule: RuleCode, severity: Severity, place: Place, value: String? = nil,
    related: [RelatedCell] = [], values: [MessageValue] = [], isExplained: Bool = false
  ) {
    self.rule = rule
    self.severity = severity
    self.place = place
    self.value = value
    self.related = related
    self.values = values
    self.isExplained = isExplained
  }
}

/// A value that a rule hands to its message, by name.
public struct MessageValue: Hashable, Sendable {
  /// The placeholder's name, without braces.
  public var name: String
  /// What stands in its place.
  public var text: String

  /// A value of a message.
  public init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }
}

extension [Finding] {
  /// The findings in the same order, warnings marked as explained whose row is answered.
  ///
  /// - Parameter isAnswered: Whether 核实说明 of a row, by the place and its row number, says
  ///   something.
  /// - Returns: The findings.
  public func explained(where isAnswered: (_ place: Place, _ row: Int) -> Bool) -> [Finding] {
    map { finding in
      guard finding.severity == .warning, let row = finding.place.row,
        isAnswered(finding.place, row)
      else { return finding }
      var finding = finding
      finding.isExplained = true
      return finding
    }
  }
}

extension Finding {
  /// The one order of findings: file, list, row, column, rule; wider places first.
  public static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    let (a, b) = (left.place, right.place)
    if a.file != b.file { return (a.file ?? "") < (b.file ?? "") }
    if a.bureau != b.bureau { return (a.bureau?.rawValue ?? 0) < (b.bureau?.rawValue ?? 0) }
    if a.list != b.list { return (a.list?.order ?? -1) < (b.list?.order ?? -1) }
    if a.sheet != b.sheet { return (a.sheet ?? "") < (b.sheet ?? "") }
    if a.row != b.row { return (a.row ?? 0) < (b.row ?? 0) }
    if a.column != b.column { return (a.column ?? 0) < (b.column ?? 0) }
    if left.rule != right.rule { return left.rule < right.rule }
    if a.field != b.field { return (a.field ?? "") < (b.field ?? "") }
    return (left.value ?? "") < (right.value ?? "")
  }
}
