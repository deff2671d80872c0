public import ListSchema
public import Table
public import Values

/// One field of a record: the raw text, and what it was read as.
public struct RecordCell: Equatable, Sendable {
  /// The cell's raw text, kept as filed.
  public var text: TextID
  @usableFromInline var payload: Int32

  private static let unreadablePayload = Int32.min
  private static let blankPayload = Int32.min + 1
  /// The payloads from here on are values.
  @usableFromInline static var leastValue: Int32 { Int32.min + 2 }

  /// Nothing filed, or a placeholder where nothing need be filed.
  public static func blank(_ text: TextID = 0) -> RecordCell {
    RecordCell(text: text, payload: blankPayload)
  }

  /// Text that could not be read as the field's type, or stands under an error: it enters no total.
  public static func unreadable(_ text: TextID) -> RecordCell {
    RecordCell(text: text, payload: unreadablePayload)
  }

  /// A value: a day's number, a count, an index into the table's amounts, a vocabulary or the
  /// roster; 0 for plain text.
  public static func value(_ payload: Int32, text: TextID) -> RecordCell {
    RecordCell(text: text, payload: payload)
  }

  /// Whether the filer left it blank.
  public var isBlank: Bool { payload == Self.blankPayload }

  /// Whether it holds something that could not be read.
  public var isUnreadable: Bool { payload == Self.unreadablePayload }

  /// The value's number, `nil` where blank or unreadable.
  @inlinable public var number: Int32? { payload >= Self.leastValue ? payload : nil }
}

/// How one worksheet or text file laid out a list's columns.
public struct SheetColumns: Sendable {
  /// The worksheet's name, `nil` for a text file.
  public var sheet: String?
  /// Column number of each field of the list, from 1; 0 where the sheet has no such column.
  public var columns: [Int]
  /// Heading of each field as the sheet prints it; the schema's where the sheet has none.
  public var headings: [String]
  /// Headings of columns that the schema does not know.
  public var extraHeadings: [String]
  /// Whether a plain number that stands for a date counts from 1904.
  public var is1904: Bool

  /// The layout of a sheet.
  public init(
    sheet: String?, columns: [Int], headings: [String], extraHeadings: [String] = [],
    is1904: Bool = false
  ) {
    self.sheet = sheet
    self.columns = columns
    self.headings = headings
    self.extraHeadings = extraHeadings
    self.is1904 = is1904
  }
}

/// A value of a column that the schema does not know.
public struct ExtraCell: Sendable {
  /// Index of the record.
  public var record: Int32
  /// Index into ``SheetColumns/extraHeadings``.
  public var heading: Int32
  /// The raw text.
  public var text: TextID

  /// A value of an unknown column.
  public init(record: Int32, heading: Int32, text: TextID) {
    self.record = record
    self.heading = heading
    self.text = text
  }
}

/// The records of one list of one file, in file order.
///
/// Texts and cells are kept once each; a record takes four bytes a field.
public final class RecordTable: Sendable {
  /// The list.
  public let list: ListDefinition
  /// The sheets the records stand on.
  public let sheets: [SheetColumns]
  /// All texts.
  public let texts: TextPool
  /// Values of number fields, by the index a cell holds.
  public let amounts: [Amount]
  /// Values of unknown columns, by record.
  public let extras: [ExtraCell]
  /// The different cells that records hold, by their numbers.
  public let distinctCells: [RecordCell]
  /// Number of fields.
  public let width: Int
  /// The cells of all records, by their numbers: ``width`` a record.
  public let cells: [CellID]
  private let rowNumbers: [Int32]
  private let sheetIndices: [UInt16]

  init(_ builder: consuming RecordTableBuilder) {
    list = builder.list
    width = builder.list.fields.count
    sheets = builder.sheets
    texts = builder.texts.closed()
    amounts = builder.amounts
    extras = builder.extras
    distinctCells = builder.distinct.closed()
    cells = builder.cells.compacted()
    rowNumbers = builder.rowNumbers
    sheetIndices = builder.sheetIndices
  }

  /// Number of records.
  public var count: Int { rowNumbers.count }

  /// A record, from 0.
  public subscript(index: Int) -> Record { Record(table: self, index: index) }

