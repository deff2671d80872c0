import DelimitedText
import Files
import Intake
import Ledger
import ListRecords
import ListSchema
import Report
import Table
import Validation
import Values

extension EarlierOutputs {
  /// Name of the output folder in a month's folder.
  static let folderName = MonthFolder.output

  /// Reads what the months beside `folder` left.
  ///
  /// - Parameters:
  ///   - folder: The folder of the month to be merged.
  ///   - output: Where this run will write.
  ///   - period: The month.
  ///   - definitions: Gives the folding that zone names are compared under.
  /// - Returns: What was found; parts that no month left are absent.
  /// - Throws: ``EarlierOutputError`` where a file is there and can't be gone on from.
  static func read(
    beside folder: String, output: String, period: Period, definitions: Definitions
  ) throws(EarlierOutputError) -> EarlierOutputs {
    var outputs = EarlierOutputs()
    let root = MonthName.parent(of: folder)
    let standing = try Self.months(in: root)
    let months = standing.filter { $0 < period }
    for month in months.reversed() {
      let path = ledgerPath(of: month)
      let data = "\(Self.output(of: month, in: root))/data"
      guard let bytes = try ledgerFile(in: Self.output(of: month, in: root), path: path) else {
        continue
      }
      outputs.ledger = try ledger(bytes, period: month, path: path)
      if let ledger = outputs.ledger { try checkClosing(of: ledger, in: data, path: path) }
      outputs.ledgerMonth = month
      outputs.note(path, bytes)
      if let bytes = try file("\(data)/ledger_history.csv") {
        outputs.history = try history(
          bytes, period: month, path: "\(month)/\(folderName)/data/ledger_history.csv")
        outputs.note("\(month)/\(folderName)/data/ledger_history.csv", bytes)
      }
      break
    }
    try outputs.readSameMonth(output: output, period)
    try outputs.readLater(root: root, standing.filter { $0 > period })
    try outputs.readFigures(root: root, months: months, period: period, definitions)
    return outputs
  }

  /// Reads what the last run of this month left.
  ///
  /// It is not gone on from, but the numbers that it gave are kept: one that has lost some would
  /// have them given otherwise in silence.
  private mutating func readSameMonth(
    output: String, _ period: Period
  ) throws(EarlierOutputError) {
    do throws(EarlierOutputError) {
      for name in LedgerOrigin.files {
        let isLedger = name == LedgerOrigin.files[0]
        let found =
          isLedger
          ? try Self.ledgerFile(in: output, path: "\(output)/\(name)")
          : try Self.file("\(output)/\(name)")
        guard let bytes = found else { continue }
        sameMonthDigests[name] = Digest.hexadecimal(of: bytes)
        guard isLedger else { continue }
        let path = "\(output)/\(name)"
        let ledger = try Self.ledger(bytes, period: period, path: path, depth: .identity)
        try Self.checkClosing(of: ledger, in: "\(output)/data", path: path)
        sameMonth = ledger
        numberInputs.append(Self.input(Self.ledgerPath(of: period), bytes))
      }
    } catch .damaged(let path, let reason) {
      throw .damagedNumbers(path: path, reason: reason, output: output, later: nil)
    }
  }

  /// Reads the ledger of the latest month after this one: a number given there is not given to
  /// another hazard here.
  private mutating func readLater(root: String, _ months: [Period]) throws(EarlierOutputError) {
    var last: (period: Period, bytes: [UInt8])?
    for month in months {
      let path = Self.ledgerPath(of: month)
      do throws(EarlierOutputError) {
        guard
          let bytes = try Self.ledgerFile(in: Self.output(of: month, in: root), path: path)
        else { continue }
        laterMonths.append(month)
        last = (month, bytes)
      } catch .damaged(_, let reason) {
        throw Self.damagedLater(month, root, reason)
      }
    }
    guard let last else { return }
    let path = Self.ledgerPath(of: last.period)
    do throws(EarlierOutputError) {
      later = try Self.ledger(last.bytes, period: last.period, path: path, depth: .identity)
    } catch .damaged(_, let reason) {
      throw Self.damagedLater(last.period, root, reason)
    }
    numberInputs.append(Self.input(path, last.bytes))
  }

