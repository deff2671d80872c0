import Files
import Findings
import ListSchema
import MonthlyRun
import Testing
import Values

@testable import Validation

/// The catalogue beside the specification and beside the rules in code.
@Suite struct RuleListTests {
  /// The rules of the specification in report order, `E` error, `W` warning, `I` info.
  static let specified = """
    F001E F002E F003E F004E F005E F006E F007E F008E F009I F010I
    T001E T002E T003E T004E T005W T006E T007W T008W T009W T010E T011W T012I
    V001E V002E V003E V004E V005E V006E V007E V008E V009E V010E V011I V012E V013W V014W V015I
    H001E H002E H003E H004E H005E H006W H007E H008E H009W H010W H011E H012E H013W H014W H015E
    M001E M002W M003W M004W P001W
    A001E A002E A003E A004E A005W A006E A007E A008W A009W A010W A011W
    L001E L002E L003E L004W L005E L006W L007E
    D001E D002E D003I D004W
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  private let catalogue: RuleCatalogue
  private let definitions: Definitions

  init() throws {
    let resources = try ExampleRun.resources.get()
    (catalogue, definitions) = (resources.rules, resources.definitions)
  }

  @Test func catalogueHoldsTheRulesOfTheSpecificationInReportOrder() {
    let shipped = catalogue.rules.map { rule in
      rule.code.rawValue + rule.severity.rawValue.prefix(1).uppercased()
    }
    #expect(shipped == Self.specified)
    #expect(Set(catalogue.rules.map(\.code)).count == catalogue.rules.count)
  }

  @Test(arguments: ListName.allCases)
  func rulesInCodeHaveTheirTexts(_ list: ListName) throws {
    for code in codes(of: list) {
      let rule = try #require(catalogue[code], "\(code)")
      #expect(rule.list == list)
    }
  }

  /// A rule of the catalogue that no check raises would never speak, and a file of a rule that no
  /// list names would never be asked.
  @Test func everyRuleFileIsAppliedOnce() throws {
    let applied = ListName.allCases.flatMap { codes(of: $0) }
    #expect(Set(applied).count == applied.count)
    let files = try Folder.list(Self.rulesFolder).map(\.path)
      .filter { $0.dropFirst().prefix(3).allSatisfy(\.isNumber) }
    #expect(files.map { RuleCode(rawValue: String($0.prefix(4))) } == applied.sorted())
  }

  private func codes(of list: ListName) -> [RuleCode] {
    let scope = RuleScope(list: definitions[list], definitions: definitions)
    return scope.rowRules.map { type(of: $0).code } + scope.setRules.map { type(of: $0).code }
  }

  private static var rulesFolder: String {
    var root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    root.removeLast(3)
    return root.joined(separator: "/") + "/Sources/Validation/Rules"
  }
}
