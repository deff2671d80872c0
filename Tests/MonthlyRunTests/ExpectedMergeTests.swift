import Files
import MonthlyRun
import Testing

/// What the merge comes to, against an implementation that knows nothing of this one.
@Suite struct ExpectedMergeTests {
  @Test(arguments: Expectation.months)
  func findings(month: String) async throws {
    let merged = try await MergedFixtures.month(month)
    let found = try merged.findings()
    let (missing, extra) = unpaired(
      found: found, expected: try Expectation(month).mergedFindings())
    #expect(missing.isEmpty)
    #expect(extra.isEmpty)
  }

  /// findings.csv holds the objects that `--format jsonl` prints, in the same order.
  @Test(arguments: Expectation.months)
  func findingsAreTheSameInBothForms(month: String) async throws {
    let merged = try await MergedFixtures.month(month)
    let table = try merged.table("findings")
    let lines = try merged.findings()
    try #require(table.rows.count == lines.count)
    for (row, line) in zip(table.rows, lines) {
      for column in table.columns {
        let value = try #require(line[column], "\(column)")
        #expect(value.isWritten(as: row[column] ?? ""), "\(column): \(row)")
      }
    }
  }

  @Test(arguments: Expectation.months)
  func statistics(month: String) async throws {
    let table = try await MergedFixtures.month(month).table("statistics")
    for expected in try Expectation(month).merge("statistics") {
      let scope = try #require(expected["scope"]?.text)
      let bureau = try #require(expected["bureau"]?.text)
      let row = try #require(table.row(["scope": scope, "bureau": bureau]))
      compare(row, expected, "\(month) \(bureau)")
    }
  }

  @Test(arguments: Expectation.months)
  func balance(month: String) async throws {
    let table = try await MergedFixtures.month(month).table("balance")
    let expected = try Expectation(month).merge("balance")
    #expect(table.rows.map { $0["bureau"] } == expected.map { $0["bureau"]?.text })
    for (row, expected) in zip(table.rows, expected) { compare(row, expected, month) }
    for row in table.rows {
      let figures = ["opening", "new", "closed", "closing"].map { Int(row[$0] ?? "") ?? -1 }
      #expect(figures[0] + figures[1] - figures[2] == figures[3], "\(row)")
    }
  }

  @Test(arguments: Expectation.months)
  func reporting(month: String) async throws {
    let expectation = try Expectation(month)
    let table = try await MergedFixtures.month(month).table("reporting")
    let expected = try expectation.merge("reporting")
    #expect(table.rows.count == 52)
    for (row, expected) in zip(table.rows, expected) {
      compare(row, expected, month)
      #expect(row["nominal_due"] == (try expectation.text("nominal_due")))
      #expect(row["effective_due"] == (try expectation.text("effective_due")))
    }
  }

  @Test(arguments: Expectation.months)
  func ledger(month: String) async throws {
    let table = try await MergedFixtures.month(month).table("ledger")
    let expected = try Expectation(month).merge("ledger")
    #expect(table.rows.map { $0["hazard_id"] } == expected.map { $0["hazard_id"]?.text })
    for (row, expected) in zip(table.rows, expected) { compare(row, expected, month) }
  }

  /// A merge writes its output folder and appends to the register, and touches nothing else.
  @Test(arguments: Expectation.months)
  func submissionsAreLeftAsTheyAre(month: String) async throws {
    let merged = try await MergedFixtures.month(month)
    let kept = merged.after.filter { !$0.key.hasPrefix("汇总/") }
    #expect(Set(kept.keys) == Set(merged.before.keys).union(["收件登记.csv"]))
    for (path, bytes) in merged.before where path != "收件登记.csv" {
      #expect(kept[path] == bytes, "\(path)")
    }
    let register = try #require(merged.before["收件登记.csv"])
    #expect(try #require(kept["收件登记.csv"]).starts(with: register))
  }

  private func compare(_ row: [String: String], _ expected: JSON, _ place: String) {
    for (key, value) in expected.members {
      guard let field = row[key] else {
        Issue.record("\(place): no column \(key)")
        continue
      }
      #expect(value.isWritten(as: field), "\(place) \(key): \(field)")
    }
  }
}
