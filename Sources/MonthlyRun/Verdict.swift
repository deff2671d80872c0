public import Findings
public import JSON
import ListRecords
import ListSchema
public import Report
import Validation
public import Values

/// What a check before sending comes to.
public struct Verdict: Sendable {
  /// Findings that must be mended.
  public var errors = 0
  /// Findings to be mended or explained; explained ones are counted apart.
  public var warnings = 0
  /// Warnings that 核实说明 answers.
  public var explained = 0
  /// Hints.
  public var infos = 0
  /// Number of findings by rule, in the order of the codes.
  public var byRule: [(rule: RuleCode, count: Int)] = []
  /// Rows by list.
  public var rows: [ListName: RowTotals] = [:]
  /// The lists that state a nil and hold no data.
  private var nilLists: Set<ListName> = []
  /// How the columns of each list were understood.
  private var headings: [ListName: HeadingSummary] = [:]
  /// What was not checked, in words.
  public var notChecked: [String] = []
  /// Whether there were files, and none of them could be told for a submission.
  private var recognisedNothing = false

  /// Whether the submission may be sent.
  public var isSendable: Bool { errors == 0 }

  /// The verdict on files and what was found in them.
  init(
    _ files: [CheckedFile], _ findings: [Finding], notChecked: [String], _ definitions: Definitions
  ) {
    var rows: [ListName: RowTotals] = [:]
    for checked in files.flatMap(\.lists) {
      for account in checked.accounts.map(\.account) {
        rows[checked.list, default: RowTotals()].read += account.read
        rows[checked.list, default: RowTotals()].merged += account.data
        rows[checked.list, default: RowTotals()].setAside += account.setAside
      }
    }
    self.init(findings, rows: rows, notChecked: notChecked)
    nilLists = Set(files.flatMap(\.lists).filter(\.statesNil).map(\.list))
      .filter { rows[$0]?.merged == 0 }
    recognisedNothing =
      !files.isEmpty && files.allSatisfy { file in file.findings.contains { $0.rule == "F010" } }
    let tables = files.flatMap { file in file.tables.map { (file: file.path, columns: $0) } }
    for (list, tables) in Dictionary(grouping: tables, by: \.columns.list) {
      headings[list] = HeadingSummary(tables, definitions)
    }
  }

  /// The verdict on findings.
  init(_ findings: [Finding], rows: [ListName: RowTotals], notChecked: [String] = []) {
    var counts: [RuleCode: Int] = [:]
    for finding in findings {
      counts[finding.rule, default: 0] += 1
      switch finding.severity {
      case .error: errors += 1
      case .warning: if finding.isExplained { explained += 1 } else { warnings += 1 }
      case .info: infos += 1
      }
    }
    byRule = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    self.rows = rows
    self.notChecked = notChecked
  }
}

extension Verdict {
  /// The last lines that a clerk reads (SPEC §3).
  public func text(_ findings: [Finding]) -> String {
    let lines = lines(findings)
    var text = "结论  " + lines[0] + "\n"
    for line in lines.dropFirst() { text += "      \(line)\n" }
    if let rule = firstToMend(findings)?.rule ?? findings.first?.rule {
      text += "      说明    validate --explain \(rule)\n"
    }
    return text
  }

  /// Whether it may be sent and what to mend first; then rows, and what was not checked.
  public func lines(_ findings: [Finding]) -> [String] {
    var counts: [String] = []
    let errorRules = Set(findings.filter { $0.severity == .error }.map(\.rule)).count
    if errors > 0 { counts.append("错误 \(errors) 处（\(errorRules) 类）") }
    if warnings > 0 { counts.append("核实 \(warnings) 处") }
    if explained > 0 { counts.append("已说明 \(explained) 处") }
    if infos > 0 { counts.append("提示 \(infos) 处") }
    var line = isSendable ? "可以报送" : "不能报送"
    if recognisedNothing { line = "没有可报送的内容，没有认出单位和清单" }
    line += counts.isEmpty ? "，没有发现问题" : "：" + counts.joined(separator: "，")
    if let first = firstToMend(findings) { line += "；先改 \(first.rule)（\(first.count) 处）" }
    var lines = [line]
    if warnings > 0, isSendable { lines.append("核实的各处请改正，或在“核实说明”栏写明情况") }
    for list in ListName.allCases {
      guard let account = rows[list] else { continue }
      let heading = headings[list]
      lines.append(rowLine(list, account) + (heading?.remark ?? ""))
      lines += heading?.lines.map { "    " + $0 } ?? []
    }
    for reason in notChecked { lines.append("未检查  \(reason)") }
    return lines
  }

  /// The error that most places break; of equal ones the first code.
  private func firstToMend(_ findings: [Finding]) -> (rule: RuleCode, count: Int)? {
    let errors = Set(findings.filter { $0.severity == .error }.map(\.rule))
    return byRule.filter { errors.contains($0.rule) }.max { left, right in
      left.count == right.count ? left.rule > right.rule : left.count < right.count
    }
  }

  private func rowLine(_ list: ListName, _ rows: RowTotals) -> String {
    if nilLists.contains(list) { return "\(list.chinese)  零报告（读入 \(rows.read) 行，没有数据行）" }
    var line = "\(list.chinese)  读入 \(rows.read) 行，其中数据 \(rows.merged) 行"
    if rows.setAside > 0 { line += "，合计、零报告、说明等 \(rows.setAside) 行另列" }
    return line
  }

  /// Writes the last object of `--format jsonl` (SPEC §3).
  public func write(_ json: inout JSONText) {
    json.object { json in
      json.member("type", "verdict")
      json.member("sendable", isSendable)
      json.member("errors", errors)
      json.member("warnings", warnings + explained)
      json.member("explained", explained)
      json.member("infos", infos)
      json.member("by_rule") { json in
        json.object { json in
          for entry in byRule { json.member(entry.rule.rawValue, entry.count) }
        }
      }
      json.member("rows") { json in
        json.object { json in
          for list in ListName.allCases {
            guard let account = rows[list] else { continue }
            json.member(list.rawValue) { json in
              json.object { json in
                json.member("read", account.read)
                json.member("merged", account.merged)
                json.member("superseded", account.superseded)
                json.member("set_aside", account.setAside)
              }
            }
          }
        }
      }
      json.member("not_checked", notChecked)
    }
  }
}
