import Files
import Findings
import ListRecords
import ListSchema
import Table
import Values
import ZipArchive

@testable import Intake

/// The shipped definitions, read from the sources.
let shipped: Definitions = {
  do {
    return try Definitions.load { try file("Templates/" + $0) }
  } catch {
    preconditionFailure("\(error)")
  }
}()

/// A submission opened with all its rows read.
struct Reading {
  var submissions: [Submission]
  var findings: [Finding]

  /// Opens a file and reads all rows, as the callers of the reader do.
  init(
    _ bytes: [UInt8], path: String = "苏州市.xlsx", period: String? = "2022-05",
    limits: IntakeLimits = IntakeLimits()
  ) {
    let reader = SubmissionReader(
      shipped, period: period.flatMap { Period($0) }, limits: limits)
    var sink = FindingSink(everyRule)
    submissions = reader.open(bytes, path: path, into: &sink)
    for place in submissions.indices {
      Self.readRows(of: &submissions[place], reader, into: &sink)
    }
    findings = sink.findings.sorted(by: Finding.precedes)
  }

  /// A text file.
  init(csv: String, path: String = "苏州市-问题隐患清单.csv", period: String? = "2022-05") {
    self.init([UInt8](csv.utf8), path: path, period: period)
  }

  private static func readRows(
    of submission: inout Submission, _ reader: SubmissionReader, into sink: inout FindingSink
  ) {
    var row = RawRow()
    var table = 0
    while table < submission.tables.count {
      do throws(ReadFailure) {
        while try submission.tables[table].read(into: &row) != nil {}
        try reader.openTable(below: table, of: &submission, into: &sink)
      } catch {
        error.report(at: submission.tables[table].place, into: &sink)
      }
      table += 1
    }
    for list in ListName.allCases { submission.reportRows(of: list, into: &sink) }
  }

  var first: Submission { submissions[0] }

  /// Codes of the findings, in order.
  var rules: [String] { findings.map(\.rule.rawValue) }

  /// The findings as `T005 B3`, `T003 zone`, `T008 5`, whichever part of the place is the
  /// narrowest.
  var places: [String] {
    findings.map { finding in
      let place = finding.place
      let at: String? =
        switch (place.row, place.column) {
        case (let row?, let column?): "\(CellReference(row: row, column: column))"
        case (let row?, nil): "\(row)"
        case (nil, let column?): CellReference.letters(ofColumn: column)
        case (nil, nil): place.field
        }
      return finding.rule.rawValue + (at.map { " " + $0 } ?? "")
    }
  }

  func values(of rule: RuleCode) -> [String: String] {
    let values = findings.first { $0.rule == rule }?.values ?? []
    return Dictionary(values.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
  }
}

/// Every rule that the intake speaks of, as an error.
let everyRule = RuleSeverities(
  Dictionary(
    uniqueKeysWithValues: (1...12).flatMap { number in
      ["F", "T"].map { letter in
        (RuleCode(rawValue: letter + (number < 10 ? "00" : "0") + "\(number)"), Severity.error)
      }
    }))

/// The bytes of a file of the package, by its path from the root.
func file(_ path: String) throws -> [UInt8] {
  let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  return try readFile("/" + root + "/" + path)
}
