import Findings
import ListSchema
import MonthlyRun
import Values

/// Prints the rule catalogue, or one rule in full.
public enum RulePages {
  /// Prints one rule, or all of them.
  ///
  /// - Parameters:
  ///   - code: The rule; `nil` for the whole catalogue.
  ///   - templates: A folder whose files stand in for the embedded ones.
  /// - Throws: ``UsageError`` where there is no such rule; ``EndedWith`` where the rules can't be read.
  public static func print(_ code: String?, templates: String?) throws {
    let catalogue: RuleCatalogue
    let definitions: Definitions
    do throws(ResourceError) {
      let resources = try Resources(templates: templates)
      (catalogue, definitions) = (resources.rules, resources.definitions)
    } catch {
      Console.note("没能完成：规则读不出来（\(error)）")
      throw EndedWith(.failed)
    }
    guard let code else { return Console.print(list(catalogue)) }
    guard let rule = catalogue[RuleCode(rawValue: code.uppercased())] else {
      throw UsageError("没有规则 \(code)；全部规则见 validate --rules")
    }
    Console.print(page(rule, definitions))
  }

  private static func list(_ catalogue: RuleCatalogue) -> String {
    catalogue.rules.map { "\($0.code)  \($0.severity.chinese)  \($0.title)\n" }.joined()
  }

  private static func page(_ rule: RuleText, _ definitions: Definitions) -> String {
    var text = "\(rule.severity.chinese) \(rule.code)  \(rule.title)\n"
    text += "  含义  \(rule.meaning)\n  改法  \(rule.fix)\n  依据  \(rule.basis)\n"
    text += "  反例\n" + ExamplePage.text(rule.breaks, rule.list, definitions)
    text += "  正例\n" + ExamplePage.text(rule.passes, rule.list, definitions)
    return text
  }
}

/// An example of a rule as text.
enum ExamplePage {
  static func text(_ example: RuleExample, _ list: ListName?, _ definitions: Definitions) -> String
  {
    var lines: [String] = []
    if let received = example.received { lines.append("收件时间 \(received)") }
    for (title, rows) in [("上月", example.previousRows), ("", example.rows)] {
      for (number, row) in rows.enumerated() {
        let cells = row.sorted { $0.key < $1.key }.map { key, value in
          let index = list.flatMap { definitions[$0].index(of: FieldKey(rawValue: key)) }
          let heading = index.flatMap { i in list.map { definitions[$0].fields[i].heading } } ?? key
          return "\(heading) = \(value.map { $0.isEmpty ? "（空）" : $0 } ?? "（空）")"
        }
        let name = rows.count > 1 || !title.isEmpty ? "\(title)第 \(number + 1) 行：" : ""
        lines.append(name + (cells.isEmpty ? "各项照常填写" : cells.joined(separator: "；")))
      }
    }
    for row in example.sheet?.cells ?? [] {
      lines.append(
        row.map { cell in
          switch cell {
          case .text(let text), .number(let text): text
          }
        }.joined(separator: " | "))
    }
    for file in example.files {
      lines.append("文件 \(file.path)")
      if case .text(let text) = file.file { lines += text.split(separator: "\n").map(String.init) }
    }
    return lines.map { "    \($0)\n" }.joined()
  }
}
