import Ledger
import Testing

@Suite struct LedgerFieldTests {
  @Test func namesAreTheColumnsOfTheContract() {
    let contract = """
      hazard_id, bureau, bureau_name, zone, enterprise, place, sector, description, level, \
      found_on, source, measures, responsible_unit, responsible_person, due_on, status, \
      rectified_on, closed_on, supervision_level, supervision_unit, supervision_doc, funds, \
      overdue, first_period, last_period, closed_period, source_file, source_row
      """
    #expect(LedgerField.allCases.map(\.name).joined(separator: ", ") == contract)
    for field in LedgerField.allCases { #expect(LedgerField(name: field.name) == field) }
    #expect(LedgerField(name: "Zone") == nil)
    #expect(LedgerField.filed.count == 19)
  }

  @Test func historyNamesAreTheColumnsOfTheContract() {
    #expect(
      HistoryField.allCases.map(\.rawValue).joined(separator: ", ")
        == "hazard_id, period, status, level, due_on, overdue, changed, source_file, source_row")
  }
}
