import ListRecords
import Values

/// Recognises the label of a row of sums: 合计, 总计, 小计, 其中.
enum TotalLabel {
  private static let totals = ["合计", "总计", "共计", "合计数", "总数", "总和"]
  private static let wholes: Set<String> = [
    "", "全市", "全省", "本市", "市", "全部", "总", "全区", "各区", "各开发区", "各地", "开发区", "经开区", "全局",
  ]

  /// What a sum may count: `合计(起)`, `合计3条`.
  private static let units: Set<String> = [
    "", "起", "人", "条", "个", "项", "件", "次", "处", "家", "份", "元", "万元", "起数", "人数", "条数", "项数",
  ]

  /// What a label's row is.
  ///
  /// - Parameters:
  ///   - key: Folded text of a cell.
  ///   - list: The list; `全市` alone sums up figures, but is no sum among texts.
  /// - Returns: ``RowKind/total``, ``RowKind/subtotal``, or `nil` if the text is no such label.
  static func kind(of key: String, in list: ListName) -> RowKind? {
    guard key.utf8.count <= 60 else { return nil }
    if let kind = kind(ofLabel: key.filter { !isMark($0) && !isBracket($0) }, in: list) {
      return kind
    }
    let (label, remark) = parted(key.filter { !isMark($0) })
    guard let kind = kind(ofLabel: withoutCount(label), in: list) else { return nil }
    // `合计(全市)` sums up all, `合计(国家级)` a part.
    let isWhole =
      wholes.contains(remark) || remark.hasSuffix("市") || units.contains(remark.drop(\.isDigit))
    return isWhole ? kind : .subtotal
  }

  private static func kind(ofLabel label: String, in list: ListName) -> RowKind? {
    if let total = totals.first(where: label.hasSuffix) {
      let whole = String(label.dropLast(total.count))
      guard whole.count <= 12 else { return nil }
      // `苏州市合计` sums up all, `国家级合计` a part.
      return wholes.contains(whole) || whole.hasSuffix("市") ? .total : .subtotal
    }
    if label.hasSuffix("小计"), label.count <= 14 { return .subtotal }
    guard list == .accidents else { return nil }
    if label == "全市" || label == "全市总" { return .total }
    if label == "累计" || label == "累计数" || label.hasPrefix("其中") { return .subtotal }
    return nil
  }

  private static func isMark(_ character: Character) -> Bool { ":、,.".contains(character) }

  private static func isBracket(_ character: Character) -> Bool { "()[]【】〔〕".contains(character) }

  /// What stands outside brackets, and inside.
  private static func parted(_ text: String) -> (label: String, remark: String) {
    var (label, remark) = ("", "")
    var depth = 0
    for character in text {
      if isBracket(character) {
        depth += "([【〔".contains(character) ? 1 : -1
      } else if depth > 0 {
        remark.append(character)
      } else {
        label.append(character)
      }
    }
    return (label, remark)
  }

  /// `合计3条` without the count and its unit.
  private static func withoutCount(_ label: String) -> String {
    guard let last = label.lastIndex(where: \.isDigit),
      units.contains(String(label[label.index(after: last)...]))
    else { return label }
    var rest = label[...last]
    while rest.last?.isDigit == true { rest.removeLast() }
    return String(rest)
  }
}

extension String {
  fileprivate func drop(_ isDropped: (Character) -> Bool) -> String {
    String(self[...].drop(while: isDropped))
  }
}
