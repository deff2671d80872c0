public import Findings
public import ListRecords
import ListSchema
public import Table
public import Values
import Workbook

/// A cursor over the rows of one list on one sheet or in one text file, below its header.
public struct ListTable: ListRows {
  /// Where the header stands and what the columns are.
  public let layout: SheetLayout
  /// How the sheet lays out the list's columns.
  public let columns: SheetColumns
  /// Column number of each unknown column.
  public let extraColumns: [Int]
  /// File, bureau, list and sheet.
  public let place: Place
  /// The rows read so far.
  public private(set) var account = RowAccount()
  /// Row number and text of each nil statement read so far.
  public private(set) var nilRows: [(row: Int, text: String)] = []

  private var source: TableSource
  /// Whether the sheet is hidden.
  let isSheetHidden: Bool
  /// The first rows of the sheet, read to find the header; those below it are still due.
  private var buffered: ArraySlice<RawRow>
  private var classifier: RowClassifier
  private var merged: MergedCells
  private var notes: [TableNote] = []
  private var hidden: HiddenColumns
  private var stray: StrayColumns
  private var filled: [RawCell] = []
  /// Which texts are blank.
  private var blanks = TextMemo()
  private let explanation: Int?
  /// Rows whose 核实说明 answers the row's warnings.
  private(set) var explainedRows: Set<Int> = []
  private var watch: HeaderWatch
  /// The table below this one, once it is in sight, and the rows still due before it.
  private var further: FurtherHeader?
  /// The table's header again, by its row numbers.
  private var repeatedRows: ClosedRange<Int>?
  /// Rows that may be the title of the header below them.
  private var captionRows: Set<Int> = []
  /// Unit of money that the caption states.
  private let moneyUnit: String?

  init(
    _ head: SheetHead, layout: SheetLayout, place: Place,
    _ indices: [(list: ListDefinition, index: HeadingIndex)], _ definitions: Definitions
  ) {
    let list = definitions[layout.list]
    self.layout = layout
    self.place = place
    source = head.source
    isSheetHidden = head.isHidden
    buffered = head.rawRows.drop { $0.number <= layout.lastHeaderRow }
    classifier = RowClassifier(
      layout, titles: head.lines.texts, folding: definitions.folding)
    watch = HeaderWatch(layout, merged: head.source.facts.mergedRanges, indices, definitions)
    moneyUnit = head.lines.moneyUnit
    stray = StrayColumns(layout)
    explanation = layout.column(of: "explanation")
    let extras = layout.columns.filter(\.isExtra)
    extraColumns = extras.map(\.column)
    columns = SheetColumns(
      sheet: head.name,
      columns: list.fields.map { layout.column(of: $0.key) ?? 0 },
      headings: list.fields.map { field in
        layout.columns.first { $0.field == field.key }?.heading ?? field.heading
      },
      extraHeadings: extras.map(\.heading), is1904: head.source.is1904)
    merged = MergedCells(
      head.source.facts.mergedRanges, below: layout.lastHeaderRow,
      columns: Set(layout.columns.map(\.column)))
    hidden = HiddenColumns(head.source.facts, layout)
  }

  /// The texts that shared-string cells refer to.
  public var sharedTexts: any SharedTexts { source.sharedTexts }

  /// Reads the next row that is not wholly empty.
  ///
  /// Cells that a range merged down a column covers come with the range's value.
  ///
  /// - Parameter row: On return the row read; cleared after the last.
  /// - Returns: What the row is; `nil` after the last.
  /// - Throws: ``ReadFailure`` if the file is damaged from here on, or breaks a limit.
  public mutating func read(into row: inout RawRow) throws(ReadFailure) -> RowKind? {
    while further?.distance != 0, try readRaw(into: &row) {
      collect(row)
      guard !filled.isEmpty else { continue }
      if further != nil {
        further?.distance -= 1
      } else if watch.isDue(row, filled, source.sharedTexts) {
        try lookAhead(from: row)
      }
      if further?.distance == 0 {
        buffered.insert(row, at: buffered.startIndex)
        break
      }
      let kind = judge(row)
      account.count(kind)
      if kind == .data { note(row) }
      if !merged.isEmpty {
        merged.fill(&row, kind, source.sharedTexts) { notes.append(.merged($0)) }
      }
      return kind
    }
    row.clear()
    return nil
  }

  private mutating func judge(_ row: RawRow) -> RowKind {
    let cells = RowClassifier.Cells(row: row, filled: filled, shared: source.sharedTexts)
    // A note stands alone in its row.
    let width =
      filled.count == 1 ? merged.width(row: row.number, column: Int(filled[0].column)) : 1
    var own = classifier.kind(cells, width: width)
    if own == .data, repeatedRows?.contains(row.number) == true { own = .repeatedHeader }
    if own == .data, captionRows.contains(row.number), watch.isTitle(cells[0].text) { own = .note }
    let kind = merged.isEmpty ? own : merged.kind(ofRow: row.number, own)
    if kind == .nilStatement, let last = cells.last {
      nilRows.append((row.number, String(decoding: trimmed(last.text), as: UTF8.self)))
    }
    return kind
  }

  private mutating func readRaw(into row: inout RawRow) throws(ReadFailure) -> Bool {
    if let first = buffered.popFirst() {
      row = first
      return true
    }
    return try source.read(into: &row)
  }

  // MARK: The next table

