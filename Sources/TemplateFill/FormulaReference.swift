import Table

/// One end of a reference in a formula: a cell, a whole row or a whole column.
struct FormulaCorner: Equatable {
  /// Column from 1; `nil` for a whole row.
  var column: Int?
  /// Whether `$` stands before the column.
  var isColumnFixed = false
  /// Row from 1; `nil` for a whole column.
  var row: Int?
  /// Whether `$` stands before the row.
  var isRowFixed = false

  /// Parses `$A$5`, `A5`, `$5` or `A`.
  init?(_ text: ArraySlice<UInt8>) {
    var rest = text
    var fixed = Self.takeDollar(&rest)
    let letters = rest.prefix { FormulaScanner.isLetter($0) }
    if !letters.isEmpty {
      guard letters.count <= 3 else { return nil }
      let number = letters.reduce(0) { $0 * 26 + Int($1 & 0x1f) }
      guard number <= CellReference.lastColumn else { return nil }
      column = number
      isColumnFixed = fixed
      rest = rest.dropFirst(letters.count)
      fixed = Self.takeDollar(&rest)
    }
    if rest.isEmpty {
      if fixed || column == nil { return nil }
      return
    }
    guard rest.count <= 7, rest.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let number = rest.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    guard (1...CellReference.lastRow).contains(number) else { return nil }
    row = number
    isRowFixed = fixed
  }

  private static func takeDollar(_ text: inout ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "$") else { return false }
    text = text.dropFirst()
    return true
  }

  /// Whether both stand for the same kind of thing, so that `:` may join them.
  func joins(_ other: Self) -> Bool {
    (column == nil) == (other.column == nil) && (row == nil) == (other.row == nil)
  }

  /// Appends all that stands before the row number.
  func appendColumn(to output: inout [UInt8]) {
    if let column {
      if isColumnFixed { output.append(UInt8(ascii: "$")) }
      output += CellReference.letters(ofColumn: column).utf8
    }
    if row != nil, isRowFixed { output.append(UInt8(ascii: "$")) }
  }
}

/// A reference in a formula.
struct FormulaReference: Equatable {
  /// Which sheet a reference is to.
  enum Sheet: Equatable {
    /// The formula's own.
    case own
    /// The one of this name.
    case named([UInt8])
    /// Another workbook's, or several sheets.
    case foreign
  }

  var sheet: Sheet
  var start: FormulaCorner
  /// The other end of a range.
  var end: FormulaCorner?
  /// Whether it stands where a function takes a range to go over, as in `SUM(D5)`.
  var isAggregated: Bool
  /// Whether it stands in a function's argument.
  var isArgument: Bool
  /// Whether it is all of an argument of a function that takes any number of ranges.
  var isSummed: Bool
  /// Whether it is a range that is gone over on condition, as in `COUNTIF(D5:D9,1)`.
  var isConditional: Bool
  /// The sheet's name as written, with its `!`.
  var prefix: ArraySlice<UInt8>
}

extension FormulaReference {
  /// Appends the reference as it is, to another sheet where one is given: `output` ends with the
  /// sheet's name that it had.
  ///
  /// - Parameters:
  ///   - name: The other sheet.
  ///   - output: What stands before it.
  func append(toSheet name: String?, to output: inout [UInt8]) {
    if let name {
      output.removeLast(min(prefix.count, output.count))
      output += "'\(name.replacing("'", with: "''"))'!".utf8
    }
    start.append(to: &output)
    guard let end else { return }
    output.append(UInt8(ascii: ":"))
    end.append(to: &output)
  }
}

extension FormulaCorner {
  /// Appends the corner as the template has it.
  func append(to output: inout [UInt8]) {
    appendColumn(to: &output)
    if let row { output.appendDecimal(row) }
  }
}
