/// How near two short texts are, for offering what a filer may have meant.
enum Similarity {
  /// The candidates nearest to a text, nearest first, equal ones in the order given.
  ///
  /// - Parameters:
  ///   - key: A folded text.
  ///   - candidates: Folded texts.
  ///   - limit: Most to return.
  ///   - least: Per mille of agreement below which a candidate is not worth offering.
  /// - Returns: Indices of the candidates that share so much with the text.
  static func nearest(
    to key: FoldedText, among candidates: some Collection<FoldedText>, limit: Int, least: Int = 300
  ) -> [Int] {
    // Longer texts are sentences, not names; their head tells what is meant.
    let text = key.prefix(40)
    let scored = candidates.enumerated().compactMap { index, candidate -> (Int, Int)? in
      let score = score(text, candidate.prefix(40))
      return score >= least ? (index, score) : nil
    }
    return scored.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(limit).map(\.0)
  }

  /// Per mille of agreement: 1000 for equal texts, 0 where nothing is shared.
  private static func score(_ left: ArraySlice<UInt16>, _ right: ArraySlice<UInt16>) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return 0 }
    let longest = max(left.count, right.count)
    let common = commonLength(left, right)
    let byOrder = 1000 * common / longest
    // A part of the whole (`危化` in `危险化学品`) counts more than its length.
    let contained = common == min(left.count, right.count) ? 300 : 0
    return common == 0 ? 0 : min(byOrder + contained, 1000)
  }

  /// Length of the longest common subsequence.
  private static func commonLength(_ left: ArraySlice<UInt16>, _ right: ArraySlice<UInt16>) -> Int {
    var row = [Int](repeating: 0, count: right.count + 1)
    for unit in left {
      var diagonal = 0
      for column in right.indices {
        let above = row[column + 1]
        row[column + 1] = unit == right[column] ? diagonal + 1 : max(above, row[column])
        diagonal = above
      }
    }
    return row[right.count]
  }
}
