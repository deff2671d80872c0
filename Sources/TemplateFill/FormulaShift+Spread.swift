// Functions that count or add up on condition take ranges of one sheet; over a list that goes on
// on further sheets they stand once for each, added up.
extension FormulaShift {
  /// The formula with `COUNTIF(一!A2:A9,1)` as `(COUNTIF('一'!A2:A9,1)+COUNTIF('一(2)'!A2:A9,1))`,
  /// the rows still being those of the template.
  ///
  /// - Parameter formula: The formula, without `=`.
  /// - Returns: The same where no list goes on.
  func spread(_ formula: [UInt8]) -> [UInt8] {
    if continued.isEmpty { return formula }
    var output: [UInt8] = []
    var index = 0
    while index < formula.count {
      let start = index
      switch formula[index] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        index = FormulaScanner.quotedEnd(in: formula, from: index)
      case let byte where FormulaScanner.isNamePart(byte):
        while index < formula.count, FormulaScanner.isNamePart(formula[index]) { index += 1 }
        let name = String(decoding: formula[start..<index], as: UTF8.self).uppercased()
        guard FormulaCall.conditional.contains(name), index < formula.count,
          formula[index] == UInt8(ascii: "(")
        else { break }
        index = Self.callEnd(in: formula, from: index)
        output += repeated(Array(formula[start..<index]))
        continue
      default: index += 1
      }
      output += formula[start..<index]
    }
    return output
  }

  /// Where the call ends whose bracket opens at `start`.
  private static func callEnd(in formula: [UInt8], from start: Int) -> Int {
    var (index, depth) = (start, 0)
    while index < formula.count {
      switch formula[index] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        index = FormulaScanner.quotedEnd(in: formula, from: index)
        continue
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      index += 1
      if depth == 0 { return index }
    }
    return index
  }

  /// A call once for each sheet of the list that its ranges cover.
  private func repeated(_ call: [UInt8]) -> [UInt8] {
    let tokens = FormulaScanner.tokens(of: call)
    let groups = tokens.map { sheets(over: $0) }
    guard let sheets = groups.lazy.compactMap({ $0 }).first else { return call }
    var calls: [[UInt8]] = []
    for sheet in sheets {
      var output: [UInt8] = []
      for (token, group) in zip(tokens, groups) {
        switch token {
        case .text(let bytes): output += bytes
        case .reference(let reference):
          let isOfList = group?.map(\.name) == sheets.map(\.name)
          reference.append(toSheet: isOfList ? sheet.name : nil, to: &output)
        }
      }
      calls.append(output)
    }
    let plus: [UInt8] = [UInt8(ascii: "+")]
    return [UInt8(ascii: "(")] + calls.joined(separator: plus) + [UInt8(ascii: ")")]
  }

  private func sheets(over token: FormulaToken) -> [(name: String, map: RowMap)]? {
    guard case .reference(let reference) = token, reference.isConditional else { return nil }
    let name: String? =
      switch reference.sheet {
      case .own: sheet
      case .named(let name): Self.folded(name)
      case .foreign: nil
      }
    return continuation(of: reference, in: name)
  }
}
