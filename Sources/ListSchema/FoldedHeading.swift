/// A heading cell taken apart.
struct FoldedHeading {
  /// The key without brackets, signs of a required column, colons.
  var base: FoldedText = []
  /// Unit of money that the heading states, `万元`, `元`.
  var unit: String?
  /// What stood in brackets and is no unit, run together.
  var remark: FoldedText = []

  /// Units of money, longest first.
  private static let moneyUnits = ["百万元", "万元", "千元", "亿元", "元"].map(FoldedText.init)
  private static let countUnits = Set(
    ["起", "人", "项", "家", "个", "件", "处", "次", "人次", "条", "%"].map(FoldedText.init))
  private static let unitLabels = ["计量单位", "单位", ":", "人民币"].map(FoldedText.init)
  private static let yuan = FoldedText("元")
  private static let opening = FoldedText("([【〔﹝{<〈「『〖")
  private static let closing = FoldedText(")]】〕﹞}>〉」』〗")
  private static let colons = FoldedText(":*★☆※#")
  private static let tails = FoldedText("、,.。;/")

  init(_ text: some StringProtocol, folding: TextFolding) {
    var pending: FoldedText = []
    var inner: FoldedText = []
    for unit in folding.folded(text) {
      // CJK ideographs are in none of the sets below.
      if (0x4E00...0x9FFF).contains(unit) {
        if pending.isEmpty { base.append(unit) } else { inner.append(unit) }
      } else if let place = Self.opening.firstIndex(of: unit) {
        pending.append(Self.closing[place])
      } else if unit == pending.last {
        pending.removeLast()
        if pending.isEmpty {
          take(inner)
          inner.removeAll()
        }
      } else if !pending.isEmpty {
        inner.append(unit)
      } else if !Self.colons.contains(unit) {
        base.append(unit)
      }
    }
    if !inner.isEmpty { take(inner) }
    takeTrailingUnit()
    while let last = base.last, Self.tails.contains(last) { base.removeLast() }
  }

  /// Files what one pair of brackets held.
  private mutating func take(_ inner: FoldedText) {
    var rest = inner[...]
    for label in Self.unitLabels where rest.begins(with: label) {
      rest = rest.dropFirst(label.count)
    }
    let content = FoldedText(rest)
    if Self.moneyUnits.contains(content) {
      unit = content.string
    } else if !Self.countUnits.contains(content) {
      remark += inner.filter { !Self.colons.contains($0) }
    }
  }

  /// Takes a unit written without brackets: `直接经济损失万元`, `整改资金/元`.
  private mutating func takeTrailingUnit() {
    guard unit == nil, base.ends(with: Self.yuan),
      let money = Self.moneyUnits.first(where: { base.ends(with: $0) })
    else { return }
    let rest = base.dropLast(money.count)
    let isParted = rest.last.map { Self.tails.contains($0) } ?? true
    // `元` may end another word.
    guard money != Self.yuan || isParted else { return }
    base = FoldedText(rest)
    unit = money.string
  }
}
