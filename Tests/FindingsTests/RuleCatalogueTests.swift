import Findings
import Testing
import Values

private let entry = """
  - code: H001
    severity: error
    list: hazards
    title: 整改时限早于排查日期
    message: 整改时限 {due_on} 早于排查日期 {found_on}
    meaning: 时限不能早于发现之日。
    fix: 核对两个日期。
    basis: 任务清单（九）
    breaks: {rows: [{found_on: "2022-05-12", due_on: "↓2022-05-01", place: null}]}
    passes: {rows: [{found_on: "2022-05-01"}]}

  """

@Suite struct RuleCatalogueTests {
  @Test func messageIsFilledByName() throws {
    let catalogue = try RuleCatalogue(yaml: Array(entry.utf8))
    let finding = Finding(
      rule: "H001", severity: .error, place: Place(field: "due_on"), value: "2022-05-01",
      values: [MessageValue("found_on", "2022-05-12")])
    #expect(catalogue.message(of: finding) == "整改时限 2022-05-01 早于排查日期 2022-05-12")
    let rows = try #require(catalogue["H001"]?.breaks.rows)
    #expect(rows == [["found_on": "2022-05-12", "due_on": "↓2022-05-01", "place": nil]])
  }

  @Test func settingsSwitchARuleOffOrDown() throws {
    let catalogue = try RuleCatalogue(yaml: Array(entry.utf8))
    #expect(catalogue.severities()["H001"] == .error)
    #expect(catalogue.severities(changed: ["H001": .warning])["H001"] == .warning)
    let off: [RuleCode: Severity?] = ["H001": nil]
    #expect(catalogue.severities(changed: off)["H001"] == nil)
    var sink = FindingSink(catalogue.severities(changed: off))
    sink.emit("H001", at: Place())
    #expect(sink.findings.isEmpty)
  }

  @Test(arguments: [
    ("[", "notYAML"), ("a: 1", "notASequence"),
    (entry.replacing("severity: error", with: "severity: fatal"), "severity"),
    (entry.replacing("  fix: 核对两个日期。\n", with: ""), "fix"), (entry + entry, "repeated"),
  ])
  func brokenCatalogueNamesThePlace(yaml: String, part: String) {
    let error = #expect(throws: RuleCatalogueError.self) {
      try RuleCatalogue(yaml: Array(yaml.utf8))
    }
    #expect(error.map { "\($0)".contains(part) } == true)
  }
}
