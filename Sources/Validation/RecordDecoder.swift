import Findings
import ListRecords
import ListSchema
import Table
import Values

/// Turns the rows of one sheet into records: the V rules, T010 and T011 are raised here and
/// nowhere else.
struct RecordDecoder {
  private let list: ListDefinition
  private let context: ValidationContext
  private let columns: SheetColumns
  private let targets: ColumnTargets
  private let readers: [FieldReader]
  private let isPlain: [Bool]
  private let isSequence: [Bool]
  private let isDate: [Bool]
  private let required: [Int]
  private let foundOn: Int?
  /// The days that a date can mean.
  private let firstDay: Day
  private let lastDay: Day
  /// The cells of the row being read.
  private var cells: [CellID]
  /// What texts were read as without a finding.
  private var known = KnownCells()
  /// Readings by field and text, for fields whose texts repeat.
  private var memory: [[TextID: FieldReading]]
  private var met: MetTexts
  /// The cells of the row being read that are not known by their shared string, by place.
  private var unmet: [Int] = []
  private(set) var namesOtherBureau = false
  private(set) var foldings: Set<WordFolding> = []

  /// A date that waits for the row's other cells.
  private struct OpenDate {
    var field: Int
    var reading: DateText
    var text: TextID
  }

  init(
    _ list: ListDefinition, columns: SheetColumns, extraColumns: [Int],
    sharedTextCount: Int, context: ValidationContext
  ) {
    self.list = list
    self.context = context
    self.columns = columns
    targets = ColumnTargets(columns.columns, extraColumns: extraColumns)
    readers = list.fields.map {
      FieldReader(
        $0, definitions: context.definitions, bureau: context.bureau, is1904: columns.is1904)
    }
    isPlain = readers.map(\.isPlain)
    isSequence = list.fields.map { $0.kind == .sequence }
    isDate = list.fields.map { if case .date = $0.kind { true } else { false } }
    required = list.fields.indices.filter { list.fields[$0].isRequired }
    cells = [CellID](repeating: 0, count: list.fields.count)
    let period = context.period
    firstDay = Day(year: 2000, month: 1, day: 1) ?? period.firstDay
    lastDay =
      Day(year: period.year + 5, month: period.month, day: 1)
      .map { Period(containing: $0).lastDay } ?? period.lastDay
    foundOn = list.index(of: .foundOn)
    memory = [[TextID: FieldReading]](repeating: [:], count: list.fields.count)
    met = MetTexts(count: sharedTextCount)
  }

  /// Appends the record of a row to `builder`.
  mutating func decode(
    _ row: RawRow, shared: any SharedTexts, into builder: inout RecordTableBuilder,
    _ sink: inout FindingSink
  ) {
    var extras: [(Int, TextID)] = []
    var open: [OpenDate] = []
    met.fill(&cells, of: row, targets, leaving: &unmet)
    for place in unmet {
      let cell = row.cells[place]
      let text = intern(cell, of: row, shared, &builder.texts)
      switch targets[Int(cell.column)] {
      case .field(let field):
        cells[field] = read(field, cell, text, row: row.number, &builder, &open, &sink)
      case .extra(let heading): extras.append((heading, text))
      case .none: continue
      }
    }
    // 整改时限 rests on 排查日期, wherever its column stands.
    if let found = open.firstIndex(where: { $0.field == foundOn }) { open.swapAt(0, found) }
    for date in open {
      let found = foundOn.flatMap { builder[cells[$0]].number }.map(Day.init(number:))
      cells[date.field] = builder.enter(
        settle(date, found, row.number, builder.texts, &sink))
    }
    if builder.hasBlank(among: required, of: cells) {
      for field in required where builder[cells[field]].isBlank {
        sink.emit("V001", at: place(field, row.number))
      }
    }
    builder.append(row: row.number, cells: cells)
    for (heading, text) in extras { builder.appendExtra(heading: heading, text: text) }
  }

