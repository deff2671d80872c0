import Findings
import ListRecords
import ListSchema
import Values

/// A check of one record.
protocol RowRule: Sendable {
  /// The rule's code; its texts and examples are in `rules.json`.
  static var code: RuleCode { get }
  /// Resolves the fields that the rule speaks of; `nil` where the list has them no more.
  init?(_ scope: RuleScope)
  /// Reports the record's fault, if it has one.
  func check(_ record: Record, _ context: ValidationContext, _ sink: inout FindingSink)
  /// Checks all records. A requirement so that each rule has its own, with ``check(_:_:_:)`` in it.
  func check(all records: RecordTable, _ context: ValidationContext, _ sink: inout FindingSink)
}

extension RowRule {
  func check(all records: RecordTable, _ context: ValidationContext, _ sink: inout FindingSink) {
    for index in 0..<records.count { check(records[index], context, &sink) }
  }
}

/// A check of a list's records together.
protocol SetRule: Sendable {
  /// The rule's code; its texts and examples are in `rules.json`.
  static var code: RuleCode { get }
  /// Resolves the fields that the rule speaks of; `nil` where the list has them no more.
  init?(_ scope: RuleScope)
  /// Reports the faults of the records; `totals` are the 合计 rows, with their figures.
  func check(
    _ records: RecordTable, totals: RecordTable, _ context: ValidationContext,
    _ sink: inout FindingSink)
}

/// Where a rule looks up its fields and words, once a list.
struct RuleScope {
  let list: ListDefinition
  let definitions: Definitions

  /// The index of a field.
  subscript(key: FieldKey) -> Int? { list.index(of: key) }

  /// The code of a word of a field's vocabulary.
  func code(_ word: String, of key: FieldKey) -> Int? {
    guard let index = list.index(of: key),
      case .vocabulary(let name) = list.fields[index].kind
    else { return nil }
    return definitions.vocabularies[name]?.values.firstIndex(of: word)
  }
}

extension RuleScope {
  /// The rules of a list, in report order.
  var rowRules: [any RowRule] {
    let types: [any RowRule.Type] =
      switch list.name {
      case .hazards:
        [
          H001DueBeforeFound.self, H002RectifiedWithoutDate.self, H003DateWithoutRectified.self,
          H004RectifiedBeforeFound.self, H005MajorWithoutSupervision.self,
          H006MajorWithoutDocument.self, H007FoundAfterPeriod.self, H008DoneAfterReceipt.self,
          H010Overdue.self, H011ClosedWithoutDate.self, H013CarriedWithoutNumber.self,
          H014LongTerm.self, H015DateWithoutClosed.self,
        ]
      case .measures: [M001IssuedWithoutDate.self, M002IssuedOutsidePeriod.self]
      case .practices: []
      case .accidents:
        [
          A002LevelsDoNotAddUp.self, A003BeyondLevels.self, A004CumulativeBelowMonth.self,
          A005CumulativeBroken.self, A006HarmWithoutAccident.self, A009JanuaryCumulative.self,
          A010GraveAccident.self,
        ]
      }
    return types.compactMap { $0.init(self) }
  }

  /// The rules on a list's records together, in report order.
  var setRules: [any SetRule] {
    let types: [any SetRule.Type] =
      switch list.name {
      case .hazards: [H009HazardTwice.self, H012NumberTwice.self]
      case .measures: [M003MeasureTwice.self]
      case .practices: [P001SameText.self]
      case .accidents:
        [
          A001TotalDiffers.self, A007ZoneTwice.self, A008ZoneWithoutRow.self,
          A011AllAndSingleSectors.self,
        ]
      }
    return types.compactMap { $0.init(self) }
  }
}
