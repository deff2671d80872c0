import Table
public import Values

/// What a bureau filed in one field.
public enum FiledValue: Hashable, Sendable {
  /// A value, in canonical form: days in ISO 8601, words of the vocabularies, names of the roster.
  case text(String)
  /// Nothing.
  case blank
  /// Something that could not be read: the ledger keeps its last value.
  case unreadable
}

/// A filed field's value that was entered into the texts of a ``CarryForward`` already: rows repeat
/// their zones, words and days, and looking each up takes most of the time that a row takes.
public struct EnteredValue: Hashable, Sendable {
  let cell: UInt32
}

/// One merged row of the hazards list as the ledger sees it: a buffer to be refilled row by row.
public struct HazardReport: Sendable {
  /// The bureau that sent it.
  public var bureau: BureauCode
  /// The 隐患编号 as filed, `nil` where none was, or none that can be read.
  public var number: HazardNumber?
  /// Whether it may enter no ledger until mended: V008, the later row of H012.
  public var isRefused: Bool
  /// The file, relative to the month's folder.
  public var sourceFile: String
  /// The row number, from 1, that a spreadsheet program shows.
  public var sourceRow: Int

  private var bytes: [UInt8] = []
  /// The place of each filed field's value in `bytes`; empty where blank, -1 where unreadable.
  private var ranges = [Range<Int>](repeating: 0..<0, count: LedgerField.filed.count)
  /// What each filed field is in the rows of a ``CarryForward``, but for those of `texts`.
  private(set) var cells = Self.blank
  /// The fields set to bytes, which are still to be entered, a bit each.
  private(set) var texts: UInt32 = 0
  /// The fields whose values may not take the place of the ledger's, a bit each.
  private(set) var withheld: UInt32 = 0

  /// The cells of a row whose fields are all blank.
  private static let blank = LedgerField.filed.map { ReportRows.blank(of: $0) }

  private static let unreadable = -1 ..< -1

  /// A row whose fields are all blank.
  public init(
    bureau: BureauCode, number: HazardNumber? = nil, isRefused: Bool = false,
    sourceFile: String = "", sourceRow: Int = 0
  ) {
    self.bureau = bureau
    self.number = number
    self.isRefused = isRefused
    self.sourceFile = sourceFile
    self.sourceRow = sourceRow
  }

  /// Makes all fields blank and keeps the storage.
  public mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    for index in ranges.indices { ranges[index] = 0..<0 }
    let blank = Self.blank
    for index in cells.indices { cells[index] = blank[index] }
    texts = 0
    withheld = 0
  }

  /// Keeps a field from changing a hazard that the ledger holds: its value stands under an error.
  /// A new hazard is entered with it, and the row is known by it, since nothing else tells of it.
  ///
  /// - Precondition: `field.isFiled`.
  public mutating func withhold(_ field: LedgerField) {
    precondition(field.isFiled)
    withheld |= field.filedBit
  }

  /// Sets a filed field to a value that the ``CarryForward`` gave, to which alone the row may go.
  ///
  /// - Precondition: `field.isFiled`.
  public mutating func set(_ field: LedgerField, entered value: EnteredValue) {
    cells[field.filedIndex] = value.cell
    texts &= ~field.filedBit
  }

  /// Sets a filed field to the UTF-8 bytes of its canonical text.
  ///
  /// - Precondition: `field.isFiled`.
  public mutating func set(_ field: LedgerField, bytes text: ArraySlice<UInt8>) {
    precondition(field.isFiled)
    let start = bytes.count
    bytes += text
    ranges[field.filedIndex] = start..<bytes.count
    texts |= field.filedBit
  }

  /// Sets a filed field to its canonical text.
  ///
  /// - Precondition: `field.isFiled`.
  public mutating func set(_ field: LedgerField, text: String) {
    precondition(field.isFiled)
    let start = bytes.count
    bytes += text.utf8
    ranges[field.filedIndex] = start..<bytes.count
    texts |= field.filedBit
  }

  /// Marks a filed field as unreadable.
  ///
  /// - Precondition: `field.isFiled`.
  public mutating func setUnreadable(_ field: LedgerField) {
    precondition(field.isFiled)
    ranges[field.filedIndex] = Self.unreadable
    cells[field.filedIndex] = ReportRows.unreadable
    texts &= ~field.filedBit
  }

  /// A filed field.
  ///
  /// - Precondition: `field.isFiled`.
  public subscript(field: LedgerField) -> FiledValue {
    get {
      guard let text = text(field) else { return .unreadable }
      return text.isEmpty ? .blank : .text(String(decoding: text, as: UTF8.self))
    }
    set {
      switch newValue {
      case .text(let text): set(field, text: text)
      case .blank: set(field, bytes: [][...])
      case .unreadable: setUnreadable(field)
      }
    }
  }

  /// The text of a filed field, empty where blank, `nil` where unreadable.
  func text(_ field: LedgerField) -> ArraySlice<UInt8>? {
    precondition(field.isFiled)
    let range = ranges[field.filedIndex]
    return range == Self.unreadable ? nil : bytes[range]
  }
}

