import Table
public import Values

/// What a bureau filed in one field.
public enum FiledValue: Hashable, Sendable {
  /// A value, in canonical form: days in ISO 8601, words of the vocabularies, names of the roster.
  case text(String)
  /// Nothing.
  case blank
  /// Something that could not be read or stands under an error: the ledger keeps its last value.
  case unreadable
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

  private(set) var bytes: [UInt8] = []
  /// The place of each filed field's value in `bytes`; empty where blank, -1 where unreadable.
  private var ranges = [Range<Int>](repeating: 0..<0, count: LedgerField.filed.count)

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
  }

  /// Sets a filed field to the UTF-8 bytes of its canonical text.
  ///
  /// - Precondition: `field.isFiled`.
  public mutating func set(_ field: LedgerField, bytes text: ArraySlice<UInt8>) {
    precondition(field.isFiled)
    let start = bytes.count
    bytes += text
    ranges[field.filedIndex] = start..<bytes.count
  }

  /// Sets a filed field to its canonical text.
  ///
  /// - Precondition: `field.isFiled`.
  public mutating func set(_ field: LedgerField, text: String) {
    precondition(field.isFiled)
    let start = bytes.count
    bytes += text.utf8
    ranges[field.filedIndex] = start..<bytes.count
  }

  /// Marks a filed field as unreadable or under an error.
  ///
  /// - Precondition: `field.isFiled`.
  public mutating func setUnreadable(_ field: LedgerField) {
    precondition(field.isFiled)
    ranges[field.filedIndex] = Self.unreadable
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

  private static let stride = LedgerField.filed.count + 2
  private static let noNumber = NumberKey.max

  var count: Int { bureaus.count }
  var indices: Range<Int> { 0..<count }

  mutating func append(_ report: HazardReport, texts: inout TextPool) {
    bureaus.append(report.bureau)
    numbers.append(report.number?.key ?? Self.noNumber)
    refused.append(report.isRefused)
    for field in LedgerField.filed {
      cells.append(Self.id(of: field, report, &texts))
    }
    cells.append(texts.intern(report.sourceFile))
    cells.append(UInt32(clamping: report.sourceRow))
  }

  func number(_ row: Int) -> NumberKey? {
    numbers[row] == Self.noNumber ? nil : numbers[row]
  }

  func isRefused(_ row: Int) -> Bool { refused[row] }

  /// A filed field: its text, 0 where blank, ``unreadable``.
  func cell(_ row: Int, _ field: LedgerField) -> TextID {
    cells[row * Self.stride + field.filedIndex]
  }

  /// A filed field: its text, 0 where blank or unreadable.
  func text(_ row: Int, _ field: LedgerField) -> TextID {
    let id = cell(row, field)
    return id == Self.unreadable ? 0 : id
  }

  func sourceFile(_ row: Int) -> TextID { cells[row * Self.stride + Self.stride - 2] }

  func sourceRow(_ row: Int) -> UInt32 { cells[row * Self.stride + Self.stride - 1] }

  private static func id(
    of field: LedgerField, _ report: HazardReport, _ texts: inout TextPool
  ) -> TextID {
    guard let text = report.text(field) else { return unreadable }
    if text.isEmpty {
      return field.isRequired ? unreadable : 0
    }
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
