import ListSchema
import Table
import Values

/// The words that cells are chosen from, on the hidden sheet 词表: a named range each.
struct WordTable {
  static let sheetName = "词表"
  /// What is written for “nothing to report”.
  static let nilWord = "无"
  /// Words for nothing, a blank where the cell need not be filled.
  static let nothing = "words_nothing"
  /// The same, and words that put an answer off.
  static let placeholders = "words_placeholder"
  /// The bureau's zones.
  static let roster = "zones_roster"
  /// The numbers carried over from last month.
  static let carried = "hazards_carried"

  /// A column of the sheet.
  struct Column {
    var name: String
    var heading: String
    var words: [String]
  }

  let columns: [Column]

  /// The words that a bureau's forms need.
  ///
  /// - Parameters:
  ///   - definitions: Vocabularies and roster.
  ///   - bureau: The bureau.
  ///   - carried: The numbers carried over.
  init(_ definitions: Definitions, bureau: BureauCode, carried: [String]) {
    var columns: [Column] = []
    let zones = definitions.roster.zones(of: bureau).map(\.name)
    for list in definitions.lists {
      for field in list.fields {
        guard let vocabulary = list.vocabulary(of: field) else { continue }
        let name = Self.name(ofVocabulary: vocabulary.name)
        if columns.contains(where: { $0.name == name }) { continue }
        columns.append(Column(name: name, heading: field.title, words: vocabulary.values))
      }
    }
    columns += [
      Column(name: Self.roster, heading: "名录", words: zones),
      Column(name: Self.zones(withCityLevel: false), heading: "名录一", words: zones + [Self.nilWord]),
      Column(
        name: Self.zones(withCityLevel: true), heading: "名录二",
        words: zones + [Self.cityLevel, Self.nilWord]),
      Column(name: Self.nothing, heading: "空", words: Self.nothingWords),
      Column(
        name: Self.placeholders, heading: "占位", words: Self.nothingWords + Self.deferredWords),
    ]
    if !carried.isEmpty {
      columns.append(Column(name: Self.carried, heading: "结转编号", words: carried))
    }
    // A range of no cells has no address.
    self.columns = columns.map {
      $0.words.isEmpty ? Column(name: $0.name, heading: $0.heading, words: [""]) : $0
    }
  }

  /// The named range of a vocabulary.
  static func name(ofVocabulary name: String) -> String { "words_\(name)" }

  /// The named range of the zones that a list takes.
  static func zones(withCityLevel isAllowed: Bool) -> String {
    isAllowed ? "zones_and_city" : "zones"
  }

  /// The words of a named range.
  subscript(name: String) -> [String] { columns.first { $0.name == name }?.words ?? [] }

  /// Names and the areas they stand for.
  var definedNames: [(name: String, area: String)] {
    columns.enumerated().map { index, column in
      let letters = CellReference.letters(ofColumn: index + 1)
      return (
        column.name, "'\(Self.sheetName)'!$\(letters)$2:$\(letters)$\(column.words.count + 1)"
      )
    }
  }

  /// The hidden sheet.
  var sheet: SheetContent {
    var sheet = SheetContent(name: Self.sheetName, isHidden: true)
    sheet.columns = columns.map { _ in SheetContent.Column(width: 24) }
    let height = columns.map(\.words.count).max() ?? 0
    for row in 0...height {
      let cells = columns.enumerated().compactMap { index, column -> SheetContent.Cell? in
        if row == 0 {
          return SheetContent.Cell(
            column: index + 1, format: .section, value: .text(column.heading))
        }
        guard row <= column.words.count, !column.words[row - 1].isEmpty else { return nil }
        return SheetContent.Cell(
          column: index + 1, format: .plain, value: .text(column.words[row - 1]))
      }
      sheet.rows.append(SheetContent.Row(number: row + 1, cells: cells))
    }
    return sheet
  }

  private static let nothingWords = [nilWord, "/", "—", "——", "-", "--", "暂无"]
  private static let deferredWords = ["待定", "同上", "待补充", "不详", "未知", "待填"]
  /// The city itself, as the roster reads it.
  private static let cityLevel = "市本级"
}
