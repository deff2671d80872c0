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
      let resources = try Resources(templates: templates, withExamples: true)
      (catalogue, definitions) = (resources.rules, resources.definitions)
    } catch {
      Console.fail("没能完成：规则读不出来（\(error)）")
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

  /// A rule in full, for a clerk.
  static func page(_ rule: RuleText, _ definitions: Definitions) -> String {
    let list = rule.list.map { definitions[$0] }
    var text = "\(rule.severity.chinese) \(rule.code)  \(rule.title)\n\n"
    text += "  含义  \(rule.meaning)\n  改法  \(rule.fix)\n  依据  \(rule.basis)\n"
    guard let examples = rule.examples else { return text }
    text += "\n  反例（会报出本条）\n" + ExamplePage(examples.breaks, of: list, rule.severity).text
    text += "\n  正例（不会报出）\n" + ExamplePage(examples.passes, of: list, rule.severity).text
    return text
  }
}
