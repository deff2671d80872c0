import Findings
import JSON
import Values

/// `findings.csv`: a row a finding, in their one order.
struct FindingTable: DataTable {
  let name = "findings"
  let title = "校验结果"
  let columns = [
    DataColumn("rule", "规则"), DataColumn("severity", "级别"), DataColumn("bureau", "设区市代码"),
    DataColumn("file", "文件"), DataColumn("list", "清单"), DataColumn("sheet", "工作表"),
    DataColumn("cell", "单元格"), DataColumn("row", "行", .integer), DataColumn("column", "列名"),
    DataColumn("field", "字段"), DataColumn("value", "原值"), DataColumn("related", "对照"),
    DataColumn("message", "问题"), DataColumn("fix", "改法"), DataColumn("basis", "依据"),
    DataColumn("explained", "已说明", .boolean),
  ]
  private let findings: [Finding]
  private let rules: RuleCatalogue

  init(_ month: MergedMonth) {
    findings = month.findings
    rules = month.rules
  }

  var rowCount: Int { findings.count }

  func write<Sink: ValueSink>(rows: Range<Int>, into sink: inout Sink) {
    for finding in findings[rows] {
      let place = finding.place
      let rule = rules[finding.rule]
      sink.plain(finding.rule.rawValue, .string)
      sink.plain(finding.severity.rawValue, .string)
      sink.plain(place.bureau?.description, .string)
      sink.text(place.file)
      sink.plain(place.list?.rawValue, .string)
      sink.text(place.sheet)
      sink.plain(place.cell, .string)
      sink.number(place.row)
      sink.text(place.heading)
      sink.plain(place.field, .string)
      sink.text(finding.value)
      var related = JSONText()
      finding.writeRelated(&related)
      sink.text(related.bytes.span)
      sink.text(rules.message(of: finding))
      sink.text(rule?.fix)
      sink.text(rule?.basis)
      sink.flag(finding.isExplained)
      sink.endRow()
    }
  }
}
