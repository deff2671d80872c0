import Table
import XMLStream

/// A row of a template, made ready to be written many times.
///
/// A class: a copy of its parts would be counted for every row of a list.
final class RowPlan: Sendable {
  /// The formula elements, and what is known of the values that they come to.
  typealias Formula = (pieces: [FormulaPiece], result: FormulaResult)
  /// Text in parts that look different: what says how, and the text.
  typealias Runs = [(properties: [UInt8], parts: [CellPlan.Part])]

  /// Its number in the template.
  let number: Int
  /// The bytes that its cells refer to.
  let bytes: [UInt8]
  /// Its attributes but the number.
  let attributes: Range<Int>
  /// Its cells, from left to right.
  let cells: [CellPlan]
  /// Those by which the row's height must be worked out.
  let wrapped: [WrappedHeight.Cell]
  /// The texts with placeholders in them.
  let mixed: [[CellPlan.Part]]
  /// Those in parts that look different.
  let rich: [Runs]
  /// The formulas.
  let formulas: [Formula]
  /// Bytes that its tag and its cells take at most where their values are short,
  /// ``CellPlan/short``.
  let room: Int

  /// What ends a number.
  var valueEnd: Range<Int> { 0..<8 }
  /// What ends a text in its cell.
  var textEnd: Range<Int> { 8..<21 }
  /// What begins the row, up to its number.
  var rowHead: Range<Int> { 21..<29 }
  fileprivate static let common = #"</v></c></t></is></c><row r=""#

  fileprivate init(_ builder: RowPlanBuilder) {
    number = builder.number
    // What is put by words is read by words.
    bytes = builder.bytes + repeatElement(0, count: MutableRawSpan.overhang)
    attributes = builder.attributes
    cells = builder.cells
    wrapped = builder.wrapped
    mixed = builder.mixed
    rich = builder.rich
    formulas = builder.formulas
    room = cells.reduce(attributes.count + 64) { $0 + $1.room }
  }

  /// The row as it is where its list has no rows.
  var emptied: RowPlan {
    var row = RowPlanBuilder(number: number)
    row.bytes = bytes
    row.attributes = attributes
    row.cells = cells
    for index in row.cells.indices { row.cells[index].content = .empty }
    return RowPlan(row)
  }
}

/// Gathers what a ``RowPlan`` holds.
private struct RowPlanBuilder {
  let number: Int
  var bytes = Array(RowPlan.common.utf8)
  var attributes: Range<Int> = 0..<0
  var cells: [CellPlan] = []
  var wrapped: [WrappedHeight.Cell] = []
  var mixed: [[CellPlan.Part]] = []
  var rich: [RowPlan.Runs] = []
  var formulas: [RowPlan.Formula] = []

  init(number: Int) { self.number = number }

  /// Keeps bytes for the cells to refer to.
  mutating func keep(_ more: some Sequence<UInt8>) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: more)
    return start..<bytes.count
  }
}

/// Makes plans of a sheet's rows.
struct RowPlanner {
  /// Rows of a list from which on its cells do not state their addresses (18.3.1.4 `c` leaves `r`
  /// out where a cell follows the one before): the part is then a quarter shorter, the file half as
  /// long. What is not so large states them all, for programs that know no other cells.
  private static let long = 10_000

  let sheet: String
  let outline: SheetOutline
  let names: NameResolver
  let shift: FormulaShift
  let wraps: WrapStyles
  let dates: DateStyles
  /// Results that are known, by the formula's cell.
  let results: [CellReference: [UInt8]]

  /// The plan of a row.
  func plan(_ row: SheetRow) throws(TemplateError) -> RowPlan {
    var plan = RowPlanBuilder(number: row.number)
    let isLong = (outline.map.block(at: row.number)?.listRows ?? 0) >= Self.long
    for cell in row.cells {
      let follows = plan.cells.last?.column == cell.reference.column - 1
      try add(cell, isPlaced: !(isLong && follows), to: &plan)
    }
    let isFilled = plan.cells.contains { $0.isFilled }
    let isHeightSet = row.tag.flag("customHeight")
    var attributes: [UInt8] = []
    for (name, value) in row.tag.attributes where name != "r" {
      // A height that nobody set was right for the template's text only.
      if name == "ht", isFilled, !isHeightSet { continue }
      attributes.appendAttribute(name, value)
    }
    plan.attributes = plan.keep(attributes)
    if isFilled, !isHeightSet { plan.wrapped = wrapped(plan.cells, row: row.number) }
    return RowPlan(plan)
  }