  private func place(_ field: Int, _ row: Int) -> Place {
    Place(
      list: list.name, sheet: columns.sheet, row: row,
      column: columns.columns[field] > 0 ? columns.columns[field] : nil,
      heading: columns.headings[field], field: list.fields[field].key.rawValue)
  }

  private mutating func intern(
    _ cell: RawCell, of row: RawRow, _ shared: any SharedTexts, _ texts: inout TextPool
  ) -> TextID {
    guard cell.sharedString >= 0 else {
      return texts.intern(row.bytes[Int(cell.text.lowerBound)..<Int(cell.text.upperBound)].span)
    }
    return met.number(of: cell) { texts.intern(shared[Int(cell.sharedString)].span) }
  }

  private mutating func read(
    _ field: Int, _ cell: RawCell, _ text: TextID, row: Int,
    _ builder: inout RecordTableBuilder, _ open: inout [OpenDate], _ sink: inout FindingSink
  ) -> CellID {
    // 序号 is numbered anew: nothing that stands there can be wrong.
    if isSequence[field] { return builder.enter(.value(0, text: text)) }
    switch cell.kind {
    case .formulaWithoutValue:
      sink.emit("T010", at: place(field, row))
      return builder.enter(.unreadable(text))
    case .error:
      sink.emit("V009", at: place(field, row), value: builder.texts.string(text))
      return builder.enter(.unreadable(text))
    case .picture:
      sink.emit("T011", at: place(field, row), value: builder.texts.string(text))
      return builder.enter(.unreadable(text))
    case .text, .number, .boolean, .date: break
    }
    if let id = known[field, text] {
      met.note(id, field, of: cell)
      return id
    }
    let reading = reading(field, text, &builder)
    guard let quiet = quiet(reading, field, text, &builder) else {
      guard let reading else { return builder.enter(.blank(text)) }
      return builder.enter(apply(reading, field, text, row, &builder, &open, &sink))
    }
    let id = builder.enter(quiet)
    known[field, text] = id
    met.note(id, field, of: cell)
    return id
  }

  /// The cell of a reading that nothing is to be said about, `nil` of any other.
  private func quiet(
    _ reading: FieldReading?, _ field: Int, _ text: TextID, _ builder: inout RecordTableBuilder
  ) -> RecordCell? {
    switch reading {
    case nil: .blank(text)
    case .value(let payload):
      isDate[field] && !isPlausible(Day(number: payload)) ? nil : .value(payload, text: text)
    case .amount(let amount, let decimals):
      amount.decimals > decimals ? nil : .value(builder.enter(amount), text: text)
    default: nil
    }
  }

  /// What a text is for a field; `nil` for blank.
  private mutating func reading(
    _ field: Int, _ text: TextID, _ builder: inout RecordTableBuilder
  ) -> FieldReading? {
    if isPlain[field] {
      if let length = PlainText.length(of: builder.texts[text].span) {
        return readers[field].read(length: length)
      }
      return reading(field, builder.texts.string(text))
    }
    if let known = memory[field][text] { return known }
    guard let new = reading(field, builder.texts.string(text)) else { return nil }
    if readers[field].isRemembered { memory[field][text] = new }
    return new
  }

  /// Reads a text as a field's value; `nil` for blank.
  private mutating func reading(_ field: Int, _ text: String) -> FieldReading? {
    let trimmed = text.withoutOuterBlanks
    if trimmed.isEmpty { return nil }
    let isRequired = list.fields[field].isRequired
    if Placeholder.errors.contains(trimmed) { return .fault("V009", []) }
    if Placeholder.nothing.contains(trimmed) { return isRequired ? .fault("V010", []) : nil }
    if list.name == .accidents, list.fields[field].key == .sector, trimmed == "全部" { return nil }
    if isRequired, Placeholder.deferred.contains(trimmed) { return .fault("V010", []) }
    let reading = readers[field].read(trimmed)
    if case .value(let index) = reading, let vocabulary = readers[field].vocabulary,
      vocabulary.match(trimmed, folding: context.definitions.folding)?.isFolded == true
    {
      foldings.insert(
        WordFolding(
          heading: columns.headings[field], filed: trimmed,
          word: vocabulary.values[Int(index)]))
    }
    return reading
  }

