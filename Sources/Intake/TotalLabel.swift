import ListRecords
import Values

/// Recognises the label of a row of sums: 合计, 总计, 小计, 其中.
enum TotalLabel {
  private static let totals = ["合计", "总计", "共计", "合计数", "总数", "总和"]
  private static let wholes: Set<String> = [
    "", "全市", "全省", "本市", "市", "全部", "总", "全区", "各区", "各开发区", "各地", "开发区", "经开区", "全局",
  ]

  /// What a label's row is.
  ///
  /// - Parameters:
  ///   - key: Folded text of a cell.
  ///   - list: The list; `全市` alone sums up figures, but is no sum among texts.
  /// - Returns: ``RowKind/total``, ``RowKind/subtotal``, or `nil` if the text is no such label.
  static func kind(of key: String, in list: ListName) -> RowKind? {
    guard key.utf8.count <= 60 else { return nil }
    let label = key.filter { !":()[]【】、,.".contains($0) }
    if let total = totals.first(where: label.hasSuffix) {
      let whole = String(label.dropLast(total.count))
      guard whole.count <= 12 else { return nil }
      // `苏州市合计` sums up all, `国家级合计` a part.
      return wholes.contains(whole) || whole.hasSuffix("市") ? .total : .subtotal
    }
    if label.hasSuffix("小计"), label.count <= 14 { return .subtotal }
    guard list == .accidents else { return nil }
    if label == "全市" || label == "全市总" { return .total }
    if label == "累计" || label.hasPrefix("其中") { return .subtotal }
    return nil
  }
}
