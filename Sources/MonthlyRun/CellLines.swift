import Table

/// Cells as JSON Lines (RFC 8259), written byte by byte:
/// `{"sheet":"表1","cell":"B2","type":"number","value":3.5}`.
///
/// A cell without a value, such as a formula that was never computed, has no line.
struct CellLines {
  /// UTF-8 that has not been taken yet.
  private(set) var bytes: [UInt8] = []
  private var sheetName: String?
  /// The line up to the cell's address, for the sheet at hand.
  private var opening: [UInt8] = []

  init() {
    bytes.reserveCapacity(1 << 17)
    begin(nil)
  }

  /// Forgets the bytes, keeps their storage.
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// Appends a line a cell.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - sheet: Name of its sheet, `nil` for a text.
  ///   - texts: What its shared-string cells refer to.
  mutating func append(_ row: RawRow, of sheet: String?, _ texts: any SharedTexts) {
    if sheet != sheetName { begin(sheet) }
    let number = Array(String(row.number).utf8)
    for cell in row.cells where cell.kind != .formulaWithoutValue {
      bytes.append(contentsOf: opening)
      bytes.append(contentsOf: CellReference.letters(ofColumn: Int(cell.column)).utf8)
      bytes.append(contentsOf: number)
      if cell.sharedString >= 0 {
        append("\",\"type\":\"string\",\"value\":")
        appendString(texts[Int(cell.sharedString)].span)
      } else {
        let text = row.bytes[Int(cell.text.lowerBound)..<Int(cell.text.upperBound)]
        append(text, cell.kind)
      }
      append("}\n")
    }
  }

  private mutating func append(_ text: ArraySlice<UInt8>, _ kind: CellKind) {
    switch kind {
    case .picture where text.first == UInt8(ascii: "#"): append(text, .error)
    case .number:
      append("\",\"type\":\"number\",\"value\":")
      appendNumber(text)
    case .boolean:
      append("\",\"type\":\"boolean\",\"value\":")
      bytes.append(contentsOf: text)
    case .text, .picture, .formulaWithoutValue:
      append("\",\"type\":\"string\",\"value\":")
      appendString(text.span)
    case .error:
      append("\",\"type\":\"error\",\"value\":")
      appendString(text.span)
    case .date:
      append("\",\"type\":\"date\",\"value\":")
      appendString(text.span)
    }
  }

  private mutating func begin(_ sheet: String?) {
    sheetName = sheet
    let before = bytes.count
    append("{\"sheet\":")
    if let sheet {
      appendString(Array(sheet.utf8).span)
    } else {
      append("null")
    }
    append(",\"cell\":\"")
    opening = Array(bytes[before...])
    bytes.removeLast(bytes.count - before)
  }

  private mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: "\(text)".utf8)
  }

  /// Digits as the reader gives them; rows of zeros that only tell the size become an exponent.
  private mutating func appendNumber(_ text: ArraySlice<UInt8>) {
    let zero = UInt8(ascii: "0")
    guard text.count > 21 else {
      bytes.append(contentsOf: text)
      return
    }
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = isNegative ? text.dropFirst() : text
    if isNegative { bytes.append(UInt8(ascii: "-")) }
    if let point = digits.firstIndex(of: UInt8(ascii: ".")) {
      let decimals = digits[(point + 1)...]
      guard digits[..<point].elementsEqual([zero]),
        let first = decimals.firstIndex(where: { $0 != zero })
      else {
        bytes.append(contentsOf: digits)
        return
      }
      bytes.append(contentsOf: decimals[first...])
      append("e-")
      bytes.append(contentsOf: String(decimals.count).utf8)
    } else {
      let kept = digits.lastIndex { $0 != zero }.map { $0 + 1 } ?? digits.endIndex
      bytes.append(contentsOf: digits[..<kept])
      append("e")
      bytes.append(contentsOf: String(digits.endIndex - kept).utf8)
    }
  }

  private mutating func appendString(_ text: Span<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    for index in text.indices {
      let byte = text[index]
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        bytes.append(byte)
      } else {
        appendEscaped(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case 0x0A: append("\\n")
    case 0x0D: append("\\r")
    case 0x09: append("\\t")
    default:
      append(byte < 0x10 ? "\\u000" : "\\u00")
      bytes.append(contentsOf: String(byte, radix: 16).utf8)
    }
  }
}
