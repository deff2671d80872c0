import ListRecords
import ListSchema
import Table
import Values

/// Tells what each row below a header is.
///
/// A row is set aside only on clear evidence; in doubt it is a record, whose faults the rules
/// then name. Most rows are settled by a look at the bytes of a few cells.
struct RowClassifier {
  private let list: ListName
  private let folding: TextFolding
  private let labels: [[Int: String]]
  /// The labels of all columns, and how many characters they have.
  private let words: Set<String>
  private let wordLengths: Set<Int>
  /// Folded texts above the table.
  private let titles: Set<String>
  private let sequence: Int?
  /// Columns that tell whom a row is of: a nil statement may stand beside them.
  private let owners: [Int]
  /// Columns where the label of a row of sums may stand.
  private let totalColumns: [Int]
  private let lastTotalColumn: Int
  private let sector: Int?
  private let firstColumn: Int

  private var hasData = false
  /// A note was seen, and no record after it.
  private var isInNotes = false
  private var wasHeader = false
  // What was found out about the texts met.
  private var sums = TextMemo()
  private var headings = TextMemo()
  private var nils = TextMemo()

  init(_ layout: SheetLayout, titles: Set<String>, folding: TextFolding) {
    list = layout.list
    self.folding = folding
    labels = layout.labels
    words = Set(layout.labels.flatMap(\.values))
    wordLengths = Set(words.map(\.unicodeScalars.count))
    self.titles = titles
    sequence = layout.column(of: "seq")
    owners = ["zone", "city"].compactMap { layout.column(of: $0) }
    sector = layout.column(of: "sector")
    totalColumns = [sequence, sector].compactMap { $0 } + owners
    lastTotalColumn = totalColumns.max() ?? 0
    firstColumn = layout.columns.first?.column ?? 1
  }

  /// A cell that is not blank.
  struct Cell {
    var column: Int
    var kind: CellKind
    var text: ArraySlice<UInt8>
  }

  /// The cells of a row that are not blank.
  struct Cells: RandomAccessCollection {
    let row: RawRow
    let filled: [RawCell]
    let shared: any SharedTexts

    var startIndex: Int { 0 }
    var endIndex: Int { filled.count }

    subscript(index: Int) -> Cell {
      let cell = filled[index]
      return Cell(
        column: Int(cell.column), kind: cell.kind, text: row.text(of: cell, shared))
    }
  }

  /// What a row is.
  ///
  /// - Parameters:
  ///   - cells: The row's own cells, at least one.
  ///   - width: Number of columns that the first of them is merged over.
  /// - Returns: The kind.
  mutating func kind(_ cells: Cells, width: Int) -> RowKind {
    let kind = judge(cells, width)
    wasHeader = kind == .repeatedHeader
    switch kind {
    case .data:
      hasData = true
      isInNotes = false
    case .note: isInNotes = true
    default: break
    }
    return kind
  }

  private mutating func judge(_ cells: Cells, _ width: Int) -> RowKind {
    if let kind = totalKind(cells) { return kind }
    if isHeader(cells) { return .repeatedHeader }
    if cells.count == 1, cells[0].column == sequence, isSequence(cells[0]) { return .blank }
    if isNil(cells) { return .nilStatement }
    if isNote(cells, width) { return .note }
    return .data
  }

  // MARK: Sums

  private mutating func totalKind(_ cells: Cells) -> RowKind? {
    for place in cells.indices {
      let cell = cells.filled[place]
      // Cells stand in the order of their columns.
      if place > 0, cell.column > lastTotalColumn { break }
      guard cell.kind == .text, place == 0 || totalColumns.contains(Int(cell.column)) else {
        continue
      }
      let (list, folding) = (list, folding)
      let verdict = sums.verdict(
        on: cell, { cells[place].text }, isWorthEntering: Self.mayBeTotal,
        judge: { text in
          guard Self.mayBeTotal(text) else { return 0 }
          let key = folding.key(String(decoding: text, as: UTF8.self))
          switch TotalLabel.kind(of: key, in: list) {
          case .total: return 1
          case .subtotal: return 2
          default: return 0
          }
        })
      guard verdict > 0 else { continue }
      // 合计 beside a zone sums up the sectors of that zone.
      let isPart = Int(cell.column) == sector && cells.contains { owners.contains($0.column) }
      return isPart || verdict == 2 ? .subtotal : .total
    }
    return nil
  }

  /// Whether a text is short and holds 计, 總, 全, 其 or the like at all.
  private static func mayBeTotal(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 72, text.count >= 6 else { return false }
    var index = text.startIndex
    while index + 2 < text.endIndex {
      switch (text[index], text[index + 1], text[index + 2]) {
      case (0xE8, 0xAE, 0xA1), (0xE8, 0xA8, 0x88),  // 计 計
        (0xE6, 0x95, 0xB0), (0xE6, 0x95, 0xB8),  // 数 數
        (0xE5, 0x92, 0x8C), (0xE5, 0x85, 0xA8), (0xE5, 0x85, 0xB6):  // 和 全 其
        return true
      default: index += 1
      }
    }
    return false
  }

  // MARK: Headers and titles repeated after a page

