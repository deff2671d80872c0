public import Values
internal import Yams

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
  /// An example that breaks the rule.
  public var breaks: RuleExample
  /// The same, mended.
  public var passes: RuleExample
}

/// The rules in report order, read from `rules.yaml`.
public struct RuleCatalogue: Sendable {
  /// Every rule.
  public let rules: [RuleText]
  private let indices: [RuleCode: Int]

  /// Reads the catalogue.
  ///
  /// - Parameter yaml: UTF-8 text, a sequence of mappings, one a rule.
  /// - Throws: ``RuleCatalogueError`` naming the rule and the key that is missing or wrong.
  public init(yaml: [UInt8]) throws(RuleCatalogueError) {
    var rules: [RuleText] = []
    var indices: [RuleCode: Int] = [:]
    for (position, node) in try Self.entries(of: yaml).enumerated() {
      let rule = try RuleText(node, position: position)
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

  private static func entries(of yaml: [UInt8]) throws(RuleCatalogueError) -> [Node] {
    do {
      guard let root = try Yams.compose(yaml: String(decoding: yaml, as: UTF8.self)),
        let entries = root.sequence
      else { throw RuleCatalogueError.notASequence }
      return Array(entries)
    } catch let error as RuleCatalogueError {
      throw error
    } catch {
      throw .notYAML("\(error)")
    }
  }
}

/// Why `rules.yaml` can't be used. A maintainer edits it by hand, so each case names the place.
public enum RuleCatalogueError: Error, Equatable {
  /// The text is no YAML.
  case notYAML(String)
  /// The text is no sequence of rules.
  case notASequence
  /// A rule lacks a key, or the key's value is of the wrong form.
  case wrong(key: String, rule: String)
  /// Two rules bear the same code.
  case repeated(code: String)
}

extension RuleText {
  init(_ node: Node, position: Int) throws(RuleCatalogueError) {
    let name = node["code"]?.string ?? "#\(position + 1)"
    func text(_ key: String) throws(RuleCatalogueError) -> String {
      guard let text = node[key]?.string, !text.isEmpty else {
        throw .wrong(key: key, rule: name)
      }
      return text
    }
    func example(_ key: String) throws(RuleCatalogueError) -> RuleExample {
      guard let node = node[key], let example = RuleExample(node) else {
        throw .wrong(key: key, rule: name)
      }
      return example
    }
    code = RuleCode(rawValue: try text("code"))
    guard let severity = Severity(rawValue: try text("severity")) else {
      throw .wrong(key: "severity", rule: name)
    }
    self.severity = severity
    list = node["list"]?.string.flatMap(ListName.init(rawValue:))
    title = try text("title")
    message = try text("message")
    meaning = try text("meaning")
    fix = try text("fix")
    basis = try text("basis")
    breaks = try example("breaks")
    passes = try example("passes")
  }
}
