import DelimitedText
import Files
import Intake
import Receipts

/// `收件登记.csv` of a month's folder: read as staff have saved it, appended to in the same form.
///
/// An office program may have saved it in GB 18030, with tabs, or with columns moved; a row in
/// another form than the rest could not be read back.
struct ReceiptRegisterFile {
  static let name = MonthFolder.register

  /// Its rows.
  let register: ReceiptRegister
  private let encoding: TextEncoding
  private let delimiter: UInt8
  private let isEmpty: Bool
  /// Whether the last line ends, so that a row may follow.
  private let endsLine: Bool

  /// The register in the bytes of a file, none if there is no file.
  init(_ bytes: [UInt8]) {
    isEmpty = bytes.isEmpty
    guard let text = try? decodeText(bytes) else {
      register = ReceiptRegister(fault: .noText)
      encoding = .utf8
      delimiter = Delimiter.comma.rawValue
      endsLine = true
      return
    }
    var reader = CSVReader(text.bytes)
    delimiter = reader.dialect.delimiter
    encoding = text.encoding
    endsLine = text.bytes.last == UInt8(ascii: "\n") || text.bytes.last == UInt8(ascii: "\r")
    register = ReceiptRegister(reading: &reader)
  }

  /// Reads the register of a folder.
  ///
  /// - Throws: `FileError` where it is there and can't be read.
  init(in folder: String) throws(FileError) {
    do throws(FileError) {
      self.init(try readFile("\(folder)/\(Self.name)"))
    } catch .notFound {
      self.init([])
    }
  }

  /// The bytes that enter rows: the heading first in a new register, else in the form of the file.
  ///
  /// - Parameter rows: Rows to be written.
  /// - Returns: What to append; `nil` where the register is such that rows can't be entered.
  func addition(_ rows: [RegisterRow]) -> [UInt8]? {
    if rows.isEmpty { return [] }
    if isEmpty {
      var table = CSVWriter()
      for fields in [ReceiptRegister.heading] + rows.map(\.fields) {
        for field in fields { table.text(field) }
        table.endRow()
      }
      return table.bytes
    }
    var text = endsLine ? [] : Array("\r\n".utf8)
    for row in rows {
      guard let fields = register.fields(of: row) else { return nil }
      text += line(fields)
    }
    return try? encodeText(text, as: encoding)
  }

  private func line(_ fields: [String]) -> [UInt8] {
    var line: [UInt8] = []
    for (place, field) in fields.enumerated() {
      if place > 0 { line.append(delimiter) }
      var one = CSVWriter(isContinued: true)
      one.text(field)
      // Quotes that a comma asks for do no harm elsewhere; another delimiter asks for its own.
      let isBare = one.bytes.first != UInt8(ascii: "\"") && one.bytes.contains(delimiter)
      line += isBare ? [UInt8(ascii: "\"")] + one.bytes + [UInt8(ascii: "\"")] : one.bytes
    }
    return line + Array("\r\n".utf8)
  }

  /// Enters rows into the register of a folder, those left out that another run has entered since.
  ///
  /// - Parameters:
  ///   - rows: The rows, with the SHA-256 of their files.
  ///   - folder: The month's folder.
  /// - Returns: The rows entered; `nil` where the register is such that none can be.
  /// - Throws: `FileError`; the register is then as it was.
  static func enter(
    _ rows: [RegisterRow], in folder: String
  ) throws(FileError) -> [RegisterRow]? {
    if rows.isEmpty { return [] }
    var entered: [RegisterRow]?
    try appendToFile(at: "\(folder)/\(name)") { held in
      let file = ReceiptRegisterFile(held)
      let missing = rows.filter { row in
        file.register.receipt(of: row.file, sha256: row.sha256 ?? "") == nil
      }
      guard let addition = file.addition(missing) else { return [] }
      entered = missing
      return addition
    }
    return entered
  }
}

extension RegisterFault {
  /// The fault for the person who keeps the register.
  var chinese: String {
    let file = ReceiptRegisterFile.name
    switch self {
    case .noHeading: return "\(file) 没有“文件”“收件时间”的表头，未采用"
    case .noColumn(let heading): return "\(file) 没有“\(heading)”一列，程序不能往里登记；请补上这一列"
    case .noText: return "\(file) 的文字编码读不出来，未采用；请另存为 CSV UTF-8"
    case .noFile(let row): return "\(file) 第 \(row) 行没有文件名，未采用"
    case .notATime(let row, let text): return "\(file) 第 \(row) 行的收件时间“\(text)”读不出来，未采用"
    case .notAHash(let row, let text): return "\(file) 第 \(row) 行的 SHA-256“\(text)”不完整，未采用"
    }
  }
}