  private mutating func isHeader(_ cells: Cells) -> Bool {
    if mayBeginHeader(cells) {
      for labels in labels where cells.prefix(2).contains(where: { isLabel($0, labels) }) {
        let same = cells.filter { isLabel($0, labels) }.count
        if same >= 2, same * 2 > cells.count { return true }
      }
    }
    if cells.count <= 4, !titles.isEmpty, cells.allSatisfy({ $0.kind == .text }),
      cells.allSatisfy({ titles.contains(key($0)) })
    {
      return true
    }
    // What followed the header on the first page follows it again.
    guard wasHeader, cells.count >= 3 else { return false }
    let keys = cells.map(key)
    return NumberRow.matches(keys) || keys.allSatisfy { Unit.unit(ofCell: $0) != nil }
  }

  /// Whether one of the first two texts is a label of any column.
  private mutating func mayBeginHeader(_ cells: Cells) -> Bool {
    for place in cells.indices.prefix(2) where cells.filled[place].kind == .text {
      let (folding, words, lengths) = (folding, words, wordLengths)
      let verdict = headings.verdict(
        on: cells.filled[place], { cells[place].text },
        judge: { text in
          // Folding takes white space out and leaves the number of characters as it is.
          guard lengths.contains(Self.visibleCount(text)) else { return 0 }
          return words.contains(folding.key(String(decoding: text, as: UTF8.self))) ? 1 : 0
        })
      if verdict > 0 { return true }
    }
    return false
  }

  private func isLabel(_ cell: Cell, _ labels: [Int: String]) -> Bool {
    guard cell.kind == .text, let label = labels[cell.column] else { return false }
    return Self.visibleCount(cell.text) == label.unicodeScalars.count && key(cell) == label
  }

  /// Number of characters that are no white space.
  private static func visibleCount(_ text: ArraySlice<UInt8>) -> Int {
    var count = 0
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      let isWide =
        byte == 0xE3 && index + 2 < text.endIndex && text[index + 1] == 0x80
        && text[index + 2] == 0x80
      if byte > 0x20, byte & 0xC0 != 0x80, !isWide { count += 1 }
      index += isWide ? 3 : 1
    }
    return count
  }

  // MARK: Nil statements

  private mutating func isNil(_ cells: Cells) -> Bool {
    // The first cell that tells something settles most rows; whom a row is of tells nothing, and
    // its short text takes longest to compare.
    var stated = 0
    for place in cells.indices where !owners.contains(Int(cells.filled[place].column)) {
      if Int(cells.filled[place].column) == sequence, isSequence(cells[place]) { continue }
      guard isNilText(place, cells) else { return false }
      stated += 1
    }
    var isOwned = false
    for place in cells.indices where owners.contains(Int(cells.filled[place].column)) {
      if isNilText(place, cells) { stated += 1 } else { isOwned = true }
    }
    // A zone that fills all its figures with strokes has left them out, not said that there
    // are none.
    return stated > 0 && !(isOwned && list == .accidents && stated > 2)
  }

  private mutating func isNilText(_ place: Int, _ cells: Cells) -> Bool {
    let cell = cells.filled[place]
    guard cell.kind == .text else { return false }
    let folding = folding
    let verdict = nils.verdict(
      on: cell, { cells[place].text },
      judge: { text in
        guard NilText.isPossible(text) else { return 0 }
        let key = folding.key(String(decoding: text, as: UTF8.self))
        if NilText.matches(key) { return 1 }
        return Self.noteText(key).map(NilText.matches) == true ? 2 : 0
      })
    // `说明：本月无隐患` states a nil where there is no record; else it is a note on them.
    return verdict == 1 || verdict == 2 && !hasData
  }

  // MARK: Notes

  private func isNote(_ cells: Cells, _ width: Int) -> Bool {
    let first = cells[0]
    guard first.kind == .text, let lead = first.text.first, lead >= 0x21 else { return false }
    // Serial numbers, the usual first cell, are settled by their first byte.
    let isDigit = lead >= 0x30 && lead <= 0x39
    if isDigit, cells.count > 1 { return false }
    let key = key(first)
    if LabelledText.begins(key) { return true }
    if cells.count <= 3, Self.noteText(key) != nil { return true }
    guard cells.count == 1 else { return false }
    if first.column == sequence { return !isSequence(first) }
    if width >= 3 { return true }
    return isInNotes && first.column == firstColumn
  }

  private static let noteWords = [
    "填表说明", "填报说明", "编制说明", "有关说明", "数据来源", "注意事项", "填报要求", "报送要求", "有关要求", "说明事项",
    "备注", "附注", "说明", "要求", "注", "※",
  ]

  /// What stands after `注：`, `说明：`, `有关要求：1.`; `nil` if a text begins otherwise.
  static func noteText(_ key: String) -> String? {
    for word in noteWords where key.hasPrefix(word) {
      var rest = key.dropFirst(word.count)
      let numbers = rest.prefix { $0.isDigit || "()".contains($0) }
      rest = rest.dropFirst(numbers.count)
      guard let sign = rest.first else { return word == "※" || numbers.isEmpty ? "" : nil }
      if ":.、,".contains(sign) { return String(rest.dropFirst()) }
      if word == "※" { return String(rest) }
    }
    return nil
  }

  // MARK: Texts

  private func key(_ cell: Cell) -> String {
    folding.key(String(decoding: cell.text, as: UTF8.self))
  }

  /// Whether a cell of the 序号 column holds a serial number: `12`, `（3）`, `一`, `2.1`.
  private func isSequence(_ cell: Cell) -> Bool {
    if cell.kind != .text { return true }
    guard cell.text.count <= 12 else { return false }
    return key(cell).allSatisfy { $0.isDigit || "().、,-_一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩".contains($0) }
  }
}