  /// Looks for the header of another table among the rows from this one on.
  private mutating func lookAhead(from row: RawRow) throws(ReadFailure) {
    let shared = source.sharedTexts
    repeatedRows = watch.repetition(at: row, shared)
    if repeatedRows != nil { return }
    try readAhead(HeaderWatch.window)
    guard let place = watch.firstHeading(in: [row] + buffered.prefix(HeaderWatch.window), shared),
      source.budget.maySearch()
    else { return }
    let due = HeaderWatch.rowsNeeded(forHeadingAt: place)
    try readAhead(due)
    switch watch.search([row] + buffered.prefix(due), shared) {
    case .further(let header):
      further = header
      captionRows = Set(header.caption.map(\.number))
    case .repeated(let rows, let caption):
      repeatedRows = rows
      captionRows = Set(caption.map(\.number))
    case nil: break
    }
  }

  /// Reads rows that are not blank until so many wait.
  private mutating func readAhead(_ count: Int) throws(ReadFailure) {
    var row = RawRow()
    while buffered.count < count, try source.read(into: &row) {
      let shared = source.sharedTexts
      let isFilled = row.cells.contains {
        $0.kind == .formulaWithoutValue || !isBlank(row.text(of: $0, shared))
      }
      if isFilled { buffered.append(row) }
    }
  }

  /// The head of the table below this one, with the rows that are still to be read.
  ///
  /// - Returns: `nil` if this table is the sheet's last. Call it once, after the last row.
  /// - Throws: ``ReadFailure`` if the file is damaged there.
  mutating func takeNext(
    _ indices: [(list: ListDefinition, index: HeadingIndex)], _ definitions: Definitions
  ) throws(ReadFailure) -> SheetHead? {
    guard let next = further, next.distance == 0 else { return nil }
    try readAhead(SheetHead.length)
    var head = SheetHead(
      below: self, rawRows: next.caption + buffered, source, definitions)
    head.layOut(next.header, indices, unitAbove: moneyUnit, definitions)
    buffered = []
    return head
  }

  /// Sorts out the cells that are not blank.
  private mutating func collect(_ row: RawRow) {
    filled.removeAll(keepingCapacity: true)
    filled += row.cells
    var hasBlanks = false
    for place in filled.indices where !blanks.isFilled(filled[place], row.bytes.span) {
      if hasBlank(filled[place], row) { hasBlanks = true }
    }
    if hasBlanks { filled = row.cells.filter { !hasBlank($0, row) } }
  }

  /// Whether a cell is to be passed over: its text is white space.
  private mutating func hasBlank(_ cell: RawCell, _ row: RawRow) -> Bool {
    if cell.kind == .formulaWithoutValue { return false }
    let shared = source.sharedTexts
    return blanks.verdict(
      on: cell, { row.text(of: cell, shared) }, judge: { Intake.isBlank($0) ? 1 : 0 }) > 0
  }

  private mutating func note(_ row: RawRow) {
    if row.isHidden, !isSheetHidden { notes.append(.hiddenRow(row.number)) }
    if let explanation, filled.contains(where: { $0.column == explanation }) {
      explainedRows.insert(row.number)
    }
    hidden.count(filled)
    stray.count(filled)
  }
}

extension ListTable {
  /// Whether the header's faults (T003, T004) silence the row rules of the sheet.
  public var hasHeaderFault: Bool { layout.hasHeaderFault }

  /// The list.
  public var list: ListName { layout.list }

  /// Reports what was seen of the sheet while its rows were read: hidden rows and columns, a
  /// hidden sheet (T008), merged records (T009), columns with values but no heading (T005).
  ///
  /// - Parameters:
  ///   - above: The tables before it: what one of the same sheet says of the sheet is not said again.
  ///   - sink: Where the findings go. Call it once, after the last row.
  func reportRows(after above: some Sequence<ListTable>, into sink: inout FindingSink) {
    let above = above.filter { $0.place.sheet == place.sheet }
    for column in stray.columns.sorted() {
      sink.emit(
        "T005", at: at(row: layout.lastHeaderRow, column: column),
        values: [
          MessageValue("field", CellReference.letters(ofColumn: column) + "列（无表头）"),
          MessageValue("nearest", ""),
        ])
    }
    if isSheetHidden, account.data > 0, !above.contains(where: { $0.account.data > 0 }) {
      sink.emit("T008", at: place, values: [MessageValue("other", "工作表")])
    }
    for column in hidden.columns
    where !above.contains(where: { $0.hidden.columns.contains(column) }) {
      sink.emit(
        "T008", at: at(row: nil, column: column),
        values: [MessageValue("other", CellReference.letters(ofColumn: column) + " 列")])
    }
    for note in notes {
      switch note {
      case .hiddenRow(let row):
        sink.emit(
          "T008", at: at(row: row, column: nil), values: [MessageValue("other", "第 \(row) 行")])
      case .merged(let covering):
        let first = covering.range.first
        sink.emit(
          "T009", at: at(row: first.row, column: first.column), value: covering.text,
          values: [MessageValue("other", "\(covering.range)")])
      }
    }
  }

  /// A place on the sheet, with the column's heading and field.
  func at(row: Int?, column: Int?) -> Place {
    var place = place
    place.row = row
    place.column = column
    if let reading = column.flatMap(layout.reading) {
      place.heading = reading.heading
      place.field = reading.field?.rawValue
    }
    return place
  }
}

/// What a row showed of the sheet.
enum TableNote {
  case hiddenRow(Int)
  case merged(MergedCells.Covering)
}
