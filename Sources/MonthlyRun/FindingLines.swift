public import Findings
import JSON
import Receipts
import Report
import Values

/// `--format jsonl` of both commands: a run, its findings, its verdict, an object a line (SPEC §3).
struct FindingLines {
  private var json = JSONText()

  /// Lines that begin with what was run on what; `tables` are those of each input, where they are
  /// to be told.
  init(
    tool: (name: String, version: String), period: Period, now: Instant, inputs: [InputFile],
    tables: [[TableColumns]] = []
  ) {
    json.object { json in
      json.member("type", "run")
      json.member("schema", "monthly-findings/1")
      json.member("tool", tool.name)
      json.member("version", tool.version)
      json.member("period", period.description)
      json.member("now", now.description)
      json.member("inputs") { json in
        json.array { json in
          for (place, input) in inputs.enumerated() {
            json.object { json in
              json.member("file", input.file)
              json.member("sha256", input.sha256)
              json.member("bytes", input.bytes)
              json.member("bureau", input.bureau?.description)
              json.member("lists", input.lists.map(\.rawValue))
              guard place < tables.count else { return }
              json.member("tables") { json in
                json.array { json in
                  for table in tables[place] { table.write(&json) }
                }
              }
            }
          }
        }
      }
    }
    json.endLine()
  }

  /// Adds the findings and the verdict on them.
  mutating func end(
    _ findings: [Finding], _ verdict: Verdict, _ rules: RuleCatalogue
  ) -> [UInt8] {
    for finding in findings {
      finding.write(&json, rules)
      json.endLine()
    }
    verdict.write(&json)
    json.endLine()
    return json.bytes
  }
}

extension ValidateRun.Outcome {
  /// The outcome as JSON Lines.
  ///
  /// - Parameters:
  ///   - tool: The program's name and version.
  ///   - settings: The run's, for its clock.
  ///   - rules: The texts of the findings.
  /// - Returns: The bytes to be printed.
  public func lines(
    tool: (name: String, version: String), settings: RunSettings, rules: RuleCatalogue
  ) -> [UInt8] {
    let inputs = files.map { file in
      InputFile(
        file: file.path, sha256: file.sha256, bytes: file.bytes, bureau: file.bureau,
        lists: file.listNames)
    }
    var lines = FindingLines(
      tool: tool, period: period, now: settings.now, inputs: inputs, tables: files.map(\.tables))
    return lines.end(findings, verdict, rules)
  }
}

extension MergeRun.Outcome {
  /// The outcome as JSON Lines.
  public var lines: [UInt8] {
    var lines = FindingLines(
      tool: month.tool, period: month.period, now: month.now, inputs: month.inputs)
    let verdict = Verdict(month.findings, rows: figures.rows)
    return lines.end(month.findings, verdict, month.rules)
  }
}
