public import ListSchema
public import Values

/// What a field says, in the one form that exports, ledger and figures use.
public enum CanonicalValue: Hashable, Sendable {
  /// Not filed, or not readable.
  case blank
  /// Text, a vocabulary's word, a zone's name on the roster.
  case text(String)
  /// A count or an amount.
  case number(Amount)
  /// A day.
  case date(Day)

  /// The value as the data files write it: ISO 8601 dates, plain decimals.
  public var text: String {
    switch self {
    case .blank: ""
    case .text(let text): text
    case .number(let amount): amount.description
    case .date(let day): day.description
    }
  }
}

extension Record {
  /// A field in canonical form: words and zones by their names of the definitions, dates and
  /// numbers typed, plain text as filed.
  public func canonical(_ field: Int, _ definitions: Definitions) -> CanonicalValue {
    guard let number = cell(field).number else { return .blank }
    switch table.list.fields[field].kind {
    case .date: return .date(Day(number: number))
    case .integer: return .number(Amount(Int(number)))
    case .number: return .number(table.amounts[Int(number)])
    case .vocabulary(let name):
      return .text(definitions.vocabularies[name]?.values[Int(number)] ?? raw(field))
    case .zone:
      switch number {
      case ZonePayload.unknown: return .text(trimmed(field))
      case ZonePayload.cityLevel: return .text("市本级")
      default: return .text(definitions.roster.zones[Int(number)].name)
      }
    case .hazardNumber, .hazardNumbers, .phone, .bureau: return .text(trimmed(field))
    case .text, .explanation, .sequence: return .text(raw(field))
    }
  }

  /// A count or an amount, whichever the field holds.
  public func figure(_ field: Int) -> Amount? {
    if case .number = table.list.fields[field].kind { return amount(field) }
    return count(field).map { Amount($0) }
  }

  /// A field's text without outer white space.
  public func trimmed(_ field: Int) -> String { raw(field).withoutOuterBlanks }
}

extension String {
  /// The text without outer white space, the ideographic one included.
  public var withoutOuterBlanks: String {
    if Self.endsVisibly(utf8.span) { return self }
    guard let first = unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(unicodeScalars[first...last])
  }

  /// Whether a text begins and ends with a Chinese character or a visible ASCII one, as most do:
  /// what the properties of characters tell takes long to look up.
  public static func endsVisibly(_ text: Span<UInt8>) -> Bool {
    guard let last = text.indices.last else { return true }
    func isVisible(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }
    func isChinese(_ lead: UInt8) -> Bool { (0xE4...0xE9).contains(lead) }
    return (isVisible(text[0]) || isChinese(text[0]))
      && (isVisible(text[last]) || last >= 2 && isChinese(text[last - 2]))
  }
}
