/// How a cell of the form looks. Equal formats share one entry of the style sheet.
struct CellFormat: Hashable {
  /// A type face at a size.
  enum Font: Int, CaseIterable {
    case body
    case bold
    case heading
    case title
    case verdict
    case note
  }

  /// A background.
  enum Fill: Int, CaseIterable {
    case none
    /// Fixed by ECMA-376 18.8.21: the second fill is this pattern whatever the file says.
    case gray125
    case head
    case sum
  }

  /// Lines around a cell.
  enum Border: Int, CaseIterable {
    case none
    case grid
    case underline
  }

  /// How a number is shown; the raw value is its `numFmtId`.
  enum Number: Int {
    case general = 0
    case integer = 1
    case text = 49
    case date = 164
    case amount = 165
  }

  /// Place across the cell.
  enum Horizontal: String {
    case left
    case center
    case right
  }

  var font = Font.body
  var fill = Fill.none
  var border = Border.none
  var number = Number.general
  var horizontal = Horizontal.left

  /// The same with lines around it.
  var gridded: CellFormat {
    var format = self
    format.border = .grid
    return format
  }
}

extension CellFormat {
  static let title = CellFormat(font: .title, horizontal: .center)
  static let label = CellFormat(font: .heading, horizontal: .right)
  static let line = CellFormat(border: .underline)
  static let codeLine = CellFormat(border: .underline, number: .text)
  static let dateLine = CellFormat(border: .underline, number: .date)
  static let note = CellFormat(font: .note)
  static let heading = CellFormat(
    font: .heading, fill: .head, border: .grid, horizontal: .center)
  static let plain = CellFormat()
  static let cell = CellFormat(border: .grid)
  static let centered = CellFormat(border: .grid, horizontal: .center)
  static let boldCell = CellFormat(font: .bold, border: .grid, horizontal: .center)
  static let section = CellFormat(font: .heading)
  static let verdict = CellFormat(font: .verdict)
}

/// What a conditional format changes; the raw value is its index in `dxfs`.
enum Highlight: Int, CaseIterable {
  /// Must be mended.
  case error
  /// To be mended or explained.
  case warning
  /// Nothing found.
  case passed
  /// A row that is filled in gets its lines.
  case grid
}
