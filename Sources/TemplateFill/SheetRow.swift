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
  var text: [UInt8]? { rich?.text }
  /// The text and how it looks.
  var rich: RichText?
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
  let sharedStrings: [RichText]
  private var lastRow = 0

  init(sharedStrings: [RichText]) { self.sharedStrings = sharedStrings }

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
      case "is": cell.rich = try RichText(&reader, copyingTo: &writer)
      default: try reader.copyElement(to: &writer)
      }
    }
    cell.content = writer.bytes
    cell.value = value
    if tag.text("t") == "s", let index = Int(String(decoding: value, as: UTF8.self)),
      sharedStrings.indices.contains(index)
    {
      cell.rich = sharedStrings[index]
    } else if tag.text("t") == "str", cell.formula == nil {
      // Some programs write text so, though it is meant for what formulas come to.
      cell.rich = RichText(value)
    }
    return cell
  }
}
