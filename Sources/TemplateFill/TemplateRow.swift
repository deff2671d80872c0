public import Table

/// The values of one list row, in the order of the list's fields.
///
/// One row is refilled for every row of a list, so that a list of any length takes the memory
/// of its longest row.
public struct TemplateRow: Sendable {
  enum Cell {
    case blank
    case text(Range<Int>)
    case written(Range<Int>)
    case number(Range<Int>)
    case integer(Int)
    /// A text that needs no escape and stands in no other cell.
    case code(Range<Int>)
    /// A text of a pool, by number; never the empty one.
    case pooled(TextID, pool: Int)
    case date(TemplateDate)
    case boolean(Bool)
  }

  /// The bytes of texts and numbers.
  private(set) var bytes: [UInt8] = []
  private(set) var cells: [Cell] = []
  /// Texts that values may be, by number: the row then only names them, and what is found out of
  /// one holds for all its cells.
  public var pools: [FinishedPool] = []

  /// A row without values.
  public init() {}

  /// How many values were appended.
  public var count: Int { cells.count }

  /// Forgets the values and keeps the storage.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
  }

  /// Appends a value that is not known.
  public mutating func appendBlank() {
    cells.append(.blank)
  }

  /// Appends text given as UTF-8; bytes that are no UTF-8 are not looked for.
  ///
  /// - Parameter text: The text's bytes.
  public mutating func append(text: Span<UInt8>) {
    let start = bytes.count
    bytes.reserveCapacity(start + text.count)
    for index in text.indices { bytes.append(text[index]) }
    cells.append(start == bytes.count ? .blank : .text(start..<bytes.count))
  }

  /// Appends text given as UTF-8; bytes that are no UTF-8 are not looked for.
  ///
  /// - Parameter text: The text's bytes.
  public mutating func append(text: ArraySlice<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: text)
    cells.append(start == bytes.count ? .blank : .text(start..<bytes.count))
  }

  /// Appends text.
  ///
  /// - Parameter text: The text; an empty one is a blank.
  public mutating func append(text: String) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    cells.append(start == bytes.count ? .blank : .text(start..<bytes.count))
  }

  /// Appends a text of one of the ``pools``.
  ///
  /// - Parameters:
  ///   - id: Its number there.
  ///   - pool: The pool's index.
  public mutating func append(text id: TextID, ofPool pool: Int) {
    cells.append(id == 0 ? .blank : .pooled(id, pool: pool))
  }

  /// Appends a text that names one thing: it is not looked for in other cells.
  ///
  /// - Parameter code: Letters, digits and hyphens.
  public mutating func append(code: ArraySlice<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: code)
    cells.append(start == bytes.count ? .blank : .code(start..<bytes.count))
  }

  /// Appends a whole number.
  ///
  /// - Parameter integer: The number.
  public mutating func append(integer: Int) {
    cells.append(.integer(integer))
  }

  /// Appends a number in decimal digits; filling throws if it is none.
  ///
  /// - Parameter decimal: The digits, such as `-12.50`.
  public mutating func append(decimal: String) {
    let start = bytes.count
    bytes.append(contentsOf: decimal.utf8)
    cells.append(.number(start..<bytes.count))
  }

  /// Appends a number in decimal digits; filling throws if it is none.
  ///
  /// - Parameter decimal: The digits' bytes.
  public mutating func append(decimal: ArraySlice<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: decimal)
    cells.append(.number(start..<bytes.count))
  }

  /// Appends text that is a date where the cell shows dates, ``TemplateValue/written(_:)``.
  ///
  /// - Parameter text: The text's bytes, UTF-8; none are a blank.
  public mutating func append(written text: ArraySlice<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: text)
    cells.append(start == bytes.count ? .blank : .written(start..<bytes.count))
  }

  /// Appends a date.
  ///
  /// - Parameter date: The date, with or without a time.
  public mutating func append(date: TemplateDate) {
    cells.append(.date(date))
  }

  /// Appends a truth value.
  ///
  /// - Parameter boolean: The value.
  public mutating func append(boolean: Bool) {
    cells.append(.boolean(boolean))
  }

  /// Appends a value of any kind.
  ///
  /// - Parameter value: The value.
  public mutating func append(_ value: TemplateValue) {
    switch value {
    case .blank: appendBlank()
    case .text(let text): append(text: text)
    case .written(let text): append(written: Array(text.utf8)[...])
    case .integer(let number): append(integer: number)
    case .decimal(let digits): append(decimal: digits)
    case .date(let date): append(date: date)
    case .boolean(let truth): append(boolean: truth)
    }
  }

  /// Appends the value at `index` as a reader sees it, for a cell that mixes text and values.
  func appendText(at index: Int, to output: inout [UInt8]) {
    switch cells[index] {
    case .blank: break
    case .text(let range), .written(let range), .number(let range), .code(let range):
      output.append(contentsOf: bytes[range])
    case .integer(let number): output.appendDecimal(number)
    case .pooled(let id, let pool): pools[pool].texts.append(id, to: &output)
    case .date(let date): output.append(contentsOf: date.description.utf8)
    case .boolean(let truth): output.append(contentsOf: (truth ? "TRUE" : "FALSE").utf8)
    }
  }
}
