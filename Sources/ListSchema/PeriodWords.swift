/// Months in headings, which change with the reporting month.
enum PeriodWords {
  private static let cumulative = FoldedText("累计")
  private static let monthly = FoldedText("本月")
  private static let prior = FoldedText("上年同期")
  private static let priorYear = FoldedText("上年")
  private static let samePeriod = FoldedText("同期")
  private static let part = FoldedText("份")
  private static let year: UInt16 = 0x5E74
  private static let month: UInt16 = 0x6708
  private static let dashes = FoldedText("-‐‑‒–—―−~～〜至到")

  /// A folded heading with its leading month in the words of the form: `1-5月` and `1—本月` as
  /// `累计`, `5月份` as `本月`, the same of the year before as `上年同期`.
  ///
  /// - Parameters:
  ///   - text: A folded heading.
  ///   - reported: Year of the reporting month, if known.
  /// - Returns: The heading, unchanged if it begins with no month.
  static func replaced(in text: FoldedText, reportedIn reported: Int?) -> FoldedText {
    guard let first = text.first, isDigit(first) else { return text }
    var rest = text[...]
    let stated = takeNumber(&rest, digits: 4...4, suffix: year)
    let isPrior = stated != nil && stated == reported.map { $0 - 1 }
    var word = isPrior ? prior : []
    if takeRange(&rest) {
      word = isPrior ? prior : cumulative
    } else if takeNumber(&rest, digits: 1...2, suffix: month) != nil {
      word = isPrior ? priorYear : monthly
    } else if !isPrior {
      return text
    }
    for suffix in [part, cumulative, samePeriod, cumulative] where rest.begins(with: suffix) {
      if suffix != samePeriod || isPrior { rest = rest.dropFirst(suffix.count) }
    }
    return word + rest
  }

  /// Takes `1-5月`, `1月-5月`, `1-本月`.
  private static func takeRange(_ rest: inout ArraySlice<UInt16>) -> Bool {
    var copy = rest
    guard copy.popFirst() == 0x31 else { return false }
    if copy.first == month { copy.removeFirst() }
    guard let dash = copy.popFirst(), dashes.contains(dash) else { return false }
    if copy.begins(with: monthly) {
      copy = copy.dropFirst(monthly.count)
    } else if takeNumber(&copy, digits: 1...2, suffix: month) == nil {
      return false
    }
    rest = copy
    return true
  }

  private static func takeNumber(
    _ rest: inout ArraySlice<UInt16>, digits: ClosedRange<Int>, suffix: UInt16
  ) -> Int? {
    let number = rest.prefix(while: isDigit)
    guard digits.contains(number.count), rest.dropFirst(number.count).first == suffix else {
      return nil
    }
    rest = rest.dropFirst(number.count + 1)
    return number.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func isDigit(_ unit: UInt16) -> Bool { (0x30...0x39).contains(unit) }
}
