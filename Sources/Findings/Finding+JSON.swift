public import JSON
import Table
import Values

extension Finding {
  /// Writes the cells that the finding compares with, as SPEC §3 prints them.
  public func writeRelated(_ json: inout JSONText) {
    json.array { json in
      for cell in related {
        json.object { json in
          json.member("cell", cell.address)
          json.member("column", cell.heading)
          json.member("value", cell.value)
        }
      }
    }
  }

  /// Writes the finding as one object of `--format jsonl` (SPEC §3).
  public func write(_ json: inout JSONText, _ catalogue: RuleCatalogue) {
    let text = catalogue[rule]
    json.object { json in
      json.member("type", "finding")
      json.member("rule", rule.rawValue)
      json.member("severity", severity.rawValue)
      json.member("bureau", place.bureau?.description)
      json.member("file", place.file)
      json.member("list", place.list?.rawValue)
      json.member("sheet", place.sheet)
      json.member("cell", place.cell)
      json.member("row", place.row)
      json.member("column", place.heading)
      json.member("field", place.field)
      json.member("value", value)
      json.member("related") { json in writeRelated(&json) }
      json.member("message", catalogue.message(of: self))
      json.member("fix", text?.fix)
      json.member("basis", text?.basis)
      json.member("explained", isExplained)
    }
  }
}
