import ListSchema
import Table
import Values

/// What the lines above a table, and those below it that are at hand, say of it.
struct TitleLines {
  /// Something a line states, and the cell that states it.
  struct Stated<Value> {
    var value: Value
    var text: String
    var row: Int
    var column: Int
  }

  /// The bureaus that a 填报单位 line names; one that names none is passed over.
  var bureaus: [Stated<[BureauCode]>] = []
  /// The bureaus that a title names.
  var titleBureaus: [Stated<[BureauCode]>] = []
  /// The months stated by titles and 报告期 lines.
  var periods: [Stated<StatedMonth>] = []
  /// The lists that titles name.
  var lists: [ListName] = []
  /// The unit of money that a caption states.
  var moneyUnit: String?
  /// Folded texts of the lines above the table, by which a title repeated after a page is told.
  var texts: Set<String> = []

  /// Reads lines.
  ///
  /// - Parameters:
  ///   - above: The rows above the header, or all rows of a sheet without one.
  ///   - below: Rows under the header; only their labelled lines count.
  ///   - definitions: Names of bureaus and lists.
  init(above: some Sequence<HeadRow>, below: some Sequence<HeadRow>, _ definitions: Definitions) {
    for row in above {
      for cell in row.cells { texts.insert(definitions.folding.key(cell.text)) }
      read(row, isAbove: true, definitions)
    }
    for row in below {
      guard let first = row.cells.first, first.kind == .text, first.text.utf8.count < 400,
        LabelledText.begins(definitions.folding.key(first.text))
      else { continue }
      read(row, isAbove: false, definitions)
    }
  }

  private mutating func read(_ row: HeadRow, isAbove: Bool, _ definitions: Definitions) {
    /// A label whose value is due in the next cell.
    var open: LabelledText.Label?
    for cell in row.cells where cell.text.utf8.count < 600 {
      let key = definitions.folding.key(cell.text)
      for piece in LabelledText.pieces(of: key) {
        let label = piece.label ?? open
        let source = Stated(value: (), text: cell.text, row: row.number, column: cell.column)
        if piece.value.isEmpty {
          open = piece.label
          continue
        }
        open = nil
        take(piece.value, label, source, isAbove: isAbove, definitions)
      }
    }
  }

  private mutating func take(
    _ value: String, _ label: LabelledText.Label?, _ source: Stated<Void>, isAbove: Bool,
    _ definitions: Definitions
  ) {
    func stated<Value>(_ value: Value) -> Stated<Value> {
      Stated(value: value, text: source.text, row: source.row, column: source.column)
    }
    switch label {
    case .bureau:
      let codes = definitions.bureaus.recognise(value)
      if !codes.isEmpty { bureaus.append(stated(codes)) }
      // `填报单位：苏州市 2022年5月`
      if let month = StatedPeriod.month(inTitle: value) { periods.append(stated(month)) }
    case .period:
      if let month = StatedPeriod.month(inLabelled: value) { periods.append(stated(month)) }
    case .unit:
      if moneyUnit == nil { moneyUnit = Unit.money(inCaption: value) }
    case .day, .person:
      break
    case nil:
      guard isAbove else { return }
      let named = definitions.lists(namedIn: value)
      lists += named.filter { !lists.contains($0) }
      let codes = definitions.bureaus.recognise(value)
      if !codes.isEmpty { titleBureaus.append(stated(codes)) }
      if let month = StatedPeriod.month(inTitle: value, namesList: !named.isEmpty) {
        periods.append(stated(month))
      }
    }
  }
}
