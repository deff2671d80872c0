/// Texts that stand for nothing.
enum Placeholder {
  /// Longest text that may be one, in UTF-8: longer ones need not be looked up, and hashing a long
  /// text costs more than all else that is done with it.
  static let longest = 16

  /// Marks that a clerk writes for “nothing”: a blank where the cell need not be filled.
  static let nothing: Set<String> = [
    "无", "/", "／", "—", "——", "-", "--", "－", "\\", "暂无", "N/A", "n/a", "NA",
  ]
  /// Words that put an answer off: an error where the cell must be filled, text elsewhere.
  static let deferred: Set<String> = [
    "待定", "同上", "XXX", "xxx", "XX", "xx", "ＸＸＸ", "×××", "××", "待补充", "不详", "未知", "待填",
  ]
}
