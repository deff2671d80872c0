/// A piece of a line above or below a table: what a label such as `填报单位` says.
struct LabelledText: Equatable {
  /// What a label asks for.
  enum Label: Equatable {
    /// 填报单位: the bureau.
    case bureau
    /// 报告期: the month that the data are of.
    case period
    /// 填报日期 and other days, which are no period.
    case day
    /// 填表人, 审核人, 联系电话.
    case person
    /// 单位: the units of the figures.
    case unit
  }

  /// The label, `nil` for text before the first label.
  var label: Label?
  /// What follows it, folded, without brackets such as `(盖章)`; empty where the value stands in
  /// the next cell.
  var value: String

  /// A label's words, and whether it counts without a colon after it.
  private static let labels: [(words: String, label: Label, needsColon: Bool)] = [
    ("填报单位", .bureau, false), ("报送单位", .bureau, false), ("上报单位", .bureau, false),
    ("填表单位", .bureau, false), ("制表单位", .bureau, false), ("填报部门", .bureau, false),
    ("报送部门", .bureau, false), ("单位名称", .bureau, true),
    ("报告期间", .period, false), ("报告期", .period, false), ("报告月份", .period, false),
    ("报送月份", .period, false), ("上报月份", .period, false), ("填报月份", .period, false),
    ("统计月份", .period, false), ("统计时间", .period, true), ("统计区间", .period, false),
    ("统计期间", .period, false), ("统计期", .period, false), ("所属月份", .period, false),
    ("所属期", .period, false), ("数据期", .period, false), ("月份", .period, true),
    ("填报日期", .day, false), ("填表日期", .day, false), ("报送日期", .day, false),
    ("上报日期", .day, false), ("制表日期", .day, false), ("填报时间", .day, false),
    ("填表时间", .day, false), ("报送时间", .day, false), ("上报时间", .day, false),
    ("制表时间", .day, false), ("截止日期", .day, false), ("截止时间", .day, false),
    ("截止到", .day, false), ("截至", .day, false), ("印发日期", .day, true),
    ("日期", .day, true),
    ("单位负责人", .person, false), ("主要负责人", .person, false), ("分管负责人", .person, false),
    ("部门负责人", .person, false), ("分管领导", .person, false), ("负责人", .person, true),
    ("填表人", .person, false), ("填报人", .person, false), ("制表人", .person, false),
    ("经办人", .person, false), ("审核人", .person, false), ("复核人", .person, false),
    ("审批人", .person, false), ("签发人", .person, false), ("统计人", .person, false),
    ("联系人", .person, true), ("联系电话", .person, true), ("联系方式", .person, true),
    ("办公电话", .person, true), ("手机", .person, true), ("电话", .person, true),
    ("审核", .person, true), ("制表", .person, true), ("填表", .person, true),
    ("盖章", .person, true), ("签字", .person, true),
    ("计量单位", .unit, false), ("金额单位", .unit, false), ("货币单位", .unit, false),
    ("单位", .unit, true),
  ]

  /// The labels by their first character: few texts have one, and there are many texts.
  private static let labelsByFirst = Dictionary(grouping: labels) { entry in
    entry.words.unicodeScalars.first ?? " "
  }

  /// Takes a cell's text apart at its labels.
  ///
  /// - Parameter key: The cell's text as `TextFolding.key` folds it.
  /// - Returns: The pieces in order; none if the text is blank.
  static func pieces(of key: String) -> [LabelledText] {
    var pieces: [LabelledText] = []
    var label: Label?
    // Where the value of `label` begins, and how far the text has been looked through.
    var (start, place) = (key.startIndex, key.startIndex)
    func end(at index: String.Index) {
      if label == nil, start == index { return }
      pieces.append(LabelledText(label: label, value: String(key[start..<index])))
    }
    while place < key.endIndex {
      if let found = self.label(at: key[place...], isFirst: place == key.startIndex) {
        end(at: place)
        label = found.label
        start = withoutRemark(key[place...].dropFirst(found.length)).startIndex
        place = start
      } else {
        key.unicodeScalars.formIndex(after: &place)
      }
    }
    end(at: key.endIndex)
    return pieces.map(\.settled).filter { $0.label != nil || !$0.value.isEmpty }
  }

  /// Whether a folded text begins with a label, as the lines above and below a table do.
  static func begins(_ key: String) -> Bool { label(at: key[...], isFirst: true) != nil }

  /// `单位：苏州市商务局` names the bureau, `单位：起、人、万元` the units.
  private var settled: LabelledText {
    var piece = self
    piece.value = String(value.drop { "(（".contains($0) })
    while let last = piece.value.last, "()（）,，;；、".contains(last) { piece.value.removeLast() }
    if label == .unit, Unit.money(inCaption: value) == nil, !Unit.isList(piece.value) {
      piece.label = .bureau
    }
    return piece
  }

  private static func label(
    at rest: Substring, isFirst: Bool
  ) -> (label: Label, length: Int)? {
    guard let first = rest.unicodeScalars.first, let labels = labelsByFirst[first] else {
      return nil
    }
    for (words, label, needsColon) in labels where rest.utf8.starts(with: words.utf8) {
      let after = withoutRemark(rest.dropFirst(words.count), keepsColon: true)
      if !needsColon || after.first == ":" { return (label, words.count) }
      // A label alone in its cell: the value stands in the next one.
      if after.isEmpty, isFirst { return (label, words.count) }
    }
    return nil
  }

  /// The text after a label without `(盖章)` and the colon.
  private static func withoutRemark(_ text: Substring, keepsColon: Bool = false) -> Substring {
    var rest = text
    while rest.first == "(", let close = rest.firstIndex(of: ")") {
      rest = rest[rest.index(after: close)...]
    }
    while !keepsColon, rest.first == ":" { rest = rest.dropFirst() }
    return rest
  }
}
