/// Reckons how high a row must be for its texts. Excel fits rows to texts when a cell is edited,
/// no program when it opens a file that says nothing.
enum TextHeight {
  /// Height of a line of 11 points.
  private static let lineHeight = 15.0

  /// The height of a row in points.
  ///
  /// - Parameters:
  ///   - texts: The texts and the widths of their columns in half characters.
  ///   - least: The least height.
  /// - Returns: At most 409, the highest that a row can be (ECMA-376 Part 1, 18.3.1.73).
  static func height(of texts: [(text: String, width: Double)], least: Double) -> Double {
    let lines = texts.map { lineCount(in: $0.text, width: $0.width) }.max() ?? 1
    return min(409, max(least, Double(lines) * lineHeight + 4))
  }

  private static func lineCount(in text: String, width: Double) -> Int {
    text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { count, line in
      let halves = line.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
      // A little is lost to the margins of the cell and to words that don't break.
      return count + max(1, Int((Double(halves) / max(1, width - 1.5)).rounded(.up)))
    }
  }
}
