import ListRecords
import ListSchema
import Values

/// What figures and tables need to know of a hazard.
struct HazardFacts: Sendable {
  /// Whether it is 重大; `nil` where the level can't be read.
  var isMajor: Bool?
  /// Whether it is 已整改 or 已销号; `nil` where the status can't be read.
  var isRectified: Bool?
  /// Whether it is 已销号.
  var isClosed = false
  /// Whether it is open and was due before the period's last day.
  var isOverdue = false
  /// Whether both 督办级别 and 督办单位 are given.
  var isSupervised = false
  /// Whether a level, status, date or amount of it entered no total.
  var isNotCounted = false
}

/// Reads the facts off hazard records: fields and vocabulary entries are looked up once.
struct HazardReading: Sendable {
  private let level: Int?
  private let status: Int?
  private let dueOn: Int?
  private let supervisionLevel: Int?
  private let supervisionUnit: Int?
  private let major: Int?
  private let rectified: Int?
  private let closed: Int?
  private let counted: CountedFields
  private let lastDay: Day

  init(_ definition: ListDefinition, period: Period) {
    func entry(_ value: String, of key: FieldKey) -> Int? {
      definition[key].flatMap { definition.vocabulary(of: $0)?.values.firstIndex(of: value) }
    }
    level = definition.index(of: .level)
    status = definition.index(of: .status)
    dueOn = definition.index(of: .dueOn)
    supervisionLevel = definition.index(of: .supervisionLevel)
    supervisionUnit = definition.index(of: .supervisionUnit)
    major = entry("重大", of: .level)
    rectified = entry("已整改", of: .status)
    closed = entry("已销号", of: .status)
    counted = CountedFields(definition, also: [.level, .status])
    lastDay = period.lastDay
  }

  func facts(of record: Record) -> HazardFacts {
    var facts = HazardFacts()
    facts.isMajor = level.flatMap { record.code($0) }.map { $0 == major }
    if let status = status.flatMap({ record.code($0) }) {
      facts.isClosed = status == closed
      facts.isRectified = facts.isClosed || status == rectified
    }
    facts.isOverdue = isOverdue(record.index, of: record.table)
    facts.isSupervised = isFilled(supervisionLevel, record) && isFilled(supervisionUnit, record)
    facts.isNotCounted = counted.lacksValue(record)
    return facts
  }

  /// Whether a hazard is open and was due before the period's last day.
  func isOverdue(_ record: Int, of table: RecordTable) -> Bool {
    guard let status, let dueOn, let code = table.cell(record, status).number.map(Int.init),
      code != closed, code != rectified, let due = table.cell(record, dueOn).number
    else { return false }
    return due < lastDay.number
  }

  private func isFilled(_ field: Int?, _ record: Record) -> Bool {
    guard let field else { return false }
    let cell = record.cell(field)
    return !cell.isBlank && !cell.isUnreadable
  }
}

/// The fields of a list that totals rest on.
struct CountedFields: Sendable {
  private let fields: [(index: Int, isRequired: Bool)]

  /// Dates, whole numbers and amounts, and the fields named.
  init(_ definition: ListDefinition, also keys: [FieldKey] = []) {
    fields = definition.fields.enumerated().compactMap { index, field in
      switch field.kind {
      case .date, .integer, .number: (index, field.isRequired)
      default: keys.contains(field.key) ? (index, field.isRequired) : nil
      }
    }
  }

  /// Whether one of the fields can't be read, or is blank though it is always due.
  func lacksValue(_ record: Record) -> Bool {
    for (index, isRequired) in fields {
      let cell = record.cell(index)
      if cell.isUnreadable || (isRequired && cell.isBlank) { return true }
    }
    return false
  }
}