/// The month's reports, in merged order, their texts in the ledger's own pool.
struct ReportRows: Sendable {
  static let unreadable = TextID.max

  private(set) var bureaus: [BureauCode] = []
  /// The number filed, ``noNumber`` where none was.
  private var numbers: [NumberKey] = []
  private var refused: [Bool] = []
  /// The filed fields, then source file and row.
  private var cells: [UInt32] = []
  private var lastFile: (name: String, text: TextID) = ("", 0)
  /// The fields withheld, a bit each, of the few rows that have such.
  private var withheld: [Int: UInt32] = [:]

  private static let stride = LedgerField.filed.count + 2
  private static let noNumber = NumberKey.max

  var count: Int { bureaus.count }
  var indices: Range<Int> { 0..<count }

  /// Makes room for so many rows.
  mutating func reserve(_ count: Int) {
    bureaus.reserveCapacity(count)
    numbers.reserveCapacity(count)
    refused.reserveCapacity(count)
    cells.reserveCapacity(count * Self.stride)
  }

  mutating func append(_ report: HazardReport, texts: inout TextPool) {
    bureaus.append(report.bureau)
    numbers.append(report.number?.key ?? Self.noNumber)
    refused.append(report.isRefused)
    if report.withheld != 0 { withheld[bureaus.count - 1] = report.withheld }
    let start = cells.count
    cells += report.cells
    if report.texts != 0 {
      for field in LedgerField.filed where report.texts & field.filedBit != 0 {
        cells[start + field.filedIndex] =
          report.text(field).map { Self.id($0, of: field, &texts) } ?? Self.unreadable
      }
    }
    if report.sourceFile != lastFile.name {
      lastFile = (report.sourceFile, texts.intern(report.sourceFile))
    }
    cells.append(lastFile.text)
    cells.append(UInt32(clamping: report.sourceRow))
  }

  func number(_ row: Int) -> NumberKey? {
    numbers[row] == Self.noNumber ? nil : numbers[row]
  }

  func isRefused(_ row: Int) -> Bool { refused[row] }

  /// The fields of a row that may not change a hazard, a bit each.
  func withheld(_ row: Int) -> UInt32 { withheld.isEmpty ? 0 : withheld[row] ?? 0 }

  /// A filed field: its text, 0 where blank, ``unreadable``.
  func cell(_ row: Int, _ field: LedgerField) -> TextID {
    cells[row * Self.stride + field.filedIndex]
  }

  /// A filed field: its text, 0 where blank or unreadable.
  func text(_ row: Int, _ field: LedgerField) -> TextID {
    let id = cell(row, field)
    return id == Self.unreadable ? 0 : id
  }

  /// The filed fields of a row, each as ``cell(_:_:)``.
  func filed(_ row: Int) -> ArraySlice<TextID> {
    cells[row * Self.stride..<row * Self.stride + Self.stride - 2]
  }

  func sourceFile(_ row: Int) -> TextID { cells[row * Self.stride + Self.stride - 2] }

  func sourceRow(_ row: Int) -> UInt32 { cells[row * Self.stride + Self.stride - 1] }

  /// What a blank field is: one that must be given takes nothing from the ledger.
  static func blank(of field: LedgerField) -> TextID { field.isRequired ? unreadable : 0 }

  /// What a field's text is: its number, or ``unreadable``.
  static func id(
    _ text: ArraySlice<UInt8>, of field: LedgerField, _ texts: inout TextPool
  ) -> TextID {
    if text.isEmpty { return blank(of: field) }
    // What is no word or day of its field can have come here by a mistake only; the ledger must
    // still be readable next month.
    if field.isDate, !isISODay(text) { return unreadable }
    let id = texts.intern(text.span)
    switch field {
    case .status: return Word.statuses.contains(id) ? id : unreadable
    case .level: return Word.levels.contains(id) ? id : unreadable
    default: return id
    }
  }
}
