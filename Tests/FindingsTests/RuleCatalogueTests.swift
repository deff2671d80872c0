import Findings
import Testing
import Values

private let entry = """
  {"code": "H001", "severity": "error", "list": "hazards", "title": "整改时限早于排查日期",
   "message": "整改时限 {due_on} 早于排查日期 {found_on}", "meaning": "时限不能早于发现之日。",
   "fix": "核对两个日期。", "basis": "任务清单（九）",
   "breaks": {"rows": [{"found_on": "2022-05-12", "due_on": "↓2022-05-01", "place": null}]},
   "passes": {"rows": {"shared": "good"}}}
  """

private func catalogue(_ rules: String...) throws -> RuleCatalogue {
  let text = """
    {"rules": [\(rules.joined(separator: ","))],
     "shared": {"good": [{"found_on": "2022-05-01"}]}}
    """
  return try RuleCatalogue(json: Array(text.utf8))
}

@Suite struct RuleCatalogueTests {
  @Test func messageIsFilledByName() throws {
    let catalogue = try catalogue(entry)
    let finding = Finding(
      rule: "H001", severity: .error, place: Place(field: "due_on"), value: "2022-05-01",
      values: [MessageValue("found_on", "2022-05-12")])
    #expect(catalogue.message(of: finding) == "整改时限 2022-05-01 早于排查日期 2022-05-12")
  }

  @Test func examplesAreReadWithTheirSharedParts() throws {
    let examples = try #require(try catalogue(entry)["H001"]?.examples)
    #expect(
      examples.breaks.rows == [["found_on": "2022-05-12", "due_on": "↓2022-05-01", "place": nil]])
    #expect(examples.passes.rows == [["found_on": "2022-05-01"]])
  }

  @Test func settingsSwitchARuleOffOrDown() throws {
    let catalogue = try catalogue(entry)
    #expect(catalogue.severities()["H001"] == .error)
    #expect(catalogue.severities(changed: ["H001": .warning])["H001"] == .warning)
    let off: [RuleCode: Severity?] = ["H001": nil]
    #expect(catalogue.severities(changed: off)["H001"] == nil)
    var sink = FindingSink(catalogue.severities(changed: off))
    sink.emit("H001", at: Place())
    #expect(sink.findings.isEmpty)
  }

  @Test(arguments: [
    (entry.replacing("\"error\"", with: "\"fatal\""), "severity"),
    (entry.replacing("\"fix\": \"核对两个日期。\",", with: ""), "fix"),
    (entry.replacing("{\"rows\": {\"shared\": \"good\"}}", with: "{\"row\": []}"), "passes"),
    (entry + "," + entry, "H001 出现两次"), ("{", "第 1 行"),
  ])
  func brokenCatalogueNamesThePlace(rules: String, part: String) {
    let error = #expect(throws: RuleCatalogueError.self) { try catalogue(rules) }
    #expect(error.map { "\($0)".contains(part) } == true)
  }
}
