/// Recognises statements that there is nothing to report: 无, 本月无隐患, 零报告, `/`.
enum NilText {
  /// Signs that stand for nothing.
  private static let signs: Set<String> = [
    "/", "\\", "-", "--", "---", "—", "——", "–", "―", "n/a", "nil",
  ]
  /// Words that deny; one must be there.
  private static let denials = [
    "零报告", "未发生", "未发现", "未出现", "未新增", "未产生", "没有", "暂无", "不涉及", "无", "零",
  ]
  /// Words that may stand beside a denial. 重大 is none of them: who has no 重大隐患 may well have
  /// others.
  private static let fillers = [
    "本月份", "本月", "当月", "本期", "本市", "我市", "全市", "本局", "我局", "本地区", "本辖区", "辖区内", "辖区",
    "各开发区", "经济技术开发区", "经济开发区", "经开区", "开发区", "园区", "均", "内", "在", "新增", "发生", "发现",
    "出现", "产生", "排查出", "上报", "报送", "填报", "报告", "安全生产", "生产安全", "安全", "生产", "问题", "事故",
    "隐患", "一般", "制度", "措施", "机制", "典型", "做法", "经验", "案例", "情况", "内容", "数据", "事项", "清单",
    "相关", "有关", "此项", "该项", "此类", "需要", "需", "的", "了", "可", "任何", "新",
  ]

  /// Whether a text may be a nil statement at all: it is short, and is a sign or holds a word that
  /// denies. Settles most cells without folding them.
  ///
  /// - Parameter text: UTF-8 as filed.
  /// - Returns: `false` if ``matches(_:)`` is false whatever the folding.
  static func isPossible(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 240 else { return false }
    if text.count <= 12 { return true }
    var index = text.startIndex
    while index + 2 < text.endIndex {
      switch (text[index], text[index + 1], text[index + 2]) {
      case (0xE6, 0x97, 0xA0), (0xE7, 0x84, 0xA1),  // 无 無
        (0xE9, 0x9B, 0xB6), (0xE6, 0x9C, 0xAA),  // 零 未
        (0xE6, 0xB2, 0xA1), (0xE6, 0xB2, 0x92),  // 没 沒
        (0xE4, 0xB8, 0x8D):  // 不
        return true
      default: index += 1
      }
    }
    return false
  }

  /// Whether a text says that there is nothing, and nothing else.
  ///
  /// - Parameter key: Folded text.
  /// - Returns: `false` for a blank text too.
  static func matches(_ key: String) -> Bool {
    if signs.contains(key) { return true }
    guard key.utf8.count <= 120 else { return false }
    var rest = key[...]
    var isDenied = false
    while let first = rest.first {
      if let denial = denials.first(where: { rest.utf8.starts(with: $0.utf8) }) {
        isDenied = true
        rest = rest.dropFirst(denial.count)
      } else if let filler = fillers.first(where: { rest.utf8.starts(with: $0.utf8) }) {
        rest = rest.dropFirst(filler.count)
      } else if ",，.。;；:：!！()（）[]、".contains(first) {
        rest = rest.dropFirst()
      } else if let length = monthLength(rest) {
        rest = rest.dropFirst(length)
      } else {
        return false
      }
    }
    return isDenied
  }

  /// Length of `2022年`, `5月`, `5月份` at the start.
  private static func monthLength(_ text: Substring) -> Int? {
    let digits = text.prefix { $0.isDigit }.count
    let after = text.dropFirst(digits)
    guard (1...4).contains(digits), let sign = after.first, "年月".contains(sign) else { return nil }
    return digits + (after.hasPrefix("月份") ? 2 : 1)
  }
}
