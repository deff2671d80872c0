/// The shared strings of a workbook from the bytes between `<sst …>` and `</sst>`, as long as they
/// have the shape that almost every program writes: `<si><t>…</t></si>`, or runs of rich text
/// `<si><r><rPr>…</rPr><t>…</t></r></si>`.
///
/// Gives what the parser's tags give, or a ``Surprise``, after which it is not asked again.
struct PlainStrings {
  private var markup: PlainMarkup

  /// Strings that begin at a place in the part.
  init(from start: Int) { markup = PlainMarkup(position: start) }

  /// Appends the text of the next string; `false` at the end of `part`, which ends where they do.
  mutating func read(_ part: Span<UInt8>, into bytes: inout [UInt8]) throws(Surprise) -> Bool {
    markup.skipBlanks(part)
    if markup.isAtEnd(part) { return false }
    if try readLoneText(part, into: &bytes) { return true }
    let tag = try markup.startTag(part)
    guard equals(part, tag.name, Self.item) else { throw Surprise() }
    if tag.isEmpty { return true }
    try readContent(part, of: tag.name, mayHoldRuns: true, into: &bytes)
    return true
  }

  private static let item = [UInt8]("si".utf8)

  /// Reads what most strings are, `<si><t>…</t></si>`; `false` if it is something else.
  private mutating func readLoneText(
    _ part: Span<UInt8>, into bytes: inout [UInt8]
  ) throws(Surprise) -> Bool {
    let start = markup.position
    guard PlainMarkup.word(part, at: start) >> 8 == 0x3c_7369_3e3c_743e else { return false }
    markup.move(to: start + 7)
    let text = try markup.text(part)
    let end = markup.position
    // `</t></si>`
    guard PlainMarkup.word(part, at: end) == 0x3c2f_743e_3c2f_7369,
      PlainMarkup.word(part, at: end + 1) & 0xff == 0x3e
    else {
      markup.move(to: start)
      return false
    }
    try append(text, of: part, to: &bytes)
    markup.move(to: end + 9)
    return true
  }

  /// Reads what `si` or `r` holds, and its end tag.
  private mutating func readContent(
    _ part: Span<UInt8>, of name: Range<Int>, mayHoldRuns: Bool, into bytes: inout [UInt8]
  ) throws(Surprise) {
    markup.skipBlanks(part)
    while !markup.isAtEndTag(part) {
      let tag = try markup.startTag(part)
      let letter = tag.name.count == 1 ? part[tag.name.lowerBound] : 0
      if letter == UInt8(ascii: "t") {
        if !tag.isEmpty { try readText(part, of: tag.name, into: &bytes) }
      } else if letter == UInt8(ascii: "r") {
        guard mayHoldRuns else { throw Surprise() }
        if !tag.isEmpty {
          try readContent(part, of: tag.name, mayHoldRuns: false, into: &bytes)
        }
      } else {
        // A prefix may stand for SpreadsheetML, and a string in a string is for the parser to judge.
        guard !isPrefixed(part, tag.name), !equals(part, tag.name, Self.item) else {
          throw Surprise()
        }
        // Anything else, `rPh` and `rPr` above all, holds no text of the string.
        if !tag.isEmpty { try markup.skipContent(part, of: tag.name) }
      }
      markup.skipBlanks(part)
    }
    try markup.endTag(part, of: name)
  }

  private func isPrefixed(_ part: Span<UInt8>, _ name: Range<Int>) -> Bool {
    for index in name where part[index] == UInt8(ascii: ":") { return true }
    return false
  }

  private mutating func readText(
    _ part: Span<UInt8>, of name: Range<Int>, into bytes: inout [UInt8]
  ) throws(Surprise) {
    let text = try markup.text(part)
    try append(text, of: part, to: &bytes)
    try markup.endTag(part, of: name)
  }

  /// Appends the text read last, without references and escapes.
  private func append(
    _ text: Range<Int>, of part: Span<UInt8>, to bytes: inout [UInt8]
  ) throws(Surprise) {
    let start = bytes.count
    if markup.hasReferences {
      try bytes.appendReplacingReferences(in: part, text)
    } else {
      bytes.append(copying: part.extracting(text))
    }
    bytes.decodeEscapes(from: start)
  }
}
