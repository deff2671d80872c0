public import Findings
import ListSchema
import Table
import Values

extension SubmissionReader {
  /// Finds the lists on the sheets of a file, and settles whose they are and of which month.
  func settle(
    _ submission: inout Submission, _ sheets: [SheetHead], charts: [String],
    _ evidence: PathEvidence, into sink: inout FindingSink
  ) {
    var heads = sheets
    for place in heads.indices where !heads[place].isSearched {
      heads[place].findLists(indices, fileLists: evidence.lists, definitions)
    }
    let listed = heads.filter { !$0.layouts.isEmpty }
    let unread = heads.filter { $0.layouts.isEmpty && !$0.namedLists.isEmpty }
    let others = heads.filter {
      $0.layouts.isEmpty && $0.namedLists.isEmpty && !$0.rows.isEmpty
    }
    let tells =
      evidence.tellsAnything || bureau != nil || others.contains { $0.tellsAnything(definitions) }
    if listed.isEmpty, unread.isEmpty, !tells {
      submission.refusal = "F010"
      sink.emit("F010", at: submission.place)
      return
    }
    settleBureau(&submission, evidence, listed.isEmpty ? heads : listed, all: heads, into: &sink)
    settlePeriod(&submission, listed + unread, into: &sink)
    reportSheets(&submission, listed, unread, others, charts, evidence, into: &sink)
    for head in listed {
      for layout in head.layouts {
        submission.tables.append(table(head, layout, of: submission, into: &sink))
      }
    }
  }

  /// Opens the table below one on the same sheet, if there is one: the next of the submission's
  /// tables then.
  ///
  /// - Parameters:
  ///   - index: Index of a table whose last row was read.
  ///   - submission: The submission; a refusal that the next table's title calls for is noted.
  ///   - sink: Where the findings on the next table's title and columns go.
  /// - Throws: ``ReadFailure`` if the file is damaged there, or the sheet holds too many tables.
  public func openTable(
    below index: Int, of submission: inout Submission, into sink: inout FindingSink
  ) throws(ReadFailure) {
    guard let head = try submission.tables[index].takeNext(indices, definitions) else { return }
    let above = submission.tables[...index].count { $0.place.sheet == head.name }
    if above >= limits.tables { throw limits.failure(.tables) }
    settleTitle(head, of: &submission, into: &sink)
    for layout in head.layouts {
      submission.tables.insert(
        table(head, layout, of: submission, into: &sink), at: index + 1)
    }
  }

  /// Whether the title of a further table speaks of another bureau or month than the file.
  private func settleTitle(
    _ head: SheetHead, of submission: inout Submission, into sink: inout FindingSink
  ) {
    guard submission.refusal == nil else { return }
    settlePeriod(&submission, [head], into: &sink)
    guard let bureau = submission.bureau,
      let other = head.lines.bureaus.first(where: { !$0.value.contains(bureau) })
    else { return }
    submission.refusal = "F007"
    let names = [[bureau], other.value].map { codes in
      codes.map { definitions.bureaus[$0]?.name ?? $0.description }.joined(separator: "、")
    }
    sink.emit(
      "F007", at: submission.place,
      values: [MessageValue("actual", "文件“\(names[0])”，填报单位“\(names[1])”")])
  }

  // MARK: Bureau and month

  private func settleBureau(
    _ submission: inout Submission, _ evidence: PathEvidence, _ lists: [SheetHead],
    all heads: [SheetHead], into sink: inout FindingSink
  ) {
    var result = recognise(evidence, lists)
    // A cover sheet may name the bureau where the lists do not.
    if result == .unknown { result = recognise(evidence, heads) }
    switch result {
    case .bureau(let code):
      submission.bureau = code
    case .unknown:
      submission.refusal = "F006"
      sink.emit("F006", at: submission.place)
    case .disagreement(let sources):
      // The file stays with the bureau that its path names: nobody else need answer for it.
      submission.refusal = "F007"
      let named = sources.map { source in
        let names = source.codes.map { definitions.bureaus[$0]?.name ?? $0.description }
        return "\(source.title)“\(names.joined(separator: "、"))”"
      }
      sink.emit(
        "F007", at: submission.place,
        values: [MessageValue("actual", named.joined(separator: "，"))])
    }
  }

