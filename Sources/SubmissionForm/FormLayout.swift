import ListSchema
import Table
import Values

/// Where everything of a list stands on its sheet. Columns, titles and kinds come from the list's
/// schema; nothing about a column is said here a second time.
struct FormLayout {
  /// A column of the sheet, `A` being 1.
  struct Column {
    var number: Int
    var field: Field
    /// Length of the longest word that the field can be, 0 where it is none of a vocabulary.
    var longestWord: Int
  }

  /// Rows that are guarded and checked, at least; more where hazards are carried over.
  static let leastRows = 500
  /// Rows below those carried over that are printed with lines, so that a blank form looks like one.
  static let ruledRows = 20

  let list: ListDefinition
  let columns: [Column]
  /// Name of the sheet, which tells a reader the list.
  let sheetName: String
  /// First row of the headings; above it stand title, 填报单位 lines and the state of the check.
  let headRow = 5
  /// One row, two where headings are grouped.
  let headHeight: Int
  /// The row of sums, for lists whose headings are grouped: those of figures.
  let sumRow: Int?
  /// Rows to be filled in.
  let rows: ClosedRange<Int>

  /// The layout of a list.
  ///
  /// 设区市 is left out: a form is one bureau's, and its 填报单位 says so.
  ///
  /// - Parameters:
  ///   - list: The list.
  ///   - filled: Rows that are filled in beforehand.
  init(_ list: ListDefinition, filled: Int) {
    self.list = list
    columns = list.fields.filter { $0.kind != .bureau }.enumerated().map {
      let words = list.vocabulary(of: $0.element)?.values ?? []
      return Column(
        number: $0.offset + 1, field: $0.element, longestWord: words.map(\.count).max() ?? 0)
    }
    sheetName = Self.sheetName(list.title)
    let isGrouped = columns.contains { $0.field.group != nil }
    headHeight = isGrouped ? 2 : 1
    sumRow = isGrouped ? headRow + headHeight : nil
    let first = headRow + headHeight + (isGrouped ? 1 : 0)
    rows = first...(first + max(Self.leastRows, filled + Self.leastRows / 2) - 1)
  }

  /// The column of a field, `nil` if the form has none.
  subscript(key: FieldKey) -> Column? { columns.first { $0.field.key == key } }

  /// All columns.
  var allColumns: ClosedRange<Int> { 1...columns.count }

  /// The column that tells whom a row is of, where a nil is stated too.
  var zone: Column? {
    columns.first {
      if case .zone = $0.field.kind { true } else { false }
    }
  }

  /// The cells of a column that are filled in, `P6:P1005`.
  func area(_ column: Column) -> String {
    SheetContent.area(rows: rows, columns: column.number...column.number)
  }

  /// The same for a formula on any sheet, `'问题隐患清单'!$P$6:$P$1005`.
  func reference(_ column: Column) -> String {
    let letters = CellReference.letters(ofColumn: column.number)
    return "\(quotedName)!$\(letters)$\(rows.lowerBound):$\(letters)$\(rows.upperBound)"
  }

  /// The sheet's name as formulas quote it (ECMA-376 Part 1, 18.17.2.3).
  var quotedName: String { "'" + sheetName.replacing("'", with: "''") + "'" }

  /// A title as the name of a sheet: at most 31 characters and none of `: \ / ? * [ ]`.
  private static func sheetName(_ title: String) -> String {
    let name = String(title.map { ":\\/?*[]'".contains($0) ? "_" : $0 }.prefix(31))
    return name.isEmpty ? "_" : name
  }
}