  /// The cell of a record and a field, both from 0.
  public func cell(_ record: Int, _ field: Int) -> RecordCell {
    distinctCells[Int(cells[record * width + field])]
  }

  /// The number of the cell of a record and a field, both from 0, among ``distinctCells``.
  public func cellID(_ record: Int, _ field: Int) -> CellID { cells[record * width + field] }

  /// The numbers of a record's cells, one a field.
  public func cellIDs(of record: Int) -> ArraySlice<CellID> {
    cells[record * width..<(record + 1) * width]
  }

  /// Row number of a record, from 1.
  public func row(_ record: Int) -> Int { Int(rowNumbers[record]) }

  /// The place among the ``sheets`` of that which a record stands on.
  public func sheetIndex(_ record: Int) -> Int { Int(sheetIndices[record]) }

  /// The sheet a record stands on.
  public func sheet(_ record: Int) -> SheetColumns { sheets[Int(sheetIndices[record])] }
}

/// Builds a ``RecordTable``, record by record.
public struct RecordTableBuilder: Sendable {
  /// The list.
  public let list: ListDefinition
  /// The texts so far.
  public var texts = TextPool()
  /// The sheets begun so far.
  public private(set) var sheets: [SheetColumns] = []
  fileprivate(set) var amounts: [Amount] = []
  /// Place of each amount in `amounts`.
  private var amountPlaces: [Amount: Int32] = [:]
  fileprivate(set) var extras: [ExtraCell] = []
  fileprivate(set) var distinct = DistinctCells()
  fileprivate(set) var cells: [CellID] = []
  fileprivate(set) var rowNumbers: [Int32] = []
  fileprivate(set) var sheetIndices: [UInt16] = []

  /// Number of fields.
  private let width: Int

  /// A table of a list, without records.
  public init(_ list: ListDefinition) {
    self.list = list
    width = list.fields.count
  }

  /// Number of records so far.
  public var count: Int { rowNumbers.count }

  /// Begins the records of a sheet.
  public mutating func beginSheet(_ columns: SheetColumns) { sheets.append(columns) }

  /// Enters a cell, for a record that is appended by the numbers of its cells.
  ///
  /// - Parameter cell: The cell.
  /// - Returns: Its number.
  public mutating func enter(_ cell: RecordCell) -> CellID { distinct.enter(cell) }

  /// A cell that was entered.
  public subscript(cell: CellID) -> RecordCell { distinct.cells[Int(cell)] }

  /// Whether one of some fields is blank.
  ///
  /// - Parameters:
  ///   - fields: The fields.
  ///   - cells: The cells of a record, one a field.
  /// - Returns: `false` if none is.
  public func hasBlank(among fields: [Int], of cells: [CellID]) -> Bool {
    let (fields, cells, known) = (fields.span, cells.span, distinct.cells.span)
    for place in fields.indices where known[Int(cells[fields[place]])].isBlank { return true }
    return false
  }

  /// Appends a record of the sheet begun last: its row number, from 1, and one cell a field, in
  /// the list's order.
  public mutating func append(row: Int, cells: [CellID]) {
    precondition(cells.count == width && !sheets.isEmpty)
    self.cells.append(addingCapacity: cells.count) { output in
      let cells = cells.span
      for field in cells.indices { output.append(cells[field]) }
    }
    rowNumbers.append(Int32(row))
    sheetIndices.append(UInt16(sheets.count - 1))
  }

  /// Appends a record of cells that have not been entered.
  public mutating func append(row: Int, cells: [RecordCell]) {
    append(row: row, cells: cells.map { enter($0) })
  }

  /// Adds a value of an unknown column to the record appended last.
  public mutating func appendExtra(heading: Int, text: TextID) {
    extras.append(
      ExtraCell(record: Int32(count - 1), heading: Int32(heading), text: text))
  }

  /// Enters a number field's value; the result is the payload of its cell.
  public mutating func enter(_ amount: Amount) -> Int32 {
    if let place = amountPlaces[amount] { return place }
    let place = Int32(amounts.count)
    amounts.append(amount)
    amountPlaces[amount] = place
    return place
  }

  /// The table as built.
  public consuming func table() -> RecordTable { RecordTable(self) }
}
