/// A formula that names the value it comes to, `SUM(B5:B5)+N("{total}")`.
///
/// What a template's formulas reckon over its lists, the data often know already. `N` of a text is
/// 0, so that such a formula counts the same in the template; in the result the addition is left
/// out and the value stored, for programs that show workbooks and do not calculate.
struct StatedFormula {
  /// The formula without the addition.
  private(set) var formula: [UInt8] = []
  /// The placeholder's name; `nil` where the formula states nothing.
  private(set) var name: String?

  /// Takes the addition out of a formula.
  ///
  /// - Parameter whole: The formula, without `=`.
  /// - Throws: `PlaceholderText.Fault` if a brace stands in the addition and is no placeholder, or
  ///   there are two.
  init(_ whole: [UInt8]) throws(PlaceholderText.Fault) {
    var rest = whole[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        formula += Self.takeQuoted(&rest)
      } else if byte == UInt8(ascii: "+"), let note = Self.takeNote(&rest) {
        let parts = try PlaceholderText(note).parts
        guard name == nil, parts.count == 1, case .name(let found) = parts[0] else {
          throw PlaceholderText.Fault(text: String(decoding: note.prefix(20), as: UTF8.self))
        }
        name = found
      } else {
        formula.append(byte)
        rest.removeFirst()
      }
    }
  }

  /// Takes off a string or a sheet's name in quotes.
  private static func takeQuoted(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = rest
    let quote = rest.removeFirst()
    if let end = rest.firstIndex(of: quote) {
      rest = rest[(end + 1)...]
    } else {
      rest = []
    }
    // A doubled quote, which stands for itself, is two strings to this.
    return start[..<(rest.isEmpty ? start.endIndex : rest.startIndex)]
  }

  /// Takes off `+N("…")` with a brace in it and hands out its text; leaves anything else.
  private static func takeNote(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var after = rest
    func take(_ bytes: String) -> Bool {
      after = after.drop { $0 <= 0x20 }
      guard let byte = after.first, bytes.utf8.contains(byte) else { return false }
      after.removeFirst()
      return true
    }
    guard take("+"), take("Nn"), take("("), take("\""),
      let end = after.firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    let text = after[..<end]
    after = after[(end + 1)...]
    guard PlaceholderText.isNeeded(for: text), take(")") else { return nil }
    rest = after
    return text
  }
}
