import Files
import Findings
import Foundation
import ListSchema
import MonthlyRun
import Receipts
import Report
import Testing
import Values

/// A rule of the catalogue has no examples.
struct MissingExamples: Error {
  let rule: RuleCode
}

/// An example of a rule, and one way to bring it before the program.
struct ExampleRun: Sendable, CustomTestStringConvertible {
  /// How the example is brought before the program.
  enum Way: String, CaseIterable {
    case validateText = "validate .csv"
    case validateWorkbook = "validate .xlsx"
    case validateLedger = "validate --ledger"
    case merge = "monthly-merge"
  }

  let rule: RuleText
  let example: RuleExample
  let isBroken: Bool
  let way: Way

  var testDescription: String { "\(rule.code) \(isBroken ? "breaks" : "passes"), \(way.rawValue)" }

  static let resources = Result { try Resources(templates: nil, withExamples: true) }

  /// Every example of the shipped catalogue in every way that suits it.
  static var all: [ExampleRun] {
    get throws {
      try resources.get().rules.rules.flatMap { rule in
        guard let examples = rule.examples else { throw MissingExamples(rule: rule.code) }
        return [(examples.breaks, true), (examples.passes, false)].flatMap { example, isBroken in
          ways(example, of: rule).map {
            ExampleRun(rule: rule, example: example, isBroken: isBroken, way: $0)
          }
        }
      }
    }
  }

  /// Only a merge knows of receipts, of versions and of last month; the rest `validate` finds
  /// before sending, in whatever form the rows are sent, and the merge finds the same; with last
  /// month's ledger also what that shows.
  private static func ways(_ example: RuleExample, of rule: RuleText) -> [Way] {
    let letter = rule.code.rawValue.first
    let needsMerge =
      letter == "L" || letter == "D" || ["A005", "M004", "F009", "T001"].contains(rule.code)
    if !example.previousRows.isEmpty { return [.merge, .validateLedger] }
    if needsMerge || example.files.count > 1 { return [.merge] }
    if !example.rows.isEmpty { return [.validateText, .validateWorkbook, .merge] }
    return [.validateWorkbook]
  }

  private var period: Period { example.period ?? Period(containing: day) }
  private var day: Day { Day(year: 2022, month: 5, day: 1) ?? Day(number: 0) }

  /// The morning of the day before the lists of a month are due.
  private static func morning(after period: Period) -> Instant {
    Instant(day: period.next.day(2), secondOfDay: 10 * 3_600)
  }

  // MARK: Running

  /// Runs the example and gives the files and what was found.
  func run() async throws -> (folder: ExampleFolder, findings: [Finding]) {
    let root = FileManager.default.temporaryDirectory.path + "/rules-\(UUID().uuidString)"
    try Folder.make(root)
    defer { try? Folder.remove(root) }
    let resources = try Self.resources.get()
    let list = rule.list.map { resources.definitions[$0] }
    var folder = try ExampleFolder(
      example, list: list, form: way == .validateText ? .text : .workbook)
    if way == .merge || way == .validateLedger, let list, !example.rows.isEmpty {
      try folder.addNils(of: resources.definitions.lists, except: list.name)
      folder.addRegister(received: example.received ?? Self.morning(after: period).registerText)
      if !example.previousRows.isEmpty { try await mergePrevious(list, resources, below: root) }
    } else if let received = example.received {
      folder.addRegister(received: received)
    }
    let month = "\(root)/\(period)"
    try folder.write(to: month)
    let findings =
      way == .merge
      ? try await Self.merge(month, settings(period, now: example.now))
      : try await validate(month, resources)
    return (folder, findings)
  }

  private func settings(_ period: Period, now: String? = nil) throws -> RunSettings {
    var settings = RunSettings(
      now: try now.map { try #require(Instant($0)) } ?? Self.morning(after: period))
    settings.bureaus = [BureauCode(rawValue: 320_400)]
    settings.limits = example.limits
    return settings
  }

  private func validate(_ folder: String, _ resources: Resources) async throws -> [Finding] {
    let last = "\(folder)/../\(period.previous)/汇总"
    let request = ValidateRun.Request(
      inputs: [folder], period: period, ledgerFolder: way == .validateLedger ? last : nil)
    return try await ValidateRun(
      request, settings: settings(period, now: example.now), resources: resources
    ).run().findings
  }

  private static func merge(_ folder: String, _ settings: RunSettings) async throws -> [Finding] {
    try await MergeRun(
      folder: folder, output: nil, settings: settings, tool: (name: "test", version: "0")
    ).run().month.findings
  }

  private func mergePrevious(
    _ list: ListDefinition, _ resources: Resources, below root: String
  ) async throws {
    var folder = try ExampleFolder(previousRowsOf: example, list: list)
    try folder.addNils(of: resources.definitions.lists, except: list.name)
    folder.addRegister(received: Self.morning(after: period.previous).registerText)
    let month = "\(root)/\(period.previous)"
    try folder.write(to: month)
    _ = try await Self.merge(month, settings(period.previous))
  }
}
