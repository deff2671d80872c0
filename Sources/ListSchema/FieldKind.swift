/// Name of a field in data exports and findings, such as `due_on`.
public struct FieldKey: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
  /// Lower-case words joined by `_`.
  public let rawValue: String

  /// The key of a name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The key that a literal spells.
  public init(stringLiteral value: String) { rawValue = value }
}

extension FieldKey: CustomStringConvertible {
  /// The name itself.
  public var description: String { rawValue }
}

/// Spellings that a date field takes beside a full date.
public struct DateForms: OptionSet, Sendable {
  /// One bit a form.
  public let rawValue: UInt8

  /// The forms of the bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A month alone (`5月底`, `2022年6月`), read as its last day.
  public static let monthEnd = DateForms(rawValue: 1)
  /// `立即整改`, `立行立改`: the day the hazard was found.
  public static let immediate = DateForms(rawValue: 2)
}

/// What a field holds, and so how its cells are read.
public enum FieldKind: Sendable, Equatable {
  /// Free text.
  case text
  /// A calendar day.
  case date(DateForms)
  /// A whole number, 0 or more.
  case integer
  /// A number, 0 or more, with at most so many decimals.
  case number(decimals: Int)
  /// An entry of the vocabulary of that name.
  case vocabulary(String)
  /// A zone of the roster; `市本级` too where the list allows it.
  case zone(allowsCityLevel: Bool)
  /// A bureau's name.
  case bureau
  /// 序号: ignored on reading, renumbered in the merged lists.
  case sequence
  /// One 隐患编号.
  case hazardNumber
  /// Several 隐患编号, separated by `、` or `;`.
  case hazardNumbers
  /// A mainland mobile or fixed-line number.
  case phone
  /// 核实说明: the filer confirms what a warning asked about.
  case explanation
}

/// When a field that may otherwise stay blank must be filled.
public struct Condition: Sendable, Equatable {
  /// The field whose value decides.
  public let field: FieldKey
  /// The values of that field under which this one is due.
  public let values: [String]
  /// The rule that reports a blank, such as `H002`.
  public let rule: String

  /// The condition that `field` holds one of `values`.
  public init(field: FieldKey, values: [String], rule: String) {
    self.field = field
    self.values = values
    self.rule = rule
  }
}
