import Files
import Findings
import Ledger
import Receipts
import Report
import Values

/// Reads what merges left of the months of a span, from `data/` of their output folders.
///
/// A file may have been opened and saved in a spreadsheet program: what is no number where one has
/// to be is an error with its row, never a blank.
struct SpanReading {
  /// Folder of the months.
  let root: String
  /// The files read, relative to the root.
  private(set) var inputs: [InputFile] = []

  init(root: String) { self.root = root }

  /// A month as merged.
  ///
  /// - Parameter period: The month.
  /// - Returns: `nil` where it was not merged.
  /// - Throws: ``EarlierOutputError`` where a file of it is missing or not as a merge wrote it.
  mutating func month(_ period: Period) throws(EarlierOutputError) -> SpanMonth? {
    guard Self.isMerged(period, in: root) else { return nil }
    var bureaus: [BureauCode: SpanBureauMonth] = [:]
    try readBalance(of: period, into: &bureaus)
    try readStatistics(of: period, into: &bureaus)
    try readReporting(of: period, into: &bureaus)
    try readFindings(of: period, into: &bureaus)
    return SpanMonth(
      period: period, bureaus: bureaus.values.sorted { $0.bureau < $1.bureau },
      practices: try practices(of: period))
  }

  /// The ledger of a month.
  mutating func ledger(of period: Period) throws(EarlierOutputError) -> HazardLedger {
    let path = Self.path(period, "ledger")
    return try EarlierOutputs.ledger(try bytes(path), period: period, path: path)
  }

  /// Whether a merge of the month has left its data.
  static func isMerged(_ period: Period, in root: String) -> Bool {
    (try? FileStatus(of: "\(root)/\(path(period, "statistics"))"))?.kind == .file
  }

  private static func path(_ period: Period, _ name: String) -> String {
    "\(period)/\(EarlierOutputs.folderName)/data/\(name).csv"
  }

  private mutating func bytes(_ path: String) throws(EarlierOutputError) -> [UInt8] {
    guard let bytes = try EarlierOutputs.file("\(root)/\(path)") else {
      throw .damaged(path: path, reason: "文件不见了")
    }
    inputs.append(
      InputFile(file: path, sha256: Digest.hexadecimal(of: bytes), bytes: bytes.count))
    return bytes
  }

  private mutating func table(
    _ name: String, of period: Period, _ columns: [String]
  ) throws(EarlierOutputError) -> SpanSource {
    let path = Self.path(period, name)
    return try SpanSource(try bytes(path), path: path, period: period, columns: columns)
  }

  private mutating func readBalance(
    of period: Period, into bureaus: inout [BureauCode: SpanBureauMonth]
  ) throws(EarlierOutputError) {
    var table = try table(
      "balance", of: period,
      ["period", "bureau", "bureau_name", "opening", "new", "closed", "closing"])
    while try table.next() {
      let code = try table.bureau()
      if code.isProvince { continue }
      let balance = SpanBalance(
        opening: try table.number("opening"), new: try table.number("new"),
        closed: try table.number("closed"), closing: try table.number("closing"))
      guard balance.opening + balance.new - balance.closed == balance.closing else {
        throw table.damage("期初、新增、销号、期末不平")
      }
      bureaus[code] = SpanBureauMonth(
        bureau: code, name: table["bureau_name"], balance: balance)
    }
  }

  private static let figures: [Figure] = [
    .hazards, .hazardsOrdinary, .hazardsMajor, .rectifiedOrdinary, .closedMajor, .measures,
    .practices, .accidents, .deaths, .seriousInjuries, .directLoss, .accidentsConsiderable,
    .accidentsMajor, .accidentsExtraordinary, .accidentsYTD, .deathsYTD, .accidentsYTDPrior,
    .deathsYTDPrior,
  ]

  private mutating func readStatistics(
    of period: Period, into bureaus: inout [BureauCode: SpanBureauMonth]
  ) throws(EarlierOutputError) {
    var table = try table(
      "statistics", of: period, ["period", "scope", "bureau"] + Self.figures.map(\.rawValue))
    while try table.next() {
      guard table["scope"] == "bureau" else { continue }
      let code = try table.bureau()
      for figure in Self.figures {
        bureaus[code]?.figures[figure] = try table.amount(figure.rawValue)
      }
    }
  }