  private static func damagedLater(
    _ month: Period, _ root: String, _ reason: String
  ) -> EarlierOutputError {
    .damagedNumbers(
      path: MonthName.path(of: ledgerPath(of: month), in: root), reason: reason,
      output: MonthName.path(of: "\(month)/\(folderName)", in: root), later: month)
  }

  /// Reads last month's `data` folder alone, for a check before sending.
  ///
  /// - Parameters:
  ///   - folder: Last month's `汇总`, or its `data`; an older one's tells nothing of accidents.
  ///   - period: The month to be checked.
  ///   - definitions: Gives the folding that zone names are compared under.
  /// - Returns: What was found.
  /// - Throws: ``EarlierOutputError``.
  static func read(
    ledgerFolder folder: String, period: Period, definitions: Definitions
  ) throws(EarlierOutputError) -> EarlierOutputs {
    var outputs = EarlierOutputs()
    let data = try file("\(folder)/data/ledger.csv") == nil ? folder : "\(folder)/data"
    guard let bytes = try file("\(data)/ledger.csv") else {
      throw .unreadable(
        path: "\(data)/ledger.csv", cause: .notFound(path: "\(data)/ledger.csv"))
    }
    let month = try month(of: data) ?? period.previous
    guard month < period else { throw .notEarlier(month: month, period: period) }
    outputs.ledger = try ledger(bytes, period: month, path: "\(data)/ledger.csv")
    outputs.ledgerMonth = month
    outputs.note("ledger.csv", bytes)
    let isLast = month == period.previous
    try outputs.readFigures(data: data, month: month, isLast: isLast, definitions)
    if isLast { try outputs.readStatistics(data: data, month: month, isLast: isLast) }
    return outputs
  }

  /// The month of a `data` folder, as its balance states it.
  private static func month(of data: String) throws(EarlierOutputError) -> Period? {
    guard let bytes = try file("\(data)/balance.csv"), var table = WrittenTable(bytes),
      table.next()
    else { return nil }
    return Period(table["period"])
  }

  /// The months whose folders stand in `root`, earliest first.
  ///
  /// A root that can't be listed is no root without months: the ledger would begin anew, unseen.
  static func months(in root: String) throws(EarlierOutputError) -> [Period] {
    do throws(FileError) {
      return try Folder.list(root).filter { $0.kind == .folder }.compactMap { Period($0.path) }
        .sorted()
    } catch {
      // As a person would name it, not by the way through the month.
      let path = Folder.realPath(root) ?? root
      throw .unreadable(path: path, cause: error.named(path))
    }
  }

  /// The bytes of a file that an earlier run left; `nil` where it is not there.
  static func file(_ path: String) throws(EarlierOutputError) -> [UInt8]? {
    do throws(FileError) {
      return try readFile(path)
    } catch .notFound, .notFolder {
      return nil
    } catch {
      throw .unreadable(path: path, cause: error)
    }
  }

  private mutating func note(_ path: String, _ bytes: [UInt8]) {
    inputs.append(Self.input(path, bytes))
  }

  private static func input(_ path: String, _ bytes: [UInt8]) -> InputFile {
    InputFile(file: "../" + path, sha256: Digest.hexadecimal(of: bytes), bytes: bytes.count)
  }

  /// The ledger that a month left.
  static func ledger(
    _ bytes: [UInt8], period: Period, path: String, depth: LedgerReader.Depth = .everything
  ) throws(EarlierOutputError) -> HazardLedger {
    do throws(LedgerFileError) {
      var rows = CSVReader(bytes, dialect: CSVDialect())
      var row = RawRow()
      _ = rows.read(into: &row)
      var reader = try LedgerReader(header: row, period: period, depth: depth)
      while rows.read(into: &row) { try reader.read(row) }
      return try reader.finish()
    } catch {
      throw .damaged(path: path, reason: error.chinese)
    }
  }

  private static func history(
    _ bytes: [UInt8], period: Period, path: String
  ) throws(EarlierOutputError) -> HazardHistory {
    do throws(LedgerFileError) {
      var rows = CSVReader(bytes, dialect: CSVDialect())
      var row = RawRow()
      _ = rows.read(into: &row)
      var reader = try HistoryReader(header: row, period: period)
      while rows.read(into: &row) { try reader.read(row) }
      return try reader.finish()
    } catch {
      throw .damaged(path: path, reason: error.chinese)
    }
  }

