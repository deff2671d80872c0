public import Findings
public import Receipts
public import Values
internal import Yams

/// What a run is told beside the files: flags and `monthly-merge.yaml`, and the clock.
public struct RunSettings: Sendable {
  /// The clock of the run.
  public var now: Instant
  /// A folder whose files stand in for the embedded ones.
  public var templates: String?
  /// When lists are due.
  public var deadline: DeadlineRule = .taskList
  /// The bureaus due to report; `nil` for all.
  public var bureaus: [BureauCode]?
  /// Weights that differ from the shipped ones; `nil` switches a rule off.
  public var severities: [RuleCode: Severity?] = [:]
  /// Limits on what a file may hold.
  public var limits: [String: Int] = [:]
  /// Files worked on at a time.
  public var jobs: Int
  /// Is told how far a run has come, from any thread.
  public var progress: (@Sendable (RunProgress) -> Void)?

  /// The settings as shipped.
  public init(now: Instant, templates: String? = nil, jobs: Int = 2) {
    self.now = now
    self.templates = templates
    self.jobs = max(1, jobs)
  }

  /// Takes over what `monthly-merge.yaml` says.
  ///
  /// - Parameter yaml: UTF-8 text.
  /// - Throws: ``SettingsError`` naming the key.
  public mutating func apply(yaml: [UInt8]) throws(SettingsError) {
    let root = try Self.root(of: yaml)
    guard let root else { return }
    guard let mapping = root.mapping else {
      throw .wrongForm(key: "monthly-merge.yaml", expected: "要写成“deadline:”这样一项一项的")
    }
    for (key, value) in mapping {
      switch key.string {
      case "deadline": deadline = try Self.deadline(value)
      case "bureaus": bureaus = try Self.bureaus(value)
      case "severities": severities = try Self.severities(value)
      case "limits": limits = try Self.limits(value)
      default: throw .unknown(key: key.string ?? "?")
      }
    }
  }

  private static func root(of yaml: [UInt8]) throws(SettingsError) -> Node? {
    do {
      return try Yams.compose(yaml: String(decoding: yaml, as: UTF8.self))
    } catch {
      throw .notYAML(place: place(of: error))
    }
  }

  /// Where a parser came to its end, in words: its own are English, and tell a programmer more than
  /// who keeps the settings.
  private static func place(of error: any Error) -> String {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      "第 \(mark.line) 行第 \(mark.column) 列附近"
    case .duplicatedKeysInMapping(let names, let context):
      "第 \(context.mark.line) 行起的“\(names.sorted().joined(separator: "、"))”写了两次，"
    default: ""
    }
  }

  private static func deadline(_ node: Node) throws(SettingsError) -> DeadlineRule {
    guard let mapping = node.mapping else {
      throw .wrongForm(key: "deadline", expected: "下面要写 day、time、policy 中的几项")
    }
    for (key, _) in mapping {
      guard let name = key.string, ["day", "time", "policy"].contains(name) else {
        throw .unknown(key: "deadline.\(key.string ?? "?")")
      }
    }
    var policy = DeadlinePolicy.none
    if let node = node["policy"] {
      guard let known = node.string.flatMap({ DeadlinePolicy(rawValue: $0) }) else {
        let words = DeadlinePolicy.allCases.map(\.rawValue).joined(separator: "、")
        throw .wrongForm(key: "deadline.policy", expected: "只能写 \(words)")
      }
      policy = known
    }
    guard let day = node["day"].map(\.int) ?? 3, DeadlineRule(day: day) != nil else {
      throw .wrongForm(key: "deadline.day", expected: "要写 1 到 31 的整数")
    }
    guard let time = node["time"].map(\.string) ?? "24:00",
      let rule = DeadlineRule(day: day, time: time, policy: policy)
    else { throw .wrongForm(key: "deadline.time", expected: "要写 \"24:00\"、\"17:30\" 这样的时刻") }
    return rule
  }

  private static func bureaus(_ node: Node) throws(SettingsError) -> [BureauCode] {
    let wrong = SettingsError.wrongForm(
      key: "bureaus", expected: "要写六位行政区划代码的列表，如 [320100, 320500]")
    guard let sequence = node.sequence else { throw wrong }
    var codes: [BureauCode] = []
    for entry in sequence {
      guard let code = entry.string.flatMap({ BureauCode($0) }) else { throw wrong }
      codes.append(code)
    }
    return codes.sorted()
  }

  private static func severities(_ node: Node) throws(SettingsError) -> [RuleCode: Severity?] {
    guard let mapping = node.mapping else {
      throw .wrongForm(key: "severities", expected: "下面要写规则和级别，如 D001: warning")
    }
    var severities: [RuleCode: Severity?] = [:]
    for (key, value) in mapping {
      guard let code = key.string else { throw .unknown(key: "severities.?") }
      guard let word = value.string, word == "off" || Severity(rawValue: word) != nil else {
        throw .wrongForm(
          key: "severities.\(code)", expected: "只能写 error、warning、info、off")
      }
      severities.updateValue(Severity(rawValue: word), forKey: RuleCode(rawValue: code))
    }
    return severities
  }

  private static func limits(_ node: Node) throws(SettingsError) -> [String: Int] {
    guard let mapping = node.mapping else {
      throw .wrongForm(key: "limits", expected: "下面要写上限和数字，如 file_bytes: 134217728")
    }
    var limits: [String: Int] = [:]
    for (key, value) in mapping {
      guard let name = key.string, let largest = largestFigure(ofLimit: name) else {
        throw .unknown(key: "limits.\(key.string ?? "?")")
      }
      guard let limit = value.int, (1...largest).contains(limit) else {
        throw .wrongForm(key: "limits.\(name)", expected: "要写 1 到 \(largest) 的整数")
      }
      limits[name] = limit
    }
    return limits
  }

  /// The settings as outputs print them, in one order.
  var printed: [(key: String, value: String)] {
    var printed: [(key: String, value: String)] = [
      ("deadline.day", "\(deadline.day)"),
      (
        "deadline.time",
        "\(deadline.minuteOfDay / 60):\(deadline.minuteOfDay % 60 < 10 ? "0" : "")\(deadline.minuteOfDay % 60)"
      ),
      ("deadline.policy", deadline.policy.rawValue),
    ]
    if let bureaus {
      printed.append(("bureaus", bureaus.map(\.description).joined(separator: " ")))
    }
    for (code, severity) in severities.sorted(by: { $0.key < $1.key }) {
      printed.append(("severities.\(code)", severity?.rawValue ?? "off"))
    }
    for (name, limit) in limits.sorted(by: { $0.key < $1.key }) {
      printed.append(("limits.\(name)", "\(limit)"))
    }
    return printed
  }
}
