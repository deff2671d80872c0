public import Findings
public import ListSchema
public import Values
public import ZipArchive

/// The workbook that a bureau fills in for a month: the four lists, 填报说明, 自检, and the words to
/// choose from on a hidden sheet.
///
/// Columns, titles, notes, vocabularies, zones and rules come from the definitions and the
/// catalogue, so that a province that changes them changes the form.
public struct SubmissionForm: Sendable {
  private let bureau: Bureau
  private let period: Period
  private let definitions: Definitions
  private let rules: RuleCatalogue
  private let openHazards: [[FieldKey: String]]?

  /// A form.
  ///
  /// - Parameters:
  ///   - bureau: Who fills it in.
  ///   - period: The month reported.
  ///   - definitions: Lists, vocabularies and roster.
  ///   - rules: Titles, weights and mends of the rules that the form checks.
  ///   - openHazards: The hazards that last month's ledger left open, field by field as data
  ///     exports print them; `nil` where no ledger is at hand.
  public init(
    bureau: Bureau, period: Period, definitions: Definitions, rules: RuleCatalogue,
    openHazards: [[FieldKey: String]]? = nil
  ) {
    self.bureau = bureau
    self.period = period
    self.definitions = definitions
    self.rules = rules
    self.openHazards = openHazards
  }

  /// The workbook.
  ///
  /// - Returns: An XLSX file; the same bytes for the same form.
  /// - Throws: `ZipError.outOfMemory`.
  public func workbook() throws(ZipError) -> [UInt8] {
    let parts = parts
    var names = parts.words.definedNames
    names.sort { $0.name < $1.name }
    return try FormPackage(sheets: parts.sheets, definedNames: names).bytes()
  }

  private var carried: [[FieldKey: String]] { openHazards ?? [] }

  /// The sheets in order, and the words they choose from.
  private var parts: (sheets: [SheetContent], words: WordTable) {
    let head = FormHead(bureau, period)
    let words = WordTable(
      definitions, bureau: bureau.code, carried: carried.compactMap { $0["hazard_id"] })
    let layouts = definitions.lists.map {
      FormLayout($0, filled: $0.name == .hazards ? carried.count : 0)
    }
    let checks = layouts.map { ListChecks($0, words, period, rules) }
    let selfCheck = SelfCheckSheet(
      head: head, layouts: layouts,
      lines: checks.flatMap { $0.lines(rules, carries: !carried.isEmpty) },
      rowCounts: checks.map(\.rowCount), storesResults: carried.isEmpty)
    var sheets = layouts.enumerated().map { index, layout in
      ListSheet(
        layout: layout, head: head, template: checks[index].template,
        checks: checks[index].weighted, filled: layout.list.name == .hazards ? numbered : [],
        state: selfCheck.state(of: index)
      ).content
    }
    sheets.append(
      GuidanceSheet(
        head: head, period: period, layouts: layouts, words: words, carried: openHazards?.count
      ).content)
    sheets.append(selfCheck.content)
    sheets.append(words.sheet)
    return (sheets, words)
  }

  /// The rows carried over, with serial numbers.
  private var numbered: [[FieldKey: String]] {
    carried.enumerated().map { index, row in
      row.merging(["seq": "\(index + 1)"]) { _, number in number }
    }
  }
}
