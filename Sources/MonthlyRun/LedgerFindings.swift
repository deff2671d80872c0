import Findings
import Ledger
import ListRecords
import ListSchema
import Report
import Validation
import Values

/// Turns what the ledger found into findings at the cells: the L rules, and H012 across bureaus.
struct LedgerFindings {
  let definitions: Definitions
  let parts: [MergedPart]
  /// Whether a ledger was carried forward; without one no L rule speaks.
  let hasLedger: Bool
  /// Files whose header is at fault: no rule speaks of their rows, or of what they lack.
  var silenced: Set<String> = []
  /// The file of each bureau's list, also where it has no records.
  var files: [BureauCode: String] = [:]

  func emit(_ month: LedgerMonth, into sink: inout FindingSink) {
    var starts: [Int] = []
    var next = 0
    for part in parts {
      starts.append(next)
      next += part.table.count
    }
    for event in month.events {
      guard hasLedger || event.fault == .repeatedNumber else { continue }
      guard let report = event.report else {
        emitMissing(event, month, &sink)
        continue
      }
      guard let part = starts.lastIndex(where: { $0 <= report }),
        !silenced.contains(parts[part].file)
      else { continue }
      emit(event, parts[part], parts[part].table[report - starts[part]], &sink)
    }
  }

  private func emit(
    _ event: LedgerEvent, _ part: MergedPart, _ record: Record, _ sink: inout FindingSink
  ) {
    let key = event.field.map { FieldKey(rawValue: $0.name) }
    guard let key, let field = record.table.list.index(of: key) else { return }
    var place = record.place(field)
    place.bureau = part.bureau
    place.file = part.file
    let owner = BureauCode(event.old).flatMap { definitions.bureaus[$0]?.name }
    // Twice in one submission is found with its rows: here the other row is another bureau's.
    let other = event.fault == .repeatedNumber ? "其他设区市的编号" : owner ?? event.old
    sink.emit(
      RuleCode(rawValue: event.fault.rawValue), at: place, value: record.raw(field),
      values: [
        .init("expected", event.old), .init("actual", event.new),
        .init("other", other), .init("number", event.number.description),
      ], isExplained: record.isExplained)
  }

  private func emitMissing(
    _ event: LedgerEvent, _ month: LedgerMonth, _ sink: inout FindingSink
  ) {
    let file = files[event.bureau]
    if let file, silenced.contains(file) { return }
    var values = [MessageValue("number", event.number.description)]
    if let position = month.ledger.position(of: event.number) {
      let ledger = month.ledger
      values += [
        .init("zone", ledger.text(.zone, at: position)),
        .init("enterprise", ledger.text(.enterprise, at: position)),
        .init("description", ledger.text(.description, at: position)),
      ]
    }
    sink.emit(
      RuleCode(rawValue: event.fault.rawValue),
      at: Place(bureau: event.bureau, file: file, list: .hazards),
      value: event.number.description, values: values)
  }
}

/// M004: 对应隐患编号 is in no hazards list and no ledger. Only the merge, with a ledger at hand,
/// can tell.
struct M004UnknownHazard {
  static let code: RuleCode = "M004"
  let parts: [MergedPart]
  let ledger: HazardLedger

  func check(_ sink: inout FindingSink) {
    for part in parts {
      guard let field = part.table.list.index(of: .hazardRef) else { continue }
      for index in 0..<part.table.count {
        let record = part.table[index]
        if record.isBlank(field) || record.isUnreadable(field) { continue }
        let unknown = HazardNumberList.numbers(in: record.raw(field)).filter {
          ledger.position(of: $0) == nil
        }
        guard !unknown.isEmpty else { continue }
        var place = record.place(field)
        place.bureau = part.bureau
        place.file = part.file
        sink.emit(
          Self.code, at: place, value: record.raw(field),
          values: [.init("actual", unknown.map(\.description).joined(separator: "、"))],
          isExplained: record.isExplained)
      }
    }
  }
}
