import Findings
import ListRecords
import ListSchema

extension FindingSink {
  /// Records a finding at a record's field, with the cells it compares with.
  mutating func emit(
    _ rule: RuleCode, at record: Record, _ field: Int, related: [Int] = [],
    values: [MessageValue] = []
  ) {
    // A message may name any field that is compared, by its key.
    let compared = related.map {
      MessageValue(record.table.list.fields[$0].key.rawValue, record.raw($0))
    }
    emit(
      rule, at: record.place(field), value: record.raw(field),
      related: related.compactMap(record.related), values: values + compared)
  }
}
