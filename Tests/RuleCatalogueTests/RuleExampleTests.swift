import Findings
import ListSchema
import MonthlyRun
import Table
import Testing
import Values

/// Every example of `rules.yaml`, run through the program as a filer's files would be.
@Suite struct RuleExampleTests {
  @Test(arguments: try ExampleRun.all)
  func exampleDoesWhatItShows(_ run: ExampleRun) async throws {
    let (folder, findings) = try await run.run()
    let rules = try ExampleRun.resources.get().rules
    let shown = Self.shown(findings, rules)
    let own = findings.filter { $0.rule == run.rule.code }
    #expect(own.count == (run.isBroken ? 1 : 0), "\(shown)")
    let others = Set(findings.map(\.rule)).subtracting([run.rule.code])
    #expect(others == Set(run.example.also), "\(shown)")
    for finding in findings {
      let message = rules.message(of: finding)
      #expect(!message.contains("{") && !message.contains("“”"), "\(shown)")
    }
    guard let finding = own.first else { return }
    #expect(finding.severity == run.rule.severity)
    try expect(finding.place, of: run, in: folder, shown)
  }

  private func expect(
    _ place: Place, of run: ExampleRun, in folder: ExampleFolder, _ shown: Comment
  ) throws {
    switch run.example.place {
    case nil:
      let cell = try #require(folder.cell, "the example marks no cell")
      let address = CellReference(row: cell.row, column: cell.column).description
      #expect(place.cell == address, shown)
      #expect(place.sheet == folder.sheet && place.file == folder.file, shown)
    case .row:
      let cell = try #require(folder.cell, "the example marks no row")
      #expect(place.row == cell.row && place.column == nil, shown)
      #expect(place.sheet == folder.sheet && place.file == folder.file, shown)
    case .sheet:
      #expect(place.row == nil && place.column == nil, shown)
      #expect(place.sheet == folder.sheet && place.file == folder.file, shown)
    case .list:
      let list = try #require(place.list, shown)
      let expected = try run.rule.list ?? self.list(atFaultIn: folder)
      #expect(list == expected, shown)
      #expect(place.row == nil && place.column == nil, shown)
    case .file:
      #expect(place.file == folder.file, shown)
      #expect(place.list == nil && place.sheet == nil && place.row == nil, shown)
    case .bureau:
      #expect(place.bureau == BureauCode(rawValue: 320_400), shown)
      #expect(place.file == nil && place.list == nil, shown)
    }
  }

  /// The list of the marked file, or the one that no file is named for.
  private func list(atFaultIn folder: ExampleFolder) throws -> ListName? {
    let definitions = try ExampleRun.resources.get().definitions
    let sent = ListName.allCases.filter { name in
      folder.files.contains { $0.path.contains(definitions[name].title) }
    }
    if sent.count == 3 { return ListName.allCases.first { !sent.contains($0) } }
    return ListName.allCases.first { folder.file?.contains(definitions[$0].title) == true }
  }

  private static func shown(_ findings: [Finding], _ rules: RuleCatalogue) -> Comment {
    let lines = findings.map { finding in
      let place = finding.place
      let parts = [
        place.file, place.list?.rawValue, place.sheet, place.cell ?? place.row.map { "\($0)" },
      ].compactMap(\.self)
      return "\(finding.rule) \(parts.joined(separator: " ")): \(rules.message(of: finding))"
    }
    return Comment(rawValue: lines.joined(separator: "\n"))
  }
}
