import JSON
import Receipts
import Values

/// The data files of a span: its tables as CSV, and `datapackage.json` that describes them.
public struct SpanPackage: Sendable {
  /// The files, in order.
  public let files: [DataFile]

  /// The data package of a span.
  ///
  /// - Parameter figures: Its figures.
  public init(_ figures: SpanFigures) {
    let tables = SpanTables(figures)
    let descriptor = PackageDescriptor(
      figures.data.span, tables: [tables.bureaus, tables.months, tables.sectors, tables.major])
    files = [
      DataFile(tables.bureaus), DataFile(tables.months), DataFile(tables.sectors),
      DataFile(tables.major), DataFile("datapackage.json") { descriptor.bytes },
    ]
  }
}

/// `run.json` of a span: what ran, on what, and what came of it.
public struct SpanManifest: Sendable {
  /// What tells the manifest of a span from that of a month.
  public static let schema = "monthly-span/1"

  private let data: SpanData

  /// The manifest of a run.
  ///
  /// - Parameter data: What the run went on from.
  public init(_ data: SpanData) { self.data = data }

  /// The file.
  public var bytes: [UInt8] {
    var json = JSONText()
    json.object { json in
      json.member("schema", Self.schema)
      json.member("tool", data.tool.name)
      json.member("version", data.tool.version)
      json.member("kind", data.span.kind.rawValue)
      json.member("span", data.span.name)
      json.member("months", data.months.map(\.period.description))
      json.member("missing", data.missing.map(\.description))
      json.member("now", data.now.description)
      json.member("inputs") { json in
        json.array { json in
          for input in data.inputs {
            json.object { json in
              json.member("file", input.file)
              json.member("sha256", input.sha256)
              json.member("bytes", input.bytes)
            }
          }
        }
      }
      json.member("exit_status", data.exitStatus)
    }
    json.endLine()
    return json.bytes
  }
}

/// What the person who made a 季度评估 or 双月督查 reads first.
public enum SpanSummary {
  /// The span in sentences, what keeps it from being whole last.
  ///
  /// - Parameter figures: Its figures.
  /// - Returns: One sentence a line.
  public static func sentences(_ figures: SpanFigures) -> [String] {
    let narrative = SpanNarrative(figures)
    return narrative.sentences + narrative.cautions.map { "注意：" + $0 }
  }
}
