/// Units that headings, unit rows and captions state.
enum Unit {
  private static let money = ["百万元", "亿元", "万元", "千元", "元"]
  private static let counts: Set<String> = [
    "起", "人", "项", "家", "个", "件", "处", "次", "人次", "条", "%", "名", "份", "天", "日", "年",
  ]

  /// The unit of a folded cell of a unit row, such as `(万元)`.
  ///
  /// - Returns: The unit without brackets, `nil` if the cell is none.
  static func unit(ofCell key: String) -> String? {
    var inner = key.filter { !"()[]【】".contains($0) }
    for prefix in ["计量单位", "单位", ":"] where inner.hasPrefix(prefix) {
      inner.removeFirst(prefix.count)
    }
    return counts.contains(inner) || money.contains(inner) ? inner : nil
  }

  /// The unit of money in a folded caption such as `(单位:起、人、万元)`.
  ///
  /// - Returns: `nil` if it states none.
  static func money(inCaption value: String) -> String? {
    words(of: value).first { money.contains($0) }
  }

  /// Whether a folded caption holds units only.
  static func isList(_ value: String) -> Bool {
    let words = words(of: value)
    return !words.isEmpty && words.allSatisfy { counts.contains($0) || money.contains($0) }
  }

  private static func words(of value: String) -> [String] {
    value.split { "、,，;；/．.()（）:和及".contains($0) }.map(String.init)
  }
}
