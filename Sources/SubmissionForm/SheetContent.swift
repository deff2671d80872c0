import Table

/// A worksheet as data, before it is written.
struct SheetContent {
  /// A value of a cell.
  enum Value {
    case blank
    case text(String)
    case number(String)
    /// A formula without `=`; the stored result is absent where it is left to the program that
    /// opens the file.
    case formula(String, stored: Stored?)
  }

  /// The stored result of a formula.
  enum Stored {
    case text(String)
    case number(Int)
  }

  /// A column's width in half characters, and the format of its cells that have no other.
  struct Column {
    var width: Double
    var format: CellFormat?
  }

  /// A cell.
  struct Cell {
    var column: Int
    var format: CellFormat
    var value = Value.blank
  }

  /// A row with its height in points, absent where it follows from the text.
  struct Row {
    var number: Int
    var height: Double?
    /// Whether the row keeps its height when its texts change.
    var isFixed = true
    var cells: [Cell]
  }

  /// A conditional format: areas, a formula for their first cell.
  struct Condition {
    var areas: [String]
    var formula: String
    var highlight: Highlight
  }

  var name: String
  var isHidden = false
  var columns: [Column] = []
  var rows: [Row] = []
  var merges: [String] = []
  var conditions: [Condition] = []
  var validations: [CellValidation] = []
  /// First cell that scrolls.
  var frozenAt: CellReference?
  /// Rows that each printed page repeats.
  var printTitles: ClosedRange<Int>?
  var showsGrid = false
  /// Left part of the printed footer.
  var footer = ""

  /// Adds a row whose text runs over several columns.
  mutating func addBanner(
    row: Int, height: Double, columns: ClosedRange<Int>, _ value: Value, _ format: CellFormat
  ) {
    rows.append(
      Row(
        number: row, height: height,
        cells: [Cell(column: columns.lowerBound, format: format, value: value)]))
    merge(row: row, columns: columns)
  }

  /// Adds a row that is as high as its texts need in the sheet's columns.
  mutating func addFitted(row: Int, least: Double, _ cells: [Cell]) {
    let texts = cells.compactMap { cell -> (text: String, width: Double)? in
      guard case .text(let text) = cell.value, columns.indices.contains(cell.column - 1) else {
        return nil
      }
      return (text, columns[cell.column - 1].width)
    }
    rows.append(
      Row(
        number: row, height: TextHeight.height(of: texts, least: least), isFixed: false,
        cells: cells))
  }

  /// Merges cells of a row.
  mutating func merge(row: Int, columns: ClosedRange<Int>) {
    guard columns.count > 1 else { return }
    merges.append(Self.area(rows: row...row, columns: columns))
  }

  /// The address of an area.
  static func area(rows: ClosedRange<Int>, columns: ClosedRange<Int>) -> String {
    "\(CellReference(row: rows.lowerBound, column: columns.lowerBound)):"
      + "\(CellReference(row: rows.upperBound, column: columns.upperBound))"
  }
}

/// What a cell takes, what is said when it is chosen, and when it is filled wrongly (ECMA-376
/// Part 1, 18.3.1.32).
struct CellValidation {
  /// What a cell takes.
  enum Kind {
    /// Anything: only the prompt is shown.
    case any
    /// One of a named range.
    case list(name: String)
    case whole
    case decimal
    /// Days by serial number.
    case date(ClosedRange<Int>)
    case length(ClosedRange<Int>)
    /// What a formula holds true for.
    case formula(String)
  }

  var area: String
  var kind: Kind
  var title: String
  var prompt: String
  var fault = ""
  /// Whether a value that does not fit may be kept after a question.
  var isAdvice = false
}
