import Findings
import ListSchema
import Receipts
import Values

/// How the bureaus reported this month: what the 通报 says, before it is put in words.
struct Circular: Sendable {
  /// A bureau's month.
  struct Entry: Sendable {
    let bureau: Bureau
    /// Its lists due, in order.
    let lists: [ReportingRow]
    /// Lists that were received and hold errors to mend: 退回.
    let returned: [ListName]
    /// Errors and open questions of its files; being late or missing is not among them.
    let counts: SeverityCounts
    /// Rules that found errors, the most frequent first.
    let faults: [Fault]
    /// Errors that keep a file, or a list of it, from being used.
    let obstacles: [Obstacle]
    /// Place among the bureaus by time and by quality, 1 for the best, shared by equals; no place
    /// by quality where a list is missing or could not be read: what did not come has no faults.
    fileprivate(set) var timeRank = 1
    fileprivate(set) var qualityRank: Int?

    /// Lists in a state.
    func count(_ state: ReceiptState) -> Int { lists.count { $0.state == state } }
    var received: Int { lists.count { $0.state.isReceived } }
    var onTime: Int { lists.count { $0.state.isOnTime } }
    /// Lists for which 零报告 was stated.
    var nils: Int { lists.count { $0.isNil } }
    /// Days of lateness of all late lists together.
    var daysLate: Int {
      lists.reduce(0) { $0 + ($1.state == .late ? $1.daysLate ?? 0 : 0) }
    }
    var onTimeRate: Rate { Rate(onTime, of: lists.count) }

    /// Whether there is anything to ask of the bureau.
    var needsReminder: Bool {
      !returned.isEmpty || !faults.isEmpty || lists.contains { !$0.state.isOnTime }
    }

    /// Better in time: more on time, then fewer missing, then fewer days late.
    fileprivate var timeKey: [Int] { [onTime - lists.count, -absent, -daysLate] }
    private var absent: Int { count(.missing) + count(.unreadable) }

    /// Whether every list due came and could be read, so that the quality of all is known.
    fileprivate var isWhole: Bool { absent == 0 && !lists.isEmpty }

    /// Better in quality: fewer lists sent back, then fewer errors, then fewer open questions.
    fileprivate var qualityKey: [Int] {
      [-returned.count, -counts.errors, -counts.warnings]
    }
  }

  /// A rule and how often it found an error.
  struct Fault: Sendable {
    let rule: RuleCode
    let list: ListName?
    let title: String
    var count: Int
  }

  /// An error on a file, or on a sheet that is no list received.
  struct Obstacle: Hashable, Sendable {
    let file: String
    let list: ListName?
    let title: String
    let fix: String
  }

  /// One a bureau, in code order.
  let entries: [Entry]

  init(_ month: MergedMonth) {
    let findings = Dictionary(
      grouping: month.findings.filter { $0.rule.isOfContent }, by: \.place.bureau)
    var entries = month.bureaus.map { bureau in
      let lists = month.reporting.filter { $0.bureau == bureau.code }
      let own = findings[bureau.code] ?? []
      var counts = SeverityCounts()
      for finding in own { counts.add(finding) }
      let faulty = Set(own.filter { $0.severity == .error }.compactMap(\.place.list))
      let returned = lists.filter { $0.state.isReceived && faulty.contains($0.list) }.map(\.list)
      return Entry(
        bureau: bureau, lists: lists, returned: returned, counts: counts,
        faults: Self.faults(own, month.rules),
        obstacles: Self.obstacles(own, besides: returned, month.rules))
    }
    let times = entries.map(\.timeKey)
    let qualities = entries.filter(\.isWhole).map(\.qualityKey)
    for place in entries.indices {
      entries[place].timeRank = Self.rank(entries[place].timeKey, among: times)
      if entries[place].isWhole {
        entries[place].qualityRank = Self.rank(entries[place].qualityKey, among: qualities)
      }
    }
    self.entries = entries
  }

  /// The bureaus by time, the best first.
  var byTime: [Entry] { entries.sorted { ($0.timeRank, $0.code) < ($1.timeRank, $1.code) } }

  /// The bureaus by quality, the best first, those without a place last.
  var byQuality: [Entry] {
    entries.sorted {
      ($0.qualityRank ?? .max, $0.code) < ($1.qualityRank ?? .max, $1.code)
    }
  }

  /// The sum of a count over the bureaus.
  func total(_ count: (Entry) -> Int) -> Int { entries.reduce(0) { $0 + count($1) } }

  private static func faults(_ findings: [Finding], _ rules: RuleCatalogue) -> [Fault] {
    struct Key: Hashable {
      let rule: RuleCode
      let list: ListName?
    }
    var places: [Key: Int] = [:]
    var faults: [Fault] = []
    for finding in findings where finding.severity == .error {
      let key = Key(rule: finding.rule, list: finding.place.list)
      if let place = places[key] {
        faults[place].count += 1
      } else {
        places[key] = faults.count
        let title = rules[finding.rule]?.title ?? finding.rule.rawValue
        faults.append(Fault(rule: key.rule, list: key.list, title: title, count: 1))
      }
    }
    return faults.enumerated().sorted { left, right in
      (right.element.count, left.offset) < (left.element.count, right.offset)
    }.map(\.element)
  }

  private static func obstacles(
    _ findings: [Finding], besides returned: [ListName], _ rules: RuleCatalogue
  ) -> [Obstacle] {
    var obstacles: [Obstacle] = []
    for finding in findings where finding.severity == .error {
      guard let file = finding.place.file,
        finding.place.list.map({ !returned.contains($0) }) ?? true
      else { continue }
      let obstacle = Obstacle(
        file: file, list: finding.place.list,
        title: rules[finding.rule]?.title ?? finding.rule.rawValue,
        fix: rules[finding.rule]?.fix ?? "")
      if !obstacles.contains(obstacle) { obstacles.append(obstacle) }
    }
    return obstacles
  }

  /// The place of a key among all, 1 for the greatest, shared by equals.
  static func rank(_ key: [Int], among all: [[Int]]) -> Int {
    1 + all.count { key.lexicographicallyPrecedes($0) }
  }
}

extension Circular.Entry {
  fileprivate var code: Int32 { bureau.code.rawValue }

  /// The bureau as it is addressed: `苏州市商务局`.
  var address: String { bureau.name + "商务局" }
}
