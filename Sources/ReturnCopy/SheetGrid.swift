/// Widths and heights of a worksheet in pixels, by which the boxes of comments are placed.
struct SheetGrid {
  private struct Columns {
    var range: ClosedRange<Int>
    var width: Int
    var format: Int
  }

  private var columns: [Columns] = []
  private var heights: [Int: Int] = [:]
  private var defaultWidth = 64
  private var defaultHeight = 20

  /// Takes what the element at which the scanner stands says of sizes (ECMA-376 Part 1, 18.3.1.13
  /// `col`, 18.3.1.81 `sheetFormatPr`).
  mutating func read(_ scanner: MarkupScanner) throws(ReturnCopyError) {
    if scanner.isNamed("sheetFormatPr") {
      if let width = try Self.size(scanner, "defaultColWidth") { defaultWidth = Int(width * 7 + 5) }
      if let height = try Self.size(scanner, "defaultRowHeight") {
        defaultHeight = Int(height * 4 / 3)
      }
    } else if scanner.isNamed("col"), let first = try scanner.number("min"),
      let last = try scanner.number("max"), first > 0, first <= last
    {
      let isHidden = ["1", "true"].contains(try scanner.text("hidden"))
      let width = try Self.size(scanner, "width").map { Int($0 * 7 + 5) }
      columns.append(
        Columns(
          range: first...last, width: isHidden ? 0 : width ?? defaultWidth,
          format: try scanner.number("style") ?? 0))
    }
  }

  /// Takes the height of the row at which the scanner stands, where it states one.
  mutating func readRow(_ scanner: MarkupScanner, number: Int) throws(ReturnCopyError) {
    if ["1", "true"].contains(try scanner.text("hidden")) {
      heights[number] = 0
    } else if let height = try Self.size(scanner, "ht") {
      heights[number] = Int(height * 4 / 3)
    }
  }

  /// The format of a column's cells that are not there.
  func format(ofColumn column: Int) -> Int {
    columns.first { $0.range.contains(column) }?.format ?? 0
  }

  /// Width of a column.
  func width(ofColumn column: Int) -> Int {
    columns.first { $0.range.contains(column) }?.width ?? defaultWidth
  }

  /// Height of a row.
  func height(ofRow row: Int) -> Int { heights[row] ?? defaultHeight }

  private static func size(
    _ scanner: MarkupScanner, _ name: String
  ) throws(ReturnCopyError) -> Double? {
    guard let size = try scanner.text(name).flatMap(Double.init), size >= 0, size < 2_000 else {
      return nil
    }
    return size
  }
}
