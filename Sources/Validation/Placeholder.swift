/// Texts that stand for nothing.
enum Placeholder {
  /// Marks that a clerk writes for “nothing”: a blank where the cell need not be filled.
  static let nothing = ShortTexts([
    "无", "/", "／", "—", "——", "-", "--", "－", "\\", "暂无", "N/A", "n/a", "NA",
  ])
  /// Words that put an answer off: an error where the cell must be filled, text elsewhere.
  static let deferred = ShortTexts([
    "待定", "同上", "XXX", "xxx", "XX", "xx", "ＸＸＸ", "×××", "××", "待补充", "不详", "未知", "待填",
  ])
  /// What a spreadsheet program shows in place of a value, kept as text.
  static let errors = ShortTexts([
    "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA",
    "#SPILL!", "#CALC!",
  ])

  /// Whether a text is one of any kind.
  static func matches(_ text: Span<UInt8>) -> Bool {
    nothing.contains(text) || deferred.contains(text) || errors.contains(text)
  }
}

/// A few short texts, which are compared by length and bytes: a set would hash every cell.
struct ShortTexts: Sendable {
  /// The texts in UTF-8, by their number of bytes.
  private let byLength: [[[UInt8]]]

  init(_ texts: [String]) {
    var byLength = [[[UInt8]]](repeating: [], count: (texts.map(\.utf8.count).max() ?? 0) + 1)
    for text in texts { byLength[text.utf8.count].append(Array(text.utf8)) }
    self.byLength = byLength
  }

  func contains(_ text: Span<UInt8>) -> Bool {
    guard text.count < byLength.count else { return false }
    for candidate in byLength[text.count] {
      var index = 0
      while index < candidate.count, candidate[index] == text[index] { index += 1 }
      if index == candidate.count { return true }
    }
    return false
  }

  func contains(_ text: String) -> Bool { contains(text.utf8.span) }
}
