import Findings
import JSON
import Receipts
import Values

/// `run.json`: what ran, on what, and what came of it.
public struct RunManifest: Sendable {
  private let month: MergedMonth
  private let figures: MonthlyFigures

  /// The manifest of a run.
  ///
  /// - Parameters:
  ///   - month: The month as merged.
  ///   - figures: Its figures.
  public init(_ month: MergedMonth, _ figures: MonthlyFigures) {
    self.month = month
    self.figures = figures
  }

  /// The file.
  public var bytes: [UInt8] {
    var json = JSONText()
    json.object { json in
      json.member("schema", "monthly-run/1")
      json.member("tool", month.tool.name)
      json.member("version", month.tool.version)
      json.member("period", month.period.description)
      json.member("now", month.now.description)
      json.member("settings") { json in
        json.object { json in
          for setting in month.settings { json.member(setting.key, setting.value) }
        }
      }
      json.member("inputs") { json in
        json.array { json in
          for input in month.inputs { Self.write(input, into: &json) }
        }
      }
      json.member("counts") { json in json.object(writeCounts) }
      json.member("balanced", month.accounting.allSatisfy(\.isBalanced))
      json.member("exit_status", month.exitStatus)
    }
    json.endLine()
    return json.bytes
  }

  private static func write(_ input: InputFile, into json: inout JSONText) {
    json.object { json in
      json.member("file", input.file)
      json.member("sha256", input.sha256)
      json.member("bytes", input.bytes)
      json.member("bureau", input.bureau?.description)
      json.member("lists", input.lists.map(\.rawValue))
      json.member("received_at", input.receivedAt?.description)
      json.member("evidence", input.evidence?.rawValue)
      if let returned = input.returned { json.member("returned", returned) }
    }
  }

  private func writeCounts(into json: inout JSONText) {
    let findings = figures.findings.total
    json.member("errors", findings.errors)
    json.member("warnings", findings.warnings + findings.explained)
    json.member("explained", findings.explained)
    json.member("infos", findings.infos)
    json.member("rows") { json in
      json.object { json in
        for list in ListName.allCases.sorted() {
          let rows = figures.rows[list] ?? RowTotals()
          json.member(list.rawValue) { json in
            json.object { json in
              json.member("read", rows.read)
              json.member("merged", rows.merged)
              json.member("superseded", rows.superseded)
              json.member("set_aside", rows.setAside)
            }
          }
        }
      }
    }
  }
}