  private func wrapped(_ cells: [CellPlan], row: Int) -> [WrappedHeight.Cell] {
    cells.indices.compactMap { index in
      let cell = cells[index]
      let reference = CellReference(row: row, column: cell.column)
      guard cell.isFilled, let size = wraps.size(ofStyle: cell.style),
        let width = outline.width(of: reference)
      else { return nil }
      var field: Int?
      if case .field(let index) = cell.content { field = index }
      return WrappedHeight.Cell(
        index: index, field: field, capacity: WrappedHeight.capacity(width: width, size: size),
        line: Int(size * 13))
    }
  }

  private func add(
    _ cell: SheetCell, isPlaced: Bool, to plan: inout RowPlanBuilder
  ) throws(TemplateError) {
    var further: [UInt8] = []
    var type: [UInt8] = []
    for (name, value) in cell.tag.attributes {
      switch name {
      case "r", "s": break
      case "t": type.appendAttribute(name, value)
      default: further.appendAttribute(name, value)
      }
    }
    var tail = Array((isPlaced ? "\"" : "<c").utf8)
    if let style = cell.tag["s"] { tail.appendAttribute("s", style) }
    tail += further
    let letters = CellReference.letters(ofColumn: cell.reference.column)
    let style = cell.tag.number("s") ?? 0
    plan.cells.append(
      CellPlan(
        column: cell.reference.column, isPlaced: isPlaced,
        head: plan.keep((isPlaced ? "<c r=\"\(letters)" : "").utf8),
        style: style, showsDate: dates.showsDate(style), further: plan.keep(further),
        tail: plan.keep(tail),
        empty: plan.keep(tail + "/>".utf8),
        numberHead: plan.keep(tail + "><v>".utf8),
        booleanHead: plan.keep(tail + #" t="b"><v>"#.utf8),
        textHead: plan.keep(tail + #" t="inlineStr"><is><t>"#.utf8),
        sharedHead: plan.keep(tail + #" t="s"><v>"#.utf8),
        content: try content(of: cell, type: type, in: &plan)))
  }

  private func content(
    of cell: SheetCell, type: [UInt8], in plan: inout RowPlanBuilder
  ) throws(TemplateError) -> CellPlan.Content {
    if let formula = cell.formula {
      let stated = outline.stated[cell.reference].map(FormulaResult.stated)
      let reckoned = results[cell.reference].map(FormulaResult.number)
      plan.formulas.append(
        (pieces(of: formula, at: cell.reference), stated ?? reckoned ?? .unknown))
      return .formula(plan.formulas.count - 1)
    }
    guard let text = cell.text, PlaceholderText.isNeeded(for: text) else {
      if cell.content.isEmpty { return .empty }
      return .fixed(plan.keep(type + ">".utf8 + cell.content + "</c>".utf8))
    }
    let place = TemplatePlace(sheet: sheet, cell: cell.reference.description)
    let runs = cell.rich?.runs ?? []
    let whole = try NameResolver.parse(text, at: place)
    if whole.parts.count == 1 {
      switch try part(whole.parts[0], at: place) {
      case .field(let index): return .field(index)
      case .value(let index): return .value(index)
      case .text: break
      }
    } else if runs.contains(where: { !$0.properties.isEmpty }) {
      plan.rich.append(try rich(text, runs, at: place))
      return .rich(plan.rich.count - 1)
    }
    var parts: [CellPlan.Part] = []
    for found in whole.parts { parts.append(try part(found, at: place)) }
    plan.mixed.append(parts)
    return .mixed(plan.mixed.count - 1)
  }

  private func part(
    _ part: PlaceholderText.Part, at place: TemplatePlace
  ) throws(TemplateError) -> CellPlan.Part {
    switch part {
    case .text(let bytes): return .text(bytes)
    case .name(let name):
      switch try names.source(of: name, at: place) {
      case .field(_, let index): return .field(index)
      case .value(let index): return .value(index)
      }
    }
  }

  /// A text by its runs; a placeholder looks like its brace.
  private func rich(
    _ text: [UInt8], _ runs: [RichText.Run], at place: TemplatePlace
  ) throws(TemplateError) -> RowPlan.Runs {
    var output = runs.map { (properties: $0.properties, parts: [CellPlan.Part]()) }
    let split = try NameResolver.parse(text, at: place, splitAt: runs.map(\.start))
    for (found, offset) in zip(split.parts, split.offsets) {
      let run = runs.lastIndex { $0.start <= offset } ?? 0
      output[run].parts.append(try part(found, at: place))
    }
    return output.filter { !$0.parts.isEmpty }
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
