/// The sums that the template's formulas take over lists, so that a viewer that does not
/// calculate shows them too.
struct ColumnSums {
  /// A column of a list.
  struct Column: Hashable {
    var list: String
    var field: Int
  }

  private var totals: [Column: DecimalSum] = [:]

  /// Goes once through each list that has one of `columns`.
  init(of columns: Set<Column>, data: TemplateData) {
    for (name, fields) in Dictionary(grouping: columns, by: \.list) {
      guard let list = data.lists[name] else { continue }
      var sums = fields.map { ($0, DecimalSum()) }
      var rows = list.makeRows()
      var row = TemplateRow()
      while rows.next(into: &row) {
        for index in sums.indices where sums[index].0.field < row.count {
          sums[index].1.add(row.cells[sums[index].0.field], of: row)
        }
        row.removeAll()
      }
      for (column, sum) in sums { totals[column] = sum }
    }
  }

  /// The sum in decimal digits; `nil` if it can't be told exactly.
  func text(of column: Column) -> [UInt8]? { totals[column]?.text }
}

/// An exact sum of decimal numbers.
struct DecimalSum {
  /// Decimals that are kept; numbers with more have no exact sum.
  private static let places = 12

  private var total: Int128 = 0
  private var isExact = true

  init() {}

  /// Adds a cell as `SUM` does, which passes over texts and truth values.
  mutating func add(_ cell: TemplateRow.Cell, of row: TemplateRow) {
    switch cell {
    case .blank, .text, .boolean: break
    // A number where its cell shows dates, and text elsewhere.
    case .written(let range):
      if TemplateDate(written: row.bytes[range]) != nil { isExact = false }
    // A date is a number to a spreadsheet; nobody means its sum.
    case .date: isExact = false
    case .number(let range): add(row.bytes[range])
    }
  }

  private mutating func add(_ digits: ArraySlice<UInt8>) {
    guard let number = Self.scaled(digits) else {
      isExact = false
      return
    }
    let (sum, overflow) = total.addingReportingOverflow(number)
    total = sum
    if overflow { isExact = false }
  }

  private static func scaled(_ digits: ArraySlice<UInt8>) -> Int128? {
    let isNegative = digits.first == UInt8(ascii: "-")
    var decimals: Int?
    var number: Int128 = 0
    var count = 0
    for byte in digits.dropFirst(isNegative ? 1 : 0) {
      if byte == UInt8(ascii: "."), decimals == nil {
        decimals = 0
        continue
      }
      guard (0x30...0x39).contains(byte), count < 24, decimals ?? 0 < places else { return nil }
      number = number * 10 + Int128(byte - 0x30)
      count += 1
      decimals = decimals.map { $0 + 1 }
    }
    guard count > 0 else { return nil }
    for _ in (decimals ?? 0)..<places { number *= 10 }
    return isNegative ? -number : number
  }

  /// The sum in decimal digits; `nil` if it can't be told exactly.
  var text: [UInt8]? {
    guard isExact else { return nil }
    var digits = Array(String(total.magnitude).utf8)
    while digits.count <= Self.places { digits.insert(UInt8(ascii: "0"), at: 0) }
    var decimals = digits.suffix(Self.places)
    while decimals.last == UInt8(ascii: "0") { decimals = decimals.dropLast() }
    let sign: [UInt8] = total < 0 ? [UInt8(ascii: "-")] : []
    let whole = sign + digits.dropLast(Self.places)
    return decimals.isEmpty ? whole : whole + [UInt8(ascii: ".")] + decimals
  }
}
