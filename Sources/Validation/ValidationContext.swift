public import Findings
public import ListRecords
public import ListSchema
public import Values

/// What a check may know beside the rows: nothing here comes from a clock or a file.
public struct ValidationContext: Sendable {
  /// The lists, vocabularies, roster and bureaus.
  public var definitions: Definitions
  /// Weights of the rules.
  public var severities: RuleSeverities
  /// The reporting month.
  public var period: Period
  /// The bureau that filed, if it could be told.
  public var bureau: BureauCode?
  /// The day of receipt; for a check before sending, today.
  public var receivedOn: Day
  /// What last month's reports say, where they are at hand.
  public var earlier: EarlierMonths?

  /// The context of a check.
  public init(
    definitions: Definitions, severities: RuleSeverities, period: Period, bureau: BureauCode?,
    receivedOn: Day, earlier: EarlierMonths? = nil
  ) {
    self.definitions = definitions
    self.severities = severities
    self.period = period
    self.bureau = bureau
    self.receivedOn = receivedOn
    self.earlier = earlier
  }
}

/// What the rules need of earlier months.
public struct EarlierMonths: Sendable {
  /// A zone's row of last month's accident table.
  public struct AccidentKey: Hashable, Sendable {
    /// The bureau.
    public var bureau: BureauCode
    /// The zone's folded name.
    public var zone: String
    /// The sector's word; empty for all sectors.
    public var sector: String

    /// A row's identity.
    public init(bureau: BureauCode, zone: String, sector: String) {
      self.bureau = bureau
      self.zone = zone
      self.sector = sector
    }
  }

  /// Cumulative figures of last month by row and field; a figure not reported is absent.
  public var accidents: [AccidentKey: [FieldKey: Amount]]
  /// 主要做法 of earlier months, white space taken out, with where each stood first.
  public var practices: [String: String]

  /// What earlier months say.
  public init(
    accidents: [AccidentKey: [FieldKey: Amount]] = [:], practices: [String: String] = [:]
  ) {
    self.accidents = accidents
    self.practices = practices
  }
}

/// The records of one list of one file, checked.
public struct CheckedList: Sendable {
  /// The list.
  public let list: ListName
  /// Its records, in file order.
  public let records: RecordTable
  /// What became of each row, by sheet.
  public let accounts: [SheetAccount]
  /// What was found, places without file and bureau.
  public let findings: [Finding]
  /// Whether the rules on its rows were applied; a header fault silences them.
  public let isChecked: Bool
  /// Whether a row names another bureau in 设区市, so that the file can't be merged (F007).
  public let namesOtherBureau: Bool
  /// Words of other classifications that were folded onto the list's vocabularies.
  public let foldings: [WordFolding]

  /// Whether a nil is stated.
  public var statesNil: Bool { accounts.contains { $0.account.nils > 0 } }
}

/// The row account of a sheet.
public struct SheetAccount: Sendable {
  /// The worksheet's name, `nil` for a text file.
  public let sheet: String?
  /// Its rows.
  public let account: RowAccount
}

/// A word of another classification and the list's own word that it counts under.
public struct WordFolding: Hashable, Sendable {
  /// The field's heading.
  public let heading: String
  /// The word as filed.
  public let filed: String
  /// The word of the list's vocabulary.
  public let word: String
}
