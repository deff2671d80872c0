import Findings
import ListSchema
import Testing
import Values

@testable import SubmissionForm

/// The formulas: those that light cells up and those that count. That they find what `validate`
/// finds, the conformance check tries with a spreadsheet program.
@Suite struct SelfCheckTests {
  private func lines(_ form: FormParts) -> [(list: String, rule: String, formula: String)] {
    let cells = form.cells(of: "自检")
    return (12...300).compactMap { row in
      guard let rule = cells["B\(row)"], let count = cells["E\(row)"] else { return nil }
      return (cells["A\(row)"] ?? "", rule, count)
    }
  }

  @Test func everyRuleIsOfTheCatalogueAndOfItsList() throws {
    let rules = try SampleForm.rules()
    for list in ListName.allCases {
      for month in 1...12 {
        let period = try #require(Period(year: 2022, month: month))
        for check in RuleFormulas.checks(of: list, in: period) {
          let rule = try #require(rules[check.rule], "\(check.rule)")
          #expect(rule.list == list)
          #expect(rule.severity != .info)
        }
      }
    }
  }

  @Test func everyTemplateSpeaksOfFieldsOfItsList() throws {
    let definitions = try SampleForm.definitions()
    for list in definitions.lists {
      let template = FormulaTemplate(
        layout: FormLayout(list, filled: 0), period: SampleForm.period.previous)
      let period = try #require(Period(year: 2022, month: 1))
      for check in RuleFormulas.checks(of: list.name, in: period) {
        #expect(check.highlight(template) != nil, "\(check.rule)")
        #expect(FormCheck.count([check], template) != nil, "\(check.rule)")
        #expect(!check.marks.isEmpty && check.marks.allSatisfy { template.layout[$0] != nil })
      }
    }
  }

  @Test func everyListIsCheckedForWhatItsSchemaAsks() throws {
    let lines = lines(try FormParts(SampleForm.form()))
    func rules(_ list: String) -> [String] { lines.filter { $0.list == list }.map(\.rule) }
    #expect(
      rules("问题隐患清单") == [
        "T006", "T007", "V001", "V002", "V003", "V004", "V005", "V006", "V008", "V009", "V010",
        "V012", "V013", "V014", "H001", "H002", "H003", "H004", "H005", "H006", "H007", "H009",
        "H010", "H011", "H012", "H013", "H014", "H015", "—",
      ])
    #expect(
      rules("制度措施清单") == [
        "T006", "T007", "V001", "V002", "V004", "V005", "V009", "V010", "V012", "V013", "M001",
        "M002", "M003", "—",
      ])
    #expect(rules("典型做法清单").contains("P001") && rules("典型做法清单").contains("V008"))
    #expect(Set(rules("事故统计表")).isSuperset(of: ["A002", "A003", "A004", "A006", "A007", "A008"]))
    #expect(!rules("事故统计表").contains("A009"))
  }

  @Test func lostHazardsAreCountedWhereSomeAreCarried() throws {
    let carried = lines(try FormParts(SampleForm.form(openHazards: [SampleForm.hazard])))
    #expect(carried.filter { $0.rule == "L001" }.map(\.list) == ["问题隐患清单"])
    #expect(!lines(try FormParts(SampleForm.form())).contains { $0.rule == "L001" })
  }

  @Test func templateOfAFieldThatIsNotThereIsNoFormula() throws {
    let list = try SampleForm.definitions()[.hazards]
    let template = FormulaTemplate(
      layout: FormLayout(list, filled: 0), period: SampleForm.period)
    for fault in ["{nowhere}>0", "{empty nowhere}", "{all nowhere}", "{unheard due_on}"] {
      #expect(template.formula(fault, .row) == nil)
      #expect(FormCheck.count([FormCheck("H001", ["due_on"], fault)], template) == nil)
    }
    #expect(template.formula("{due_on}>{last}", .row) == "$N6>44742")
    #expect(
      template.formula("SUM({all funds})", .column) == "SUM('问题隐患清单'!$U$6:$U$505)")
  }

  @Test func formulasArePlainAndShortEnough() throws {
    let form = try FormParts(SampleForm.form(openHazards: [SampleForm.hazard]))
    let plain: Set<String> = [
      "COUNTA", "COUNTIF", "COUNTIFS", "FIND", "IF", "IFERROR", "ISERROR", "ISNUMBER", "LEFT",
      "LEN", "MATCH", "MID", "REPT", "ROUND", "SUBSTITUTE", "SUM", "SUMIFS", "SUMPRODUCT", "TRIM",
    ]
    for name in form.sheetNames {
      let sheet = try #require(form[sheet: name])
      for formula in sheet.all("f") + sheet.all("formula") + sheet.all("formula1") {
        #expect(formula.text.utf16.count <= 8192)
        #expect(!formula.text.contains("{") && !formula.text.hasPrefix("="))
        #expect(formula.text.count { $0 == "(" } == formula.text.count { $0 == ")" })
        for call in formula.text.matches(of: /([A-Z]+)\(/) {
          #expect(plain.contains(String(call.1)), "\(call.1)")
        }
      }
      // A conditional format may not speak of another sheet in older programs.
      for formula in sheet.all("formula") { #expect(!formula.text.contains("!")) }
    }
  }

  @Test func blankFormStoresItsResultsAndAFilledOneLeavesThemOpen() throws {
    func results(_ form: FormParts) -> [String?] {
      (form[sheet: "自检"]?.all("c") ?? []).filter { $0.first("f") != nil }
        .map { $0.first("v")?.text }
    }
    let blank = try FormParts(SampleForm.form())
    #expect(results(blank).allSatisfy { $0 != nil })
    #expect(results(blank).contains("还不能报送：须改 4 处"))
    let filled = try FormParts(SampleForm.form(openHazards: [SampleForm.hazard]))
    #expect(results(filled).allSatisfy { $0 == nil })
    #expect(filled.parts["xl/workbook.xml"]?.first("calcPr")?.attributes["fullCalcOnLoad"] == "1")
  }
}
