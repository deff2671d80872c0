import Table
import ZipArchive

extension WorkbookReader {
  /// Reads a file by its bytes and by the parser alone, for tests and fuzzers.
  ///
  /// Facts, texts, rows and errors must be equal. Only where a part is damaged may the bytes give
  /// more rows before they end in the parser's error: the parser looks ahead.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - limits: What the file may ask for.
  /// - Returns: The first difference in words, `nil` if there is none.
  package static func differenceBetweenReaders(
    workbook bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()
  ) -> String? {
    guard let archive = try? ZipReader(bytes: bytes, limits: limits.archive) else { return nil }
    let quick = attempt { () throws(WorkbookError) in
      try WorkbookReader(archive: archive, limits: limits, way: .quickest)
    }
    let parser = attempt { () throws(WorkbookError) in
      try WorkbookReader(archive: archive, limits: limits, way: .parser)
    }
    guard case (.success(let one), .success(let other)) = (quick, parser) else {
      return difference("workbook", failure(quick), failure(parser))
    }
    if one.sharedStrings != other.sharedStrings { return "shared strings differ" }
    for sheet in one.sheets where sheet.kind == .worksheet {
      if let found = difference(one, other, in: sheet) { return "\(sheet.part): \(found)" }
    }
    return nil
  }

  private static func difference(
    _ one: WorkbookReader, _ other: WorkbookReader, in sheet: WorkbookSheet
  ) -> String? {
    let quick = attempt { () throws(WorkbookError) in try one.rows(of: sheet) }
    let parser = attempt { () throws(WorkbookError) in try other.rows(of: sheet) }
    guard case (.success(var left), .success(var right)) = (quick, parser) else {
      return difference("sheet", failure(quick), failure(parser))
    }
    if left.facts != right.facts { return "facts \(left.facts), not \(right.facts)" }
    var (row, expected) = (RawRow(), RawRow())
    while true {
      let isRead = attempt { () throws(WorkbookError) in try left.read(into: &row) }
      let isExpected = attempt { () throws(WorkbookError) in try right.read(into: &expected) }
      switch (isRead, isExpected) {
      case (.success(let isRead), .success(let isExpected)):
        guard isRead == isExpected, row == expected else {
          return "row \(row.number), not \(expected.number), or its cells differ"
        }
        if !isRead { return nil }
      case (.success(true), .failure): return differenceInEnd(&left, failure(isExpected))
      default: return difference("row", failure(isRead), failure(isExpected))
      }
    }
  }

  /// Reads on until the error that the parser has met.
  private static func differenceInEnd(
    _ reader: inout SheetReader, _ expected: WorkbookError?
  ) -> String? {
    var row = RawRow()
    while true {
      let isRead = attempt { () throws(WorkbookError) in try reader.read(into: &row) }
      if case .success(true) = isRead { continue }
      return difference("end", failure(isRead), expected)
    }
  }

  private static func attempt<Value>(
    _ read: () throws(WorkbookError) -> Value
  ) -> Result<Value, WorkbookError> {
    do throws(WorkbookError) {
      return .success(try read())
    } catch {
      return .failure(error)
    }
  }

  private static func failure<Value>(_ result: Result<Value, WorkbookError>) -> WorkbookError? {
    guard case .failure(let error) = result else { return nil }
    return error
  }

  private static func difference(
    _ place: String, _ found: WorkbookError?, _ expected: WorkbookError?
  ) -> String? {
    guard found != expected else { return nil }
    return "\(place): \(found.map { "\($0)" } ?? "read"), not \(expected.map { "\($0)" } ?? "read")"
  }
}

extension RawRow {
  fileprivate static func == (left: Self, right: Self) -> Bool {
    left.number == right.number && left.isHidden == right.isHidden && left.bytes == right.bytes
      && left.cells.elementsEqual(right.cells) {
        $0.column == $1.column && $0.kind == $1.kind && $0.sharedString == $1.sharedString
          && $0.text == $1.text
      }
  }
}
