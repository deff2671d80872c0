import Ledger
import ListSchema
import Table
import Values

/// 一患一档 in words: month by month what a hazard's status was, and which fields changed, as
/// `2022-04 未整改；2022-05 整改中，逾期（改整改状态、责任人）`.
struct HazardDossiers: Sendable {
  /// Months that have texts; earlier ones are spelled where they stand.
  private static let months = 120

  /// The words of the workbook, and what most dossiers are: a month with a status.
  let words: TextPool
  private let firstMonth: TextID
  private let ledger: HazardLedger
  private let history: HazardHistory
  /// Headings of the hazards list by the place among the filed fields.
  private let headings: [String]

  init(_ month: MergedMonth) {
    ledger = month.ledger.ledger
    history = month.ledger.history
    let filed = Dictionary(
      month.definitions[.hazards].fields.map { ($0.key.rawValue, $0.heading) },
      uniquingKeysWith: { first, _ in first })
    headings = LedgerField.filed.map { filed[$0.name] ?? $0.name }
    var words = WorkbookWord.pool
    firstMonth = TextID(words.count)
    var period = ledger.period
    for _ in 0..<Self.months {
      for status in [""] + HazardStatus.allCases.map(\.rawValue) {
        for overdue in ["", "，逾期"] { _ = words.intern("\(period) \(status)\(overdue)") }
      }
      period = period.previous
    }
    self.words = words
  }

  /// Hands what the workbook says of hazards in words, whether they are overdue and their
  /// dossiers, to a sink.
  ///
  /// - Parameters:
  ///   - positions: The hazards in the ledger.
  ///   - sink: Where it goes.
  func write(_ positions: Range<Int>, into sink: inout TemplateSink) {
    guard let first = positions.first else { return }
    var next = history.rows(of: ledger.number(at: first)).lowerBound
    var text: [UInt8] = []
    for position in positions {
      sink.word(ledger.isOverdue(at: position) ? .overdue : .none)
      let rows = history.rows(of: ledger.keys[ledger.slot(position)], from: next)
      next = rows.upperBound
      if rows.count == 1, history.rows[rows.lowerBound].changed == 0,
        let word = word(of: history.rows[rows.lowerBound])
      {
        sink.word(word)
      } else {
        text.removeAll(keepingCapacity: true)
        for row in rows { append(row, isFirst: row == rows.lowerBound, to: &text) }
        sink.text(text.span)
      }
      sink.endRow()
    }
  }

  /// The word that says what a hazard was in a month.
  private func word(of row: HazardHistory.Row) -> TextID? {
    let back = Int(ledger.period.packed) - Int(row.period)
    guard (0..<Self.months).contains(back) else { return nil }
    let state = Int(row.status) * 2 + (row.isOverdue ? 1 : 0)
    return firstMonth + TextID(back * (HazardStatus.allCases.count + 1) * 2 + state)
  }

  private func append(_ index: Int, isFirst: Bool, to text: inout [UInt8]) {
    let row = history.rows[index]
    if !isFirst { text += "；".utf8 }
    if let word = word(of: row) {
      words.append(word, to: &text)
    } else {
      history.append(.period, at: index, to: &text)
      text.append(UInt8(ascii: " "))
      history.append(.status, at: index, to: &text)
      if row.isOverdue { text += "，逾期".utf8 }
    }
    if row.changed == 0 { return }
    var sign = "（改"
    for place in headings.indices where row.changed & 1 << UInt32(place) != 0 {
      text += sign.utf8
      text += headings[place].utf8
      sign = "、"
    }
    text += "）".utf8
  }
}
