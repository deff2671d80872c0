import Table
import XMLStream

/// A cell of a template, made ready to be written many times.
struct CellPlan {
  /// A part of a cell that mixes text and values.
  enum Part {
    case text([UInt8])
    case value(ValueSource)
  }

  enum Content {
    /// Nothing but the style.
    case empty
    /// The type's attribute, and what stands in the element.
    case fixed(type: [UInt8], [UInt8])
    /// One placeholder, whose value keeps its type.
    case value(ValueSource)
    /// Text with placeholders in it.
    case mixed([Part])
    /// A formula element, and the value that was worked out for it.
    case formula([FormulaPiece], result: [UInt8]?)
  }

  /// Column from 1.
  let column: Int
  /// `<c r="C`, up to the row number.
  let head: [UInt8]
  /// Index of the cell's format.
  let style: Int
  /// Further attributes, but the type.
  let further: [UInt8]
  /// `" s="5"` and further attributes but the type.
  let tail: [UInt8]
  /// What the cell holds.
  let content: Content

  /// Whether values of the data stand in it.
  var isFilled: Bool {
    switch content {
    case .value, .mixed: true
    case .empty, .fixed, .formula: false
    }
  }

  /// The cell as it is where its list has no rows.
  var emptied: CellPlan {
    CellPlan(
      column: column, head: head, style: style, further: further, tail: tail, content: .empty)
  }
}

/// A row of a template, made ready to be written many times.
struct RowPlan {
  /// Its number in the template.
  let number: Int
  /// Its attributes but the number.
  let attributes: [UInt8]
  /// Its cells, from left to right.
  let cells: [CellPlan]
  /// Those by which the row's height must be worked out.
  let wrapped: [WrappedHeight.Cell]

  /// The row as it is where its list has no rows.
  var emptied: RowPlan {
    RowPlan(
      number: number, attributes: attributes, cells: cells.map(\.emptied), wrapped: [])
  }
}

/// Makes plans of a sheet's rows.
struct RowPlanner {
  let sheet: String
  let outline: SheetOutline
  let names: NameResolver
  let shift: FormulaShift
  let wraps: WrapStyles
  /// Sums that are known, by the cell that states them.
  let results: [CellReference: [UInt8]]

  /// The plan of a row.
  func plan(_ row: SheetRow) throws(TemplateError) -> RowPlan {
    var cells: [CellPlan] = []
    for cell in row.cells { cells.append(try plan(cell)) }
    let isFilled = cells.contains { $0.isFilled }
    let isHeightSet = row.tag.flag("customHeight")
    var attributes: [UInt8] = []
    for (name, value) in row.tag.attributes where name != "r" {
      // A height that nobody set was right for the template's text only.
      if name == "ht", isFilled, !isHeightSet { continue }
      attributes.appendAttribute(name, value)
    }
    return RowPlan(
      number: row.number, attributes: attributes, cells: cells,
      wrapped: isFilled && !isHeightSet ? wrapped(cells, row: row.number) : [])
  }

  private func wrapped(_ cells: [CellPlan], row: Int) -> [WrappedHeight.Cell] {
    cells.indices.compactMap { index in
      let cell = cells[index]
      let reference = CellReference(row: row, column: cell.column)
      guard cell.isFilled, let size = wraps.size(ofStyle: cell.style),
        let width = outline.width(of: reference)
      else { return nil }
      return WrappedHeight.Cell(
        index: index, capacity: WrappedHeight.capacity(width: width, size: size),
        line: Int(size * 13))
    }
  }

  private func plan(_ cell: SheetCell) throws(TemplateError) -> CellPlan {
    var further: [UInt8] = []
    var type: [UInt8] = []
    for (name, value) in cell.tag.attributes {
      switch name {
      case "r", "s": break
      case "t": type.appendAttribute(name, value)
      default: further.appendAttribute(name, value)
      }
    }
    var tail: [UInt8] = [UInt8(ascii: "\"")]
    if let style = cell.tag["s"] { tail.appendAttribute("s", style) }
    let letters = CellReference.letters(ofColumn: cell.reference.column)
    return CellPlan(
      column: cell.reference.column, head: Array("<c r=\"\(letters)".utf8),
      style: cell.tag.number("s") ?? 0, further: further, tail: tail + further,
      content: try content(of: cell, type: type))
  }

  private func content(
    of cell: SheetCell, type: [UInt8]
  ) throws(TemplateError) -> CellPlan.Content {
    if let formula = cell.formula {
      return .formula(pieces(of: formula, at: cell.reference), result: results[cell.reference])
    }
    guard let text = cell.text, PlaceholderText.isNeeded(for: text) else {
      return cell.content.isEmpty ? .empty : .fixed(type: type, cell.content)
    }
    let place = TemplatePlace(sheet: sheet, cell: cell.reference.description)
    let parsed = try NameResolver.parse(text, at: place)
    var parts: [CellPlan.Part] = []
    for part in parsed.parts {
      switch part {
      case .text(let bytes): parts.append(.text(bytes))
      case .name(let name): parts.append(.value(try names.source(of: name, at: place)))
      }
    }
    if parts.count == 1, case .value(let source) = parts[0] { return .value(source) }
    return .mixed(parts)
  }

  /// The formula's element.
  private func pieces(
    of formula: (tag: StartTag, text: [UInt8]), at cell: CellReference
  ) -> [FormulaPiece] {
    var shift = shift
    shift.row = cell.row
    let isShared = formula.tag.text("t") == "shared"
    var pieces: [FormulaPiece] = [.text(Array("<f".utf8))]
    for (name, value) in formula.tag.attributes {
      // A formula that was shared stands in each cell by itself.
      if isShared, ["t", "ref", "si"].contains(name) { continue }
      pieces.append(.text(Array(" \(name)=\"".utf8)))
      let isReference = ["ref", "r1", "r2"].contains(name)
      append(isReference ? shift.pieces(of: value) : [.text(value)], in: .attribute, to: &pieces)
      pieces.append(.text([UInt8(ascii: "\"")]))
    }
    pieces.append(.text([UInt8(ascii: ">")]))
    append(shift.pieces(of: outline.formula(formula, at: cell)), in: .text, to: &pieces)
    pieces.append(.text(Array("</f>".utf8)))
    return pieces
  }

  private func append(
    _ plain: [FormulaPiece], in place: XMLPlace, to pieces: inout [FormulaPiece]
  ) {
    for piece in plain {
      guard case .text(let bytes) = piece else {
        pieces.append(piece)
        continue
      }
      var escaped: [UInt8] = []
      escaped.appendEscaped(bytes, in: place)
      pieces.append(.text(escaped))
    }
  }
}

extension [UInt8] {
  /// Appends ` name="value"`.
  mutating func appendAttribute(_ name: String, _ value: [UInt8]) {
    append(UInt8(ascii: " "))
    append(contentsOf: name.utf8)
    append(contentsOf: "=\"".utf8)
    appendEscaped(value, in: .attribute)
    append(UInt8(ascii: "\""))
  }
}
