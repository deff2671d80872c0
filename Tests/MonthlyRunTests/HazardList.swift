import Findings
import MonthlyRun

/// A 问题隐患清单 of one bureau, made for a test: a row a hazard, columns by heading.
struct HazardList {
  static let columns = [
    "隐患编号", "开发区", "企业（单位）名称", "隐患部位", "行业领域", "问题隐患描述", "隐患等级", "排查日期", "整改措施",
    "责任单位", "责任人", "整改时限", "整改状态", "整改完成日期", "销号日期", "督办级别", "督办单位", "核实说明",
  ]

  /// Cells by heading; what a row does not give is that of a valid hazard.
  var rows: [[String: String]]

  private static let valid = [
    "开发区": "江苏常州经济开发区", "企业（单位）名称": "常州某机械有限公司", "行业领域": "工贸", "隐患等级": "一般",
    "排查日期": "2022-04-12", "整改措施": "加装防护罩并培训", "责任单位": "安环部", "责任人": "张三",
    "整改时限": "2022-09-30", "整改状态": "未整改",
  ]

  /// A row of a hazard, told apart by its description.
  static func row(_ description: String, _ cells: [String: String] = [:]) -> [String: String] {
    valid.merging(["问题隐患描述": description]) { $1 }.merging(cells) { $1 }
  }

  var text: String {
    let lines = rows.map { row in Self.columns.map { row[$0] ?? "" } }
    return "\u{FEFF}" + ([Self.columns] + lines).map { $0.joined(separator: ",") + "\r\n" }.joined()
  }
}

extension Workspace {
  /// Writes the hazards of 常州市 for a month, with nils for the other lists and receipts in time,
  /// and sees to it that no other bureau is due.
  func writeHazards(
    _ rows: [[String: String]], _ month: String, file: String = "常州市-问题隐患清单.csv"
  ) throws {
    try write(HazardList(rows: rows).text, to: "\(month)/\(file)")
    try write(
      "制度措施名称,类别,开发区,主要内容,制定单位,状态\r\n无,,,,,\r\n", to: "\(month)/常州市-制度措施清单.csv")
    try write(
      "开发区,做法名称,主要做法,取得成效,联系人,联系电话\r\n无,,,,,\r\n", to: "\(month)/常州市-典型做法清单.csv")
    let heading = [
      "开发区", "本月事故起数", "本月死亡人数", "本月重伤人数", "本月直接经济损失（万元）", "其中：一般事故", "其中：较大事故",
      "其中：重大事故", "其中：特别重大事故", "累计事故起数", "累计死亡人数",
    ].joined(separator: ",")
    try write("\(heading)\r\n无,,,,,,,,,,\r\n", to: "\(month)/常州市-事故统计表.csv")
    try write("bureaus: [\"320400\"]\n", to: "monthly-merge.yaml")
  }

  /// The ledger's rows by number.
  func ledgerRows(_ month: String) throws -> [String: [String: String]] {
    var rows: [String: [String: String]] = [:]
    for row in OutputTable(try read("\(month)/汇总/data/ledger.csv")).rows {
      rows[row["hazard_id"] ?? ""] = row
    }
    return rows
  }

  /// The ledger's numbers by description.
  func numbers(_ month: String) throws -> [String: String] {
    var numbers: [String: String] = [:]
    for row in OutputTable(try read("\(month)/汇总/data/ledger.csv")).rows {
      numbers[row["description"] ?? ""] = row["hazard_id"]
    }
    return numbers
  }
}

/// The texts of the rules as shipped.
func ruleTexts() throws -> RuleCatalogue { try Resources(templates: nil).rules }
