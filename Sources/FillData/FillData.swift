public import Files
public import TemplateFill

/// The data of a JSON file, `{"name": value, "list": [{"field": value, …}, …]}`, to fill a
/// template with.
///
/// The file is read once to find the lists in it, and each list again, row by row, whenever its
/// rows are wanted; so a list of any length takes the memory of one row.
public struct FillData: Sendable {
  /// What a template is filled with.
  public private(set) var templateData = TemplateData()

  /// Reads a file's values, and where its lists lie.
  ///
  /// - Parameter file: The file.
  /// - Throws: ``FillDataError``, with line and column where the text is at fault.
  public init(_ file: FileInPieces) throws(FillDataError) {
    do throws(JSONScanner.Fault) {
      var scanner = JSONScanner(file)
      try scanner.skipMark()
      try readMembers(&scanner)
      if try scanner.peekPastBlanks() != nil { throw scanner.fault("末尾有多余的内容") }
    } catch {
      throw error.located(in: file)
    }
  }

  private mutating func readMembers(
    _ scanner: inout JSONScanner
  ) throws(JSONScanner.Fault) {
    try scanner.expect(UInt8(ascii: "{"), "数据文件应是一个对象 {…}")
    if try scanner.peekPastBlanks() == UInt8(ascii: "}") { return scanner.skip() }
    repeat {
      try scanner.expectName()
      let offset = scanner.offset
      var bytes: [UInt8] = []
      try scanner.readString(into: &bytes)
      let name = String(decoding: bytes, as: UTF8.self)
      guard templateData.values[name] == nil, templateData.lists[name] == nil else {
        throw .text(offset: offset, reason: "“\(name)”出现两次")
      }
      try scanner.expect(UInt8(ascii: ":"), "名称之后缺少冒号")
      if try scanner.peekPastBlanks() == UInt8(ascii: "[") {
        templateData.lists[name] = try FillList(&scanner)
      } else {
        templateData.values[name] = try value(&scanner)
      }
    } while try !scanner.takeEnd(UInt8(ascii: "}"))
  }

  private func value(_ scanner: inout JSONScanner) throws(JSONScanner.Fault) -> TemplateValue {
    var bytes: [UInt8] = []
    let scalar = try scanner.readScalar(
      into: &bytes, nested: "这里要一个值，或由对象组成的清单 [{…}, …]")
    let text = String(decoding: bytes, as: UTF8.self)
    switch scalar {
    case .text: return .written(text)
    case .number: return .decimal(text)
    case .boolean(let truth): return .boolean(truth)
    case .null: return .blank
    }
  }
}

/// A list that lies in a file.
struct FillList: TemplateList {
  let rowCount: Int
  private let names: FieldNames
  private let file: FileInPieces
  private let offset: Int

  /// Reads a list, whose bracket comes next, to its end.
  init(_ scanner: inout JSONScanner) throws(JSONScanner.Fault) {
    file = scanner.file
    scanner.skip()
    offset = scanner.offset
    var names = FieldNames()
    var row = JSONRow()
    var count = 0
    if try scanner.peekPastBlanks() == UInt8(ascii: "]") {
      scanner.skip()
    } else {
      repeat {
        try row.read(&scanner, fields: &names, learns: true)
        count += 1
      } while try !scanner.takeEnd(UInt8(ascii: "]"))
    }
    self.names = names
    rowCount = count
  }

  var fields: [String] { names.names.map { String(decoding: $0, as: UTF8.self) } }

  /// A list without rows names no fields, so that any may be asked of it.
  var isOpen: Bool { rowCount == 0 }

  func makeRows() -> any TemplateRows {
    Rows(scanner: JSONScanner(file, at: offset), names: names, rest: rowCount)
  }

  private struct Rows: TemplateRows {
    var scanner: JSONScanner
    var names: FieldNames
    var rest: Int
    var row = JSONRow()

    mutating func next(into output: inout TemplateRow) -> Bool {
      guard rest > 0 else { return false }
      do throws(JSONScanner.Fault) {
        // The text was read before, so it is at fault only if the file was changed since; the
        // rows that are missing then tell.
        try row.read(&scanner, fields: &names, learns: false)
        _ = try scanner.takeEnd(UInt8(ascii: "]"))
      } catch {
        return false
      }
      row.append(to: &output, fields: names.names.count)
      rest -= 1
      return true
    }
  }
}
