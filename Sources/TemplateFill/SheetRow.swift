import Table
import XMLStream

/// A cell of a template as its part has it (ECMA-376 Part 1, 18.3.1.4 `c`).
struct SheetCell {
  /// Its address.
  var reference: CellReference
  /// The start tag.
  var tag: StartTag
  /// What stands in the element, as it is.
  var content: [UInt8] = []
  /// The value as it is stored; empty if there is none.
  var value: [UInt8] = []
  /// The formula's start tag and text.
  var formula: (tag: StartTag, text: [UInt8])?
  /// The text, whether shared or inline; `nil` if the cell holds none.
  var text: [UInt8]?
}

/// A row of a template as its part has it (18.3.1.73 `row`).
struct SheetRow {
  /// Its number.
  var number: Int
  /// The start tag.
  var tag: StartTag
  /// The cells, from left to right.
  var cells: [SheetCell] = []
}

/// Reads the rows of a worksheet's part.
struct SheetRowReader {
  /// The workbook's shared strings, rich text joined.
  let sharedStrings: [[UInt8]]
  private var lastRow = 0

  init(sharedStrings: [[UInt8]]) { self.sharedStrings = sharedStrings }

  /// Reads the row whose start tag `reader` stands at, to its end.
  mutating func row(_ reader: inout PartReader) throws(TemplateError) -> SheetRow {
    let tag = reader.tag
    let number = tag.number("r") ?? lastRow + 1
    guard number > lastRow, number <= CellReference.lastRow else {
      throw .damagedPart(reader.part, reason: "row \(number) after row \(lastRow)")
    }
    lastRow = number
    var row = SheetRow(number: number, tag: tag)
    while let kind = try reader.next(), kind != .end {
      guard kind == .start else { continue }
      if reader.local == "c" {
        let column = (row.cells.last?.reference.column ?? 0) + 1
        row.cells.append(try cell(&reader, row: number, column: column))
      } else {
        try reader.skipElement()
      }
    }
    return row
  }

  private func cell(
    _ reader: inout PartReader, row: Int, column: Int
  ) throws(TemplateError) -> SheetCell {
    let tag = reader.tag
    let stated = tag["r"].flatMap { CellReference($0) }
    let reference = stated ?? CellReference(row: row, column: column)
    guard reference.row == row, reference.column >= column else {
      throw .damagedPart(reader.part, reason: "cell \(reference) in row \(row)")
    }
    var cell = SheetCell(reference: reference, tag: tag)
    var writer = XMLWriter()
    var value: [UInt8] = []
    while let kind = try reader.next(), kind != .end {
      guard kind == .start else { continue }
      switch reader.local {
      case "f": cell.formula = (reader.tag, try reader.elementText())
      case "v":
        let start = reader.tag
        value = try reader.elementText()
        writer.start(start)
        writer.text(value)
        writer.end(start.name)
      case "is": cell.text = try RichText.read(&reader, copyingTo: &writer)
      default: try reader.copyElement(to: &writer)
      }
    }
    cell.content = writer.bytes
    cell.value = value
    if tag.text("t") == "s", let index = Int(String(decoding: value, as: UTF8.self)),
      sharedStrings.indices.contains(index)
    {
      cell.text = sharedStrings[index]
    } else if tag.text("t") == "str", cell.formula == nil {
      // Some programs write text so, though it is meant for what formulas come to.
      cell.text = value
    }
    return cell
  }
}

/// Text in runs (18.4.4 `r`), joined.
enum RichText {
  /// Reads the element whose start tag `reader` stands at, to its end.
  static func read(
    _ reader: inout PartReader, copyingTo writer: inout XMLWriter
  ) throws(TemplateError) -> [UInt8] {
    var text: [UInt8] = []
    reader.copy(to: &writer)
    var path: [String] = [reader.local]
    while !path.isEmpty, let kind = try reader.next() {
      reader.copy(to: &writer)
      switch kind {
      case .start: path.append(reader.local)
      case .end: path.removeLast()
      case .text:
        // `rPh` holds how the text is read aloud, not the text.
        if path.last == "t", !path.contains("rPh") { text += reader.text }
      }
    }
    return unescaped(text)
  }

  /// All the strings of a shared string table (18.4.9 `sst`).
  static func table(part: String, bytes: [UInt8]) throws(TemplateError) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    var reader = PartReader(part: part, bytes: bytes)
    while let kind = try reader.next() {
      guard kind == .start, reader.local == "si" else { continue }
      var unused = XMLWriter()
      texts.append(try read(&reader, copyingTo: &unused))
    }
    return texts
  }

  /// Replaces `_x000D_` and the like by their characters (22.9.2.19 `ST_Xstring`).
  private static func unescaped(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "_")) else { return text }
    var output: [UInt8] = []
    var index = 0
    while index < text.count {
      if let unit = XStringEscape.unit(in: text, at: index) {
        // Half a surrogate pair has no UTF-8 and stays as it is written.
        if let scalar = Unicode.Scalar(unit) {
          output += String(Character(scalar)).utf8
          index += XStringEscape.length
          continue
        }
      }
      output.append(text[index])
      index += 1
    }
    return output
  }
}

/// `_xHHHH_`, the way of a cell's text to hold what XML forbids (22.9.2.19 `ST_Xstring`).
enum XStringEscape {
  /// Bytes of an escape.
  static let length = 7

  /// The UTF-16 unit that an escape at `index` stands for; `nil` if there is none.
  static func unit(in text: some RandomAccessCollection<UInt8>, at index: Int) -> UInt16? {
    let start = text.index(text.startIndex, offsetBy: index)
    let part = Array(text[start...].prefix(length))
    guard part.count == length, part[0] == UInt8(ascii: "_"), part[1] == UInt8(ascii: "x"),
      part[6] == UInt8(ascii: "_")
    else { return nil }
    let digits = part[2..<6]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
