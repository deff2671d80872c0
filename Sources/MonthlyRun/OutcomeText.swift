import Findings
import Report
import Values

extension MergeRun.Outcome {
  /// What the person who ran it should know, the verdict last.
  public var summary: String {
    var lines = ["\(month.period.chinese)  全省汇总"]
    lines += MonthSummary.sentences(month, figures).map { "  " + $0 }
    lines.append("  台账  " + ledgerOrigin.sentences.joined(separator: "；"))
    lines.append("  勾稽核对  " + accounted)
    let returned = files.count { $0.hasPrefix(MonthOutput.returnFolder) }
    for file in files
    where !file.hasPrefix("data/") && !file.hasPrefix(MonthOutput.returnFolder)
      && file != "run.json"
    {
      lines.append("  结果  \(output)/\(file)")
    }
    if returned > 0 {
      lines.append("  退回  \(output)/\(MonthOutput.returnFolder)/（\(returned) 个文件）")
    }
    lines.append("  数据  \(output)/data/")
    lines.append(verdict)
    return lines.joined(separator: "\n") + "\n"
  }

  private var accounted: String {
    let totals = figures.rows.values
    let read = totals.reduce(0) { $0 + $1.read }
    let merged = totals.reduce(0) { $0 + $1.merged }
    let superseded = totals.reduce(0) { $0 + $1.superseded }
    let setAside = totals.reduce(0) { $0 + $1.setAside }
    return "读入 \(read) 行 = 并入 \(merged) + 被替代 \(superseded) + 另列 \(setAside)，相符"
  }

  private var verdict: String {
    let counts = figures.findings.total
    var parts: [String] = []
    if counts.errors > 0 { parts.append("错误 \(counts.errors) 处") }
    if counts.warnings > 0 { parts.append("核实 \(counts.warnings) 处") }
    if counts.explained > 0 { parts.append("已说明 \(counts.explained) 处") }
    if counts.infos > 0 { parts.append("提示 \(counts.infos) 处") }
    let found = parts.isEmpty ? "没有发现问题" : parts.joined(separator: "，")
    return month.exitStatus == 0
      ? "结论  汇总完成，\(found)" : "结论  汇总完成，但有缺口：\(found)；各市情况见报告首页"
  }
}
