import DelimitedText
public import Table

/// A place of the register that could not be read; the rest of it counts all the same.
public enum RegisterFault: Hashable, Sendable {
  /// No row has the headings 文件 and 收件时间, so that no row is read.
  case noHeading
  /// A row without 文件.
  case noFile(row: Int)
  /// A 收件时间 that is no date with time.
  case notATime(row: Int, text: String)
  /// A SHA-256 that is not 64 hexadecimal digits.
  case notAHash(row: Int, text: String)
  /// A heading that no column has: rows are read, but none can be entered.
  case noColumn(heading: String)
  /// The bytes are text of no encoding that is read.
  case noText

  /// Row as a spreadsheet program shows it, `nil` if it is about the whole file.
  public var row: Int? {
    switch self {
    case .noHeading, .noColumn, .noText: nil
    case .noFile(let row), .notATime(let row, _), .notAHash(let row, _): row
    }
  }
}

extension ReceiptRegister {
  /// Reads a register. Columns are known by their headings and may stand in any order.
  ///
  /// - Parameter source: The rows of the file.
  /// - Throws: What the source throws.
  public init<Source: RowSource>(reading source: inout Source) throws(Source.Failure) {
    self.init()
    var columns: [String: Int32]?
    var row = RawRow()
    var isEmpty = true
    while try source.read(into: &row) {
      isEmpty = false
      guard let known = columns else {
        columns = Self.columns(of: row, source.sharedTexts)
        continue
      }
      let field = { (heading: String) in
        known[heading].map { Self.text(row, column: $0, source.sharedTexts) } ?? ""
      }
      switch Self.parse(number: row.number, field) {
      case .success(let parsed): append(parsed)
      case .failure(let problem): faults.append(problem.fault)
      }
    }
    guard let columns else {
      // An empty file is a register yet to be begun.
      if !isEmpty { faults.append(.noHeading) }
      return
    }
    places = Self.heading.map { columns[$0].map(Int.init) }
    for (heading, place) in zip(Self.heading, places) where place == nil {
      faults.append(.noColumn(heading: heading))
    }
  }

  /// A row's fields in the order of the file's own columns.
  ///
  /// - Parameter row: A row to be written.
  /// - Returns: The fields, blank in columns that staff have added; `nil` where a column is missing
  ///   or the heading can't be told, so that the row could not be read back.
  public func fields(of row: RegisterRow) -> [String]? {
    if places.isEmpty { return faults.isEmpty ? row.fields : nil }
    let columns = places.compactMap(\.self)
    guard columns.count == places.count, let last = columns.max() else { return nil }
    var fields = [String](repeating: "", count: last)
    for (column, field) in zip(columns, row.fields) { fields[column - 1] = field }
    return fields
  }

  private struct Problem: Error {
    var fault: RegisterFault
  }

  private static func parse(number: Int, _ field: (String) -> String) -> Result<
    RegisterRow, Problem
  > {
    let file = field(heading[1])
    guard !file.isEmpty else { return .failure(Problem(fault: .noFile(row: number))) }
    let time = field(heading[3])
    guard let received = Instant(time) else {
      return .failure(Problem(fault: .notATime(row: number, text: time)))
    }
    let hash = field(heading[2])
    guard hash.isEmpty || isHash(hash) else {
      return .failure(Problem(fault: .notAHash(row: number, text: hash)))
    }
    return .success(
      RegisterRow(
        unit: field(heading[0]), file: file, sha256: hash.isEmpty ? nil : hash.lowercased(),
        received: received, method: field(heading[4]), number: number))
  }

  private static func isHash(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
      }
  }

  /// Columns by heading, if the row is the heading.
  private static func columns(of row: RawRow, _ shared: any SharedTexts) -> [String: Int32]? {
    var columns: [String: Int32] = [:]
    for cell in row.cells {
      let title = text(row, column: cell.column, shared).uppercased()
      for heading in heading
      where title == heading || title.replacing("-", with: "") == heading.replacing("-", with: "") {
        if columns[heading] == nil { columns[heading] = cell.column }
      }
    }
    return columns[heading[1]] != nil && columns[heading[3]] != nil ? columns : nil
  }

  /// A cell's text, trimmed and without the guard that a text table puts before signs.
  private static func text(_ row: RawRow, column: Int32, _ shared: any SharedTexts) -> String {
    guard let cell = row.cells.first(where: { $0.column == column }) else { return "" }
    let bytes =
      cell.sharedString >= 0
      ? shared[Int(cell.sharedString)]
      : row.bytes[Int(cell.text.lowerBound)..<Int(cell.text.upperBound)]
    return String(decoding: CSVGuard.removed(from: bytes), as: UTF8.self).trimmed
  }
}
