import Findings
import ListRecords
import ListSchema
import Values

/// 合计不等于各行之和。
struct A001TotalDiffers: SetRule {
  static let code: RuleCode = "A001"
  private let figures: [Int]

  init?(_ scope: RuleScope) {
    figures = scope.list.fields.indices.filter { index in
      switch scope.list.fields[index].kind {
      case .integer, .number: true
      default: false
      }
    }
    if figures.isEmpty { return nil }
  }

  func check(
    _ records: RecordTable, totals: RecordTable, _ context: ValidationContext,
    _ sink: inout FindingSink
  ) {
    for field in figures {
      guard let sum = sum(of: field, records) else { continue }
      for index in 0..<totals.count {
        let total = totals[index]
        guard let stated = total.figure(field), stated != sum else { continue }
        sink.emit(
          Self.code, at: total.place(field), value: total.raw(field),
          values: [.init("actual", "\(stated)"), .init("expected", "\(sum)")])
      }
    }
  }

  /// The sum of a column; `nil` where a cell of it can't be read, or must be filled and is blank.
  private func sum(of field: Int, _ records: RecordTable) -> Amount? {
    var sum = Amount.zero
    for index in 0..<records.count {
      let record = records[index]
      if record.isUnreadable(field) { return nil }
      guard let figure = record.figure(field) else {
        if records.list.fields[field].isRequired { return nil }
        continue
      }
      sum += figure
    }
    return sum
  }
}
