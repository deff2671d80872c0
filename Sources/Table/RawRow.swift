/// What a cell held, as its file says.
public enum CellKind: UInt8, Sendable {
  /// Text, of a shared or inline string, a formula's text result, or a CSV field.
  case text
  /// A number without a date format; the text is the number as stored.
  case number
  /// `true` or `false`.
  case boolean
  /// An error value; the text is the error, such as `#REF!`.
  case error
  /// A number under a date format, or an ISO 8601 cell. The text is ISO 8601:
  /// `2022-05-03`, `2022-05-03T10:20:00`, a bare time `10:20:30`.
  case date
  /// A formula without a stored value. The text is empty.
  case formulaWithoutValue
  /// A picture placed in a cell. The text is what is stored in its place: the formula text of WPS's
  /// `DISPIMG`, or the error value that Excel leaves for programs that can't show pictures.
  case picture
}

/// One non-empty cell of a ``RawRow``.
public struct RawCell: Sendable {
  /// Column, from 1, as a spreadsheet program counts.
  public var column: Int32
  /// What the cell held.
  public var kind: CellKind
  /// Index of the file's shared string that the cell refers to, -1 if none. Equal indices of one
  /// file mean equal texts, so that a reader of rows can look a text up once a file.
  public var sharedString: Int32
  /// Where the cell's text stands in the bytes of its row; empty for a shared string, whose
  /// text the row's source keeps.
  public var text: Range<Int32>

  /// A cell as read.
  public init(column: Int32, kind: CellKind, sharedString: Int32 = -1, text: Range<Int32>) {
    self.column = column
    self.kind = kind
    self.sharedString = sharedString
    self.text = text
  }
}

/// One row of a worksheet or a text file: the buffer that a ``RowSource`` refills.
///
/// Cells stand in ascending column order; a cell without value is absent.
public struct RawRow: Sendable {
  /// Row number, from 1, as a spreadsheet program shows. In a CSV file the number of the record.
  public var number = 0
  /// Whether the row is hidden, by hand or by a filter.
  public var isHidden = false
  /// The non-empty cells.
  public var cells: [RawCell] = []
  /// UTF-8 texts of the cells that are not shared strings.
  public var bytes: [UInt8] = []

  /// An empty row, to be refilled.
  public init() {}

  /// Forgets the cells, keeps the storage.
  public mutating func clear() {
    number = 0
    isHidden = false
    cells.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Appends a cell with its own text, UTF-8.
  public mutating func append(column: Int, kind: CellKind, text: some Collection<UInt8>) {
    let start = Int32(bytes.count)
    bytes.append(contentsOf: text)
    cells.append(
      RawCell(column: Int32(column), kind: kind, text: start..<Int32(bytes.count)))
  }

  /// Appends a cell that refers to a shared string of the file.
  public mutating func append(column: Int, sharedString index: Int) {
    cells.append(
      RawCell(column: Int32(column), kind: .text, sharedString: Int32(index), text: 0..<0))
  }
}

/// Texts that many cells of one file refer to by index (ECMA-376 Part 1, 18.4.9).
public protocol SharedTexts: Sendable {
  /// Number of texts.
  var count: Int { get }
  /// UTF-8 bytes of the text at `index`, empty where there is none.
  subscript(index: Int) -> ArraySlice<UInt8> { get }
}

/// No shared texts: what a text file has.
public struct NoSharedTexts: SharedTexts {
  /// The empty table.
  public init() {}
  /// Always 0.
  public var count: Int { 0 }
  /// Always empty.
  public subscript(index: Int) -> ArraySlice<UInt8> { [] }
}

/// A cursor over the rows of one worksheet or text file.
///
/// Rows come in file order; wholly empty rows may be left out.
public protocol RowSource {
  /// What goes wrong while reading.
  associatedtype Failure: Error
  /// The texts that shared-string cells refer to.
  var sharedTexts: any SharedTexts { get }
  /// Reads the next row into `row`, reusing its storage.
  ///
  /// - Parameter row: On return the row read; cleared after the last.
  /// - Returns: `false` after the last row.
  /// - Throws: `Failure` if the file is damaged from here on.
  mutating func read(into row: inout RawRow) throws(Failure) -> Bool
}
