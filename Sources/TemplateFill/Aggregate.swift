/// A formula that is one function of one range and nothing else, `SUM(D5:D5)`.
struct Aggregate {
  /// A function that is reckoned here.
  enum Function: String {
    case sum = "SUM"
    case average = "AVERAGE"
    case count = "COUNT"
    case countAll = "COUNTA"
    case least = "MIN"
    case greatest = "MAX"
  }

  /// The function.
  var function: Function
  /// The range.
  var range: FormulaReference

  /// `nil` if the formula is anything else.
  init?(_ formula: [UInt8]) {
    let tokens = FormulaScanner.tokens(of: formula)
    guard tokens.count == 3, case .text(let head) = tokens[0], case .text(let tail) = tokens[2],
      case .reference(let range) = tokens[1], tail.elementsEqual(")".utf8),
      let bracket = head.firstIndex(of: UInt8(ascii: "(")),
      let function = Function(
        rawValue: String(decoding: head[..<bracket], as: UTF8.self).uppercased())
    else { return nil }
    let sheet = String(decoding: head[(bracket + 1)...], as: UTF8.self)
    switch range.sheet {
    case .own: if !sheet.isEmpty { return nil }
    case .named(let bytes):
      let name = String(decoding: bytes, as: UTF8.self)
      let quoted = name.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''")
      if sheet != name + "!", sheet != "'\(quoted)'!" { return nil }
    case .foreign: return nil
    }
    self.function = function
    self.range = range
  }
}

/// A column of a list.
struct ListColumn: Hashable {
  var list: String
  var field: Int
}

/// What the template's formulas reckon over lists, so that a viewer that does not calculate shows
/// it too.
struct ColumnFigures {
  private var figures: [ListColumn: Figures] = [:]

  /// Goes once through each list that has one of `columns`.
  init(of columns: Set<ListColumn>, data: TemplateData) {
    for (name, fields) in Dictionary(grouping: columns, by: \.list) {
      guard let list = data.lists[name] else { continue }
      var found = fields.map { ($0, Figures()) }
      var rows = list.makeRows()
      var row = TemplateRow()
      while rows.next(into: &row) {
        for index in found.indices where found[index].0.field < row.count {
          found[index].1.add(row.cells[found[index].0.field], of: row)
        }
        row.removeAll()
      }
      for (column, figure) in found { figures[column] = figure }
    }
  }

  /// A function's result in decimal digits; `nil` if it can't be told exactly.
  func text(of function: Aggregate.Function, over column: ListColumn) -> [UInt8]? {
    figures[column]?.text(of: function)
  }
}

/// What functions make of the cells of a column.
private struct Figures {
  private var total = DecimalSum()
  private var least: DecimalSum?
  private var greatest: DecimalSum?
  private var numbers = 0
  private var filled = 0
  /// Whether every cell is known to be a number or none.
  private var isExact = true

  /// Adds a cell as functions do, which pass over texts and truth values.
  mutating func add(_ cell: TemplateRow.Cell, of row: TemplateRow) {
    switch cell {
    case .blank: return
    case .text, .code, .pooled, .boolean: break
    // A number where its cell shows dates, and text elsewhere.
    case .written(let range):
      if TemplateDate(written: row.bytes[range]) != nil { isExact = false }
    // A date is a number to a spreadsheet; nobody means its sum.
    case .date: isExact = false
    case .number(let range): add(row.bytes[range])
    case .integer(let number): add(Array(String(number).utf8)[...])
    }
    filled += 1
  }

  private mutating func add(_ digits: ArraySlice<UInt8>) {
    guard let number = DecimalSum(digits) else {
      isExact = false
      return
    }
    numbers += 1
    total.add(number)
    if least.map({ number < $0 }) ?? true { least = number }
    if greatest.map({ $0 < number }) ?? true { greatest = number }
  }

  func text(of function: Aggregate.Function) -> [UInt8]? {
    if function == .countAll { return Array(String(filled).utf8) }
    guard isExact else { return nil }
    switch function {
    case .sum: return total.text
    case .average:
      // Of nothing it is an error, which the reader's program may word.
      return numbers == 0 ? nil : total.quotient(by: numbers)
    case .count, .countAll: return Array(String(numbers).utf8)
    case .least: return (least ?? DecimalSum()).text
    case .greatest: return (greatest ?? DecimalSum()).text
    }
  }
}

/// An exact sum of decimal numbers.
struct DecimalSum {
  /// Decimals that are kept; numbers with more have no exact sum.
  private static let places = 12

  private var total: Int128 = 0
  private var isExact = true

  init() {}

  /// A number of decimal digits; `nil` if it can't be kept.
  init?(_ digits: ArraySlice<UInt8>) {
    let isNegative = digits.first == UInt8(ascii: "-")
    var decimals: Int?
    var number: Int128 = 0
    var count = 0
    for byte in digits.dropFirst(isNegative ? 1 : 0) {
      if byte == UInt8(ascii: "."), decimals == nil {
        decimals = 0
        continue
      }
      guard (0x30...0x39).contains(byte), count < 24, decimals ?? 0 < Self.places else {
        return nil
      }
      number = number * 10 + Int128(byte - 0x30)
      count += 1
      decimals = decimals.map { $0 + 1 }
    }
    guard count > 0 else { return nil }
    for _ in (decimals ?? 0)..<Self.places { number *= 10 }
    total = isNegative ? -number : number
  }

  mutating func add(_ other: DecimalSum) {
    let (sum, overflow) = total.addingReportingOverflow(other.total)
    total = sum
    if overflow { isExact = false }
  }

  static func < (left: DecimalSum, right: DecimalSum) -> Bool { left.total < right.total }

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

  /// The sum divided as a spreadsheet does it, in binary.
  func quotient(by count: Int) -> [UInt8]? {
    guard isExact else { return nil }
    return Array(String(Double(total) / 1e12 / Double(count)).utf8)
  }
}
