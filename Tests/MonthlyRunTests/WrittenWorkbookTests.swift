import ListSchema
import MonthlyRun
import PackageRules
import Testing
import Values

/// What a month's runs write as workbooks opens without repair: the parts keep ECMA-376.
@Suite struct WrittenWorkbookTests {
  @Test func everyWorkbookKeepsTheRulesOfItsFormat() async throws {
    let workspace = try Workspace()
    try workspace.addMonth("2022-05")
    let outcome = try await workspace.merge("2022-05")
    let names = outcome.files.filter { $0.hasSuffix(".xlsx") || $0.hasSuffix(".xlsm") }
    // The report's, and copies that go back.
    #expect(names.contains("全省汇总-2022-05.xlsx") && names.count > 5)
    for name in names {
      #expect(try PackageCheck(workspace.read("2022-05/汇总/\(name)")).faults == [], "\(name)")
    }
    let resources = try Resources(templates: nil)
    let forms = try FormRun(
      FormRun.Request(
        bureaus: Array(resources.definitions.bureaus.bureaus.prefix(2)),
        period: try #require(Period("2022-06")), ledger: "\(workspace.root)/2022-05/汇总",
        output: "\(workspace.root)/forms"),
      resources: resources
    ).run().forms
    #expect(forms.count == 2)
    for form in forms {
      let name = form.path.replacing(workspace.root + "/", with: "")
      #expect(try PackageCheck(workspace.read(name)).faults == [], "\(name)")
    }
  }
}
