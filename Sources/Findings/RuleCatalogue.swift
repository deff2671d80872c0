public import JSON
public import Values

/// What a rule says: everything about it but the check itself.
public struct RuleText: Sendable {
  /// The rule.
  public var code: RuleCode
  /// Its weight as shipped.
  public var severity: Severity
  /// The list that its examples are rows of; absent for rules on files, tables and deadlines.
  public var list: ListName?
  /// What is wrong, without values.
  public var title: String
  /// What is wrong, with `{name}` for each value.
  public var message: String
  /// What the rule asks and why.
  public var meaning: String
  /// How to mend it.
  public var fix: String
  /// The clause it rests on.
  public var basis: String
  /// What breaks the rule, and what does not; absent where the catalogue was read for checks.
  public var examples: RuleExamples?
}

/// The two examples of a rule.
public struct RuleExamples: Sendable {
  /// An example that breaks the rule.
  public var breaks: RuleExample
  /// The same, mended.
  public var passes: RuleExample
}

/// The rules in report order, read from `rules.json`.
public struct RuleCatalogue: Sendable {
  /// Every rule.
  public let rules: [RuleText]
  private let indices: [RuleCode: Int]

  /// Reads the catalogue.
  ///
  /// - Parameters:
  ///   - json: UTF-8 text, an object with the rules in `rules` and what several examples share in
  ///     `shared`.
  ///   - withExamples: Whether the examples are read too; they are half of the text.
  /// - Throws: ``RuleCatalogueError`` naming the rule and the key that is missing or wrong.
  public init(json: [UInt8], withExamples: Bool = true) throws(RuleCatalogueError) {
    let root: JSONValue
    do throws(JSONFault) {
      var reader = JSONReader(json, skipping: withExamples ? [] : ["breaks", "passes", "shared"])
      root = try reader.read()
    } catch {
      throw .notJSON(error)
    }
    guard let entries = root["rules"] else { throw .noRules }
    let shared = withExamples ? root["shared"]?.members ?? [] : nil
    var rules: [RuleText] = []
    var indices: [RuleCode: Int] = [:]
    for (position, entry) in entries.elements.enumerated() {
      let rule = try RuleText(entry, position: position, shared: shared)
      guard indices.updateValue(rules.count, forKey: rule.code) == nil else {
        throw .repeated(code: rule.code.rawValue)
      }
      rules.append(rule)
    }
    self.rules = rules
    self.indices = indices
  }

  /// The text of a rule.
  public subscript(code: RuleCode) -> RuleText? { indices[code].map { rules[$0] } }

  /// Weights as shipped, changed where the settings say so.
  ///
  /// - Parameter changes: A weight by code; `nil` switches the rule off.
  /// - Returns: The weights of a run.
  public func severities(changed changes: [RuleCode: Severity?] = [:]) -> RuleSeverities {
    var severities: [RuleCode: Severity] = [:]
    for rule in rules { severities[rule.code] = changes[rule.code] ?? rule.severity }
    return RuleSeverities(severities)
  }

  /// The message of a finding: the rule's text with the finding's values filled in.
  public func message(of finding: Finding) -> String {
    guard let rule = self[finding.rule] else { return finding.rule.rawValue }
    var message = ""
    var rest = rule.message[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      message += rest[..<open]
      let name = rest[rest.index(after: open)..<close]
      message += finding.values.first { $0.name == name }?.text ?? Self.general(name, of: finding)
      rest = rest[rest.index(after: close)...]
    }
    return message + rest
  }

  /// Values that every finding has, so that a rule need not hand them over.
  private static func general(_ name: Substring, of finding: Finding) -> String {
    switch name {
    case "value": finding.value ?? ""
    case "field": finding.place.heading ?? ""
    case "sheet": finding.place.sheet ?? ""
    case "file": finding.place.file ?? ""
    default: finding.place.field == String(name) ? finding.value ?? "" : "{\(name)}"
    }
  }
}

/// Why `rules.json` can't be used. A maintainer edits it by hand, so each case names the place.
public enum RuleCatalogueError: Error, Equatable {
  /// The text is no JSON.
  case notJSON(JSONFault)
  /// The text has no list of rules.
  case noRules
  /// A rule lacks a key, or the key's value is of the wrong form.
  case wrong(key: String, rule: String, line: Int)
  /// Two rules bear the same code.
  case repeated(code: String)
}

extension RuleCatalogueError: CustomStringConvertible {
  /// What is wrong, for the person who edited the file.
  public var description: String {
    switch self {
    case .notJSON(let fault): "rules.json：不是有效的 JSON，第 \(fault.line) 行：\(fault.reason)"
    case .noRules: "rules.json：没有 rules"
    case .wrong(let key, let rule, let line): "rules.json：规则 \(rule) 的 \(key)（第 \(line) 行）缺少或写法不对"
    case .repeated(let code): "rules.json：规则 \(code) 出现两次"
    }
  }
}

extension RuleText {
  /// The rule of an entry, with its examples where the parts that they share are given.
  fileprivate init(
    _ entry: JSONValue, position: Int, shared: [JSONMember]?
  ) throws(RuleCatalogueError) {
    let name = entry["code"]?.string ?? "#\(position + 1)"
    func value(_ key: String) throws(RuleCatalogueError) -> JSONValue {
      guard let value = entry[key] else { throw .wrong(key: key, rule: name, line: entry.line) }
      return value
    }
    func text(_ key: String) throws(RuleCatalogueError) -> String {
      guard let text = try value(key).string, !text.isEmpty else {
        throw .wrong(key: key, rule: name, line: entry.line)
      }
      return text
    }
    func example(
      _ key: String, _ shared: [JSONMember]
    ) throws(RuleCatalogueError) -> RuleExample {
      let value = try value(key)
      guard let example = RuleExample(value, shared: shared) else {
        throw .wrong(key: key, rule: name, line: value.line)
      }
      return example
    }
    code = RuleCode(rawValue: try text("code"))
    guard let severity = Severity(rawValue: try text("severity")) else {
      throw .wrong(key: "severity", rule: name, line: entry.line)
    }
    self.severity = severity
    list = entry["list"]?.string.flatMap(ListName.init(rawValue:))
    title = try text("title")
    message = try text("message")
    meaning = try text("meaning")
    fix = try text("fix")
    basis = try text("basis")
    if let shared {
      examples = RuleExamples(
        breaks: try example("breaks", shared), passes: try example("passes", shared))
    }
  }
}
