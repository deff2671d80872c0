import Findings
import MonthlyRun
import Report
import Testing
import Values

/// What `monthly-merge.yaml` in the folder above changes.
@Suite struct SettingsFileTests {
  private func merge(
    _ month: String, _ yaml: String, where isWanted: (String) -> Bool = { _ in true }
  ) async throws -> (outcome: MergeRun.Outcome, files: [String: [UInt8]]) {
    let workspace = try Workspace()
    try workspace.addMonth(month, where: isWanted)
    try workspace.write(yaml, to: "monthly-merge.yaml")
    let outcome = try await workspace.merge(month)
    return (outcome, try workspace.files(in: "\(month)/汇总"))
  }

  /// The files of a bureau, and the register.
  private func of(_ bureau: String) -> (String) -> Bool {
    { $0.hasPrefix(bureau) || $0.hasPrefix("收件登记") }
  }

  private func rows(_ files: [String: [UInt8]], _ bureau: String) throws -> [[String: String]] {
    OutputTable(try #require(files["data/reporting.csv"])).rows.filter { $0["bureau"] == bureau }
  }

  /// 2022-06-03 is 端午节 and the 5th its last day; 盐城 sent on the 4th.
  @Test(arguments: ["statutory-holidays", "next-workday"])
  func holidayPutsTheDeadlineOff(policy: String) async throws {
    let (outcome, files) = try await merge(
      "2022-05", "deadline: {policy: \(policy)}\n", where: of("盐城市"))
    let rows = try rows(files, "320900")
    #expect(rows.count == 4)
    for row in rows {
      #expect(row["state"] == "on_time_extended")
      #expect(row["days_late"] == "0")
      #expect(row["nominal_due"] == "2022-06-03")
      #expect(row["effective_due"] == "2022-06-06")
    }
    #expect(!outcome.month.findings.contains { $0.rule == "D001" })
  }

  /// 2022-07-03 is a plain Sunday; 镇江 sent on the 4th.
  @Test(arguments: [
    ("none", "2022-07-03", "late"), ("statutory-holidays", "2022-07-03", "late"),
    ("next-workday", "2022-07-04", "on_time_extended"),
  ])
  func weekendCountsOnlyForWorkdays(policy: String, effective: String, state: String) async throws {
    let (_, files) = try await merge(
      "2022-06", "deadline:\n  policy: \(policy)\n", where: of("镇江市"))
    for row in try rows(files, "321100") {
      #expect(row["effective_due"] == effective)
      #expect(row["state"] == state)
    }
  }

  @Test func dayAndTimeOfTheDeadline() async throws {
    let (_, files) = try await merge(
      "2022-04", "deadline: {day: 5, time: \"17:00\"}\n", where: of("连云港市"))
    for row in try rows(files, "320700") {
      #expect(row["nominal_due"] == "2022-05-05")
      #expect(row["state"] == "on_time")
    }
    let manifest = try JSON(parsing: #require(files["run.json"]))
    #expect(manifest["settings"]?["deadline.time"]?.text == "17:00")
  }

  @Test func onlyTheBureausDueAreAskedFor() async throws {
    let (outcome, files) = try await merge(
      "2022-04", "bureaus: [\"320500\", \"320100\"]\n", where: of("南京市"))
    let reporting = OutputTable(try #require(files["data/reporting.csv"])).rows
    #expect(
      reporting.map { $0["bureau"] } == Array(repeating: "320100", count: 4)
        + Array(repeating: "320500", count: 4))
    let missing = outcome.month.findings.filter { $0.rule == "D002" }
    #expect(missing.map(\.place.bureau?.description) == ["320500"])
    let statistics = OutputTable(try #require(files["data/statistics.csv"]))
    #expect(statistics.row(["scope": "province"])?["submissions_due"] == "8")
  }

  /// What a bureau sends that need not is merged all the same: a row that is accounted for as
  /// merged must be in the merged list.
  @Test func submissionThatIsNotDueIsNotLost() async throws {
    let (outcome, files) = try await merge("2022-04", "bureaus: [\"320100\"]\n") {
      $0.hasPrefix("南京市") || $0.hasPrefix("收件登记") || $0 == "常州市.xlsx"
    }
    let accounting = OutputTable(try #require(files["data/accounting.csv"]))
    for list in ["hazards", "measures", "practices", "accidents"] {
      var own = accounting
      own.rows.removeAll { $0["list"] != list }
      let merged = OutputTable(try #require(files["data/\(list).csv"])).rows
      #expect(merged.count == own.sum("rows_merged"), "\(list)")
      #expect(merged.contains { $0["bureau"] == "320400" }, "\(list)")
    }
    #expect(!outcome.month.findings.contains { $0.rule == "D002" })
  }

  @Test func nothingIsMissingOrLateThatIsNotDue() async throws {
    let (outcome, files) = try await merge(
      "2022-04", "bureaus: [\"320100\"]\ndeadline: {day: 1, time: \"00:01\"}\n"
    ) {
      $0.hasPrefix("南京市") || $0.hasPrefix("收件登记") || $0.hasPrefix("盐城市/问题隐患清单")
    }
    let reporting = OutputTable(try #require(files["data/reporting.csv"])).rows
    #expect(reporting.map { $0["bureau"] } == Array(repeating: "320100", count: 4) + ["320900"])
    #expect(reporting.last?["state"] == "on_time" && reporting.last?["days_late"] == "0")
    #expect(reporting.first?["state"] == "late")
    let findings = outcome.month.findings.filter { $0.place.bureau?.description == "320900" }
    #expect(!findings.contains { ["D001", "T001"].contains($0.rule.rawValue) })
    let statistics = OutputTable(try #require(files["data/statistics.csv"]))
    #expect(statistics.row(["scope": "province"])?["submissions_due"] == "5")
    let page = String(decoding: try #require(files["全省汇总-2022-04.html"]), as: UTF8.self)
    #expect(page.matches(of: #/<td class="state /#).count == 8)
    // Lists that nobody waits for are not said to be missing.
    #expect(!page.contains("漏报或无法读取"))
  }

  @Test func severitiesAreChangedOrSwitchedOff() async throws {
    let plain = try await MergedFixtures.month("2022-04").outcome
    let late = plain.month.findings.filter { $0.rule == "D001" }
    #expect(late.count == 4 && late.allSatisfy { $0.severity == .error })
    let (changed, _) = try await merge(
      "2022-04", "severities: {D001: warning}\n", where: of("连云港市"))
    #expect(
      changed.month.findings.filter { $0.rule == "D001" }.map(\.severity)
        == Array(repeating: .warning, count: 4))
    let (off, files) = try await merge("2022-04", "severities:\n  D001: off\n", where: of("连云港市"))
    #expect(!off.month.findings.contains { $0.rule == "D001" })
    // The bureau is late all the same, and the run says so.
    #expect(try rows(files, "320700").allSatisfy { $0["state"] == "late" })
    #expect(off.month.exitStatus == 1)
    let manifest = try JSON(parsing: #require(files["run.json"]))
    #expect(manifest["settings"]?["severities.D001"]?.text == "off")
  }

  @Test func limitIsNamedByTheFinding() async throws {
    let (outcome, files) = try await merge("2022-04", "limits: {file_bytes: 100}\n") {
      $0 == "苏州市.xlsx" || $0.hasPrefix("收件登记")
    }
    let finding = try #require(outcome.month.findings.first { $0.rule == "F005" })
    #expect(finding.place.file == "苏州市.xlsx")
    #expect(outcome.month.rules.message(of: finding).contains("100"))
    #expect(try rows(files, "320500").allSatisfy { $0["state"] == "unreadable" })
  }

  /// The key at fault, and whether there is none of this name.
  private func fault(of error: SettingsError) -> (key: String, isUnknown: Bool)? {
    switch error {
    case .unknown(let key): (key, true)
    case .wrongForm(let key, _): (key, false)
    case .notYAML: nil
    }
  }

  @Test(arguments: [
    ("deadlines: {day: 3}", "deadlines", true),
    ("deadline: {days: 3}", "deadline.days", true),
    ("deadline: {policy: workdays}", "deadline.policy", false),
    ("deadline: {policy: [none]}", "deadline.policy", false),
    ("deadline: {day: 0}", "deadline.day", false),
    ("deadline: {day: 99}", "deadline.day", false),
    ("deadline: {day: -3}", "deadline.day", false),
    ("deadline: {day: third}", "deadline.day", false),
    ("deadline: {day: 99999999999999999999}", "deadline.day", false),
    ("deadline: {time: \"25:00\"}", "deadline.time", false),
    ("deadline: {time: [12]}", "deadline.time", false),
    ("deadline: 3", "deadline", false),
    ("bureaus: 320100", "bureaus", false),
    ("bureaus: [\"319999\"]", "bureaus", false),
    ("bureaus: [\"+32050\"]", "bureaus", false),
    ("severities: {H001: fatal}", "severities.H001", false),
    ("severities: {H001: [off]}", "severities.H001", false),
    ("severities: {H999: off}", "severities.H999", true),
    ("severities: off", "severities", false),
    ("limits: {rows: -1}", "limits.rows", false),
    ("limits: {rows: many}", "limits.rows", false),
    ("limits: {row: 5}", "limits.row", true),
    ("limits: 5", "limits", false),
    ("limits: {sheets: 9223372036854775807}", "limits.sheets", false),
    ("limits: {inflated_bytes: 9223372036854775807}", "limits.inflated_bytes", false),
    ("limits: {file_bytes: 2147483648}", "limits.file_bytes", false),
    ("limits: {part_bytes: 2147483648}", "limits.part_bytes", false),
    ("limits: {zip_depth: 100000}", "limits.zip_depth", false),
    ("limits: {seconds: 9223372036854775807}", "limits.seconds", false),
    ("- deadline", "monthly-merge.yaml", false),
  ])
  func faultySettingsAreRefused(yaml: String, key: String, isUnknown: Bool) async throws {
    let workspace = try Workspace()
    try workspace.write("南京市", to: "2022-04/南京市.csv")
    try workspace.write(yaml + "\n", to: "monthly-merge.yaml")
    let error = await #expect(throws: RunError.self) { try await workspace.merge("2022-04") }
    guard case .settings(let settings) = try #require(error) else {
      Issue.record("\(String(describing: error))")
      return
    }
    let fault = try #require(self.fault(of: settings))
    #expect(fault == (key, isUnknown))
  }

  /// The largest figures may be set, and nothing is reckoned beyond what a number holds.
  @Test func largestLimitsAreKept() async throws {
    let plain = try await merge("2022-04", "# none\n", where: of("苏州市"))
    let (outcome, files) = try await merge(
      "2022-04",
      """
      limits: {file_bytes: 1073741824, part_bytes: 1073741824, inflated_bytes: 1099511627776,
        memory_bytes: 1099511627776, ratio_floor_bytes: 1099511627776, sheets: 1000000000,
        inflation_ratio: 1000000, seconds: 86400, zip_depth: 8, text_length: 1000000000}

      """, where: of("苏州市"))
    #expect(outcome.month.findings.count == plain.outcome.month.findings.count)
    #expect(files["data/hazards.csv"] == plain.files["data/hazards.csv"])
  }

  @Test func textThatIsNoYAMLIsRefused() async throws {
    let workspace = try Workspace()
    try workspace.write("南京市", to: "2022-04/南京市.csv")
    try workspace.write("deadline: {day: 3\n", to: "monthly-merge.yaml")
    let error = await #expect(throws: RunError.self) { try await workspace.merge("2022-04") }
    guard case .settings(.notYAML) = try #require(error) else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func emptySettingsChangeNothing() async throws {
    let plain = try await MergedFixtures.month("2022-04").files
    let (_, files) = try await merge("2022-04", "# nothing yet\n")
    #expect(plain == files)
  }
}
