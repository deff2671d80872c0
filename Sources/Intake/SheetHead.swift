import Findings
import ListSchema
import Table
import Values
import Workbook

/// The first rows of a sheet, and what they tell of it.
struct SheetHead {
  /// The sheet's name, `nil` for a text file.
  let name: String?
  /// Whether the sheet is hidden.
  let isHidden: Bool
  /// The first rows that are not blank, as read.
  let rawRows: [RawRow]
  /// The same as text.
  let rows: [HeadRow]
  /// The lists that the sheet's name names.
  let namedLists: [ListName]
  /// Whether the sheet's name says that it is no list: 填报说明, 字典.
  let isNamedOtherwise: Bool
  /// The rows that follow.
  var source: TableSource
  /// The lines above and below the table.
  var lines: TitleLines
  /// The lists that are on the sheet.
  var layouts: [SheetLayout] = []
  /// Whether its lists were looked for.
  private(set) var isSearched = false

  /// Rows read to find the header.
  static let length = 60
  private static let otherWords = [
    "说明", "字典", "选项", "码表", "代码", "示例", "样例", "样表", "填报要求", "须知", "封面", "目录", "下拉", "数据源",
    "参考", "校验意见",
  ]

  /// Reads the first rows of a sheet.
  ///
  /// - Throws: ``ReadFailure`` if the file is damaged there.
  init(
    name: String?, isHidden: Bool, _ source: consuming TableSource, _ definitions: Definitions
  ) throws(ReadFailure) {
    self.name = name
    self.isHidden = isHidden
    let key = definitions.folding.key(name ?? "")
    isNamedOtherwise = Self.otherWords.contains { key.contains($0) }
    namedLists = isNamedOtherwise ? [] : definitions.lists(namedIn: name ?? "")
    var rawRows: [RawRow] = []
    var rows: [HeadRow] = []
    var row = RawRow()
    while rows.count < Self.length, try source.read(into: &row) {
      let head = HeadRow(row, source.sharedTexts)
      if head.cells.isEmpty { continue }
      rawRows.append(row)
      rows.append(head)
    }
    self.rawRows = rawRows
    self.rows = rows
    self.source = source
    lines = TitleLines(above: [], below: [], definitions)
  }

  /// The head of a further table of a sheet.
  ///
  /// - Parameters:
  ///   - table: The table above it.
  ///   - rawRows: The rows from its title on that were read ahead, none blank.
  ///   - source: The rows that follow.
  ///   - definitions: Names of bureaus and lists.
  init(below table: ListTable, rawRows: [RawRow], _ source: TableSource, _ definitions: Definitions)
  {
    name = table.place.sheet
    isHidden = table.isSheetHidden
    namedLists = []
    isNamedOtherwise = false
    self.rawRows = rawRows
    rows = rawRows.map { HeadRow($0, source.sharedTexts) }
    self.source = source
    lines = TitleLines(above: [], below: [], definitions)
  }

  /// Looks for the first header of a list, one of `indices`. Further tables of the sheet are found
  /// when its rows are read.
  ///
  /// - Parameters:
  ///   - indices: The lists that are looked for.
  ///   - fileLists: The lists that the file's name names.
  ///   - definitions: Names of bureaus and lists.
  mutating func findLists(
    _ indices: [(list: ListDefinition, index: HeadingIndex)], fileLists: [ListName],
    _ definitions: Definitions
  ) {
    isSearched = true
    var hinted = namedLists.isEmpty ? titledLists(definitions) : namedLists
    if hinted.isEmpty, !isNamedOtherwise { hinted = fileLists }
    let finder = HeaderFinder(
      indices: indices, folding: definitions.folding, rows: rows,
      merged: source.facts.mergedRanges.filter {
        $0.first.row <= (rows.last?.number ?? 0)
      })
    guard let header = finder.find(hinted: hinted, isNamedOtherwise: isNamedOtherwise) else {
      lines = TitleLines(above: [], below: rows, definitions)
      return
    }
    layOut(header, indices, unitAbove: nil, definitions)
  }

  /// Settles what the columns under a header are.
  ///
  /// - Parameters:
  ///   - header: The header, its start counted among the rows.
  ///   - indices: The lists that are looked for.
  ///   - unitAbove: Unit of money that a table further up states, where this one states none.
  ///   - definitions: Names of bureaus and lists.
  mutating func layOut(
    _ header: HeaderFinder.Header, _ indices: [(list: ListDefinition, index: HeadingIndex)],
    unitAbove: String?, _ definitions: Definitions
  ) {
    guard let (list, index) = indices.first(where: { $0.list.name == header.list }) else { return }
    let end = HeaderSearch(indices, definitions, source.facts.mergedRanges)
      .end(of: header, in: rows)
    lines = TitleLines(
      above: rows[..<header.start], below: rows[(header.start + header.height)..<end], definitions)
    let builder = LayoutBuilder(
      list: list, index: index, folding: definitions.folding, header: header,
      rows: Array(rows[..<end]), captionUnit: lines.moneyUnit ?? unitAbove)
    layouts = [builder.layout()]
  }

  /// The lists that the first lines name, in their order.
  func titledLists(_ definitions: Definitions) -> [ListName] {
    let titles = rows.prefix(3).filter { $0.cells.count <= 2 }.flatMap(\.cells).map(\.text)
    let named = titles.filter { $0.utf8.count < 200 }.flatMap(definitions.lists(namedIn:))
    return ListName.allCases.sorted().filter(named.contains)
  }
}
