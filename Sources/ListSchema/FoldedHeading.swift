/// A heading cell taken apart.
struct FoldedHeading {
  /// The key without brackets, signs of a required column, colons.
  var base = ""
  /// Unit of money that the heading states, `万元`, `元`.
  var unit: String?
  /// What stood in brackets and is no unit, run together.
  var remark = ""

  private static let moneyUnits = ["万元", "千元", "百万元", "亿元", "元"]
  private static let countUnits = [
    "起", "人", "项", "家", "个", "件", "处", "次", "人次", "条", "%",
  ]
  private static let pairs: [Character: Character] = [
    "(": ")", "[": "]", "【": "】", "〔": "〕", "﹝": "﹞", "{": "}", "<": ">", "〈": "〉", "「": "」",
    "『": "』", "｛": "｝", "〖": "〗",
  ]
  private static let dashes: Set<Character> = [
    "-", "‐", "‑", "‒", "–", "—", "―", "−", "~", "～", "〜", "至", "到",
  ]

  init(_ text: some StringProtocol, folding: TextFolding) {
    var closing: [Character] = []
    var inner = ""
    for character in folding.key(text) {
      if let close = Self.pairs[character] {
        closing.append(close)
      } else if character == closing.last {
        closing.removeLast()
        if closing.isEmpty {
          take(inner)
          inner = ""
        }
      } else if !closing.isEmpty {
        inner.append(character)
      } else if !"：:*★☆※#".contains(character) {
        base.append(character)
      }
    }
    take(inner)
    takeTrailingUnit()
    while let last = base.last, "、,，.。;/".contains(last) { base.removeLast() }
  }

  /// Files what one pair of brackets held.
  private mutating func take(_ inner: String) {
    var rest = inner[...]
    for prefix in ["计量单位", "单位", ":", "人民币"] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
    }
    if Self.moneyUnits.contains(String(rest)) {
      unit = String(rest)
    } else if !Self.countUnits.contains(String(rest)) {
      remark += inner.filter { $0 != ":" }
    }
  }

  /// Takes a unit written without brackets: `直接经济损失万元`, `整改资金/万元`.
  private mutating func takeTrailingUnit() {
    guard unit == nil, base.hasSuffix("元") else { return }
    for money in Self.moneyUnits.dropLast() where base.hasSuffix(money) {
      base.removeLast(money.count)
      unit = money
      return
    }
    if base.hasSuffix("/元") || base.hasSuffix(",元") {
      base.removeLast(2)
      unit = "元"
    }
  }

  /// A key with every dash and `至` as `-`, so that `1—5月`, `1~5月` and `1至5月` are one.
  static func withPlainDashes(_ text: String) -> String {
    String(text.map { dashes.contains($0) ? "-" : $0 })
  }
}
