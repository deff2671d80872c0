import Findings
import JSON
import MonthlyRun
import Receipts
import Report
import Testing
import Values

/// What `validate` finds in each file, against an implementation that knows nothing of this one.
@Suite struct ExpectedFindingsTests {
  private func outcome(
    _ file: String, _ month: String, bureau: String? = nil
  ) async throws -> (outcome: ValidateRun.Outcome, findings: [JSON]) {
    let now = try #require(Instant(try Expectation(month).text("now")))
    let resources = try Resources(templates: nil)
    let request = ValidateRun.Request(
      inputs: ["\(Workspace.fixtures)/\(month)/\(file)"], period: Period(month),
      bureau: bureau)
    let outcome = try await ValidateRun(
      request, settings: RunSettings(now: now), resources: resources
    ).run()
    var lines = JSONText()
    for finding in outcome.findings {
      finding.write(&lines, resources.rules)
      lines.endLine()
    }
    return (outcome, try JSON.lines(lines.bytes))
  }

  @Test(arguments: Expectation.months)
  func eachFileHasTheFindingsExpected(month: String) async throws {
    for file in try Expectation(month).files {
      let path = try #require(file["file"]?.text)
      let (outcome, found) = try await outcome(path, month)
      let (missing, extra) = unpaired(
        found: found, expected: file["findings"]?.elements ?? [], except: ["file"])
      #expect(missing.isEmpty, "\(month)/\(path)")
      #expect(extra.isEmpty, "\(month)/\(path)")
      let hasErrors = found.contains { $0["severity"] == .text("error") }
      #expect(outcome.verdict.isSendable == !hasErrors, "\(month)/\(path)")
    }
  }

  @Test(arguments: Expectation.months)
  func eachFileHasTheRowsExpected(month: String) async throws {
    for file in try Expectation(month).files {
      let path = try #require(file["file"]?.text)
      let (outcome, _) = try await outcome(path, month)
      var expected: [String: (read: Int, merged: Int)] = [:]
      for list in file["lists"]?.elements ?? [] {
        guard let name = list["list"]?.text else { continue }
        let sum = expected[name] ?? (0, 0)
        expected[name] = (
          sum.read + (list["rows_read"]?.int ?? 0), sum.merged + (list["rows_merged"]?.int ?? 0)
        )
      }
      for (name, rows) in expected {
        let account = outcome.verdict.rows[try #require(ListName(rawValue: name))]
        #expect(account?.read ?? 0 == rows.read, "\(month)/\(path) \(name)")
        #expect(account?.merged ?? 0 == rows.merged, "\(month)/\(path) \(name)")
      }
    }
  }

  @Test func bureauIsToldByFlagAsByTheFolder() async throws {
    let path = "南京市/问题隐患清单.csv"
    let byFolder = try await outcome(path, "2022-05")
    let byFlag = try await outcome(path, "2022-05", bureau: "南京市")
    #expect(byFolder.findings == byFlag.findings)
    #expect(byFolder.outcome.files.map(\.path) == ["问题隐患清单.csv"])
    let byOther = try await outcome(path, "2022-05", bureau: "苏州市")
    #expect(byOther.findings != byFlag.findings)
  }

  /// What a placeholder of a rule's text stands for must always be handed over.
  @Test(arguments: Expectation.months)
  func noMessageShowsAPlaceholder(month: String) async throws {
    let (_, found) = try await outcome("", month)
    let merged = try await MergedFixtures.month(month).findings()
    #expect(!merged.isEmpty)
    for finding in found + merged {
      let message = try #require(finding["message"]?.text)
      #expect(!message.contains("{") && !message.contains("}"), "\(message)")
    }
  }
}