  private mutating func readReporting(
    of period: Period, into bureaus: inout [BureauCode: SpanBureauMonth]
  ) throws(EarlierOutputError) {
    var table = try table(
      "reporting", of: period, ["period", "bureau", "list", "state", "nil", "days_late"])
    while try table.next() {
      let code = try table.bureau()
      guard let list = ListName(rawValue: table["list"]) else {
        throw table.damage("list“\(table["list"])”读不出来")
      }
      guard let state = ReceiptState(rawValue: table["state"]) else {
        throw table.damage("state“\(table["state"])”读不出来")
      }
      let days = table["days_late"].isEmpty ? 0 : try table.number("days_late")
      bureaus[code]?.lists.append(
        SpanSubmission(
          list: list, state: state, isNil: table["nil"].lowercased() == "true", daysLate: days))
    }
  }

  private mutating func readFindings(
    of period: Period, into bureaus: inout [BureauCode: SpanBureauMonth]
  ) throws(EarlierOutputError) {
    var table = try table(
      "findings", of: period, ["rule", "severity", "bureau", "list", "explained"])
    while try table.next() {
      guard let severity = Severity(rawValue: table["severity"]) else {
        throw table.damage("severity“\(table["severity"])”读不出来")
      }
      guard RuleCode(rawValue: table["rule"]).isOfContent, let code = BureauCode(table["bureau"])
      else { continue }
      switch severity {
      case .error:
        bureaus[code]?.counts.errors += 1
        if let list = ListName(rawValue: table["list"]) { bureaus[code]?.faulty.insert(list) }
      case .warning:
        if table["explained"].lowercased() == "true" {
          bureaus[code]?.counts.explained += 1
        } else {
          bureaus[code]?.counts.warnings += 1
        }
      case .info: bureaus[code]?.counts.infos += 1
      }
    }
  }

  private mutating func practices(
    of period: Period
  ) throws(EarlierOutputError) -> [SpanPractice] {
    var table = try table(
      "practices", of: period,
      ["period", "bureau", "zone", "title", "content", "effect", "promotion", "findings"])
    var practices: [SpanPractice] = []
    while try table.next() {
      practices.append(
        SpanPractice(
          bureau: try table.bureau(), zone: table["zone"], title: table["title"],
          content: table["content"], effect: table["effect"], promotion: table["promotion"],
          isRepeated: table["findings"].split(separator: ";").contains("P001")))
    }
    return practices
  }
}

/// A data file of a month, its columns and months checked while it is read.
struct SpanSource {
  private var table: WrittenTable
  private let path: String
  private let period: Period
  private let isOfMonths: Bool
  private var row = 1

  init(
    _ bytes: [UInt8], path: String, period: Period, columns: [String]
  ) throws(EarlierOutputError) {
    guard let table = WrittenTable(bytes) else { throw .damaged(path: path, reason: "没有内容") }
    for column in columns where table.columns[column] == nil {
      throw .damaged(path: path, reason: "缺少 \(column) 列")
    }
    self.table = table
    self.path = path
    self.period = period
    isOfMonths = columns.contains("period")
  }

  mutating func next() throws(EarlierOutputError) -> Bool {
    guard table.next() else { return false }
    row += 1
    guard !isOfMonths || table["period"] == period.description else {
      throw damage("报告期是“\(table["period"])”")
    }
    return true
  }

  subscript(name: String) -> String { table[name] }

  func bureau() throws(EarlierOutputError) -> BureauCode {
    guard let code = BureauCode(table["bureau"]) else {
      throw damage("bureau“\(table["bureau"])”读不出来")
    }
    return code
  }

  func number(_ column: String) throws(EarlierOutputError) -> Int {
    guard let number = Int(table[column]) else { throw damage("\(column)“\(table[column])”读不出来") }
    return number
  }

  /// A figure; `nil` where it is blank.
  func amount(_ column: String) throws(EarlierOutputError) -> Amount? {
    let text = table[column]
    if text.isEmpty { return nil }
    guard let amount = Amount(decimal: text.utf8) else { throw damage("\(column)“\(text)”读不出来") }
    return amount
  }

  func damage(_ reason: String) -> EarlierOutputError {
    .damaged(path: path, reason: "第 \(row) 行\(reason)")
  }
}
