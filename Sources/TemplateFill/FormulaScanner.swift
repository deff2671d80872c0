import Table

/// A piece of a formula.
enum FormulaToken: Equatable {
  /// Text that no row moves.
  case text(ArraySlice<UInt8>)
  /// A reference.
  case reference(FormulaReference)
}

/// Finds the references in a formula (ECMA-376 Part 1, 18.17.2).
///
/// Strings, sheet names, function names such as `LOG10(`, structured references and error values
/// are left alone. What the grammar does not foresee is text.
struct FormulaScanner {
  private let bytes: [UInt8]
  private var index = 0
  private var textStart = 0
  private var tokens: [FormulaToken] = []
  private var sheet = FormulaReference.Sheet.own
  /// Where the sheet name before the next reference began.
  private var operandStart: Int?
  private var calls: [FormulaCall] = []
  private var lastName: ArraySlice<UInt8> = []

  private init(_ formula: [UInt8]) { bytes = formula }

  /// The pieces of `formula`, which begins without `=`.
  static func tokens(of formula: [UInt8]) -> [FormulaToken] {
    var scanner = FormulaScanner(formula)
    scanner.scan()
    return scanner.tokens
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5a).contains(byte & 0xdf)
  }

  static func isNamePart(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte >= 0x80
      || [UInt8](("_.\\?$").utf8).contains(byte)
  }

  private func peek(_ offset: Int = 0) -> UInt8? {
    index + offset < bytes.count ? bytes[index + offset] : nil
  }

  private mutating func scan() {
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""): skipQuoted()
      case UInt8(ascii: "'"): readQuotedSheet()
      case UInt8(ascii: "["): skipBrackets()
      case UInt8(ascii: "#"): skipError()
      case _ where Self.isNamePart(byte):
        readName()
        continue
      default: readOperator(byte)
      }
      lastName = []
    }
    flush(upTo: bytes.count)
  }

  private mutating func readOperator(_ byte: UInt8) {
    index += 1
    switch byte {
    case UInt8(ascii: "("): calls.append(FormulaCall(name: lastName, within: calls.last))
    case UInt8(ascii: "{"): calls.append(FormulaCall(name: [], within: nil))
    case UInt8(ascii: ")"), UInt8(ascii: "}"): calls.removeLast(calls.isEmpty ? 0 : 1)
    case UInt8(ascii: ","): if !calls.isEmpty { calls[calls.count - 1].argument += 1 }
    default: break
    }
    forgetSheet()
  }

  private mutating func skipQuoted() {
    index = Self.quotedEnd(in: bytes, from: index)
    forgetSheet()
  }

  private mutating func readQuotedSheet() {
    let start = index
    skipQuoted()
    guard peek() == UInt8(ascii: "!") else { return }
    var name: [UInt8] = []
    var rest = bytes[start + 1..<index - 1]
    while let byte = rest.popFirst() {
      name.append(byte)
      if byte == UInt8(ascii: "'") { rest = rest.dropFirst() }
    }
    index += 1
    enterSheet(name, from: start)
  }

  private mutating func skipBrackets() {
    var depth = 0
    while let byte = peek() {
      index += 1
      switch byte {
      // An apostrophe takes the meaning from the character behind it.
      case UInt8(ascii: "'"): index += 1
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      default: break
      }
      if depth == 0 { break }
    }
    index = min(index, bytes.count)
    // `[1]Sheet!A1` is a cell of another workbook.
    var end = index
    while end < bytes.count, Self.isNamePart(bytes[end]) { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "!") {
      index = end + 1
      sheet = .foreign
    } else {
      forgetSheet()
    }
  }

  private mutating func skipError() {
    index += 1
    while let byte = peek(), Self.isLetter(byte) || byte == UInt8(ascii: "/") || byte == 0x30 {
      index += 1
    }
    if let byte = peek(), byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") { index += 1 }
    forgetSheet()
  }

  private mutating func readName() {
    let start = index
    let name = takeName()
    switch peek() {
    case UInt8(ascii: "("):
      lastName = name
      forgetSheet()
      return
    case UInt8(ascii: "!"):
      index += 1
      enterSheet(Array(name), from: start)
      return
    case UInt8(ascii: "["):
      forgetSheet()
      return
    default: break
    }
    lastName = []
    let beforeColon = index
    if peek() == UInt8(ascii: ":"), let next = peek(1), Self.isNamePart(next) {
      index += 1
      let second = takeName()
      switch peek() {
      case UInt8(ascii: "!"):
        index += 1
        sheet = .foreign
        return
      case UInt8(ascii: "("), UInt8(ascii: "["):
        index = beforeColon
      default:
        if let from = FormulaCorner(name), let to = FormulaCorner(second), from.joins(to) {
          emit(from, to, from: start)
          return
        }
        index = beforeColon
      }
    }
    if let cell = FormulaCorner(name), cell.row != nil, cell.column != nil {
      emit(cell, nil, from: start)
    } else {
      forgetSheet()
    }
  }

  private mutating func takeName() -> ArraySlice<UInt8> {
    let start = index
    while let byte = peek(), Self.isNamePart(byte) { index += 1 }
    return bytes[start..<index]
  }

  private mutating func enterSheet(_ name: [UInt8], from start: Int) {
    let isSeveral = name.contains(UInt8(ascii: ":")) || name.contains(UInt8(ascii: "["))
    sheet = isSeveral ? .foreign : .named(name)
    operandStart = start
  }

  private mutating func forgetSheet() {
    sheet = .own
    operandStart = nil
  }

  private mutating func emit(_ start: FormulaCorner, _ end: FormulaCorner?, from: Int) {
    // The sheet stays a piece of text, which most formulas keep as it is.
    flush(upTo: from)
    tokens.append(
      .reference(
        FormulaReference(
          sheet: sheet, start: start, end: end,
          isAggregated: isAggregated(operandFrom: operandStart ?? from),
          isArgument: calls.contains { $0.isFunction },
          isSummed: calls.last?.takesAnyNumber == true
            && isAggregated(operandFrom: operandStart ?? from),
          isConditional: calls.last?.isConditional == true
            && isAggregated(operandFrom: operandStart ?? from),
          prefix: operandStart.map { bytes[$0..<from] } ?? [])))
    textStart = index
    forgetSheet()
  }

  private mutating func flush(upTo end: Int) {
    if textStart < end { tokens.append(.text(bytes[textStart..<end])) }
    textStart = end
  }

  /// Where the string or name in quotes ends that begins at `start`.
  static func quotedEnd(in bytes: [UInt8], from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count {
      index += 1
      guard bytes[index - 1] == bytes[start] else { continue }
      guard index < bytes.count, bytes[index] == bytes[start] else { return index }
      index += 1
    }
    return index
  }

  private func isAggregated(operandFrom start: Int) -> Bool {
    guard let call = calls.last else { return false }
    let space = UInt8(ascii: " ")
    let before = bytes[..<start].last { $0 != space }
    let after = bytes[index...].first { $0 != space }
    let isWhole =
      (before == UInt8(ascii: "(") || before == UInt8(ascii: ","))
      && (after == UInt8(ascii: ")") || after == UInt8(ascii: ","))
    return call.goesOverRange(isWholeArgument: isWhole)
  }
}