  private func settlePeriod(
    _ submission: inout Submission, _ heads: [SheetHead], into sink: inout FindingSink
  ) {
    let stated = heads.flatMap { head in head.lines.periods.map { (head, $0) } }
    submission.statedPeriod =
      submission.statedPeriod ?? stated.lazy.compactMap(\.1.value.period).first
    guard let period, let (head, wrong) = stated.first(where: { !$0.1.value.isSame(as: period) })
    else { return }
    if let other = wrong.value.period { submission.statedPeriod = other }
    if submission.refusal == nil { submission.refusal = "F008" }
    var place = submission.place
    place.sheet = head.name
    place.row = wrong.row
    place.column = wrong.column
    sink.emit(
      "F008", at: place, value: wrong.text,
      values: [
        MessageValue("actual", wrong.value.chinese), MessageValue("expected", period.chinese),
      ])
  }

  // MARK: Sheets

  private func reportSheets(
    _ submission: inout Submission, _ listed: [SheetHead], _ unread: [SheetHead],
    _ others: [SheetHead], _ charts: [String], _ evidence: PathEvidence,
    into sink: inout FindingSink
  ) {
    for head in unread {
      reportUnread(&submission, head.namedLists, sheet: head.name, into: &sink)
    }
    submission.otherSheets = others.compactMap(\.name) + charts
    if listed.isEmpty, unread.isEmpty {
      let sheet = others.count == 1 ? others[0].name : nil
      reportUnread(&submission, evidence.lists, sheet: sheet, into: &sink)
      return
    }
    // The sheet of an earlier 退回 copy comes back with the file; it was put there by us.
    for name in submission.otherSheets where !name.hasPrefix("校验意见") {
      var place = submission.place
      place.sheet = name
      sink.emit("T012", at: place)
    }
  }

  private func reportUnread(
    _ submission: inout Submission, _ named: [ListName], sheet: String?,
    into sink: inout FindingSink
  ) {
    let list = named.count == 1 ? named[0] : nil
    submission.unreadLists.append(Submission.UnreadList(list: list, sheet: sheet))
    var place = submission.place
    place.sheet = sheet
    place.list = list
    sink.emit(
      "T002", at: place,
      values: [MessageValue("expected", list.map { definitions[$0].title } ?? "四张清单之一")])
  }

  // MARK: Columns

  private func table(
    _ head: SheetHead, _ layout: SheetLayout, of submission: Submission,
    into sink: inout FindingSink
  ) -> ListTable {
    var place = submission.place
    place.list = layout.list
    place.sheet = head.name
    let list = definitions[layout.list]
    let table = ListTable(head, layout: layout, place: place, indices, definitions)
    for key in layout.missing { reportMissing(key, list, layout, place, into: &sink) }
    for reading in layout.columns { report(reading, list, table, into: &sink) }
    return table
  }

  private func reportMissing(
    _ key: FieldKey, _ list: ListDefinition, _ layout: SheetLayout, _ place: Place,
    into sink: inout FindingSink
  ) {
    guard let field = list[key] else { return }
    var place = place
    place.field = key.rawValue
    place.heading = field.heading
    var reason = ""
    for reading in layout.columns {
      switch reading.meaning {
      case .wrongUnit(key, let unit):
        reason = "（“\(reading.heading)”一列的单位是\(unit)，应为\(field.unit ?? "")）"
      case .unknown(let nearest?) where nearest == field.heading && reason.isEmpty:
        reason = "（是不是“\(reading.heading)”一列？）"
      default: break
      }
    }
    sink.emit(
      "T003", at: place,
      values: [MessageValue("field", field.heading), MessageValue("value", reason)])
  }

  private func report(
    _ reading: ColumnReading, _ list: ListDefinition, _ table: ListTable,
    into sink: inout FindingSink
  ) {
    var place = table.at(row: reading.row, column: reading.column)
    switch reading.meaning {
    case .field, .fieldByContent: return
    case .repeated(let key, let first):
      place.field = key.rawValue
      let heading = table.layout.reading(of: first)?.heading ?? ""
      sink.emit(
        "T004", at: place, value: reading.heading,
        values: [
          MessageValue("field", list[key]?.heading ?? key.rawValue),
          MessageValue("other", "\(heading)（\(CellReference.letters(ofColumn: first)) 列）"),
        ])
    case .wrongUnit(_, let unit):
      sink.emit(
        "T005", at: place, value: reading.heading,
        values: [
          MessageValue("actual", unit), MessageValue("nearest", "（单位是\(unit)，不合表样）"),
        ])
    case .unknown(let nearest):
      sink.emit(
        "T005", at: place, value: reading.heading,
        values: [MessageValue("nearest", nearest.map { "（您是否指“\($0)”？）" } ?? "")])
    }
  }
}

extension SheetHead {
  /// Whether what a sheet says, its header aside, tells a bureau or a list.
  func tellsAnything(_ definitions: Definitions) -> Bool {
    !lines.bureaus.isEmpty || !titledLists(definitions).isEmpty
  }
}
