import Table

/// What was found out about texts, each looked at once: rows repeat their texts, and most refer to
/// them as shared strings.
///
/// A verdict is a small number, 0 to 254.
struct TextMemo {
  /// Verdict + 1 by shared string, 0 for those not met.
  private var shared: [UInt8] = []
  private var texts = TextPool()
  /// Verdict by number in `texts`.
  private var others: [UInt8] = [0]

  /// Whether a glance at a cell tells that its verdict is 0: its shared string is known to have
  /// that one, or its own text begins with a visible ASCII character, which no blank one does.
  @inline(__always)
  func isFilled(_ cell: RawCell, _ bytes: Span<UInt8>) -> Bool {
    let index = Int(cell.sharedString)
    if index >= 0 { return index < shared.count && shared[index] == 1 }
    if cell.text.isEmpty { return false }
    let lead = bytes[Int(cell.text.lowerBound)]
    return lead > 0x20 && lead < 0x7F
  }

  /// The verdict on a text.
  ///
  /// - Parameters:
  ///   - cell: The cell that holds the text.
  ///   - text: The text; asked for where the verdict is not known by the shared string.
  ///   - isWorthEntering: Whether a text that is no shared string is kept too. It should tell
  ///     most unlike texts at a glance, since each one kept takes memory.
  ///   - judge: Finds the verdict.
  /// - Returns: The verdict.
  @inline(__always)
  mutating func verdict(
    on cell: RawCell, _ text: () -> ArraySlice<UInt8>,
    isWorthEntering: (ArraySlice<UInt8>) -> Bool = { _ in false },
    judge: (ArraySlice<UInt8>) -> UInt8
  ) -> UInt8 {
    let index = Int(cell.sharedString)
    if index >= 0, index < shared.count, shared[index] > 0 { return shared[index] - 1 }
    let text = text()
    if index >= 0 {
      let verdict = judge(text)
      while shared.count <= index { shared.append(0) }
      shared[index] = verdict + 1
      return verdict
    }
    guard isWorthEntering(text) else { return judge(text) }
    let id = Int(texts.intern(text.span))
    if id < others.count { return others[id] }
    others.append(judge(text))
    return others[id]
  }
}
