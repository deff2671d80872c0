import Table

/// The rows of a text table as a worksheet: every cell a text, columns as wide as their texts, the
/// heading bold and in sight, printed on A4 across.
struct PlainSheet {
  /// Rows among which the heading is looked for.
  private static let leading = 20
  /// Widths of columns, in half characters.
  private static let widths = 8...40

  /// The cells of the first rows, which are written when it is known which is the heading.
  private var first: [(row: Int, cells: [(column: Int, text: String)])] = []
  /// The rows behind them.
  private var text = ""
  /// The widest text of each column.
  private var columns: [Int] = []

  /// Appends a row.
  mutating func append(row: Int, cells: [(column: Int, text: String)]) {
    let isAlone = Self.isAlone(cells)
    for (column, text) in cells {
      if columns.count < column {
        columns += repeatElement(0, count: column - columns.count)
      }
      // A line that is read across others makes no column wide.
      if !isAlone { columns[column - 1] = max(columns[column - 1], text.halfWidths + 2) }
    }
    if first.count < Self.leading {
      first.append((row, cells))
    } else {
      text += Self.row(row, cells, format: isAlone ? 3 : 1)
    }
  }

  /// Whether no cell but one holds a text, which then runs over the others.
  private static func isAlone(_ cells: [(column: Int, text: String)]) -> Bool {
    cells.count { !$0.text.isEmpty } < 2
  }

  /// Row of the heading: the first that fills half of the columns or more; `nil` where none does.
  private var heading: Int? {
    first.first { row in
      row.cells.count { !$0.text.isEmpty } >= max(3, (columns.count + 1) / 2)
    }?.row
  }

  /// The worksheet's part.
  ///
  /// - Parameter namespace: Namespace of worksheets.
  /// - Returns: The part, without its declaration.
  func part(namespace: String) -> String {
    let heading = heading
    let rows =
      first.map { row, cells in
        Self.row(row, cells, format: row == heading ? 2 : Self.isAlone(cells) ? 3 : 1)
      }.joined() + text
    let pane = heading.map { row in
      "<pane ySplit=\"\(row)\" topLeftCell=\"A\(row + 1)\" activePane=\"bottomLeft\" "
        + "state=\"frozen\"/><selection pane=\"bottomLeft\"/>"
    }
    let widths = columns.enumerated().map { index, width in
      let width = min(max(width, Self.widths.lowerBound), Self.widths.upperBound)
      return "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" style=\"1\" "
        + "customWidth=\"1\"/>"
    }.joined()
    return """
      <worksheet xmlns="\(namespace)"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>\
      <sheetViews><sheetView workbookViewId="0">\(pane ?? "")</sheetView></sheetViews>\
      <sheetFormatPr defaultRowHeight="15"/>\(widths.isEmpty ? "" : "<cols>\(widths)</cols>")\
      <sheetData>\(rows)</sheetData>\
      <pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>\
      <pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>\
      <headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>
      """
  }

  private static func row(
    _ row: Int, _ cells: [(column: Int, text: String)], format: Int
  ) -> String {
    var text = "<row r=\"\(row)\">"
    for cell in cells {
      let address = CellReference(row: row, column: cell.column)
      text += "<c r=\"\(address)\" s=\"\(format)\" t=\"inlineStr\">"
      text += "<is><t xml:space=\"preserve\">" + CellMarkup.escaped(cell.text) + "</t></is></c>"
    }
    return text + "</row>"
  }
}
