import Findings
import Ledger
import Values

/// What findings keep out of the ledger: whole rows, and single values.
struct LedgerBars {
  /// A row of a file.
  fileprivate struct SourceRow: Hashable {
    var sheet: String?
    var row: Int
  }

  /// What one file's findings keep out.
  struct OfFile {
    fileprivate var rows: Set<SourceRow> = []
    fileprivate var fields: [SourceRow: [LedgerField]] = [:]

    /// Whether a row may enter no ledger until it is mended.
    func refuses(_ row: Int, of sheet: @autoclosure () -> String?) -> Bool {
      !rows.isEmpty && rows.contains(SourceRow(sheet: sheet(), row: row))
    }

    /// The fields of a row whose values may not take the place of the ledger's.
    func fields(of row: Int, _ sheet: @autoclosure () -> String?) -> [LedgerField] {
      fields.isEmpty ? [] : fields[SourceRow(sheet: sheet(), row: row)] ?? []
    }
  }

  private var files: [String: OfFile] = [:]

  /// V008 and the later of H012 bar the row. A V-error that leaves a text as it was read (V005,
  /// another bureau's zone) bars the value: what the others leave can't be read anyway.
  init(_ findings: [Finding]) {
    for finding in findings where finding.place.list == .hazards {
      guard let file = finding.place.file, let row = finding.place.row else { continue }
      let source = SourceRow(sheet: finding.place.sheet, row: row)
      switch finding.rule {
      case "V008", "H012": files[file, default: OfFile()].rows.insert(source)
      case "V005", "V013":
        guard finding.severity == .error, let name = finding.place.field,
          let field = LedgerField(name: name), field.isFiled
        else { continue }
        files[file, default: OfFile()].fields[source, default: []].append(field)
      default: continue
      }
    }
  }

  /// What a file's findings keep out.
  subscript(file: String) -> OfFile { files[file] ?? OfFile() }
}