  private mutating func apply(
    _ reading: FieldReading, _ field: Int, _ text: TextID, _ row: Int,
    _ builder: inout RecordTableBuilder, _ open: inout [OpenDate], _ sink: inout FindingSink
  ) -> RecordCell {
    func report(_ rule: RuleCode, _ values: [MessageValue], _ severity: Severity? = nil) {
      sink.emit(
        rule, severity: severity, at: place(field, row), value: builder.texts.string(text),
        values: values)
    }
    switch reading {
    case .value(let payload):
      if case .date = list.fields[field].kind {
        return dated(Day(number: payload), field, text, row, builder.texts, &sink)
      }
      return .value(payload, text: text)
    case .amount(let amount, let decimals):
      if amount.decimals > decimals { report("V014", [.init("limit", "\(decimals)")]) }
      return .value(builder.enter(amount), text: text)
    case .flagged(let payload, let rule, let severity, let values):
      if case .date = list.fields[field].kind {
        let cell = dated(Day(number: payload), field, text, row, builder.texts, &sink)
        if !cell.isUnreadable { report(rule, values, severity) }
        return cell
      }
      report(rule, values, severity)
      return .value(payload, text: text)
    case .open(let date):
      open.append(OpenDate(field: field, reading: date, text: text))
      return .unreadable(text)
    case .fault(let rule, let values):
      report(rule, values)
      return .unreadable(text)
    case .misshapen(let rule, let values):
      report(rule, values)
      return .value(0, text: text)
    case .foreignBureau(let name):
      namesOtherBureau = true
      report("F007", [.init("actual", "“\(columns.headings[field])”一列是“\(name)”")])
      return .unreadable(text)
    }
  }

  private func isPlausible(_ day: Day) -> Bool { day >= firstDay && day <= lastDay }

  /// A day within the years that can be meant, else V012.
  private func dated(
    _ day: Day, _ field: Int, _ text: TextID, _ row: Int, _ texts: TextPool,
    _ sink: inout FindingSink
  ) -> RecordCell {
    if !isPlausible(day) {
      sink.emit(
        "V012", at: place(field, row), value: texts.string(text),
        values: [
          .init("actual", day.description),
          .init("limit", day < firstDay ? "早于 2000 年" : "晚于报告期 5 年以上"),
        ])
      return .unreadable(text)
    }
    return .value(day.number, text: text)
  }

  /// Settles a date that the month reported or 排查日期 completes (lists.md, “Dates without a year”).
  private func settle(
    _ date: OpenDate, _ found: Day?, _ row: Int, _ texts: TextPool, _ sink: inout FindingSink
  ) -> RecordCell {
    switch date.reading {
    case .immediate:
      return found.map { .value($0.number, text: date.text) } ?? .unreadable(date.text)
    case .yearless(let month, let day):
      let looksForward = list.fields[date.field].kind.dateForms.contains(.monthEnd)
      let settled =
        looksForward
        ? YearlessDate.first(month: month, day: day, from: found ?? context.period.firstDay)
        : YearlessDate.last(month: month, day: day, until: context.period.lastDay)
      guard let settled else { return .unreadable(date.text) }
      sink.emit(
        "V011", at: place(date.field, row), value: texts.string(date.text),
        values: [.init("actual", settled.description)])
      return .value(settled.number, text: date.text)
    case .day(let day), .fromNumber(let day), .monthEnd(let day):
      return .value(day.number, text: date.text)
    }
  }
}

extension FieldKind {
  /// What a date field allows beside a day.
  var dateForms: DateForms {
    if case .date(let forms) = self { forms } else { [] }
  }
}