  private mutating func readFigures(
    root: String, months: [Period], period: Period, _ definitions: Definitions
  ) throws(EarlierOutputError) {
    for month in months {
      let data = "\(Self.output(of: month, in: root))/data"
      let isLast = month == period.previous
      try readFigures(data: data, month: month, isLast: isLast, definitions)
      if Self.isInTrend(month, of: period) {
        try readStatistics(data: data, month: month, isLast: isLast)
      }
    }
  }

  /// Reads the practices of a month and, of the last one, its accidents.
  private mutating func readFigures(
    data: String, month: Period, isLast: Bool, _ definitions: Definitions
  ) throws(EarlierOutputError) {
    var earlier = months ?? EarlierMonths()
    if let bytes = try Self.file("\(data)/practices.csv"), var table = WrittenTable(bytes) {
      note("\(month)/\(Self.folderName)/data/practices.csv", bytes)
      while table.next() {
        let text = PracticeText.withoutBlanks(table[FieldKey.content.rawValue])
        let place = "\(month.chinese) \(table["bureau_name"])“\(table[FieldKey.title.rawValue])”"
        if !text.isEmpty, earlier.practices[text] == nil { earlier.practices[text] = place }
      }
      months = earlier
    }
    guard isLast else { return }
    if let bytes = try Self.file("\(data)/accidents.csv"), var table = WrittenTable(bytes) {
      note("\(month)/\(Self.folderName)/data/accidents.csv", bytes)
      readAccidents(&table, into: &earlier, definitions)
      months = earlier
    }
  }

  /// Whether the accidents of an earlier month are drawn beside those of a month: a year's are.
  private static func isInTrend(_ month: Period, of period: Period) -> Bool {
    (period.year - month.year) * 12 + period.month - month.month < AccidentTrend.limit
  }

  /// Reads the accidents of a month as its report gave them: the province's and, of the last
  /// month, those of each bureau and zone.
  private mutating func readStatistics(
    data: String, month: Period, isLast: Bool
  ) throws(EarlierOutputError) {
    guard let bytes = try Self.file("\(data)/statistics.csv"), var table = WrittenTable(bytes)
    else { return }
    note("\(month)/\(Self.folderName)/data/statistics.csv", bytes)
    var bureaus = 0
    while table.next() {
      let figures = PreviousAccidents(
        accidents: Int(table["accidents"]), deaths: Int(table["deaths"]))
      switch table["scope"] {
      case "bureau":
        guard let bureau = BureauCode(table["bureau"]) else { continue }
        if figures.accidents != nil { bureaus += 1 }
        if isLast { accidents[.bureau(bureau)] = figures }
      case "zone":
        guard isLast, let bureau = BureauCode(table["bureau"]) else { continue }
        accidents[.zone(bureau, table["zone"])] = figures
      case "province":
        accidentMonths.append(
          MonthAccidents(
            period: month, accidents: figures.accidents, deaths: figures.deaths,
            bureaus: bureaus))
      default: continue
      }
    }
  }

  private func readAccidents(
    _ table: inout WrittenTable, into earlier: inout EarlierMonths, _ definitions: Definitions
  ) {
    let figures: [FieldKey] = [.accidentsYTD, .deathsYTD, .seriousInjuriesYTD, .directLossYTD]
    while table.next() {
      guard let bureau = BureauCode(table["bureau"]) else { continue }
      let key = EarlierMonths.AccidentKey(
        bureau: bureau, zone: definitions.folding.text(table[FieldKey.zone.rawValue]),
        sector: table[FieldKey.sector.rawValue])
      for figure in figures {
        guard let amount = Amount(decimal: table[figure.rawValue].utf8) else { continue }
        earlier.accidents[key, default: [:]][figure] = amount
      }
    }
  }
}

extension LedgerFileError {
  /// What is wrong, for the person who runs the merge.
  fileprivate var chinese: String {
    switch self {
    case .missingColumn(let column): "缺少 \(column) 列"
    case .repeatedColumn(let column): "\(column) 列出现两次"
    case .unreadable(let row, let column, let value): "第 \(row) 行 \(column)“\(value)”读不出来"
    case .later(let row, let column, let value): "第 \(row) 行 \(column)“\(value)”晚于该月"
    case .repeatedNumber(let row, let number): "第 \(row) 行隐患编号 \(number) 重复"
    }
  }
}
